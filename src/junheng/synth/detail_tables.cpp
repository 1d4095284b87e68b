#include "junheng/synth/detail_tables.h"

#include <fmt/format.h>

#include "junheng/synth/ages.h"
#include "junheng/synth/area_values.h"
#include "junheng/synth/plans.h"
#include "junheng/synth/settlements.h"
#include "junheng/synth/subject_staff.h"
#include "junheng/synth/survey.h"
#include "junheng/synth/teacher_list.h"

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

void write_subject_staff(CountyTables& tables, const County& county, const CountyYear& year, std::size_t school) {
  for (const StageValues& stage : year.schools[school].stages) {
    for (const SubjectStaff& row : subject_staff(county, year, school, stage)) {
      tables[Table::SubjectStaff].field(county.plan.schools[school].id).field(year.year.first).field(to_string(stage.cohorts.stage));
      tables[Table::SubjectStaff].field(row.subject).field(row.teachers).field(row.weekly_periods);
      tables.end_row(Table::SubjectStaff);
    }
  }
}

void write_posts(CountyTables& tables, const County& county, const CountyYear& year, std::size_t school) {
  for (const StageValues& stage : year.schools[school].stages) {
    const auto approved = posts(county, school, stage);
    if (!approved) continue;
    // Posts of schools, none of the county as a whole.
    tables[Table::Establishment].blank().field(county.plan.schools[school].id).field(year.year.first);
    tables[Table::Establishment].field(to_string(stage.cohorts.stage)).field(*approved);
    tables.end_row(Table::Establishment);
  }
}

void write_ages(CountyTables& tables, const County& county, const CountyYear& year) {
  const std::string& code = county.plan.place.county_code;
  for (const PupilsOfAge& row : pupils_by_age(year)) {
    tables[Table::AgeFacts].field(code).field(year.year.first).field(to_string(row.stage)).field(row.age).field(row.pupils);
    tables.end_row(Table::AgeFacts);
  }
  for (const PersonsOfAge& row : persons_by_age(county, year)) {
    for (const auto& [sex, persons] : {std::pair<std::string_view, int>{"m", row.boys}, {"f", row.girls}}) {
      tables[Table::Population].field(code).field(year.year.first).field(row.age).field(sex).field(persons);
      tables.end_row(Table::Population);
    }
  }
}

}  // namespace

void write_targets(CountyTables& tables, const County& county) {
  for (const Target& row : targets(county)) {
    tables[Table::Targets].field(county.plan.place.county_code).field(row.item).field(row.year).field(row.target);
    tables.end_row(Table::Targets);
  }
}

void write_settlements(CountyTables& tables, const County& county) {
  formats::CsvWriter& csv = tables[Table::Settlements];
  for (const SettlementRow& row : settlements(county)) {
    csv.field(row.id).field(row.name).field(row.area_code).field(row.lon).field(row.lat);
    csv.field(row.pupils_primary).field(row.pupils_junior);
    for (const int children : row.children) csv.field(children);
    tables.end_row(Table::Settlements);
  }
}

void write_detail(CountyTables& tables, const County& county, const CountyYear& year) {
  const int first = year.year.first;
  for (std::size_t i = 0; i < county.plan.schools.size(); ++i) {
    write_classes(tables, county.plan.schools[i], first, year.schools[i]);
    write_rooms(tables, county.plan.schools[i], first, year.schools[i]);
    write_subject_staff(tables, county, year, i);
    write_posts(tables, county, year, i);
  }
  write_ages(tables, county, year);
  write_quality(tables, county, year);
  write_survey(tables, county, year);
}

void write_teachers(CountyTables& tables, const County& county, const CountyYear& year) {
  formats::CsvWriter& csv = tables[Table::Teachers];
  for (std::size_t school = 0; school < year.schools.size(); ++school) {
    const std::string& id = county.plan.schools[school].id;
    for (std::size_t stage = 0; stage < year.schools[school].stages.size(); ++stage) {
      const std::string_view name = to_string(year.schools[school].stages[stage].cohorts.stage);
      for (const Teacher& each : teacher_list(county, year, school, stage)) {
        csv.field(fmt::format("{}-{}{:03}", id, name.front(), each.number)).field(year.year.first).field(id).field(name);
        csv.field(each.is_woman ? "f" : "m").field(each.birth_year).field(each.post).field(each.subject);
        tables.end_row(Table::Teachers);
      }
    }
  }
}

}  // namespace junheng::synth
