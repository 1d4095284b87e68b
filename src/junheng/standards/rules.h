#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "junheng/standards/pack.h"

namespace junheng::standards {

/// A number that a rule reads from `params`.
struct RuleParam {
  std::string_view name;
  bool is_required = false;
};

/// What may stand under a word of a rule.
enum class WordMeaning : std::uint8_t {
  Reading,        ///< "each" or "sum"
  Accreditation,  ///< kind of accreditation in the dataset: "basic" or "quality"
  AreaMeasure,    ///< id of an area measure
};

/// A word that a rule reads from `words`. All are required.
struct RuleWord {
  std::string_view name;
  WordMeaning meaning;
};

/// What a rule needs from a clause: the lint checks clauses against it and docs/standards-format.md lists it.
struct RuleSpec {
  ItemRule rule;
  bool has_formula = false;
  /// The measures of its formula are those of the area, not of schools.
  bool is_of_area = false;
  bool has_limit = false;
  std::span<const RuleParam> params = {};
  std::span<const RuleWord> words = {};
  /// Variants of its limits beside the empty one.
  std::span<const std::string_view> variants = {};
  /// Numbers that a tolerance may replace.
  std::span<const std::string_view> tolerance_params = {};
};

[[nodiscard]] const RuleSpec& rule_spec(ItemRule rule);

/// The words that may stand where `meaning` is asked; empty for AreaMeasure (see model::area_measures).
[[nodiscard]] std::span<const std::string_view> allowed_words(WordMeaning meaning);

}  // namespace junheng::standards
