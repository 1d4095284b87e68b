#include "junheng/ingest/form_mapping.h"

#include <algorithm>
#include <string_view>

#include "junheng/core/codes.h"
#include "junheng/model/schema.h"

namespace junheng::ingest {

namespace {

using formats::TomlReader;

bool is_code(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

FormCell read_cell(TomlReader& reader, const std::string& default_form) {
  FormCell cell;
  cell.to = reader.text("to");
  cell.forms = names_in(default_form.empty() ? reader.text("form") : reader.text_or("form", default_form));
  cell.block = reader.text_or("block", "");
  const std::string row = reader.text_or("row", "");
  if (is_code(row)) cell.row_code = row;
  else cell.row_names = names_in(row);
  if (reader.has("column")) cell.sum.push_back(names_in(reader.text("column")));
  for (const std::string& part : reader.texts_or_empty("sum")) cell.sum.push_back(names_in(part));
  cell.larger_of = read_choices(reader);
  cell.factor = reader.maybe_number("factor").value_or(1);
  cell.is_money = reader.flag_or("is_money", false);
  cell.is_optional = reader.flag_or("optional", false);
  reader.finish();
  return cell;
}

FormStage read_stage(TomlReader& reader) {
  const std::string stage = reader.one_of("stage", {"primary", "junior", "school"}, "school");
  if (stage == "primary") return FormStage::Primary;
  return stage == "junior" ? FormStage::Junior : FormStage::WholeSchool;
}

/// Reports a column that the table does not have, or that was named before.
void check_column(TomlReader& reader, const std::string& column, const model::TableSpec* table, std::vector<std::string>& taken,
                  std::string_view key) {
  if (table != nullptr && table->column(column) == nullptr)
    reader.report(Code::MappingColumnUnknown, column, {{"table", std::string(table->id)}}, key);
  if (std::ranges::find(taken, column) != taken.end()) reader.report(Code::MappingColumnTwice, column, {}, key);
  taken.push_back(column);
}

FormRow read_row(TomlReader& reader) {
  FormRow row;
  row.table = reader.text("table");
  row.stage = read_stage(reader);
  const model::TableSpec* table = model::find_table(row.table);
  if (table == nullptr) reader.report(Code::MappingTableUnknown, row.table, {}, "table");
  else if (table->column("school_id") == nullptr) reader.report(Code::MappingTableUnfit, row.table, {}, "table");
  std::vector<std::string> taken = {"school_id", "school_year"};
  if (table != nullptr && table->column("stage") != nullptr) taken.emplace_back("stage");
  if (auto fixed = reader.table("fixed")) {
    for (const auto& [column, value] : TomlReader(*fixed).rest()) {
      check_column(*fixed, column, table, taken, column);
      row.fixed.emplace_back(column, fixed->text(column));
    }
  }
  const std::string form = reader.text_or("form", "");
  for (TomlReader& entry : reader.tables("cells")) {
    row.cells.push_back(read_cell(entry, form));
    check_column(entry, row.cells.back().to, table, taken, "to");
  }
  if (row.cells.empty()) reader.report(Code::MappingTableEmpty, row.table);
  reader.finish();
  return row;
}

}  // namespace

FormMapping read_form_mapping(TomlReader& top) {
  FormMapping mapping;
  mapping.blocks = top.texts_or_empty("blocks");
  mapping.school_forms = top.texts_or_empty("school_forms");
  std::vector<std::string> taken;
  for (TomlReader& entry : top.tables("school")) {
    mapping.school.push_back({entry.text("to"), names_in(entry.text("label"))});
    check_column(entry, mapping.school.back().to, model::find_table("schools"), taken, "to");
    entry.finish();
  }
  for (TomlReader& entry : top.tables("row")) mapping.rows.push_back(read_row(entry));
  return mapping;
}

}  // namespace junheng::ingest
