#include "junheng/monitor/grade_sums.h"

#include <string_view>
#include <unordered_map>
#include <utility>

#include "junheng/model/school_traits.h"
#include "junheng/monitor/grade_rows.h"

namespace junheng::monitor {

namespace {

constexpr std::array<std::string_view, kGradeColumns> kIds = {"pupils",        "entrants", "graduates", "transfers_in",
                                                              "transfers_out", "deaths",   "dropouts"};

/// What the pupils of a closed school's last year did, which rows of the year after it would tell and do not: what became of those who
/// would have moved up, and who graduated.
std::vector<std::pair<std::size_t, GradeColumn>> untold_flows(const model::FactTable& facts, SchoolYear year, SchoolIndex school) {
  const model::NumberColumn* const pupils = facts.column("pupils");
  std::vector<std::pair<std::size_t, GradeColumn>> flows;
  const auto add = [&](int grade, std::initializer_list<GradeColumn> columns) {
    if (facts.find(year, school, static_cast<std::uint8_t>(grade)) != model::kNoRow) return;
    for (const GradeColumn column : columns) flows.emplace_back(grade, column);
  };
  for (const std::uint32_t row : facts.rows_of(SchoolYear{year.first - 1}, school)) {
    const int grade = facts.parts[row];
    if (pupils != nullptr && pupils->get(row) == 0.0) continue;
    if (stage_of_grade(grade) == stage_of_grade(grade + 1))
      add(grade + 1, {GradeColumn::TransfersIn, GradeColumn::TransfersOut, GradeColumn::Deaths, GradeColumn::Dropouts});
    else add(grade, {GradeColumn::Graduates});
  }
  return flows;
}

}  // namespace

std::string_view to_string(GradeColumn column) { return kIds[static_cast<std::size_t>(column)]; }

GradeSums::GradeSums(const YearFrame& frame) : frame_(&frame) {
  std::unordered_map<std::uint32_t, std::uint32_t> positions;
  for (std::uint32_t county = 0; county < frame.county_count(); ++county) positions.emplace(frame.county(county).value, county);
  const model::Dataset& dataset = *frame.dataset;
  county_of_.resize(dataset.schools.size());
  for (std::size_t school = 0; school < county_of_.size(); ++school) {
    const AreaIndex area = dataset.schools.areas[school];
    const auto found = positions.find(dataset.areas.at_level(area, model::AreaLevel::County).value_or(area).value);
    if (found != positions.end()) county_of_[school] = found->second;
  }
}

const GradeSums::YearCells& GradeSums::cells_of(SchoolYear year) {
  const auto [entry, is_first] = years_.try_emplace(year);
  YearCells& cells = entry->second;
  if (!is_first) return cells;
  cells.resize(frame_->county_count());
  // Without a row of the year every cell is empty, which is unknown as it is.
  if (frame_->dataset->grade_facts.of_year(year).empty()) return cells;
  add_rows(year, cells);
  mark_lacking_rows(year, cells);
  return cells;
}

void GradeSums::add_rows(SchoolYear year, YearCells& cells) const {
  const model::FactTable& facts = frame_->dataset->grade_facts;
  std::array<const model::NumberColumn*, kGradeColumns> columns{};
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = facts.column(kIds[i]);
  for (std::size_t row = 0; row < facts.size(); ++row) {
    const auto& county = county_of_[facts.schools[row].value];
    if (facts.years[row] != year.first || !county || facts.parts[row] > kHighestGrade) continue;
    auto& grade = cells[*county][facts.parts[row]];
    for (std::size_t i = 0; i < columns.size(); ++i) {
      grade[i].has_any = true;
      if (columns[i] == nullptr || !columns[i]->has(row)) grade[i].has_gap = true;
      else grade[i].sum += columns[i]->at(row).value;
    }
  }
}

void GradeSums::mark_lacking_rows(SchoolYear year, YearCells& cells) const {
  const model::Dataset& dataset = *frame_->dataset;
  const assess::YearRows rows = assess::find_rows(dataset, year);
  for (std::uint32_t i = 0; i < county_of_.size(); ++i) {
    if (!county_of_[i]) continue;
    auto& county = cells[*county_of_[i]];
    const SchoolIndex school(std::size_t{i});
    for (const Stage stage : kCompulsoryStages) {
      const GradeSet lacking = lacking_grades(dataset, year, rows, school, stage);
      for (std::size_t grade = 1; grade < lacking.size(); ++grade)
        if (lacking.test(grade))
          for (Cell& cell : county[grade]) cell.lacks_row = true;
    }
    if (model::was_open(dataset.schools, i, year)) continue;
    for (const auto& [grade, column] : untold_flows(dataset.grade_facts, year, school))
      county[grade][static_cast<std::size_t>(column)].lacks_row = true;
  }
}

model::Quantity GradeSums::get(std::size_t county, SchoolYear year, int grade, GradeColumn column) {
  const Cell& cell = cells_of(year)[county][static_cast<std::size_t>(grade)][static_cast<std::size_t>(column)];
  if (!cell.has_any || cell.lacks_row) return model::Quantity::missing(model::Absence::NoRow);
  return cell.has_gap ? model::Quantity::missing(model::Absence::PartMissing) : model::Quantity::of(cell.sum);
}

}  // namespace junheng::monitor
