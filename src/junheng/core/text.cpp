#include "junheng/core/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <numeric>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace junheng {

namespace {

struct Decoded {
  /// Negative where the bytes are not UTF-8.
  UChar32 point = 0;
  std::size_t end = 0;
};

// ICU's macro narrows int to uint8_t inside.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
Decoded decode_at(std::string_view utf8, std::size_t at) {
  UChar32 point = 0;
  U8_NEXT(utf8.data(), at, utf8.size(), point);
  return {point, at};
}
#pragma GCC diagnostic pop

/// Where the last code point of a text that is not empty begins.
std::size_t last_begin(std::string_view utf8) {
  std::size_t at = utf8.size() - 1;
  while (at > 0 && utf8.size() - at < U8_MAX_LENGTH && U8_IS_TRAIL(utf8[at])) --at;
  return at;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    // ASCII runs are the bulk of every file: eight bytes at a time.
    std::uint64_t word = 0;
    while (at + sizeof word <= bytes.size()) {
      std::memcpy(&word, bytes.data() + at, sizeof word);
      if ((word & 0x8080808080808080ULL) != 0) break;
      at += sizeof word;
    }
    if (at == bytes.size()) break;
    const auto [point, end] = decode_at(bytes, at);
    if (point < 0) return false;
    at = end;
  }
  return true;
}

std::optional<std::string> gb18030_to_utf8(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> source(ucnv_open("gb18030", &status), &ucnv_close);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> target(ucnv_open("UTF-8", &status), &ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  ucnv_setToUCallBack(source.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::string out;
  out.reserve(bytes.size() * 3 / 2);
  std::array<char, 1 << 16> buffer{};
  std::array<UChar, 1 << 14> pivot{};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  const char* in = bytes.data();
  bool first = true;
  do {
    status = U_ZERO_ERROR;
    char* written = buffer.data();
    ucnv_convertEx(target.get(), source.get(), &written, buffer.data() + buffer.size(), &in, bytes.data() + bytes.size(), pivot.data(),
                   &pivot_source, &pivot_target, pivot.data() + pivot.size(), first, true, &status);
    first = false;
    out.append(buffer.data(), written);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(status)) return std::nullopt;
  return out;
}

namespace {

template <typename Visit>
void for_each_code_point(std::string_view utf8, Visit visit) {
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [point, end] = decode_at(utf8, at);
    visit(point);
    at = end;
  }
}

std::size_t width_of(UChar32 point) {
  if (point < 0) return 1;
  switch (u_charType(point)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR: return 0;
    default: break;
  }
  const auto width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool is_blank(UChar32 point) { return point == 0xFEFF || point == 0x3000 || (point >= 0 && u_isUWhiteSpace(point)); }

std::vector<UChar32> code_points(std::string_view utf8) {
  std::vector<UChar32> out;
  for_each_code_point(utf8, [&](UChar32 point) { out.push_back(point); });
  return out;
}

}  // namespace

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for_each_code_point(utf8, [&](UChar32 point) { width += width_of(point); });
  return width;
}

std::string pad_right(std::string_view utf8, std::size_t width) {
  const std::size_t have = display_width(utf8);
  return std::string(utf8) + std::string(have < width ? width - have : 0, ' ');
}

std::string pad_left(std::string_view utf8, std::size_t width) {
  const std::size_t have = display_width(utf8);
  return std::string(have < width ? width - have : 0, ' ') + std::string(utf8);
}

std::string_view trim(std::string_view utf8) {
  // Most cells have nothing to trim and are ASCII at both ends.
  const auto plain = [](char c) { return c > ' ' && c < 0x7F; };
  if (utf8.empty() || (plain(utf8.front()) && plain(utf8.back()))) return utf8;
  while (!utf8.empty()) {
    const auto [point, end] = decode_at(utf8, 0);
    if (!is_blank(point)) break;
    utf8.remove_prefix(end);
  }
  while (!utf8.empty()) {
    const std::size_t begin = last_begin(utf8);
    const auto [point, end] = decode_at(utf8, begin);
    if (end != utf8.size() || !is_blank(point)) break;
    utf8 = utf8.substr(0, begin);
  }
  return utf8;
}

std::string fold_header(std::string_view utf8) {
  // Half of all headers and words, and a twentieth of the work: ASCII has no other forms than its two cases.
  if (std::ranges::all_of(utf8, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    std::string out;
    for (const char c : utf8)
      if (!is_blank(c)) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto source = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  icu::UnicodeString folded = U_SUCCESS(status) ? normalizer->normalize(source, status) : source;
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    const UChar32 point = folded.char32At(at);
    if (!is_blank(point)) kept.append(point);
  }
  std::string out;
  kept.toUTF8String(out);
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::string abbreviate(std::string_view utf8, std::size_t count) {
  std::size_t cut = 0;
  for (std::size_t seen = 0; seen < count && cut < utf8.size(); ++seen) cut = decode_at(utf8, cut).end;
  return cut == utf8.size() ? std::string(utf8) : std::string(utf8.substr(0, cut)) + "…";
}

std::size_t slip_limit(std::string_view word) {
  const std::size_t length = code_points(word).size();
  return std::min(length / 3 + 1, length / 2);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const auto left = code_points(a);
  const auto right = code_points(b);
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (left[i] == right[j] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace junheng
