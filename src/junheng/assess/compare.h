#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <vector>

#include "junheng/assess/assessment.h"

namespace junheng::assess {

/// A verdict in two assessments; nullopt: not there, or not judged, on that side.
struct VerdictChange {
  std::optional<Verdict> before;
  std::optional<Verdict> after;
  /// Judged on both sides, with different outcomes. A side that judges nothing cannot be said to differ.
  [[nodiscard]] bool is_flip() const { return before && after && *before != *after; }
};

/// Whether numbers of the two sides mean the same thing.
enum class Match : std::uint8_t {
  Same,
  OnlyBefore,
  OnlyAfter,
  Redefined,  ///< the same id with another formula or another rule: not to be set side by side
};

[[nodiscard]] std::string_view to_string(Match match);

struct IndicatorChange {
  /// Of the first side that has it.
  const standards::Indicator* indicator = nullptr;
  Match match = Match::Same;
  std::optional<double> mean_before;
  std::optional<double> mean_after;
  std::optional<double> cv_before;
  std::optional<double> cv_after;
  std::uint32_t schools_valued_before = 0;
  std::uint32_t schools_valued_after = 0;
  VerdictChange verdict;
};

/// A school of a stage whose verdict flips, or that enters on one side only.
struct SchoolChange {
  std::string school_id;
  std::string name;
  VerdictChange verdict;
  bool only_before = false;
  bool only_after = false;
  /// The other side knows the school in this stage, but its entry rule keeps it out.
  bool is_outside_other = false;
};

struct StageChange {
  Stage stage = Stage::Primary;
  VerdictChange verdict;
  /// Schools that enter; 0 where a side does not have the stage.
  std::uint32_t schools_entered_before = 0;
  std::uint32_t schools_entered_after = 0;
  std::optional<double> composite_before;
  std::optional<double> composite_after;
  /// Both composites are means over the same indicators.
  bool is_composite_comparable = false;
  /// The school rule of the standard judges schools, on each side.
  bool judges_schools_before = false;
  bool judges_schools_after = false;
  /// Indicators of either side, matched by id, in the order of the first standard.
  std::vector<IndicatorChange> indicators;
  /// By school id.
  std::vector<SchoolChange> schools;
};

struct ItemChange {
  /// Results on the two sides, in the assessments compared; nullptr where a side does not have the item.
  const ItemResult* before = nullptr;
  const ItemResult* after = nullptr;
  Match match = Match::Same;
  VerdictChange verdict;

  /// The result of the first side that has the item; one of them always does.
  [[nodiscard]] const ItemResult& any() const {
    assert(before != nullptr || after != nullptr);
    return before != nullptr ? *before : *after;
  }
};

struct AreaChange {
  std::string area_code;
  std::string name;
  VerdictChange verdict;
  std::vector<StageChange> stages;
  /// Items whose verdict or value differs, and those that only one side has or that mean something else there.
  std::vector<ItemChange> items;
};

/// Areas of either side, matched by code, schools by id. Schools and items that did not change are left out. The result points into
/// both assessments.
[[nodiscard]] std::vector<AreaChange> compare(const Assessment& before, const Assessment& after);

}  // namespace junheng::assess
