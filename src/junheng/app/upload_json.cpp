#include "junheng/app/upload_json.h"

#include <string>
#include <string_view>

#include "junheng/model/schema.h"
#include "junheng/report/json_report.h"
#include "junheng/report/missing_thing.h"

namespace junheng::app {

using formats::JsonWriter;

namespace {

std::string table_name(const std::string& id, Lang lang) {
  const model::TableSpec* table = model::find_table(id);
  return lang == Lang::Zh && table != nullptr ? std::string(table->zh) : report::missing_thing(id, lang);
}

/// A column's name as its table has it: `name` of areas is not that of schools.
std::string column_name(const std::string& table_id, const std::string& id, Lang lang) {
  const model::TableSpec* table = model::find_table(table_id);
  const model::ColumnSpec* column = table == nullptr ? nullptr : table->column(id);
  return lang == Lang::Zh && column != nullptr && !column->zh.empty() ? std::string(column->zh) : report::missing_thing(id, lang);
}

void write_differences(JsonWriter& json, std::string_view name, const std::vector<SchoolDifference>& schools) {
  json.key(name).begin_array();
  for (const SchoolDifference& school : schools) {
    json.begin_object().member("school_id", std::string_view(school.school_id)).member("name", std::string_view(school.name));
    json.member("area_code", std::string_view(school.area_code));
    if (!school.before.empty()) json.member("before", std::string_view(school.before));
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void write_reconciliation(JsonWriter& json, const std::optional<Reconciliation>& found) {
  json.key("reconciliation");
  if (!found) {
    json.null();
    return;
  }
  json.begin_object().member("previous_snapshot", found->previous_snapshot);
  json.member("previous_name", std::string_view(found->previous_name));
  json.member("schools_now", found->schools_now).member("schools_before", found->schools_before);
  write_differences(json, "added", found->added);
  write_differences(json, "gone", found->gone);
  write_differences(json, "moved", found->moved);
  write_differences(json, "renamed", found->renamed);
  json.end_object();
}

void write_counts(formats::JsonWriter& json, const IssueCounts& counts) {
  json.key("counts").begin_object().member("errors", counts.errors).member("warnings", counts.warnings);
  json.member("infos", counts.infos).end_object();
}

void write_same_files(JsonWriter& json, const std::optional<SameFiles>& found) {
  json.key("same_files");
  if (!found) {
    json.null();
    return;
  }
  json.begin_object().member("snapshot_id", found->snapshot_id).member("name", std::string_view(found->name));
  json.member("imported_at", std::string_view(to_string(found->imported))).member("imported_by", std::string_view(found->by)).end_object();
}

void write_needs(JsonWriter& json, const std::vector<PreviewNeeds>& needs, Lang lang) {
  json.key("needs").begin_array();
  for (const PreviewNeeds& each : needs) {
    json.begin_object().member("standard", std::string_view(each.standard)).member("total", each.total).key("notes");
    report::write_findings(json, each.notes, lang);
    json.end_object();
  }
  json.end_array();
}

void write_tables(JsonWriter& json, const std::vector<PreviewTable>& tables, Lang lang) {
  json.key("tables").begin_array();
  for (const PreviewTable& table : tables) {
    json.begin_object().member("table", std::string_view(table.table)).member("name", std::string_view(table_name(table.table, lang)));
    json.member("file", std::string_view(table.file)).member("sheet", std::string_view(table.sheet)).member("rows", table.rows);
    json.key("columns").begin_array();
    for (const PreviewColumn& column : table.columns) {
      json.begin_object().member("header", std::string_view(column.header)).key("column_id");
      if (column.column_id.empty()) json.null();
      else json.value(std::string_view(column.column_id));
      json.member("name", std::string_view(column.column_id.empty() ? "" : column_name(table.table, column.column_id, lang))).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_unknown_headers(JsonWriter& json, const std::vector<PreviewHeader>& headers, Lang lang) {
  json.key("unknown_headers").begin_array();
  for (const PreviewHeader& header : headers) {
    json.begin_object().member("table", std::string_view(header.table)).member("file", std::string_view(header.file));
    json.member("sheet", std::string_view(header.sheet)).member("header", std::string_view(header.header)).member("column", header.column);
    json.key("suggestions").begin_array();
    for (const std::string& id : header.suggestions)
      json.begin_object()
          .member("id", std::string_view(id))
          .member("name", std::string_view(column_name(header.table, id, lang)))
          .end_object();
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace junheng::app
