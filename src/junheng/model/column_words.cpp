#include "junheng/model/column_words.h"

#include <fmt/format.h>

#include "junheng/model/schema.h"

namespace junheng::model {

std::string column_words(std::string_view table, std::span<const std::string_view> columns, Lang lang) {
  const TableSpec* spec = find_table(table);
  std::string out;
  for (const std::string_view id : columns) {
    if (!out.empty()) out += lang == Lang::Zh ? "、" : ", ";
    const ColumnSpec* column = spec == nullptr ? nullptr : spec->column(id);
    out += lang == Lang::Zh && column != nullptr ? fmt::format("{}（{}）", column->zh, id) : std::string(id);
  }
  return out;
}

}  // namespace junheng::model
