#include "junheng/standards/suggestion.h"

#include <fmt/format.h>

#include "junheng/core/text.h"

namespace junheng::standards {

Params suggestion(std::string_view word, const std::vector<std::string_view>& known) {
  const auto likely = nearest(word, known);
  const auto sentence = [&](Lang lang) { return likely ? text("standards.likely", lang, {{"word", *likely}}) : std::string{}; };
  return {{"known", known.empty() ? "-" : fmt::format("{}", fmt::join(known, ", "))},
          {"likely_zh", sentence(Lang::Zh)},
          {"likely_en", sentence(Lang::En)}};
}

}  // namespace junheng::standards
