#include "junheng/app/store_case.h"

#include <algorithm>

#include "junheng/app/run_bodies.h"
#include "junheng/app/store_place.h"
#include "junheng/app/upkeep.h"
#include "junheng/formats/json_writer.h"
#include "junheng/store/backup.h"
#include "junheng/store/doctor.h"
#include "junheng/store/store.h"

namespace junheng::app {

namespace {

constexpr int kExitFailed = 1;

Result<store::Store> open_store(const StoreTarget& target) {
  auto place = store_place(target.place, target.settings);
  if (!place) return fail(place.error());
  store::StoreOptions options;
  options.place = std::move(*place);
  options.time = target.now;
  options.must_exist = true;
  return store::Store::open(options);
}

}  // namespace

Result<Outcome> run_backup(const StoreTarget& target, const std::string& file, const Session& session) {
  auto store = open_store(target);
  if (!store) return fail(store.error());
  if (auto made = store::backup(*store, file); !made) return fail(made.error());
  if (target.format == OutputFormat::Json) {
    formats::JsonWriter writer(formats::JsonWriter::Layout::Indented);
    writer.begin_object().member("file", file).member("place", store->place()).end_object();
    return Outcome{writer.take() + "\n", 0};
  }
  return Outcome{text("backup.done", session.lang, {{"place", store->place()}, {"file", file}}) + "\n", 0};
}

Result<Outcome> run_restore(const StoreTarget& target, const std::string& file, ExistingStore existing, const Session& session) {
  const auto place = store_place(target.place, target.settings);
  if (!place) return fail(place.error());
  const auto report = store::restore({.file = file,
                                      .place = *place,
                                      .existing = existing == ExistingStore::SetAside ? store::Existing::SetAside : store::Existing::Refuse,
                                      .time = target.now});
  if (!report) return fail(report.error());
  if (target.format == OutputFormat::Json) {
    formats::JsonWriter writer(formats::JsonWriter::Layout::Indented);
    writer.begin_object()
        .member("file", file)
        .member("schema_version", report->schema_version)
        .member("audit_events", report->audit_entries)
        .key("set_aside");
    if (report->set_aside.empty()) writer.null();
    else writer.value(report->set_aside.string());
    writer.end_object();
    return Outcome{writer.take() + "\n", 0};
  }
  std::string out = text("restore.done", session.lang, {{"file", file}, {"events", std::to_string(report->audit_entries)}}) + "\n";
  if (!report->set_aside.empty()) out += text("restore.set_aside", session.lang, {{"path", report->set_aside.string()}}) + "\n";
  return Outcome{out, 0};
}

Result<Outcome> run_doctor(const StoreTarget& target, const Session& session) {
  auto store = open_store(target);
  if (!store) return fail(store.error());
  const auto checks = store::examine(*store, {.run_form = kRunForm});
  const bool has_failed = std::ranges::any_of(checks, [](const auto& check) { return check.state == store::CheckState::Failed; });
  const int exit_code = has_failed ? kExitFailed : 0;
  if (target.format == OutputFormat::Json) {
    formats::JsonWriter writer(formats::JsonWriter::Layout::Indented);
    writer.begin_object().key("checks").begin_array();
    for (const store::DoctorCheck& check : checks)
      writer.begin_object()
          .member("id", check.check)
          .member("state", to_string(check.state))
          .member("text", check.finding(session.lang))
          .member("remedy", check.remedy(session.lang))
          .end_object();
    writer.end_array().end_object();
    return Outcome{writer.take() + "\n", exit_code};
  }
  std::string out;
  for (const store::DoctorCheck& check : checks) {
    out += std::string(text("doctor." + std::string(to_string(check.state)), session.lang)) + "  " + check.finding(session.lang) + "\n";
    if (check.state != store::CheckState::Good) out += "  → " + check.remedy(session.lang) + "\n";
  }
  return Outcome{out, exit_code};
}

Result<Outcome> run_audit_verify(const StoreTarget& target, const Session& session) {
  auto store = open_store(target);
  if (!store) return fail(store.error());
  const auto state = verify_audit(*store);
  if (!state) return fail(state.error());
  const int exit_code = state->first_broken ? kExitFailed : 0;
  if (target.format == OutputFormat::Json) {
    formats::JsonWriter writer(formats::JsonWriter::Layout::Indented);
    writer.begin_object().member("is_intact", !state->first_broken.has_value()).member("events", state->events).key("first_broken");
    if (state->first_broken) writer.value(*state->first_broken);
    else writer.null();
    writer.end_object();
    return Outcome{writer.take() + "\n", exit_code};
  }
  const std::string seq = std::to_string(state->first_broken.value_or(0));
  const Params params = {{"count", std::to_string(state->events)}, {"seq", seq}};
  return Outcome{text(state->first_broken ? "audit.broken" : "audit.intact", session.lang, params) + "\n", exit_code};
}

}  // namespace junheng::app
