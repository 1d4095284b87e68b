#include "junheng/ingest/loss_record.h"

#include <algorithm>

#include "junheng/model/school_traits.h"

namespace junheng::ingest {

namespace {

std::optional<Stage> stage_of(const ParsedTable& facts, std::size_t row) {
  const ParsedColumn* stages = facts.find("stage");
  if (stages != nullptr && stages->codes[row] != kNoCode) return static_cast<Stage>(stages->codes[row]);
  const ParsedColumn* grades = facts.find("grade");
  if (grades != nullptr && grades->layout.keeping == Keeping::Codes && grades->codes[row] != kNoCode)
    return stage_of_grade(static_cast<int>(grades->codes[row]));
  return std::nullopt;
}

}  // namespace

std::optional<Stage> stage_touched(std::optional<Stage> stage, int kind) {
  if (stage == Stage::All) return std::nullopt;
  if (stage != Stage::Senior) return stage;
  const auto taught = model::stages_of_kind(kind);
  const bool is_senior_only = !taught.empty() && std::ranges::none_of(kCompulsoryStages, [&](Stage each) { return std::ranges::find(taught, each) != taught.end(); });
  return is_senior_only ? stage : std::nullopt;
}

void LossRecord::add(std::optional<AreaIndex> area, std::optional<Stage> stage) {
  if (!area) {
    has_unplaced_ = true;
    return;
  }
  const AreaIndex county = registry_.areas.at_level(*area, model::AreaLevel::County).value_or(*area);
  placed_.emplace(county, stage.value_or(Stage::All));
}

std::optional<AreaIndex> LossRecord::area_of(const ParsedTable& facts, std::size_t row) const {
  if (const ParsedColumn* schools = facts.find("school_id")) {
    const std::uint32_t code = schools->codes[row];
    if (is_rejected_school(code)) return registry_.rejected_schools.at(rejected_school_position(code)).area;
    if (code != kNoCode) return registry_.schools.areas[code];
  }
  const ParsedColumn* areas = facts.find("area_code");
  return areas != nullptr && areas->codes[row] != kNoCode ? std::optional(AreaIndex(areas->codes[row])) : std::nullopt;
}

int LossRecord::kind_of(const ParsedTable& facts, std::size_t row) const {
  const ParsedColumn* schools = facts.find("school_id");
  if (schools == nullptr) return 0;
  const std::uint32_t code = schools->codes[row];
  return code == kNoCode || is_rejected_school(code) ? 0 : registry_.schools.kinds[code];
}

void LossRecord::add_rejected(const ParsedTable& facts) {
  for (std::size_t row = 0; row < facts.size(); ++row)
    if (facts.rejected[row] != 0) add(area_of(facts, row), stage_touched(stage_of(facts, row), kind_of(facts, row)));
}

void LossRecord::write_to(model::Dataset& dataset) const {
  for (const auto& [area, stage] : placed_) dataset.lost_rows.push_back({area, stage == Stage::All ? std::nullopt : std::optional(stage)});
  dataset.lost_unplaced_rows = has_unplaced_;
}

}  // namespace junheng::ingest
