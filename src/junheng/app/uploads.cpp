#include "junheng/app/uploads.h"

#include <algorithm>
#include <system_error>

#include "junheng/app/findings_outcome.h"
#include "junheng/app/import_case.h"
#include "junheng/app/upload_files.h"
#include "junheng/app/upload_json.h"
#include "junheng/app/upload_preview.h"
#include "junheng/core/codes.h"
#include "junheng/formats/json_writer.h"
#include "junheng/ingest/mapping.h"
#include "junheng/report/json_report.h"
#include "junheng/report/marked_workbook.h"

namespace junheng::app {

namespace {

namespace fs = std::filesystem;

using formats::JsonWriter;

constexpr std::string_view kPrefix = "upload-";

Result<void> check_mapping(const std::string& mapping) {
  if (mapping.empty()) return {};
  if (auto known = ingest::built_in_mapping(mapping); !known) return fail(known.error());
  return {};
}

Session session_of(Office& office, const JobContext& context) {
  Session session;
  session.threads = office.threads();
  session.today = office.today();
  session.stop = context.stop;
  return session;
}

}  // namespace

struct Uploads::Upload {
  std::string id;
  std::int64_t account_id = 0;
  UtcTime created;
  fs::path folder;
  NewUpload order;
  std::vector<ingest::HeaderRename> columns;
  /// "reading", "ready", "rejected", "committing", "committed".
  std::string state = "reading";
  std::string job_id;
  fs::path dataset;
  std::vector<Issue> issues;
  std::vector<report::InputFile> files;
  IssueCounts counts;
  std::vector<PreviewTable> tables;
  std::vector<PreviewHeader> unknown;
  std::optional<Reconciliation> reconciliation;
  std::optional<SameFiles> same_files;
  std::string title;
  report::DataOrigin origin;
  std::vector<SchoolYear> years;
  std::vector<std::string> outside;
  std::optional<std::int64_t> snapshot_id;
  std::optional<Error> error;
  /// Of what stands above; jobs write it.
  std::mutex mutex;

  [[nodiscard]] std::string view(Lang lang) const;
};

std::string Uploads::Upload::view(Lang lang) const {
  JsonWriter json;
  json.begin_object().member("id", std::string_view(id)).member("name", std::string_view(order.name));
  json.member("size_bytes", static_cast<std::int64_t>(order.size_bytes)).member("state", std::string_view(state));
  json.member("job_id", std::string_view(job_id)).member("mapping", std::string_view(order.mapping));
  json.member("title", std::string_view(title)).member("is_synthetic", origin.is_synthetic).key("school_years").begin_array();
  for (const SchoolYear year : years) json.value(year.first);
  json.end_array().key("counts").begin_object().member("errors", counts.errors).member("warnings", counts.warnings);
  json.member("infos", counts.infos).end_object();
  write_tables(json, tables, lang);
  write_unknown_headers(json, unknown, lang);
  write_reconciliation(json, reconciliation);
  write_same_files(json, same_files);
  json.key("snapshot_id");
  if (snapshot_id) json.value(*snapshot_id);
  else json.null();
  json.key("error");
  if (error) {
    json.begin_object().member("code", code_entry(error->code).name).member("message", std::string_view(error->message(lang)));
    json.member("hint", std::string_view(error->hint(lang))).end_object();
  } else {
    json.null();
  }
  return json.end_object().take();
}

Uploads::Uploads(Office& office) : office_(office) {
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(office.upload_folder(), failure))
    if (entry.path().filename().string().starts_with(kPrefix)) fs::remove_all(entry.path(), failure);
}

Result<std::shared_ptr<Uploads::Upload>> Uploads::find(const Access& access, const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto found = uploads_.find(id);
  if (found == uploads_.end() || found->second->account_id != access.account_id)
    return fail(Code::NoSuchUpload, {{"id", id}, {"hours", std::to_string(kLifetime.count())}});
  return found->second;
}

void Uploads::remove_expired() {
  const std::lock_guard lock(mutex_);
  for (auto upload = uploads_.begin(); upload != uploads_.end();) {
    const bool is_old = office_.now() - upload->second->created > kLifetime;
    std::unique_lock busy(upload->second->mutex);
    const bool is_idle = upload->second->state != "reading" && upload->second->state != "committing";
    busy.unlock();
    if (!is_old || !is_idle) {
      ++upload;
      continue;
    }
    std::error_code failure;
    fs::remove_all(upload->second->folder, failure);
    upload = uploads_.erase(upload);
  }
}

Result<std::string> Uploads::add(const Access& access, const NewUpload& order, Lang lang) {
  remove_expired();
  if (auto known = check_mapping(order.mapping); !known) return fail(known.error());
  auto upload = std::make_shared<Upload>();
  upload->id = office_.next_name();
  upload->account_id = access.account_id;
  upload->created = office_.now();
  upload->folder = office_.upload_folder() / (std::string(kPrefix) + upload->id);
  upload->order = order;
  upload->order.name = safe_file_name(order.name);
  std::error_code failure;
  fs::create_directories(upload->folder, failure);
  const fs::path file = upload->folder / "file";
  if (!failure) fs::rename(order.file, file, failure);
  if (failure) return fail(Code::CannotWriteFile, {{"path", file.string()}, {"reason", failure.message()}});
  upload->order.file = file;
  // What cannot be read at all is told at once.
  const auto placed = place_upload(file, upload->order.name, upload->folder);
  if (!placed) {
    fs::remove_all(upload->folder, failure);
    return fail(placed.error());
  }
  upload->dataset = *placed;
  if (auto submitted = submit(upload, access); !submitted) {
    fs::remove_all(upload->folder, failure);
    return fail(submitted.error());
  }
  {
    const std::lock_guard lock(mutex_);
    uploads_.emplace(upload->id, upload);
  }
  const std::lock_guard lock(upload->mutex);
  return upload->view(lang);
}

Result<void> Uploads::submit(const std::shared_ptr<Upload>& upload, const Access& access) {
  const auto job = office_.jobs().submit("upload", access, [this, upload, access](const JobContext& context) {
    auto result = read(*upload, access, context);
    if (!result) {
      const std::lock_guard lock(upload->mutex);
      upload->state = "rejected";
      upload->error = result.error();
    }
    return result;
  });
  if (!job) return fail(job.error());
  const std::lock_guard lock(upload->mutex);
  upload->job_id = job->id;
  return {};
}

Result<JobResult> Uploads::read(Upload& upload, const Access& access, const JobContext& context) {
  context.report(0.1, "job.step.load");
  const Session session = session_of(office_, context);
  LoadRequest request;
  request.path = upload.dataset.string();
  request.mapping = upload.order.mapping;
  request.header_renames = upload.columns;
  auto loaded = load_dataset(request, session);
  if (!loaded) return fail(loaded.error());
  context.report(0.8, "job.step.check");
  auto reconciliation = reconcile(office_, access, loaded->dataset, upload.order.previous_snapshot);
  if (!reconciliation) return fail(reconciliation.error());
  auto same_files = find_same_files(office_, access, upload.dataset.string(), *loaded);
  if (!same_files) return fail(same_files.error());
  auto outside = areas_outside(office_, loaded->dataset, access);
  if (!outside) return fail(outside.error());
  const bool is_folder = fs::is_directory(upload.dataset);
  std::vector<report::InputFile> files;
  for (const ingest::ImportedFile& file : loaded->files) {
    std::string path = is_folder ? (upload.dataset / file.file).string() : upload.dataset.string();
    if (std::ranges::find(files, path, &report::InputFile::path) == files.end()) files.push_back({std::move(path), file.separator});
  }
  const std::lock_guard lock(upload.mutex);
  upload.tables = preview_tables(*loaded);
  upload.unknown = unknown_headers(*loaded);
  upload.reconciliation = std::move(*reconciliation);
  upload.same_files = std::move(*same_files);
  upload.files = std::move(files);
  upload.counts = loaded->counts;
  upload.title = loaded->dataset.manifest.title;
  upload.origin = origin_of(*loaded);
  upload.years = loaded->dataset.years();
  upload.outside = std::move(*outside);
  upload.issues = std::move(loaded->issues);
  upload.error.reset();
  upload.state = "ready";
  JobResult result;
  result.upload_id = upload.id;
  return result;
}

Result<std::string> Uploads::show(const Access& access, const std::string& id, Lang lang) {
  const auto upload = find(access, id);
  if (!upload) return fail(upload.error());
  const std::lock_guard lock((*upload)->mutex);
  return (*upload)->view(lang);
}

Result<std::string> Uploads::findings(const Access& access, const std::string& id, const FindingFilter& filter, Lang lang) {
  const auto upload = find(access, id);
  if (!upload) return fail(upload.error());
  const std::lock_guard lock((*upload)->mutex);
  const auto fits = [&](const Issue& issue) {
    return (!filter.severity || issue.severity == *filter.severity) &&
           (filter.sheet.empty() || issue.where.sheet == filter.sheet || issue.where.file == filter.sheet);
  };
  std::vector<Issue> page;
  std::size_t total = 0;
  for (const Issue& issue : (*upload)->issues) {
    if (!fits(issue)) continue;
    if (total >= filter.after && page.size() < filter.limit) page.push_back(issue);
    ++total;
  }
  const std::size_t next = filter.after + page.size();
  JsonWriter json;
  json.begin_object().member("total", total).key("findings");
  report::write_findings(json, page, lang);
  json.key("next");
  if (next < total && !page.empty()) json.value(next);
  else json.null();
  return json.end_object().take();
}

Result<fs::path> Uploads::marked_workbook(const Access& access, const std::string& id, Lang lang) {
  const auto upload = find(access, id);
  if (!upload) return fail(upload.error());
  std::vector<report::InputFile> files;
  std::vector<Issue> issues;
  report::DataOrigin origin;
  {
    const std::lock_guard lock((*upload)->mutex);
    if ((*upload)->files.empty()) return fail(Code::UploadNotReady, {{"state", (*upload)->state}});
    files = (*upload)->files;
    issues = (*upload)->issues;
    origin = (*upload)->origin;
  }
  const fs::path path = office_.upload_folder() / ("marked-" + office_.next_name() + ".xlsx");
  if (auto written = report::write_marked_workbook(files, issues, origin, lang, path.string()); !written) return fail(written.error());
  return path;
}

Result<std::string> Uploads::remap(const Access& access, const std::string& id, const UploadRemap& remap, Lang lang) {
  const auto upload = find(access, id);
  if (!upload) return fail(upload.error());
  if (remap.mapping)
    if (auto known = check_mapping(*remap.mapping); !known) return fail(known.error());
  std::string state_before;
  {
    const std::lock_guard lock((*upload)->mutex);
    state_before = (*upload)->state;
    if (state_before != "ready" && state_before != "rejected") return fail(Code::UploadNotReady, {{"state", (*upload)->state}});
    if (remap.mapping) (*upload)->order.mapping = *remap.mapping;
    (*upload)->columns = remap.columns;
    (*upload)->state = "reading";
  }
  auto submitted = submit(*upload, access);
  const std::lock_guard lock((*upload)->mutex);
  if (!submitted) {
    (*upload)->state = state_before;
    return fail(submitted.error());
  }
  return (*upload)->view(lang);
}

Result<Job> Uploads::commit(const Access& access, const std::string& id, const UploadCommit& commit) {
  const auto found = find(access, id);
  if (!found) return fail(found.error());
  for (const std::string& standard : commit.standards)
    if (office_.library().find(standard) == nullptr) return fail(office_.standard(standard, {}).error());
  const std::shared_ptr<Upload> upload = *found;
  {
    const std::lock_guard lock(upload->mutex);
    if (upload->state != "ready") return fail(Code::UploadNotReady, {{"state", upload->state}});
    if (upload->counts.errors > 0 && !commit.accept_partial)
      return fail(Code::UploadHasErrors, {{"count", std::to_string(upload->counts.errors)}});
    if (!upload->outside.empty()) {
      std::string areas;
      for (const std::string& area : upload->outside) areas += (areas.empty() ? "" : ", ") + area;
      return fail(Code::UploadOutsideArea, {{"areas", areas}});
    }
    upload->state = "committing";
  }
  auto job = office_.jobs().submit("commit", access, [this, upload, access, commit](const JobContext& context) {
    auto result = keep(*upload, access, commit, context);
    const std::lock_guard lock(upload->mutex);
    upload->state = result ? "committed" : "ready";
    if (result) upload->snapshot_id = result->snapshot_id;
    else upload->error = result.error();
    return result;
  });
  const std::lock_guard lock(upload->mutex);
  if (job) upload->job_id = job->id;
  else upload->state = "ready";
  return job;
}

Result<JobResult> Uploads::keep(Upload& upload, const Access& access, const UploadCommit& commit, const JobContext& context) {
  context.report(0, "job.step.load");
  const Session session = session_of(office_, context);
  LoadRequest request;
  request.path = upload.dataset.string();
  request.mapping = upload.order.mapping;
  request.drop_rejected = commit.accept_partial;
  request.header_renames = upload.columns;
  auto loaded = load_dataset(request, session);
  if (!loaded) return fail(loaded.error());
  if (loaded->counts.errors > 0 && !commit.accept_partial)
    return fail(Code::UploadHasErrors, {{"count", std::to_string(loaded->counts.errors)}});
  auto result =
      keep_dataset(office_, access, {commit.name, upload.dataset.string(), upload.order.mapping, commit.standards}, *loaded, context);
  if (result) result->upload_id = upload.id;
  return result;
}

Result<void> Uploads::discard(const Access& access, const std::string& id) {
  const auto upload = find(access, id);
  if (!upload) return fail(upload.error());
  std::string job;
  {
    const std::lock_guard lock((*upload)->mutex);
    if ((*upload)->state == "committing") return fail(Code::UploadNotReady, {{"state", (*upload)->state}});
    if ((*upload)->state == "reading") job = (*upload)->job_id;
  }
  if (!job.empty())
    if (auto cancelled = office_.jobs().cancel(job, access); !cancelled) return fail(cancelled.error());
  const std::lock_guard lock(mutex_);
  uploads_.erase(id);
  std::error_code failure;
  fs::remove_all((*upload)->folder, failure);
  return {};
}

}  // namespace junheng::app
