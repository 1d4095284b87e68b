#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "junheng/report/data_origin.h"
#include "junheng/report/forecast_needs.h"
#include "junheng/report/forecast_report.h"
#include "junheng/report/forecast_tables.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

/// Rows of a table in the text; files have all.
constexpr std::size_t kRowsShown = 30;
constexpr std::size_t kFindingsShown = 20;
/// Long tables.
constexpr std::array<std::string_view, 4> kFilesOnly = {"schools", "staff_area_years", "staff_all", "settlements"};

std::string say(const ForecastInput& input, std::string_view key, const Params& params = {}) {
  return text("forecast." + std::string(key), input.lang, params);
}

std::string head(const ForecastInput& input) {
  std::string out = origin_text(input.origin, input.lang) + "\n";
  if (input.is_partial) out += std::string(text("inequality.partial", input.lang)) + "\n";
  return out + forecast_head(input) + "\n";
}

void add_table(const ForecastInput& input, const ReportTable& table, std::string& out) {
  out += "\n" + table.title + "\n" + table_lines(table, 2, kRowsShown);
  if (table.rows.size() > kRowsShown)
    out += "  " + say(input, "more_rows", {{"count", std::to_string(table.rows.size() - kRowsShown)}}) + "\n";
  for (const std::string& note : table.notes) out += "  " + note + "\n";
}

std::string notes(const ForecastInput& input) {
  std::string out = "\n" + say(input, "assumptions") + "\n";
  for (const std::string& each : forecast_assumptions(input)) out += "  · " + each + "\n";
  if (input.level == ForecastLevel::School)
    for (const LeftOutStage& each : left_out_stages(input)) out += "  · " + left_out_note(input, each) + "\n";
  if (input.findings->empty()) return out;
  out += "\n" + say(input, "findings") + "\n";
  for (std::size_t i = 0; i < std::min(kFindingsShown, input.findings->size()); ++i)
    out += "  · " + finding_place((*input.findings)[i], input.lang) + (*input.findings)[i].message(input.lang) + "\n      → " +
           (*input.findings)[i].hint(input.lang) + "\n";
  if (input.findings->size() > kFindingsShown)
    out += "  " + say(input, "more_findings", {{"count", std::to_string(input.findings->size() - kFindingsShown)}}) + "\n";
  return out;
}

}  // namespace

std::vector<std::string> forecast_assumptions(const ForecastInput& input) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view key, const Params& params = {}) {
    out.push_back(say(input, "assumed." + std::string(key), params));
  };
  std::size_t births = 0;
  std::size_t level = 0;
  for (const forecast::CountyForecast& county : input.forecast->counties)
    ++(county.model.entrants == forecast::EntrantBasis::LastLevel ? level : births);
  if (births > 0) add("births", {{"count", std::to_string(births)}});
  if (level > 0) add("last_level", {{"count", std::to_string(level)}});
  if (!input.history->implied.empty())
    add("one_year_flows", {{"year", school_year_words(SchoolYear{input.history->last_year()}, input.lang)}});
  else if (input.history->years == 1) add("one_year");
  else
    add("ratios", {{"from", school_year_words(SchoolYear{input.history->first_year}, input.lang)},
                   {"to", school_year_words(SchoolYear{input.history->last_year()}, input.lang)}});
  add("schools_stay");
  const auto campuses = std::accumulate(input.history->schools.begin(), input.history->schools.end(), std::size_t{0},
                                        [](std::size_t sum, const auto& school) { return sum + school.campuses.size(); });
  if (campuses > 0) add("campuses", {{"count", std::to_string(campuses)}});
  if (input.forecast->spread.schools > 0) add("interval_own", {{"schools", std::to_string(input.forecast->spread.schools)}});
  else add("interval_usual");
  if (input.teachers != nullptr) add("classes");
  if (input.settlements != nullptr && !input.settlements->rows.empty()) add("settlements");
  if (!input.standard.empty() && input.level == ForecastLevel::School) {
    add("limits", {{"standard", input.standard_title}});
    const auto mark = [&](std::string_view key, double pupils) {
      if (!forecast::is_none(pupils)) add(key, {{"count", std::to_string(std::lround(pupils))}, {"standard", input.standard_title}});
    };
    mark("small", input.limits.small);
    mark("smallest", input.limits.smallest);
  }
  add("draws", {{"draws", std::to_string(input.draws)}, {"seed", std::to_string(input.seed)}});
  return out;
}

std::string forecast_text(const ForecastInput& input) {
  std::string out = head(input);
  for (const ReportTable& table : forecast_tables(input))
    if (std::ranges::find(kFilesOnly, table.id) == kFilesOnly.end()) add_table(input, table, out);
  if (input.backtest != nullptr && input.backtest->origins.empty()) out += "\n" + say(input, "backtest.short") + "\n";
  return out + notes(input);
}

std::string forecast_summary(const ForecastInput& input) {
  std::string out = head(input);
  add_table(input, forecast_tables(input).front(), out);
  return out;
}

}  // namespace junheng::report
