#include "junheng/store/process_identity.h"

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <system_error>

#include <unistd.h>

namespace junheng::store {

namespace {

std::string this_host() {
  std::ostringstream host;
  std::string line;
  for (const char* file : {"/proc/sys/kernel/hostname", "/proc/sys/kernel/random/boot_id"})
    if (std::ifstream in(file); std::getline(in, line)) host << line << ' ';
  std::error_code failure;
  const auto space = std::filesystem::read_symlink("/proc/self/ns/pid", failure);
  if (!failure) host << space.string();
  return host.str();
}

struct Seen {
  char state = 0;
  std::string start;
};

/// nullopt: there is no such process.
std::optional<Seen> look_at(std::int64_t pid) {
  std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
  const std::string line{std::istreambuf_iterator<char>(in), {}};
  // The second field is the name in brackets, which may hold any byte; state is the third field, the start the 22nd (proc(5)).
  const std::size_t name_end = line.rfind(')');
  if (name_end == std::string::npos) return std::nullopt;
  std::istringstream fields(line.substr(name_end + 1));
  Seen seen;
  fields >> seen.state;
  for (int field = 4; field <= 22; ++field) fields >> seen.start;
  if (!fields) return std::nullopt;
  return seen;
}

}  // namespace

ProcessIdentity this_process() { return process_of(::getpid()); }

ProcessIdentity process_of(std::int64_t pid) {
  const auto seen = look_at(pid);
  return {this_host(), pid, seen ? seen->start : std::string()};
}

ProcessState state_of(const ProcessIdentity& process) {
  if (process.host.empty() || process.start.empty() || process.host != this_host()) return ProcessState::Elsewhere;
  const auto seen = look_at(process.pid);
  // /proc may be hidden (hidepid) or missing; only the kernel knows that there is no such process.
  if (!seen) return ::kill(static_cast<::pid_t>(process.pid), 0) != 0 && errno == ESRCH ? ProcessState::Ended : ProcessState::Elsewhere;
  // A zombie has ended; its parent has not asked yet.
  const bool lives = seen->start == process.start && seen->state != 'Z' && seen->state != 'X';
  return lives ? ProcessState::Lives : ProcessState::Ended;
}

}  // namespace junheng::store
