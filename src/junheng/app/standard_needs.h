#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "junheng/app/load.h"
#include "junheng/assess/assess.h"
#include "junheng/report/needed_notes.h"

namespace junheng::app {

/// Whether schools or counties get a verdict by the pack.
[[nodiscard]] inline bool judges(const standards::Pack& pack) {
  return !pack.school_limits.empty() || !pack.composite_limits.empty() || !pack.county_limits.empty();
}

/// What a standard needs and the data do not give, as report::needed_notes finds it in the year asked for, else in that of choose_year. The
/// pack is taken on the first day of that year.
class StandardNeeds {
 public:
  /// nullopt where errors in the data leave nothing to assess: they are what is to be said then. `loaded` must outlive it.
  /// Errors: those of choose_year, standards::resolve and Assessor::create.
  [[nodiscard]] static Result<std::optional<StandardNeeds>> of(const LoadedDataset& loaded, const standards::Pack& pack,
                                                               std::optional<int> asked_year);

  [[nodiscard]] std::vector<Issue> notes(report::NoteDetail detail) const;

 private:
  StandardNeeds(std::unique_ptr<assess::Assessor> assessor, report::GivenRows given);

  std::unique_ptr<assess::Assessor> assessor_;
  assess::Assessment assessment_;
  report::GivenRows given_;
};

}  // namespace junheng::app
