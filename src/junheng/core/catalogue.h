#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/core/lang.h"
#include "junheng/core/severity.h"

namespace junheng {

/// Every error and issue that the program can report. The enumerators are generated from core/errors.toml into core/codes.h, which
/// only those include who name one: a new code then rebuilds little.
enum class Code : std::uint16_t;

/// Named values that fill the {placeholders} of a message.
using Params = std::vector<std::pair<std::string, std::string>>;

namespace detail {

struct TextPair {
  std::string_view zh;
  std::string_view en;
  [[nodiscard]] std::string_view in(Lang lang) const { return lang == Lang::Zh ? zh : en; }
};

struct CodeEntry {
  Code code;
  std::string_view name;
  Severity severity;
  int http;
  int exit;
  TextPair message;
  TextPair hint;
};

struct TextEntry {
  std::string_view key;
  TextPair text;
};

std::span<const CodeEntry> code_entries();
std::span<const TextEntry> text_entries();

}  // namespace detail

/// Registry entry of a code (name, severity, HTTP status, exit code, message and hint templates).
[[nodiscard]] const detail::CodeEntry& code_entry(Code code);

/// A user-interface text from the modules' texts.toml. An unknown key is a bug: the key itself comes back.
[[nodiscard]] std::string_view text(std::string_view key, Lang lang);

[[nodiscard]] bool has_text(std::string_view key);

/// Replaces each {name} in `pattern` by its parameter, and each {name|one|many} by its first word where the parameter is 1 and by the
/// second otherwise: "{count} {count|school|schools}". A name without a parameter stays as it is.
/// `more` is looked at after `params`.
[[nodiscard]] std::string fill(std::string_view pattern, const Params& params,
                               std::initializer_list<std::pair<std::string_view, std::string_view>> more = {});

/// text() with its placeholders filled.
[[nodiscard]] std::string text(std::string_view key, Lang lang, const Params& params);

}  // namespace junheng
