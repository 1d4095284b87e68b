#include "junheng/standards/names.h"

#include <algorithm>
#include <array>

namespace junheng::standards {

namespace {

/// Each table lists the enumerators in the order of their declaration, so that the position is the value.
constexpr auto kStatuses = std::to_array<std::string_view>({"verified", "unverified"});
constexpr auto kLimitKinds = std::to_array<std::string_view>({"standard", "floor", "cv", "at_least", "floor_share", "pass_score"});
constexpr auto kDirections = std::to_array<std::string_view>({"higher", "lower"});
constexpr auto kMissing = std::to_array<std::string_view>({"unknown", "exclude"});
constexpr auto kGroups = std::to_array<std::string_view>({"government", "quality", "recognition", "prerequisite", "veto"});
constexpr auto kRules = std::to_array<std::string_view>({"reported", "area_ratio", "schools_ratio", "each_school_ratio", "class_size",
                                                         "school_size", "special_rooms", "small_school_funds", "school_standard",
                                                         "years_since", "quality_monitoring", "survey"});
constexpr auto kScores = std::to_array<std::string_view>({"binary", "stepped", "linear_per_point"});

template <typename Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& words, std::string_view word) {
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enum>(found - words.begin());
}

}  // namespace

std::string_view to_string(ValueStatus status) { return kStatuses[static_cast<std::size_t>(status)]; }
std::string_view to_string(LimitKind kind) { return kLimitKinds[static_cast<std::size_t>(kind)]; }
std::string_view to_string(Direction direction) { return kDirections[static_cast<std::size_t>(direction)]; }
std::string_view to_string(MissingStrategy strategy) { return kMissing[static_cast<std::size_t>(strategy)]; }
std::string_view to_string(ItemGroup group) { return kGroups[static_cast<std::size_t>(group)]; }
std::string_view to_string(ItemRule rule) { return kRules[static_cast<std::size_t>(rule)]; }
std::string_view to_string(ScoreKind kind) { return kScores[static_cast<std::size_t>(kind)]; }

std::optional<LimitKind> parse_limit_kind(std::string_view word) { return parse<LimitKind>(kLimitKinds, word); }
std::optional<ItemGroup> parse_item_group(std::string_view word) { return parse<ItemGroup>(kGroups, word); }
std::optional<ItemRule> parse_item_rule(std::string_view word) { return parse<ItemRule>(kRules, word); }
std::optional<ScoreKind> parse_score_kind(std::string_view word) { return parse<ScoreKind>(kScores, word); }

}  // namespace junheng::standards
