#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/embedded.h"
#include "junheng/server/reply.h"
#include "junheng/server/request.h"

namespace junheng::server {

/// The web page that is compiled into the program: files under their path of the address ("/assets/index-4f2a.js").
class Page {
 public:
  /// Takes the files whose path begins with `folder`; compresses each once.
  Page(std::span<const EmbeddedFile> files, std::string_view folder);

  /// A file; for a path without an ending, the page itself, whose script knows the path. Files under /assets have their hash in the name
  /// and may be kept for ever; the rest is asked for again each time. Errors: NoSuchPath; PageNotBuilt (there is no index.html).
  [[nodiscard]] Result<Reply> answer(const Request& request) const;

  [[nodiscard]] bool is_empty() const { return files_.empty(); }

 private:
  struct File {
    std::string path;
    std::string content_type;
    std::string etag;
    SharedBody body;
  };
  [[nodiscard]] const File* find(std::string_view path) const;
  std::vector<File> files_;
};

}  // namespace junheng::server
