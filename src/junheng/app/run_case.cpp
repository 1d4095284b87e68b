#include "junheng/app/run_case.h"

#include <algorithm>

#include "junheng/app/area_places.h"
#include "junheng/app/run_bodies.h"
#include "junheng/app/version.h"
#include "junheng/core/codes.h"
#include "junheng/formats/json_reader.h"
#include "junheng/formats/json_writer.h"

namespace junheng::app {

namespace {

using formats::JsonReader;
using formats::JsonWriter;
using store::RunState;

std::string parameters_json(const RunParameters& parameters) {
  JsonWriter json;
  json.begin_object()
      .member("school_year", parameters.year.first)
      .member("is_partial", parameters.is_partial)
      .key("tolerances")
      .begin_array();
  for (const std::string& tolerance : parameters.tolerances) json.value(std::string_view(tolerance));
  return json.end_array().end_object().take();
}

bool is_partial(const model::Dataset& dataset) {
  return !dataset.lost_rows.empty() || dataset.lost_unplaced_rows || !dataset.lost_figures.empty();
}

template <typename Steps>
Result<void> change(const store::Store& store, Steps steps) {
  auto transaction = store.write();
  if (!transaction) return fail(transaction.error());
  if (auto done = steps(*transaction); !done) return fail(done.error());
  return transaction->commit();
}

std::string_view form_word(std::int64_t form) { return form == kRunForm ? "current" : form < kRunForm ? "older" : "newer"; }

Result<SchoolYear> year_of(const store::Snapshot& snapshot, const std::optional<SchoolYear>& asked) {
  if (snapshot.years.empty()) return fail(Code::NoSchoolYears);
  if (!asked) return snapshot.years.back();
  if (std::ranges::find(snapshot.years, *asked) != snapshot.years.end()) return *asked;
  std::string years;
  for (const SchoolYear year : snapshot.years) years += (years.empty() ? "" : ", ") + std::to_string(year.first);
  return fail(Code::NoDataForYear, {{"year", std::to_string(asked->first)}, {"years", years}});
}

}  // namespace

std::string time_text(const std::optional<UtcTime>& time) { return time ? to_string(*time) : std::string(); }

RunParameters parameters_of(const store::Run& run) {
  RunParameters parameters;
  auto json = JsonReader::parse(run.request.parameters);
  if (!json) return parameters;
  parameters.year = SchoolYear{static_cast<int>(json->integer("school_year"))};
  parameters.is_partial = json->maybe_flag("is_partial").value_or(false);
  parameters.tolerances = json->texts_or_empty("tolerances");
  return parameters;
}

bool is_same_question(const store::Run& a, const store::Run& b) {
  const RunParameters one = parameters_of(a);
  const RunParameters other = parameters_of(b);
  return a.request.snapshots == b.request.snapshots && a.request.standard_id == b.request.standard_id && one.year == other.year &&
         one.tolerances == other.tolerances;
}

Result<store::RunId> shown_run(store::Transaction& transaction, store::RunId id) {
  const auto can_be_shown = [](const store::Run& run) { return run.state == RunState::Done && run.request.form == kRunForm; };
  const auto run = store::find_run(transaction, id);
  if (!run) return fail(run.error());
  if (!*run || (*run)->request.snapshots.empty() || can_be_shown(**run)) return id;
  store::RunQuery query;
  query.snapshot = (*run)->request.snapshots.front();
  query.kind = "assess";
  query.state = RunState::Done;
  query.standard_id = (*run)->request.standard_id;
  query.limit = 1000;
  const auto others = store::list_runs(transaction, query);
  if (!others) return fail(others.error());
  const auto shown =
      std::ranges::find_if(*others, [&](const store::Run& other) { return can_be_shown(other) && is_same_question(other, **run); });
  return shown == others->end() ? id : shown->id;
}

Result<report::RunView> run_view(store::Transaction& transaction, const Office& office, const store::Run& run,
                                 const store::Snapshot& snapshot, Lang lang) {
  const RunParameters parameters = parameters_of(run);
  auto login = login_of(transaction, run.request.actor.account);
  if (!login) return fail(login.error());
  const standards::Pack* pack = office.library().find(run.request.standard_id);
  report::RunView view;
  view.id = run.id.value;
  view.snapshot_id = snapshot.id.value;
  view.snapshot_name = snapshot.name;
  view.standard = run.request.standard_id;
  view.standard_title = pack == nullptr ? run.request.standard_id : pack->title.in(lang);
  view.school_year = parameters.year.first;
  view.tolerances = parameters.tolerances;
  view.is_partial = parameters.is_partial;
  view.is_synthetic = snapshot.is_synthetic;
  view.program_version = run.request.program_version;
  view.state = to_string(run.state);
  view.form = form_word(run.request.form);
  view.created_at = to_string(run.request.actor.time);
  view.created_by = std::move(*login);
  view.finished_at = time_text(run.finished);
  return view;
}

Result<store::RunId> plan_run(store::Transaction& transaction, Office& office, const Access& access, const RunOrder& order,
                              const model::Dataset& dataset) {
  const auto standard = office.standard(order.standard, *order.year, order.tolerances);
  if (!standard) return fail(standard.error());
  store::RunRequest request;
  request.kind = "assess";
  request.snapshots = {{order.snapshot_id}};
  request.standard_id = order.standard;
  request.standard_version = to_string((*standard)->on);
  request.standard_hash = office.standard_hash(order.standard);
  request.parameters = parameters_json({*order.year, order.tolerances, is_partial(dataset)});
  request.program_version = std::string(kVersion);
  request.actor = actor_of(access, office.now());
  request.owner = office.owner();
  request.form = kRunForm;
  return store::create_run(transaction, request);
}

RunState ended_as(const Result<void>& done, const JobContext& context) {
  if (done) return RunState::Done;
  if (done.error().code != Code::Interrupted) return RunState::Failed;
  return context.stopped_as ? context.stopped_as() : RunState::Cancelled;
}

Result<void> carry_out_run(Office& office, const Access& access, store::RunId id, const RunOrder& order, const model::Dataset& dataset,
                           const JobContext& context) {
  UtcTime finished;
  const auto saved = [&]() -> Result<void> {
    auto standard = office.standard(order.standard, *order.year, order.tolerances);
    if (!standard) return fail(standard.error());
    RunBodies bodies{&dataset, *standard, *order.year, {}, office.threads()};
    const auto begun = change(office.store(), [&](store::Transaction& transaction) -> Result<void> {
      if (auto started = store::start_run(transaction, id, office.now()); !started) return started;
      const auto run = store::find_run(transaction, id);
      if (!run) return fail(run.error());
      const auto snapshot = store::find_snapshot(transaction, {order.snapshot_id});
      if (!snapshot) return fail(snapshot.error());
      auto view = run_view(transaction, office, **run, **snapshot, Lang::Zh);
      if (!view) return fail(view.error());
      bodies.run = std::move(*view);
      return {};
    });
    if (!begun) return begun;
    // The pages are written before the run ends, and say that it has.
    finished = office.now();
    bodies.run.state = to_string(RunState::Done);
    bodies.run.finished_at = to_string(finished);
    return save_run_bodies(office.store(), bodies, context);
  }();
  if (!saved) finished = office.now();
  const RunState state = ended_as(saved, context);
  JsonWriter fault;
  if (!saved) fault.begin_object().member("message", std::string_view(saved.error().message(Lang::En))).end_object();
  const std::string details = JsonWriter()
                                  .begin_object()
                                  .member("snapshot", order.snapshot_id)
                                  .member("standard", std::string_view(order.standard))
                                  .member("school_year", order.year->first)
                                  .member("state", to_string(state))
                                  .end_object()
                                  .take();
  const store::RunEnd end{state, fault.take(), finished};
  const auto end_run = [&office, access, id, end, details, hash = office.standard_hash(order.standard)]() -> Result<void> {
    if (auto here = office.renew_presence(); !here) return here;
    return change(office.store(), [&](store::Transaction& transaction) -> Result<void> {
      if (auto ended = store::end_run(transaction, id, end); !ended) return ended;
      const auto noted = store::append_audit(
          transaction, {actor_of(access, end.time), "run:create", "run/" + std::to_string(id.value), "", hash, details});
      if (!noted) return fail(noted.error());
      return {};
    });
  };
  const auto ended = end_run();
  if (!ended) office.finish_later(end_run);
  return saved ? ended : saved;
}

void end_planned_run(Office& office, store::RunId id, RunState state) {
  const auto end_run = [&office, end = store::RunEnd{state, "", office.now()}, id]() -> Result<void> {
    if (auto here = office.renew_presence(); !here) return here;
    return change(office.store(), [&](store::Transaction& transaction) { return store::end_run(transaction, id, end); });
  };
  if (auto ended = end_run(); !ended) office.finish_later(end_run);
}

Result<Job> start_run(Office& office, const Access& access, const RunOrder& order) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto snapshot = visible_snapshot(*transaction, order.snapshot_id, access);
  if (!snapshot) return fail(snapshot.error());
  if (!access.sees_all_areas()) {
    // Whoever sees the one topmost area sees the whole.
    if (snapshot->root_codes != std::vector{access.area_code}) return fail(Code::RunNeedsWhole);
  }
  RunOrder exact = order;
  const auto year = year_of(*snapshot, order.year);
  if (!year) return fail(year.error());
  exact.year = *year;
  if (auto standard = office.standard(order.standard, *year, order.tolerances); !standard) return fail(standard.error());
  return office.jobs().submit("assess", access, [&office, access, exact](const JobContext& context) -> Result<JobResult> {
    context.report(0, "job.step.load");
    Result<model::Dataset> dataset = [&]() -> Result<model::Dataset> {
      auto reading = office.store().read();
      if (!reading) return fail(reading.error());
      return store::load_snapshot(*reading, {exact.snapshot_id}, office.threads());
    }();
    if (!dataset) return fail(dataset.error());
    add_whole_area(*dataset, office.threads());
    std::optional<store::RunId> run;
    const auto planned = change(office.store(), [&](store::Transaction& planning) -> Result<void> {
      const auto id = plan_run(planning, office, access, exact, *dataset);
      if (!id) return fail(id.error());
      run = *id;
      return {};
    });
    if (!planned) return fail(planned.error());
    if (auto done = carry_out_run(office, access, *run, exact, *dataset, context); !done) return fail(done.error());
    JobResult result;
    result.snapshot_id = exact.snapshot_id;
    result.run_ids = {run->value};
    return result;
  });
}

Result<std::string> show_run(Office& office, const Access& access, std::int64_t id, Lang lang) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto found = visible_run(*transaction, id, access);
  if (!found) return fail(found.error());
  const auto view = run_view(*transaction, office, found->run, found->snapshot, lang);
  if (!view) return fail(view.error());
  JsonWriter json;
  report::write_run(json, *view);
  return json.take();
}

Result<std::string> list_run_views(Office& office, const Access& access, const RunFilter& filter, Lang lang) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  store::RunQuery query;
  query.kind = "assess";
  query.area_code = access.area_code;
  // One more than the page holds tells whether there is another.
  query.limit = filter.limit + 1;
  if (filter.snapshot) query.snapshot = store::SnapshotId{*filter.snapshot};
  if (filter.before) query.before = store::RunId{*filter.before};
  auto runs = store::list_runs(*transaction, query);
  if (!runs) return fail(runs.error());
  const bool has_more = runs->size() > filter.limit;
  if (has_more) runs->pop_back();
  std::map<std::int64_t, std::optional<store::Snapshot>> snapshots;
  JsonWriter json;
  json.begin_object().key("runs").begin_array();
  for (const store::Run& run : *runs) {
    if (run.request.snapshots.empty()) continue;
    const std::int64_t of = run.request.snapshots.front().value;
    if (!snapshots.contains(of)) {
      auto seen = visible_snapshot(*transaction, of, access);
      if (!seen && seen.error().code != Code::NoSuchSnapshot) return fail(seen.error());
      snapshots[of] = seen ? std::optional(std::move(*seen)) : std::nullopt;
    }
    if (!snapshots[of]) continue;
    const auto view = run_view(*transaction, office, run, *snapshots[of], lang);
    if (!view) return fail(view.error());
    report::write_run(json, *view);
  }
  json.end_array().key("next");
  if (has_more) json.value(runs->back().id.value);
  else json.null();
  return json.end_object().take();
}

}  // namespace junheng::app
