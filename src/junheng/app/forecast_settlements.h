#pragma once

#include <string>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/forecast/settlement_demand.h"

namespace junheng::app {

/// What a forecast was asked for.
struct AskedArea {
  /// All counties that the data tell.
  const forecast::History& whole;
  /// Code or name of a part of them; empty: all.
  std::string name;
};

/// Names as findings: counties whose settlements tell too little, those without settlements where others have some, settlements that lie in
/// no county of the data (ForecastSettlementsUnknown), and those of other counties than the asked ones (ForecastSettlementsElsewhere).
/// `history`: the counties that are asked for.
void name_settlement_gaps(const forecast::SettlementPlan& plan, const forecast::History& history, const AskedArea& asked,
                          std::vector<Issue>& findings);

}  // namespace junheng::app
