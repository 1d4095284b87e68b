#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/ingest/check_finding.h"
#include "junheng/ingest/check_frame.h"

namespace junheng::ingest {

/// A run of the units that a rule works on, end exclusive.
struct UnitRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// One of the program's rules with the parameters that a check file gives it. The kinds of rules are fixed; what policy can change
/// stands in checks/*.toml.
class CheckRule {
 public:
  CheckRule() = default;
  CheckRule(const CheckRule&) = delete;
  CheckRule& operator=(const CheckRule&) = delete;
  virtual ~CheckRule() = default;

  /// How many units (rows, schools, counties) there are to look at. 0 where the dataset lacks what the rule needs.
  [[nodiscard]] virtual std::size_t unit_count(const CheckFrame& frame) const = 0;
  /// Looks at some units. Called from several threads at once, each with units of its own.
  virtual void run(const CheckFrame& frame, UnitRange units, Findings& findings) const = 0;
  /// True if the rule only finds a value odd beside others. Such a remark is left out where another finding names the same cell: the
  /// slip behind the two is one.
  [[nodiscard]] virtual bool is_doubt() const { return false; }
  /// True if the rule holds two accounts of one thing against each other, such as a total and what adds up to it: where one of them alone
  /// is changed on purpose they differ, and neither is wrong.
  [[nodiscard]] virtual bool is_agreement() const { return false; }
  /// Whether it holds a school against the others of its county.
  [[nodiscard]] virtual bool compares_schools() const { return false; }
  /// Names of the parameters that the rule gives its messages, beside row_placeholders().
  [[nodiscard]] virtual std::vector<std::string_view> placeholders() const = 0;
};

/// One check of a check file, ready to run.
struct Check {
  FindingStyle style;
  std::unique_ptr<CheckRule> rule;
};

}  // namespace junheng::ingest
