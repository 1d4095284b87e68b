#pragma once

#include <string>
#include <string_view>

#include "junheng/core/error.h"
#include "junheng/formats/csv_reader.h"

namespace junheng::formats {

struct DecodedCsv {
  Encoding encoding = Encoding::Utf8;
  /// UTF-8; may start with a byte order mark.
  std::string bytes;

  [[nodiscard]] std::string_view text() const;
};

/// Finds the encoding by trying: byte order mark, UTF-8, GB18030. A file of which most lines are surely UTF-8 is broken UTF-8, never
/// GB18030: nearly every UTF-8 text can be misread as GB18030. The reverse happens too: some Chinese words in GB18030, such as
/// 小学, are valid UTF-8; they count for neither.
/// Errors: CsvUtf16; CsvNulByte; CsvEncoding (with the first cell that breaks).
[[nodiscard]] Result<DecodedCsv> decode_csv(std::string bytes, const std::string& name);

}  // namespace junheng::formats
