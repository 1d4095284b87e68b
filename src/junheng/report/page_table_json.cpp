#include "junheng/report/page_table_json.h"

#include "junheng/formats/json_writer.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;

void write_cell(JsonWriter& json, const TableCell& cell) {
  json.begin_object().member("text", std::string_view(cell.text)).member("number", cell.number);
  json.member("mark", std::string_view(cell.mark)).end_object();
}

}  // namespace

void write_page_table(JsonWriter& json, const ReportTable& table, std::string_view id, const PageTableGroup& group) {
  json.begin_object().member("id", id).member("group", std::string_view(group.id));
  json.member("group_title", std::string_view(group.title))
      .member("title", std::string_view(table.title))
      .member("lead", std::string_view(table.lead));
  json.key("columns").begin_array();
  for (const TableColumn& column : table.columns) {
    json.begin_object().member("title", std::string_view(column.title));
    json.member("align", column.align == ColumnAlign::Right ? "right" : "left").end_object();
  }
  json.end_array().key("rows").begin_array();
  for (const auto& row : table.rows) {
    json.begin_array();
    for (const TableCell& cell : row) write_cell(json, cell);
    json.end_array();
  }
  json.end_array().key("notes").begin_array();
  for (const std::string& note : table.notes) json.value(std::string_view(note));
  json.end_array().end_object();
}

}  // namespace junheng::report
