#include "junheng/core/catalogue.h"

#include <algorithm>
#include <cassert>
#include <optional>

namespace junheng {

const detail::CodeEntry& code_entry(Code code) {
  const auto entries = detail::code_entries();
  const auto found = std::ranges::find(entries, code, &detail::CodeEntry::code);
  assert(found != entries.end());
  return *found;
}

std::string_view text(std::string_view key, Lang lang) {
  const auto entries = detail::text_entries();
  const auto found = std::ranges::lower_bound(entries, key, {}, &detail::TextEntry::key);
  if (found == entries.end() || found->key != key) return key;
  return found->text.in(lang);
}

bool has_text(std::string_view key) { return std::ranges::binary_search(detail::text_entries(), key, {}, &detail::TextEntry::key); }

namespace {

/// The word of "one|many" that goes with a number.
std::string_view word_for(std::string_view number, std::string_view words) {
  const auto bar = words.find('|');
  if (bar == std::string_view::npos) return words;
  return number == "1" ? words.substr(0, bar) : words.substr(bar + 1);
}

}  // namespace

std::string fill(std::string_view pattern, const Params& params,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> more) {
  const auto value_of = [&](std::string_view name) -> std::optional<std::string_view> {
    for (const auto& [key, value] : params)
      if (key == name) return value;
    for (const auto& [key, value] : more)
      if (key == name) return value;
    return std::nullopt;
  };
  std::string out;
  out.reserve(pattern.size() + 32);
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    const auto close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos) {
      out += pattern;
      break;
    }
    out += pattern.substr(0, open);
    const auto inside = pattern.substr(open + 1, close - open - 1);
    const auto bar = inside.find('|');
    const auto value = value_of(inside.substr(0, bar));
    if (!value) out += pattern.substr(open, close - open + 1);
    else if (bar == std::string_view::npos) out += *value;
    else out += word_for(*value, inside.substr(bar + 1));
    pattern.remove_prefix(close + 1);
  }
  return out;
}

std::string text(std::string_view key, Lang lang, const Params& params) { return fill(text(key, lang), params); }

}  // namespace junheng
