#include <algorithm>
#include <cmath>

#include "junheng/core/text.h"
#include "junheng/report/forecast_report.h"
#include "junheng/report/number_format.h"
#include "junheng/report/terminal_table.h"

namespace junheng::report {

namespace {

using forecast::CountyForecast;
using forecast::Interval;
using forecast::kGrades;

/// Counties in the text; files have all.
constexpr std::size_t kMostCounties = 40;

class ForecastText {
 public:
  explicit ForecastText(const ForecastInput& input) : input_(input), made_(*input.forecast), history_(*input.history) {}

  std::string head() {
    std::string out;
    if (input_.origin.is_synthetic) out += std::string(text("text.synthetic", input_.lang)) + "\n";
    if (input_.is_partial) out += std::string(text("inequality.partial", input_.lang)) + "\n";
    out += say("title", {{"schools", std::to_string(history_.schools.size())},
                         {"counties", std::to_string(history_.counties.size())},
                         {"from", std::to_string(history_.first_year)},
                         {"to", std::to_string(history_.last_year())}}) +
           "\n";
    return out;
  }

  /// Pupils of last year, then each year ahead with its interval and change.
  std::string totals() {
    TerminalTable table({say("column.year"), say("column.pupils"), say("column.interval"), say("column.change")},
                        {ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Left, ColumnAlign::Right});
    double last = 0;
    for (std::size_t county = 0; county < history_.counties.size(); ++county)
      last += forecast::total(history_.county_total(county, history_.years - 1));
    table.add_row({std::to_string(history_.last_year()), whole(last), say("known"), ""});
    for (std::size_t ahead = 0; ahead < made_.horizon; ++ahead) {
      const Interval& all = made_.all[ahead];
      const std::string change = last > 0 ? signed_percent(all.middle / last - 1) : "";
      table.add_row({year_name(ahead), whole(all.middle), range(all), change});
    }
    return table.text();
  }

  std::string grades() {
    std::vector<std::string> header = {say("column.grade"), std::to_string(history_.last_year())};
    std::vector<ColumnAlign> aligns = {ColumnAlign::Left, ColumnAlign::Right};
    for (std::size_t ahead = 0; ahead < made_.horizon; ++ahead) {
      header.push_back(year_name(ahead));
      aligns.push_back(ColumnAlign::Right);
    }
    TerminalTable table(std::move(header), std::move(aligns));
    for (std::size_t g = 0; g < kGrades; ++g) {
      double last = 0;
      bool any = false;
      for (std::size_t county = 0; county < history_.counties.size(); ++county) {
        const double pupils = history_.county_total(county, history_.years - 1)[g];
        if (forecast::is_none(pupils)) continue;
        any = true;
        last += pupils;
      }
      if (!any) continue;
      std::vector<std::string> row = {std::to_string(g), whole(last)};
      for (std::size_t ahead = 0; ahead < made_.horizon; ++ahead) row.push_back(whole(made_.grades[ahead][g].middle));
      table.add_row(std::move(row));
    }
    return table.text();
  }

  std::string counties() {
    if (history_.counties.size() < 2 || input_.level == ForecastLevel::All) return {};
    TerminalTable table({say("column.county"), std::to_string(history_.last_year()), year_name(made_.horizon - 1), say("column.interval"),
                         say("column.change")},
                        {ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Right, ColumnAlign::Left, ColumnAlign::Right});
    for (std::size_t county = 0; county < std::min(kMostCounties, history_.counties.size()); ++county) {
      const double last = forecast::total(history_.county_total(county, history_.years - 1));
      const Interval& end = made_.counties[county].all.back();
      table.add_row({history_.counties[county].code + " " + history_.counties[county].name, whole(last), whole(end.middle), range(end),
                     last > 0 ? signed_percent(end.middle / last - 1) : ""});
    }
    std::string out = "\n" + table.text();
    if (history_.counties.size() > kMostCounties)
      out += "  " + say("more_counties", {{"count", std::to_string(history_.counties.size() - kMostCounties)}}) + "\n";
    return out;
  }

  std::string notes() {
    std::string out = "\n" + say("assumptions") + "\n";
    for (const std::string& each : forecast_assumptions(input_)) out += "  · " + each + "\n";
    if (input_.findings->empty()) return out;
    out += "\n" + say("findings") + "\n";
    constexpr std::size_t kMost = 20;
    for (std::size_t i = 0; i < std::min(kMost, input_.findings->size()); ++i)
      out += "  · " + (*input_.findings)[i].message(input_.lang) + "\n      → " + (*input_.findings)[i].hint(input_.lang) + "\n";
    if (input_.findings->size() > kMost)
      out += "  " + say("more_findings", {{"count", std::to_string(input_.findings->size() - kMost)}}) + "\n";
    return out;
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const {
    return text("forecast." + std::string(key), input_.lang, params);
  }
  [[nodiscard]] std::string year_name(std::size_t ahead) const { return std::to_string(made_.first_year + static_cast<int>(ahead)); }
  [[nodiscard]] static std::string whole(double pupils) { return shown(pupils, 0); }
  [[nodiscard]] static std::string range(const Interval& interval) { return whole(interval.low) + " – " + whole(interval.high); }
  [[nodiscard]] static std::string signed_percent(double change) {
    const std::string number = shown(100 * std::abs(change), 1);
    return (change < 0 ? "-" : "+") + number + "%";
  }

  const ForecastInput& input_;
  const forecast::Forecast& made_;
  const forecast::History& history_;
};

}  // namespace

std::vector<std::string> forecast_assumptions(const ForecastInput& input) {
  std::vector<std::string> out;
  const auto say = [&](std::string_view key, const Params& params = {}) {
    out.push_back(text("forecast.assumed." + std::string(key), input.lang, params));
  };
  std::size_t births = 0;
  std::size_t level = 0;
  for (const CountyForecast& county : input.forecast->counties) {
    if (county.model.entrants == forecast::EntrantBasis::LastLevel) ++level;
    else ++births;
  }
  if (births > 0) say("births", {{"count", std::to_string(births)}});
  if (level > 0) say("last_level", {{"count", std::to_string(level)}});
  say("ratios", {{"from", std::to_string(input.history->first_year)}, {"to", std::to_string(input.history->last_year())}});
  say("schools_stay");
  if (input.forecast->spread.schools > 0) say("interval_own", {{"schools", std::to_string(input.forecast->spread.schools)}});
  else say("interval_usual");
  say("draws", {{"draws", std::to_string(input.draws)}, {"seed", std::to_string(input.seed)}});
  return out;
}

std::string breaches_text(const ForecastInput& input) {
  if (input.standard.empty() || input.level != ForecastLevel::School) return {};
  constexpr std::size_t kMost = 30;
  const auto say = [&](std::string_view key, const Params& params = {}) { return text("forecast." + std::string(key), input.lang, params); };
  std::string out = "\n" + say("breach.title", {{"standard", input.standard}}) + "\n";
  if (input.breaches.empty()) return out + "  " + say("breach.none") + "\n";
  TerminalTable table({say("column.year"), say("breach.school"), say("breach.what"), say("breach.pupils"), say("breach.limit"), say("breach.chance")},
                      {ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Right, ColumnAlign::Right});
  for (std::size_t i = 0; i < std::min(kMost, input.breaches.size()); ++i) {
    const forecast::Breach& each = input.breaches[i];
    const forecast::HistorySchool& school = input.history->schools[each.school];
    std::string what = say("breach.kind." + std::string(to_string(each.kind)));
    if (each.grade) what += say("breach.grade", {{"grade", std::to_string(*each.grade)}});
    table.add_row({std::to_string(each.school_year), school.name.empty() ? school.id : school.name, what, shown(each.pupils, 0, each.limit), shown_limit(each.limit),
                   shown_percent(each.chance)});
  }
  out += table.text();
  if (input.breaches.size() > kMost) out += "  " + say("breach.more", {{"count", std::to_string(input.breaches.size() - kMost)}}) + "\n";
  return out;
}

std::string backtest_text(const ForecastInput& input) {
  if (input.backtest == nullptr) return {};
  const auto say = [&](std::string_view key, const Params& params = {}) {
    return text("forecast." + std::string(key), input.lang, params);
  };
  const forecast::Backtest& test = *input.backtest;
  if (test.origins.empty()) return "\n" + say("backtest.short") + "\n";
  std::string out = "\n" + say("backtest.title", {{"from", std::to_string(test.origins.front())}, {"to", std::to_string(test.origins.back())}}) + "\n";
  for (const forecast::Level level : forecast::kLevels) {
    if (level == forecast::Level::All && input.history->counties.size() < 2) continue;
    TerminalTable table({say("backtest.ahead"), say("backtest.cells"), say("backtest.model"), say("backtest.last_value"), say("backtest.three_year_ratio"),
                         say("backtest.five_year_trend"), say("backtest.bias"), say("backtest.coverage")},
                        std::vector<ColumnAlign>(8, ColumnAlign::Right));
    for (std::size_t ahead = 0; ahead < test.unmatched.size(); ++ahead) {
      const forecast::Accuracy* model = test.find(level, ahead, "model");
      if (model == nullptr) continue;
      std::vector<std::string> row = {std::to_string(ahead + 1), shown(static_cast<double>(model->cells), 0), shown(model->wape, 1)};
      for (const char* method : {"last_value", "three_year_ratio", "five_year_trend"}) {
        const forecast::Accuracy* other = test.find(level, ahead, method);
        row.push_back(other == nullptr ? "" : shown(other->wape, 1));
      }
      row.push_back((model->bias < 0 ? "-" : "+") + shown(std::abs(model->bias), 1));
      row.push_back(forecast::is_none(model->coverage) ? "" : shown(model->coverage, 0));
      table.add_row(std::move(row));
    }
    out += "\n" + say("backtest.level." + std::string(to_string(level))) + "\n" + table.text();
  }
  out += "  " + say("backtest.note") + "\n";
  return out;
}

std::string forecast_text(const ForecastInput& input) {
  ForecastText made(input);
  return made.head() + "\n" + made.totals() + "\n" + made.grades() + made.counties() + breaches_text(input) + made.notes() + backtest_text(input);
}

std::string forecast_summary(const ForecastInput& input) {
  ForecastText made(input);
  return made.head() + "\n" + made.totals();
}

}  // namespace junheng::report
