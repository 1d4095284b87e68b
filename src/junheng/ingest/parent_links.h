#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/parsed_table.h"
#include "junheng/ingest/similar_ids.h"

namespace junheng::ingest {

/// What becomes of rows whose parent cannot be used: a finding each, or none, where what goes with the parent is told in one.
enum class Orphans : std::uint8_t { Reported, Folded };

/// A table whose rows name another row of it as their parent, and the findings about that.
struct ParentRules {
  std::string_view id_column;
  std::string_view parent_column;
  Code unknown;
  Code itself;
  Code cycle;
  Code rejected;
  Orphans orphans = Orphans::Reported;
};

/// A row that was rejected without a finding of its own.
struct FoldedRow {
  std::size_t row = 0;
  /// The row that it goes with; none: its parent is not in the table.
  std::optional<std::size_t> parent;
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
  /// Rows that go with another or with an unlisted parent, in the order in which they were rejected: parents first. Of the rows of one
  /// unlisted parent the first has the finding; it is here too.
  [[nodiscard]] const std::vector<FoldedRow>& folded() const { return folded_; }
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
  std::vector<FoldedRow> folded_;
  std::set<std::string_view> unlisted_;
};

}  // namespace junheng::ingest
