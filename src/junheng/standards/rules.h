#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "junheng/standards/pack.h"

namespace junheng::standards {

/// A number that a rule reads from `params`.
struct RuleParam {
  std::string_view name;
  bool is_required = false;
};

/// A word that a rule reads from `words`. All are required.
struct RuleWord {
  std::string_view name;
  /// What it may say.
  std::span<const std::string_view> allowed;
};

/// What a rule needs from a clause: the lint checks clauses against it and docs/standards-format.md lists it.
struct RuleSpec {
  ItemRule rule;
  bool has_formula = false;
  /// The measures of its formula are those of the area, not of schools.
  bool is_of_area = false;
  bool has_limit = false;
  /// A county that reports the item itself gives the number (a ratio, years), not whether it is fulfilled.
  bool is_reported_as_number = false;
  std::span<const RuleParam> params = {};
  std::span<const RuleWord> words = {};
  /// Variants of its limits beside the empty one.
  std::span<const std::string_view> variants = {};
  /// Numbers that a tolerance may replace.
  std::span<const std::string_view> tolerance_params = {};
};

[[nodiscard]] const RuleSpec& rule_spec(ItemRule rule);

/// Whether the value reported under the item's id is a number in its unit: it has one clause, of such a rule. Every other item is
/// reported as 1 or 0.
[[nodiscard]] bool reports_a_number(const Item& item);

/// How a county gives what stands under an item's id.
struct ReportedForm {
  enum class Kind : std::uint8_t { Answer, Step, Number } kind = Kind::Answer;
  /// Of a Number.
  std::string unit;
  /// Of a Step: what its scoring tells apart.
  double low = 0;
  double high = 1;

  friend bool operator==(const ReportedForm&, const ReportedForm&) = default;
};

/// A number where reports_a_number, with its unit. Else an answer, 1 or 0; where points are given by steps or for each point of a miss, a
/// value between the least and the greatest step, or 0 and 1.
[[nodiscard]] ReportedForm reported_form(const Item& item);

}  // namespace junheng::standards
