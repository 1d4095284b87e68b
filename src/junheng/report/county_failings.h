#pragma once

#include <span>
#include <string>

#include "junheng/report/league_view.h"
#include "junheng/report/small_counts.h"

namespace junheng::report {

/// Schema CountyFailings of api/openapi.yaml: of every county its verdict and what keeps it from being met, with the margin to the limit;
/// unmet clauses before those that cannot be judged, each group by margin over limit, the worst first. With small counts hidden, values and
/// margins of a county with a hidden school are null.
/// Requires: rows of counties in the order of codes, results of `input.assessment`.
[[nodiscard]] std::string county_failings_json(const LeagueInput& input, std::span<const LeagueRow> rows, Masking masking);

}  // namespace junheng::report
