#include "junheng/app/stored_jobs.h"

#include <charconv>

#include "junheng/app/version.h"
#include "junheng/formats/json_reader.h"
#include "junheng/formats/json_writer.h"

namespace junheng::app {

namespace {

using formats::JsonReader;
using formats::JsonWriter;
using store::RunId;
using store::RunState;

constexpr std::string_view kKind = "job";
constexpr std::string_view kResultName = "job.json";

std::optional<store::AccountId> account_of(std::int64_t id) { return id == 0 ? std::nullopt : std::optional(store::AccountId{id}); }

std::string result_json(const JobResult& result) {
  JsonWriter json;
  json.begin_object().member("upload_id", std::string_view(result.upload_id)).member("backup", std::string_view(result.backup));
  json.key("snapshot_id");
  if (result.snapshot_id) json.value(*result.snapshot_id);
  else json.null();
  json.key("run_ids").begin_array();
  for (const std::int64_t id : result.run_ids) json.begin_object().member("id", id).end_object();
  return json.end_array().end_object().take();
}

std::optional<JobResult> result_of(std::string_view text) {
  auto json = JsonReader::parse(text);
  if (!json) return std::nullopt;
  JobResult result;
  result.upload_id = json->text("upload_id");
  result.backup = json->text("backup");
  result.snapshot_id = json->maybe_integer("snapshot_id");
  for (JsonReader& run : json->objects("run_ids", 10000)) result.run_ids.push_back(run.integer("id"));
  return result;
}

std::string fault_json(const JobFault& fault) {
  JsonWriter json;
  json.begin_object().member("code", std::string_view(fault.code));
  json.member("message_zh", std::string_view(fault.message.zh)).member("message_en", std::string_view(fault.message.en));
  json.member("hint_zh", std::string_view(fault.hint.zh)).member("hint_en", std::string_view(fault.hint.en));
  return json.end_object().take();
}

std::optional<JobFault> fault_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  auto json = JsonReader::parse(text);
  if (!json) return std::nullopt;
  return JobFault{json->text("code"), {json->text("message_zh"), json->text("message_en")}, {json->text("hint_zh"), json->text("hint_en")}};
}

Job job_of(const store::Run& run) {
  Job job;
  job.id = std::to_string(run.id.value);
  if (auto parameters = JsonReader::parse(run.request.parameters)) job.kind = parameters->text("kind");
  job.account_id = run.request.actor.account ? run.request.actor.account->value : 0;
  job.state = run.state;
  job.progress = run.state == RunState::Done ? 1 : 0;
  job.created = run.request.actor.time;
  job.finished = run.finished;
  job.fault = fault_of(run.error);
  return job;
}

Result<void> change(const store::Store& store, const std::function<Result<void>(store::Transaction&)>& steps) {
  auto transaction = store.write();
  if (!transaction) return fail(transaction.error());
  if (auto done = steps(*transaction); !done) return fail(done.error());
  return transaction->commit();
}

RunId run_id(const Job& job) {
  RunId id;
  std::from_chars(job.id.data(), job.id.data() + job.id.size(), id.value);
  return id;
}

}  // namespace

Result<std::int64_t> create_job(const store::Store& store, const Job& job, store::OwnerId owner) {
  std::int64_t id = 0;
  const auto done = change(store, [&](store::Transaction& transaction) -> Result<void> {
    store::RunRequest request;
    request.kind = kKind;
    request.parameters = JsonWriter().begin_object().member("kind", std::string_view(job.kind)).end_object().take();
    request.program_version = std::string(kVersion);
    request.owner = owner;
    request.actor = {account_of(job.account_id), job.created};
    const auto run = store::create_run(transaction, request);
    if (!run) return fail(run.error());
    id = run->value;
    return {};
  });
  if (!done) return fail(done.error());
  return id;
}

Result<void> begin_job(const store::Store& store, const Job& job, UtcTime time) {
  return change(store, [&](store::Transaction& transaction) { return store::start_run(transaction, run_id(job), time); });
}

Result<void> end_job(const store::Store& store, const Job& job) {
  return change(store, [&](store::Transaction& transaction) -> Result<void> {
    if (job.result) {
      store::RunResult result;
      result.run = run_id(job);
      result.name = kResultName;
      result.media_type = "application/json";
      result.body = result_json(*job.result);
      std::vector<store::RunResult> results;
      results.push_back(std::move(result));
      if (auto saved = store::save_results(transaction, std::move(results)); !saved) return fail(saved.error());
    }
    return store::end_run(transaction, run_id(job), {job.state, job.fault ? fault_json(*job.fault) : "", *job.finished});
  });
}

Result<std::optional<Job>> find_job(const store::Store& store, std::int64_t id) {
  auto transaction = store.read();
  if (!transaction) return fail(transaction.error());
  const auto run = store::find_run(*transaction, {id});
  if (!run) return fail(run.error());
  if (!*run || (*run)->request.kind != kKind) return std::nullopt;
  Job job = job_of(**run);
  const auto result = store::find_result(*transaction, {id}, "", kResultName);
  if (!result) return fail(result.error());
  if (*result) job.result = result_of((*result)->body);
  return job;
}

Result<std::vector<Job>> list_jobs(const store::Store& store, const std::optional<std::int64_t>& account, std::size_t limit) {
  auto transaction = store.read();
  if (!transaction) return fail(transaction.error());
  store::RunQuery query;
  query.kind = kKind;
  if (account) query.account = store::AccountId{*account};
  query.limit = limit;
  const auto runs = store::list_runs(*transaction, query);
  if (!runs) return fail(runs.error());
  std::vector<Job> jobs;
  for (const store::Run& run : *runs) {
    jobs.push_back(job_of(run));
    const auto result = store::find_result(*transaction, run.id, "", kResultName);
    if (!result) return fail(result.error());
    if (*result) jobs.back().result = result_of((*result)->body);
  }
  return jobs;
}

}  // namespace junheng::app
