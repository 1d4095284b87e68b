#pragma once

#include <cstdint>
#include <memory>

#include "junheng/store/runs.h"
#include "junheng/store/store.h"

namespace junheng::store {

/// Tells other programs on the same store that this one is there and works on the runs that name it as their owner. It holds a lock that
/// ends with the process, however that ends: of a file beside the database, or of a connection to the server. So a server and
/// `junheng import`, or two servers, leave each other's runs alone, and what a killed program leaves is known at once.
class Presence {
 public:
  /// `store` must outlive it. Errors: StoreCannotOpen, StoreReadOnly (the file of locks); those of Database::lease and Connection.
  [[nodiscard]] static Result<Presence> enter(const Store& store);
  Presence(Presence&&) noexcept;
  Presence& operator=(Presence&&) = delete;
  ~Presence();

  /// Given to no other program.
  [[nodiscard]] OwnerId owner() const;
  /// Takes the lock anew where the connection that held it was lost. To be called from time to time. One thread at a time.
  /// Errors: as enter(); the program then counts as gone until a later call succeeds.
  [[nodiscard]] Result<void> renew();

 private:
  class Lock;
  class FileLock;
  class ServerLock;
  explicit Presence(std::unique_ptr<Lock> lock);
  std::unique_ptr<Lock> lock_;
};

/// Queued and running runs whose program is there no longer become interrupted: the number of them.
/// Errors: StoreCannotOpen, StoreReadOnly (the file of locks); those of Connection.
[[nodiscard]] Result<std::int64_t> interrupt_runs(const Store& store, UtcTime time);

}  // namespace junheng::store
