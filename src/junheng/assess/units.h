#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/assess/unit_column.h"
#include "junheng/core/ids.h"
#include "junheng/core/stage.h"
#include "junheng/model/dataset.h"
#include "junheng/standards/standard.h"

namespace junheng::assess {

/// One value put in place of what the dataset holds, for what-if questions.
struct ValueChange {
  SchoolIndex school;
  /// Stage::All replaces the value recorded for the whole school.
  Stage stage = Stage::Primary;
  std::string measure;
  model::Quantity value;
};

/// A measure of the units; facilities that a standard splits are kept apart from the same measure unsplit.
struct MeasureKey {
  std::string id;
  bool is_split = false;
  friend auto operator<=>(const MeasureKey&, const MeasureKey&) = default;
};

enum class Entry : std::uint8_t {
  Yes,
  Uncertain,  ///< enters, but what would decide (kind, founder, pupils) is missing, so no verdict on its stage can be `met`
  No,
};

/// The rows on which a stage is assessed: one per school that has the stage, campuses merged, through-schools split.
/// Units stand in groups (one per area); in a group those that enter come first.
struct UnitTable {
  Stage stage = Stage::Primary;
  /// The school, or the parent into which campuses are merged.
  std::vector<SchoolIndex> schools;
  std::vector<Entry> entries;
  UnitColumn pupils;
  std::map<MeasureKey, UnitColumn> measures;
  struct Group {
    std::uint32_t begin = 0;
    /// End of the units that enter.
    std::uint32_t entered_end = 0;
    std::uint32_t end = 0;
    /// Schools of the stage that report 0 pupils: listed, outside everything. They stand in `empty_schools` from `first_empty` on.
    std::uint32_t without_pupils = 0;
    std::uint32_t first_empty = 0;
  };
  std::vector<Group> groups;
  std::vector<SchoolIndex> empty_schools;

  [[nodiscard]] std::size_t size() const { return schools.size(); }
  /// Null for a measure that the standard does not ask for.
  [[nodiscard]] const UnitColumn* measure(std::string_view id, bool is_split) const;
};

/// Schools in groups (areas), each group's schools in the order of the dataset; campuses stand with their parent.
struct SchoolGroups {
  /// Group g: roots[offsets[g]] ... roots[offsets[g + 1] - 1].
  std::vector<SchoolIndex> roots;
  std::vector<std::uint32_t> offsets;
};

/// Which schools are assessed as one.
struct Merging {
  /// Per school the school that it is assessed with; itself if not merged.
  std::vector<SchoolIndex> root;
  /// Members of root r: members[offsets[r]] ...; the root first.
  std::vector<SchoolIndex> members;
  std::vector<std::uint32_t> offsets;

  [[nodiscard]] std::span<const SchoolIndex> of(SchoolIndex school) const {
    return std::span(members).subspan(offsets[school.value], offsets[school.value + 1] - offsets[school.value]);
  }
};

/// Who is merged into whom by stage: is_counted = 0 rows join their parent, except teaching points (218) and a campus that holds exactly
/// one stage of a through-school, which stays a unit of that stage (dataset-format.md "Campuses"; standards.md 1.3).
struct Campuses : Merging {
  /// The same for whole schools, which such a campus joins too; unset where there is none.
  std::optional<Merging> whole;

  [[nodiscard]] const Merging& of_whole() const { return whole ? *whole : *this; }
};

/// A set of stages, as bits.
class StageSet {
 public:
  [[nodiscard]] constexpr bool has(Stage stage) const { return (bits_ >> static_cast<unsigned>(stage) & 1U) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  [[nodiscard]] constexpr int count() const { return std::popcount(bits_); }
  /// The last in the order of Stage; none may be empty.
  [[nodiscard]] constexpr Stage last() const { return static_cast<Stage>(std::bit_width(bits_) - 1); }
  [[nodiscard]] constexpr bool is_one() const { return std::has_single_bit(bits_); }
  [[nodiscard]] static constexpr StageSet of(std::span<const Stage> stages) {
    StageSet set;
    for (const Stage stage : stages) set.add(stage);
    return set;
  }
  constexpr void add(Stage stage) { bits_ |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(stage)); }
  constexpr void add(StageSet more) { bits_ |= more.bits_; }
  constexpr void keep(StageSet only) { bits_ &= only.bits_; }
  constexpr void remove(StageSet others) { bits_ &= static_cast<std::uint8_t>(~others.bits_); }

 private:
  std::uint8_t bits_ = 0;
};

/// Where the facts of one year stand, by school: looked up once, used by every run.
struct YearRows {
  /// Row of stage_facts by stage; kNoRow where there is none.
  std::vector<std::array<std::uint32_t, kStageCount>> stage_rows;
  /// Stages (Stage::All among them) of which the school has a row.
  std::vector<StageSet> row_stages;
  /// Stages of which the school has a grade.
  std::vector<StageSet> grade_stages;
  /// Stages that the school teaches by its kind, but of which neither it nor a campus of it has a row or a grade: what it is there is
  /// not known. A school of unknown kind without rows by stage may teach any compulsory stage. Empty for campuses and for schools that
  /// were not open; a compulsory stage of which no school has anything was not collected.
  std::vector<StageSet> untold_stages;

  [[nodiscard]] std::uint32_t row(SchoolIndex school, Stage stage) const {
    return stage_rows[school.value][static_cast<std::size_t>(stage)];
  }
  /// Stages of which the school has a row or a grade.
  [[nodiscard]] StageSet told_stages(SchoolIndex school) const;
};

/// Stages to which the row `all` of a school belongs if it has no rows by stage: those of its kind, or of its school's kind for a campus of
/// unknown kind; empty where neither tells.
[[nodiscard]] StageSet stages_of_whole(const model::Schools& schools, SchoolIndex school, SchoolIndex root);

[[nodiscard]] YearRows find_rows(const model::Dataset& dataset, SchoolYear year);

[[nodiscard]] Campuses find_campuses(const model::Dataset& dataset, const YearRows& rows);

/// What a UnitTable is built from.
struct UnitInput {
  const model::Dataset* dataset = nullptr;
  const standards::Standard* standard = nullptr;
  const Campuses* campuses = nullptr;
  const YearRows* rows = nullptr;
  SchoolYear year;
  /// By school; of two for the same cell the first holds.
  std::span<const ValueChange> changes;
};

/// Which part of a whole school a measure counts.
enum class Part : std::uint8_t {
  Compulsory,  ///< SchoolValues::compulsory(): the persons on whom items are judged
  Whole,       ///< SchoolValues::whole(): money and rooms, which serve all stages
  Known,       ///< SchoolValues::known(): of the whole, what is given; for units that are rows of the dataset, a missing number reads 0
};

/// A measure of whole schools.
struct WholeKey {
  std::string id;
  Part part = Part::Whole;
  friend auto operator<=>(const WholeKey&, const WholeKey&) = default;
};

/// Whole schools (through-schools undivided, all campuses merged, special-education schools included), in the same groups: for what is
/// judged by school and not by stage (class-room items, school size).
struct WholeTable {
  std::vector<SchoolIndex> schools;
  /// Of the compulsory stages.
  UnitColumn pupils;
  UnitColumn classes;
  std::map<WholeKey, UnitColumn> measures;
  /// 1 for ordinary schools that do not report 0 pupils, 0 for the others.
  std::vector<std::uint8_t> is_ordinary;
  /// Group g: schools[offsets[g]] ... schools[offsets[g + 1] - 1].
  std::vector<std::uint32_t> offsets;

  /// Null for a measure that the standard does not ask for.
  [[nodiscard]] const UnitColumn* measure(std::string_view id, Part part) const;
};

/// Name of the measure that counts the music or art rooms of at least a size: ("music", 96) -> "music_rooms_96m2".
[[nodiscard]] std::string room_measure(std::string_view kind, double least_m2);

struct Units {
  /// Primary, junior.
  std::array<UnitTable, kCompulsoryStages.size()> stages;
  WholeTable whole;

  [[nodiscard]] const UnitTable& of(Stage stage) const { return stages[stage == Stage::Primary ? 0 : 1]; }
};

/// Builds the units of the grouped schools, with every measure that the standard's indicators, items and tolerances use.
///
/// A value comes from the row of the stage; else, for a school of one stage, from its row `all`; else, for a measure that the
/// standard splits, from the row `all` in the proportion pupils x weight of its stages; pupils and classes also from the grades.
/// Staff recorded for the whole of a through-school stay missing by stage (Absence::NotByStage). Merged campuses add up; a part
/// that is missing makes the sum missing, but a campus of which the year has no row at all adds nothing. A stage of which a school must
/// have something by its kind and has nothing (YearRows::untold_stages) is a unit without values. Linear in the schools; the result
/// depends on nothing but the input.
[[nodiscard]] Units build_units(const UnitInput& input, const SchoolGroups& groups);

}  // namespace junheng::assess
