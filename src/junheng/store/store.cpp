#include "junheng/store/store.h"

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/store/postgres_database.h"
#include "junheng/store/sqlite_database.h"

namespace junheng::store {

namespace {

namespace fs = std::filesystem;

Result<std::unique_ptr<Database>> open_folder(const StoreOptions& options) {
  const fs::path folder = options.place;
  std::error_code failure;
  if (fs::exists(folder, failure) && !fs::is_directory(folder, failure)) return fail(Code::StorePlaceInvalid, {{"place", options.place}});
  if (!fs::exists(folder, failure) && !options.must_exist) {
    if (fs::create_directory(folder, failure)) fs::permissions(folder, fs::perms::owner_all, failure);
    if (failure) return fail(Code::StoreCannotOpen, {{"place", options.place}, {"reason", failure.message()}});
  }
  SqliteOptions sqlite;
  sqlite.file = folder / kDatabaseName;
  sqlite.readers = options.readers;
  sqlite.wait = options.wait;
  sqlite.must_exist = options.must_exist;
  return open_sqlite(sqlite);
}

}  // namespace

bool is_postgres_url(std::string_view place) { return place.starts_with("postgresql://") || place.starts_with("postgres://"); }

Store::Store(std::unique_ptr<Database> database, std::filesystem::path file, MigrationReport migration)
    : database_(std::move(database)), file_(std::move(file)), migration_(std::move(migration)) {}

Result<Store> Store::open(const StoreOptions& options) {
  const bool is_server = is_postgres_url(options.place);
  if (options.place.empty() || (!is_server && options.place.find("://") != std::string::npos))
    return fail(Code::StorePlaceInvalid, {{"place", options.place}});
  auto database = is_server ? open_postgres({options.place, options.readers, options.wait}) : open_folder(options);
  if (!database) return fail(std::move(database.error()));
  const fs::path file = is_server ? fs::path() : fs::path(options.place) / kDatabaseName;
  auto migration = migrate(**database, {options.time, file});
  if (!migration) return fail(std::move(migration.error()));
  return Store(std::move(*database), file, std::move(*migration));
}

}  // namespace junheng::store
