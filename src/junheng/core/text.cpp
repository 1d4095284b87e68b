#include "junheng/core/text.h"

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace junheng {

bool is_utf8(std::string_view bytes) {
  const auto* data = bytes.data();
  const auto size = static_cast<std::int64_t>(bytes.size());
  std::int64_t at = 0;
  while (at < size) {
    // ASCII runs are the bulk of every file: eight bytes at a time.
    while (at + 8 <= size) {
      std::uint64_t word = 0;
      std::copy_n(data + at, 8, reinterpret_cast<char*>(&word));
      if ((word & 0x8080808080808080ULL) != 0) break;
      at += 8;
    }
    if (at >= size) break;
    const auto lead = static_cast<unsigned char>(data[at]);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    UChar32 point = 0;
    std::int32_t step = 0;
    const auto window = static_cast<std::int32_t>(std::min<std::int64_t>(4, size - at));
    U8_NEXT(data + at, step, window, point);
    if (point < 0) return false;
    at += step;
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
  std::int32_t at = 0;
  const auto size = static_cast<std::int32_t>(utf8.size());
  while (at < size) {
    const std::int32_t begin = at;
    UChar32 point = 0;
    U8_NEXT(utf8.data(), at, size, point);
    visit(point, static_cast<std::size_t>(begin), static_cast<std::size_t>(at));
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
  for_each_code_point(utf8, [&](UChar32 point, std::size_t, std::size_t) { out.push_back(point); });
  return out;
}

}  // namespace

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for_each_code_point(utf8, [&](UChar32 point, std::size_t, std::size_t) { width += width_of(point); });
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
  std::size_t begin = utf8.size();
  std::size_t end = 0;
  for_each_code_point(utf8, [&](UChar32 point, std::size_t from, std::size_t to) {
    if (is_blank(point)) return;
    begin = std::min(begin, from);
    end = to;
  });
  return begin >= end ? std::string_view{} : utf8.substr(begin, end - begin);
}

std::string fold_header(std::string_view utf8) {
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

std::string abbreviate(std::string_view utf8, std::size_t count) {
  std::size_t seen = 0;
  std::size_t cut = utf8.size();
  for_each_code_point(utf8, [&](UChar32, std::size_t from, std::size_t) {
    if (seen++ == count) cut = from;
  });
  return cut == utf8.size() ? std::string(utf8) : std::string(utf8.substr(0, cut)) + "…";
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
