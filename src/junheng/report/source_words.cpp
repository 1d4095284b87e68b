#include "junheng/report/source_words.h"

#include <algorithm>
#include <cstddef>

#include "junheng/core/catalogue.h"
#include "junheng/report/svg_chart.h"

namespace junheng::report {

namespace {

constexpr std::string_view kOpen = "“";
constexpr std::string_view kClose = "”";

}  // namespace

bool has_chinese(std::string_view words) {
  // Chinese characters, U+4000 to U+9FFF, begin with these bytes.
  return std::ranges::any_of(words, [](char c) { return static_cast<unsigned char>(c) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9; });
}

std::string english_document(std::string_view document) {
  for (std::size_t n = 1;; ++n) {
    const std::string key = "source.known." + std::to_string(n);
    if (!has_text(key)) return {};
    if (document.starts_with(text(key, Lang::Zh))) return std::string(text(key, Lang::En));
  }
}

std::string source_words(const standards::Source& source, Lang lang) {
  const Params params = {{"document", source.document}, {"clause", source.clause}, {"name", english_document(source.document)}};
  const bool is_foreign = lang == Lang::En && has_chinese(source.document + source.clause);
  if (!is_foreign) return text("source.words", lang, params);
  return text(english_document(source.document).empty() ? "source.quoted" : "source.named", lang, params);
}

std::string words_markup(std::string_view words, Lang lang) {
  std::string out;
  if (lang == Lang::Zh) return escape_html(words);
  // A clause may hold quotation marks itself: the quotation ends with the last one.
  const std::size_t begin = words.find(kOpen);
  const std::size_t end = words.rfind(kClose);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return escape_html(words);
  const std::string_view quoted = words.substr(begin + kOpen.size(), end - begin - kOpen.size());
  if (!has_chinese(quoted)) return escape_html(words);
  return escape_html(words.substr(0, begin + kOpen.size())) + "<span lang=\"zh-CN\">" + escape_html(quoted) + "</span>" +
         escape_html(words.substr(end));
}

}  // namespace junheng::report
