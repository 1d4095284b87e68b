#include "junheng/report/run_view.h"

namespace junheng::report {

using formats::JsonWriter;

void write_text_or_null(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name);
  if (text.empty()) json.null();
  else json.value(text);
}

void write_run(JsonWriter& json, const RunView& run) {
  json.begin_object().member("id", run.id).member("snapshot_id", run.snapshot_id);
  json.member("snapshot_name", std::string_view(run.snapshot_name)).member("kind", "assess");
  json.member("standard", std::string_view(run.standard)).member("standard_title", std::string_view(run.standard_title));
  json.member("school_year", run.school_year).key("tolerances").begin_array();
  for (const std::string& tolerance : run.tolerances) json.value(std::string_view(tolerance));
  json.end_array().member("is_partial", run.is_partial).member("is_synthetic", run.is_synthetic);
  json.member("program_version", std::string_view(run.program_version)).member("state", std::string_view(run.state));
  json.member("form", std::string_view(run.form));
  json.member("created_at", std::string_view(run.created_at)).member("created_by", std::string_view(run.created_by));
  write_text_or_null(json, "finished_at", run.finished_at);
  json.end_object();
}

namespace {

void write_node_members(JsonWriter& json, const AreaNode& area) {
  json.member("code", std::string_view(area.code)).member("name", std::string_view(area.name));
  json.member("level", std::string_view(area.level));
  write_text_or_null(json, "parent", area.parent);
  json.member("has_children", area.has_children);
}

}  // namespace

void write_area_node(JsonWriter& json, const AreaNode& area) {
  json.begin_object();
  write_node_members(json, area);
  json.end_object();
}

void write_area_nodes(JsonWriter& json, std::string_view name, const std::vector<AreaNode>& areas) {
  json.key(name).begin_array();
  for (const AreaNode& area : areas) write_area_node(json, area);
  json.end_array();
}

}  // namespace junheng::report
