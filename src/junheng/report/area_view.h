#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/core/lang.h"
#include "junheng/report/run_view.h"
#include "junheng/report/small_counts.h"

namespace junheng::report {

/// An area below the one shown.
struct ChildView {
  AreaNode node;
  std::optional<assess::Verdict> verdict;
  /// Schools that enter the assessment of any stage, each once.
  std::int64_t schools = 0;
  struct Counties {
    std::int64_t met = 0;
    std::int64_t unmet = 0;
    std::int64_t unknown = 0;
  };
  /// Of areas that pool counties.
  std::optional<Counties> counties = std::nullopt;
};

/// What the page of an area shows. Pointers are set and outlive the view.
struct AreaViewInput {
  const assess::Assessment* assessment = nullptr;
  const assess::AreaResult* area = nullptr;
  const SmallCounts* small_counts = nullptr;
  Lang lang = Lang::Zh;
};

struct OverviewInput {
  AreaViewInput view;
  RunView run;
  AreaNode node;
  std::vector<AreaNode> path;
  std::vector<ChildView> children;
};

/// Schema Overview of api/openapi.yaml: verdict and reasons, stages with their indicators, items, the schools to put right first.
[[nodiscard]] std::string overview_json(const OverviewInput& input);

/// The members of schema WhatIfSide: verdict, reasons, stages, items.
void write_result_members(formats::JsonWriter& json, const AreaViewInput& input);

/// What is not shown of the area, in words; empty where all is.
[[nodiscard]] std::vector<std::string> hidden_words(const SmallCounts& small_counts, Lang lang);

/// "at_least", "at_most", or "none" where the standard sets no limit.
[[nodiscard]] std::string_view direction_word(const assess::IndicatorRule& rule);

/// Schools that enter the assessment of any stage of the area, each once.
[[nodiscard]] std::int64_t count_schools(const assess::Assessment& assessment, const assess::AreaResult& area);

}  // namespace junheng::report
