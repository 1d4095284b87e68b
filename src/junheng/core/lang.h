#pragma once

#include <string>

namespace junheng {

/// Language of what a user reads.
enum class Lang { Zh, En };

/// A text in both languages.
struct Bilingual {
  std::string zh;
  std::string en;

  [[nodiscard]] const std::string& in(Lang lang) const { return lang == Lang::Zh ? zh : en; }
  friend bool operator==(const Bilingual&, const Bilingual&) = default;
};

}  // namespace junheng
