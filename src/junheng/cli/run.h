#pragma once

#include <stop_token>

namespace junheng::cli {

/// Runs one command line: results on stdout, talk and errors on stderr. Returns the exit code (`junheng help exit-codes`).
int run(int argc, const char* const* argv, std::stop_token stop);

}  // namespace junheng::cli
