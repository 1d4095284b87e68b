#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/parsed_table.h"
#include "junheng/ingest/similar_ids.h"

namespace junheng::ingest {

/// A table whose rows name another row of it as their parent, and the findings about that.
struct ParentRules {
  std::string_view id_column;
  std::string_view parent_column;
  Code unknown;
  Code itself;
  Code cycle;
  Code rejected;
};

/// The parents of rows within their own table. Rows whose parent cannot be used are rejected, and so are the rows below them.
class ParentLinks {
 public:
  ParentLinks(ParsedTable& table, const ParentRules& rules);
  ParentLinks(const ParentLinks&) = delete;
  ParentLinks& operator=(const ParentLinks&) = delete;

  /// Rejects rows whose parent is unknown, themselves, or in a circle with them.
  void check(std::vector<Issue>& issues);
  /// Rejects rows whose parent was rejected, down to the last. Call when everything else has been checked.
  void reject_orphans(std::vector<Issue>& issues);
  [[nodiscard]] std::optional<std::size_t> parent(std::size_t row) const { return parents_.empty() ? std::nullopt : parents_[row]; }

 private:
  void check_row(std::size_t row, std::vector<Issue>& issues);
  void reject_cycles(std::vector<Issue>& issues);
  [[nodiscard]] std::string_view id(std::size_t row) const { return ids_->texts.at(row); }

  ParsedTable& table_;
  ParentRules rules_;
  const ParsedColumn* ids_;
  const ParsedColumn* parent_ids_;
  IdAdviser adviser_;
  Advice advice_;
  std::unordered_map<std::string_view, std::size_t> rows_;
  std::vector<std::optional<std::size_t>> parents_;
};

}  // namespace junheng::ingest
