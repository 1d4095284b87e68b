#include "junheng/report/monitor_headlines.h"

#include <algorithm>
#include <array>

#include "junheng/monitor/area_chain.h"
#include "junheng/monitor/area_figures.h"
#include "junheng/monitor/school_figures.h"
#include "junheng/report/number_format.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

using monitor::Figure;
using monitor::MonitorArea;
using monitor::MonitorResult;

/// A figure for the top of a report, and the figure that it is a part of.
struct Chosen {
  std::string_view monitor;
  std::string_view figure;
  std::string_view whole = {};
};

constexpr std::array kChosen{
    Chosen{"classes", "large_share"},          Chosen{"classes", "very_large_share"},
    Chosen{"schools", "over_2000", "schools"}, Chosen{"beds", "boarders_without_bed", "boarders"},
    Chosen{"retention", "junior_3y"},          Chosen{"retention", "nine_year"},
    Chosen{"pay", "teacher_pay_ratio"},        Chosen{"pay", "counties_below", "counties_told"},
    Chosen{"staff", "posts_missing"},          Chosen{"buildings", "schools_below", "schools_held"},
};

std::vector<const MonitorArea*> tops_of(const MonitorResult& result, const MonitorWords& words) {
  std::vector<const MonitorArea*> out;
  for (const MonitorArea* area : words.shown_areas(result))
    if (words.is_top(result.years.back(), area->area)) out.push_back(area);
  return out;
}

std::string of_whole(const MonitorArea& area, const Figure& figure, const Chosen& chosen, const MonitorWords& words) {
  if (figure.is_percent && figure.numerator && figure.denominator)
    return words.say("headline.part", {{"part", shown_amount(*figure.numerator)}, {"whole", shown_amount(*figure.denominator)}});
  const Figure* whole = chosen.whole.empty() ? nullptr : area.find(chosen.whole);
  return whole == nullptr || !whole->value ? "" : words.say("headline.of", {{"whole", words.value(*whole)}});
}

/// The last year of the dataset before the one asked for: it may be several years back.
std::string last_year_told(const MonitorResult& result, AreaIndex area, std::string_view figure, const MonitorWords& words) {
  if (result.years.size() < 2) return {};
  const monitor::MonitorYear& year = result.years[result.years.size() - 2];
  const MonitorArea* at = year.find(words.dataset().areas, area);
  const Figure* before = at == nullptr ? nullptr : at->find(figure);
  if (before == nullptr || !before->value) return {};
  const bool is_year_before = year.year.first + 1 == result.years.back().year.first;
  return words.say(is_year_before ? "headline.year_before" : "headline.school_year",
                   {{"year", std::to_string(year.year.first)}, {"next", next_year_digits(year.year)}, {"value", words.value(*before)}});
}

std::string label_of(const MonitorResult& result, const Figure& figure, const MonitorWords& words) {
  const std::string key = "headline." + std::string(result.id) + "." + std::string(figure.id);
  return words.say(key, {{"title", words.title(result.id, figure.id)}});
}

/// Of many areas on top that have the standard: how many miss it. Those that may miss it, for all that is known, are counted too.
std::optional<Headline> count_of_missing(const MonitorResult& result, std::span<const MonitorArea* const> tops, const Chosen& chosen,
                                         const MonitorWords& words) {
  std::size_t unmet = 0;
  std::size_t unknown = 0;
  std::size_t all = 0;
  const Figure* any = nullptr;
  for (const MonitorArea* area : tops) {
    const Figure* figure = area->find(chosen.figure);
    if (figure == nullptr || !figure->limit) continue;
    any = figure;
    ++all;
    if (figure->verdict == assess::Verdict::Unmet) ++unmet;
    else if (figure->verdict != assess::Verdict::Met) ++unknown;
  }
  if (any == nullptr || unknown == all) return std::nullopt;
  std::string of = words.say("headline.of", {{"whole", std::to_string(all)}});
  if (unknown > 0) of += words.say("headline.comma") + words.say("headline.unknown_areas", {{"count", std::to_string(unknown)}});
  const auto verdict = unmet > 0 ? assess::Verdict::Unmet : unknown > 0 ? assess::Verdict::Unknown : assess::Verdict::Met;
  return Headline{words.say("headline.areas_missing", {{"figure", label_of(result, *any, words)}}),
                  std::to_string(unmet),
                  std::move(of),
                  words.limit(*any),
                  verdict,
                  {},
                  std::string(result.id)};
}

std::optional<Headline> headline_of(const MonitorResult& result, const Chosen& chosen, const MonitorWords& words) {
  const auto tops = tops_of(result, words);
  if (tops.empty() || words.is_empty(result)) return std::nullopt;
  if (tops.size() > 1) return count_of_missing(result, tops, chosen, words);
  const MonitorArea& area = *tops.front();
  const Figure* figure = area.find(chosen.figure);
  if (figure == nullptr || !is_known(*figure)) return std::nullopt;
  return Headline{label_of(result, *figure, words),
                  words.value(*figure) + (figure->is_reported ? "*" : ""),
                  of_whole(area, *figure, chosen, words),
                  words.limit(*figure),
                  words.verdict(area, *figure),
                  last_year_told(result, area.area, chosen.figure, words),
                  std::string(result.id)};
}

/// Teachers lacking over all subjects, of the one area on top.
std::optional<Headline> teachers_lacking(const MonitorInput& input, const MonitorWords& words) {
  if (input.subjects == nullptr || !input.subjects->has_need) return std::nullopt;
  const auto tops = input.subjects->top_areas();
  if (tops.size() != 1) return std::nullopt;
  const auto found = monitor::shortage_figures(*input.subjects->monitor, *input.subjects->dataset, input.monitoring->year);
  double lacking = 0;
  bool has_any = false;
  for (const monitor::SchoolFigure& county : found.figures) {
    if (!monitor::is_within(input.subjects->dataset->areas, county.area, tops.front()->area())) continue;
    if (!county.value) return std::nullopt;
    lacking += *county.value;
    has_any = true;
  }
  if (!has_any) return std::nullopt;
  return Headline{words.say("headline.subjects"), shown(lacking, std::min(kStaffDecimals, monitor::decimals_of(lacking))), {}, {}, {}, {},
                  std::string(monitor::kSubjects)};
}

}  // namespace

std::vector<Headline> monitor_headlines(const MonitorInput& input, const MonitorWords& words) {
  std::vector<Headline> out;
  for (const Chosen& chosen : kChosen) {
    const auto& results = input.monitoring->results;
    const auto result = std::ranges::find(results, chosen.monitor, &MonitorResult::id);
    if (result == results.end()) continue;
    if (auto headline = headline_of(*result, chosen, words)) out.push_back(std::move(*headline));
  }
  if (auto headline = teachers_lacking(input, words)) out.push_back(std::move(*headline));
  return out;
}

std::string monitor_headlines_title(const MonitorInput& input, const MonitorWords& words) {
  for (const MonitorResult& result : input.monitoring->results) {
    const auto tops = tops_of(result, words);
    if (tops.size() == 1) return words.say("headline.title", {{"area", words.area_name(tops.front()->area)}});
    if (!tops.empty()) return words.say("headline.title_of_many", {{"count", std::to_string(tops.size())}});
  }
  if (input.subjects != nullptr && input.subjects->top_areas().size() == 1)
    return words.say("headline.title", {{"area", std::string(input.subjects->area_name(input.subjects->top_areas().front()->area()))}});
  if (input.frame != nullptr && input.frame->top_areas().size() == 1)
    return words.say("headline.title", {{"area", words.area_name(input.frame->top_areas().front()->area)}});
  return words.say("headline.plain");
}

}  // namespace junheng::report
