#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/formats/toml.h"
#include "junheng/standards/pack.h"

// The pieces of a pack file that stand in more than one place: sources, dated values, formulas, code lists, open tables.

namespace junheng::standards {

/// The key `id`, which must not be empty.
[[nodiscard]] std::string read_id(formats::TomlReader& owner);

/// The sub-table `source`; all empty where it is absent (the lint asks for it where it is due).
[[nodiscard]] Source read_source(formats::TomlReader& owner);

[[nodiscard]] ValueStatus read_status(formats::TomlReader& owner);

[[nodiscard]] Direction read_direction(formats::TomlReader& owner);

/// "primary" or "junior"; nullopt (no issue) where the key is absent.
[[nodiscard]] std::optional<Stage> read_stage(formats::TomlReader& owner);

/// An array of stages; a word that is no assessed stage is an issue.
[[nodiscard]] std::vector<Stage> read_stages(formats::TomlReader& owner, std::string_view key);

/// Whole numbers of a code list; anything else is an issue.
[[nodiscard]] std::vector<int> read_codes(formats::TomlReader& owner, std::string_view key);

/// Whether limits may depend on where a school lies (`setting_prefixes`).
enum class BySetting : std::uint8_t { No, Yes };

/// `[[limit]]` of `owner`; the first of `kinds` is meant where no kind is written. `stages`: those that a limit may be for.
[[nodiscard]] std::vector<DatedValue> read_limits(formats::TomlReader& owner, std::initializer_list<std::string_view> kinds,
                                                  std::initializer_list<std::string_view> stages = {"primary", "junior"},
                                                  BySetting by_setting = BySetting::No);

/// "+measure" and "-measure"; a term without a sign is added.
[[nodiscard]] std::vector<SignedMeasure> read_terms(const std::vector<std::string>& terms);

/// numerator, denominator and scale.
[[nodiscard]] Ratio read_ratio(formats::TomlReader& owner);

/// A table whose keys are the pack's own, e.g. params.
[[nodiscard]] std::map<std::string, double> read_numbers(formats::TomlReader& owner, std::string_view key);
[[nodiscard]] std::map<std::string, std::string> read_words(formats::TomlReader& owner, std::string_view key);

}  // namespace junheng::standards
