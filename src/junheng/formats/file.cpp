#include "junheng/formats/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include "junheng/core/codes.h"
#include "junheng/formats/staged_file.h"

namespace junheng::formats {

namespace {

/// Closes the descriptor at the end of the scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  [[nodiscard]] int number() const { return number_; }
  int close() {
    const int result = number_ >= 0 ? ::close(number_) : 0;
    number_ = -1;
    return result;
  }

 private:
  int number_;
};

tl::unexpected<Error> cannot_read(const std::string& path, int error_number) {
  if (error_number == ENOENT || error_number == ENOTDIR) return fail(Code::PathMissing, {{"path", path}});
  if (error_number == EACCES) return fail(Code::NoPermission, {{"path", path}});
  return fail(Code::CannotReadFile, {{"path", path}, {"reason", std::generic_category().message(error_number)}});
}

/// 0, or the number of the error.
int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

/// Sizes the text. Huge pages, where the system has them: a file of 200 MB costs 50,000 page faults without, as long as it takes to
/// read it.
void prepare_room(std::string& bytes, std::size_t size) {
  constexpr std::uintptr_t kHugePage = std::uintptr_t{1} << 21;
  bytes.reserve(size);
  const auto begin = (reinterpret_cast<std::uintptr_t>(bytes.data()) + kHugePage - 1) / kHugePage * kHugePage;
  const auto end = (reinterpret_cast<std::uintptr_t>(bytes.data()) + size) / kHugePage * kHugePage;
  // Advice only: where it is refused, small pages do.
  if (begin < end) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  bytes.resize(size);
}

/// A pipe or a device cannot be replaced by renaming.
bool is_device(const std::string& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

/// Writes into a file or device that exists; `shown` is its name in messages.
Result<void> write_to(const std::string& path, const std::string& shown, std::string_view bytes) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.number() < 0) return cannot_write(shown, errno);
  if (const int failure = write_all(file.number(), bytes); failure != 0) return cannot_write(shown, failure);
  if (file.close() != 0) return cannot_write(shown, errno);
  return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) return cannot_read(path, errno);
  struct stat found {};
  if (::fstat(file.number(), &found) != 0) return cannot_read(path, errno);
  if (S_ISDIR(found.st_mode)) return cannot_read(path, EISDIR);
  // The size is a hint only: a pipe has none, and a file may grow while it is read. One byte more finds the end without growing.
  constexpr std::size_t kLeastRoom = 1 << 16;
  std::string bytes;
  prepare_room(bytes, S_ISREG(found.st_mode) ? static_cast<std::size_t>(found.st_size) + 1 : kLeastRoom);
  std::size_t filled = 0;
  while (true) {
    if (filled == bytes.size()) bytes.resize(std::max(kLeastRoom, bytes.size() * 2));
    const ssize_t count = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_read(path, errno);
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  bytes.resize(filled);
  return bytes;
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  if (is_device(path)) return write_to(path, path, bytes);
  StagedFile staged(path);
  if (auto created = staged.create(); !created) return created;
  if (auto written = write_to(staged.path(), path, bytes); !written) return written;
  return staged.commit();
}

}  // namespace junheng::formats
