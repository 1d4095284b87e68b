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
    if (is_valid(part.substr(0, cut + 1))) begin += cut + 1;
    else end = begin + cut + 1;
  }
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// True if valid UTF-8 text cannot well be GB18030 that is valid UTF-8 by chance. Some Chinese words are: the bytes of 小学 in
/// GB18030 are two Cyrillic letters in UTF-8. Then all characters have two bytes and none touches an ASCII letter, as accents do.
bool shows_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) continue;
    if (lead >= 0xE0) return true;
    if (at > 0 && is_ascii_letter(text[at - 1])) return true;
    ++at;
    if (at + 1 < text.size() && is_ascii_letter(text[at + 1])) return true;
  }
  return false;
}

/// True for valid UTF-8 text that is rather GB18030: nothing shows UTF-8, and it holds a Cyrillic letter of old (U+0460 to U+0481), which
/// is what 学 and its neighbours are by chance. The beginning of a long text tells.
bool is_utf8_by_chance(std::string_view text) {
  constexpr std::size_t kTelling = std::size_t{1} << 18;
  text = text.substr(0, std::min(text.find_last_of("\r\n", kTelling), kTelling));
  const auto is_old_letter = [](char lead, char trail) {
    const auto second = static_cast<unsigned char>(trail);
    return (lead == '\xD1' && second >= 0xA0) || (lead == '\xD2' && second <= 0x81);
  };
  return std::ranges::adjacent_find(text, is_old_letter) != text.end() && !shows_utf8(text);
}

/// True if more of the lines that are not plain ASCII show UTF-8 than break it.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    if (!is_utf8(line)) ++bad;
    else if (shows_utf8(line)) ++good;
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
  if (is_utf8(view)) {
    if (has_bom) return DecodedCsv{Encoding::Utf8Bom, std::move(bytes)};
    std::optional<std::string> chinese = is_utf8_by_chance(view) ? gb18030_to_utf8(view) : std::nullopt;
    return chinese ? DecodedCsv{Encoding::Gb18030, std::move(*chinese)} : DecodedCsv{Encoding::Utf8, std::move(bytes)};
  }
  if (has_bom || is_mostly_utf8(view)) return broken_encoding(view, name, is_utf8);
  std::optional<std::string> decoded = gb18030_to_utf8(view);
  if (!decoded) return broken_encoding(view, name, [](std::string_view cell) { return gb18030_to_utf8(cell).has_value(); });
  return DecodedCsv{Encoding::Gb18030, std::move(*decoded)};
}

}  // namespace junheng::formats
