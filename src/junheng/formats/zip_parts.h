#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "junheng/core/error.h"
#include "junheng/formats/xlsx_reader.h"

namespace junheng::formats {

/// Reads parts of a ZIP archive, which is in memory or in a file. Only parts that are asked for are unpacked, and what is unpacked is
/// counted as it comes out: the sizes that the archive declares are not believed. Where a name is not UTF-8 all names are read as GB18030,
/// as Windows in Chinese writes them without saying so.
class ZipParts {
 public:
  ZipParts(std::string_view bytes, std::string name, const XlsxLimits& limits);
  /// A file, read piece by piece. Errors: CannotReadFile.
  [[nodiscard]] static Result<ZipParts> of_file(const std::string& path, std::string name, const XlsxLimits& limits);

  /// Takes the part's name (lower case, "/" as separator, none in front) and content.
  using Take = std::function<Result<void>(const std::string& name, std::string content)>;

  /// Goes through the archive once, in its order. An error of `take` ends it.
  /// Errors: XlsxDamaged; XlsxZipBomb; XlsxPassword (encrypted part).
  [[nodiscard]] Result<void> read(const std::function<bool(const std::string& name)>& is_wanted, const Take& take);

  /// Takes a piece of a part's content.
  using Sink = std::function<Result<void>(std::string_view piece)>;
  /// Unpacks a part into a sink, whose error ends it.
  using Content = std::function<Result<void>(const Sink& sink)>;
  /// As read(), but no part is ever held whole: `visit` calls `content` once. Errors: as read(), and those of the sinks.
  [[nodiscard]] Result<void> stream(const std::function<bool(const std::string& name)>& is_wanted,
                                    const std::function<Result<void>(const std::string& name, const Content& content)>& visit);

 private:
  struct Reader;
  ZipParts(std::string path, std::size_t packed_bytes, std::string name, const XlsxLimits& limits);
  [[nodiscard]] Result<void> open(Reader& reader) const;
  [[nodiscard]] Result<void> unpack(Reader& reader, const std::string& part, const Sink& sink);
  [[nodiscard]] Error damaged(const std::string& part, const std::string& reason) const;
  [[nodiscard]] bool is_over_limit() const;
  /// Whether a name of the archive is not UTF-8. False where the archive cannot be read.
  [[nodiscard]] bool finds_other_names() const;

  std::string_view bytes_;
  /// Empty: in memory.
  std::string path_;
  std::size_t packed_bytes_;
  std::string name_;
  XlsxLimits limits_;
  std::size_t unpacked_bytes_ = 0;
  /// nullopt: not looked at yet.
  std::optional<bool> has_gb18030_names_ = std::nullopt;
};

/// The key under which a part is found: programs differ in the case and the slashes of part names.
[[nodiscard]] std::string part_key(std::string_view name);

}  // namespace junheng::formats
