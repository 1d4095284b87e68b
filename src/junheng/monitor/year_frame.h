#pragma once

#include <string>
#include <vector>

#include "junheng/assess/assess.h"
#include "junheng/assess/items.h"
#include "junheng/core/error.h"

namespace junheng::monitor {

/// The schools of one year as the assessment sees them: campuses merged, through-schools with a unit per stage, by county. Schools that
/// stand in an area above the county itself, a city's own, are a county of that area, which has these schools alone.
struct YearFrame {
  const model::Dataset* dataset = nullptr;
  SchoolYear year;
  assess::Assessor assessor;
  assess::Assessment assessment;
  /// By which rows are read and whose indicators are computed, without its limits and rules of entry; may be null.
  const standards::Pack* reading = nullptr;

  [[nodiscard]] std::size_t county_count() const { return assessment.areas.size(); }
  [[nodiscard]] AreaIndex county(std::size_t position) const { return assessment.areas[position].area; }
  /// Not so for schools that stand in an area above: what that area reports is of all the counties below.
  [[nodiscard]] bool is_county(std::size_t position) const;
  /// Rows of the county were rejected under --accept-partial, of tables that verdicts rest on.
  [[nodiscard]] bool has_lost_rows(std::size_t position) const;
  /// What functions of `assess` on classes and items ask for.
  [[nodiscard]] assess::ItemInput item_input() const;
  /// Whether a whole school has a row of the stage preprimary that does not say 0 pupils: what is told of the whole then counts its
  /// attached kindergarten classes too.
  [[nodiscard]] bool has_preprimary(SchoolIndex root) const;

  /// Only areas at or below the code; empty: all. `reading` outlives the frame. Errors: those of Assessor::create.
  [[nodiscard]] static Result<YearFrame> create(const model::Dataset& dataset, SchoolYear year, const std::string& area_code,
                                                const standards::Pack* reading = nullptr);
};

/// Of a unit by the column of a measure, which is null where the dataset has none.
[[nodiscard]] model::Quantity quantity_at(const assess::UnitColumn* column, std::size_t row);

}  // namespace junheng::monitor
