#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/model/dataset.h"
#include "junheng/standards/standard.h"

namespace junheng::assess {

/// What counties report in area_facts in one year, as one column per item that a standard's county items use.
class AreaFigures {
 public:
  AreaFigures() = default;
  AreaFigures(const model::Dataset& dataset, const standards::Standard& standard, SchoolYear year);

  /// Null for an item that the standard does not use.
  [[nodiscard]] const model::NumberColumn* column(std::string_view item) const;
  /// Row of a county, or of an area that lies in none, in the columns.
  [[nodiscard]] std::size_t row(AreaIndex county) const { return rows_[county.value]; }

 private:
  std::vector<std::uint32_t> rows_;
  std::map<std::string, model::NumberColumn, std::less<>> columns_;
};

}  // namespace junheng::assess
