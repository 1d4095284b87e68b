#include "junheng/app/area_scope.h"

#include "junheng/app/area_places.h"
#include "junheng/app/run_bodies.h"
#include "junheng/core/codes.h"
#include "junheng/store/accounts.h"

namespace junheng::app {

namespace {

tl::unexpected<Error> unknown_area(std::string_view code) { return fail(Code::UnknownAreaCode, {{"code", std::string(code)}}); }

}  // namespace

Result<store::AreaRow> visible_area(store::Transaction& transaction, store::SnapshotId snapshot, std::string_view code,
                                    const Access& access) {
  if (code == kWholeCode) {
    if (!access.sees_all_areas()) return unknown_area(code);
    const auto of = store::find_snapshot(transaction, snapshot);
    if (!of) return fail(of.error());
    if (*of && (*of)->root_codes.size() == 1) return visible_area(transaction, snapshot, (*of)->root_codes.front(), access);
    store::AreaRow whole;
    whole.code = kWholeCode;
    whole.level = "country";
    return whole;
  }
  auto area = store::find_area(transaction, snapshot, code);
  if (!area) return fail(area.error());
  if (!*area || !access.covers((*area)->path)) return unknown_area(code);
  return std::move(**area);
}

std::string code_or_own(const std::string& asked, const Access& access) {
  if (!asked.empty()) return asked;
  return access.sees_all_areas() ? std::string(kWholeCode) : access.area_code;
}

Result<std::optional<store::AreaRow>> own_area(store::Transaction& transaction, store::SnapshotId snapshot, const Access& access) {
  if (access.sees_all_areas()) return std::optional(store::AreaRow());
  return store::find_area(transaction, snapshot, access.area_code);
}

Result<store::Snapshot> visible_snapshot(store::Transaction& transaction, std::int64_t id, const Access& access) {
  auto snapshot = store::find_snapshot(transaction, {id});
  if (!snapshot) return fail(snapshot.error());
  if (!*snapshot) return fail(Code::NoSuchSnapshot, {{"id", std::to_string(id)}});
  const auto own = own_area(transaction, {id}, access);
  if (!own) return fail(own.error());
  if (!*own) return fail(Code::NoSuchSnapshot, {{"id", std::to_string(id)}});
  return std::move(**snapshot);
}

Result<VisibleRun> visible_run(store::Transaction& transaction, std::int64_t id, const Access& access) {
  auto run = store::find_run(transaction, {id});
  if (!run) return fail(run.error());
  const auto no_such_run = [&] { return fail(Code::NoSuchRun, {{"id", std::to_string(id)}}); };
  if (!*run || (*run)->request.kind != "assess" || (*run)->request.snapshots.empty()) return no_such_run();
  auto snapshot = visible_snapshot(transaction, (*run)->request.snapshots.front().value, access);
  if (!snapshot && snapshot.error().code == Code::NoSuchSnapshot) return no_such_run();
  if (!snapshot) return fail(snapshot.error());
  return VisibleRun{std::move(**run), std::move(*snapshot)};
}

Result<VisibleRun> finished_run(store::Transaction& transaction, std::int64_t id, const Access& access) {
  auto found = visible_run(transaction, id, access);
  if (!found) return found;
  if (found->run.state != store::RunState::Done)
    return fail(Code::RunNotDone, {{"id", std::to_string(id)}, {"state", std::string(to_string(found->run.state))}});
  if (found->run.request.form != kRunForm)
    return fail(Code::RunFormDiffers, {{"id", std::to_string(id)},
                                       {"version", found->run.request.program_version},
                                       {"form", std::to_string(found->run.request.form)},
                                       {"own", std::to_string(kRunForm)}});
  return found;
}

Result<VisiblePlace> visible_place(store::Transaction& transaction, std::int64_t run_id, std::string_view area_code, const Access& access) {
  auto run = finished_run(transaction, run_id, access);
  if (!run) return fail(run.error());
  auto area = visible_area(transaction, run->snapshot.id, area_code, access);
  if (!area) return fail(area.error());
  return VisiblePlace{std::move(*run), std::move(*area)};
}

Result<std::int64_t> count_schools_in(store::Transaction& transaction, store::SnapshotId snapshot, const store::AreaRow& area) {
  return store::count_schools(transaction, {snapshot, area.code == kWholeCode ? std::string() : area.code, "", "", 1});
}

Result<CacheMaker> table_maker(Office& office, store::SnapshotId snapshot, const store::AreaRow& area) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto schools = count_schools_in(*transaction, snapshot, area);
  if (!schools) return fail(schools.error());
  return office.maker(*schools);
}

Result<std::string> login_of(store::Transaction& transaction, const std::optional<store::AccountId>& account) {
  if (!account) return std::string("junheng");
  const auto found = store::find_account(transaction, *account);
  if (!found) return fail(found.error());
  return *found ? (*found)->login : std::to_string(account->value);
}

}  // namespace junheng::app
