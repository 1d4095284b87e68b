#include "junheng/app/scenario_case.h"

#include <algorithm>

#include "junheng/app/area_places.h"
#include "junheng/app/area_scope.h"
#include "junheng/app/run_case.h"
#include "junheng/app/what_if_changes.h"
#include "junheng/core/codes.h"
#include "junheng/formats/json_reader.h"
#include "junheng/formats/json_writer.h"
#include "junheng/store/scenarios.h"
#include "junheng/store/sha256.h"

namespace junheng::app {

namespace {

using formats::JsonReader;
using formats::JsonWriter;

constexpr std::size_t kMostChanges = 5000;

tl::unexpected<Error> no_such_scenario(std::int64_t id) { return fail(Code::NoSuchScenario, {{"id", std::to_string(id)}}); }

/// For whom a scenario is shown.
struct Viewer {
  report::Masking masking = report::Masking::SmallCountsHidden;
  Lang lang = Lang::Zh;
};

/// What a change was typed in for is known to the planner: a number of so few pupils is likely the real one, or next to it.
bool is_hidden(const ValueOfSchool& change, report::Masking masking) {
  return masking == report::Masking::SmallCountsHidden && report::counts_pupils(change.measure) && report::is_small_count(change.value);
}

void write_change_members(JsonWriter& json, const ValueOfSchool& change) {
  json.member("school_id", std::string_view(change.school_id)).member("stage", to_string(change.stage));
  json.member("measure", std::string_view(change.measure)).member("value", change.value);
}

void write_changes(JsonWriter& json, const std::vector<ValueOfSchool>& changes, report::Masking masking) {
  json.key("changes").begin_array();
  for (const ValueOfSchool& change : changes) {
    if (is_hidden(change, masking)) continue;
    json.begin_object();
    write_change_members(json, change);
    json.end_object();
  }
  json.end_array();
}

/// The changes that the run's data do not take, with the reason in words.
void write_not_applied(JsonWriter& json, const std::vector<RefusedChange>& refused, const Viewer& viewer) {
  json.key("not_applied").begin_array();
  for (const RefusedChange& each : refused) {
    // The reason may tell the number of another change of the same cell.
    if (viewer.masking == report::Masking::SmallCountsHidden && report::counts_pupils(each.change.measure)) continue;
    json.begin_object();
    write_change_members(json, each.change);
    json.member("reason", std::string_view(each.error.message(viewer.lang))).end_object();
  }
  json.end_array();
}

/// The column `changes` of the store: the changes with the run and the note that the store has no columns for.
std::string stored_text(const ScenarioDraft& draft) {
  JsonWriter json;
  json.begin_object().member("run_id", draft.run_id).member("note", std::string_view(draft.note));
  write_changes(json, draft.changes, report::Masking::Full);
  return json.end_object().take();
}

ScenarioDraft draft_of(const store::Scenario& scenario) {
  ScenarioDraft draft;
  draft.name = scenario.name;
  draft.area_code = scenario.area_code;
  auto json = JsonReader::parse(scenario.changes);
  if (!json) return draft;
  draft.run_id = json->integer("run_id");
  draft.note = json->text("note");
  for (JsonReader& change : json->objects("changes", kMostChanges))
    draft.changes.push_back(
        {change.text("school_id"), parse_stage(change.text("stage")).value_or(Stage::All), change.text("measure"), change.number("value")});
  return draft;
}

/// The view as an object that is still open.
Result<JsonWriter> begun_view(store::Transaction& transaction, const store::Scenario& scenario, const Access& access) {
  const auto login = login_of(transaction, scenario.account);
  if (!login) return fail(login.error());
  const ScenarioDraft draft = draft_of(scenario);
  const auto run = shown_run(transaction, {draft.run_id});
  if (!run) return fail(run.error());
  JsonWriter json;
  json.begin_object().member("id", scenario.id.value).member("name", std::string_view(draft.name));
  json.member("note", std::string_view(draft.note)).member("run_id", run->value);
  json.member("area_code", std::string_view(draft.area_code));
  write_changes(json, draft.changes, masking_of(access));
  json.member("hidden_changes",
              std::ranges::count_if(draft.changes, [&](const ValueOfSchool& change) { return is_hidden(change, masking_of(access)); }));
  json.member("created_at", std::string_view(to_string(scenario.created))).member("created_by", std::string_view(*login));
  json.member("version", scenario.version);
  return json;
}

Result<std::string> view_of(store::Transaction& transaction, const store::Scenario& scenario, const Access& access) {
  auto json = begun_view(transaction, scenario, access);
  if (!json) return fail(json.error());
  return json->end_object().take();
}

/// Whether a scenario was made on the run, or on one that was replaced by it: another version of the program assesses the same once more.
Result<bool> is_of_run(store::Transaction& transaction, const store::Scenario& scenario, const std::optional<store::Run>& run) {
  const store::RunId made_on{draft_of(scenario).run_id};
  if (!run || made_on == run->id) return true;
  const auto own = store::find_run(transaction, made_on);
  if (!own) return fail(own.error());
  return *own && is_same_question(**own, *run);
}

/// A scenario of an area that the account sees.
Result<store::Scenario> visible_scenario(store::Transaction& transaction, std::int64_t id, const Access& access) {
  auto scenario = store::find_scenario(transaction, {id});
  if (!scenario) return fail(scenario.error());
  if (!*scenario) return no_such_scenario(id);
  const auto area = visible_area(transaction, (*scenario)->snapshot, (*scenario)->area_code, access);
  if (!area && area.error().code == Code::UnknownAreaCode) return no_such_scenario(id);
  if (!area) return fail(area.error());
  return std::move(**scenario);
}

Result<void> note(store::Transaction& transaction, const Access& access, UtcTime time, std::string event, std::int64_t id,
                  const std::string& before, const std::string& after) {
  const auto hash = [](const std::string& text) { return text.empty() ? std::string() : store::sha256(text); };
  const auto noted = store::append_audit(
      transaction, {actor_of(access, time), std::move(event), "scenario/" + std::to_string(id), hash(before), hash(after), "{}"});
  if (!noted) return fail(noted.error());
  return {};
}

/// The run's snapshot; the changes are tried, so that what is kept can be opened.
Result<store::SnapshotId> check_draft(Office& office, const Access& access, const ScenarioDraft& draft) {
  const auto tried = what_if(office, access, {draft.run_id, draft.area_code, Lang::En}, {draft.changes});
  if (!tried) return fail(tried.error());
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto run = visible_run(*transaction, draft.run_id, access);
  if (!run) return fail(run.error());
  return run->snapshot.id;
}

/// The changes that the data of the scenario's run do not take. None where the run cannot be opened: it says so where the scenario is
/// tried.
std::vector<RefusedChange> refused_of(Office& office, store::Transaction& transaction, const ScenarioDraft& draft, const Access& access) {
  const auto run = shown_run(transaction, {draft.run_id});
  if (!run) return {};
  const auto place = visible_place(transaction, run->value, draft.area_code, access);
  if (!place) return {};
  const auto desk = open_desk(office, transaction, place->run, place->area);
  return desk ? refused_changes(**desk, draft.changes) : std::vector<RefusedChange>();
}

}  // namespace

Result<std::string> list_scenario_views(Office& office, const Access& access, const ScenarioFilter& filter) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  std::vector<store::SnapshotId> snapshots;
  std::optional<store::Run> asked;
  if (filter.run_id) {
    auto run = visible_run(*transaction, *filter.run_id, access);
    if (!run) return fail(run.error());
    snapshots.push_back(run->snapshot.id);
    asked = std::move(run->run);
  } else {
    const auto all = store::list_snapshots(*transaction);
    if (!all) return fail(all.error());
    for (const store::Snapshot& snapshot : *all) snapshots.push_back(snapshot.id);
  }
  std::vector<store::Scenario> seen;
  for (const store::SnapshotId snapshot : snapshots) {
    auto scenarios = store::list_scenarios(*transaction, snapshot, filter.area_code);
    if (!scenarios) return fail(scenarios.error());
    for (store::Scenario& scenario : *scenarios) {
      const auto is_asked = is_of_run(*transaction, scenario, asked);
      if (!is_asked) return fail(is_asked.error());
      if (!*is_asked) continue;
      const auto area = visible_area(*transaction, snapshot, scenario.area_code, access);
      if (!area && area.error().code != Code::UnknownAreaCode) return fail(area.error());
      if (area) seen.push_back(std::move(scenario));
    }
  }
  std::ranges::stable_sort(seen, [](const store::Scenario& a, const store::Scenario& b) { return a.id > b.id; });
  JsonWriter json;
  json.begin_object().key("scenarios").begin_array();
  for (const store::Scenario& scenario : seen) {
    const auto view = view_of(*transaction, scenario, access);
    if (!view) return fail(view.error());
    json.raw(*view);
  }
  return json.end_array().end_object().take();
}

Result<std::string> show_scenario(Office& office, const Access& access, std::int64_t id, Lang lang) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto scenario = visible_scenario(*transaction, id, access);
  if (!scenario) return fail(scenario.error());
  auto json = begun_view(*transaction, *scenario, access);
  if (!json) return fail(json.error());
  write_not_applied(*json, refused_of(office, *transaction, draft_of(*scenario), access), {masking_of(access), lang});
  return json->end_object().take();
}

Result<std::string> save_scenario(Office& office, const Access& access, const ScenarioDraft& draft) {
  const auto snapshot = check_draft(office, access, draft);
  if (!snapshot) return fail(snapshot.error());
  auto transaction = office.store().write();
  if (!transaction) return fail(transaction.error());
  const UtcTime now = office.now();
  store::Scenario scenario;
  scenario.snapshot = *snapshot;
  scenario.area_code = draft.area_code;
  scenario.name = draft.name;
  scenario.changes = stored_text(draft);
  scenario.account = actor_of(access, now).account;
  scenario.created = now;
  scenario.changed = now;
  const auto id = store::create_scenario(*transaction, scenario);
  if (!id) return fail(id.error());
  scenario.id = *id;
  if (auto noted = note(*transaction, access, now, "scenario:create", id->value, "", scenario.changes); !noted) return fail(noted.error());
  auto view = view_of(*transaction, scenario, access);
  if (!view) return fail(view.error());
  if (auto kept = transaction->commit(); !kept) return fail(kept.error());
  return view;
}

Result<std::string> change_scenario(Office& office, const Access& access, std::int64_t id, std::int64_t version,
                                    const ScenarioDraft& draft) {
  const auto snapshot = check_draft(office, access, draft);
  if (!snapshot) return fail(snapshot.error());
  auto transaction = office.store().write();
  if (!transaction) return fail(transaction.error());
  auto scenario = visible_scenario(*transaction, id, access);
  if (!scenario) return fail(scenario.error());
  if (scenario->snapshot != *snapshot || scenario->area_code != draft.area_code) return fail(Code::ScenarioMoved);
  const std::string before = scenario->changes;
  scenario->name = draft.name;
  scenario->changes = stored_text(draft);
  scenario->changed = office.now();
  scenario->version = version;
  const auto next = store::update_scenario(*transaction, *scenario);
  if (!next) return fail(next.error());
  scenario->version = *next;
  if (auto noted = note(*transaction, access, office.now(), "scenario:change", id, before, scenario->changes); !noted)
    return fail(noted.error());
  auto view = view_of(*transaction, *scenario, access);
  if (!view) return fail(view.error());
  if (auto kept = transaction->commit(); !kept) return fail(kept.error());
  return view;
}

Result<void> remove_scenario(Office& office, const Access& access, std::int64_t id) {
  auto transaction = office.store().write();
  if (!transaction) return fail(transaction.error());
  const auto scenario = visible_scenario(*transaction, id, access);
  if (!scenario) return fail(scenario.error());
  if (auto gone = store::delete_scenario(*transaction, scenario->id); !gone) return gone;
  if (auto noted = note(*transaction, access, office.now(), "scenario:delete", id, scenario->changes, ""); !noted) return noted;
  return transaction->commit();
}

}  // namespace junheng::app
