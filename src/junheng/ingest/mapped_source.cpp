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

/// A row with the numbers of a workbook, which come with a point, as texts of the source have them.
class TypedRow {
 public:
  const SourceRow& write(const SourceRow& row, DecimalMark mark) {
    if (mark == DecimalMark::Point || row.kinds.empty()) return row;
    texts_.resize(row.fields.size());
    fields_.assign(row.fields.begin(), row.fields.end());
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (row.kinds[i] == formats::CellKind::Text || !plain_number(fields_[i])) continue;
      texts_[i] = with_mark(std::string(fields_[i]), mark);
      fields_[i] = texts_[i];
    }
    row_ = row;
    row_.fields = fields_;
    return row_;
  }

 private:
  std::vector<std::string> texts_;
  std::vector<std::string_view> fields_;
  SourceRow row_;
};

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

/// Makes the text of one of our cells in `out`. The source column whose text is no number, where that keeps a sum from being formed.
std::optional<std::uint32_t> make_cell(const MadeColumn& bound, const SourceRow& row, DecimalMark mark, std::string& out) {
  const MappedColumn& column = *bound.column;
  out.clear();
  switch (column.make) {
    case MappedColumn::Make::Constant: out = column.constant; return std::nullopt;
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
      const ColumnTotal sum = add_up(
          bound.fields, bound.choices, [&](std::uint32_t field) { return cell(row, field); }, mark);
      if (sum.total) out = with_mark(formats::number_text(column.factor * *sum.total), mark);
      // An empty part leaves the sum empty, which is no fault.
      if (!sum.fault || sum.is_fault_empty) return std::nullopt;
      out = cell(row, *sum.fault);
      return sum.fault;
    }
    case MappedColumn::Make::Copy: out = cell(row, bound.fields.front()); break;
  }
  if (column.first > 0) shorten(out, column.first, column.then);
  if (!column.values.empty() && (!out.empty() || column.values.contains(""))) {
    const auto named = column.values.find(out);
    if (named != column.values.end()) out = named->second;
    else if (column.has_others) out = column.others;
  }
  if (column.factor == 1) return std::nullopt;
  if (const auto value = plain_number(out, mark)) out = with_mark(formats::number_text(column.factor * *value), mark);
  return std::nullopt;
}

/// The headers of a made column: "体育 + max(艺术, 音乐 + 美术)".
std::string headers_of(const MadeColumn& made, const std::vector<std::string>& header) {
  const auto sum = [&](const ColumnPlaces& columns) {
    std::string out;
    for (const std::uint32_t at : columns) out += (out.empty() ? "" : " + ") + header[at];
    return out;
  };
  std::string out = sum(made.fields);
  if (made.choices.empty()) return out;
  std::string choices;
  for (const ColumnPlaces& choice : made.choices) choices += (choices.empty() ? "" : ", ") + sum(choice);
  if (made.choices.size() > 1) choices = "max(" + choices + ")";
  return out + (out.empty() ? "" : " + ") + choices;
}

std::uint32_t first_place(const MadeColumn& made) { return made.fields.empty() ? made.choices.front().front() : made.fields.front(); }

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
  if (field >= rows_.columns.size()) return where;
  const MadeColumn& made = rows_.columns[field];
  if (made.fields.empty() && made.choices.empty()) return where;
  {
    const std::scoped_lock lock(faults_guard_);
    if (const auto fault = faults_.find({row_number, field}); fault != faults_.end()) {
      where.column = fault->second + 1;
      where.header = rows_.source->header()[fault->second];
      return where;
    }
  }
  where.column = first_place(made) + 1;
  where.header = headers_of(made, rows_.source->header());
  return where;
}

void MappedSource::note_fault(std::uint32_t row_number, std::size_t field, std::uint32_t column) const {
  const std::scoped_lock lock(faults_guard_);
  faults_.insert_or_assign({row_number, field}, column);
}

bool MappedSource::is_kept(const SourceRow& row) const {
  return std::ranges::none_of(rows_.filters, [&](const MadeFilter& made) { return leaves_out(made, row); });
}

Result<void> MappedSource::read_plain(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const {
  std::vector<std::string> cells(rows_.columns.size());
  std::vector<std::string_view> fields(header_.size());
  if (rows_.year) fields.back() = *rows_.year;
  TypedRow typed;
  return rows_.source->read_chunk(chunk, [&](const SourceRow& row) {
    if (!is_kept(row)) return;
    const SourceRow& written = typed.write(row, decimal_mark());
    for (std::size_t i = 0; i < rows_.columns.size(); ++i) {
      if (const auto fault = make_cell(rows_.columns[i], written, decimal_mark(), cells[i])) note_fault(row.number, i, *fault);
      fields[i] = cells[i];
    }
    visit({row.number, fields, {}, row.is_refused});
  });
}

Result<void> MappedSource::read_distinct(SeenRows& seen, const std::function<void(const SourceRow&)>& visit) const {
  for (std::size_t i = 0; i < rows_.source->chunk_count(); ++i) {
    auto read = read_plain(i, [&](const SourceRow& row) {
      const auto told = rows_.distinct_field ? row.fields.subspan(*rows_.distinct_field, 1) : row.fields;
      if (seen.emplace(told.begin(), told.end()).second) visit(row);
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
