#pragma once

#include <stop_token>

namespace junheng::cli {

/// Runs one command line: results on stdout, talk and errors on stderr. Returns the exit code (`junheng help exit-codes`).
/// `stop` is requested by every signal that asks the program to end, `terminate` by SIGTERM alone, after which a server ends with 0.
int run(int argc, const char* const* argv, std::stop_token stop, std::stop_token terminate);

}  // namespace junheng::cli
