#pragma once

#include <vector>

#include "junheng/report/fill_ledger.h"

namespace junheng::report {

/// Raises the lowest schools of a stage in the indicators whose CV is above its limit, each to one level, the smallest that brings the CV
/// to the limit; and where the mean of the CVs is above its own limit, in all its indicators to the same share of their means. Only
/// indicators of which more is better; schools without a value, and those that are closed, stay as they are. `is_closed`: by school.
/// Nothing for a CV that no level brings to its limit.
void fill_spreads(const FillBasis& basis, const assess::StageResult& stage, const std::vector<bool>& is_closed, FillLedger& ledger);

}  // namespace junheng::report
