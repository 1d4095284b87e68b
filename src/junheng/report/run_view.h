#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/assess/verdict.h"
#include "junheng/formats/json_writer.h"

namespace junheng::report {

/// An area as lists and paths show it.
struct AreaNode {
  std::string code;
  std::string name;
  /// "country", "province" ...
  std::string level;
  /// Empty: none.
  std::string parent;
  bool has_children = false;
};

/// A run as the web page shows it: of what, by what, when. Times as "2026-11-27T12:00:00Z".
struct RunView {
  std::int64_t id = 0;
  std::int64_t snapshot_id = 0;
  std::string snapshot_name;
  std::string standard;
  std::string standard_title;
  int school_year = 0;
  std::vector<std::string> tolerances;
  bool is_partial = false;
  bool is_synthetic = false;
  std::string program_version;
  std::string state;
  /// Of its results: "current"; "older", "newer" than the program shows.
  std::string form = "current";
  std::string created_at;
  std::string created_by;
  /// Empty: not finished.
  std::string finished_at;
};

/// The schemas Run and AreaNode of api/openapi.yaml.
void write_run(formats::JsonWriter& json, const RunView& run);
void write_area_node(formats::JsonWriter& json, const AreaNode& area);
void write_area_nodes(formats::JsonWriter& json, std::string_view name, const std::vector<AreaNode>& areas);
/// A text, or null where it is empty.
void write_text_or_null(formats::JsonWriter& json, std::string_view name, std::string_view text);

}  // namespace junheng::report
