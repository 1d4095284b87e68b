#include "junheng/formats/staged_file.h"

#include "junheng/core/codes.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace junheng::formats {

namespace {

/// A symbolic link is followed, so that the file it names is replaced and not the link.
std::string resolved(std::string target) {
  std::error_code failure;
  const auto real = std::filesystem::canonical(target, failure);
  return failure ? std::move(target) : real.string();
}

std::string staged_name(const std::string& target) {
  // Two writers of one process, or of two, must not share a staged file.
  static std::atomic<unsigned> serial{0};
  const std::filesystem::path path(target);
  return (path.parent_path() / fmt::format(".{}.{}-{}.part", path.filename().string(), getpid(), ++serial)).string();
}

std::string path_of(int descriptor) { return fmt::format("/proc/self/fd/{}", descriptor); }

/// A descriptor of a file without a name in that folder; -1 where the file system or the missing /proc, by which it is reached, has none.
int open_nameless(const std::string& target) {
  const std::filesystem::path folder = std::filesystem::path(target).parent_path();
  const int file = ::open(folder.empty() ? "." : folder.c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
  if (file >= 0 && ::access(path_of(file).c_str(), W_OK) == 0) return file;
  if (file >= 0) ::close(file);
  return -1;
}

}  // namespace

StagedFile::StagedFile(std::string target) : target_(resolved(std::move(target))), named_path_(staged_name(target_)), path_(named_path_) {}

StagedFile::~StagedFile() {
  if (nameless_ >= 0) ::close(nameless_);
  if (!is_committed_) ::unlink(named_path_.c_str());
}

Result<void> StagedFile::create() {
  struct stat found {};
  if (::stat(target_.c_str(), &found) == 0 && !S_ISREG(found.st_mode))
    return cannot_write(target_, S_ISDIR(found.st_mode) ? EISDIR : EEXIST);
  nameless_ = open_nameless(target_);
  if (nameless_ >= 0) {
    path_ = path_of(nameless_);
    return {};
  }
  const int file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) return cannot_write(target_, errno);
  ::close(file);
  return {};
}

int StagedFile::give_name() const {
  if (nameless_ < 0) return 0;
  return ::linkat(AT_FDCWD, path_.c_str(), AT_FDCWD, named_path_.c_str(), AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
}

Result<void> StagedFile::commit() {
  const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot_write(target_, errno);
  const int synced = ::fsync(file);
  const int sync_error = errno;
  ::close(file);
  if (synced != 0) return cannot_write(target_, sync_error);
  if (const int failure = give_name(); failure != 0) return cannot_write(target_, failure);
  if (std::rename(named_path_.c_str(), target_.c_str()) != 0) return cannot_write(target_, errno);
  is_committed_ = true;
  return {};
}

tl::unexpected<Error> cannot_write(const std::string& path, int error_number) {
  if (error_number == ENOENT || error_number == ENOTDIR) return fail(Code::FolderMissing, {{"path", path}});
  if (error_number == EACCES) return fail(Code::NoPermission, {{"path", path}});
  return fail(Code::CannotWriteFile, {{"path", path}, {"reason", std::generic_category().message(error_number)}});
}

}  // namespace junheng::formats
