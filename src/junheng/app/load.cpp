#include "junheng/app/load.h"

#include <algorithm>
#include <iterator>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/file.h"
#include "junheng/ingest/checks.h"
#include "junheng/model/schema.h"
#include "junheng/standards/library.h"

namespace junheng::app {

Result<void> Session::check_stop() const {
  if (stop.stop_requested()) return fail(Code::Interrupted);
  return {};
}

Result<LoadedDataset> load_dataset(const LoadRequest& request, const Session& session) {
  auto import = ingest::import_dataset({request.path, request.mapping, session.threads, request.added_measures});
  if (!import) return fail(import.error());
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());
  LoadedDataset loaded{std::move(import->dataset), std::move(import->issues), std::move(import->files), {}};
  ingest::CheckReport checks = ingest::run_checks(loaded.dataset, ingest::built_in_checks(), session.threads);
  loaded.issues.insert(loaded.issues.end(), std::make_move_iterator(checks.issues.begin()), std::make_move_iterator(checks.issues.end()));
  sort_issues(loaded.issues);
  loaded.counts = count_issues(loaded.issues);
  if (request.drop_rejected && !checks.rejected.empty()) ingest::remove_rows(loaded.dataset, checks.rejected);
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());
  return loaded;
}

namespace {

/// Ids differ in their endings, so the nearest is named however far it is.
std::string nearest_id(std::string_view word, const std::vector<std::string>& ids) {
  const auto best = std::ranges::min_element(ids, {}, [&](const std::string& id) { return edit_distance(word, id); });
  return best == ids.end() ? std::string() : *best;
}

bool looks_like_path(const std::string& id) { return id.ends_with(".toml") || id.find('/') != std::string::npos; }

std::string first_error(const std::vector<Issue>& issues, Lang lang) {
  for (const Issue& issue : issues)
    if (issue.severity == Severity::Error) return describe(issue.where, lang) + ": " + issue.message(lang);
  return {};
}

}  // namespace

Result<standards::Pack> find_pack(const std::string& id_or_path, const Session& session) {
  std::vector<standards::PackFile> files = standards::built_in_packs();
  const bool is_path = looks_like_path(id_or_path);
  if (is_path) {
    auto text = formats::read_file(id_or_path);
    if (!text) return fail(text.error());
    files.push_back({id_or_path, std::move(*text)});
  }
  const standards::Library library = standards::load_packs(files, session.today);
  if (is_path) {
    for (const standards::Pack& pack : library.packs)
      if (pack.file == id_or_path) return pack;
    return fail(Code::StandardRejected, {{"path", id_or_path}, {"first", first_error(library.issues, session.lang)}});
  }
  if (const standards::Pack* pack = library.find(id_or_path)) return *pack;
  std::vector<std::string> ids;
  std::string list;
  for (const standards::Pack& pack : library.packs) {
    ids.push_back(pack.id);
    list += (list.empty() ? "" : ", ") + pack.id;
  }
  return fail(Code::UnknownStandard, {{"id", id_or_path}, {"nearest", nearest_id(id_or_path, ids)}, {"ids", list}});
}

Result<std::shared_ptr<const standards::Standard>> find_standard(const StandardRequest& request, const Session& session) {
  auto pack = find_pack(request.id, session);
  if (!pack) return fail(pack.error());
  auto standard = standards::resolve(*pack, request.on.value_or(request.year.start()), request.tolerances);
  if (!standard) return fail(standard.error());
  return std::make_shared<const standards::Standard>(std::move(*standard));
}

std::vector<std::string> added_measures(const standards::Pack& pack) {
  std::vector<std::string> added;
  for (const standards::DerivedMeasure& measure : pack.measures)
    if (model::find_stage_measure(measure.id) == nullptr) added.push_back(measure.id);
  return added;
}

Result<SchoolYear> choose_year(const model::Dataset& dataset, std::optional<int> asked) {
  if (asked) return SchoolYear{*asked};
  const auto years = dataset.years();
  if (years.empty()) return fail(Code::NoDataForYear, {{"year", "—"}, {"years", "—"}});
  const auto& preferred = dataset.manifest.default_year;
  return preferred && std::ranges::find(years, *preferred) != years.end() ? *preferred : years.back();
}

}  // namespace junheng::app
