#pragma once

#include <string>
#include <vector>

#include "junheng/app/area_case.h"
#include "junheng/app/area_desk.h"
#include "junheng/assess/units.h"
#include "junheng/report/small_counts.h"

namespace junheng::app {

/// What is asked as changes of the desk's data. Errors: NoSuchSchool; UnknownWhatIfMeasure; WhatIfNoStage (the school has no figures of the
/// stage, or a band of class sizes is asked of the whole school); WhatIfNotWhole (a part of what comes whole); WhatIfChangedTwice (a
/// school, stage and measure stand there twice); SmallCountChange.
[[nodiscard]] Result<std::vector<assess::ValueChange>> bound_changes(const AreaDesk& desk, report::Masking masking,
                                                                     const std::vector<ValueOfSchool>& asked);

/// A change that the desk's data do not take.
struct RefusedChange {
  ValueOfSchool change;
  Error error;
};

/// All of them, by the rules of bound_changes() but SmallCountChange; of two of the same cell the later.
[[nodiscard]] std::vector<RefusedChange> refused_changes(const AreaDesk& desk, const std::vector<ValueOfSchool>& asked);

}  // namespace junheng::app
