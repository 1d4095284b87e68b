#include "junheng/forecast/history_checks.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/forecast/cohort_model.h"
#include "junheng/forecast/regions.h"
#include "junheng/stats/quantile.h"

namespace junheng::forecast {

namespace {

/// A grade that jumps by more than this factor and this many pupils is named.
constexpr double kJumpFactor = 4;
constexpr double kJumpPupils = 100;
/// A county's total that moves by this part more, or less, than it usually does, and by kJumpPupils, is named.
constexpr double kTotalJump = 0.10;

void report(HistoryFindings& findings, Code code, Params params) { findings.issues.push_back(make_issue(code, {}, {}, std::move(params))); }

/// Of an even number the mean of the two in the middle. Requires: not empty, all finite.
double median(const std::vector<double>& values) { return *stats::weighted_quantile(values, {}, 0.5); }

bool has_pupils(const GradeArray& row) {
  return std::ranges::any_of(row, [](double each) { return !is_none(each); });
}

void find_gaps(const History& history, HistoryFindings& findings) {
  std::string years;
  for (std::size_t year = 0; year < history.years; ++year) {
    bool any = false;
    for (std::size_t s = 0; s < history.schools.size() && !any; ++s) any = has_pupils(history.at(s, year));
    if (!any) years += (years.empty() ? "" : ", ") + std::to_string(history.first_year + static_cast<int>(year));
  }
  if (!years.empty()) report(findings, Code::ForecastYearGap, {{"years", years}});
}

void find_jumps(const History& history, HistoryFindings& findings) {
  for (std::size_t s = 0; s < history.schools.size(); ++s) {
    for (std::size_t year = 1; year < history.years; ++year) {
      for (std::size_t g = 0; g < kGrades; ++g) {
        const double before = history.at(s, year - 1)[g];
        const double after = history.at(s, year)[g];
        if (is_none(before) || is_none(after)) continue;
        const double low = std::min(before, after);
        const double high = std::max(before, after);
        if (!history.moved.empty() && history.moved[s * history.years + year] != 0) continue;
        if (high - low < kJumpPupils || high < kJumpFactor * low) continue;
        report(findings, Code::ForecastGradeJump,
               {{"school", history.schools[s].id},
                {"name", history.schools[s].name},
                {"grade", std::to_string(g)},
                {"year", std::to_string(history.first_year + static_cast<int>(year))},
                {"before", number_text(before)},
                {"after", number_text(after)}});
      }
    }
  }
}

/// Whether housing brought pupils into the county from outside since the year before.
bool has_housing(const History& history, std::size_t county, std::size_t year) {
  if (history.moved.empty()) return false;
  for (std::size_t s = history.county_begin[county]; s < history.county_begin[county + 1]; ++s)
    if (history.moved[s * history.years + year] == kFromOutside) return true;
  return false;
}

/// A county's total in a year (index) and the one before.
struct TotalStep {
  std::size_t year = 0;
  double before = 0;
  double after = 0;

  [[nodiscard]] double change() const { return after / before - 1; }
};

std::vector<TotalStep> total_steps(const History& history, std::size_t county) {
  std::vector<TotalStep> steps;
  for (std::size_t year = 1; year < history.years; ++year) {
    const TotalStep step{year, total(history.county_total(county, year - 1)), total(history.county_total(county, year))};
    if (step.before > 0 && step.after > 0) steps.push_back(step);
  }
  return steps;
}

/// The median of a county's yearly changes; of fewer than three none is usual.
double usual_change(const std::vector<TotalStep>& steps) {
  if (steps.size() < 3) return 0;
  std::vector<double> changes;
  for (const TotalStep& step : steps) changes.push_back(step.change());
  return median(changes);
}

/// Steps into years up to the last break are no part of the county's ratios.
void find_total_jumps(const History& history, const std::vector<std::size_t>& breaks, HistoryFindings& findings) {
  const std::size_t flow_from = breaks.empty() ? 0 : breaks.back();
  for (std::size_t county = 0; county < history.counties.size(); ++county) {
    const std::vector<TotalStep> steps = total_steps(history, county);
    const double usual = usual_change(steps);
    for (const TotalStep& step : steps) {
      if (std::abs(step.change() - usual) <= kTotalJump || std::abs(step.after - step.before) < kJumpPupils) continue;
      if (has_housing(history, county, step.year)) continue;
      const int year = history.first_year + static_cast<int>(step.year);
      report(findings, step.year <= flow_from ? Code::ForecastTotalJumpBeforeBreak : Code::ForecastTotalJump,
             {{"area", history.counties[county].code + " " + history.counties[county].name},
              {"from", std::to_string(year - 1)},
              {"year", std::to_string(year)},
              {"before", number_text(step.before)},
              {"after", number_text(step.after)},
              {"change", fmt::format("{:+.1f}%", 100 * step.change())}});
    }
  }
}

/// Sum of grades / published total by year, over the counties that publish one; kNone where none does.
std::vector<double> published_ratios(const History& history, std::size_t years) {
  std::vector<double> ratios(years, kNone);
  for (std::size_t year = 0; year < years; ++year) {
    double sum = 0;
    double published = 0;
    for (std::size_t county = 0; county < history.counties.size(); ++county) {
      const double told = history.published[county * history.years + year];
      if (is_none(told) || told <= 0) continue;
      published += told;
      sum += total(history.county_total(county, year));
    }
    if (published > 0) ratios[year] = sum / published;
  }
  return ratios;
}

/// The part of all pupils that goes on to the next grade, by the earlier year of the two.
std::vector<double> survival(const History& history, std::size_t years) {
  std::vector<GradeArray> totals(years, filled(0));
  for (std::size_t s = 0; s < history.schools.size(); ++s)
    for (std::size_t year = 0; year < years; ++year)
      for (std::size_t g = 0; g < kGrades; ++g)
        if (!is_none(history.at(s, year)[g])) totals[year][g] += history.at(s, year)[g];
  std::vector<double> parts;
  for (std::size_t year = 0; year + 1 < years; ++year) {
    double before = 0;
    double after = 0;
    for (std::size_t g = 0; g + 1 < kGrades; ++g) {
      if (totals[year][g] <= 0 || totals[year + 1][g + 1] <= 0) continue;
      before += totals[year][g];
      after += totals[year + 1][g + 1];
    }
    parts.push_back(before > 0 ? after / before : kNone);
  }
  return parts;
}

struct Level {
  double mean = 0;
  double squares = 0;
  std::size_t count = 0;
};

Level level_of(const std::vector<double>& values, std::size_t begin, std::size_t end) {
  Level level;
  for (std::size_t i = begin; i < end; ++i) {
    if (is_none(values[i])) continue;
    level.mean += values[i];
    ++level.count;
  }
  if (level.count > 0) level.mean /= static_cast<double>(level.count);
  for (std::size_t i = begin; i < end; ++i)
    if (!is_none(values[i])) level.squares += (values[i] - level.mean) * (values[i] - level.mean);
  return level;
}

/// The split of transitions into two levels; nullopt where one level tells as much.
std::optional<std::size_t> level_change(const std::vector<double>& parts) {
  constexpr double kLeastDifference = 0.015;
  constexpr double kLeastT = 5;
  std::optional<std::size_t> best;
  double best_t = kLeastT;
  for (std::size_t split = 2; split + 2 <= parts.size(); ++split) {
    const Level before = level_of(parts, 0, split);
    const Level after = level_of(parts, split, parts.size());
    if (before.count < 2 || after.count < 2) continue;
    const double difference = std::abs(after.mean - before.mean);
    const double degrees = static_cast<double>(before.count + after.count) - 2;
    // Ratios of a whole area are never steadier than half a per cent.
    const double variance = std::max((before.squares + after.squares) / std::max(degrees, 1.0), 0.005 * 0.005);
    const double t = difference / std::sqrt(variance * (1.0 / static_cast<double>(before.count) + 1.0 / static_cast<double>(after.count)));
    if (difference < kLeastDifference || t <= best_t) continue;
    best_t = t;
    best = split;
  }
  return best;
}

/// A county's sums of grades against its published totals: what most years show is taken for its way of counting (grades that are not in
/// the data), the years that differ from it are named.
void find_contradictions(const History& history, HistoryFindings& findings) {
  constexpr double kLeast = 0.01;
  for (std::size_t county = 0; county < history.counties.size(); ++county) {
    std::vector<std::pair<std::size_t, double>> ratios;
    for (std::size_t year = 0; year < history.years; ++year) {
      const double published = history.published[county * history.years + year];
      if (!is_none(published) && published > 0) ratios.emplace_back(year, total(history.county_total(county, year)) / published);
    }
    if (ratios.empty()) continue;
    std::vector<double> values;
    for (const auto& [year, ratio] : ratios) values.push_back(ratio);
    const double usual = median(values);
    std::string years;
    std::string percents;
    for (const auto& [year, ratio] : ratios) {
      if (std::abs(ratio - usual) <= kLeast) continue;
      years += (years.empty() ? "" : ", ") + std::to_string(history.first_year + static_cast<int>(year));
      percents += (percents.empty() ? "" : ", ") + fmt::format("{:.1f}%", 100 * ratio);
    }
    if (years.empty()) continue;
    report(
        findings, Code::ForecastTotalsContradict,
        {{"area", history.counties[county].name}, {"years", years}, {"percents", percents}, {"usual", fmt::format("{:.1f}", 100 * usual)}});
  }
}

void report_counties(const History& history, const std::vector<std::size_t>& counties, Code code, HistoryFindings& findings) {
  if (counties.empty()) return;
  report(findings, code,
         {{"count", std::to_string(counties.size())},
          {"areas", name_counties(history, counties)},
          {"year", std::to_string(history.last_year())}});
}

/// Years between the first and the last whose births are told that are not told themselves and whose children are still to enter.
std::vector<int> birth_gaps(const History& history, std::size_t county) {
  const GradeArray last = history.county_total(county, history.years - 1);
  const auto lowest = std::ranges::find_if(last, [](double each) { return !is_none(each); });
  const int next = history.last_year() + 1 - birth_lag(static_cast<int>(lowest - last.begin()));
  std::vector<int> told;
  for (std::size_t at = 0; at < history.birth_years; ++at)
    if (const int year = history.first_birth_year + static_cast<int>(at); !is_none(history.births_of(county, year))) told.push_back(year);
  std::vector<int> gaps;
  for (std::size_t i = 1; i < told.size(); ++i)
    for (int year = told[i - 1] + 1; year < told[i]; ++year)
      if (year >= next) gaps.push_back(year);
  return gaps;
}

void find_birth_gaps(const History& history, HistoryFindings& findings) {
  std::size_t count = 0;
  std::string example;
  for (std::size_t county = 0; county < history.counties.size(); ++county) {
    const std::vector<int> gaps = birth_gaps(history, county);
    if (gaps.empty() || count++ > 0) continue;
    example = history.counties[county].code + " " + history.counties[county].name + " " + fmt::format("{}", fmt::join(gaps, ", "));
  }
  if (count > 0) report(findings, Code::ForecastBirthsPartial, {{"count", std::to_string(count)}, {"example", example}});
}

void find_incomplete_counties(const History& history, HistoryFindings& findings) {
  std::vector<std::size_t> without_births;
  std::vector<std::size_t> ended;
  for (std::size_t county = 0; county < history.counties.size(); ++county) {
    const GradeArray last = history.county_total(county, history.years - 1);
    if (!has_pupils(last)) {
      ended.push_back(county);
      continue;
    }
    bool any = false;
    for (int year = history.last_year() - 18; year <= history.last_year() + 20 && !any; ++year)
      any = !is_none(history.births_of(county, year));
    if (!any) without_births.push_back(county);
  }
  report_counties(history, ended, Code::ForecastCountyEnded, findings);
  report_counties(history, without_births, Code::ForecastBirthsMissing, findings);
}

}  // namespace

std::optional<YearSpan> years_of_school(const History& history, std::size_t school) {
  std::optional<YearSpan> span;
  for (std::size_t year = 0; year < history.years; ++year) {
    if (!has_pupils(history.at(school, year))) continue;
    if (!span) span = YearSpan{year, year};
    span->last = year;
  }
  return span;
}

void remove_schools(History& history, const std::vector<bool>& is_gone) {
  std::size_t kept = 0;
  for (std::size_t s = 0; s < history.schools.size(); ++s) {
    if (is_gone[s]) continue;
    if (kept != s) {
      history.schools[kept] = std::move(history.schools[s]);
      std::copy_n(history.pupils.begin() + static_cast<std::ptrdiff_t>(s * history.years), history.years,
                  history.pupils.begin() + static_cast<std::ptrdiff_t>(kept * history.years));
    }
    ++kept;
  }
  history.schools.resize(kept);
  history.pupils.resize(kept * history.years);
  std::ranges::fill(history.county_begin, 0);
  for (const HistorySchool& school : history.schools) ++history.county_begin[school.county + 1];
  for (std::size_t c = 1; c < history.county_begin.size(); ++c) history.county_begin[c] += history.county_begin[c - 1];
}

std::string number_text(double value) { return value == std::floor(value) ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value); }

void hand_over(History& history, std::size_t older, std::size_t newer, YearSpan years) {
  for (std::size_t year = years.first; year <= years.last; ++year)
    history.pupils[newer * history.years + year] = history.pupils[older * history.years + year];
  const std::string& old = history.schools[older].id;
  const std::string& id = history.schools[newer].id;
  for (auto& [former, current] : history.renamed)
    if (current == old) current = id;
  history.renamed.insert_or_assign(old, id);
}

void join_changed_codes(History& history, HistoryFindings& findings) {
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::string>, std::vector<std::size_t>> by_name;
  for (std::size_t s = 0; s < history.schools.size(); ++s)
    if (!history.schools[s].name.empty())
      by_name[{history.schools[s].county, history.schools[s].township, history.schools[s].name}].push_back(s);
  std::vector<bool> is_gone(history.schools.size(), false);
  for (const auto& [key, same] : by_name) {
    if (same.size() != 2) continue;
    auto first = years_of_school(history, same[0]);
    auto second = years_of_school(history, same[1]);
    if (!first || !second) continue;
    std::size_t older = same[0];
    std::size_t newer = same[1];
    if (first->first > second->first) {
      std::swap(first, second);
      std::swap(older, newer);
    }
    if (first->last + 1 != second->first) continue;
    hand_over(history, older, newer, *first);
    is_gone[older] = true;
    report(findings, Code::ForecastCodeChanged,
           {{"old", history.schools[older].id},
            {"new", history.schools[newer].id},
            {"name", history.schools[newer].name},
            {"last", std::to_string(history.first_year + static_cast<int>(first->last))},
            {"next", std::to_string(history.first_year + static_cast<int>(second->first))}});
  }
  remove_schools(history, is_gone);
}

std::vector<std::size_t> find_breaks(const History& history, std::size_t years) {
  constexpr double kLeast = 0.01;
  std::vector<std::size_t> breaks;
  const std::vector<double> ratios = published_ratios(history, years);
  bool is_published = false;
  for (std::size_t year = 1; year < years; ++year) {
    if (is_none(ratios[year - 1]) || is_none(ratios[year])) continue;
    is_published = true;
    if (std::abs(ratios[year] - ratios[year - 1]) > kLeast) breaks.push_back(year);
  }
  if (is_published) return breaks;
  // A transition from one level to the other lies in the level before.
  if (const auto split = level_change(survival(history, years))) breaks.push_back(*split);
  return breaks;
}

void check_history(const History& history, HistoryFindings& findings) {
  if (history.years == 1) report(findings, Code::ForecastOneYear, {{"year", std::to_string(history.first_year)}});
  find_gaps(history, findings);
  find_jumps(history, findings);
  find_contradictions(history, findings);
  const std::vector<std::size_t> breaks = find_breaks(history, history.years);
  find_total_jumps(history, breaks, findings);
  for (const std::size_t year : breaks)
    report(findings, Code::ForecastBreak, {{"year", std::to_string(history.first_year + static_cast<int>(year))}});
  find_incomplete_counties(history, findings);
  find_birth_gaps(history, findings);
}

}  // namespace junheng::forecast
