#include "junheng/core/embedded.h"
#include "junheng/standards/library.h"

namespace junheng::standards {

std::vector<PackFile> built_in_packs() {
  std::vector<PackFile> files;
  for (const EmbeddedFile& file : embedded_files())
    if (file.path.starts_with("standards/")) files.push_back({std::string(file.path), std::string(file.bytes)});
  return files;
}

}  // namespace junheng::standards
