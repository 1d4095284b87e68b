#pragma once

#include <span>
#include <string>

#include "junheng/report/league_view.h"
#include "junheng/report/small_counts.h"

namespace junheng::report {

/// Schema CountyFailings of api/openapi.yaml: of every county its verdict and what keeps it from being met, with the margin to the limit;
/// unmet clauses before those that cannot be judged, the furthest from being met first: of a value by its margin over the limit, of what
/// counts schools or classes that do not comply by their share of those counted; what has neither comes last. With small counts hidden:
/// one side for shown_to_all() of rows of that side, each group in the order of the standard, without the value and margin of items that
/// tells_small_count().
/// Requires: rows of counties in the order of codes, results of `input.assessment` or of one of its masked sides.
[[nodiscard]] std::string county_failings_json(const LeagueInput& input, std::span<const LeagueRow> rows, Masking masking);

}  // namespace junheng::report
