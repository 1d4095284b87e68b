#pragma once

#include <optional>
#include <span>
#include <string>

#include "junheng/assess/verdict.h"
#include "junheng/core/lang.h"
#include "junheng/report/html_view.h"

namespace junheng::report {

/// One of the few figures that a report begins with, as it is read.
struct Headline {
  std::string label;
  /// "7.06%"
  std::string value;
  /// What the value is of: "of 5,723". Empty: nothing.
  std::string of = {};
  /// The standard or target: "≤ 5%". Empty: none.
  std::string limit = {};
  std::optional<assess::Verdict> verdict = {};
  /// The value a year, or a period, before: "2023/2024: 0.29%". Empty: not known.
  std::string before = {};
  /// Anchor of the part of the page that tells more. Empty: none does.
  std::string href = {};
};

/// A line each: sign of the verdict, label, value, standard, the year before. Empty without headlines.
[[nodiscard]] std::string headline_lines(std::span<const Headline> headlines, Lang lang);

/// Cards with the same. Empty without headlines. `title`: what and of which area.
[[nodiscard]] std::string headline_cards(std::span<const Headline> headlines, const std::string& title, const HtmlTemplates& templates,
                                         Lang lang);

}  // namespace junheng::report
