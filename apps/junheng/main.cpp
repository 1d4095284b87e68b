#include <csignal>
#include <stop_token>
#include <thread>

#include "junheng/cli/run.h"

namespace {

/// Turns the first Ctrl-C into a stop request, outside a signal handler; a second one ends the program at once.
class InterruptWaiter {
 public:
  explicit InterruptWaiter(std::stop_source stop) {
    sigset_t awaited;
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGINT);
    sigaddset(&awaited, kDone);
    // Blocked before any thread starts, so that only the waiter sees them.
    pthread_sigmask(SIG_BLOCK, &awaited, nullptr);
    thread_ = std::jthread([awaited, stop]() mutable {
      int signal = 0;
      while (sigwait(&awaited, &signal) == 0 && signal == SIGINT) {
        stop.request_stop();
        sigset_t again;
        sigemptyset(&again);
        sigaddset(&again, SIGINT);
        std::signal(SIGINT, SIG_DFL);
        pthread_sigmask(SIG_UNBLOCK, &again, nullptr);
        sigdelset(&awaited, SIGINT);
      }
    });
  }
  InterruptWaiter(const InterruptWaiter&) = delete;
  InterruptWaiter& operator=(const InterruptWaiter&) = delete;
  ~InterruptWaiter() { pthread_kill(thread_.native_handle(), kDone); }

 private:
  static constexpr int kDone = SIGUSR1;
  std::jthread thread_;
};

}  // namespace

// g++ 12 takes the source, which its own constructor passes on, for uninitialised.
#pragma GCC diagnostic push
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
int main(int argc, char** argv) {
  std::stop_source stop;
  const InterruptWaiter waiter(stop);
  return junheng::cli::run(argc, argv, stop.get_token());
}
#pragma GCC diagnostic pop
