#include "junheng/app/uploads.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <system_error>

#include "junheng/app/findings_outcome.h"
#include "junheng/app/import_case.h"
#include "junheng/app/upload_files.h"
#include "junheng/app/upload_json.h"
#include "junheng/app/upload_preview.h"
#include "junheng/app/upload_state.h"
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

/// What is told of a dataset that was kept before something went wrong.
Error not_assessed(std::int64_t snapshot, const Error& cause) {
  if (cause.code == Code::UploadNotAssessed) return cause;
  const auto reason = [&](Lang lang) {
    return cause.code == Code::Interrupted ? std::string(text("upload.cancelled", lang)) : cause.message(lang);
  };
  return {Code::UploadNotAssessed,
          {{"snapshot", std::to_string(snapshot)}, {"reason_zh", reason(Lang::Zh)}, {"reason_en", reason(Lang::En)}},
          {}};
}

}  // namespace

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
  upload->disk_bytes = order.size_bytes;
  if (auto known = check_upload_type(upload->order.name); !known) return fail(known.error());
  const auto allowed = limits();
  if (!allowed) return fail(allowed.error());
  {
    const std::lock_guard lock(mutex_);
    if (auto room = make_room(access, order.size_bytes, *allowed); !room) return fail(room.error());
    uploads_.emplace(upload->id, upload);
  }
  const auto give_up = [&](const Error& error) {
    const std::lock_guard lock(mutex_);
    remove(upload->id);
    return fail(error);
  };
  std::error_code failure;
  fs::create_directories(upload->folder, failure);
  const fs::path file = upload->folder / "file";
  if (!failure) fs::rename(order.file, file, failure);
  if (failure) return give_up({Code::CannotWriteFile, {{"path", file.string()}, {"reason", failure.message()}}, {}});
  upload->order.file = file;
  if (auto submitted = submit(upload, access); !submitted) return give_up(submitted.error());
  const std::lock_guard lock(upload->mutex);
  return upload->view(lang);
}

Result<void> Uploads::submit(const std::shared_ptr<Upload>& upload, const Access& access) {
  const auto job = office_.jobs().submit(
      "upload", access, [this, upload, access](const JobContext& context) { return read(*upload, access, context); },
      [upload](const Result<JobResult>& result) {
        const std::lock_guard lock(upload->mutex);
        if (!result) {
          upload->state = "rejected";
          upload->error = result.error();
        }
        std::error_code failure;
        if (upload->is_discarded) fs::remove_all(upload->folder, failure);
      });
  if (!job) return fail(job.error());
  const std::lock_guard lock(upload->mutex);
  upload->job_id = job->id;
  return {};
}

Result<void> Uploads::place(Upload& upload, const JobContext& context) {
  if (!upload.dataset.empty()) return {};
  context.report(0, "job.step.unpack");
  const auto allowed = limits();
  if (!allowed) return fail(allowed.error());
  const auto take = [&](std::uint64_t bytes) { return take_room(upload, bytes, *allowed); };
  const auto placed = place_upload(upload.order.file, upload.order.name, upload.folder, context.stop, take);
  const std::lock_guard lock(upload.mutex);
  if (!placed) {
    // What was unpacked is gone again.
    upload.disk_bytes = upload.order.size_bytes;
    return fail(placed.error());
  }
  upload.dataset = *placed;
  return {};
}

Result<JobResult> Uploads::read(Upload& upload, const Access& access, const JobContext& context) {
  if (auto placed = place(upload, context); !placed) return fail(placed.error());
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
  auto needs = preview_needs(*loaded, office_.library());
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
  upload.needs = std::move(needs);
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

Result<std::string> Uploads::list(const Access& access) {
  remove_expired();
  std::vector<std::shared_ptr<Upload>> own;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, upload] : uploads_)
      if (upload->account_id == access.account_id) own.push_back(upload);
  }
  std::ranges::sort(own, [](const auto& a, const auto& b) { return a->created != b->created ? a->created > b->created : a->id > b->id; });
  JsonWriter json;
  json.begin_object().key("uploads").begin_array();
  for (const std::shared_ptr<Upload>& upload : own) {
    const std::lock_guard lock(upload->mutex);
    if (upload->state == "committed") continue;
    json.begin_object().member("id", std::string_view(upload->id)).member("name", std::string_view(upload->order.name));
    json.member("size_bytes", static_cast<std::int64_t>(upload->order.size_bytes)).member("state", std::string_view(upload->state));
    json.member("job_id", std::string_view(upload->job_id)).member("created_at", std::string_view(to_string(upload->created)));
    write_counts(json, upload->counts);
    json.end_object();
  }
  return json.end_array().end_object().take();
}

Result<std::string> Uploads::findings(const Access& access, const std::string& id, const FindingFilter& filter, Lang lang) {
  const auto upload = find(access, id);
  if (!upload) return fail(upload.error());
  const std::lock_guard lock((*upload)->mutex);
  const auto fits = [&](const Issue& issue) {
    return (!filter.severity || issue.severity == *filter.severity) &&
           (filter.sheet.empty() || issue.where.sheet == filter.sheet || issue.where.file == filter.sheet);
  };
  std::vector<Issue> fitting;
  std::ranges::copy_if((*upload)->issues, std::back_inserter(fitting), fits);
  const std::vector<report::FindingGroup> groups = report::finding_groups(fitting);
  const std::size_t total = groups.size();
  const auto page =
      std::span(groups).subspan(std::min(filter.after, total)).first(std::min(filter.limit, total - std::min(filter.after, total)));
  const std::size_t next = filter.after + page.size();
  JsonWriter json;
  json.begin_object().member("total", total).key("findings");
  report::write_finding_groups(json, page, lang);
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
    upload->error.reset();
  }
  auto job = office_.jobs().submit(
      "commit", access, [this, upload, access, commit](const JobContext& context) { return keep(*upload, access, commit, context); },
      [upload](const Result<JobResult>& result) {
        const std::lock_guard lock(upload->mutex);
        // What is in the store is not committed again, though it could not be assessed.
        upload->state = upload->snapshot_id ? "committed" : "ready";
        if (!result) upload->error = upload->snapshot_id ? not_assessed(*upload->snapshot_id, result.error()) : result.error();
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
  const auto on_kept = [&upload](std::int64_t snapshot) {
    const std::lock_guard lock(upload.mutex);
    upload.snapshot_id = snapshot;
  };
  auto result = keep_dataset(office_, access, {commit.name, upload.dataset.string(), upload.order.mapping, commit.standards, on_kept},
                             *loaded, context);
  if (result) result->upload_id = upload.id;
  // A job that was stopped is told by that error.
  if (!result && upload.snapshot_id && result.error().code != Code::Interrupted)
    return fail(not_assessed(*upload.snapshot_id, result.error()));
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
    (*upload)->is_discarded = true;
  }
  // Its job removes the folder when it has ended.
  if (!job.empty())
    if (auto cancelled = office_.jobs().cancel(job, access); !cancelled) return fail(cancelled.error());
  const std::lock_guard lock(mutex_);
  if (job.empty()) remove(id);
  else uploads_.erase(id);
  return {};
}

}  // namespace junheng::app
