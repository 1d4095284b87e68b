#pragma once

#include <string_view>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/parsed_table.h"

namespace junheng::ingest {

/// Rejects rows of `establishment` that belong to neither an area nor a school (PostsWithoutOwner).
void check_posts(ParsedTable& establishment, std::vector<Issue>& issues);

/// The settlements and sites of a dataset, which it does not hold: only `travel` refers to them.
class TravelEnds {
 public:
  /// Takes the ids of `settlements` and `sites`; other tables have none.
  void add(ParsedTable& table);
  /// Rejects rows of `travel` between places that are not there (ReferenceUnknown).
  void check(ParsedTable& travel, std::vector<Issue>& issues) const;

 private:
  model::TextColumn settlements_;
  model::TextColumn sites_;
};

}  // namespace junheng::ingest
