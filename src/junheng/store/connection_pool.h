#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "junheng/store/database.h"

namespace junheng::store {

/// Connections that are opened when first needed and kept for the next who asks. Leases may outlive the pool.
class ConnectionPool {
 public:
  struct Options {
    std::size_t limit = 1;
    /// How long to wait for a free connection.
    std::chrono::milliseconds wait{5000};
    std::function<Result<std::unique_ptr<Connection>>()> open;
  };
  explicit ConnectionPool(Options options);

  /// Errors: StoreBusy; those of `open`.
  [[nodiscard]] Result<Lease> take();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace junheng::store
