// Preloaded into a server by a test: while the file that JUNHENG_TEST_DISK_FULL names is there, nothing more can be written to files.
#include <cerrno>
#include <cstdlib>

#include <dlfcn.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

/// Pipes and sockets go on, and so do the streams of the log.
bool is_full(int descriptor) {
  const char* const sign = std::getenv("JUNHENG_TEST_DISK_FULL");
  struct stat file {};
  return descriptor > STDERR_FILENO && sign != nullptr && access(sign, F_OK) == 0 && fstat(descriptor, &file) == 0 && S_ISREG(file.st_mode);
}

template <typename Function, typename... Arguments>
ssize_t unless_full(const char* name, int descriptor, Arguments... arguments) {
  if (is_full(descriptor)) {
    errno = ENOSPC;
    return -1;
  }
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name))(descriptor, arguments...);
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t count) {
  return unless_full<ssize_t (*)(int, const void*, size_t)>("write", descriptor, bytes, count);
}
ssize_t writev(int descriptor, const iovec* pieces, int count) {
  return unless_full<ssize_t (*)(int, const iovec*, int)>("writev", descriptor, pieces, count);
}
ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t offset) {
  return unless_full<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite", descriptor, bytes, count, offset);
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off_t offset) {
  return unless_full<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite64", descriptor, bytes, count, offset);
}
}
