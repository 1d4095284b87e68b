#pragma once

#include <cstdint>
#include <string>

namespace junheng::store {

/// A process, told apart from every other one, also from a later one with the same number. Linux.
struct ProcessIdentity {
  /// Name, boot and process numbers' namespace of the machine: containers on one machine differ.
  std::string host;
  std::int64_t pid = 0;
  /// Ticks since the boot.
  std::string start;
};

[[nodiscard]] ProcessIdentity this_process();
/// Of a process of this machine; without a start where there is none.
[[nodiscard]] ProcessIdentity process_of(std::int64_t pid);

enum class ProcessState : std::uint8_t {
  Lives,
  Ended,
  /// On a machine that this one cannot look into, or hidden on this one.
  Elsewhere,
};
[[nodiscard]] ProcessState state_of(const ProcessIdentity& process);

}  // namespace junheng::store
