#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "junheng/assess/assessment.h"

namespace junheng::report {

/// Whether a view shows what would tell of single pupils.
enum class Masking : std::uint8_t { Full, SmallCountsHidden };

/// A count of pupils below this is not shown to those who may not see small counts; 0 tells of nobody.
inline constexpr double kLeastShownPupils = 5;

/// 1 to 4.
[[nodiscard]] bool is_small_count(double pupils);
/// Whether a measure of the dataset format counts pupils or other children, or a part of them.
[[nodiscard]] bool counts_pupils(std::string_view measure);
/// Whether the value of an indicator or item tells a number of pupils to who knows its other term.
[[nodiscard]] bool involves_pupils(const standards::Ratio& ratio);

/// Whether a clause of the item tells of 1 to 4 pupils by its parts, or by what the one leaves of the other.
[[nodiscard]] bool tells_small_count(const assess::ItemResult& item);

/// Whether the school has 1 to 4 pupils in a stage of the year, by its row or its grades.
[[nodiscard]] bool has_small_stage(const model::Dataset& dataset, SchoolYear year, SchoolIndex school);
/// Whether a school has a small count of pupils of any kind: in a stage, or in any measure of its rows that counts them.
[[nodiscard]] bool has_small_count(const model::Dataset& dataset, SchoolYear year, SchoolIndex school);

/// What stands for the hidden numbers where a page is made several times: 1 everywhere, 4 everywhere, both by turns, and the other way
/// round. With two sides alone, what two small schools do to a spread could cancel on both.
enum class HiddenSide : std::uint8_t { Fewest, Most, Mixed, Opposite };
inline constexpr std::array kHiddenSides = {HiddenSide::Fewest, HiddenSide::Most, HiddenSide::Mixed, HiddenSide::Opposite};

/// The numbers of one side, given out one after the other: by turns among the hidden schools of a county, a measure and a year. They depend
/// on which numbers are hidden, not on what those are.
class HiddenPupils {
 public:
  HiddenPupils(const model::Dataset& dataset, HiddenSide side) : dataset_(dataset), side_(side) {}
  /// For the next school of this area.
  [[nodiscard]] double next(AreaIndex area, std::string_view measure, int year);

 private:
  const model::Dataset& dataset_;
  HiddenSide side_;
  std::map<std::tuple<AreaIndex, std::string, int>, bool> is_odd_;
};

/// Every number of 1 to 4 pupils that rows by stage or grades of the year tell, with that of the side in its place; of a school that tells
/// of all its stages together, that row too, by as many more or fewer. The result is the same whatever those numbers are. By school. Linear
/// in the facts of the year.
[[nodiscard]] std::vector<assess::ValueChange> small_count_changes(const model::Dataset& dataset, SchoolYear year, HiddenSide side);

/// The same in the dataset itself, in every year and in the tables by stage, grade, class, school, area and settlement. Call build()
/// after it.
///
/// Where the small counts of a school's grades follow from the total of their stage (one alone, or several that must all be 1 or all be 4),
/// the smallest other grade moves against them: it is then hidden too, and the total stays.
void replace_small_counts(model::Dataset& dataset, HiddenSide side);

/// What of an area is named as hidden: the units of a stage with 1 to 4 pupils. Their pupils, and the values that pupils are part of, are
/// not shown to those who may not see small counts. What others tell of them is for shown_to_all() (shown_to_all.h).
///
/// Schools are those of the stage, in the assessment or outside of it. Linear in them.
class SmallCounts {
 public:
  /// Nothing is hidden with Masking::Full.
  SmallCounts(const assess::Assessment& assessment, const assess::AreaResult& area, Masking masking);

  [[nodiscard]] bool hides(Stage stage, std::uint32_t unit) const;
  /// In either stage.
  [[nodiscard]] bool hides(SchoolIndex school) const;
  /// Whether a clause of it tells of 1 to 4 pupils.
  [[nodiscard]] bool hides(const assess::ItemResult& item) const;
  /// Whether a number of pupils beside the name of a school is hidden.
  [[nodiscard]] bool hides(double pupils) const { return masking_ == Masking::SmallCountsHidden && is_small_count(pupils); }
  [[nodiscard]] Masking masking() const { return masking_; }
  /// Schools, each once.
  [[nodiscard]] std::size_t count() const { return schools_.size(); }

 private:
  Masking masking_ = Masking::Full;
  /// By slot of the stage, ascending.
  std::array<std::vector<std::uint32_t>, kCompulsoryStages.size()> units_;
  /// Ascending.
  std::vector<SchoolIndex> schools_;
};

}  // namespace junheng::report
