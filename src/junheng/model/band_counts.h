#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "junheng/core/ids.h"
#include "junheng/core/school_year.h"
#include "junheng/core/stage.h"

namespace junheng::model {

struct FactTable;

/// Number of bands of class sizes (class_bands() of schema.h).
inline constexpr std::size_t kClassBandCount = 10;

/// Fewest and most pupils of a class of a band.
struct ClassBandBounds {
  /// Of the last band's `most`.
  static constexpr double kOpenEnd = 1e9;
  double least;
  double most;
};

/// In the order of class_bands(); the last is open.
inline constexpr std::array<ClassBandBounds, kClassBandCount> kClassBandBounds = {
    {{0, 25}, {26, 30}, {31, 35}, {36, 40}, {41, 45}, {46, 50}, {51, 55}, {56, 60}, {61, 65}, {66, ClassBandBounds::kOpenEnd}}};

/// The classes of one school and stage by band.
struct BandCounts {
  /// In the order of class_bands(); a band that is not given, or without its number, reads 0.
  std::array<double, kClassBandCount> classes{};
  /// The number of a band that is given is missing.
  bool has_gap = false;
};

/// The table class_bands with the bands of a school and stage side by side, for loops over schools.
class BandTable {
 public:
  BandTable() = default;
  /// `bands`: the table class_bands of a dataset with `school_count` schools. Linear in its rows.
  BandTable(const FactTable& bands, std::size_t school_count);

  /// One year and stage. The table must outlive it.
  class Lines {
   public:
    Lines() = default;
    /// Null for a school of which no band is given.
    [[nodiscard]] const BandCounts* of(SchoolIndex school) const {
      if (line_of_ == nullptr) return nullptr;
      const std::uint32_t line = (*line_of_)[school.value];
      return line == kNone ? nullptr : &(*counts_)[line];
    }

   private:
    friend class BandTable;
    const std::vector<std::uint32_t>* line_of_ = nullptr;
    const std::vector<BandCounts>* counts_ = nullptr;
  };
  [[nodiscard]] Lines of(SchoolYear year, Stage stage) const;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  /// The lines of one year and stage.
  struct Part {
    std::int16_t year = 0;
    std::uint8_t stage = 0;
    /// By school.
    std::vector<std::uint32_t> line_of;
    std::vector<BandCounts> counts;
  };
  Part& part_of(std::int16_t year, std::uint8_t stage, std::size_t school_count);

  std::vector<Part> parts_;
};

}  // namespace junheng::model
