#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace junheng::testing {

struct ProcessRequest {
  /// The program and its arguments.
  std::vector<std::string> argv;
  std::string input;
  /// Working folder of the program; empty: that of the test.
  std::filesystem::path folder;
  /// Added to the environment of the test; an empty value takes the variable away.
  std::map<std::string, std::string> environment;
  std::chrono::milliseconds time_limit{60'000};
  /// Asked every few milliseconds; SIGINT is sent, as Ctrl-C does, once it is true. Empty: never.
  std::function<bool()> interrupt_when = {};
};

struct ProcessResult {
  /// Exit code, or 128 + signal as a shell counts it. Meaningless if `timed_out`.
  int exit_code = 0;
  bool timed_out = false;
  std::string output;
  std::string errors;
  /// SIGINT was sent while the program still held its outputs open.
  bool was_interrupted = false;
};

/// Runs a program to its end, or kills it at the time limit. Neither stdout nor stderr is a terminal.
/// Throws std::system_error, which fails the test, if it cannot be started.
[[nodiscard]] ProcessResult run_process(const ProcessRequest& request);

}  // namespace junheng::testing
