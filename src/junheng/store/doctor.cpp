#include "junheng/store/doctor.h"

#include <filesystem>

#include <fmt/format.h>

#include "junheng/store/audit.h"
#include "junheng/store/runs.h"
#include "junheng/store/sqlite_database.h"
#include "junheng/store/tables.h"

namespace junheng::store {

namespace {

namespace fs = std::filesystem;

std::string mebibytes(std::uint64_t bytes) { return fmt::format("{}", bytes >> 20); }

/// A check that could not be made tells why.
DoctorCheck unreadable(std::string check, const Error& error) {
  return {std::move(check), CheckState::Failed, {{"error_zh", error.message(Lang::Zh)}, {"error_en", error.message(Lang::En)}}};
}

DoctorCheck check_integrity(const Store& store) {
  const auto fault = check_sqlite(store.file());
  if (!fault) return unreadable("integrity", fault.error());
  if (fault->empty()) return {"integrity", CheckState::Good, {{"found", "ok"}}};
  return {"integrity", CheckState::Failed, {{"found", *fault}}};
}

DoctorCheck check_schema(Transaction& transaction) {
  const auto version = schema_version(transaction);
  if (!version) return unreadable("schema", version.error());
  return {"schema",
          *version == known_schema_version() ? CheckState::Good : CheckState::Warning,
          {{"found", fmt::format("{}", *version)}, {"known", fmt::format("{}", known_schema_version())}}};
}

DoctorCheck check_audit(Transaction& transaction) {
  const auto audit = verify_audit(transaction);
  if (!audit) return unreadable("audit", audit.error());
  Params params = {{"count", fmt::format("{}", audit->entries)}};
  if (audit->first_broken) params.emplace_back("seq", fmt::format("{}", *audit->first_broken));
  return {"audit", audit->first_broken ? CheckState::Failed : CheckState::Good, std::move(params)};
}

DoctorCheck check_orphans(Transaction& transaction) {
  const auto orphans = find_orphans(transaction);
  if (!orphans) return unreadable("orphans", orphans.error());
  std::int64_t count = 0;
  std::string tables;
  for (const Orphans& each : *orphans) {
    count += each.count;
    tables += fmt::format("{}{}", tables.empty() ? " (" : ", ", each.table);
  }
  if (!tables.empty()) tables += ")";
  return {"orphans", count == 0 ? CheckState::Good : CheckState::Failed, {{"count", fmt::format("{}", count)}, {"tables", tables}}};
}

DoctorCheck check_runs(Transaction& transaction) {
  const auto runs = transaction.query("SELECT count(*) FROM run WHERE state IN ('queued', 'running')");
  if (!runs) return unreadable("unfinished_runs", runs.error());
  const std::int64_t count = runs->front().integer(0);
  return {"unfinished_runs", count == 0 ? CheckState::Good : CheckState::Warning, {{"count", fmt::format("{}", count)}}};
}

/// Assessments that are not shown, but for those that were made again.
DoctorCheck check_run_forms(Transaction& transaction, std::int64_t form) {
  const auto runs = transaction.query(
      "SELECT count(*) FROM run AS old JOIN run_snapshot AS input ON input.run_id = old.id WHERE old.kind = 'assess' AND old.state = "
      "'done' "
      "AND old.form <> ? AND NOT EXISTS (SELECT 1 FROM run JOIN run_snapshot ON run_snapshot.run_id = run.id WHERE run.kind = 'assess' "
      "AND run.state = 'done' AND run.form = ? AND run_snapshot.snapshot_id = input.snapshot_id AND run.standard_id = old.standard_id "
      "AND run.parameters = old.parameters)",
      {form, form});
  if (!runs) return unreadable("other_form_runs", runs.error());
  const std::int64_t count = runs->front().integer(0);
  return {"other_form_runs", count == 0 ? CheckState::Good : CheckState::Warning, {{"count", fmt::format("{}", count)}}};
}

std::uint64_t size_of(fs::path file, std::string_view ending) {
  file += ending;
  std::error_code failure;
  const auto size = fs::file_size(file, failure);
  return failure ? 0 : size;
}

DoctorCheck check_disk(const Store& store, const DoctorLimits& limits) {
  std::error_code failure;
  const fs::space_info space = fs::space(store.file(), failure);
  const std::uint64_t size = size_of(store.file(), "") + size_of(store.file(), "-wal");
  const bool is_short = failure || space.available < limits.free_bytes || space.available < size;
  return {"disk",
          is_short ? CheckState::Warning : CheckState::Good,
          {{"free", failure ? "?" : mebibytes(space.available)}, {"size", mebibytes(size)}}};
}

DoctorCheck check_permissions(const Store& store) {
  constexpr fs::perms kOthers = fs::perms::group_all | fs::perms::others_all;
  std::string open;
  const auto look = [&](const fs::path& path) {
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (failure || (status.permissions() & kOthers) == fs::perms::none) return;
    open += (open.empty() ? "" : ", ") + path.string();
  };
  look(store.file().parent_path());
  for (const char* ending : {"", "-wal", "-shm"}) {
    fs::path file = store.file();
    look(file += ending);
  }
  if (open.empty()) return {"permissions", CheckState::Good, {}};
  return {"permissions", CheckState::Warning, {{"files", open}}};
}

DoctorCheck check_wal(const Store& store, const DoctorLimits& limits) {
  const std::uint64_t size = size_of(store.file(), "-wal");
  return {"wal", size > limits.wal_bytes ? CheckState::Warning : CheckState::Good, {{"size", mebibytes(size)}}};
}

/// What stands for {found} of a check: words of the catalogue.
std::string found_text(const DoctorCheck& check, Lang lang) {
  const auto value = [&](std::string_view key) -> std::string {
    for (const auto& [name, text] : check.params)
      if (name == key) return text;
    return {};
  };
  if (const std::string error = value(lang == Lang::Zh ? "error_zh" : "error_en"); !error.empty()) return error;
  if (check.check == "audit" && !value("seq").empty()) return text("store.doctor.broken_at", lang, check.params);
  if (check.check == "permissions" && !value("files").empty()) return text("store.doctor.open_to_others", lang, check.params);
  if (const std::string found = value("found"); !found.empty() && found != "ok") return found;
  return std::string(text("store.doctor.good", lang));
}

}  // namespace

std::string_view to_string(CheckState state) {
  switch (state) {
    case CheckState::Good: return "ok";
    case CheckState::Warning: return "warning";
    case CheckState::Failed: return "error";
  }
  return "error";
}

std::string DoctorCheck::finding(Lang lang) const {
  const std::string found = found_text(*this, lang);
  for (const auto& [name, value] : params)
    if (name == "error_en") return found;
  Params all = {{"found", found}};
  all.insert(all.end(), params.begin(), params.end());
  return text("store.doctor." + check, lang, all);
}

std::string DoctorCheck::remedy(Lang lang) const {
  return state == CheckState::Good ? std::string() : text("store.doctor." + check + ".remedy", lang, params);
}

std::vector<DoctorCheck> examine(Store& store, const DoctorLimits& limits) {
  std::vector<DoctorCheck> checks;
  const bool is_file = store.engine() == Engine::Sqlite;
  if (is_file) checks.push_back(check_integrity(store));
  // A transaction each: one that failed gives no more.
  constexpr std::array kReads = {check_schema, check_audit, check_orphans, check_runs};
  constexpr std::array kNames = {"schema", "audit", "orphans", "unfinished_runs"};
  for (std::size_t i = 0; i < kReads.size(); ++i) {
    auto transaction = store.read();
    checks.push_back(transaction ? kReads[i](*transaction) : unreadable(kNames[i], transaction.error()));
  }
  if (limits.run_form) {
    auto transaction = store.read();
    checks.push_back(transaction ? check_run_forms(*transaction, *limits.run_form) : unreadable("other_form_runs", transaction.error()));
  }
  if (!is_file) return checks;
  checks.push_back(check_disk(store, limits));
  checks.push_back(check_permissions(store));
  checks.push_back(check_wal(store, limits));
  return checks;
}

}  // namespace junheng::store
