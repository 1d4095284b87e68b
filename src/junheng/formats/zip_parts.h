#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "junheng/core/error.h"
#include "junheng/formats/xlsx_reader.h"

namespace junheng::formats {

/// Reads parts of a ZIP archive in memory. Only parts that are asked for are unpacked, and what is unpacked is counted as it
/// comes out: the sizes that the archive declares are not believed.
class ZipParts {
 public:
  ZipParts(std::string_view bytes, std::string name, const XlsxLimits& limits);

  /// Takes the part's name (lower case, "/" as separator, none in front) and content.
  using Take = std::function<Result<void>(const std::string& name, std::string content)>;

  /// Goes through the archive once, in its order. An error of `take` ends it.
  /// Errors: XlsxDamaged; XlsxZipBomb; XlsxPassword (encrypted part).
  [[nodiscard]] Result<void> read(const std::function<bool(const std::string& name)>& is_wanted, const Take& take);

 private:
  struct Reader;
  [[nodiscard]] Result<std::string> unpack(Reader& reader, const std::string& part);
  [[nodiscard]] Error damaged(const std::string& part, const std::string& reason) const;
  [[nodiscard]] bool is_over_limit() const;

  std::string_view bytes_;
  std::string name_;
  XlsxLimits limits_;
  std::size_t unpacked_bytes_ = 0;
};

/// The key under which a part is found: programs differ in the case and the slashes of part names.
[[nodiscard]] std::string part_key(std::string_view name);

}  // namespace junheng::formats
