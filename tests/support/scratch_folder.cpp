#include "support/scratch_folder.h"

#include <cstdlib>
#include <string>
#include <system_error>

namespace junheng::testing {

ScratchFolder::ScratchFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "junheng-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::system_error(errno, std::generic_category(), pattern);
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  // A test may have taken away rights to see what the program says; a folder that stays behind is no failure of that test.
  std::error_code ignored;
  for (std::filesystem::recursive_directory_iterator at(path_, ignored), end; at != end; at.increment(ignored))
    if (at->is_directory(ignored) && !at->is_symlink(ignored))
      std::filesystem::permissions(at->path(), std::filesystem::perms::owner_all, std::filesystem::perm_options::add, ignored);
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace junheng::testing
