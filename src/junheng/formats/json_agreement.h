#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace junheng::formats {

/// The number that may stand for both: itself where they are equal, else their middle rounded to a step of 1, 2 or 5 times a power of ten
/// that is at least as wide as their difference. nullopt where that step is more than a tenth of the middle: no digit is common to both.
/// So it differs by at most one step from any number between them. Not finite: nullopt.
[[nodiscard]] std::optional<double> agreed_number(double a, double b);

/// What two documents of one shape are reduced to.
struct AgreementRules {
  /// Words that name a state: where two of one set differ, `in_place` stands for both.
  struct WordSet {
    std::span<const std::string_view> words;
    std::string_view in_place;
  };
  /// Members that tell elements of an array apart, whatever their order.
  std::span<const std::string_view> names;
  /// Members whose number is kept only where it is equal: counts that rounding would make untrue.
  std::span<const std::string_view> exact;
  std::span<const WordSet> word_sets;
  /// Stands for texts that differ in more than numbers, and for numbers in them that have nothing in common.
  std::string_view hidden;
  /// Stands before a number in a text that is rounded: "about ".
  std::string_view about = {};
  /// Members whose text becomes empty where it differs: marks and parts that make no sense rounded.
  std::span<const std::string_view> blank = {};
  /// The member of the whole document that lists where numbers are rounded, as names and positions in the result with points between:
  /// "stages.0.mean". Left out where none is; empty: never.
  std::string_view rounded = {};
};

/// Texts that differ in numbers alone: those numbers as agreed_number() of the least and the most of them, in no more digits than its step,
/// with thousands grouped by commas where one of them has them so, behind `rules.about`, which goes before a sign; else `rules.hidden`,
/// which takes a percent sign behind it along. Requires: at least one text.
[[nodiscard]] std::string agreed_text(std::span<const std::string_view> texts, const AgreementRules& rules);

/// What holds in all documents: members of all objects; numbers by agreed_number() of the least and the most, texts by agreed_text(); null
/// where kinds differ. Elements of arrays are matched by their members `rules.names`, rows (arrays in arrays) by the words they begin with,
/// which end at the first number, others by position; what one document lacks is left out, and of arrays of plain values that differ in
/// length the values that all have are kept. The result does not depend on the order of the documents but for that of elements, which is
/// that of the first. Requires: at least one document; all are JSON.
[[nodiscard]] std::string agree_json(std::span<const std::string> documents, const AgreementRules& rules);

}  // namespace junheng::formats
