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

/// A settlement that no county of the history has, with the county that its table gives it.
struct SettlementOutside {
  std::string id;
  std::string county;
};

/// The first ten with their counties, "A (330101), B (330101)", and a sign for more.
[[nodiscard]] std::string name_settlements(std::span<const SettlementOutside> settlements);

struct SettlementPlan {
  /// By county, settlement and stage, in the order of the table.
  std::vector<SettlementDemand> rows;
  /// By county.
  std::vector<SettlementGap> gaps;

  /// Settlements that lie in no county of the history.
  std::vector<SettlementOutside> outside;

  [[nodiscard]] bool has_table() const;
};

/// The table `settlements` of the last dataset that has one, with the county that each row lies in.
struct SettlementTable {
  model::Settlements rows;
  /// By row.
  std::vector<std::string> counties;
};

/// Without rows where no dataset has the table.
[[nodiscard]] SettlementTable settlements_of(std::span<const model::Dataset* const> datasets);

/// Divides each county's forecast among its settlements.
///
/// Pupils of grade g, k years ahead, are g + 5 - k years old today: each settlement has of them its share of the county's children of that
/// age (children_0 ... children_14); of children not yet born, its share of those under three; of a grade beyond the ages told, and without
/// children by age, its share of the stage's pupils. What a whole county lacks is a gap, never a smaller number. The settlements of a
/// county add up to its flow.
[[nodiscard]] SettlementPlan settlement_demand(const SettlementTable& table, const History& history, const Forecast& forecast);

}  // namespace junheng::forecast
