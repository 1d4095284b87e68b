#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "junheng/app/area_case.h"
#include "junheng/app/area_desk.h"
#include "junheng/assess/assess.h"
#include "junheng/report/fill_ledger.h"
#include "junheng/report/small_counts.h"

namespace junheng::app {

/// A county to be brought to its standard. All that it points at outlives the result.
struct CountyFillInput {
  const assess::Assessor* assessor = nullptr;
  /// Without changes.
  const assess::Assessment* recorded = nullptr;
  AreaIndex county;
  std::span<const assess::ValueChange> asked = {};
  /// What stands in place of small counts that are not shown.
  std::span<const assess::ValueChange> hidden = {};
  /// By school: those that stay as they are; empty: none.
  std::vector<bool> is_closed = {};
};

struct FilledCounty {
  std::unique_ptr<report::FillLedger> ledger;
  /// The county under the ledger's changes.
  assess::Assessment after;
};

/// The changes that bring a county as near to its standard as figures of its schools can, found in rounds: under the changes so far the
/// least set of every school and stage that is unmet (least_fills), the spreads whose CV is above its limit (fill_spreads), the county
/// items that schools keep from being met (ItemFiller) and the schools that are too large (move_pupils); until a round adds nothing.
/// What it adds suffices and is not the cheapest. Missing values stay missing. The same on every machine; about an assessment and a trace
/// of the unmet schools for each round. Errors: those of Assessor::reassess.
[[nodiscard]] Result<FilledCounty> fill_county(const CountyFillInput& input);

/// Schema Fill of a county. Those who may not see small counts are told what follows from one side of the hidden numbers (HiddenSide), and
/// schools with small counts stay as they are. Errors: those of bound_changes(); FillTooManyChanges.
[[nodiscard]] Result<std::string> county_fill_json(const AreaDesk& desk, report::Masking masking, const std::vector<ValueOfSchool>& asked,
                                                   Lang lang);

/// The same of an area of a run. Errors: those of bound_changes(); AreaNotCounty; FillTooManyChanges.
[[nodiscard]] Result<std::string> fill(Office& office, const Access& access, const AreaOfRun& at, const std::vector<ValueOfSchool>& asked);

}  // namespace junheng::app
