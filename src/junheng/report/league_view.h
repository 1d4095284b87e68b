#pragma once

#include <span>
#include <string>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/core/lang.h"
#include "junheng/report/run_view.h"

namespace junheng::report {

/// A line of the league table.
struct LeagueRow {
  const assess::AreaResult* area = nullptr;
  std::string code;
  std::string name;
  /// Names of the areas above, lowest first: "Hill City, Green Province".
  std::string parent;
  std::int64_t schools = 0;
};

struct LeagueInput {
  const assess::Assessment* assessment = nullptr;
  RunView run;
  std::string level;
  Lang lang = Lang::Zh;
};

/// Schema League of api/openapi.yaml: of each stage the CV of every indicator, the composite CV and the share of schools that meet the
/// standard; the score where the standard has one. Columns stand only where the standard has what they show.
/// Requires: rows in the order of codes, results of `assessment`.
[[nodiscard]] std::string league_json(const LeagueInput& input, std::span<const LeagueRow> rows);

}  // namespace junheng::report
