#include <csignal>
#include <stop_token>
#include <thread>

#include "junheng/cli/run.h"

namespace {

/// Turns the first Ctrl-C or SIGTERM into a stop request, outside a signal handler; a second one ends the program at once.
class InterruptWaiter {
 public:
  InterruptWaiter(std::stop_source stop, std::stop_source terminate) {
    sigset_t awaited;
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGINT);
    sigaddset(&awaited, SIGTERM);
    sigaddset(&awaited, kDone);
    // Blocked before any thread starts, so that only the waiter sees them.
    pthread_sigmask(SIG_BLOCK, &awaited, nullptr);
    thread_ = std::jthread([awaited, stop, terminate]() mutable {
      int signal = 0;
      while (sigwait(&awaited, &signal) == 0 && signal != kDone) {
        if (signal == SIGTERM) terminate.request_stop();
        stop.request_stop();
        sigset_t again;
        sigemptyset(&again);
        for (const int next : {SIGINT, SIGTERM}) {
          sigaddset(&again, next);
          std::signal(next, SIG_DFL);
          sigdelset(&awaited, next);
        }
        pthread_sigmask(SIG_UNBLOCK, &again, nullptr);
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
  std::stop_source terminate;
  const InterruptWaiter waiter(stop, terminate);
  return junheng::cli::run(argc, argv, stop.get_token(), terminate.get_token());
}
#pragma GCC diagnostic pop
