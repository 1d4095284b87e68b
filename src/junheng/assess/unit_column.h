#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "junheng/model/column.h"

namespace junheng::assess {

/// Where the values of units stand: bit kWorkedOut set: position in the values worked out; else row of a column of the dataset.
using UnitRows = std::shared_ptr<const std::vector<std::uint32_t>>;

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
      const Numbers& numbers = (row & kWorkedOut) != 0 ? worked_out_ : given_;
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
      static constexpr std::size_t kUnits = 512;
      std::array<double, kUnits> values;
      std::array<model::Absence, kUnits> absences;
    };
    /// The numbers of the units [first, first + count), at most Block::kUnits: where they stand if they stand together, else copied to
    /// `block`.
    [[nodiscard]] Numbers block(std::size_t first, std::size_t count, Block& block) const {
      if (rows_ == nullptr) return {worked_out_.values + first, worked_out_.absences + first};
      for (std::size_t i = 0; i < count; ++i) {
        const model::Quantity quantity = at(first + i);
        block.values[i] = quantity.value;
        block.absences[i] = quantity.absence;
      }
      return {block.values.data(), block.absences.data()};
    }

   private:
    friend class UnitColumn;
    static Numbers numbers(const model::NumberColumn& column) { return {column.values().data(), column.absences().data()}; }
    const std::uint32_t* rows_ = nullptr;
    Numbers given_;
    Numbers worked_out_;
  };

  /// Empty.
  UnitColumn() : UnitColumn(model::NumberColumn()) {}
  /// All values worked out, in the order of the units.
  explicit UnitColumn(model::NumberColumn values) : worked_out_(std::make_shared<const model::NumberColumn>(std::move(values))) {
    view_.worked_out_ = View::numbers(*worked_out_);
  }
  /// `rows` by unit.
  UnitColumn(const model::NumberColumn& source, UnitRows rows, model::NumberColumn worked_out) : UnitColumn(std::move(worked_out)) {
    rows_ = std::move(rows);
    view_.rows_ = rows_->data();
    view_.given_ = View::numbers(source);
  }

  /// The values as one column where all of them were worked out, else null.
  [[nodiscard]] const model::NumberColumn* contiguous() const { return rows_ ? nullptr : worked_out_.get(); }
  [[nodiscard]] const View& view() const { return view_; }
  [[nodiscard]] std::size_t size() const { return rows_ ? rows_->size() : worked_out_->size(); }
  [[nodiscard]] model::Quantity at(std::size_t unit) const { return view_.at(unit); }
  [[nodiscard]] bool has(std::size_t unit) const { return at(unit).is_present(); }
  [[nodiscard]] std::optional<double> get(std::size_t unit) const { return at(unit).get(); }

 private:
  UnitRows rows_;
  std::shared_ptr<const model::NumberColumn> worked_out_;
  View view_;
};

}  // namespace junheng::assess
