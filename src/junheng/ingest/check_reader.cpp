#include "junheng/ingest/check_reader.h"

#include <algorithm>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/number_text.h"
#include "junheng/model/schema.h"

namespace junheng::ingest {

namespace {

template <typename Range>
std::string joined(const Range& words) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

bool holds_numbers(model::ColumnType type) {
  using enum model::ColumnType;
  return type == Number || type == Count || type == Year || type == Flag;
}

/// "A1" ... "V6": a letter and a number, as packs name their items.
bool is_item_id(std::string_view text) {
  return text.size() >= 2 && text[0] >= 'A' && text[0] <= 'Z' &&
         std::ranges::all_of(text.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> number_columns(const model::TableSpec& table) {
  std::vector<std::string> out;
  for (const auto& columns : {table.columns, table.measures})
    for (const model::ColumnSpec& column : columns)
      if (holds_numbers(column.type)) out.emplace_back(column.id);
  return out;
}

/// "Did you mean ...?" in both languages, empty where nothing is near.
Params likely(const std::string& word, const std::vector<std::string>& known) {
  const auto found = nearest(word, known);
  return {{"likely_zh", found ? "是否应为“" + *found + "”？" : ""}, {"likely_en", found ? "Did you mean '" + *found + "'? " : ""}};
}

}  // namespace

std::string CheckReader::table(std::initializer_list<std::string_view> allowed) {
  table_ = word("table", allowed);
  return table_.empty() ? std::string(*allowed.begin()) : table_;
}

std::string CheckReader::fixed_table(std::string_view id) {
  table_ = id;
  return table_;
}

std::string CheckReader::word(std::string_view key, std::span<const std::string_view> allowed) {
  std::string found = toml_.text(key);
  if (found.empty() || std::ranges::find(allowed, found) != allowed.end()) return found;
  toml_.report(Code::TomlNotOneOf, found, {{"allowed", joined(allowed)}}, key);
  return {};
}

bool CheckReader::is_column(std::string_view key, std::string_view table, const std::string& id) {
  const model::TableSpec* spec = model::find_table(table);
  const std::vector<std::string> known = number_columns(*spec);
  if (std::ranges::find(known, id) != known.end()) return true;
  Params params = likely(id, known);
  params.emplace_back("table", table);
  toml_.report(Code::CheckUnknownColumn, id, std::move(params), key);
  return false;
}

std::string CheckReader::column(std::string_view key, std::string_view table) {
  std::string id = toml_.text(key);
  if (!id.empty()) is_column(key, table, id);
  return id;
}

std::string CheckReader::column_or_empty(std::string_view key, std::string_view table) {
  std::string id = toml_.text_or(key, "");
  if (!id.empty()) is_column(key, table, id);
  return id;
}

std::vector<std::string> CheckReader::columns(std::string_view key, std::string_view table, std::size_t least) {
  std::vector<std::string> ids = toml_.texts(key);
  for (const std::string& id : ids) is_column(key, table, id);
  if (toml_.has(key) && ids.size() < least)
    toml_.report(Code::CheckTooFewColumns, std::to_string(ids.size()), {{"least", std::to_string(least)}}, key);
  return ids;
}

void CheckReader::lint_item(std::string_view key, const std::string& id) {
  if (is_item_id(id) || model::find_area_measure(id) != nullptr) return;
  std::vector<std::string> known;
  for (const model::ColumnSpec& measure : model::area_measures()) known.emplace_back(measure.id);
  toml_.report(Code::CheckUnknownItem, id, likely(id, known), key);
}

std::vector<std::string> CheckReader::items(std::string_view key) {
  std::vector<std::string> ids = texts(key);
  for (const std::string& id : ids) lint_item(key, id);
  return ids;
}

std::string CheckReader::item(std::string_view key) {
  std::string id = toml_.text(key);
  if (!id.empty()) lint_item(key, id);
  return id;
}

double CheckReader::number_above(std::string_view key, double bound) {
  const double number = toml_.number(key);
  if (toml_.has(key) && !(number > bound))
    toml_.report(Code::CheckNumberTooSmall, formats::number_text(number),
                 {{"bound", formats::number_text(bound)}, {"relation_zh", "大于"}, {"relation_en", "above"}}, key);
  return number;
}

double CheckReader::number_or(std::string_view key, double fallback, double bound) {
  const auto number = toml_.maybe_number(key);
  if (number && *number < bound)
    toml_.report(Code::CheckNumberTooSmall, formats::number_text(*number),
                 {{"bound", formats::number_text(bound)}, {"relation_zh", "不小于"}, {"relation_en", "at least"}}, key);
  return number.value_or(fallback);
}

std::vector<std::string> CheckReader::texts(std::string_view key) {
  std::vector<std::string> out = toml_.texts(key);
  if (toml_.has(key) && out.empty()) toml_.report(Code::CheckTooFewColumns, "0", {{"least", "1"}}, key);
  return out;
}

}  // namespace junheng::ingest
