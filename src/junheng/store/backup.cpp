#include "junheng/store/backup.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "junheng/core/codes.h"
#include "junheng/store/audit.h"
#include "junheng/store/sqlite_database.h"
#include "junheng/store/tables.h"

namespace junheng::store {

namespace {

namespace fs = std::filesystem;

/// What a database file is, after everything that can be checked without its store was.
struct Checked {
  int schema_version = 0;
  std::int64_t audit_entries = 0;
};

Result<Checked> check_database(Database& database) {
  auto transaction = Transaction::begin(database, Access::Read);
  if (!transaction) return fail(std::move(transaction.error()));
  const auto version = schema_version(*transaction);
  if (!version) return fail(version.error());
  if (*version == 0) return fail(Code::StoreNotOurs, {{"place", database.place()}});
  if (*version > known_schema_version())
    return fail(
        Code::StoreTooNew,
        {{"place", database.place()}, {"found", fmt::format("{}", *version)}, {"known", fmt::format("{}", known_schema_version())}});
  const auto audit = verify_audit(*transaction);
  if (!audit) return fail(audit.error());
  if (audit->first_broken) return fail(Code::AuditChainBroken, {{"seq", fmt::format("{}", *audit->first_broken)}});
  return Checked{*version, audit->entries};
}

/// Opens a copy that nobody else knows of, to check it.
Result<Checked> check_file(const fs::path& file) {
  SqliteOptions options;
  options.file = file;
  options.must_exist = true;
  const auto database = open_sqlite(options);
  if (!database) return fail(database.error());
  return check_database(**database);
}

void remove_database(const fs::path& file) {
  std::error_code ignored;
  for (const char* ending : {"", "-wal", "-shm"}) {
    fs::path each = file;
    each += ending;
    fs::remove(each, ignored);
  }
}

/// A backup is one file: what its check left in files beside it is brought into it.
Result<void> close_into_one_file(const fs::path& file) {
  SqliteOptions options;
  options.file = file;
  options.must_exist = true;
  const auto database = open_sqlite(options);
  if (!database) return fail(database.error());
  const auto lease = (*database)->lease(Access::Write);
  if (!lease) return fail(lease.error());
  return (*lease)->run_script("PRAGMA journal_mode = DELETE");
}

Result<void> copy_server_into_file(Store& store, const fs::path& file) {
  SqliteOptions options;
  options.file = file;
  auto target = open_sqlite(options);
  if (!target) return fail(std::move(target.error()));
  auto source = store.read();
  if (!source) return fail(std::move(source.error()));
  // The file gets the schema of this program, and so has the server: it was migrated when the store was opened.
  if (auto made = migrate(**target, {}); !made) return fail(std::move(made.error()));
  auto into = Transaction::begin(**target, Access::Write);
  if (!into) return fail(std::move(into.error()));
  if (auto copied = copy_tables(*source, *into); !copied) return copied;
  return into->commit();
}

/// A database that is removed when nobody needs it.
class Scratch {
 public:
  explicit Scratch(fs::path file) : file_(std::move(file)) { remove_database(file_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { remove_database(file_); }
  [[nodiscard]] const fs::path& file() const { return file_; }

 private:
  fs::path file_;
};

/// A copy of an older backup, brought to the schema of this program. The backup itself stays as it is.
Result<void> copy_in_this_schema(const fs::path& from, const fs::path& into) {
  if (auto copied = copy_sqlite(from, into); !copied) return copied;
  SqliteOptions options;
  options.file = into;
  options.must_exist = true;
  const auto database = open_sqlite(options);
  if (!database) return fail(database.error());
  // No copy of the copy.
  const auto migrated = migrate(**database, {});
  if (!migrated) return fail(migrated.error());
  return {};
}

Result<RestoreReport> restore_into_server(const RestoreRequest& request) {
  const auto fault = check_sqlite(request.file);
  if (!fault) return fail(fault.error());
  if (!fault->empty()) return fail(Code::StoreCorrupted, {{"place", request.file.string()}, {"reason", *fault}});
  const auto checked = check_file(request.file);
  if (!checked) return fail(checked.error());
  const bool is_older = checked->schema_version < known_schema_version();
  fs::path beside = request.file;
  beside += fmt::format(".migrating-{}", ::getpid());
  std::optional<Scratch> scratch;
  if (is_older) {
    scratch.emplace(beside);
    if (auto copied = copy_in_this_schema(request.file, scratch->file()); !copied) return fail(std::move(copied.error()));
  }
  auto store = Store::open({request.place, request.time});
  if (!store) return fail(std::move(store.error()));
  auto into = store->write();
  if (!into) return fail(std::move(into.error()));
  const auto is_empty = are_tables_empty(*into);
  if (!is_empty) return fail(is_empty.error());
  if (!*is_empty) return fail(Code::StoreTargetNotEmpty, {{"place", store->place()}});
  SqliteOptions options;
  options.file = is_older ? scratch->file() : request.file;
  options.must_exist = true;
  const auto source = open_sqlite(options);
  if (!source) return fail(source.error());
  auto from = Transaction::begin(**source, Access::Read);
  if (!from) return fail(std::move(from.error()));
  if (auto copied = copy_tables(*from, *into); !copied) return fail(std::move(copied.error()));
  if (auto kept = into->commit(); !kept) return fail(std::move(kept.error()));
  return RestoreReport{checked->schema_version, checked->audit_entries, {}};
}

/// Whether a program has the database open: it would go on writing into the file that is set aside.
Result<void> must_be_free(const fs::path& file) {
  SqliteOptions options;
  options.file = file;
  options.must_exist = true;
  options.wait = std::chrono::milliseconds(500);
  const auto database = open_sqlite(options);
  // A damaged database is what restoring is for.
  if (!database) return {};
  const auto lease = (*database)->lease(Access::Write);
  if (!lease) return {};
  // Leaving WAL needs the file alone.
  const auto left = (*lease)->query("PRAGMA journal_mode = DELETE", {});
  if (!left && left.error().code == Code::StoreLocked) return fail(left.error());
  return {};
}

/// Renames a database to junheng.db.replaced, or that with the first number that is free.
Result<fs::path> set_aside(const fs::path& file) {
  fs::path name = file;
  name += ".replaced";
  std::error_code failure;
  for (int number = 2; fs::exists(name, failure); ++number) {
    name = file;
    name += fmt::format(".replaced-{}", number);
  }
  for (const char* ending : {"-wal", "-shm", ""}) {
    fs::path from = file;
    fs::path into = name;
    from += ending;
    into += ending;
    if (fs::exists(from, failure)) fs::rename(from, into, failure);
    if (failure) return fail(Code::StoreCannotOpen, {{"place", from.string()}, {"reason", failure.message()}});
  }
  return name;
}

}  // namespace

Result<void> backup(Store& store, const fs::path& file) {
  std::error_code ignored;
  if (fs::exists(file, ignored)) return fail(Code::StoreTargetExists, {{"place", file.string()}});
  // Under another name until it is checked.
  fs::path unfinished = file;
  unfinished += ".part";
  remove_database(unfinished);
  const auto finish = [&]() -> Result<void> {
    auto copied = store.engine() == Engine::Sqlite ? copy_sqlite(store.file(), unfinished) : copy_server_into_file(store, unfinished);
    if (!copied) return copied;
    if (const auto checked = check_file(unfinished); !checked) return fail(checked.error());
    if (auto closed = close_into_one_file(unfinished); !closed) return closed;
    std::error_code failure;
    fs::rename(unfinished, file, failure);
    if (failure) return fail(Code::StoreCannotOpen, {{"place", file.string()}, {"reason", failure.message()}});
    return {};
  };
  auto done = finish();
  if (!done) remove_database(unfinished);
  return done;
}

Result<RestoreReport> restore(const RestoreRequest& request) {
  if (is_postgres_url(request.place)) return restore_into_server(request);
  const fs::path folder = request.place;
  const fs::path target = folder / kDatabaseName;
  std::error_code failure;
  if (!fs::exists(folder, failure)) {
    if (fs::create_directory(folder, failure)) fs::permissions(folder, fs::perms::owner_all, failure);
    if (failure) return fail(Code::StoreCannotOpen, {{"place", request.place}, {"reason", failure.message()}});
  }
  const bool is_there = fs::exists(target, failure);
  if (is_there && request.existing == Existing::Refuse) return fail(Code::StoreTargetExists, {{"place", target.string()}});
  // The copy is whole and checked before the database that is there is touched.
  fs::path fresh = target;
  fresh += ".restored";
  remove_database(fresh);
  const auto give_up = [&](Error error) {
    remove_database(fresh);
    // What is wrong with the copy is wrong with the file that was named.
    for (auto& [name, value] : error.params)
      if (name == "place" && value == fresh.string()) value = request.file.string();
    return fail(std::move(error));
  };
  if (auto copied = copy_sqlite(request.file, fresh); !copied) return fail(std::move(copied.error()));
  const auto checked = check_file(fresh);
  if (!checked) return give_up(checked.error());
  RestoreReport report{checked->schema_version, checked->audit_entries, {}};
  if (is_there) {
    if (const auto is_free = must_be_free(target); !is_free) return give_up(is_free.error());
    const auto aside = set_aside(target);
    if (!aside) return give_up(aside.error());
    report.set_aside = *aside;
  }
  if (auto closed = close_into_one_file(fresh); !closed) return fail(std::move(closed.error()));
  fs::rename(fresh, target, failure);
  if (failure) return fail(Code::StoreCannotOpen, {{"place", target.string()}, {"reason", failure.message()}});
  return report;
}

}  // namespace junheng::store
