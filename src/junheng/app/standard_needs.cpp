#include "junheng/app/standard_needs.h"

#include <memory>
#include <utility>

namespace junheng::app {

Result<std::optional<StandardNeeds>> StandardNeeds::of(const LoadedDataset& loaded, const standards::Pack& pack,
                                                       std::optional<int> asked_year) {
  const auto year = choose_year(loaded.dataset, asked_year);
  const bool has_errors = loaded.counts.errors > 0;
  if (!year && has_errors) return std::nullopt;
  if (!year) return fail(year.error());
  auto standard = standards::resolve(pack, year->start(), {});
  if (!standard) return fail(standard.error());
  auto assessor = assess::Assessor::create(loaded.dataset, std::make_shared<const standards::Standard>(std::move(*standard)),
                                           {*year, model::AreaLevel::County, ""});
  if (!assessor && has_errors) return std::nullopt;
  if (!assessor) return fail(assessor.error());
  report::GivenRows given;
  for (const ingest::ImportedFile& file : loaded.files)
    if (file.rejected_rows > 0) given.tables_with_errors.insert(file.table);
    else if (file.rows == 0) given.empty_tables.emplace(file.table, Location{file.file, file.sheet, 0, 0, ""});
  // A table that could not be read at all has its error; no file stands for it.
  for (const std::string& table : loaded.unreadable_tables) given.tables_with_errors.insert(table);
  for (const ingest::RejectedItem& item : loaded.rejected_items) given.rejected_items.push_back({item.area, item.item});
  return std::optional(StandardNeeds(std::make_unique<assess::Assessor>(std::move(*assessor)), std::move(given)));
}

StandardNeeds::StandardNeeds(std::unique_ptr<assess::Assessor> assessor, report::GivenRows given)
    : assessor_(std::move(assessor)), assessment_(assessor_->assess()), given_(std::move(given)) {}

std::vector<Issue> StandardNeeds::notes(report::NoteDetail detail) const {
  return report::needed_notes(assessment_, assessor_->campuses(), given_, detail);
}

}  // namespace junheng::app
