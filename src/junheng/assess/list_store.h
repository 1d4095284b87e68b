#pragma once

#include <algorithm>
#include <memory>
#include <memory_resource>
#include <span>
#include <type_traits>

namespace junheng::assess {

/// Many short lists that stay until all go at once: one after the other in large blocks of memory, none freed by itself. Moved, never
/// copied; the lists keep their place when it is moved.
class ListStore {
 public:
  /// A copy of a list that lives as long as the store.
  template <typename T>
  [[nodiscard]] std::span<const T> keep(std::span<const T> list) {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    if (list.empty()) return {};
    T* const kept = static_cast<T*>(memory_->allocate(list.size_bytes(), alignof(T)));
    std::uninitialized_copy(list.begin(), list.end(), kept);
    return {kept, list.size()};
  }

 private:
  std::unique_ptr<std::pmr::monotonic_buffer_resource> memory_ = std::make_unique<std::pmr::monotonic_buffer_resource>();
};

}  // namespace junheng::assess
