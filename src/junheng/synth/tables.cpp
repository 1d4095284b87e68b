#include "junheng/synth/tables.h"

#include <algorithm>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "junheng/core/stage.h"
#include "junheng/synth/area_values.h"
#include "junheng/synth/detail_tables.h"
#include "junheng/synth/plans.h"

namespace junheng::synth {

namespace {

struct TableHead {
  std::string_view name;
  std::string_view columns;
};

constexpr std::array<TableHead, kTableCount> kHeads = {{
    {"areas", "area_code,name,level,parent_code"},
    {"schools",
     "school_id,name,area_code,kind,founder,setting,lon,lat,is_boarding,is_counted,parent_school_id,opened_year,planned_built_year"},
    // The measures follow from stage_columns().
    {"stage_facts", "school_id,school_year,stage"},
    {"grade_facts",
     "school_id,school_year,grade,pupils,girls,classes,entrants,graduates,transfers_in,transfers_out,deaths,dropouts,suspended,boarders,"
     "migrant_pupils,migrant_worker_pupils,left_behind_pupils,inclusive_pupils"},
    {"class_bands", "school_id,school_year,stage,band,classes"},
    {"area_facts", "area_code,school_year,item,value,evidence"},
    {"accreditation", "area_code,kind,year"},
    {"classes", "school_id,school_year,grade,class_no,pupils"},
    {"rooms", "school_id,school_year,room_no,kind,area_m2,built_year"},
    {"quality_results", "area_code,school_year,subject,grade,level,between_school_share"},
    {"survey", "response_id,question,area_code,school_year,group,score"},
    {"subject_staff", "school_id,school_year,stage,subject,teachers,weekly_periods"},
    {"establishment", "area_code,school_id,school_year,stage,posts"},
    {"age_facts", "area_code,school_year,stage,age,pupils"},
    {"population", "area_code,year,age,sex,persons"},
    {"targets", "area_code,item,year,target"},
    {"settlements",
     "settlement_id,name,area_code,lon,lat,pupils_primary,pupils_junior,children_0,children_1,children_2,children_3,children_4,children_5,"
     "children_6,children_7,children_8,children_9,children_10,children_11,children_12,children_13,children_14"},
    {"teachers", "teacher_id,school_year,school_id,stage,sex,birth_year,post,subject"},
}};

struct Band {
  std::string_view id;
  int largest;
};

constexpr auto kBands = std::to_array<Band>({
    {"le25", 25},
    {"26_30", 30},
    {"31_35", 35},
    {"36_40", 40},
    {"41_45", 45},
    {"46_50", 50},
    {"51_55", 55},
    {"56_60", 60},
    {"61_65", 65},
    {"ge66", 1000000},
});

void add(formats::CsvWriter& csv, std::optional<int> cell) {
  if (cell) csv.field(*cell);
  else csv.blank();
}

void write_areas(CountyTables& tables, const CountyPlan& plan) {
  const auto row = [&](std::string_view code, std::string_view name, std::string_view level, std::string_view parent) {
    tables[Table::Areas].field(code).field(name).field(level).field(parent);
    tables.end_row(Table::Areas);
  };
  const CountyPlace& place = plan.place;
  if (place.is_first_of_province) row(place.province_code, place.province_name, "province", "");
  if (place.is_first_of_city) row(place.city_code, place.city_name, "city", place.province_code);
  row(place.county_code, place.county_name, "county", place.city_code);
  for (const TownshipPlan& township : plan.townships) row(township.code, township.name, "township", place.county_code);
}

/// Degrees with five decimals: a metre.
void write_schools(CountyTables& tables, const CountyPlan& plan) {
  formats::CsvWriter& csv = tables[Table::Schools];
  for (const SchoolPlan& school : plan.schools) {
    csv.field(school.id)
        .field(school.name)
        .field(school.area_code)
        .field(static_cast<int>(school.kind))
        .field(school.founder)
        .field(school.setting);
    csv.field(rounded_degrees(school.lon))
        .field(rounded_degrees(school.lat))
        .field(school.is_boarding ? 1 : 0)
        .field(school.parent ? 0 : 1);
    if (school.parent) csv.field(plan.schools.at(*school.parent).id);
    else csv.blank();
    csv.field(school.opened_year).field(school.built_year);
    tables.end_row(Table::Schools);
  }
}

void write_stage_row(CountyTables& tables, const SchoolPlan& school, int year, Stage stage, const StageRow& row, Detail detail) {
  formats::CsvWriter& csv = tables[Table::StageFacts];
  csv.field(school.id).field(year).field(to_string(stage));
  for (const StageColumn& column : stage_columns(detail)) {
    const auto cell = column.value(row);
    if (cell) csv.field(*cell);
    else csv.blank();
  }
  tables.end_row(Table::StageFacts);
}

void write_stage_facts(CountyTables& tables, const SchoolPlan& school, int year, const SchoolValues& values, Detail detail) {
  for (const StageValues& stage : values.stages) {
    write_stage_row(tables, school, year, stage.cohorts.stage, {&stage, stage.facilities ? &*stage.facilities : nullptr}, detail);
  }
  if (values.pooled) write_stage_row(tables, school, year, Stage::All, {nullptr, &*values.pooled}, detail);
}

void write_grade_facts(CountyTables& tables, const SchoolPlan& school, int year, const Cohorts& cohorts) {
  formats::CsvWriter& csv = tables[Table::GradeFacts];
  for (const GradeValues& grade : cohorts.grades) {
    csv.field(school.id).field(year).field(grade.grade).field(grade.pupils).field(grade.girls).field(grade.classes);
    add(csv, grade.entrants);
    add(csv, grade.graduates);
    csv.field(grade.transfers_in).field(grade.transfers_out).field(grade.deaths).field(grade.dropouts).field(grade.suspended);
    csv.field(grade.boarders).field(grade.migrant_pupils).field(grade.migrant_worker_pupils).field(grade.left_behind_pupils);
    csv.field(grade.inclusive_pupils);
    tables.end_row(Table::GradeFacts);
  }
}

void write_class_bands(CountyTables& tables, const SchoolPlan& school, int year, const Cohorts& cohorts) {
  std::array<int, kBands.size()> counts{};
  for (const GradeValues& grade : cohorts.grades) {
    for (int number = 0; number < grade.classes; ++number) {
      const int size = grade.class_size(number);
      const auto band = std::ranges::find_if(kBands, [size](const Band& candidate) { return size <= candidate.largest; });
      ++counts.at(static_cast<std::size_t>(band - kBands.begin()));
    }
  }
  for (std::size_t i = 0; i < kBands.size(); ++i) {
    tables[Table::ClassBands].field(school.id).field(year).field(to_string(cohorts.stage)).field(kBands.at(i).id).field(counts.at(i));
    tables.end_row(Table::ClassBands);
  }
}

void write_area_facts(CountyTables& tables, const County& county, const CountyYear& year, Detail detail) {
  const auto row = [&](std::string_view item, double value, std::string_view evidence) {
    tables[Table::AreaFacts].field(county.plan.place.county_code).field(year.year.first).field(item).field(value).field(evidence);
    tables.end_row(Table::AreaFacts);
  };
  for (const AreaValue& value : area_values(county, year)) row(value.item, value.value, value.evidence);
  if (detail == Detail::Full) {
    for (const AreaValue& value : plan_values(county, year)) row(value.item, value.value, value.evidence);
    return;
  }
  // Without the tables behind them, their outcomes are reported.
  for (const AreaValue& value : reported_outcomes(county, year)) row(value.item, value.value, value.evidence);
}

void write_accreditation(CountyTables& tables, const County& county) {
  tables[Table::Accreditation].field(county.plan.place.county_code).field("basic").field(accreditation_year(county));
  tables.end_row(Table::Accreditation);
}

void write_year(CountyTables& tables, const County& county, const CountyYear& year, Detail detail) {
  const int first = year.year.first;
  for (std::size_t i = 0; i < county.plan.schools.size(); ++i) {
    const SchoolPlan& school = county.plan.schools[i];
    const SchoolValues& values = year.schools[i];
    write_stage_facts(tables, school, first, values, detail);
    for (const StageValues& stage : values.stages) {
      write_grade_facts(tables, school, first, stage.cohorts);
      write_class_bands(tables, school, first, stage.cohorts);
    }
  }
  write_area_facts(tables, county, year, detail);
  if (detail == Detail::Full) write_detail(tables, county, year);
}

}  // namespace

double rounded_degrees(double degrees) { return std::round(degrees * 1e5) / 1e5; }

std::string file_name(Table table) { return fmt::format("{}.csv", kHeads.at(static_cast<std::size_t>(table)).name); }

std::string header_row(Table table, Detail detail) {
  std::string row(kHeads.at(static_cast<std::size_t>(table)).columns);
  if (table == Table::StageFacts) {
    for (const StageColumn& column : stage_columns(detail)) row.append(",").append(column.id);
  }
  return row + "\n";
}

CountyTables write_tables(const County& county, Detail detail, Persons persons) {
  CountyTables tables;
  write_areas(tables, county.plan);
  write_schools(tables, county.plan);
  write_accreditation(tables, county);
  for (const CountyYear& year : county.years) write_year(tables, county, year, detail);
  if (detail == Detail::Full) {
    write_targets(tables, county);
    write_settlements(tables, county);
  }
  if (persons == Persons::Teachers) write_teachers(tables, county, county.years.front());
  return tables;
}

}  // namespace junheng::synth
