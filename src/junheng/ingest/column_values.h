#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/ingest/parsed_table.h"
#include "junheng/model/interned_column.h"

namespace junheng::ingest {

/// The codes of a column that may be absent, as typed values: nullopt where nothing is given.
template <typename T>
[[nodiscard]] std::vector<std::optional<T>> codes_of(const ParsedTable& table, std::string_view column_id) {
  std::vector<std::optional<T>> out(table.size());
  const ParsedColumn* column = table.find(column_id);
  if (column == nullptr) return out;
  for (std::size_t row = 0; row < out.size(); ++row)
    if (const std::uint32_t code = column->codes[row]; code != kNoCode) out[row] = T(code);
  return out;
}

/// The codes of a column that every row has.
template <typename T>
[[nodiscard]] std::vector<T> required_codes(const ParsedTable& table, std::string_view column_id) {
  std::vector<T> out;
  out.reserve(table.size());
  for (const std::uint32_t code : table.find(column_id)->codes) out.push_back(T(code));
  return out;
}

/// A column of numbers; NoColumn in every row where the files do not have it.
[[nodiscard]] inline model::NumberColumn numbers_of(ParsedTable& table, std::string_view column_id) {
  ParsedColumn* column = table.find(column_id);
  return column == nullptr ? model::NumberColumn(table.size(), model::Absence::NoColumn) : std::move(column->numbers);
}

/// A column of texts; empty in every row where the files do not have it.
[[nodiscard]] inline model::InternedColumn texts_of(ParsedTable& table, std::string_view column_id) {
  ParsedColumn* column = table.find(column_id);
  if (column != nullptr) return model::InternedColumn(std::exchange(column->texts, {}));
  model::InternedColumn out;
  for (std::size_t row = 0; row < table.size(); ++row) out.push({});
  return out;
}

}  // namespace junheng::ingest
