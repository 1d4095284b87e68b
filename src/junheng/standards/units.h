#pragma once

#include <span>
#include <string_view>

#include "junheng/core/lang.h"

namespace junheng::standards {

/// A unit as packs and the dataset schema name it, and how it is printed.
struct Unit {
  std::string_view key;
  std::string_view zh;
  std::string_view en;
  /// The English label behind 1, where it is another one.
  std::string_view en_one = {};

  [[nodiscard]] std::string_view in(Lang lang) const { return lang == Lang::Zh ? zh : en; }
};

/// Every unit that a pack may name, in the order of their keys.
[[nodiscard]] std::span<const Unit> units();

/// nullptr if no unit has this key.
[[nodiscard]] const Unit* find_unit(std::string_view key);

/// What to print behind a number: "m2/pupil" -> "平方米/生". An empty key gives an empty label; an unknown key itself.
[[nodiscard]] std::string_view unit_label(std::string_view key, Lang lang);

/// The label behind a number as it is printed: "1 year", "3 years".
[[nodiscard]] std::string_view unit_label_of(std::string_view number, std::string_view key, Lang lang);

}  // namespace junheng::standards
