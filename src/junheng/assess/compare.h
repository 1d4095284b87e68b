#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/assess/assessment.h"

namespace junheng::assess {

/// A verdict that differs between two assessments; nullopt: not there on that side.
struct VerdictChange {
  std::optional<Verdict> before;
  std::optional<Verdict> after;
  [[nodiscard]] bool is_flip() const { return before != after; }
};

struct IndicatorChange {
  std::string id;
  std::optional<double> mean_before;
  std::optional<double> mean_after;
  std::optional<double> cv_before;
  std::optional<double> cv_after;
  VerdictChange verdict;
};

/// A school of a stage whose verdict differs, or that exists on one side only.
struct SchoolChange {
  std::string school_id;
  std::string name;
  VerdictChange verdict;
  bool only_before = false;
  bool only_after = false;
};

struct StageChange {
  Stage stage = Stage::Primary;
  VerdictChange verdict;
  std::optional<double> composite_before;
  std::optional<double> composite_after;
  /// Indicators of either side, matched by id, in the order of the first standard.
  std::vector<IndicatorChange> indicators;
  std::vector<SchoolChange> schools;
};

struct ItemChange {
  std::string id;
  std::optional<double> value_before;
  std::optional<double> value_after;
  VerdictChange verdict;
};

struct AreaChange {
  std::string area_code;
  std::string name;
  VerdictChange verdict;
  std::vector<StageChange> stages;
  /// Items whose verdict or value differs.
  std::vector<ItemChange> items;
};

/// Areas of either side, matched by code, schools by id. Schools and items that did not change are left out.
[[nodiscard]] std::vector<AreaChange> compare(const Assessment& before, const Assessment& after);

}  // namespace junheng::assess
