#pragma once

#include <optional>
#include <set>
#include <utility>

#include "junheng/ingest/parsed_table.h"
#include "junheng/ingest/references.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// The stage whose verdict a lost row touches; none: every stage of the county. The senior stage of a school that teaches a compulsory one
/// shares its facilities with it, so a lost row of it touches all. `kind` is 0 where it is not known.
[[nodiscard]] std::optional<Stage> stage_touched(std::optional<Stage> stage, int kind);

/// Which stages of which counties lost rows.
class LossRecord {
 public:
  explicit LossRecord(const Registry& registry) : registry_(registry) {}

  /// No stage: every stage of the area. No area: the loss cannot be placed.
  void add(std::optional<AreaIndex> area, std::optional<Stage> stage);
  void add_unplaced() { has_unplaced_ = true; }
  /// The rejected rows of a table of facts, by their school or area and by their stage or grade.
  void add_rejected(const ParsedTable& facts);
  void write_to(model::Dataset& dataset) const;

 private:
  [[nodiscard]] std::optional<AreaIndex> area_of(const ParsedTable& facts, std::size_t row) const;
  /// Kind of the row's school; 0 where it is not known.
  [[nodiscard]] int kind_of(const ParsedTable& facts, std::size_t row) const;

  const Registry& registry_;
  /// Ordered, so that the record does not depend on the order of the findings. Stage::All: every stage.
  std::set<std::pair<AreaIndex, Stage>> placed_;
  bool has_unplaced_ = false;
};

}  // namespace junheng::ingest
