#include "junheng/report/forecast_tables.h"

#include <algorithm>
#include <cmath>

#include "junheng/report/forecast_areas.h"
#include "junheng/report/forecast_needs.h"
#include "junheng/report/forecast_plan_tables.h"
#include "junheng/report/number_format.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

using forecast::History;
using forecast::Interval;
using forecast::kGrades;

double total_of(const History& history, std::size_t year) {
  double sum = 0;
  for (std::size_t county = 0; county < history.counties.size(); ++county) sum += forecast::total(history.county_total(county, year));
  return sum;
}

/// Sum of a grade over the counties; kNone where no school has it.
double grade_of(const History& history, std::size_t year, std::size_t grade) {
  double sum = forecast::kNone;
  for (std::size_t county = 0; county < history.counties.size(); ++county) {
    const double pupils = history.county_total(county, year)[grade];
    if (!forecast::is_none(pupils)) sum = (forecast::is_none(sum) ? 0 : sum) + pupils;
  }
  return sum;
}

/// Keys of the level's title and of its column.
std::string_view area_word(ForecastLevel level) {
  if (level == ForecastLevel::City) return "cities";
  return level == ForecastLevel::Province ? "provinces" : "counties";
}
std::string_view area_column(ForecastLevel level) {
  if (level == ForecastLevel::City) return "column.city";
  return level == ForecastLevel::Province ? "column.province" : "column.county";
}

class Tables {
 public:
  explicit Tables(const ForecastInput& input) : input_(input), made_(*input.forecast), history_(*input.history) {}

  std::vector<ReportTable> run() {
    totals();
    grades();
    areas();
    for (ReportTable& table : forecast_staff_tables(input_)) out_.push_back(std::move(table));
    breaches();
    schools();
    for (ReportTable& table : forecast_flow_tables(input_)) out_.push_back(std::move(table));
    backtests();
    std::erase_if(out_, [](const ReportTable& table) { return table.rows.empty(); });
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const {
    return text("forecast." + std::string(key), input_.lang, params);
  }
  [[nodiscard]] std::string name_of(int year) const { return school_year_words(SchoolYear{year}, input_.lang); }
  [[nodiscard]] std::string year_name(std::size_t ahead) const { return name_of(made_.first_year + static_cast<int>(ahead)); }
  [[nodiscard]] std::string last_name() const { return name_of(history_.last_year()); }

  ReportTable& begin(std::string_view id, std::string title, std::vector<TableColumn> columns) {
    ReportTable table;
    table.id = id;
    table.title = std::move(title);
    table.lead = has_text("forecast.lead." + std::string(id)) ? say("lead." + std::string(id)) : std::string();
    table.columns = std::move(columns);
    return out_.emplace_back(std::move(table));
  }
  [[nodiscard]] TableColumn words(std::string_view key) const { return {say(key), ColumnAlign::Left}; }
  [[nodiscard]] TableColumn number(std::string_view key) const { return {say(key), ColumnAlign::Right}; }

  static TableCell range_cell(const Interval& interval) { return word_cell(shown(interval.low, 0) + " – " + shown(interval.high, 0)); }
  static TableCell change_cell(double before, double after) {
    if (before <= 0) return word_cell("");
    const double percent = 100 * (after / before - 1);
    TableCell cell = number_cell(percent, 1);
    cell.text = (percent < 0 ? "-" : "+") + shown(std::abs(percent), 1) + "%";
    return cell;
  }

  void totals() {
    ReportTable& table = begin("totals", say("table.totals"),
                               {words("column.year"), number("column.pupils"), words("column.interval"), number("column.change")});
    const double last = total_of(history_, history_.years - 1);
    table.rows.push_back({word_cell(last_name()), number_cell(last, 0), word_cell(say("known")), word_cell("")});
    for (std::size_t ahead = 0; ahead < made_.horizon; ++ahead) {
      const Interval& all = made_.all[ahead];
      table.rows.push_back({word_cell(year_name(ahead)), number_cell(all.middle, 0), range_cell(all), change_cell(last, all.middle)});
    }
  }

  void grades() {
    std::vector<TableColumn> columns = {words("column.grade"), {last_name(), ColumnAlign::Right}};
    for (std::size_t ahead = 0; ahead < made_.horizon; ++ahead) columns.push_back({year_name(ahead), ColumnAlign::Right});
    ReportTable& table = begin("grades", say("table.grades"), std::move(columns));
    for (std::size_t g = 0; g < kGrades; ++g) {
      const double last = grade_of(history_, history_.years - 1, g);
      if (forecast::is_none(last)) continue;
      std::vector<TableCell> row = {word_cell(std::to_string(g)), number_cell(last, 0)};
      for (std::size_t ahead = 0; ahead < made_.horizon; ++ahead) row.push_back(number_cell(made_.grades[ahead][g].middle, 0));
      table.rows.push_back(std::move(row));
    }
  }

  [[nodiscard]] std::vector<TableColumn> end_columns(std::string_view what) const {
    return {words(what),
            {last_name(), ColumnAlign::Right},
            {year_name(made_.horizon - 1), ColumnAlign::Right},
            words("column.interval"),
            number("column.change")};
  }

  void areas() {
    const std::vector<ForecastArea> areas = forecast_areas(input_);
    // One area alone is all together.
    if (areas.size() < 3) return;
    ReportTable& table =
        begin(area_word(input_.level), say("table." + std::string(area_word(input_.level))), end_columns(area_column(input_.level)));
    for (const ForecastArea& area : areas) {
      if (area.area == nullptr) continue;
      const double last = last_pupils(input_, area);
      const Interval& end = area.all->back();
      table.rows.push_back({word_cell(area.area->code + " " + area.area->name), number_cell(last, 0), number_cell(end.middle, 0),
                            range_cell(end), change_cell(last, end.middle)});
    }
  }

  [[nodiscard]] std::string school_name(std::size_t school) const {
    const forecast::HistorySchool& each = history_.schools[school];
    return name_with_id(each.name, each.id, input_.lang);
  }

  void breaches() {
    if (input_.standard.empty() || input_.level != ForecastLevel::School) return;
    ReportTable& table = begin("breaches", say("breach.title", {{"standard", input_.standard_title}}),
                               {words("breach.school"), words("breach.when"), number("breach.pupils"), number("breach.limit"),
                                words("breach.what"), number("breach.chance")});
    for (const forecast::Breach& each : input_.breaches) {
      std::string what = breach_words(each, input_.lang);
      if (each.grade) what += say("breach.grade", {{"grade", std::to_string(*each.grade)}});
      TableCell pupils = number_cell(each.pupils, 0);
      pupils.text = shown(each.pupils, 0, each.limit);
      TableCell chance = number_cell(100 * each.chance, 0);
      chance.text = each.is_today ? std::string() : shown_percent(each.chance);
      const bool is_mark = each.kind == forecast::BreachKind::BelowSmall || each.kind == forecast::BreachKind::BelowSmallest;
      const std::string year = name_of(each.school_year);
      std::string when = each.is_today ? say(is_mark ? "breach.today_mark" : "breach.today", {{"year", year}}) : year;
      table.rows.push_back({word_cell(school_name(each.school)), word_cell(std::move(when)), std::move(pupils), number_cell(each.limit, 0),
                            word_cell(std::move(what)), std::move(chance)});
    }
  }

  void schools() {
    if (input_.level != ForecastLevel::School) return;
    std::vector<TableColumn> columns = end_columns("breach.school");
    columns.push_back(number("column.classes"));
    columns.push_back(number("column.places_missing"));
    ReportTable& table = begin("schools", say("table.schools"), std::move(columns));
    for (const LeftOutStage& each : left_out_stages(input_)) table.notes.push_back(left_out_note(input_, each));
    const auto given = [](double value) { return forecast::is_none(value) ? std::nullopt : std::optional(value); };
    for (std::size_t county = 0; county < history_.counties.size(); ++county) {
      const auto needs = forecast::school_needs(history_, made_.counties[county], made_.horizon, input_.limits, input_.own_class_sizes);
      for (std::size_t s = 0; s < history_.county_schools(county); ++s) {
        const std::size_t school = history_.county_begin[county] + s;
        const std::size_t at = (s + 1) * made_.horizon - 1;
        const Interval& end = made_.counties[county].schools.total[at];
        if (forecast::is_none(end.middle)) continue;
        const double last = forecast::total(history_.at(school, history_.years - 1));
        table.rows.push_back({word_cell(school_name(school)), number_cell(last, 0), number_cell(end.middle, 0), range_cell(end),
                              change_cell(last, end.middle), number_cell(given(needs[at].classes_at_limit), 0),
                              number_cell(given(needs[at].places_missing), 0)});
      }
    }
  }

  void backtests() {
    if (input_.backtest == nullptr) return;
    for (const forecast::Level level : forecast::kLevels) {
      if (level == forecast::Level::All && history_.counties.size() < 2) continue;
      backtest(level);
    }
  }

  void backtest(forecast::Level level) {
    static constexpr std::array kIds = {"backtest_grade", "backtest_school", "backtest_county", "backtest_all"};
    ReportTable& table = begin(
        kIds[static_cast<std::size_t>(level)], say("backtest.level." + std::string(to_string(level))),
        {words("backtest.ahead"), number("backtest.cells"), number("backtest.model"), number("backtest.last_value"),
         number("backtest.three_year_ratio"), number("backtest.five_year_trend"), number("backtest.bias"), number("backtest.coverage")});
    table.lead = say("backtest.note");
    const forecast::Backtest& test = *input_.backtest;
    for (std::size_t ahead = 0; ahead < test.unmatched.size(); ++ahead) {
      const forecast::Accuracy* model = test.find(level, ahead, "model");
      if (model == nullptr) continue;
      std::vector<TableCell> row = {word_cell(std::to_string(ahead + 1)), number_cell(static_cast<double>(model->cells), 0),
                                    number_cell(model->wape, 1)};
      for (const char* method : {"last_value", "three_year_ratio", "five_year_trend"}) {
        const forecast::Accuracy* other = test.find(level, ahead, method);
        row.push_back(other == nullptr ? word_cell("") : number_cell(other->wape, 1));
      }
      TableCell bias = number_cell(model->bias, 1);
      bias.text = (model->bias < 0 ? "-" : "+") + shown(std::abs(model->bias), 1);
      row.push_back(std::move(bias));
      row.push_back(forecast::is_none(model->coverage) ? word_cell("") : number_cell(model->coverage, 0));
      table.rows.push_back(std::move(row));
    }
  }

  const ForecastInput& input_;
  const forecast::Forecast& made_;
  const History& history_;
  std::vector<ReportTable> out_;
};

}  // namespace

std::vector<ReportTable> forecast_tables(const ForecastInput& input) { return Tables(input).run(); }

std::vector<FanPoint> forecast_fan(const ForecastInput& input) {
  std::vector<FanPoint> points;
  for (std::size_t year = 0; year < input.history->years; ++year) {
    const double pupils = total_of(*input.history, year);
    if (pupils > 0) points.push_back({input.history->first_year + static_cast<int>(year), pupils, pupils, pupils, false});
  }
  for (std::size_t ahead = 0; ahead < input.forecast->horizon; ++ahead) {
    const Interval& all = input.forecast->all[ahead];
    points.push_back({input.forecast->first_year + static_cast<int>(ahead), all.middle, all.low, all.high, true});
  }
  return points;
}

HeatMap forecast_cohorts(const ForecastInput& input) {
  // More years than these make the fields too small.
  constexpr std::size_t kKnown = 8;
  const History& history = *input.history;
  HeatMap map;
  map.known_columns = std::min(kKnown, history.years);
  const std::size_t from = history.years - map.known_columns;
  for (std::size_t year = from; year < history.years; ++year)
    map.columns.push_back(school_year_words(SchoolYear{history.first_year + static_cast<int>(year)}, input.lang));
  for (std::size_t ahead = 0; ahead < input.forecast->horizon; ++ahead)
    map.columns.push_back(school_year_words(SchoolYear{input.forecast->first_year + static_cast<int>(ahead)}, input.lang));
  for (std::size_t g = kGrades; g-- > 0;) {
    if (forecast::is_none(grade_of(history, history.years - 1, g))) continue;
    map.rows.push_back(std::to_string(g));
    for (std::size_t year = from; year < history.years; ++year) map.values.push_back(grade_of(history, year, g));
    for (std::size_t ahead = 0; ahead < input.forecast->horizon; ++ahead) map.values.push_back(input.forecast->grades[ahead][g].middle);
  }
  return map;
}

std::string forecast_head(const ForecastInput& input) {
  return text("forecast.title", input.lang,
              {{"schools", std::to_string(input.history->schools.size())},
               {"counties", std::to_string(input.history->counties.size())},
               {"from", school_year_words(SchoolYear{input.history->first_year}, input.lang)},
               {"to", school_year_words(SchoolYear{input.history->last_year()}, input.lang)}});
}

std::string finding_place(const Issue& issue, Lang lang) {
  return issue.where.file.empty() ? std::string() : describe(issue.where, lang) + ": ";
}

}  // namespace junheng::report
