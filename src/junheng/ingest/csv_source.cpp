#include "junheng/ingest/csv_source.h"

namespace junheng::ingest {

Result<void> CsvSource::read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const {
  SourceRow row;
  return csv_.read_chunk(chunk, [&](const formats::CsvRow& line) {
    row.number = line.number;
    row.fields = line.fields;
    visit(row);
  });
}

}  // namespace junheng::ingest
