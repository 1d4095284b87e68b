#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace junheng {

/// True if `bytes` is well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// Decodes GB18030. nullopt if the bytes are not GB18030.
[[nodiscard]] std::optional<std::string> gb18030_to_utf8(std::string_view bytes);

/// Columns that a terminal needs for the text: East Asian wide and full-width characters take two, combining marks none.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

/// Pads with spaces to `width` terminal columns; longer text is returned unchanged.
[[nodiscard]] std::string pad_right(std::string_view utf8, std::size_t width);
[[nodiscard]] std::string pad_left(std::string_view utf8, std::size_t width);

/// The text without leading and trailing white space, the ideographic space (U+3000) and the BOM included.
[[nodiscard]] std::string_view trim(std::string_view utf8);

/// For comparing headers: trimmed, full-width forms folded (NFKC), lower case, inner white space removed.
[[nodiscard]] std::string fold_header(std::string_view utf8);

/// ASCII letters in lower case, everything else as it is: for endings of files, names of headers, logins.
[[nodiscard]] std::string lower_ascii(std::string_view text);

/// The first `count` characters (code points), with an ellipsis if anything was cut: for showing long values.
[[nodiscard]] std::string abbreviate(std::string_view utf8, std::size_t count);

/// Number of single-character edits between two texts.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The most edits that still make a likely slip of `word`: a third of its characters and one more, but never over half of them,
/// so that at least half of what was typed must stand in the candidate.
[[nodiscard]] std::size_t slip_limit(std::string_view word);

/// The candidate nearest to `word` by edit distance, if it is near enough to be a likely slip; the first of equally near ones.
template <typename Range>
[[nodiscard]] std::optional<std::string> nearest(std::string_view word, const Range& candidates) {
  std::optional<std::string> best;
  std::size_t best_distance = slip_limit(word) + 1;
  for (const auto& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best = std::string(candidate);
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace junheng
