#include "junheng/ingest/mapped_source.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "junheng/core/text.h"

namespace junheng::ingest {

namespace {

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string number_text(double value) {
  char buffer[32];
  const auto [end, failure] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return failure == std::errc{} ? std::string(buffer, end) : std::string();
}

std::string_view cell(const SourceRow& row, std::uint32_t field) { return field < row.fields.size() ? trim(row.fields[field]) : std::string_view(); }

/// Makes the text of one of our cells in `out`.
void make_cell(const BoundColumn& bound, const SourceRow& row, std::string& out) {
  const MappedColumn& column = *bound.column;
  out.clear();
  switch (column.make) {
    case MappedColumn::Make::Constant: out = column.constant; return;
    case MappedColumn::Make::Join:
      for (std::size_t i = 0; i < bound.fields.size(); ++i) {
        if (i > 0) out += column.separator;
        out += cell(row, bound.fields[i]);
      }
      break;
    case MappedColumn::Make::Sum: {
      double sum = 0;
      for (const std::uint32_t field : bound.fields) {
        const auto part = number_in(cell(row, field));
        if (!part) {
          out = cell(row, field);
          return;
        }
        sum += *part;
      }
      out = number_text(column.factor * sum);
      return;
    }
    case MappedColumn::Make::Copy: out = cell(row, bound.fields.front()); break;
  }
  if (!column.values.empty() && (!out.empty() || column.values.contains(""))) {
    const auto named = column.values.find(out);
    if (named != column.values.end()) out = named->second;
    else if (column.has_others) out = column.others;
  }
  if (column.factor == 1) return;
  if (const auto value = number_in(out)) out = number_text(column.factor * *value);
}

}  // namespace

MappedSource::MappedSource(std::shared_ptr<const RowSource> source, std::vector<BoundColumn> columns, std::vector<BoundFilter> filters, bool is_distinct)
    : source_(std::move(source)), columns_(std::move(columns)), filters_(std::move(filters)), is_distinct_(is_distinct) {
  for (const BoundColumn& column : columns_) header_.push_back(column.column->to);
}

std::size_t MappedSource::row_bound(std::size_t chunk) const {
  if (!is_distinct_) return source_->row_bound(chunk);
  std::size_t rows = 0;
  for (std::size_t i = 0; i < source_->chunk_count(); ++i) rows += source_->row_bound(i);
  return rows;
}

std::optional<Location> MappedSource::locate(std::uint32_t row_number, std::size_t field) const {
  Location where{file(), sheet(), row_number, 0, header_[field]};
  if (!columns_[field].fields.empty()) {
    where.column = columns_[field].fields.front() + 1;
    where.header = source_->header()[columns_[field].fields.front()];
  }
  return where;
}

bool MappedSource::is_kept(const SourceRow& row) const {
  return std::ranges::all_of(filters_, [&](const BoundFilter& bound) {
    const bool is_named = std::ranges::find(bound.filter->values, cell(row, bound.field)) != bound.filter->values.end();
    return is_named == bound.filter->keeps;
  });
}

Result<void> MappedSource::read_plain(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const {
  std::vector<std::string> cells(columns_.size());
  std::vector<std::string_view> fields(columns_.size());
  return source_->read_chunk(chunk, [&](const SourceRow& row) {
    if (!is_kept(row)) return;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      make_cell(columns_[i], row, cells[i]);
      fields[i] = cells[i];
    }
    visit({row.number, fields, {}, row.is_refused});
  });
}

Result<void> MappedSource::read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const {
  if (!is_distinct_) return read_plain(chunk, visit);
  std::set<std::vector<std::string>> seen;
  for (std::size_t i = 0; i < source_->chunk_count(); ++i) {
    auto read = read_plain(i, [&](const SourceRow& row) {
      if (seen.emplace(row.fields.begin(), row.fields.end()).second) visit(row);
    });
    if (!read) return read;
  }
  return {};
}

}  // namespace junheng::ingest
