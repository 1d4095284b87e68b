#pragma once

#include <span>
#include <string>
#include <vector>

#include "junheng/core/stage.h"
#include "junheng/forecast/forecast.h"

namespace junheng::forecast {

/// Why the demand of a county's settlements cannot be told.
enum class SettlementGap : std::uint8_t {
  None,
  NoTable,     ///< no settlement of the county
  NoChildren,  ///< neither children by age nor pupils by stage of every settlement
};

/// One settlement and compulsory stage: pupils by year ahead.
struct SettlementDemand {
  std::string id;
  std::string name;
  std::size_t county = 0;
  Stage stage = Stage::Primary;
  /// Pupils that the table tells for the stage today; kNone where it has none.
  double today = kNone;
  std::vector<double> pupils;
};

struct SettlementPlan {
  /// By county, settlement and stage, in the order of the table.
  std::vector<SettlementDemand> rows;
  /// By county.
  std::vector<SettlementGap> gaps;

  /// Settlements that lie in no county of the history, with the code of their area.
  std::vector<std::string> outside;

  [[nodiscard]] bool has_table() const;
  /// The first ten of `outside`, and a sign for more.
  [[nodiscard]] std::string names_outside() const;
};

/// Divides each county's forecast among its settlements (table `settlements` of the last dataset that has one).
///
/// Pupils of grade g, k years ahead, are g + 5 - k years old today: each settlement has of them its share of the county's children of that
/// age (children_0 ... children_14); of children not yet born, its share of those under three; of a grade beyond the ages told, and without
/// children by age, its share of the stage's pupils. What a whole county lacks is a gap, never a smaller number. The settlements of a
/// county add up to its flow.
[[nodiscard]] SettlementPlan settlement_demand(std::span<const model::Dataset* const> datasets, const History& history,
                                               const Forecast& forecast);

}  // namespace junheng::forecast
