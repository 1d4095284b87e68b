#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>

#include "junheng/store/runs.h"
#include "junheng/store/store.h"

namespace junheng::store {

enum class Renewal : std::uint8_t {
  Kept,
  /// For a while the program held no lock.
  TakenAnew,
};

/// Tells other programs on the same store that this one is there and works on the runs that name it as their owner. It holds a lock that
/// ends with the process, however that ends: of a file beside the database, or of a connection to the server, where a row names host and
/// process too. So a server and `junheng import`, or two servers, leave each other's runs alone.
class Presence {
 public:
  /// `store` must outlive it. The file of locks has owner and mode of the database, as far as the program may give them.
  /// Errors: StoreCannotOpen, StoreReadOnly (the file of locks); those of Database::lease and Connection.
  [[nodiscard]] static Result<Presence> enter(const Store& store);
  Presence(Presence&&) noexcept;
  Presence& operator=(Presence&&) = delete;
  ~Presence();

  /// Given to no other program.
  [[nodiscard]] OwnerId owner() const;
  /// Takes the lock anew where the connection that held it was lost, from the program's own former connection too where the server does not
  /// know of the loss. To be called from time to time. One thread at a time.
  /// Errors: as enter(); the program then counts as gone until a later call succeeds.
  [[nodiscard]] Result<Renewal> renew();

 private:
  class Lock;
  class FileLock;
  class ServerLock;
  explicit Presence(std::unique_ptr<Lock> lock);
  std::unique_ptr<Lock> lock_;
};

/// Looks for programs that are there no longer. The lock of a file ends with its program only. That of a connection may be lost while the
/// program lives and is about to take it anew (Presence::renew): who holds none has gone at once if it ran on this machine and its process
/// has ended, never while its process is seen to live, and elsewhere if consecutive looks of this watch missed it for kGrace. One thread at
/// a time.
class AbsenceWatch {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  /// Longer than the minute in which a program renews its presence. Looks further apart are not consecutive: nobody knows who was there
  /// between them.
  static constexpr std::chrono::seconds kGrace{90};

  /// Queued and running runs whose program has gone become interrupted, as of `time`: the number of them. `look` is when this is asked.
  /// Errors: StoreCannotOpen, StoreReadOnly (the file of locks); those of Connection.
  [[nodiscard]] Result<std::int64_t> interrupt_runs(const Store& store, UtcTime time, Moment look);
  /// Begins anew: who looks was away from the store itself, and so may others have been.
  void forget() { missed_.clear(); }

 private:
  Moment last_look_ = {};
  /// Owners elsewhere that the last look missed, with the first look that did.
  std::map<std::int64_t, Moment> missed_;
};

}  // namespace junheng::store
