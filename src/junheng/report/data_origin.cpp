#include "junheng/report/data_origin.h"

#include <algorithm>

#include "junheng/core/catalogue.h"

namespace junheng::report {

namespace {

/// How `junheng generate` states its source, before the seed.
constexpr std::string_view kGenerated = "Junheng generator, seed ";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string source_words(std::string_view source, Lang lang) {
  if (source.empty()) return std::string(text("text.no_source", lang));
  const std::string_view seed = source.starts_with(kGenerated) ? source.substr(kGenerated.size()) : std::string_view();
  if (seed.empty() || !std::ranges::all_of(seed, is_digit)) return std::string(source);
  return text("text.generated", lang, {{"seed", std::string(seed)}});
}

std::string origin_text(const DataOrigin& origin, Lang lang) {
  std::string out = text("text.source", lang, {{"source", source_words(origin.source, lang)}});
  if (origin.is_synthetic) out += "\n" + std::string(text("text.synthetic", lang));
  return out;
}

}  // namespace junheng::report
