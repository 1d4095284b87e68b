#include "junheng/ingest/parsed_table.h"

#include <algorithm>

namespace junheng::ingest {

namespace {

template <typename T>
void erase_rejected(std::vector<T>& values, const std::vector<std::uint8_t>& rejected) {
  std::size_t kept = 0;
  for (std::size_t row = 0; row < values.size(); ++row)
    if (rejected[row] == 0) values[kept++] = values[row];
  values.resize(kept);
}

}  // namespace

void ParsedColumn::append(ParsedColumn&& chunk) {
  switch (layout.keeping) {
    case Keeping::Nothing: return;
    case Keeping::Numbers:
      numbers.append(chunk.numbers);
      decimals.insert(decimals.end(), chunk.decimals.begin(), chunk.decimals.end());
      break;
    case Keeping::Texts: texts.append(chunk.texts); break;
    case Keeping::Codes: codes.insert(codes.end(), chunk.codes.begin(), chunk.codes.end()); break;
  }
  chunk = {};
}

void ParsedColumn::keep_rows(const std::vector<std::uint8_t>& rejected) {
  switch (layout.keeping) {
    case Keeping::Nothing: return;
    case Keeping::Codes: erase_rejected(codes, rejected); return;
    case Keeping::Numbers: {
      model::NumberColumn kept;
      for (std::size_t row = 0; row < numbers.size(); ++row)
        if (rejected[row] == 0) kept.push(numbers.at(row));
      numbers = std::move(kept);
      if (layout.keeps_decimals) erase_rejected(decimals, rejected);
      return;
    }
    case Keeping::Texts: {
      model::TextColumn kept;
      for (std::size_t row = 0; row < texts.size(); ++row)
        if (rejected[row] == 0) kept.push(texts.at(row));
      texts = std::move(kept);
      return;
    }
  }
}

ParsedColumn* ParsedTable::find(std::string_view column_id) {
  const auto found = std::ranges::find_if(columns, [&](const ParsedColumn& column) { return column.layout.spec->id == column_id; });
  return found == columns.end() ? nullptr : &*found;
}

const ParsedColumn* ParsedTable::find(std::string_view column_id) const {
  const auto found = std::ranges::find_if(columns, [&](const ParsedColumn& column) { return column.layout.spec->id == column_id; });
  return found == columns.end() ? nullptr : &*found;
}

const ParsedTable::Part& ParsedTable::part_of(std::size_t row) const { return *std::ranges::upper_bound(parts, row, {}, &Part::end); }

bool ParsedTable::has_rejected_rows() const { return std::ranges::find(rejected, std::uint8_t{1}) != rejected.end(); }

Location ParsedTable::locate(std::size_t row, std::string_view column_id) const {
  const Part& part = part_of(row);
  const std::uint32_t number = row_numbers[row];
  Location where{part.rows->file(), part.rows->sheet(), number, 0, std::string(column_id)};
  // Rows put together from cells here and there have no line of their own.
  if (column_id.empty() && !part.rows->is_line_by_line() && part.rows->locate(number, 0)) where.row = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].layout.spec->id != column_id || !part.fields[i]) continue;
    const std::uint32_t field = *part.fields[i];
    if (auto exact = part.rows->locate(number, field)) return *exact;
    where.column = field + 1;
    where.header = part.rows->header()[field];
  }
  return where;
}

void ParsedTable::reject(std::size_t row, std::string_view column_id, Code code, std::string value, Params params,
                         std::vector<Issue>& issues) {
  issues.push_back(make_issue(code, locate(row, column_id), std::move(value), std::move(params)));
  rejected[row] = 1;
}

void ParsedTable::drop_rejected() {
  if (!has_rejected_rows()) return;
  for (ParsedColumn& column : columns) column.keep_rows(rejected);
  std::size_t begin = 0;
  std::size_t dropped = 0;
  for (Part& part : parts) {
    dropped += static_cast<std::size_t>(std::count(rejected.begin() + static_cast<std::ptrdiff_t>(begin),
                                                   rejected.begin() + static_cast<std::ptrdiff_t>(part.end), std::uint8_t{1}));
    begin = part.end;
    part.end -= dropped;
  }
  erase_rejected(row_numbers, rejected);
  rejected.assign(row_numbers.size(), 0);
}

model::TableOrigin ParsedTable::origin() const {
  model::TableOrigin out;
  std::size_t row = 0;
  for (const Part& part : parts) {
    model::OriginFile file{part.rows->file(), part.rows->sheet(), {}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!part.fields[i]) continue;
      const std::uint32_t field = *part.fields[i];
      // A mapped column stands under another header and elsewhere than in our order.
      const auto mapped = part.rows->locate(1, field);
      file.headers.push_back({std::string(columns[i].layout.spec->id), mapped ? mapped->header : part.rows->header()[field],
                              mapped ? mapped->column : field + 1});
    }
    const std::uint16_t index = out.add_file(std::move(file));
    for (; row < part.end; ++row) {
      out.add_row(index, row_numbers[row]);
      if (part.rows->is_line_by_line()) continue;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!part.fields[i]) continue;
        if (auto where = part.rows->locate(row_numbers[row], *part.fields[i]))
          out.set_cell(RowIndex(row), columns[i].layout.spec->id, std::move(*where));
      }
    }
  }
  return out;
}

}  // namespace junheng::ingest
