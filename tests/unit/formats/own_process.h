#pragma once

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <functional>

namespace junheng::formats {

/// Runs `work` in a process of its own. 0 if it was true there, 1 if not, or the negative number of the signal that ended it.
inline int in_own_process(const std::function<bool()>& work) {
  const pid_t child = ::fork();
  if (child == 0) std::_Exit(work() ? 0 : 1);
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

/// From here on no file of this process grows over `bytes`: as on a full disk, writing fails.
inline void limit_file_size(rlim_t bytes) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit room{bytes, bytes};
  ::setrlimit(RLIMIT_FSIZE, &room);
}

}  // namespace junheng::formats
