#include "junheng/app/import_case.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

#include "junheng/app/area_places.h"
#include "junheng/app/area_scope.h"
#include "junheng/app/findings_outcome.h"
#include "junheng/app/run_case.h"
#include "junheng/app/store_place.h"
#include "junheng/app/toolbox_case.h"
#include "junheng/app/version.h"
#include "junheng/core/codes.h"
#include "junheng/formats/file.h"
#include "junheng/formats/json_reader.h"
#include "junheng/formats/json_writer.h"
#include "junheng/report/json_report.h"

namespace junheng::app {

namespace {

namespace fs = std::filesystem;

using formats::JsonReader;
using formats::JsonWriter;

/// Warnings of one rule and file that are printed beside the word of success.
constexpr std::size_t kWarningsPerRule = 3;
constexpr std::string_view kImportKind = "import";
constexpr std::string_view kFindingsName = "findings.";

struct SourceText {
  std::string name;
  std::string bytes;
};

/// The files that were read, and the manifest.
Result<std::vector<SourceText>> read_sources(const std::string& path, const LoadedDataset& loaded) {
  std::error_code failure;
  const bool is_folder = fs::is_directory(path, failure);
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  if (!is_folder) add(fs::path(path).filename().string());
  else if (fs::exists(fs::path(path) / "dataset.toml", failure)) add("dataset.toml");
  if (is_folder)
    for (const ingest::ImportedFile& file : loaded.files) add(file.file);
  std::vector<SourceText> sources;
  for (const std::string& name : names) {
    auto bytes = formats::read_file(is_folder ? (fs::path(path) / name).string() : path);
    if (!bytes) return fail(bytes.error());
    sources.push_back({name, std::move(*bytes)});
  }
  return sources;
}

Result<std::string> mapping_text(const std::string& mapping) {
  if (mapping.empty()) return std::string();
  if (auto built_in = show_mapping(mapping)) return std::move(built_in->output);
  return formats::read_file(mapping);
}

/// A year with a standard that is in force in it.
struct Planned {
  std::string standard;
  SchoolYear year;
};

Result<std::vector<Planned>> plan_runs(Office& office, const std::vector<std::string>& standards, const model::Dataset& dataset) {
  std::vector<Planned> runs;
  for (const std::string& id : standards) {
    if (office.library().find(id) == nullptr) {
      auto unknown = office.standard(id, {});
      return fail(unknown.error());
    }
    for (const SchoolYear year : dataset.years())
      if (office.standard(id, year)) runs.push_back({id, year});
  }
  // The newest year is what people look at first.
  std::ranges::stable_sort(runs, std::ranges::greater(), &Planned::year);
  return runs;
}

std::string findings_body(const LoadedDataset& loaded, Lang lang) {
  std::string body;
  report::write_findings_json(loaded.issues, origin_of(loaded), lang, [&](std::string_view piece) { body += piece; });
  return body;
}

/// What was found at the import stands beside the snapshot, as the result of a run of the kind "import".
struct Findings {
  store::RunRequest request;
  std::vector<store::RunResult> bodies;
};

Findings findings_of(Office& office, const Access& access, const LoadedDataset& loaded) {
  Findings findings;
  store::RunRequest& request = findings.request;
  request.kind = kImportKind;
  request.parameters = JsonWriter()
                           .begin_object()
                           .member("errors", loaded.counts.errors)
                           .member("warnings", loaded.counts.warnings)
                           .member("infos", loaded.counts.infos)
                           .member("is_partial", loaded.counts.errors > 0)
                           .end_object()
                           .take();
  request.program_version = std::string(kVersion);
  request.actor = actor_of(access, office.now());
  for (const Lang lang : {Lang::Zh, Lang::En}) {
    store::RunResult result;
    result.name = std::string(kFindingsName) + (lang == Lang::Zh ? "zh" : "en");
    result.media_type = "application/json";
    result.body = findings_body(loaded, lang);
    findings.bodies.push_back(std::move(result));
  }
  return findings;
}

Result<void> keep_findings(store::Transaction& transaction, store::SnapshotId snapshot, Findings findings, unsigned threads) {
  findings.request.snapshots = {snapshot};
  const auto run = store::create_run(transaction, findings.request);
  if (!run) return fail(run.error());
  for (store::RunResult& body : findings.bodies) body.run = *run;
  if (auto saved = store::save_results(transaction, std::move(findings.bodies), threads); !saved) return saved;
  return store::end_run(transaction, *run, {store::RunState::Done, "", findings.request.actor.time});
}

/// The run that holds what was found at the import; none, or one.
Result<std::vector<store::Run>> import_run(store::Transaction& transaction, store::SnapshotId snapshot) {
  store::RunQuery query;
  query.snapshot = snapshot;
  query.kind = kImportKind;
  query.limit = 1;
  return store::list_runs(transaction, query);
}

std::vector<store::SourceBytes> borrowed(const std::vector<SourceText>& sources) {
  std::vector<store::SourceBytes> out;
  for (const SourceText& source : sources) out.push_back({source.name, source.bytes});
  return out;
}

std::string name_of(const ImportRequest& request, const LoadedDataset& loaded) {
  if (!request.name.empty()) return request.name;
  if (!loaded.dataset.manifest.title.empty()) return loaded.dataset.manifest.title;
  const fs::path path = fs::path(request.dataset);
  return path.has_filename() ? path.filename().string() : path.parent_path().filename().string();
}

}  // namespace

Result<JobResult> keep_dataset(Office& office, const Access& access, const KeepRequest& request, LoadedDataset& loaded,
                               const JobContext& context) {
  const auto runs = plan_runs(office, request.standards, loaded.dataset);
  if (!runs) return fail(runs.error());
  context.report(0.1, "job.step.save");
  JobResult result;
  std::vector<store::RunId> planned;
  const auto order_of = [&](const Planned& run) { return RunOrder{*result.snapshot_id, run.standard, run.year, {}}; };
  {
    const auto sources = read_sources(request.path, loaded);
    if (!sources) return fail(sources.error());
    auto mapping = mapping_text(request.mapping);
    if (!mapping) return fail(mapping.error());
    Findings findings = findings_of(office, access, loaded);
    store::SnapshotRequest snapshot;
    snapshot.name = request.name;
    snapshot.actor = actor_of(access, office.now());
    snapshot.sources = borrowed(*sources);
    snapshot.importer_version = std::string(kVersion);
    snapshot.mapping_id = request.mapping;
    snapshot.mapping_text = std::move(*mapping);
    snapshot.threads = office.threads();
    snapshot.together = [&](store::Transaction& transaction, store::SnapshotId id) -> Result<void> {
      result.snapshot_id = id.value;
      if (auto kept = keep_findings(transaction, id, std::move(findings), office.threads()); !kept) return kept;
      for (const Planned& run : *runs) {
        const auto made = plan_run(transaction, office, access, order_of(run), loaded.dataset);
        if (!made) return fail(made.error());
        planned.push_back(*made);
      }
      return {};
    };
    if (auto go_on = context.check_stop(); !go_on) return fail(go_on.error());
    const auto id = store::save_snapshot(office.store(), snapshot, loaded.dataset);
    if (!id) return fail(id.error());
    if (request.on_kept) request.on_kept(id->value);
  }
  add_whole_area(loaded.dataset, office.threads());
  for (std::size_t i = 0; i < runs->size(); ++i) {
    const JobContext part{context.stop,
                          [&](double progress, std::string_view step) {
                            context.report(0.3 + 0.7 * (static_cast<double>(i) + progress) / static_cast<double>(runs->size()), step);
                          },
                          context.stopped_as};
    const auto done = carry_out_run(office, access, planned[i], order_of((*runs)[i]), loaded.dataset, part);
    // A year in which only areas or persons are told has nothing to assess.
    const bool has_nothing = !done && (done.error().code == Code::NoDataForYear || done.error().code == Code::NoAreaAtLevel);
    if (has_nothing) continue;
    if (!done) {
      const store::RunState state = ended_as(done, context);
      const store::RunState of_others = state == store::RunState::Failed ? store::RunState::Cancelled : state;
      for (std::size_t left = i + 1; left < planned.size(); ++left) end_planned_run(office, planned[left], of_others);
      return fail(done.error());
    }
    result.run_ids.push_back(planned[i].value);
  }
  return result;
}

Result<std::optional<SameFiles>> find_same_files(Office& office, const Access& access, const std::string& path,
                                                 const LoadedDataset& loaded) {
  const auto sources = read_sources(path, loaded);
  if (!sources) return fail(sources.error());
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto ids = store::list_same_sources(*transaction, store::hash_of_sources(borrowed(*sources)));
  if (!ids) return fail(ids.error());
  for (const store::SnapshotId id : *ids) {
    const auto snapshot = visible_snapshot(*transaction, id.value, access);
    if (!snapshot && snapshot.error().code == Code::NoSuchSnapshot) continue;
    if (!snapshot) return fail(snapshot.error());
    auto login = login_of(*transaction, snapshot->imported.account);
    if (!login) return fail(login.error());
    return SameFiles{id.value, snapshot->name, snapshot->imported.time, std::move(*login)};
  }
  return std::nullopt;
}

/// The word of success, and what was found beside it.
Outcome with_warnings(std::string done, std::vector<Issue> warnings, const ImportRequest& request, const Session& session) {
  if (warnings.empty()) return {std::move(done), 0};
  done += "\n" + text("import.warnings", session.lang, {{"dataset", request.dataset}}) + "\n";
  return findings_outcome(std::move(warnings), {OutputFormat::Text, std::move(done), {}, kWarningsPerRule, std::nullopt}, session);
}

Result<Outcome> run_import(const ImportRequest& request, const Session& session, const Clock& clock) {
  auto loaded = load_dataset({request.dataset, request.mapping, request.accept_partial, nullptr}, session);
  if (!loaded) return fail(loaded.error());
  if (loaded->counts.errors > 0 && !request.accept_partial)
    return no_result_outcome(std::move(loaded->issues), OutputFormat::Text, "", session);
  auto into = store_place(request.into, request.settings);
  if (!into) return fail(into.error());
  store::StoreOptions place;
  place.place = std::move(*into);
  place.time = clock();
  auto store = store::Store::open(place);
  if (!store) return fail(store.error());
  OfficeOptions options;
  options.clock = clock;
  options.threads = session.threads;
  options.has_jobs = false;
  auto office = Office::open(*store, std::move(options));
  if (!office) return fail(office.error());
  if (!request.again) {
    const auto same = find_same_files(**office, full_access(), request.dataset, *loaded);
    if (!same) return fail(same.error());
    if (*same)
      return fail(Code::AlreadyImported, {{"snapshot", std::to_string((*same)->snapshot_id)},
                                          {"name", (*same)->name},
                                          {"time", to_string((*same)->imported)},
                                          {"by", (*same)->by}});
  }
  std::vector<Issue> warnings;
  std::ranges::copy_if(loaded->issues, std::back_inserter(warnings),
                       [](const Issue& issue) { return issue.severity == Severity::Warning; });
  KeepRequest keep{name_of(request, *loaded), request.dataset, request.mapping, request.standards, {}};
  if (keep.standards.empty()) keep.standards = {std::string(pack_of_country(loaded->dataset.manifest.country))};
  const JobContext context{session.stop, [](double, std::string_view) {}, [] { return store::RunState::Interrupted; }};
  const std::size_t schools = loaded->dataset.schools.size();
  const auto kept = keep_dataset(**office, full_access(), keep, *loaded, context);
  if (!kept) return fail(kept.error());
  return with_warnings(text("import.done", session.lang,
                            {{"name", keep.name},
                             {"snapshot", std::to_string(*kept->snapshot_id)},
                             {"schools", std::to_string(schools)},
                             {"standards", fmt::format("{}", fmt::join(keep.standards, ", "))},
                             {"runs", std::to_string(kept->run_ids.size())},
                             {"warnings", std::to_string(loaded->counts.warnings)},
                             {"place", store::is_postgres_url(place.place) ? store->place() : request.into}}) +
                           "\n",
                       std::move(warnings), request, session);
}

Result<ImportNotes> import_notes(store::Transaction& transaction, store::SnapshotId snapshot) {
  const auto runs = import_run(transaction, snapshot);
  if (!runs) return fail(runs.error());
  ImportNotes notes;
  if (runs->empty()) return notes;
  auto json = JsonReader::parse(runs->front().request.parameters);
  if (!json) return notes;
  notes.counts.errors = static_cast<std::size_t>(json->integer("errors"));
  notes.counts.warnings = static_cast<std::size_t>(json->integer("warnings"));
  notes.counts.infos = static_cast<std::size_t>(json->integer("infos"));
  notes.is_partial = json->flag("is_partial");
  return notes;
}

Result<std::string> import_findings_json(store::Transaction& transaction, store::SnapshotId snapshot, Lang lang) {
  const auto runs = import_run(transaction, snapshot);
  if (!runs) return fail(runs.error());
  if (runs->empty()) return std::string();
  auto found = store::find_result(transaction, runs->front().id, "", std::string(kFindingsName) + (lang == Lang::Zh ? "zh" : "en"));
  if (!found) return fail(found.error());
  return *found ? std::move((*found)->body) : std::string();
}

}  // namespace junheng::app
