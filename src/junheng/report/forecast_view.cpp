#include "junheng/report/forecast_view.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "junheng/formats/json_writer.h"
#include "junheng/report/forecast_needs.h"

namespace junheng::report {

namespace {

using forecast::CountyForecast;
using forecast::Forecast;
using forecast::GradeArray;
using forecast::History;
using forecast::Interval;
using forecast::is_none;
using forecast::kGrades;
using forecast::kNone;
using forecast::SchoolNeed;
using formats::JsonWriter;

double to_tenth(double pupils) { return std::round(10 * pupils) / 10; }

/// kNone where nothing is known.
void add_known(double& sum, double number) {
  if (!is_none(number)) sum = (is_none(sum) ? 0 : sum) + number;
}

void write_numbers(JsonWriter& json, std::string_view name, const std::vector<double>& numbers) {
  json.key(name).begin_array();
  for (const double each : numbers) json.value(to_tenth(each));
  json.end_array();
}

/// A line of the chart, a row of the table: all pupils, a stage or a grade, by year.
struct Series {
  std::string id;
  std::optional<Stage> stage;
  std::optional<std::size_t> grade;
  std::vector<double> history;
  std::vector<Interval> forecast;
  /// Sum of today's schools, and the classes that they need at the limit and as the dataset forms them.
  std::vector<double> in_schools;
  std::vector<double> classes;
  std::vector<double> formed;
};

/// First and last grade.
using GradeRange = std::pair<std::size_t, std::size_t>;

double sum_of(const GradeArray& grades, GradeRange range) {
  double sum = kNone;
  for (std::size_t g = range.first; g <= range.second; ++g) add_known(sum, grades[g]);
  return sum;
}

/// What is shown: everything, or one school.
class Page {
 public:
  Page(const ForecastView& view, std::optional<std::size_t> school)
      : view_(view), input_(*view.input), history_(*input_.history), made_(*input_.forecast), school_(school) {
    if (school_) county_ = history_.schools[*school_].county;
    gather_cells();
  }

  std::string json() {
    json_.begin_object();
    write_head();
    write_series();
    write_needs();
    write_counties();
    write_schools();
    if (has_schools()) write_left_out(json_, input_, school_);
    else json_.key("left_out").begin_array().end_array();
    write_page_breaches(json_, input_, school_);
    return json_.end_object().take();
  }

 private:
  [[nodiscard]] bool has_schools() const { return input_.level == ForecastLevel::School; }
  [[nodiscard]] int year_of(std::size_t ahead) const { return made_.first_year + static_cast<int>(ahead); }
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const {
    return text("forecast." + std::string(key), input_.lang, params);
  }
  [[nodiscard]] bool is_shown(std::size_t school) const { return !school_ || *school_ == school; }

  /// Calls visit(county, school in it, school) of what is shown.
  template <typename Visit>
  void for_each_school(Visit visit) const {
    for (std::size_t county = 0; county < history_.counties.size(); ++county) {
      if (county_ && *county_ != county) continue;
      for (std::size_t s = 0; s < history_.county_schools(county); ++s)
        if (const std::size_t school = history_.county_begin[county] + s; is_shown(school)) visit(county, s, school);
    }
  }

  static void add_classes(const GradeArray& pupils, const GradeArray& sizes, GradeArray& sums) {
    for (std::size_t g = 0; g < kGrades; ++g)
      if (!is_none(pupils[g]) && !is_none(sizes[g])) add_known(sums[g], forecast::classes_for(pupils[g], sizes[g]));
  }

  /// Sums by year and grade of what is shown, and what its schools need.
  void gather_cells() {
    known_.assign(history_.years, forecast::filled(kNone));
    in_schools_.assign(made_.horizon, forecast::filled(kNone));
    classes_.assign(made_.horizon, forecast::filled(kNone));
    formed_.assign(made_.horizon, forecast::filled(kNone));
    needs_.assign(made_.horizon, {});
    const auto add = [](GradeArray& sums, const GradeArray& row) {
      for (std::size_t g = 0; g < kGrades; ++g) add_known(sums[g], row[g]);
    };
    std::vector<SchoolNeed> needs;
    std::optional<std::size_t> of_county;
    for_each_school([&](std::size_t county, std::size_t s, std::size_t school) {
      for (std::size_t year = 0; year < history_.years; ++year) add(known_[year], history_.at(school, year));
      if (!has_schools()) return;
      const CountyForecast& each = made_.counties[county];
      if (of_county != county) {
        needs = forecast::school_needs(history_, each, made_.horizon, input_.limits, input_.own_class_sizes);
        of_county = county;
      }
      ++schools_;
      if (!is_none(needs[s * made_.horizon].places)) ++with_places_;
      const GradeArray sizes = forecast::class_sizes_of(history_.schools[school].kind, input_.limits.class_size);
      const GradeArray formed_sizes = forecast::class_sizes_of(history_.schools[school].kind, input_.own_class_sizes);
      for (std::size_t ahead = 0; ahead < made_.horizon; ++ahead) {
        const GradeArray& row = each.path.at(s, ahead);
        add(in_schools_[ahead], row);
        add_classes(row, sizes, classes_[ahead]);
        add_classes(row, formed_sizes, formed_[ahead]);
        const SchoolNeed& need = needs[s * made_.horizon + ahead];
        add_known(needs_[ahead].classes_at_limit, need.classes_at_limit);
        add_known(needs_[ahead].classes_as_formed, need.classes_as_formed);
        add_known(needs_[ahead].places, need.places);
        add_known(needs_[ahead].places_missing, need.places_missing);
      }
      school_needs_.insert(school_needs_.end(), needs.begin() + static_cast<std::ptrdiff_t>(s * made_.horizon),
                           needs.begin() + static_cast<std::ptrdiff_t>((s + 1) * made_.horizon));
    });
    if (has_schools()) return;
    for (const CountyForecast& county : made_.counties)
      for (std::size_t ahead = 0; ahead < made_.horizon; ++ahead) add(in_schools_[ahead], county.school_sum[ahead]);
  }

  void write_head() {
    json_.key("area").begin_object().member("code", std::string_view(view_.area_code)).member("name", std::string_view(view_.area_name));
    json_.member("level", std::string_view(view_.area_level)).end_object();
    json_.key("school");
    if (school_) {
      const forecast::HistorySchool& school = history_.schools[*school_];
      json_.begin_object().member("school_id", std::string_view(school.id)).member("name", std::string_view(school.name)).end_object();
    } else {
      json_.null();
    }
    json_.member("run_id", view_.run_id).key("standard");
    if (input_.standard.empty()) json_.null();
    else json_.value(std::string_view(input_.standard));
    json_.member("standard_title", std::string_view(input_.standard_title));
    json_.member("first_history_year", history_.first_year).member("last_history_year", history_.last_year());
    json_.member("horizon", made_.horizon).member("draws", input_.draws).member("seed", static_cast<std::int64_t>(input_.seed));
    json_.member("interval", 0.8);
    for (const auto& [name, factors] : {std::pair("births", &view_.births), std::pair("migration", &view_.migration)}) {
      json_.key(name).begin_array();
      for (const double each : *factors) json_.value(each);
      json_.end_array();
    }
    json_.member("counties_with_births", std::ranges::count_if(made_.counties, [](const CountyForecast& county) {
                   return county.model.entrants != forecast::EntrantBasis::LastLevel;
                 }));
    json_.key("births_move_from");
    if (const auto year = births_move_from()) json_.value(*year);
    else json_.null();
    json_.member("source", std::string_view(input_.origin.source)).member("is_synthetic", input_.origin.is_synthetic);
    json_.member("is_partial", input_.is_partial);
    write_imports();
    write_words();
  }

  /// The first school year whose entrants are not born yet, or not told: a factor on births moves nothing before it.
  [[nodiscard]] std::optional<int> births_move_from() const {
    std::optional<int> from;
    for (const CountyForecast& county : made_.counties) {
      if (county.model.entrants == forecast::EntrantBasis::LastLevel) continue;
      int year = history_.first_birth_year + static_cast<int>(history_.birth_years) - 1;
      while (year >= history_.first_birth_year && is_none(history_.births_of(county.model.county, year))) --year;
      const int entering = year + 1 + forecast::birth_lag(county.model.lowest_grade);
      from = std::min(from.value_or(entering), entering);
    }
    return from;
  }

  void write_imports() {
    json_.key("imports").begin_array();
    for (const ForecastImport& import : view_.imports) {
      json_.begin_object().member("id", import.id).member("name", std::string_view(import.name)).key("school_years").begin_array();
      for (const SchoolYear year : import.years) json_.value(year.first);
      json_.end_array().end_object();
    }
    json_.end_array();
  }

  void write_words() {
    json_.key("assumptions").begin_array();
    for (const std::string& each : forecast_assumptions(input_)) json_.value(std::string_view(each));
    json_.end_array().key("findings");
    write_page_findings(json_, *input_.findings, input_.lang);
  }

  [[nodiscard]] Interval grade_interval(std::size_t ahead, std::size_t grade) const {
    if (!school_) return made_.grades[ahead][grade];
    const CountyForecast& county = made_.counties[*county_];
    const std::size_t at = (*school_ - history_.county_begin[*county_]) * made_.horizon + ahead;
    return {county.schools.low[at][grade], county.path.pupils[at][grade], county.schools.high[at][grade]};
  }
  [[nodiscard]] Interval all_interval(std::size_t ahead) const {
    if (!school_) return made_.all[ahead];
    return made_.counties[*county_].schools.total[(*school_ - history_.county_begin[*county_]) * made_.horizon + ahead];
  }

  template <typename IntervalOf>
  void add_series(std::string id, std::optional<Stage> stage, std::optional<std::size_t> grade, GradeRange range, IntervalOf interval_of) {
    Series series{std::move(id), stage, grade, {}, {}, {}, {}, {}};
    for (const GradeArray& row : known_) series.history.push_back(sum_of(row, range));
    if (is_none(series.history.back())) return;
    for (std::size_t ahead = 0; ahead < made_.horizon; ++ahead) {
      series.forecast.push_back(interval_of(ahead));
      series.in_schools.push_back(sum_of(in_schools_[ahead], range));
      series.classes.push_back(sum_of(classes_[ahead], range));
      series.formed.push_back(sum_of(formed_[ahead], range));
    }
    write_one(series);
  }

  void write_series() {
    json_.key("series").begin_array();
    add_series("all", std::nullopt, std::nullopt, {0, kGrades - 1}, [&](std::size_t ahead) { return all_interval(ahead); });
    if (!school_) {
      for (const auto& [stage, first, last] : forecast::kStageGrades)
        add_series(std::string(to_string(stage)), stage, std::nullopt, {first, last},
                   [&, at = static_cast<std::size_t>(stage)](std::size_t ahead) { return made_.stages[ahead][at]; });
    }
    for (std::size_t g = 0; g < kGrades; ++g)
      add_series("g" + std::to_string(g), stage_of_grade(static_cast<int>(g)), g, {g, g},
                 [&](std::size_t ahead) { return grade_interval(ahead, g); });
    json_.end_array();
  }

  void write_one(const Series& series) {
    json_.begin_object().member("id", std::string_view(series.id)).key("stage");
    if (series.stage) json_.value(to_string(*series.stage));
    else json_.null();
    json_.key("grade");
    if (series.grade) json_.value(*series.grade);
    else json_.null();
    write_numbers(json_, "history", series.history);
    std::vector<double> pupils;
    std::vector<double> low;
    std::vector<double> high;
    for (const Interval& each : series.forecast) {
      pupils.push_back(each.middle);
      low.push_back(each.low);
      high.push_back(each.high);
    }
    write_numbers(json_, "pupils", pupils);
    write_numbers(json_, "low", low);
    write_numbers(json_, "high", high);
    write_numbers(json_, "in_todays_schools", series.in_schools);
    write_numbers(json_, "classes", series.classes);
    write_numbers(json_, "classes_as_formed", series.formed);
    json_.key("limit");
    write_size(input_.limits.class_size, series.grade);
    json_.key("formed_at");
    write_size(input_.own_class_sizes, series.grade);
    json_.end_object();
  }

  /// Of one grade; of several there is none.
  void write_size(const GradeArray& sizes, std::optional<std::size_t> grade) {
    if (!grade || is_none(sizes[*grade])) json_.null();
    else json_.value(to_tenth(sizes[*grade]));
  }

  void write_needs() {
    json_.key("needs").begin_array();
    for (std::size_t ahead = 0; has_schools() && ahead < made_.horizon; ++ahead) {
      const SchoolNeed& need = needs_[ahead];
      json_.begin_object().member("school_year", year_of(ahead)).member("classes_at_limit", need.classes_at_limit);
      json_.member("classes_as_formed", need.classes_as_formed).member("places", to_tenth(need.places));
      json_.member("places_missing", to_tenth(need.places_missing)).end_object();
    }
    json_.end_array().member("schools_total", has_schools() ? schools_ : history_.schools.size());
    json_.member("schools_with_places", with_places_);
  }

  void write_counties() {
    json_.key("counties").begin_array();
    for (std::size_t county = 0; !school_ && history_.counties.size() > 1 && county < history_.counties.size(); ++county) {
      const CountyForecast& each = made_.counties[county];
      const Interval& end = each.all.back();
      json_.begin_object().member("area_code", std::string_view(history_.counties[county].code));
      json_.member("name", std::string_view(history_.counties[county].name));
      json_.member("last", forecast::total(history_.county_total(county, history_.years - 1))).member("pupils", to_tenth(end.middle));
      json_.member("low", to_tenth(end.low)).member("high", to_tenth(end.high)).end_object();
    }
    json_.end_array();
  }

  void write_schools() {
    json_.key("schools");
    if (!has_schools() || schools_ > kMostListedSchools) {
      json_.null();
      return;
    }
    json_.begin_array();
    std::size_t shown = 0;
    for_each_school([&](std::size_t county, std::size_t s, std::size_t school) {
      const SchoolNeed* const needs = school_needs_.data() + made_.horizon * shown++;
      const double last = forecast::total(history_.at(school, history_.years - 1));
      std::vector<double> pupils;
      std::vector<double> low;
      std::vector<double> high;
      std::vector<double> classes;
      std::vector<double> missing;
      for (std::size_t ahead = 0; ahead < made_.horizon; ++ahead) {
        const Interval& total = made_.counties[county].schools.total[s * made_.horizon + ahead];
        pupils.push_back(total.middle);
        low.push_back(total.low);
        high.push_back(total.high);
        classes.push_back(needs[ahead].classes_at_limit);
        missing.push_back(needs[ahead].places_missing);
      }
      if (last <= 0 && std::ranges::all_of(pupils, is_none)) return;
      json_.begin_object().member("school_id", std::string_view(history_.schools[school].id));
      json_.member("name", std::string_view(history_.schools[school].name));
      json_.member("area_code", std::string_view(history_.counties[county].code)).member("last", last);
      json_.member("places", to_tenth(needs[0].places));
      write_numbers(json_, "pupils", pupils);
      write_numbers(json_, "low", low);
      write_numbers(json_, "high", high);
      write_numbers(json_, "classes", classes);
      write_numbers(json_, "places_missing", missing);
      json_.end_object();
    });
    json_.end_array();
  }

  const ForecastView& view_;
  const ForecastInput& input_;
  const History& history_;
  const Forecast& made_;
  std::optional<std::size_t> school_;
  std::optional<std::size_t> county_;
  JsonWriter json_;
  std::vector<GradeArray> known_;
  std::vector<GradeArray> in_schools_;
  std::vector<GradeArray> classes_;
  std::vector<GradeArray> formed_;
  std::vector<SchoolNeed> needs_;
  /// [shown school x horizon + ahead].
  std::vector<SchoolNeed> school_needs_;
  std::size_t schools_ = 0;
  std::size_t with_places_ = 0;
};

}  // namespace

void write_page_findings(JsonWriter& json, const std::vector<Issue>& findings, Lang lang) {
  json.begin_array();
  for (const Issue& issue : findings)
    json.begin_object()
        .member("id", std::string_view(issue.id()))
        .member("message", std::string_view(issue.message(lang)))
        .member("hint", std::string_view(issue.hint(lang)))
        .end_object();
  json.end_array();
}

std::string forecast_view_json(const ForecastView& view) { return Page(view, std::nullopt).json(); }

std::string forecast_view_json(const ForecastView& view, std::size_t school) { return Page(view, school).json(); }

}  // namespace junheng::report
