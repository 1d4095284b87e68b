#include <array>

#include "junheng/core/stage.h"
#include "junheng/formats/csv_writer.h"
#include "junheng/report/forecast_areas.h"
#include "junheng/report/forecast_report.h"

namespace junheng::report {

namespace {

using forecast::Interval;

/// Classes of areas; of rows of teachers; and (the last two) of settlements.
constexpr std::array<std::string_view, 15> kPlanColumns = {
    "classes",  "subject", "lessons",          "primary_need", "junior_need",      "need",          "on_post", "missing",
    "shortage", "retired", "retired_at_least", "to_hire",      "to_hire_at_least", "settlement_id", "stage"};

/// One row: what it is of, the grade (empty: all), the year, the pupils and their interval.
void add_row(formats::CsvWriter& csv, const ForecastInput& input, std::string_view area, std::string_view school, std::string_view name,
             std::optional<std::size_t> grade, std::size_t ahead, const Interval& interval, double classes = forecast::kNone) {
  if (forecast::is_none(interval.middle) || (grade && interval.middle == 0 && interval.high == 0)) return;
  csv.field(school.empty() ? "area" : "school").field(area).field(school).field(name);
  if (grade) csv.field(static_cast<std::int64_t>(*grade));
  else csv.blank();
  csv.field(input.forecast->first_year + static_cast<int>(ahead)).field(interval.middle).field(interval.low).field(interval.high);
  csv.field(input.origin.source).field(input.origin.is_synthetic ? 1 : 0).field(input.is_partial ? 1 : 0);
  csv.field(classes);
  for (std::size_t i = 1; i < kPlanColumns.size(); ++i) csv.blank();
  csv.end_row();
}

/// Teachers of an area: a row per year and subject.
void add_teachers(const ForecastInput& input, const ForecastArea& area, formats::CsvWriter& csv) {
  for (std::size_t ahead = 0; ahead < input.forecast->horizon; ++ahead)
    for (std::size_t subject = 0; subject < input.teachers->subjects.size(); ++subject) {
      const forecast::TeacherNeed need = teachers_of(input, area, ahead, subject);
      csv.field("teachers");
      csv.field(area.area == nullptr ? "" : area.area->code).blank().field(area.area == nullptr ? "" : area.area->name).blank();
      csv.field(input.forecast->first_year + static_cast<int>(ahead)).blank().blank().blank();
      csv.field(input.origin.source).field(input.origin.is_synthetic ? 1 : 0).field(input.is_partial ? 1 : 0);
      csv.blank().field(input.teachers->subjects[subject]);
      for (const double each : {need.lessons(), need.primary_need, need.junior_need, need.need(), need.on_post, need.missing(),
                                need.shortage, need.retired(), need.retired_told, need.to_hire, need.to_hire_at_least})
        csv.field(each);
      csv.blank().blank().end_row();
    }
}

/// Settlements: a row per stage and year.
void add_settlements(const ForecastInput& input, formats::CsvWriter& csv) {
  for (const forecast::SettlementDemand& each : input.settlements->rows)
    for (std::size_t ahead = 0; ahead < each.pupils.size(); ++ahead) {
      csv.field("settlement").field(input.history->counties[each.county].code).blank().field(each.name).blank();
      csv.field(input.forecast->first_year + static_cast<int>(ahead)).field(each.pupils[ahead]).blank().blank();
      csv.field(input.origin.source).field(input.origin.is_synthetic ? 1 : 0).field(input.is_partial ? 1 : 0);
      for (std::size_t i = 0; i + 2 < kPlanColumns.size(); ++i) csv.blank();
      csv.field(each.id).field(to_string(each.stage)).end_row();
    }
}

void add_schools(const ForecastInput& input, std::size_t county, formats::CsvWriter& csv) {
  const forecast::CountyForecast& made = input.forecast->counties[county];
  const forecast::History& history = *input.history;
  for (std::size_t s = 0; s < history.county_schools(county); ++s) {
    const forecast::HistorySchool& school = history.schools[history.county_begin[county] + s];
    for (std::size_t ahead = 0; ahead < input.forecast->horizon; ++ahead) {
      const std::size_t at = s * input.forecast->horizon + ahead;
      add_row(csv, input, history.counties[county].code, school.id, school.name, {}, ahead, made.schools.total[at]);
      for (std::size_t g = 0; g < forecast::kGrades; ++g)
        add_row(csv, input, history.counties[county].code, school.id, school.name, g, ahead,
                {made.schools.low[at][g], made.path.pupils[at][g], made.schools.high[at][g]});
    }
  }
}

void add_area(const ForecastInput& input, const ForecastArea& area, formats::CsvWriter& csv) {
  const std::string_view code = area.area == nullptr ? std::string_view() : area.area->code;
  const std::string_view name = area.area == nullptr ? std::string_view() : area.area->name;
  for (std::size_t ahead = 0; ahead < input.forecast->horizon; ++ahead) {
    const forecast::GradeArray classes = classes_of(input, area, ahead);
    add_row(csv, input, code, "", name, {}, ahead, (*area.all)[ahead], all_classes(input, area, ahead));
    for (std::size_t g = 0; g < forecast::kGrades; ++g) add_row(csv, input, code, "", name, g, ahead, (*area.grades)[ahead][g], classes[g]);
  }
  if (input.teachers != nullptr) add_teachers(input, area, csv);
}

}  // namespace

void write_forecast_csv(const ForecastInput& input, const Sink& sink) {
  formats::CsvWriter head;
  for (const char* name :
       {"row", "area_code", "school_id", "name", "grade", "school_year", "pupils", "low", "high", "source", "synthetic", "partial"})
    head.field(name);
  for (const std::string_view name : kPlanColumns) head.field(name);
  head.end_row();
  sink(head.text());
  for (const ForecastArea& area : forecast_areas(input)) {
    formats::CsvWriter csv;
    add_area(input, area, csv);
    if (area.area != nullptr && input.level == ForecastLevel::School) add_schools(input, area.counties.front(), csv);
    sink(csv.text());
  }
  if (input.settlements == nullptr) return;
  formats::CsvWriter csv;
  add_settlements(input, csv);
  sink(csv.text());
}

}  // namespace junheng::report
