#include "junheng/store/sqlite_database.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "junheng/core/codes.h"
#include "junheng/store/connection_pool.h"
#include "junheng/store/sqlite_connection.h"

namespace junheng::store {

namespace {

namespace fs = std::filesystem;

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const SqliteOptions& options)
      : place_(options.file.string()),
        writer_({1, options.wait,
                 [options] {
                   return connect_sqlite({options.file, Access::Write, options.wait}, options.max_pages);
                 }}),
        readers_({options.readers, options.wait, [options] {
                    return connect_sqlite({options.file, Access::Read, options.wait});
                  }}) {}

  Engine engine() const override { return Engine::Sqlite; }
  const std::string& place() const override { return place_; }
  Result<Lease> lease(Access access) override { return access == Access::Write ? writer_.take() : readers_.take(); }

 private:
  std::string place_;
  ConnectionPool writer_;
  ConnectionPool readers_;
};

/// Makes an empty file that only its owner may read: SQLite gives the files beside it the same rights.
Result<void> make_file(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) {
    const int cause = errno;
    if (cause == EACCES || cause == EROFS) return fail(Code::StoreReadOnly, {{"place", file.string()}});
    if (cause == ENOSPC || cause == EDQUOT) return fail(Code::StoreFull, {{"place", file.string()}});
    return fail(Code::StoreCannotOpen, {{"place", file.string()}, {"reason", std::strerror(cause)}});
  }
  ::close(descriptor);
  return {};
}

/// A database without content that nobody marked becomes ours.
Result<void> mark_as_ours(Connection& connection, const fs::path& file) {
  const auto mark = connection.query("PRAGMA application_id", {});
  if (!mark) return fail(mark.error());
  if (mark->at(0).integer(0) == kApplicationId) return {};
  const auto content = connection.query("SELECT count(*) FROM sqlite_master", {});
  if (!content) return fail(content.error());
  if (mark->at(0).integer(0) != 0 || content->at(0).integer(0) != 0) return fail(Code::StoreNotOurs, {{"place", file.string()}});
  return connection.run_script(fmt::format("PRAGMA application_id = {}", kApplicationId));
}

struct BackupCloser {
  void operator()(sqlite3_backup* copying) const { sqlite3_backup_finish(copying); }
};

Result<std::string> quick_check(Connection& connection) {
  const auto found = connection.query("PRAGMA quick_check(1)", {});
  if (!found) return fail(found.error());
  const std::string& first = found->at(0).text(0);
  return first == "ok" ? std::string() : first;
}

/// Copies all pages in one step: a copy in steps begins anew whenever somebody writes.
Result<void> copy_pages(const SqliteOpening& from, const SqliteOpening& into) {
  auto source = open_handle(from);
  if (!source) return fail(std::move(source.error()));
  auto target = open_handle(into);
  if (!target) return fail(std::move(target.error()));
  std::unique_ptr<sqlite3_backup, BackupCloser> copying(sqlite3_backup_init(target->get(), "main", source->get(), "main"));
  if (!copying) return fail(sqlite_error(target->get(), into));
  const int step = sqlite3_backup_step(copying.get(), -1);
  // A source that is locked or damaged leaves its own mark; the result of the backup is the target's.
  if (step != SQLITE_DONE && sqlite3_errcode(source->get()) != SQLITE_OK) return fail(sqlite_error(source->get(), from));
  copying.reset();
  if (step != SQLITE_DONE) return fail(sqlite_error(target->get(), into));
  return {};
}

/// Whether a file that can be read does not begin like a database of SQLite ("Database File Format", 1.3).
bool is_other_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::array<char, 16> head{};
  if (!in) return false;
  in.read(head.data(), head.size());
  return std::string_view(head.data(), static_cast<std::size_t>(in.gcount())) != std::string_view("SQLite format 3", 16);
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options) {
  std::error_code ignored;
  if (options.must_exist && !fs::exists(options.file, ignored))
    return fail(Code::StoreCannotOpen, {{"place", options.file.string()}, {"reason", std::strerror(ENOENT)}});
  if (auto made = make_file(options.file); !made) return fail(std::move(made.error()));
  if (access(fs::absolute(options.file).parent_path().c_str(), W_OK) != 0)
    return fail(Code::StoreReadOnly, {{"place", options.file.string()}});
  auto database = std::make_unique<SqliteDatabase>(options);
  auto lease = database->lease(Access::Write);
  if (!lease) return fail(std::move(lease.error()));
  if (auto marked = mark_as_ours(**lease, options.file); !marked) return fail(std::move(marked.error()));
  return database;
}

Result<void> copy_sqlite(const fs::path& from, const fs::path& into) {
  std::error_code ignored;
  if (fs::exists(into, ignored)) return fail(Code::StoreTargetExists, {{"place", into.string()}});
  if (is_other_file(from)) return fail(Code::StoreNotOurs, {{"place", from.string()}});
  // Under another name until it is whole.
  fs::path unfinished = into;
  unfinished += ".unfinished";
  fs::remove(unfinished, ignored);
  const auto give_up = [&](const Error& error) {
    fs::remove(unfinished, ignored);
    return fail(error);
  };
  if (auto made = make_file(unfinished); !made) return fail(std::move(made.error()));
  if (auto copied = copy_pages({from, Access::Read}, {unfinished, Access::Write}); !copied) return give_up(copied.error());
  const auto fault = check_sqlite(unfinished);
  if (!fault) return give_up(fault.error());
  if (!fault->empty()) return give_up({Code::StoreCorrupted, {{"place", from.string()}, {"reason", *fault}}, {}});
  std::error_code failure;
  fs::rename(unfinished, into, failure);
  if (failure) return give_up({Code::StoreCannotOpen, {{"place", into.string()}, {"reason", failure.message()}}, {}});
  return {};
}

Result<std::string> check_sqlite(const fs::path& file) {
  const auto check = [&]() -> Result<std::string> {
    auto connection = connect_sqlite({file, Access::Write});
    if (!connection) return fail(std::move(connection.error()));
    return quick_check(**connection);
  };
  auto found = check();
  // A file so damaged that it cannot be checked.
  if (!found && found.error().code == Code::StoreCorrupted) return found.error().message(Lang::En);
  return found;
}

}  // namespace junheng::store
