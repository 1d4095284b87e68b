#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace junheng::model {

/// Why a number is not there. The reason is carried to the screen.
enum class Absence : std::uint8_t {
  Present,
  NotCollected,     ///< the cell is empty
  NoColumn,         ///< the table has no such column
  NoRow,            ///< the school has no row for the stage and year
  Rejected,         ///< the cell or its row was rejected
  NotByStage,       ///< given for the whole school only, and not to be divided between its stages
  NotSplittable,    ///< given for the whole school, but the pupils by which to divide it are missing
  PartMissing,      ///< a campus or a term of the sum has no value
  ZeroDenominator,  ///< nothing to divide by
};

[[nodiscard]] constexpr std::string_view to_string(Absence absence) {
  switch (absence) {
    case Absence::Present: return "present";
    case Absence::NotCollected: return "not_collected";
    case Absence::NoColumn: return "no_column";
    case Absence::NoRow: return "no_row";
    case Absence::Rejected: return "rejected";
    case Absence::NotByStage: return "not_by_stage";
    case Absence::NotSplittable: return "not_splittable";
    case Absence::PartMissing: return "part_missing";
    case Absence::ZeroDenominator: return "zero_denominator";
  }
  return "not_collected";
}

/// A number or the reason why there is none.
struct Quantity {
  double value = 0;
  Absence absence = Absence::NotCollected;

  [[nodiscard]] constexpr bool is_present() const { return absence == Absence::Present; }
  [[nodiscard]] constexpr std::optional<double> get() const { return is_present() ? std::optional(value) : std::nullopt; }
  [[nodiscard]] static constexpr Quantity of(double number) { return {number, Absence::Present}; }
  [[nodiscard]] static constexpr Quantity missing(Absence why) { return {0, why}; }
};

/// One column of numbers with a reason beside each missing one.
class NumberColumn {
 public:
  NumberColumn() = default;
  explicit NumberColumn(std::size_t rows, Absence fill = Absence::NotCollected) : values_(rows, 0.0), absence_(rows, fill) {}
  NumberColumn(std::size_t rows, Quantity fill) : values_(rows, fill.value), absence_(rows, fill.absence) {}

  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] bool has(std::size_t row) const { return absence_[row] == Absence::Present; }
  [[nodiscard]] Quantity at(std::size_t row) const { return {values_[row], absence_[row]}; }
  [[nodiscard]] std::optional<double> get(std::size_t row) const { return at(row).get(); }

  /// Begins to load a number that a loop will come to; changes nothing.
  void prefetch(std::size_t row) const {
    __builtin_prefetch(values_.data() + row);
    __builtin_prefetch(absence_.data() + row);
  }

  /// Numbers and reasons side by side, for loops over whole columns. A missing number reads 0.
  [[nodiscard]] std::span<const double> values() const { return values_; }
  [[nodiscard]] std::span<const Absence> absences() const { return absence_; }

  /// Whether no number is missing in the rows [begin, end).
  [[nodiscard]] bool is_complete(std::size_t begin, std::size_t end) const {
    unsigned seen = 0;
    for (std::size_t row = begin; row < end; ++row) seen |= static_cast<unsigned>(absence_[row]);
    return seen == static_cast<unsigned>(Absence::Present);
  }

  void push(double value) {
    values_.push_back(value);
    absence_.push_back(Absence::Present);
  }
  void push_missing(Absence why) {
    values_.push_back(0.0);
    absence_.push_back(why);
  }
  void push(Quantity quantity) {
    values_.push_back(quantity.value);
    absence_.push_back(quantity.absence);
  }
  void set(std::size_t row, Quantity quantity) {
    values_[row] = quantity.value;
    absence_[row] = quantity.absence;
  }
  /// Sets the rows from `first` on; a missing number must read 0.
  void set(std::size_t first, std::span<const double> values, std::span<const Absence> absences) {
    std::ranges::copy(values, values_.begin() + static_cast<std::ptrdiff_t>(first));
    std::ranges::copy(absences, absence_.begin() + static_cast<std::ptrdiff_t>(first));
  }
  void reserve(std::size_t rows) {
    values_.reserve(rows);
    absence_.reserve(rows);
  }
  void append(const NumberColumn& other) {
    values_.insert(values_.end(), other.values_.begin(), other.values_.end());
    absence_.insert(absence_.end(), other.absence_.begin(), other.absence_.end());
  }

 private:
  std::vector<double> values_;
  std::vector<Absence> absence_;
};

/// One column of texts in a single buffer.
class TextColumn {
 public:
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] std::string_view at(std::size_t row) const {
    const std::size_t begin = row == 0 ? 0 : ends_[row - 1];
    return {bytes_.data() + begin, ends_[row] - begin};
  }
  void push(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    ends_.push_back(bytes_.size());
  }
  void append(const TextColumn& other) {
    const std::size_t offset = bytes_.size();
    bytes_.insert(bytes_.end(), other.bytes_.begin(), other.bytes_.end());
    ends_.reserve(ends_.size() + other.ends_.size());
    for (const std::size_t end : other.ends_) ends_.push_back(offset + end);
  }

 private:
  // Not std::string: views into it must survive a move of the column.
  std::vector<char> bytes_;
  std::vector<std::size_t> ends_;
};

}  // namespace junheng::model
