#include "junheng/ingest/csv_source.h"

#include <algorithm>

namespace junheng::ingest {

Result<void> CsvSource::read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const {
  SourceRow row;
  return csv_.read_chunk(chunk, [&](const formats::CsvRow& line) {
    if (line.number <= header_rows_) return;
    row.number = line.number;
    row.fields = line.fields;
    visit(row);
  });
}

Result<HeadRows> head_rows(const formats::CsvFile& file) {
  HeadRows rows = {file.header()};
  if (file.chunk_count() == 0) return rows;
  auto read = file.read_chunk(0, [&](const formats::CsvRow& line) {
    if (line.number > kMostHeadRows) return;
    rows.resize(std::max<std::size_t>(rows.size(), line.number));
    rows[line.number - 1].assign(line.fields.begin(), line.fields.end());
  });
  if (!read) return fail(std::move(read.error()));
  return rows;
}

}  // namespace junheng::ingest
