#include "junheng/report/changed_values.h"

#include <algorithm>

namespace junheng::report {

namespace {

SchoolIndex school_of(const assess::ValueChange* change) { return change->school; }

}  // namespace

ChangedValues::ChangedValues(std::span<const assess::ValueChange> changes) {
  by_school_.reserve(changes.size());
  for (const assess::ValueChange& change : changes) by_school_.push_back(&change);
  std::ranges::stable_sort(by_school_, {}, school_of);
}

std::optional<double> ChangedValues::changed(SchoolIndex school, Stage stage, std::string_view measure) const {
  for (const assess::ValueChange* change : std::ranges::equal_range(by_school_, school, {}, school_of))
    if (change->stage == stage && change->measure == measure) return change->value.get();
  return std::nullopt;
}

std::optional<double> ChangedValues::now(const assess::SourceCell& cell) const {
  const auto change = changed(cell.school, cell.stage, cell.measure);
  return change ? change : cell.value.get();
}

std::optional<double> recorded_value(const assess::Assessment& assessment, SchoolIndex school, Stage stage, std::string_view measure) {
  const model::FactTable& facts = assessment.dataset->stage_facts;
  const model::NumberColumn* column = facts.column(measure);
  const std::uint32_t row = facts.find(assessment.year, school, static_cast<std::uint8_t>(stage));
  return column == nullptr || row == model::kNoRow ? std::nullopt : column->get(row);
}

std::optional<double> FillBasis::now(SchoolIndex school, Stage stage, std::string_view measure) const {
  const auto changed = changes->changed(school, stage, measure);
  return changed ? changed : recorded_value(*assessment, school, stage, measure);
}

}  // namespace junheng::report
