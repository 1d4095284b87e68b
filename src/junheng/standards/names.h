#pragma once

#include <optional>
#include <string_view>

#include "junheng/standards/pack.h"

namespace junheng::standards {

// The words by which pack files, the command line and JSON name the enumerators of pack.h.

[[nodiscard]] std::string_view to_string(ValueStatus status);
[[nodiscard]] std::string_view to_string(LimitKind kind);
[[nodiscard]] std::string_view to_string(Direction direction);
[[nodiscard]] std::string_view to_string(MissingStrategy strategy);
[[nodiscard]] std::string_view to_string(ItemGroup group);
[[nodiscard]] std::string_view to_string(ItemRule rule);
[[nodiscard]] std::string_view to_string(ScoreKind kind);

// nullopt for a word that names no enumerator.

[[nodiscard]] std::optional<LimitKind> parse_limit_kind(std::string_view word);
[[nodiscard]] std::optional<ItemGroup> parse_item_group(std::string_view word);
[[nodiscard]] std::optional<ItemRule> parse_item_rule(std::string_view word);
[[nodiscard]] std::optional<ScoreKind> parse_score_kind(std::string_view word);

}  // namespace junheng::standards
