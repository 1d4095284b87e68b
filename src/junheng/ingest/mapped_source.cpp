#include "junheng/ingest/mapped_source.h"

#include <algorithm>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/number_text.h"
#include "junheng/ingest/cell_parser.h"

namespace junheng::ingest {

namespace {

std::string_view cell(const SourceRow& row, std::uint32_t field) {
  return field < row.fields.size() ? trim(row.fields[field]) : std::string_view();
}

/// So many characters of a text, and what stands behind them; an empty text stays empty.
void shorten(std::string& text, std::uint32_t characters, const std::string& then) {
  if (text.empty()) return;
  std::size_t end = 0;
  const auto is_inside_character = [&] { return end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U; };
  for (std::uint32_t i = 0; i < characters && end < text.size(); ++i) {
    ++end;
    while (is_inside_character()) ++end;
  }
  text.resize(end);
  text += then;
}

/// The source column that keeps a sum from being formed: one with another text before one that is empty.
std::optional<std::uint32_t> part_without_number(const MadeColumn& bound, const SourceRow& row) {
  std::optional<std::uint32_t> empty;
  for (const std::uint32_t field : bound.fields) {
    const std::string_view text = cell(row, field);
    if (plain_number(text)) continue;
    if (!text.empty()) return field;
    if (!empty) empty = field;
  }
  return empty;
}

/// Makes the text of one of our cells in `out`. False if a sum could not be formed.
bool make_cell(const MadeColumn& bound, const SourceRow& row, std::string& out) {
  const MappedColumn& column = *bound.column;
  out.clear();
  switch (column.make) {
    case MappedColumn::Make::Constant: out = column.constant; return true;
    case MappedColumn::Make::Join:
      for (std::size_t i = 0; i < bound.fields.size(); ++i) {
        const std::string_view part = cell(row, bound.fields[i]);
        if (part.empty()) {
          out.clear();
          break;
        }
        if (i > 0) out += column.separator;
        out += part;
      }
      break;
    case MappedColumn::Make::Sum: {
      if (const auto fault = part_without_number(bound, row)) {
        out = cell(row, *fault);
        return false;
      }
      double sum = 0;
      for (const std::uint32_t field : bound.fields) sum += plain_number(cell(row, field)).value_or(0);
      out = formats::number_text(column.factor * sum);
      return true;
    }
    case MappedColumn::Make::Copy: out = cell(row, bound.fields.front()); break;
  }
  if (column.first > 0) shorten(out, column.first, column.then);
  if (!column.values.empty() && (!out.empty() || column.values.contains(""))) {
    const auto named = column.values.find(out);
    if (named != column.values.end()) out = named->second;
    else if (column.has_others) out = column.others;
  }
  if (column.factor == 1) return true;
  if (const auto value = plain_number(out)) out = formats::number_text(column.factor * *value);
  return true;
}

bool leaves_out(const MadeFilter& made, const SourceRow& row) {
  const auto& values = made.filter->values;
  const bool is_named = std::ranges::find(values, cell(row, made.field)) != values.end();
  return is_named != made.filter->keeps;
}

}  // namespace

MappedSource::MappedSource(MappedRows rows) : rows_(std::move(rows)) {
  for (const MadeColumn& column : rows_.columns) header_.push_back(column.column->to);
  if (rows_.year) header_.emplace_back("school_year");
}

std::size_t MappedSource::row_bound(std::size_t chunk) const {
  if (!rows_.is_distinct) return rows_.source->row_bound(chunk);
  std::size_t rows = 0;
  for (std::size_t i = 0; i < rows_.source->chunk_count(); ++i) rows += rows_.source->row_bound(i);
  return rows;
}

std::optional<Location> MappedSource::locate(std::uint32_t row_number, std::size_t field) const {
  Location where{file(), sheet(), row_number, 0, header_[field]};
  if (field >= rows_.columns.size() || rows_.columns[field].fields.empty()) return where;
  const auto& fields = rows_.columns[field].fields;
  {
    const std::scoped_lock lock(faults_guard_);
    if (const auto fault = faults_.find({row_number, field}); fault != faults_.end()) {
      where.column = fault->second + 1;
      where.header = rows_.source->header()[fault->second];
      return where;
    }
  }
  where.column = fields.front() + 1;
  where.header.clear();
  for (const std::uint32_t at : fields) where.header += (where.header.empty() ? "" : " + ") + rows_.source->header()[at];
  return where;
}

void MappedSource::note_fault(const SourceRow& row, std::size_t field) const {
  const MadeColumn& made = rows_.columns[field];
  if (made.column->make != MappedColumn::Make::Sum || made.fields.size() < 2) return;
  const auto fault = part_without_number(made, row);
  // An empty part leaves the sum empty, which is no fault.
  if (!fault || cell(row, *fault).empty()) return;
  const std::scoped_lock lock(faults_guard_);
  faults_.insert_or_assign({row.number, field}, *fault);
}

bool MappedSource::is_kept(const SourceRow& row) const {
  return std::ranges::none_of(rows_.filters, [&](const MadeFilter& made) { return leaves_out(made, row); });
}

Result<void> MappedSource::read_plain(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const {
  std::vector<std::string> cells(rows_.columns.size());
  std::vector<std::string_view> fields(header_.size());
  if (rows_.year) fields.back() = *rows_.year;
  return rows_.source->read_chunk(chunk, [&](const SourceRow& row) {
    if (!is_kept(row)) return;
    for (std::size_t i = 0; i < rows_.columns.size(); ++i) {
      if (!make_cell(rows_.columns[i], row, cells[i])) note_fault(row, i);
      fields[i] = cells[i];
    }
    visit({row.number, fields, {}, row.is_refused});
  });
}

Result<void> MappedSource::read_distinct(SeenRows& seen, const std::function<void(const SourceRow&)>& visit) const {
  for (std::size_t i = 0; i < rows_.source->chunk_count(); ++i) {
    auto read = read_plain(i, [&](const SourceRow& row) {
      if (seen.emplace(row.fields.begin(), row.fields.end()).second) visit(row);
    });
    if (!read) return read;
  }
  return {};
}

Result<void> MappedSource::read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const {
  if (!rows_.is_distinct) return read_plain(chunk, visit);
  SeenRows seen;
  for (const MappedSource* earlier : rows_.earlier) {
    auto read = earlier->read_distinct(seen, [](const SourceRow&) {});
    if (!read) return read;
  }
  return read_distinct(seen, visit);
}

Result<std::vector<Issue>> note_rows_left_out(const RowSource& source, const std::vector<MadeFilter>& filters) {
  std::vector<Issue> notes;
  if (std::ranges::none_of(filters, [](const MadeFilter& made) { return made.filter->is_noted; })) return notes;
  for (std::size_t i = 0; i < source.chunk_count(); ++i) {
    auto read = source.read_chunk(i, [&](const SourceRow& row) {
      for (const MadeFilter& made : filters) {
        if (!made.filter->is_noted || !leaves_out(made, row)) continue;
        const std::string& header = source.header()[made.field];
        notes.push_back(make_issue(Code::MappingRowLeftOut, Location{source.file(), source.sheet(), row.number, made.field + 1, header},
                                   std::string(cell(row, made.field)), {{"column", header}}));
      }
    });
    if (!read) return fail(std::move(read.error()));
  }
  return notes;
}

}  // namespace junheng::ingest
