#pragma once

#include <span>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/header_binding.h"
#include "junheng/ingest/parsed_table.h"
#include "junheng/ingest/row_reader.h"

namespace junheng::ingest {

struct TableReading {
  ParsedTable table;
  std::vector<Issue> issues;
  /// The rows of each source whose school or area was rejected, in the order of the sources.
  struct Dependents {
    const RowSource* source = nullptr;
    std::vector<DependentRow> rows;
  };
  std::vector<Dependents> dependents;
  /// Rows were lost of which nothing is known: a source has no usable header or breaks off.
  bool has_lost_source = false;

  [[nodiscard]] bool is_usable() const { return !table.parts.empty(); }
};

/// Reads the sources of one table on up to `threads` threads. Rows and issues stand in the order of the sources, whatever the threads.
[[nodiscard]] TableReading read_table(const HeaderRules& header_rules, std::span<const RowSource* const> sources,
                                      const CellRules& cell_rules, unsigned threads);

}  // namespace junheng::ingest
