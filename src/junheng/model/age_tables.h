#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "junheng/core/ids.h"
#include "junheng/core/school_year.h"
#include "junheng/core/stage.h"
#include "junheng/model/column.h"
#include "junheng/model/origin.h"

namespace junheng::model {

/// As in the format's list of sexes; `All` is a row of both together.
enum class Sex : std::uint8_t { Male, Female, All };

/// Ages are kept in one byte; 255 stands for every age above 254.
inline constexpr std::uint8_t kHighestAge = 255;

/// Rows found by area, year, a part of it (stage, sex) and age.
class AgeIndex {
 public:
  struct Key {
    AreaIndex area;
    std::int16_t year = 0;
    std::uint8_t part = 0;
    std::uint8_t age = 0;
  };
  /// `key_of(row)` is the key of a row.
  template <typename KeyOf>
  void build(std::size_t rows, KeyOf key_of) {
    slots_.clear();
    slots_.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row) slots_.push_back({packed(key_of(row)), static_cast<std::uint32_t>(row)});
    sort();
  }
  /// kNoRow if there is none.
  [[nodiscard]] std::uint32_t find(const Key& key) const;

 private:
  struct Slot {
    std::uint64_t key;
    std::uint32_t row;
  };
  static std::uint64_t packed(const Key& key) {
    return (std::uint64_t{key.area.value} << 32) | (std::uint64_t{static_cast<std::uint16_t>(key.year)} << 16) |
           (std::uint64_t{key.part} << 8) | key.age;
  }
  void sort();
  std::vector<Slot> slots_;
};

/// age_facts: pupils of an area by stage and age.
struct AgeFacts {
  std::vector<AreaIndex> areas;
  std::vector<std::int16_t> years;
  std::vector<Stage> stages;
  std::vector<std::uint8_t> ages;
  NumberColumn pupils;
  TableOrigin origin;

  [[nodiscard]] std::size_t size() const { return areas.size(); }
  /// kNoRow if there is none.
  [[nodiscard]] std::uint32_t find(AreaIndex area, SchoolYear year, Stage stage, std::uint8_t age) const;
  [[nodiscard]] Quantity get(AreaIndex area, SchoolYear year, Stage stage, std::uint8_t age) const;
  void build_index();

 private:
  AgeIndex index_;
};

/// population: persons of an area by age and sex in a calendar year; age 0 are its births.
struct Population {
  std::vector<AreaIndex> areas;
  std::vector<std::int16_t> years;
  std::vector<std::uint8_t> ages;
  std::vector<Sex> sexes;
  NumberColumn persons;
  TableOrigin origin;

  [[nodiscard]] std::size_t size() const { return areas.size(); }
  /// kNoRow if there is none.
  [[nodiscard]] std::uint32_t find(AreaIndex area, int year, Sex sex, std::uint8_t age) const;
  /// Both sexes: the row of both together, else the sum of the two. Missing (NoRow, or the reason of the cell) where neither is whole;
  /// PartMissing where one sex has no row.
  [[nodiscard]] Quantity get(AreaIndex area, int year, std::uint8_t age) const;
  void build_index();

 private:
  AgeIndex index_;
};

}  // namespace junheng::model
