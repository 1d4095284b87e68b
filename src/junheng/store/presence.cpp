#include "junheng/store/presence.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "junheng/core/codes.h"
#include "junheng/store/process_identity.h"

namespace junheng::store {

namespace {

namespace fs = std::filesystem;

/// The file holds nothing: the owner with number N locks its byte N, which need not exist.
constexpr std::string_view kLockFile = ".owners";

/// From 1 to 2^62: an offset in a file and a key of pg_advisory_lock alike. Two programs never draw the same.
OwnerId draw_owner() {
  std::uint64_t number = 0;
  randombytes_buf(&number, sizeof number);
  return {static_cast<std::int64_t>(number >> 2U) + 1};
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

tl::unexpected<Error> lock_error(const fs::path& file) {
  const int cause = errno;
  if (cause == EACCES || cause == EROFS) return fail(Code::StoreReadOnly, {{"place", file.string()}});
  return fail(Code::StoreCannotOpen, {{"place", file.string()}, {"reason", std::strerror(cause)}});
}

fs::path lock_file(const Store& store) {
  fs::path file = store.file();
  file += kLockFile;
  return file;
}

/// The database's own owner and mode: an administrator who was the first to come must not shut the server's account out of the file.
void make_like_database(int descriptor, const fs::path& database) {
  struct ::stat like {};
  struct ::stat own {};
  if (::stat(database.c_str(), &like) != 0 || ::fstat(descriptor, &own) != 0) return;
  constexpr ::mode_t kPermissions = S_IRWXU | S_IRWXG | S_IRWXO;
  // Only the owner of the file and root may; for anybody else it is as it is.
  if (own.st_uid != like.st_uid || own.st_gid != like.st_gid)
    if (::fchown(descriptor, like.st_uid, like.st_gid) != 0) return;
  if ((own.st_mode & kPermissions) != (like.st_mode & kPermissions)) static_cast<void>(::fchmod(descriptor, like.st_mode & kPermissions));
}

/// An empty file that nothing else leads to: what stands there under another name must not be locked, given away or opened to others.
Result<void> check_locks(int descriptor, const fs::path& file) {
  struct ::stat state {};
  if (::fstat(descriptor, &state) != 0) return lock_error(file);
  if (S_ISREG(state.st_mode) && state.st_nlink == 1 && state.st_size == 0) return {};
  return fail(Code::StoreCannotOpen, {{"place", file.string()}, {"reason", "not an empty file of its own"}});
}

Result<Descriptor> open_locks(const Store& store) {
  const fs::path file = lock_file(store);
  constexpr int kFlags = O_RDWR | O_CLOEXEC | O_NOFOLLOW;
  // Owner and mode are given to a file that this call has made, and to no other.
  Descriptor made(::open(file.c_str(), kFlags | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR));
  if (made.number() >= 0) {
    make_like_database(made.number(), store.file());
    return made;
  }
  if (errno != EEXIST) return lock_error(file);
  Descriptor opened(::open(file.c_str(), kFlags));
  if (opened.number() < 0) return lock_error(file);
  if (auto checked = check_locks(opened.number(), file); !checked) return fail(std::move(checked.error()));
  return opened;
}

/// Locks of open files (F_OFD_*) rather than of processes: closing another descriptor of the file does not drop them.
struct ::flock byte_of(OwnerId owner) {
  struct ::flock byte {};
  byte.l_type = F_WRLCK;
  byte.l_whence = SEEK_SET;
  byte.l_start = owner.value;
  byte.l_len = 1;
  return byte;
}

Result<bool> holds_byte(int descriptor, OwnerId owner, const fs::path& file) {
  struct ::flock byte = byte_of(owner);
  if (::fcntl(descriptor, F_OFD_GETLK, &byte) != 0) return lock_error(file);
  return byte.l_type != F_UNLCK;
}

/// Owners of runs that have not ended.
Result<std::set<std::int64_t>> busy_owners(const Store& store) {
  auto transaction = store.read();
  if (!transaction) return fail(std::move(transaction.error()));
  const auto rows = transaction->query("SELECT DISTINCT owner FROM run WHERE state IN ('queued', 'running')");
  if (!rows) return fail(rows.error());
  std::set<std::int64_t> owners;
  for (const Row& row : *rows) owners.insert(row.integer(0));
  return owners;
}

/// Of the owners, those without the lock of the file. Nobody's runs (owner 0) have none.
Result<std::set<std::int64_t>> without_byte(const Store& store, std::set<std::int64_t> owners) {
  const auto locks = open_locks(store);
  if (!locks) return fail(locks.error());
  for (auto owner = owners.begin(); owner != owners.end();) {
    Result<bool> is_there = false;
    if (*owner != 0) is_there = holds_byte(locks->number(), {*owner}, lock_file(store));
    if (!is_there) return fail(std::move(is_there.error()));
    owner = *is_there ? owners.erase(owner) : std::next(owner);
  }
  return owners;
}

/// The programs that say where they run.
Result<std::map<std::int64_t, ProcessIdentity>> programs(const Store& store) {
  auto transaction = store.read();
  if (!transaction) return fail(std::move(transaction.error()));
  const auto rows = transaction->query("SELECT owner, host, pid, process_start FROM program");
  if (!rows) return fail(rows.error());
  std::map<std::int64_t, ProcessIdentity> programs;
  for (const Row& row : *rows) programs[row.integer(0)] = {row.text(1), row.integer(2), row.text(3)};
  return programs;
}

/// Whether nobody holds the owner's lock; then the transaction holds it until it ends.
Result<bool> takes_server_lock(Transaction& transaction, std::int64_t owner) {
  const auto taken = transaction.query("SELECT pg_try_advisory_xact_lock(?)", {owner});
  if (!taken) return fail(taken.error());
  return taken->front().integer(0) != 0;
}

Result<bool> holds_server_lock(const Store& store, std::int64_t owner) {
  auto transaction = store.read();
  if (!transaction) return fail(std::move(transaction.error()));
  const auto is_free = takes_server_lock(*transaction, owner);
  if (!is_free) return fail(is_free.error());
  return !*is_free;
}

struct Absent {
  std::vector<std::int64_t> gone;
  /// Without a lock, on machines that cannot be looked into.
  std::vector<std::int64_t> missed;
};

Result<Absent> absent_from_server(const Store& store, std::set<std::int64_t> owners) {
  const auto known = programs(store);
  if (!known) return fail(known.error());
  for (const auto& [owner, process] : *known) owners.insert(owner);
  Absent absent;
  for (const std::int64_t owner : owners) {
    const auto is_there = holds_server_lock(store, owner);
    if (!is_there) return fail(is_there.error());
    if (*is_there) continue;
    const auto process = known->find(owner);
    // Who ends takes its row with it.
    if (process == known->end()) {
      absent.gone.push_back(owner);
      continue;
    }
    switch (state_of(process->second)) {
      case ProcessState::Lives: break;
      case ProcessState::Ended: absent.gone.push_back(owner); break;
      case ProcessState::Elsewhere: absent.missed.push_back(owner); break;
    }
  }
  return absent;
}

Result<std::int64_t> interrupt(const Store& store, const std::vector<std::int64_t>& gone, UtcTime time) {
  // Without a need, nobody who writes is made to wait.
  if (gone.empty()) return 0;
  auto transaction = store.write();
  if (!transaction) return fail(std::move(transaction.error()));
  std::int64_t count = 0;
  for (const std::int64_t owner : gone) {
    if (store.engine() == Engine::Postgres) {
      // It may have come back since it was missed.
      const auto is_free = takes_server_lock(*transaction, owner);
      if (!is_free) return fail(is_free.error());
      if (!*is_free) continue;
    }
    const auto marked = transaction->execute(
        "UPDATE run SET state = 'interrupted', finished = ? WHERE state IN ('queued', 'running') AND owner = ?", {time.ms, owner});
    if (!marked) return fail(marked.error());
    count += *marked;
    if (store.engine() != Engine::Postgres) continue;
    if (const auto removed = transaction->execute("DELETE FROM program WHERE owner = ?", {owner}); !removed) return fail(removed.error());
  }
  if (auto kept = transaction->commit(); !kept) return fail(std::move(kept.error()));
  return count;
}

}  // namespace

class Presence::Lock {
 public:
  Lock() : owner(draw_owner()) {}
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  virtual ~Lock() = default;
  [[nodiscard]] virtual Result<Renewal> take() = 0;

  const OwnerId owner;
};

class Presence::FileLock final : public Lock {
 public:
  explicit FileLock(const Store& store) : store_(store) {}

  Result<Renewal> take() override {
    if (held_) return Renewal::Kept;
    auto opened = open_locks(store_);
    if (!opened) return fail(std::move(opened.error()));
    struct ::flock byte = byte_of(owner);
    if (::fcntl(opened->number(), F_OFD_SETLK, &byte) != 0) return lock_error(lock_file(store_));
    held_.emplace(std::move(*opened));
    return Renewal::TakenAnew;
  }

 private:
  const Store& store_;
  std::optional<Descriptor> held_;
};

class Presence::ServerLock final : public Lock {
 public:
  explicit ServerLock(const Store& store) : database_(store.database()) {}
  ~ServerLock() override {
    if (!held_) return;
    static_cast<void>((*held_)->execute("DELETE FROM program WHERE owner = ?", std::array{Argument(owner.value)}));
    // The connection goes back to the others, and would keep the lock.
    static_cast<void>((*held_)->query("SELECT pg_advisory_unlock(?)", std::array{Argument(owner.value)}));
  }

  Result<Renewal> take() override {
    if (held_) {
      // The row too: another machine may have taken this program for gone.
      const auto told = tell(**held_);
      if (told) return Renewal::Kept;
      if (told.error().code != Code::StoreConnectionLost) return fail(told.error());
      held_.reset();
    }
    auto taken = lock_anew();
    // Of a server that restarted the idle connections are cut too; the first one tells.
    if (!taken && taken.error().code == Code::StoreConnectionLost) taken = lock_anew();
    if (!taken) return fail(std::move(taken.error()));
    return Renewal::TakenAnew;
  }

 private:
  Result<void> tell(Connection& connection) const {
    const ProcessIdentity process = this_process();
    const std::array<Argument, 4> row = {owner.value, process.host, process.pid, process.start};
    const auto told =
        connection.execute("INSERT INTO program (owner, host, pid, process_start) VALUES (?, ?, ?, ?) ON CONFLICT (owner) DO NOTHING", row);
    if (!told) return fail(told.error());
    return {};
  }

  Result<void> lock_anew() {
    // To write: the row is added beside the lock.
    auto lease = database_.lease(Access::Write);
    if (!lease) return fail(std::move(lease.error()));
    Connection& connection = **lease;
    // Before the lock, which a connection that goes back to the others would keep.
    if (auto told = tell(connection); !told) return told;
    const auto backend = connection.query("SELECT pg_backend_pid()", {});
    if (!backend) return fail(backend.error());
    if (auto locked = lock(connection); !locked) return locked;
    backend_ = backend->front().integer(0);
    held_.emplace(std::move(*lease));
    return {};
  }

  Result<void> lock(Connection& connection) const {
    const std::array key = {Argument(owner.value)};
    const auto taken = connection.query("SELECT pg_try_advisory_lock(?)", key);
    if (!taken) return fail(taken.error());
    if (taken->front().integer(0) != 0) return {};
    // Of a connection that was cut on this side only, the server's end lives on and holds the lock for hours.
    const auto ended = connection.query(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND pid = ? "
        "AND ((classid::bigint << 32) | objid::bigint) = ? AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        std::array{Argument(backend_), Argument(owner.value)});
    if (!ended) return fail(ended.error());
    // Until that end is gone, or somebody has looked whether it is held: for as long as any lock is waited for.
    const auto locked = connection.query("SELECT pg_advisory_lock(?)", key);
    if (!locked) return fail(locked.error());
    return {};
  }

  Database& database_;
  std::optional<Lease> held_;
  /// The server's process of the connection that has or had the lock; 0: none had.
  std::int64_t backend_ = 0;
};

Presence::Presence(std::unique_ptr<Lock> lock) : lock_(std::move(lock)) {}
Presence::Presence(Presence&&) noexcept = default;
Presence::~Presence() = default;

Result<Presence> Presence::enter(const Store& store) {
  std::unique_ptr<Lock> lock;
  if (store.engine() == Engine::Sqlite) lock = std::make_unique<FileLock>(store);
  else lock = std::make_unique<ServerLock>(store);
  if (auto taken = lock->take(); !taken) return fail(std::move(taken.error()));
  return Presence(std::move(lock));
}

OwnerId Presence::owner() const { return lock_->owner; }

Result<Renewal> Presence::renew() { return lock_->take(); }

Result<std::int64_t> AbsenceWatch::interrupt_runs(const Store& store, UtcTime time, Moment look) {
  if (look - std::exchange(last_look_, look) > kGrace) forget();
  auto busy = busy_owners(store);
  if (!busy) return fail(busy.error());
  if (store.engine() == Engine::Sqlite) {
    const auto gone = without_byte(store, std::move(*busy));
    if (!gone) return fail(gone.error());
    return interrupt(store, {gone->begin(), gone->end()}, time);
  }
  auto absent = absent_from_server(store, std::move(*busy));
  if (!absent) return fail(absent.error());
  std::erase_if(missed_, [&](const auto& entry) { return std::ranges::find(absent->missed, entry.first) == absent->missed.end(); });
  for (const std::int64_t owner : absent->missed)
    if (look - missed_.try_emplace(owner, look).first->second >= kGrace) absent->gone.push_back(owner);
  return interrupt(store, absent->gone, time);
}

}  // namespace junheng::store
