#pragma once

#include <array>
#include <memory>
#include <vector>

#include "junheng/assess/units.h"
#include "junheng/standards/pack.h"

namespace junheng::assess {

/// A signed sum of measures by unit, missing where one of them is: the first that is tells why.
class UnitSum {
 public:
  UnitSum() = default;
  /// A sum of one measure is that measure's column itself; of none it is `empty`.
  UnitSum(const UnitTable& units, const std::vector<standards::SignedMeasure>& measures, bool is_split, double empty);

  /// Its values; they count for units once they are filled in.
  [[nodiscard]] const UnitColumn& column() const { return column_; }
  /// Works out the units [first, first + count), at most UnitColumn::View::Block::kUnits.
  void fill(std::size_t first, std::size_t count);
  /// The sum of one unit, whether it is filled in or not.
  [[nodiscard]] model::Quantity at(std::size_t unit) const;

 private:
  struct Term {
    const UnitColumn* column = nullptr;
    double sign = 1;
  };

  std::vector<Term> terms_;
  double empty_ = 0;
  UnitColumn column_;
  /// What is filled in; null where there is nothing to work out.
  std::shared_ptr<model::NumberColumn> sums_;
};

}  // namespace junheng::assess
