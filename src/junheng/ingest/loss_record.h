#pragma once

#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/ingest/lost_row.h"
#include "junheng/ingest/parsed_table.h"
#include "junheng/ingest/references.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// Whether values of indicators are taken from the table.
[[nodiscard]] bool holds_values(std::string_view table);

/// The stage whose verdict a lost row touches; none: every stage of the county. The senior stage of a school that teaches a compulsory one
/// shares its facilities with it, so a lost row of it touches all. `kind` is 0 where it is not known.
[[nodiscard]] std::optional<Stage> stage_touched(std::optional<Stage> stage, int kind);

/// The same for a school of which the row's school is a campus. A school of several stages divides its facilities by the pupils of each,
/// and so the row touches all of them.
[[nodiscard]] std::optional<Stage> stage_touched_above(std::optional<Stage> stage, int kind);

/// Which stages of which counties lost rows, and which schools in which tables. Of tables that no verdict rests on, only which counties
/// lost rows of which.
class LossRecord {
 public:
  explicit LossRecord(const Registry& registry) : registry_(registry) {}

  /// Rows of the table of which nothing is known.
  void add_unplaced(std::string_view table) { add({table}, {Owner{}}); }
  /// A rejected row of the table of schools. No stage: every one. The kept schools must be in the registry, and the rejected ones too.
  void add_school(const RejectedIds::Entry& school, std::optional<Stage> stage);
  /// The rejected rows of a table of facts, by their school or area and by their stage or grade. Rows of a campus are lost to the schools
  /// above it as well, wherever these lie.
  void add_rejected(const ParsedTable& facts);
  void write_to(model::Dataset& dataset) const;
  [[nodiscard]] std::vector<RejectedFact> take_facts() { return std::move(facts_); }
  [[nodiscard]] std::vector<LostRow> rows() const { return {rows_.begin(), rows_.end()}; }

 private:
  /// A school that a lost row is about.
  struct Owner {
    /// Unset: not known.
    std::optional<AreaIndex> area;
    /// 0 where it is not known.
    int kind = 0;
    /// Set where the school was kept.
    std::optional<SchoolIndex> school = {};
  };

  /// `row` has its table and stage; an owner without an area cannot be placed.
  void add(const LostRow& row, const std::vector<Owner>& owners);
  void place(std::optional<AreaIndex> county, std::optional<Stage> stage);
  [[nodiscard]] std::optional<AreaIndex> county_of(std::optional<AreaIndex> area) const;
  /// The school of the row, or its area, then the schools above it.
  [[nodiscard]] std::vector<Owner> owners_of(const ParsedTable& facts, std::size_t row) const;
  [[nodiscard]] std::vector<Owner> owners_of(SchoolIndex school) const;
  [[nodiscard]] std::vector<Owner> owners_of(const RejectedIds::Entry& school) const;

  const Registry& registry_;
  /// Ordered, so that the record does not depend on the order of the findings. Stage::All: every stage.
  std::set<std::pair<AreaIndex, Stage>> placed_;
  bool has_unplaced_ = false;
  /// Of tables that no verdict rests on.
  std::set<std::pair<std::string_view, std::optional<AreaIndex>>> figures_;
  std::set<LostRow> rows_;
  std::vector<RejectedFact> facts_;
};

}  // namespace junheng::ingest
