#pragma once

#include <optional>
#include <span>
#include <string>

#include "junheng/core/issue.h"
#include "junheng/report/area_view.h"
#include "junheng/report/school_lacks.h"

namespace junheng::report {

/// A value that follows from the changes.
struct DerivedChange {
  assess::ValueChange change;
  std::optional<double> before;
};

/// What a check of the data finds in a row as it is changed, and did not find in it before.
struct ChangeWarning {
  SchoolIndex school;
  Stage stage = Stage::All;
  /// Empty where it is about the whole row.
  std::string measure;
  Issue issue;
};

struct WhatIfInput {
  /// The same area of the same dataset and standard, without and with the changes.
  AreaViewInput before;
  AreaViewInput after;
  /// Of the school that is being changed: what it lacks under the changes.
  const SchoolLacksInput* lacks = nullptr;
  /// All that differs between the sides, and of it what follows from the rest.
  std::span<const assess::ValueChange> changes = {};
  std::span<const DerivedChange> derived = {};
  std::span<const ChangeWarning> warnings = {};
};

/// Schema WhatIfResult of api/openapi.yaml: both sides, the schools of which a value or the verdict differs, the items that changes of
/// the schools' figures do not reach, each with the reason, what follows from the changes, what the checks of the data make of them, and
/// what one school lacks, if it was asked for.
[[nodiscard]] std::string what_if_json(const WhatIfInput& input);

}  // namespace junheng::report
