#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "junheng/model/column.h"

namespace junheng::assess {

/// Where the values of units stand.
struct UnitRows {
  /// By unit. Bit UnitColumn::kWorkedOut set: position in the values worked out; else row of a column of the dataset.
  std::vector<std::uint32_t> rows;
  /// By unit, how many units from it on have their values one after the other, itself included. Most stand in the order of the rows.
  std::vector<std::uint32_t> runs;
};

/// One measure by unit. Units whose own row tells the value read it in the dataset's column; the others (through-schools, campuses,
/// derived measures) have theirs worked out. Copies share everything; the dataset must outlive them.
class UnitColumn {
 public:
  static constexpr std::uint32_t kWorkedOut = 0x80000000;

  /// Reads the values; for loops, which keep it beside them. The column must outlive it.
  class View {
   public:
    [[nodiscard]] model::Quantity at(std::size_t unit) const {
      const std::uint32_t row = rows_ == nullptr ? kWorkedOut | static_cast<std::uint32_t>(unit) : rows_[unit];
      const Numbers& numbers = numbers_[side(row)];
      const std::uint32_t at = row & ~kWorkedOut;
      return {numbers.values[at], numbers.absences[at]};
    }

    /// Numbers and reasons side by side, of the units from the first asked for on.
    struct Numbers {
      const double* values = nullptr;
      const model::Absence* absences = nullptr;
    };
    /// Room for the numbers of a block of units.
    struct Block {
      static constexpr std::size_t kUnits = 256;
      std::array<double, kUnits> values;
      std::array<model::Absence, kUnits> absences;
    };
    /// The numbers of the units [first, first + count), at most Block::kUnits: where they stand if they stand together, else copied to
    /// `block`.
    [[nodiscard]] Numbers block(std::size_t first, std::size_t count, Block& block) const {
      if (rows_ == nullptr) return numbers_from(kWorkedOut | static_cast<std::uint32_t>(first));
      if (count > 0 && runs_[first] >= count) return numbers_from(rows_[first]);
      for (std::size_t i = 0; i < count;) {
        const std::size_t run = std::min<std::size_t>(runs_[first + i], count - i);
        if (run < kLongRun) {
          // Several at once, since nobody could foresee where short runs end.
          const std::size_t end = std::min(i + kLongRun, count);
          for (; i < end; ++i) {
            const model::Quantity number = at(first + i);
            block.values[i] = number.value;
            block.absences[i] = number.absence;
          }
          continue;
        }
        const Numbers from = numbers_from(rows_[first + i]);
        std::copy_n(from.values, run, block.values.begin() + static_cast<std::ptrdiff_t>(i));
        std::copy_n(from.absences, run, block.absences.begin() + static_cast<std::ptrdiff_t>(i));
        i += run;
      }
      return {block.values.data(), block.absences.data()};
    }

    /// How many units from `unit` on, but below `end`, have their numbers one after the other: from() tells where.
    [[nodiscard]] std::size_t run(std::size_t unit, std::size_t end) const {
      return rows_ == nullptr ? end - unit : std::min<std::size_t>(runs_[unit], end - unit);
    }
    [[nodiscard]] Numbers from(std::size_t unit) const {
      return numbers_from(rows_ == nullptr ? kWorkedOut | static_cast<std::uint32_t>(unit) : rows_[unit]);
    }

   private:
    friend class UnitColumn;
    /// From here on copying a run at once is quicker than one number after the other.
    static constexpr std::size_t kLongRun = 16;
    [[nodiscard]] Numbers numbers_from(std::uint32_t row) const {
      const Numbers& numbers = numbers_[side(row)];
      const std::uint32_t at = row & ~kWorkedOut;
      return {numbers.values + at, numbers.absences + at};
    }
    static Numbers numbers_of(const model::NumberColumn& column) { return {column.values().data(), column.absences().data()}; }
    const std::uint32_t* rows_ = nullptr;
    const std::uint32_t* runs_ = nullptr;
    static constexpr std::size_t kGiven = 0;
    static constexpr std::size_t kOwn = 1;
    [[nodiscard]] static std::size_t side(std::uint32_t row) { return (row & kWorkedOut) != 0 ? kOwn : kGiven; }
    /// The dataset's, then those worked out.
    std::array<Numbers, 2> numbers_;
  };

  /// Empty.
  UnitColumn() : UnitColumn(model::NumberColumn()) {}
  /// All values worked out, in the order of the units.
  explicit UnitColumn(model::NumberColumn values) : UnitColumn(std::make_shared<const model::NumberColumn>(std::move(values))) {}
  /// The same of values that are still being filled in: no row may be added to them.
  explicit UnitColumn(std::shared_ptr<const model::NumberColumn> values) : worked_out_(std::move(values)) {
    view_.numbers_[View::kOwn] = View::numbers_of(*worked_out_);
  }
  UnitColumn(const model::NumberColumn& source, std::shared_ptr<const UnitRows> rows, std::shared_ptr<const model::NumberColumn> worked_out)
      : UnitColumn(std::move(worked_out)) {
    rows_ = std::move(rows);
    view_.rows_ = rows_->rows.data();
    view_.runs_ = rows_->runs.data();
    view_.numbers_[View::kGiven] = View::numbers_of(source);
  }

  /// The values as one column where all of them were worked out, else null.
  [[nodiscard]] const model::NumberColumn* contiguous() const { return rows_ ? nullptr : worked_out_.get(); }
  [[nodiscard]] const View& view() const { return view_; }
  [[nodiscard]] std::size_t size() const { return rows_ ? rows_->rows.size() : worked_out_->size(); }
  [[nodiscard]] model::Quantity at(std::size_t unit) const { return view_.at(unit); }
  [[nodiscard]] bool has(std::size_t unit) const { return at(unit).is_present(); }
  [[nodiscard]] std::optional<double> get(std::size_t unit) const { return at(unit).get(); }

 private:
  std::shared_ptr<const UnitRows> rows_;
  std::shared_ptr<const model::NumberColumn> worked_out_;
  View view_;
};

}  // namespace junheng::assess
