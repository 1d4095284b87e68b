#pragma once

#include <string_view>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/parsed_table.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// Rejects rows of `establishment` that belong to neither an area nor a school (PostsWithoutOwner).
void check_posts(ParsedTable& establishment, std::vector<Issue>& issues);

/// Rejects rows of `events` without a school, without a day or month or year that can be read (EventDate), or whose grades are no grades
/// (EventGrades).
void check_events(ParsedTable& events, std::vector<Issue>& issues);

/// Moves the rows, none of them rejected, of events or settlements into the dataset; other tables are left alone.
void take_plan_table(ParsedTable& table, model::Dataset& dataset);

/// The settlements and sites of a dataset that `travel` refers to.
class TravelEnds {
 public:
  /// Takes the ids of `settlements` and `sites`; other tables have none.
  void add(const ParsedTable& table);
  /// Rejects rows of `travel` between places that are not there (ReferenceUnknown).
  void check(ParsedTable& travel, std::vector<Issue>& issues) const;

 private:
  model::TextColumn settlements_;
  model::TextColumn sites_;
};

}  // namespace junheng::ingest
