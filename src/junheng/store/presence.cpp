#include "junheng/store/presence.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "junheng/core/codes.h"

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

Result<Descriptor> open_locks(const fs::path& file) {
  Descriptor opened(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (opened.number() < 0) return lock_error(file);
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

Result<std::set<std::int64_t>> without_present(const Store& store, std::set<std::int64_t> owners) {
  const fs::path file = lock_file(store);
  std::optional<Descriptor> locks;
  if (store.engine() == Engine::Sqlite) {
    auto opened = open_locks(file);
    if (!opened) return fail(std::move(opened.error()));
    locks.emplace(std::move(*opened));
  }
  for (auto owner = owners.begin(); owner != owners.end();) {
    Result<bool> is_there = false;
    if (*owner == 0) {
      is_there = false;
    } else if (locks) {
      is_there = holds_byte(locks->number(), {*owner}, file);
    } else {
      // Of the transaction: given back when it ends.
      auto transaction = store.read();
      if (!transaction) return fail(std::move(transaction.error()));
      const auto taken = transaction->query("SELECT pg_try_advisory_xact_lock(?)", {*owner});
      if (!taken) return fail(taken.error());
      is_there = taken->front().integer(0) == 0;
    }
    if (!is_there) return fail(std::move(is_there.error()));
    owner = *is_there ? owners.erase(owner) : std::next(owner);
  }
  return owners;
}

}  // namespace

class Presence::Lock {
 public:
  Lock() : owner(draw_owner()) {}
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  virtual ~Lock() = default;
  [[nodiscard]] virtual Result<void> take() = 0;

  const OwnerId owner;
};

class Presence::FileLock final : public Lock {
 public:
  explicit FileLock(fs::path file) : file_(std::move(file)) {}

  Result<void> take() override {
    if (held_) return {};
    auto opened = open_locks(file_);
    if (!opened) return fail(std::move(opened.error()));
    struct ::flock byte = byte_of(owner);
    if (::fcntl(opened->number(), F_OFD_SETLK, &byte) != 0) return lock_error(file_);
    held_.emplace(std::move(*opened));
    return {};
  }

 private:
  fs::path file_;
  std::optional<Descriptor> held_;
};

class Presence::ServerLock final : public Lock {
 public:
  explicit ServerLock(Database& database) : database_(database) {}
  ~ServerLock() override {
    // The connection goes back to the others, and would keep the lock.
    if (held_) static_cast<void>((*held_)->query("SELECT pg_advisory_unlock(?)", std::array{Argument(owner.value)}));
  }

  Result<void> take() override {
    if (held_ && (*held_)->query("SELECT 1", {})) return {};
    held_.reset();
    auto lease = database_.lease(Access::Read);
    if (!lease) return fail(std::move(lease.error()));
    const auto locked = (*lease)->query("SELECT pg_advisory_lock(?)", std::array{Argument(owner.value)});
    if (!locked) return fail(locked.error());
    held_.emplace(std::move(*lease));
    return {};
  }

 private:
  Database& database_;
  std::optional<Lease> held_;
};

Presence::Presence(std::unique_ptr<Lock> lock) : lock_(std::move(lock)) {}
Presence::Presence(Presence&&) noexcept = default;
Presence::~Presence() = default;

Result<Presence> Presence::enter(const Store& store) {
  std::unique_ptr<Lock> lock;
  if (store.engine() == Engine::Sqlite) lock = std::make_unique<FileLock>(lock_file(store));
  else lock = std::make_unique<ServerLock>(store.database());
  if (auto taken = lock->take(); !taken) return fail(std::move(taken.error()));
  return Presence(std::move(lock));
}

OwnerId Presence::owner() const { return lock_->owner; }

Result<void> Presence::renew() { return lock_->take(); }

Result<std::int64_t> interrupt_runs(const Store& store, UtcTime time) {
  const auto busy = busy_owners(store);
  if (!busy) return fail(busy.error());
  const auto gone = without_present(store, *busy);
  if (!gone) return fail(gone.error());
  // Without a need, nobody who writes is made to wait.
  if (gone->empty()) return 0;
  auto transaction = store.write();
  if (!transaction) return fail(std::move(transaction.error()));
  std::int64_t count = 0;
  for (const std::int64_t owner : *gone) {
    const auto marked = transaction->execute(
        "UPDATE run SET state = 'interrupted', finished = ? WHERE state IN ('queued', 'running') AND owner = ?", {time.ms, owner});
    if (!marked) return fail(marked.error());
    count += *marked;
  }
  if (auto kept = transaction->commit(); !kept) return fail(std::move(kept.error()));
  return count;
}

}  // namespace junheng::store
