#include "junheng/ingest/mapping_file.h"

#include <algorithm>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/toml.h"
#include "junheng/ingest/cell_parser.h"
#include "junheng/ingest/source_set.h"
#include "junheng/model/schema.h"

namespace junheng::ingest {

namespace {

using formats::TomlReader;

NamedColumns all_names_in(const std::vector<std::string>& headers) {
  NamedColumns out;
  for (const std::string& header : headers) out.push_back(names_in(header));
  return out;
}

MappedColumn read_column(TomlReader& reader) {
  MappedColumn column;
  column.to = reader.text("to");
  if (reader.has("value")) {
    column.make = MappedColumn::Make::Constant;
    column.constant = reader.text("value");
  } else if (reader.has("sum") || reader.has("larger_of")) {
    column.make = MappedColumn::Make::Sum;
    column.from = all_names_in(reader.texts_or_empty("sum"));
    column.larger_of = read_choices(reader);
  } else if (reader.has("join")) {
    column.make = MappedColumn::Make::Join;
    column.from = all_names_in(reader.texts("join"));
    column.separator = reader.text_or("separator", "-");
  } else {
    column.from = {names_in(reader.text("from"))};
  }
  column.is_optional = reader.flag_or("optional", false);
  column.factor = reader.maybe_number("factor").value_or(1);
  if (auto values = reader.table("values"))
    for (const auto& [key, value] : TomlReader(*values).rest()) column.values[key] = values->text(key);
  column.has_others = reader.has("others");
  if (column.has_others) column.others = reader.text("others");
  if (reader.has("first")) {
    constexpr std::int64_t kMostCharacters = 100;
    const std::int64_t first = reader.integer_or("first", 0);
    if (first < 1 || first > kMostCharacters) reader.report(Code::MappingFirstRange, std::to_string(first), {}, "first");
    else column.first = static_cast<std::uint32_t>(first);
    column.then = reader.text_or("then", "");
  }
  reader.finish();
  return column;
}

/// Columns of a [[table]] or [[table.wide]], each checked against the table's layout.
std::vector<MappedColumn> read_columns(TomlReader& reader, const model::TableSpec* spec, std::vector<std::string>& taken) {
  std::vector<MappedColumn> columns;
  for (TomlReader& entry : reader.tables("column")) {
    MappedColumn column = read_column(entry);
    if (spec != nullptr && spec->column(column.to) == nullptr)
      entry.report(Code::MappingColumnUnknown, column.to, {{"table", std::string(spec->id)}}, "to");
    if (std::ranges::find(taken, column.to) != taken.end()) entry.report(Code::MappingColumnTwice, column.to, {}, "to");
    taken.push_back(column.to);
    columns.push_back(std::move(column));
  }
  return columns;
}

void check_required(TomlReader& reader, const model::TableSpec& spec, const MappedTable& table) {
  const auto makes = [](const std::vector<MappedColumn>& columns, const model::ColumnSpec& column) {
    return std::ranges::any_of(columns, [&](const MappedColumn& made) { return made.to == column.id || made.to == column.zh; });
  };
  for (const model::ColumnSpec& column : spec.columns) {
    if (!column.is_required || makes(table.columns, column)) continue;
    const bool is_wide =
        !table.wide.empty() && std::ranges::all_of(table.wide, [&](const auto& columns) { return makes(columns, column); });
    if (!is_wide) reader.report(Code::MappingColumnMissing, std::string(column.id), {{"table", std::string(spec.id)}});
  }
}

MappedTable read_table(TomlReader& reader) {
  MappedTable table;
  table.table = reader.text("table");
  table.from = names_in(reader.text_or("from", ""));
  table.distinct_by = reader.text_or("distinct_by", "");
  table.is_distinct = reader.flag_or("distinct", false) || !table.distinct_by.empty();
  const model::TableSpec* spec = model::find_table(table.table);
  if (spec == nullptr) reader.report(Code::MappingTableUnknown, table.table, {}, "table");
  for (TomlReader& entry : reader.tables("where")) {
    RowFilter filter;
    filter.column = names_in(entry.text("column"));
    filter.keeps = !entry.has("is_not");
    filter.values = entry.texts(filter.keeps ? "is" : "is_not");
    filter.is_optional = entry.flag_or("optional", false);
    filter.is_noted = entry.flag_or("noted", false);
    entry.finish();
    table.filters.push_back(std::move(filter));
  }
  std::vector<std::string> taken;
  table.columns = read_columns(reader, spec, taken);
  for (TomlReader& entry : reader.tables("wide")) {
    std::vector<std::string> with_wide = taken;
    table.wide.push_back(read_columns(entry, spec, with_wide));
    entry.finish();
  }
  if (table.columns.empty()) reader.report(Code::MappingTableEmpty, table.table);
  else if (spec != nullptr) check_required(reader, *spec, table);
  reader.finish();
  return table;
}

model::Manifest read_manifest(TomlReader& reader) {
  model::Manifest manifest;
  manifest.title = reader.text("title");
  manifest.source = reader.text("source");
  manifest.licence = reader.text_or("licence", "");
  manifest.is_synthetic = reader.flag_or("synthetic", false);
  manifest.country = reader.text_or("country", "");
  const auto year = reader.integer_or("school_year", 0);
  if (year != 0) manifest.default_year = SchoolYear{static_cast<int>(year)};
  reader.finish();
  return manifest;
}

/// One of the characters that part the columns of CSV files.
char read_separator(TomlReader& reader) {
  const std::string written = reader.text_or("separator", ",");
  if (written == "," || written == ";" || written == "|" || written == "\t") return written.front();
  reader.report(Code::MappingSeparatorUnknown, written, {}, "separator");
  return formats::kComma;
}

/// Numbers in a mapping file have a point, as in TOML; what stands for a cell is written as the cells are.
void write_with_mark(MappedTable& table, DecimalMark mark) {
  const model::TableSpec* spec = model::find_table(table.table);
  const auto rewrite = [&](std::string& text) {
    if (plain_number(text)) text = with_mark(std::move(text), mark);
  };
  const auto rewrite_all = [&](std::vector<MappedColumn>& columns) {
    for (MappedColumn& column : columns) {
      const model::ColumnSpec* made = spec == nullptr ? nullptr : spec->column(column.to);
      if (made == nullptr || made->type != model::ColumnType::Number) continue;
      rewrite(column.constant);
      rewrite(column.others);
      for (auto& [from, to] : column.values) rewrite(to);
    }
  };
  rewrite_all(table.columns);
  for (auto& columns : table.wide) rewrite_all(columns);
}

}  // namespace

MappingFile read_mapping(std::string_view text, const std::string& name, std::vector<Issue>& issues) {
  MappingFile mapping;
  auto parsed = formats::parse_toml(text, name);
  if (!parsed) {
    issues.push_back(issue_of(parsed.error(), Location{name, "", 0, 0, ""}));
    return mapping;
  }
  TomlReader top(*parsed, name, issues);
  bool is_of_forms = false;
  if (auto head = top.table("mapping")) {
    mapping.id = head->text("id");
    is_of_forms = head->one_of("kind", {"plain", "forms"}, "plain") == "forms";
    mapping.title = head->bilingual("title");
    if (!is_of_forms) {
      mapping.header_key = names_in(head->text_or("header_key", ""));
      mapping.separator = read_separator(*head);
      mapping.decimal_mark = head->flag_or("decimal_comma", false) ? DecimalMark::Comma : DecimalMark::Point;
    }
    head->finish();
  } else {
    top.report(Code::TomlMissingKey, "", {{"key", "mapping"}, {"expected_zh", "表"}, {"expected_en", "a table"}});
  }
  if (auto manifest = top.table("dataset")) mapping.manifest = read_manifest(*manifest);
  if (is_of_forms) {
    mapping.forms = read_form_mapping(top);
  } else {
    for (TomlReader& table : top.tables("table")) mapping.tables.push_back(read_table(table));
    if (!top.has("table"))
      top.report(Code::TomlMissingKey, "", {{"key", "table"}, {"expected_zh", "[[table]]"}, {"expected_en", "[[table]]"}});
  }
  for (MappedTable& table : mapping.tables) write_with_mark(table, mapping.decimal_mark);
  top.finish();
  return mapping;
}

}  // namespace junheng::ingest
