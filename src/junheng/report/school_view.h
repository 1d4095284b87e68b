#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/report/area_view.h"

namespace junheng::report {

struct SchoolPageInput {
  /// The assessment of the school's county.
  AreaViewInput view;
  const assess::Campuses* campuses = nullptr;
  SchoolIndex school;
  RunView run;
  AreaNode county;
  std::vector<AreaNode> path;
  /// Years as school_history_json() made them, in their order.
  std::vector<std::string> history;
};

/// Schema SchoolPage of api/openapi.yaml: the school's values against the standard, what it lacks in real units, its share of the county's
/// inequality, its history, and the cells that its figures were read from.
/// A school that is assessed with another one (a campus) has no stages of its own.
[[nodiscard]] std::string school_page_json(const SchoolPageInput& input);

/// The school in one year: an entry for each stage, joined by commas; empty where it is in no stage.
[[nodiscard]] std::string school_history_json(const AreaViewInput& input, SchoolIndex school, std::int64_t run_id);

}  // namespace junheng::report
