#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace junheng::fuzz {

/// What a target found wrong with one input, in words; nothing where all is well. Crashes and sanitizer reports speak for themselves.
using Fault = std::optional<std::string>;

/// Reads the bytes as a CSV file in chunks of the usual size and in tiny ones: refusal or rows must be the same.
[[nodiscard]] Fault try_csv(std::string_view bytes);

/// Reads the bytes as a workbook under small limits; its texts must be UTF-8 and its cells must lie where the sheet says.
/// Bytes that begin with "#parts" are first packed into a ZIP file (see packed_parts.h), for changed bytes seldom survive a checksum.
[[nodiscard]] Fault try_xlsx(std::string_view bytes);

/// Reads the text as TOML and as a pack of standards: values must know their place, and no pack with errors may be kept.
[[nodiscard]] Fault try_toml(std::string_view bytes);

/// Reads the text as a mapping file: a table without columns must not pass without a finding.
[[nodiscard]] Fault try_mapping(std::string_view bytes);

/// Reads the text as a scenario of a forecast and, where it is sound, forecasts a small county with it: pupils must be numbers, none below 0.
[[nodiscard]] Fault try_scenario(std::string_view bytes);

/// Reads the bytes as what a client writes itself: the target of a request, its cookies, host and languages, its JSON body. What is taken
/// must be clean text.
[[nodiscard]] Fault try_request(std::string_view bytes);

}  // namespace junheng::fuzz
