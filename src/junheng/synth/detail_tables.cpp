#include "junheng/synth/detail_tables.h"

#include <fmt/format.h>

#include "junheng/synth/area_values.h"
#include "junheng/synth/survey.h"

namespace junheng::synth {

namespace {

void write_classes(CountyTables& tables, const SchoolPlan& school, int year, const SchoolValues& values) {
  for (const StageValues& stage : values.stages) {
    for (const GradeValues& grade : stage.cohorts.grades) {
      for (int number = 0; number < grade.classes; ++number) {
        tables[Table::Classes].field(school.id).field(year).field(grade.grade).field(number + 1).field(grade.class_size(number));
        tables.end_row(Table::Classes);
      }
    }
  }
}

void write_rooms(CountyTables& tables, const SchoolPlan& school, int year, const SchoolValues& values) {
  int serial = 0;
  const auto write = [&](const Facilities& facilities) {
    for (const Room& room : facilities.rooms) {
      tables[Table::Rooms].field(school.id).field(year).field(fmt::format("R{:02}", ++serial));
      tables[Table::Rooms].field(room.kind == RoomKind::Music ? "music" : "art").field(room.area_m2).field(room.built_year);
      tables.end_row(Table::Rooms);
    }
  };
  for (const StageValues& stage : values.stages) {
    if (stage.facilities) write(*stage.facilities);
  }
  if (values.pooled) write(*values.pooled);
}

void write_quality(CountyTables& tables, const County& county, const CountyYear& year) {
  for (const QualityResult& result : quality_results(county, year)) {
    tables[Table::QualityResults].field(county.plan.place.county_code).field(year.year.first).field(result.subject).field(result.grade);
    tables[Table::QualityResults].field(result.level).field(result.between_school_share);
    tables.end_row(Table::QualityResults);
  }
}

void write_survey(CountyTables& tables, const County& county, const CountyYear& year) {
  formats::CsvWriter& csv = tables[Table::Survey];
  int serial = 0;
  for (const Response& response : draw_survey(county, year)) {
    const std::string id = fmt::format("{}-{}-{:05}", county.plan.place.county_code, year.year.first, ++serial);
    for (std::size_t question = 0; question < kQuestions; ++question) {
      csv.field(id)
          .field(fmt::format("q{}", question + 1))
          .field(county.plan.place.county_code)
          .field(year.year.first)
          .field(response.group);
      if (const auto score = response.scores.at(question)) csv.field(*score);
      else csv.blank();
      tables.end_row(Table::Survey);
    }
  }
}

}  // namespace

void write_detail(CountyTables& tables, const County& county, const CountyYear& year) {
  const int first = year.year.first;
  for (std::size_t i = 0; i < county.plan.schools.size(); ++i) {
    write_classes(tables, county.plan.schools[i], first, year.schools[i]);
    write_rooms(tables, county.plan.schools[i], first, year.schools[i]);
  }
  write_quality(tables, county, year);
  write_survey(tables, county, year);
}

}  // namespace junheng::synth
