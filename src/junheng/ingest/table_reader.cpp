#include "junheng/ingest/table_reader.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "junheng/core/parallel.h"
#include "junheng/ingest/source_set.h"
#include "junheng/ingest/table_layout.h"

namespace junheng::ingest {

namespace {

struct ChunkOfPart {
  std::size_t part = 0;
  std::size_t chunk = 0;
};

struct ReadChunk {
  RowChunk rows;
  std::optional<Error> failure;
};

std::vector<ChunkOfPart> chunks_of(const std::vector<ParsedTable::Part>& parts) {
  std::vector<ChunkOfPart> out;
  for (std::size_t part = 0; part < parts.size(); ++part)
    for (std::size_t chunk = 0; chunk < parts[part].rows->chunk_count(); ++chunk) out.push_back({part, chunk});
  return out;
}

ReadChunk read_chunk(const TableLayout& layout, ChunkOfPart at, const CellRules& rules) {
  const ParsedTable::Part& part = layout.parts[at.part];
  RowReader reader(layout.columns, part, rules, part.rows->row_bound(at.chunk));
  ReadChunk out;
  if (auto read = part.rows->read_chunk(at.chunk, [&](const SourceRow& row) { reader.add(row); }); !read)
    out.failure = std::move(read.error());
  out.rows = reader.take();
  return out;
}

/// The first note of each column and kind in each part.
void append_notes(std::vector<Issue>& issues, const std::vector<ChunkOfPart>& places, const std::vector<ReadChunk>& chunks) {
  using Seen = std::tuple<std::size_t, std::size_t, std::string_view>;
  std::vector<Seen> seen;
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    for (const RowChunk::Note& note : chunks[i].rows.notes) {
      const Seen key{places[i].part, note.column, note.issue.id()};
      if (std::ranges::find(seen, key) != seen.end()) continue;
      seen.push_back(key);
      issues.push_back(note.issue);
    }
  }
}

template <typename T>
void append(std::vector<T>& all, std::vector<T>& part) {
  all.insert(all.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
  part = {};
}

/// Puts the chunks one behind the other; each column on its own, as they are large.
void join_columns(ParsedTable& table, std::vector<ReadChunk>& chunks, unsigned threads) {
  parallel_for(table.columns.size(), threads, [&](std::size_t i) {
    ParsedColumn& column = table.columns[i];
    if (chunks.size() == 1) {
      column = std::move(chunks.front().rows.columns[i]);
      return;
    }
    if (column.layout.keeping == Keeping::Numbers) column.numbers.reserve(table.size());
    if (column.layout.keeping == Keeping::Codes) column.codes.reserve(table.size());
    for (ReadChunk& chunk : chunks) column.append(std::move(chunk.rows.columns[i]));
  });
}

}  // namespace

TableReading read_table(const HeaderRules& header_rules, std::span<const RowSource* const> sources, const CellRules& cell_rules,
                        unsigned threads) {
  TableReading out;
  TableLayout layout = lay_out(header_rules, sources);
  out.issues = std::move(layout.issues);
  out.has_lost_source = layout.has_unusable_source;

  const auto places = chunks_of(layout.parts);
  std::vector<ReadChunk> chunks(places.size());
  parallel_for(places.size(), threads, [&](std::size_t i) { chunks[i] = read_chunk(layout, places[i], cell_rules); });

  ParsedTable& table = out.table;
  table.spec = header_rules.table;
  for (const ColumnLayout& column : layout.columns) table.columns.emplace_back().layout = column;
  table.parts = std::move(layout.parts);
  append_notes(out.issues, places, chunks);
  std::size_t issue_count = out.issues.size();
  for (const ReadChunk& chunk : chunks) issue_count += chunk.rows.issues.size();
  out.issues.reserve(issue_count);
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    ReadChunk& chunk = chunks[i];
    append(out.issues, chunk.rows.issues);
    append(table.row_numbers, chunk.rows.row_numbers);
    append(table.rejected, chunk.rows.rejected);
    const RowSource& source = *table.parts[places[i].part].rows;
    if (!chunk.rows.dependents.empty()) out.dependents.push_back({&source, std::move(chunk.rows.dependents)});
    for (std::size_t part = places[i].part; part < table.parts.size(); ++part) table.parts[part].end = table.row_numbers.size();
    if (chunk.failure) {
      out.issues.push_back(issue_of(*chunk.failure, Location{source.file(), source.sheet(), 0, 0, ""}));
      out.has_lost_source = true;
    }
  }
  join_columns(table, chunks, threads);
  advise(out.issues, cell_rules.registry);
  return out;
}

}  // namespace junheng::ingest
