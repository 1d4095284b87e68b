#pragma once

#include <optional>

#include "junheng/assess/assessment.h"

namespace junheng::assess {

/// What a value has to spare to its limit, in its own unit: value - limit, or limit - value where less is better. Negative where it misses;
/// 0 where it reaches the limit within the tolerance of thresholds only, as its verdict is `met`. nullopt where either is missing.
[[nodiscard]] std::optional<double> margin_of(std::optional<double> value, std::optional<double> limit, standards::Direction direction);

[[nodiscard]] std::optional<double> cv_margin(const IndicatorRule& rule, const IndicatorSummary& summary);
[[nodiscard]] std::optional<double> composite_margin(const StageRules& rules, const StageResult& stage);

/// The sense in which the value of a clause reaches its limit: a number of offenders has to be small, whatever the rule asks of each.
[[nodiscard]] standards::Direction direction_of(const ClauseResult& clause);
/// Of the value of a clause in its unit, or of the number of those that do not comply. nullopt for a report that something is so or not.
[[nodiscard]] std::optional<double> clause_margin(const standards::Item& item, const ClauseResult& clause);
/// The clause that gives an item its verdict and value.
[[nodiscard]] const ClauseResult& deciding_clause(const ItemResult& item);
/// Of the clause that decides.
[[nodiscard]] std::optional<double> item_margin(const ItemResult& item);

}  // namespace junheng::assess
