#include "junheng/formats/csv_writer.h"
#include "junheng/report/forecast_report.h"

namespace junheng::report {

namespace {

using forecast::Interval;

/// One row: what it is of, the grade (empty: all), the year, the pupils and their interval.
void add_row(formats::CsvWriter& csv, const ForecastInput& input, std::string_view area, std::string_view school, std::string_view name,
             std::optional<std::size_t> grade, std::size_t ahead, const Interval& interval) {
  if (forecast::is_none(interval.middle) || (grade && interval.middle == 0 && interval.high == 0)) return;
  csv.field(area).field(school).field(name);
  if (grade) csv.field(static_cast<std::int64_t>(*grade));
  else csv.blank();
  csv.field(input.forecast->first_year + static_cast<int>(ahead)).field(interval.middle).field(interval.low).field(interval.high);
  csv.field(input.origin.source).field(input.origin.is_synthetic ? 1 : 0).field(input.is_partial ? 1 : 0).end_row();
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

void add_area(const ForecastInput& input, formats::CsvWriter& csv, const forecast::HistoryArea& area,
              const std::vector<std::array<Interval, forecast::kGrades>>& grades, const std::vector<Interval>& all) {
  for (std::size_t ahead = 0; ahead < input.forecast->horizon; ++ahead) {
    add_row(csv, input, area.code, "", area.name, {}, ahead, all[ahead]);
    for (std::size_t g = 0; g < forecast::kGrades; ++g) add_row(csv, input, area.code, "", area.name, g, ahead, grades[ahead][g]);
  }
}

}  // namespace

void write_forecast_csv(const ForecastInput& input, const Sink& sink) {
  formats::CsvWriter head;
  for (const char* name :
       {"area_code", "school_id", "name", "grade", "school_year", "pupils", "low", "high", "source", "synthetic", "partial"})
    head.field(name);
  head.end_row();
  add_area(input, head, {}, input.forecast->grades, input.forecast->all);
  sink(head.text());
  if (input.level == ForecastLevel::All) return;
  for (std::size_t county = 0; county < input.history->counties.size(); ++county) {
    formats::CsvWriter csv;
    add_area(input, csv, input.history->counties[county], input.forecast->counties[county].grades, input.forecast->counties[county].all);
    if (input.level == ForecastLevel::School) add_schools(input, county, csv);
    sink(csv.text());
  }
}

}  // namespace junheng::report
