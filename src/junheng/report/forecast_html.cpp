#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "junheng/monitor/subject_need.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/findings_sheet.h"
#include "junheng/report/forecast_areas.h"
#include "junheng/report/forecast_report.h"
#include "junheng/report/forecast_tables.h"
#include "junheng/report/number_format.h"
#include "junheng/report/svg_chart.h"
#include "junheng/report/table_page.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

std::string say(const ForecastInput& input, std::string_view key, const Params& params = {}) {
  return text("forecast." + std::string(key), input.lang, params);
}

enum class FigureWidth : std::uint8_t { Column, Page };

std::string figure(const std::string& caption, const std::string& unit, const std::string& svg, FigureWidth width = FigureWidth::Column) {
  if (svg.empty()) return {};
  return fmt::format("<figure{}><figcaption>{}<span class=\"unit\">{}</span></figcaption>{}</figure>",
                     width == FigureWidth::Page ? " class=\"figure-full\"" : "", escape_html(caption), escape_html(unit), svg);
}

/// Charts of single schools on the page.
constexpr std::size_t kSchoolFans = 8;

/// Positions in History::schools of those that cross a limit first, then the largest.
std::vector<std::size_t> schools_to_draw(const ForecastInput& input) {
  const forecast::History& history = *input.history;
  std::vector<std::size_t> largest;
  for (std::size_t school = 0; school < history.schools.size(); ++school)
    if (forecast::total(history.at(school, history.years - 1)) > 0) largest.push_back(school);
  std::ranges::stable_sort(largest, std::greater{},
                           [&](std::size_t school) { return forecast::total(history.at(school, history.years - 1)); });
  std::vector<std::size_t> out;
  for (const forecast::Breach& each : input.breaches) out.push_back(each.school);
  out.insert(out.end(), largest.begin(), largest.end());
  std::vector<std::size_t> once;
  for (const std::size_t school : out)
    if (once.size() < kSchoolFans && std::ranges::find(once, school) == once.end()) once.push_back(school);
  return once;
}

/// What a school was, and its forecast.
std::vector<FanPoint> school_fan(const ForecastInput& input, std::size_t school) {
  const forecast::History& history = *input.history;
  std::vector<FanPoint> points;
  for (std::size_t year = 0; year < history.years; ++year)
    if (const double pupils = forecast::total(history.at(school, year)); pupils > 0)
      points.push_back({history.first_year + static_cast<int>(year), pupils, pupils, pupils, false});
  const std::size_t county = history.schools[school].county;
  const forecast::CountyForecast& made = input.forecast->counties[county];
  for (std::size_t ahead = 0; ahead < input.forecast->horizon; ++ahead) {
    const forecast::Interval& total = made.schools.total[(school - history.county_begin[county]) * input.forecast->horizon + ahead];
    if (!forecast::is_none(total.middle))
      points.push_back({input.forecast->first_year + static_cast<int>(ahead), total.middle, total.low, total.high, true});
  }
  return points;
}

std::string school_fans(const ForecastInput& input) {
  std::string out;
  for (const std::size_t school : schools_to_draw(input)) {
    const forecast::HistorySchool& each = input.history->schools[school];
    const std::string name = name_with_id(each.name, each.id, input.lang);
    out += figure(name, say(input, "chart.fan_unit"), fan_chart(school_fan(input, school), name));
  }
  return out;
}

/// What the model took for granted and what is odd in the data, as a table.
ReportTable notes_table(const ForecastInput& input) {
  ReportTable table;
  table.id = "notes";
  table.title = say(input, "table.notes");
  table.columns = {{say(input, "column.note_kind"), ColumnAlign::Left}, {say(input, "column.note"), ColumnAlign::Left}};
  for (const std::string& each : forecast_assumptions(input))
    table.rows.push_back({word_cell(say(input, "note.assumed")), word_cell(each)});
  for (const Issue& issue : *input.findings)
    table.rows.push_back({word_cell(say(input, "note.found")),
                          word_cell(finding_place(issue, input.lang) + issue.message(input.lang) + " → " + issue.hint(input.lang))});
  return table;
}

/// Teachers to hire, all subjects together, in the last year; nullopt where nothing tells it.
std::optional<Headline> hiring_card(const ForecastInput& input, const std::string& year) {
  if (input.teachers == nullptr) return std::nullopt;
  const std::size_t end = input.forecast->horizon - 1;
  const ForecastArea whole = forecast_areas(input).front();
  forecast::TeacherNeed sum;
  for (const std::size_t subject : subjects_in_sum(input)) sum.add(teachers_of(input, whole, end, subject));
  const bool is_told = !forecast::is_none(sum.to_hire) || sum.to_hire_at_least > 0;
  if (!is_told || subjects_in_sum(input).empty()) return std::nullopt;
  Headline card;
  card.label = say(input, "headline.to_hire", {{"year", year}});
  const bool is_known = !forecast::is_none(sum.to_hire);
  card.value = (is_known ? "" : "≥ ") + shown(monitor::whole_teachers(is_known ? sum.to_hire : sum.to_hire_at_least), 0);
  card.of =
      say(input, "headline.of_teachers", {{"need", shown(monitor::whole_teachers(sum.need()), 0)}, {"on_post", shown(sum.on_post, 0)}});
  card.href = "staff_years";
  return card;
}

std::vector<Headline> headlines(const ForecastInput& input) {
  const auto last = [&] {
    double sum = 0;
    for (std::size_t county = 0; county < input.history->counties.size(); ++county)
      sum += forecast::total(input.history->county_total(county, input.history->years - 1));
    return sum;
  }();
  const forecast::Interval& end = input.forecast->all.back();
  const std::string year =
      school_year_words(SchoolYear{input.forecast->first_year + static_cast<int>(input.forecast->horizon) - 1}, input.lang);
  std::vector<Headline> out;
  Headline total;
  total.label = say(input, "headline.total", {{"year", year}});
  total.value = shown(end.middle, 0);
  total.of = shown(end.low, 0) + " – " + shown(end.high, 0);
  total.before = school_year_words(SchoolYear{input.history->last_year()}, input.lang) + ": " + shown(last, 0);
  total.href = "totals";
  out.push_back(total);
  if (const auto card = hiring_card(input, year)) out.push_back(*card);
  if (input.standard.empty() || input.level != ForecastLevel::School) return out;
  for (const auto kind : {forecast::BreachKind::ClassSize, forecast::BreachKind::SchoolSize, forecast::BreachKind::BelowSmall}) {
    const auto is_of_kind = [&](const forecast::Breach& each) { return each.kind == kind && !each.is_today; };
    const auto is_today = [&](const forecast::Breach& each) { return each.kind == kind && each.is_today; };
    const auto count = std::ranges::count_if(input.breaches, is_of_kind);
    const auto today = std::ranges::count_if(input.breaches, is_today);
    Headline card;
    card.label = say(input, "headline." + std::string(to_string(kind)), {{"year", year}});
    card.value = std::to_string(count);
    card.of =
        say(input, "headline.of_schools", {{"count", std::to_string(input.history->schools.size())}, {"today", std::to_string(today)}});
    card.href = input.breaches.empty() ? "" : "breaches";
    out.push_back(card);
  }
  return out;
}

SheetHead sheet_head(const ForecastInput& input) {
  SheetHead head;
  head.lines = {forecast_head(input), text("review.source", input.lang, {{"source", source_words(input.origin.source, input.lang)}})};
  if (!input.date.empty()) head.lines.push_back(text("review.made", input.lang, {{"date", input.date}, {"version", input.version}}));
  if (input.origin.is_synthetic) head.alerts.emplace_back(text("text.synthetic", input.lang));
  if (input.is_partial) head.alerts.emplace_back(text("review.partial", input.lang));
  return head;
}

}  // namespace

std::string forecast_html(const ForecastInput& input) {
  TablePage page;
  page.lang = input.lang;
  page.place = input.place;
  page.kicker = say(input, "kicker");
  page.subtitle = forecast_head(input);
  page.source = input.origin.source;
  page.is_synthetic = input.origin.is_synthetic;
  page.is_partial = input.is_partial;
  page.date = input.date;
  page.version = input.version;
  page.headlines_title = say(input, "headline.title");
  page.headlines = headlines(input);
  for (ReportTable& table : forecast_tables(input)) {
    // Too long for a page.
    if (table.id == "staff_all") continue;
    TableSection section;
    if (table.id == "totals") {
      section.charts =
          figure(say(input, "chart.fan"), say(input, "chart.fan_unit"), fan_chart(forecast_fan(input), say(input, "chart.fan")));
    } else if (table.id == "grades") {
      section.charts = figure(say(input, "chart.cohorts"), say(input, "chart.cohorts_unit"),
                              heat_map(forecast_cohorts(input), say(input, "chart.cohorts")), FigureWidth::Page);
    } else if (table.id == "schools") {
      section.charts = school_fans(input);
      section.legend = say(input, "chart.schools", {{"count", std::to_string(kSchoolFans)}});
    }
    section.table = std::move(table);
    page.sections.push_back(std::move(section));
  }
  page.sections.push_back({notes_table(input)});
  return table_page_html(page);
}

Result<void> write_forecast_xlsx(const ForecastInput& input, const std::string& path) {
  formats::XlsxWriter writer(path);
  writer.set_properties(say(input, "kicker"), input.place);
  const SheetHead head = sheet_head(input);
  for (const ReportTable& table : forecast_tables(input))
    write_table_sheet(writer, head, say(input, "sheet." + std::string(table.id)), table);
  write_table_sheet(writer, head, say(input, "sheet.notes"), notes_table(input));
  return writer.close();
}

}  // namespace junheng::report
