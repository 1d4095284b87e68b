#pragma once

#include <cstddef>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/parsed_table.h"
#include "junheng/ingest/references.h"

namespace junheng::ingest {

struct RepeatedKey {
  std::size_t row = 0;
  std::size_t first = 0;
};

/// Rows whose key stands in an earlier row, ascending. Rejected rows count if their whole key could be read: one fault must not hide
/// another.
/// Keys of codes are packed into 64 bits and compared with their neighbours; only where they do not ascend are they sorted.
[[nodiscard]] std::vector<RepeatedKey> find_repeated_keys(const ParsedTable& table);

/// Rejects these rows, each with an Issue (DuplicateKey) that names the first one.
void reject_repeated_keys(ParsedTable& table, const Registry& registry, std::vector<Issue>& issues);

}  // namespace junheng::ingest
