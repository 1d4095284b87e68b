#include "junheng/app/stored_years.h"

#include <algorithm>
#include <set>
#include <utility>

#include "junheng/app/import_case.h"
#include "junheng/forecast/history.h"
#include "junheng/store/snapshot_lists.h"

namespace junheng::app {

namespace {

using CountyYears = std::set<std::pair<std::string, int>>;

/// Codes of the counties of a snapshot in the area; empty where it has none of that level, or not the area.
Result<std::vector<std::string>> counties_of(store::Transaction& transaction, const store::Snapshot& snapshot, const std::string& area) {
  store::AreaQuery query;
  query.snapshot = snapshot.id;
  query.under = area;
  query.level = "county";
  query.limit = 1000;
  std::vector<std::string> codes;
  if (!area.empty()) {
    const auto found = store::find_area(transaction, snapshot.id, area);
    if (!found) return fail(found.error());
    if (!*found) return codes;
  }
  while (true) {
    const auto page = store::list_areas(transaction, query);
    if (!page) return fail(page.error());
    for (const store::AreaRow& row : page->rows) codes.push_back(row.code);
    if (!page->next) return codes;
    query.after = *page->next;
  }
}

report::DataOrigin origin_of(const store::Snapshot& snapshot) { return {snapshot.source, snapshot.is_synthetic}; }

/// Whether a snapshot may tell something of the area.
Result<bool> may_tell(store::Transaction& transaction, const store::Snapshot& snapshot, const std::string& area) {
  if (area.empty()) return true;
  const auto found = store::find_area(transaction, snapshot.id, area);
  if (!found) return fail(found.error());
  return found->has_value();
}

Issue finding_of(std::string_view id, std::string_view key, Params params) {
  const auto both = [](const std::string& of) { return Bilingual{std::string(text(of, Lang::Zh)), std::string(text(of, Lang::En))}; };
  Issue issue;
  issue.rule = std::make_shared<const RuleTexts>(RuleTexts{std::string(id), both(std::string(key)), both(std::string(key) + ".hint")});
  issue.severity = Severity::Info;
  issue.params = share(std::move(params));
  return issue;
}

/// Whether newer imports tell every year of every county that this one may tell.
Result<bool> is_told_already(store::Transaction& transaction, const store::Snapshot& snapshot, const std::string& area,
                             const CountyYears& told) {
  if (told.empty()) return false;
  const auto counties = counties_of(transaction, snapshot, area);
  if (!counties) return fail(counties.error());
  if (counties->empty()) return false;
  return std::ranges::all_of(*counties, [&](const std::string& county) {
    return std::ranges::all_of(snapshot.years, [&](SchoolYear year) { return told.contains({county, year.first}); });
  });
}

}  // namespace

bool is_of_same_origin(const report::DataOrigin& one, const report::DataOrigin& other) {
  return one.is_synthetic == other.is_synthetic && (!one.is_synthetic || one.source == other.source);
}

Issue import_finding(const UsedImport& import) {
  std::string years;
  for (const SchoolYear year : import.years) years += (years.empty() ? "" : ", ") + std::to_string(year.first);
  return finding_of("forecast_import_used", "forecast.import_used",
                    {{"years", years}, {"id", std::to_string(import.id)}, {"name", import.name}});
}

std::optional<Issue> other_origins_finding(const StoredYears& years) {
  if (years.other_origins.empty()) return std::nullopt;
  std::string ids;
  for (const std::int64_t id : years.other_origins) ids += (ids.empty() ? "" : ", ") + std::to_string(id);
  return finding_of("forecast_import_left_out", "forecast.import_left_out",
                    {{"count", std::to_string(years.other_origins.size())}, {"ids", std::move(ids)}});
}

void add_origin(report::DataOrigin& origin, const model::Manifest& manifest) {
  origin.is_synthetic = origin.is_synthetic || manifest.is_synthetic;
  if (manifest.source.empty() || origin.source.find(manifest.source) != std::string::npos) return;
  origin.source += (origin.source.empty() ? "" : "; ") + manifest.source;
}

Result<StoredYears> load_stored_years(store::Transaction& transaction, const StoredYearsQuery& query) {
  StoredYears out;
  CountyYears told;
  const store::Snapshot* first = nullptr;
  for (const store::Snapshot& snapshot : query.snapshots) {
    if (first != nullptr && !is_of_same_origin(origin_of(*first), origin_of(snapshot))) {
      const auto tells = may_tell(transaction, snapshot, query.area);
      if (!tells) return fail(tells.error());
      if (*tells) out.other_origins.push_back(snapshot.id.value);
      continue;
    }
    const auto known = is_told_already(transaction, snapshot, query.area, told);
    if (!known) return fail(known.error());
    if (*known) continue;
    auto dataset = query.load(transaction, snapshot);
    if (!dataset) return fail(dataset.error());
    if (!*dataset) continue;
    std::set<SchoolYear> years;
    for (const auto& [county, year] : forecast::county_years(**dataset))
      if (told.emplace(county, year).second) years.insert(SchoolYear{year});
    if (years.empty()) continue;
    if (first == nullptr) first = &snapshot;
    const auto notes = import_notes(transaction, snapshot.id);
    if (!notes) return fail(notes.error());
    out.is_partial = out.is_partial || notes->is_partial;
    out.imports.push_back({snapshot.id.value, snapshot.name, {years.begin(), years.end()}});
    out.datasets.push_back(std::make_unique<model::Dataset>(std::move(**dataset)));
  }
  std::ranges::reverse(out.datasets);
  return out;
}

}  // namespace junheng::app
