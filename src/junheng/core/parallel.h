#pragma once

#include <cstddef>
#include <functional>

namespace junheng {

/// Number of worker threads when the user names none: the cores that the process may use.
[[nodiscard]] unsigned default_thread_count();

/// Calls work(0) ... work(count - 1), each once, on up to `threads` threads. The order is not defined, so each call must write
/// to its own place; what is gathered from those places afterwards does not depend on the thread count.
/// An exception of a call is rethrown here once all threads have ended.
void parallel_for(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace junheng
