#include "junheng/store/connection_pool.h"

#include <fmt/format.h>

#include <condition_variable>
#include <mutex>

#include "junheng/core/codes.h"

namespace junheng::store {

struct ConnectionPool::State {
  Options options;
  std::mutex mutex;
  std::condition_variable freed;
  std::vector<std::unique_ptr<Connection>> idle;
  /// Idle and lent.
  std::size_t open = 0;

  void give_back(std::unique_ptr<Connection> connection) {
    std::vector<std::unique_ptr<Connection>> dropped;
    {
      const std::lock_guard lock(mutex);
      if (connection->is_usable()) {
        idle.push_back(std::move(connection));
      } else {
        // What cut one connection (the server restarted) has mostly cut the idle ones too.
        dropped.swap(idle);
        dropped.push_back(std::move(connection));
        open -= dropped.size();
      }
    }
    freed.notify_all();
  }
};

ConnectionPool::ConnectionPool(Options options) : state_(std::make_shared<State>()) { state_->options = std::move(options); }

Result<Lease> ConnectionPool::take() {
  const auto lend = [state = state_](std::unique_ptr<Connection> connection) {
    return Lease(connection.release(), [state](Connection* lent) { state->give_back(std::unique_ptr<Connection>(lent)); });
  };
  std::unique_lock lock(state_->mutex);
  const auto is_free = [&] { return !state_->idle.empty() || state_->open < state_->options.limit; };
  if (!state_->freed.wait_for(lock, state_->options.wait, is_free))
    return fail(Code::StoreBusy, {{"seconds", fmt::format("{:.3g}", std::chrono::duration<double>(state_->options.wait).count())}});
  if (!state_->idle.empty()) {
    std::unique_ptr<Connection> connection = std::move(state_->idle.back());
    state_->idle.pop_back();
    return lend(std::move(connection));
  }
  ++state_->open;
  lock.unlock();
  auto opened = state_->options.open();
  if (opened) return lend(std::move(*opened));
  lock.lock();
  --state_->open;
  lock.unlock();
  state_->freed.notify_one();
  return fail(std::move(opened.error()));
}

}  // namespace junheng::store
