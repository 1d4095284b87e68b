#include "junheng/monitor/grade_sums.h"

#include <string_view>
#include <unordered_map>

namespace junheng::monitor {

namespace {

constexpr std::array<std::string_view, kGradeColumns> kIds = {"pupils",        "entrants", "graduates", "transfers_in",
                                                              "transfers_out", "deaths",   "dropouts"};

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
  return cells;
}

model::Quantity GradeSums::get(std::size_t county, SchoolYear year, int grade, GradeColumn column) {
  const Cell& cell = cells_of(year)[county][static_cast<std::size_t>(grade)][static_cast<std::size_t>(column)];
  if (!cell.has_any) return model::Quantity::missing(model::Absence::NoRow);
  return cell.has_gap ? model::Quantity::missing(model::Absence::PartMissing) : model::Quantity::of(cell.sum);
}

}  // namespace junheng::monitor
