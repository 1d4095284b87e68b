#include "junheng/standards/size_table.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/model/schema.h"
#include "junheng/standards/lint.h"
#include "junheng/standards/value_reader.h"

namespace junheng::standards {

namespace {

SizeRow read_row(formats::TomlReader& table) {
  SizeRow row;
  row.line = table.line();
  row.kind = static_cast<int>(table.number("kind"));
  row.set = table.text("set");
  row.settings = read_codes(table, "settings");
  row.from = table.date("from");
  row.status = read_status(table);
  row.source = read_source(table);
  row.classes = table.numbers_or_empty("classes");
  row.values = table.numbers_or_empty("values");
  table.finish();
  return row;
}

template <typename Codes>
void lint_code(PackDraft& draft, std::uint32_t line, int code, const Codes& list, std::string_view list_name) {
  const std::string word = fmt::format("{}", code);
  if (std::ranges::find(list, word, &model::CodeName::code) == list.end())
    draft.report(Code::CodeNotInList, line, word, {{"list", std::string(list_name)}});
}

/// `is_strict`: of two equal numbers the second one is out of order too.
void lint_order(PackDraft& draft, const SizeRow& row, const std::vector<double>& numbers, std::string_view key, bool is_strict) {
  for (std::size_t i = 1; i < numbers.size(); ++i)
    if (numbers[i] < numbers[i - 1] || (is_strict && numbers[i] == numbers[i - 1]))
      draft.report(Code::SizeTableOrder, row.line, fmt::format("{}", numbers[i]),
                   {{"key", std::string(key)}, {"before", fmt::format("{}", numbers[i - 1])}});
}

}  // namespace

const SizeRow* SizeTable::row(int kind, std::string_view set, const Date& on) const {
  const SizeRow* found = nullptr;
  for (const SizeRow& each : rows)
    if (each.kind == kind && each.set == set && each.from <= on && (found == nullptr || found->from < each.from)) found = &each;
  return found;
}

SizeBounds bounds_at(const SizeRow& row, double classes) {
  const auto above = std::ranges::lower_bound(row.classes, classes);
  if (above == row.classes.end()) return {};
  const auto at = static_cast<std::size_t>(above - row.classes.begin());
  if (*above == classes) return {row.values[at], row.values[at]};
  if (at == 0) return {};
  return {row.values[at - 1], row.values[at]};
}

SizeTable read_size_table(formats::TomlReader& table) {
  SizeTable out;
  out.line = table.line();
  out.id = read_id(table);
  out.title = table.bilingual("title");
  out.unit = table.text("unit");
  for (formats::TomlReader& row : table.tables("row")) out.rows.push_back(read_row(row));
  table.finish();
  return out;
}

void lint_size_table(PackDraft& draft, const SizeTable& table) {
  lint_unit(draft, table.line, table.unit);
  for (const SizeRow& row : table.rows) {
    lint_code(draft, row.line, row.kind, model::school_kinds(), "GB/T 33782 (211, 218, 312, ...)");
    for (const int setting : row.settings) lint_code(draft, row.line, setting, model::setting_codes(), "111, 112, 121, 122, 123, 210, 220");
    if (row.classes.empty() || row.classes.size() != row.values.size())
      draft.report(Code::SizeTableUneven, row.line, table.id,
                   {{"classes", fmt::format("{}", row.classes.size())}, {"values", fmt::format("{}", row.values.size())}});
    lint_order(draft, row, row.classes, "classes", true);
    lint_order(draft, row, row.values, "values", false);
    if (row.source.document.empty() || row.source.clause.empty())
      draft.report(Code::ValueWithoutSource, row.line, row.source.document.empty() ? "document" : "clause", {{"owner", table.id}});
  }
}

}  // namespace junheng::standards
