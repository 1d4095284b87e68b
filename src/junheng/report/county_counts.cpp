#include "junheng/report/county_counts.h"

#include <algorithm>
#include <set>

namespace junheng::report {

namespace {

using assess::UnitTable;
using model::SchoolKind;

constexpr std::array<std::string_view, 3> kCounted = {"classes", "staff", "teachers"};
/// The form counts teaching points of this size apart.
constexpr double kLargeTeachingPoint = 50;

/// A standard that lets every school enter and asks for the numbers of persons and classes only, so that build_units gathers them.
standards::Standard counting_standard() {
  standards::Standard standard;
  for (const std::string_view measure : kCounted) {
    standards::Indicator indicator;
    indicator.id = measure;
    indicator.ratio.numerator = {{std::string(measure), 1}};
    standard.pack.indicators.push_back(std::move(indicator));
  }
  return standard;
}

assess::SchoolGroups schools_of_area(const assess::Assessment& assessment, const assess::AreaResult& area) {
  const assess::WholeTable& whole = assessment.units.whole;
  const std::uint32_t group = area.stages.front().group;
  assess::SchoolGroups groups;
  groups.roots.assign(whole.schools.begin() + whole.offsets[group], whole.schools.begin() + whole.offsets[group + 1]);
  groups.offsets = {0, static_cast<std::uint32_t>(groups.roots.size())};
  return groups;
}

StageSum sum_of(const UnitTable& units, std::string_view measure) {
  StageSum out;
  const assess::UnitColumn* column = units.measure(measure, false);
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    ++out.schools;
    if (column == nullptr || !column->has(unit)) ++out.schools_missing;
    else out.sum += column->at(unit).value;
  }
  return out;
}

}  // namespace

int CountyCounts::schools(int kind) const {
  const auto found = schools_by_kind.find(kind);
  return found == schools_by_kind.end() ? 0 : found->second;
}

CountySchools::CountySchools(const assess::Assessment& assessment, const assess::AreaResult& area) : assessment_(assessment) {
  const standards::Standard standard = counting_standard();
  const assess::YearRows rows = assess::find_rows(*assessment.dataset, assessment.year);
  campuses_ = assess::find_campuses(*assessment.dataset, rows);
  units_ = assess::build_units({assessment.dataset, &standard, &campuses_, &rows, assessment.year, {}}, schools_of_area(assessment, area));
}

CountyCounts CountySchools::counts() const {
  CountyCounts out;
  const model::Schools& schools = assessment_.dataset->schools;
  for (std::size_t row = 0; row < units_.whole.schools.size(); ++row) {
    const int kind = schools.kinds[units_.whole.schools[row].value];
    ++out.schools_by_kind[kind];
    if (SchoolKind::is_special(kind)) ++out.special_schools;
    if (kind != SchoolKind::kTeachingPoint) continue;
    ++out.teaching_points;
    const auto pupils = units_.whole.pupils.get(row);
    if (!pupils) ++out.teaching_points_of_unknown_size;
    else if (*pupils >= kLargeTeachingPoint) ++out.teaching_points_from_50;
  }
  for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) {
    const UnitTable& units = units_.stages[slot];
    out.stages[slot] = {sum_of(units, "classes"), sum_of(units, "pupils"), sum_of(units, "staff"), sum_of(units, "teachers")};
  }
  return out;
}

SchoolSize CountySchools::size(Stage stage, SchoolIndex school) const {
  SchoolSize out;
  const UnitTable& units = units_.of(stage);
  const auto unit = std::ranges::find(units.schools, school);
  if (unit != units.schools.end()) {
    if (const assess::UnitColumn* classes = units.measure("classes", false))
      out.classes = classes->get(static_cast<std::size_t>(unit - units.schools.begin()));
  }
  const model::FactTable& grades = assessment_.dataset->grade_facts;
  const model::NumberColumn* pupils = grades.column("pupils");
  std::set<int> taught;
  for (const SchoolIndex member : campuses_.of(school)) {
    for (const std::uint32_t row : grades.rows_of(assessment_.year, member)) {
      const bool is_empty = pupils != nullptr && pupils->get(row) == 0.0;
      if (stage_of_grade(grades.parts[row]) == stage && !is_empty) taught.insert(grades.parts[row]);
    }
  }
  if (!taught.empty()) out.grades = static_cast<int>(taught.size());
  return out;
}

}  // namespace junheng::report
