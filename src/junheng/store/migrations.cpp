#include "junheng/store/migrations.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <map>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "junheng/core/codes.h"
#include "junheng/core/embedded.h"
#include "junheng/store/dialect.h"
#include "junheng/store/sha256.h"
#include "junheng/store/sqlite_database.h"

namespace junheng::store {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFolder = "src/junheng/store/migrations/";
/// For one program at a time on a server: "JHNG" and the number of this use.
constexpr std::string_view kTakeServerLock = "SELECT pg_advisory_xact_lock(1246252615, 1)";

struct Migration {
  int version = 0;
  /// NNNN_name.sql, for both engines.
  std::string_view shared;
  /// NNNN_name.sqlite.sql, NNNN_name.postgres.sql.
  std::map<Engine, std::string_view> of_engine;

  [[nodiscard]] std::string script(Engine engine) const {
    const auto own = of_engine.find(engine);
    return in_dialect(shared, engine) + std::string(own == of_engine.end() ? std::string_view() : own->second);
  }
  /// Over the texts as they stand in the tree.
  [[nodiscard]] std::string checksum(Engine engine) const {
    const auto own = of_engine.find(engine);
    return sha256(std::string(shared) + std::string(own == of_engine.end() ? std::string_view() : own->second));
  }
};

/// By version: the files are listed by name.
std::vector<Migration> all_migrations() {
  std::map<int, Migration> by_version;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kFolder)) continue;
    const std::string_view name = file.path.substr(kFolder.size());
    int version = 0;
    std::from_chars(name.data(), name.data() + name.size(), version);
    Migration& migration = by_version[version];
    migration.version = version;
    if (name.ends_with(".sqlite.sql")) migration.of_engine[Engine::Sqlite] = file.bytes;
    else if (name.ends_with(".postgres.sql")) migration.of_engine[Engine::Postgres] = file.bytes;
    else migration.shared = file.bytes;
  }
  std::vector<Migration> out;
  for (auto& [version, migration] : by_version) out.push_back(std::move(migration));
  return out;
}

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all = all_migrations();
  return all;
}

/// A lock on a file beside the database, held while it lives.
class FileLock {
 public:
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  ~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  /// Waits. A lock of a program that died is gone.
  static Result<FileLock> take(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    FileLock lock(descriptor);
    if (descriptor < 0 || ::flock(descriptor, LOCK_EX) != 0)
      return fail(Code::StoreCannotOpen, {{"place", file.string()}, {"reason", std::strerror(errno)}});
    return lock;
  }

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

struct Found {
  int version = 0;
  bool is_empty = false;
};

Result<Found> look_at(Transaction& transaction) {
  const auto tables = transaction.query(table_count_query(transaction.engine()));
  if (!tables) return fail(tables.error());
  if (tables->at(0).integer(0) == 0) return Found{0, tables->at(0).integer(1) == 0};
  const auto version = transaction.query("SELECT coalesce(max(version), 0) FROM schema_migration");
  if (!version) return fail(version.error());
  return Found{static_cast<int>(version->at(0).integer(0)), false};
}

/// Whether the versions that are there were made by the scripts that this program has.
Result<void> compare_checksums(Transaction& transaction, const std::string& place) {
  const auto applied = transaction.query("SELECT version, checksum FROM schema_migration ORDER BY version");
  if (!applied) return fail(applied.error());
  for (const Row& row : *applied) {
    const auto known = std::ranges::find(migrations(), row.integer(0), &Migration::version);
    if (known == migrations().end() || known->checksum(transaction.engine()) != row.text(1))
      return fail(Code::StoreMigrationChanged, {{"place", place}, {"version", fmt::format("{}", row.integer(0))}});
  }
  return {};
}

Result<void> apply(Database& database, const Migration& migration, UtcTime time) {
  auto transaction = Transaction::begin(database, Access::Write);
  if (!transaction) return fail(std::move(transaction.error()));
  const Engine engine = transaction->engine();
  if (engine == Engine::Postgres) {
    if (auto locked = transaction->query(kTakeServerLock); !locked) return fail(std::move(locked.error()));
    // Another program may have been faster.
    const auto found = look_at(*transaction);
    if (!found) return fail(found.error());
    if (found->version >= migration.version) return {};
  }
  std::string script;
  if (migration.version == 1)
    script = in_dialect(
        "CREATE TABLE schema_migration (version INTEGER NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, applied INTEGER NOT NULL) STRICT;\n",
        engine);
  script += migration.script(engine) + version_note(engine, migration.version);
  if (auto run = transaction->run_script(script); !run) return run;
  const auto noted = transaction->execute("INSERT INTO schema_migration (version, checksum, applied) VALUES (?, ?, ?)",
                                          {migration.version, migration.checksum(engine), time.ms});
  if (!noted) return fail(noted.error());
  return transaction->commit();
}

Error migration_failed(const Error& cause, const std::string& place, const MigrationReport& report, int version) {
  // Faults of the environment speak for themselves.
  if (cause.code != Code::StoreStatementFailed && cause.code != Code::StoreExists && cause.code != Code::StoreRefused) return cause;
  const auto kept = [&](Lang lang) {
    return report.backup ? text("store.migration_backup", lang, {{"file", report.backup->string()}}) : std::string();
  };
  return {Code::StoreMigrationFailed,
          {{"place", place},
           {"version", fmt::format("{}", version)},
           {"reason", cause.message(Lang::En)},
           {"backup_zh", kept(Lang::Zh)},
           {"backup_en", kept(Lang::En)}},
          {}};
}

}  // namespace

int known_schema_version() { return migrations().back().version; }

Result<int> schema_version(Transaction& transaction) {
  return look_at(transaction).map([](const Found& found) { return found.version; });
}

Result<MigrationReport> migrate(Database& database, const MigrationRequest& request) {
  std::optional<FileLock> lock;
  if (!request.file.empty()) {
    fs::path beside = request.file;
    beside += ".lock";
    auto taken = FileLock::take(beside);
    if (!taken) return fail(std::move(taken.error()));
    lock.emplace(std::move(*taken));
  }
  MigrationReport report;
  {
    auto transaction = Transaction::begin(database, Access::Read);
    if (!transaction) return fail(std::move(transaction.error()));
    const auto found = look_at(*transaction);
    if (!found) return fail(found.error());
    report.from = found->version;
    if (report.from == 0 && !found->is_empty) return fail(Code::StoreNotOurs, {{"place", database.place()}});
    if (report.from > known_schema_version())
      return fail(
          Code::StoreTooNew,
          {{"place", database.place()}, {"found", fmt::format("{}", report.from)}, {"known", fmt::format("{}", known_schema_version())}});
    if (report.from > 0)
      if (auto same = compare_checksums(*transaction, database.place()); !same) return fail(std::move(same.error()));
  }
  report.to = known_schema_version();
  if (report.from == report.to) return report;
  if (report.from > 0 && !request.file.empty()) {
    fs::path copy = request.file;
    copy += fmt::format(".before-{}", report.to);
    // One that is there comes from an attempt that failed, and is what the database still is.
    std::error_code ignored;
    if (!fs::exists(copy, ignored))
      if (auto copied = copy_sqlite(request.file, copy); !copied) return fail(std::move(copied.error()));
    report.backup = copy;
  }
  for (const Migration& migration : migrations()) {
    if (migration.version <= report.from) continue;
    if (auto applied = apply(database, migration, request.time); !applied)
      return fail(migration_failed(applied.error(), database.place(), report, migration.version));
  }
  return report;
}

}  // namespace junheng::store
