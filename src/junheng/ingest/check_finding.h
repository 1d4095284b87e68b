#pragma once

#include <compare>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/core/stage.h"
#include "junheng/ingest/check_frame.h"

namespace junheng::ingest {

/// Which datasets and which of their rows a check looks at. Empty parts do not restrict.
struct CheckScope {
  std::string country;
  std::string not_country;
  std::vector<Stage> stages;
  /// Codes of GB/T 33782.
  std::vector<int> kinds;

  [[nodiscard]] bool applies_to(const model::Manifest& manifest) const {
    return (country.empty() || country == manifest.country) && (not_country.empty() || not_country != manifest.country);
  }
  [[nodiscard]] bool covers(const CheckFrame& frame, std::string_view table, std::size_t row) const;
};

/// The cell that a finding is about; without a column, the row.
struct CellRef {
  std::string_view table;
  std::size_t row = 0;
  std::string_view column = {};
};

/// The same with texts of its own, for keeping.
struct FoundCell {
  std::string table;
  RowIndex row;
  std::string column;

  friend auto operator<=>(const FoundCell&, const FoundCell&) = default;
};

/// How findings of one check look.
struct FindingStyle {
  std::shared_ptr<const RuleTexts> texts;
  Severity severity = Severity::Warning;
  CheckScope scope;
};

/// Findings of severity error are all listed. Of the others a check lists this many and states how many more there are: nobody
/// reads the same remark ten thousand times, and a slip in one whole column would fill the memory.
inline constexpr std::size_t kListedFindings = 1000;

/// Takes up what one check finds in one part of the dataset.
class Findings {
 public:
  Findings(const CheckFrame& frame, const FindingStyle& style) : frame_(frame), style_(style) {}

  /// Whether the check looks at this row.
  [[nodiscard]] bool covers(std::string_view table, std::size_t row) const { return style_.scope.covers(frame_, table, row); }

  /// False if the check does not look at this row, or if it has listed enough, in which case the finding is counted only.
  /// Ask before building the texts of a finding.
  [[nodiscard]] bool takes(std::string_view table, std::size_t row);

  /// Lists a finding. Added to `params` are, where the row has them: {school} {school_id} {area} {area_code} {year} {stage_zh}
  /// {stage_en} {grade} {item_zh} {item_en}, and {column_zh} {column_en} where it is about a column.
  void add(const CellRef& cell, std::string value, Params params = {});

  /// Appends the findings of the next part, keeping to kListedFindings.
  void append(Findings&& next);

  [[nodiscard]] const std::vector<Issue>& issues() const { return issues_; }
  /// The cells of the issues, one by one.
  [[nodiscard]] const std::vector<FoundCell>& cells() const { return cells_; }
  [[nodiscard]] std::vector<Issue> take_issues() { return std::move(issues_); }
  /// Findings that were counted but not listed.
  [[nodiscard]] std::size_t unlisted() const { return unlisted_; }

 private:
  [[nodiscard]] bool is_full() const { return style_.severity != Severity::Error && issues_.size() >= kListedFindings; }

  const CheckFrame& frame_;
  const FindingStyle& style_;
  std::vector<Issue> issues_;
  std::vector<FoundCell> cells_;
  std::size_t unlisted_ = 0;
};

/// Names of the parameters that add() gives by itself.
[[nodiscard]] const std::vector<std::string_view>& row_placeholders();

/// A number that was computed, in few digits: "12", "0.35", "0.0042".
[[nodiscard]] std::string rounded_text(double number);

/// Header of a column as it stands in the user's file; its id where the file is not known.
[[nodiscard]] std::string header_of(const CheckFrame& frame, const CellRef& cell);

/// The parameters {name_zh}, the Chinese name of a column, and {name_en}, its header in the user's file.
void add_column_names(const CheckFrame& frame, const CellRef& cell, const std::string& name, Params& params);
/// The same of an item of area_facts: a measure by its name or id, an item of a standard by its id.
void add_item_names(std::string_view item, const std::string& name, Params& params);

/// Name of a school, or its id where it has no name.
[[nodiscard]] std::string school_name(const model::Dataset& dataset, SchoolIndex school);

}  // namespace junheng::ingest
