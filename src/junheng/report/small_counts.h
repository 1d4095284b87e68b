#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "junheng/assess/assessment.h"

namespace junheng::report {

/// Whether a view shows what would tell of single pupils.
enum class Masking : std::uint8_t { Full, SmallCountsHidden };

/// A count of pupils below this is not shown to those who may not see small counts; 0 tells of nobody.
inline constexpr double kLeastShownPupils = 5;

/// 1 to 4.
[[nodiscard]] bool is_small_count(double pupils);
/// Whether a measure of the dataset format counts pupils, or a part of them.
[[nodiscard]] bool counts_pupils(std::string_view measure);
/// Whether the value of an indicator or item tells a number of pupils to who knows its other term.
[[nodiscard]] bool involves_pupils(const standards::Ratio& ratio);

/// What of an area is hidden from those who may not see small counts: the schools with 1 to 4 pupils of a stage, and where there is but one
/// such school also the one with the next fewest pupils, since the area's total less the others would tell the one. Their pupils, and the
/// values that pupils are part of, are not shown. Where no second school is there, the area's total is not shown either.
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
  /// The stage's number of pupils.
  [[nodiscard]] bool hides_total(Stage stage) const { return slots_[assess::Assessment::slot(stage)].hides_total; }
  /// Of an area above: one below it hides its total, which would be what the others leave of this one.
  void hide_total(Stage stage) { slots_[assess::Assessment::slot(stage)].hides_total = true; }
  [[nodiscard]] bool any() const;
  [[nodiscard]] std::size_t count() const;

 private:
  struct Slot {
    /// Ascending.
    std::vector<std::uint32_t> units;
    bool hides_total = false;
  };
  Masking masking_ = Masking::Full;
  std::array<Slot, kCompulsoryStages.size()> slots_;
  /// Ascending.
  std::vector<SchoolIndex> schools_;
};

}  // namespace junheng::report
