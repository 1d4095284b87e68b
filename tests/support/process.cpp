#include "support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>
#include <system_error>
#include <utility>

namespace junheng::testing {

namespace {

using Clock = std::chrono::steady_clock;

void require(int code, const char* what) {
  if (code != 0) throw std::system_error(code, std::generic_category(), what);
}

/// An open file descriptor that closes itself.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }

  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_ = -1;
};

struct Pipe {
  Descriptor read;
  Descriptor write;

  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) require(errno, "pipe2");
    read = Descriptor(ends[0]);
    write = Descriptor(ends[1]);
  }
};

class SpawnActions {
 public:
  SpawnActions() { require(posix_spawn_file_actions_init(&actions_), "posix_spawn_file_actions_init"); }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }

  void connect(const Descriptor& from, int to) { require(posix_spawn_file_actions_adddup2(&actions_, from.number(), to), "adddup2"); }
  void enter(const std::filesystem::path& folder) { require(posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str()), "addchdir"); }
  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

/// "NAME=value" lines of the test's own environment with the changes of the request.
std::vector<std::string> environment_of(const ProcessRequest& request) {
  std::vector<std::string> lines;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view line = *entry;
    if (!request.environment.contains(std::string(line.substr(0, line.find('='))))) lines.emplace_back(line);
  }
  for (const auto& [name, value] : request.environment)
    if (!value.empty()) lines.push_back(name + "=" + value);
  return lines;
}

/// The array of C strings, ended by a null pointer, that exec wants. Valid while `texts` lives.
std::vector<char*> c_strings(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

void drain(Descriptor& from, std::string& into) {
  std::array<char, 1 << 16> buffer{};
  const ssize_t count = ::read(from.number(), buffer.data(), buffer.size());
  if (count > 0) into.append(buffer.data(), static_cast<std::size_t>(count));
  if (count == 0 || (count < 0 && errno != EINTR)) from.close();
}

/// A process and when to interrupt it.
struct Interrupt {
  pid_t process = 0;
  std::function<bool()> when;

  /// Sends SIGINT once. The process was not waited for yet, so the number is still its own.
  [[nodiscard]] bool send_if_due() {
    if (!when || !when()) return false;
    ::kill(process, SIGINT);
    when = {};
    return true;
  }
};

/// Reads both outputs until the program has closed them. False at the time limit.
bool drain_both(Descriptor& out, Descriptor& err, Clock::time_point limit, Interrupt interrupt, ProcessResult& result) {
  constexpr std::chrono::milliseconds kBetweenQuestions{5};
  while (out.number() >= 0 || err.number() >= 0) {
    if (interrupt.send_if_due()) result.was_interrupted = true;
    const auto now = Clock::now();
    if (now >= limit) return false;
    const auto next = interrupt.when ? std::min(now + kBetweenQuestions, limit) : limit;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - now).count();
    std::array<pollfd, 2> waits{pollfd{out.number(), POLLIN, 0}, pollfd{err.number(), POLLIN, 0}};
    if (::poll(waits.data(), waits.size(), static_cast<int>(left)) < 0 && errno != EINTR) require(errno, "poll");
    if (waits[0].revents != 0) drain(out, result.output);
    if (waits[1].revents != 0) drain(err, result.errors);
  }
  return true;
}

/// A file in memory that holds the input: unlike a pipe it needs no feeding, and a program may leave it unread.
Descriptor input_file(std::string_view input) {
  Descriptor file(::memfd_create("stdin", MFD_CLOEXEC));
  if (file.number() < 0) require(errno, "memfd_create");
  while (!input.empty()) {
    const ssize_t count = ::write(file.number(), input.data(), input.size());
    if (count < 0) require(errno, "write");
    input.remove_prefix(static_cast<std::size_t>(count));
  }
  ::lseek(file.number(), 0, SEEK_SET);
  return file;
}

}  // namespace

ProcessResult run_process(const ProcessRequest& request) {
  const auto limit = Clock::now() + request.time_limit;
  const Descriptor in = input_file(request.input);
  Pipe out;
  Pipe err;
  SpawnActions actions;
  actions.connect(in, STDIN_FILENO);
  actions.connect(out.write, STDOUT_FILENO);
  actions.connect(err.write, STDERR_FILENO);
  if (!request.folder.empty()) actions.enter(request.folder);

  auto arguments = request.argv;
  auto environment = environment_of(request);
  pid_t child = 0;
  require(posix_spawn(&child, arguments.at(0).c_str(), actions.get(), nullptr, c_strings(arguments).data(), c_strings(environment).data()),
          arguments[0].c_str());
  out.write.close();
  err.write.close();

  ProcessResult result;
  result.timed_out = !drain_both(out.read, err.read, limit, {child, request.interrupt_when}, result);
  if (result.timed_out) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) require(errno, "waitpid");
  result.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return result;
}

}  // namespace junheng::testing
