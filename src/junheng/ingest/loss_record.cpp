#include "junheng/ingest/loss_record.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "junheng/ingest/campus_chain.h"
#include "junheng/ingest/table_layout.h"
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

std::optional<SchoolYear> year_of(const ParsedTable& facts, std::size_t row) {
  const ParsedColumn* years = facts.find("school_year");
  if (years == nullptr || years->codes[row] == kNoCode) return std::nullopt;
  return SchoolYear{static_cast<int>(years->codes[row])};
}

}  // namespace

bool holds_values(std::string_view table) { return table == "stage_facts" || table == "grade_facts"; }

std::optional<Stage> stage_touched(std::optional<Stage> stage, int kind) {
  if (stage == Stage::All) return std::nullopt;
  if (stage != Stage::Senior) return stage;
  const auto taught = model::stages_of_kind(kind);
  const bool is_senior_only = !taught.empty() && std::ranges::none_of(kCompulsoryStages, [&](Stage each) {
    return std::ranges::find(taught, each) != taught.end();
  });
  return is_senior_only ? stage : std::nullopt;
}

std::optional<Stage> stage_touched_above(std::optional<Stage> stage, int kind) {
  return model::stages_of_kind(kind).size() == 1 ? stage_touched(stage, kind) : std::nullopt;
}

std::optional<AreaIndex> LossRecord::county_of(std::optional<AreaIndex> area) const {
  return area ? registry_.areas.at_level(*area, model::AreaLevel::County).value_or(*area) : area;
}

void LossRecord::place(std::optional<AreaIndex> county, std::optional<Stage> stage) {
  if (county) placed_.emplace(*county, stage.value_or(Stage::All));
  else has_unplaced_ = true;
}

void LossRecord::add(const LostRow& row, const std::vector<Owner>& owners) {
  for (std::size_t i = 0; i < owners.size(); ++i) {
    const Owner& owner = owners[i];
    const auto county = county_of(owner.area);
    if (!is_judged_table(row.table)) {
      figures_.emplace(row.table, county);
      continue;
    }
    place(county, i == 0 ? stage_touched(row.stage, owner.kind) : stage_touched_above(row.stage, owner.kind));
    // The row itself stands at the first only.
    rows_.insert({row.table, i == 0 ? owner.school : std::nullopt, county, row.stage});
  }
}

std::vector<LossRecord::Owner> LossRecord::owners_of(SchoolIndex school) const {
  const model::Schools& schools = registry_.schools;
  std::vector<Owner> out = {{schools.areas[school.value], schools.kinds[school.value], school}};
  for (const SchoolIndex above : schools_above(schools, school)) out.push_back({schools.areas[above.value], schools.kinds[above.value]});
  return out;
}

std::vector<LossRecord::Owner> LossRecord::owners_of(const RejectedIds::Entry& school) const {
  std::vector<Owner> out;
  std::set<std::string_view> seen;
  // Rejected schools may stand in a circle. Whether one is a campus is not certain: its row has a fault.
  for (const RejectedIds::Entry* at = &school; at != nullptr && seen.insert(at->id).second;) {
    out.push_back({at->area});
    if (at->parent_id.empty()) break;
    if (const auto kept = SchoolLookup(registry_).find(at->parent_id)) {
      std::ranges::copy(owners_of(*kept), std::back_inserter(out));
      break;
    }
    const auto position = registry_.rejected_schools.position(at->parent_id);
    at = position ? &registry_.rejected_schools.at(*position) : nullptr;
  }
  return out;
}

std::vector<LossRecord::Owner> LossRecord::owners_of(const ParsedTable& facts, std::size_t row) const {
  // Events name their schools by id, which may be of another year.
  if (const ParsedColumn* schools = facts.find("school_id"); schools != nullptr && schools->layout.reading == Reading::School) {
    const std::uint32_t code = schools->codes[row];
    if (is_rejected_school(code)) return owners_of(registry_.rejected_schools.at(rejected_school_position(code)));
    if (code != kNoCode) return owners_of(SchoolIndex(std::size_t{code}));
  }
  const ParsedColumn* areas = facts.find("area_code");
  const bool has_area = areas != nullptr && areas->codes[row] != kNoCode;
  return {{has_area ? std::optional(AreaIndex(std::size_t{areas->codes[row]})) : std::nullopt}};
}

void LossRecord::add_school(const RejectedIds::Entry& school, std::optional<Stage> stage) {
  add({"schools", {}, {}, stage}, owners_of(school));
}

void LossRecord::add_rejected(const ParsedTable& facts) {
  for (std::size_t row = 0; row < facts.size(); ++row) {
    if (facts.rejected[row] == 0) continue;
    const auto owners = owners_of(facts, row);
    add({facts.spec->id, {}, {}, stage_of(facts, row)}, owners);
    if (!holds_values(facts.spec->id) || !owners.front().school) continue;
    facts_.push_back({std::string(registry_.schools.ids.at(owners.front().school->value)), year_of(facts, row), stage_of(facts, row),
                      facts.locate(row)});
  }
}

void LossRecord::write_to(model::Dataset& dataset) const {
  for (const auto& [area, stage] : placed_) dataset.lost_rows.push_back({area, stage == Stage::All ? std::nullopt : std::optional(stage)});
  dataset.lost_unplaced_rows = has_unplaced_;
  for (const auto& [table, county] : figures_) dataset.lost_figures.push_back({table, county});
}

}  // namespace junheng::ingest
