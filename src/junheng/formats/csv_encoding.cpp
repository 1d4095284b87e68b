#include "junheng/formats/csv_encoding.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/csv_scan.h"

namespace junheng::formats {

namespace {

constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";

bool is_utf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  // Without a mark: an ASCII header has a NUL in every other byte.
  return bytes.size() >= 2 && (bytes[0] == '\0') != (bytes[1] == '\0');
}

/// Start of the first cell (roughly: a quoted comma also ends one) for which `is_valid` fails. Some cell must fail.
/// Commas and line ends are never part of a longer character, neither in UTF-8 nor in GB18030.
std::size_t first_broken_cell(std::string_view bytes, const std::function<bool(std::string_view)>& is_valid) {
  constexpr std::string_view kEnds = ",\r\n";
  std::size_t begin = 0;
  std::size_t end = bytes.size();
  while (true) {
    const std::string_view part = bytes.substr(begin, end - begin);
    std::size_t cut = part.find_first_of(kEnds, part.size() / 2);
    if (cut == std::string_view::npos || cut + 1 == part.size()) cut = part.substr(0, part.size() / 2).find_last_of(kEnds);
    if (cut == std::string_view::npos) return begin;
    if (is_valid(part.substr(0, cut + 1)))
      begin += cut + 1;
    else
      end = begin + cut + 1;
  }
}

/// True if more of the lines that are not plain ASCII are UTF-8 than are not.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    if (!is_utf8(line))
      ++bad;
    else if (std::ranges::any_of(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
      ++good;
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return good > bad;
}

tl::unexpected<Error> broken_encoding(std::string_view bytes, const std::string& name,
                                      const std::function<bool(std::string_view)>& is_valid) {
  return fail(Code::CsvEncoding, cell_params(name, position_of(bytes, first_broken_cell(bytes, is_valid))));
}

}  // namespace

std::string_view DecodedCsv::text() const {
  const std::string_view all = bytes;
  return all.starts_with(kUtf8Bom) ? all.substr(kUtf8Bom.size()) : all;
}

Result<DecodedCsv> decode_csv(std::string bytes, const std::string& name) {
  const std::string_view view = bytes;
  if (is_utf16(view)) return fail(Code::CsvUtf16, {{"path", name}});
  if (const std::size_t nul = view.find('\0'); nul != std::string_view::npos)
    return fail(Code::CsvNulByte, cell_params(name, position_of(view, nul)));
  const bool has_bom = view.starts_with(kUtf8Bom);
  if (is_utf8(view)) return DecodedCsv{has_bom ? Encoding::Utf8Bom : Encoding::Utf8, std::move(bytes)};
  if (has_bom || is_mostly_utf8(view)) return broken_encoding(view, name, is_utf8);
  std::optional<std::string> decoded = gb18030_to_utf8(view);
  if (!decoded) return broken_encoding(view, name, [](std::string_view cell) { return gb18030_to_utf8(cell).has_value(); });
  return DecodedCsv{Encoding::Gb18030, std::move(*decoded)};
}

}  // namespace junheng::formats
