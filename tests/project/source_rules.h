#pragma once

#include <string>
#include <vector>

#include "project/source_tree.h"

namespace junheng::project {

/// A source file longer than this holds more than one concept.
inline constexpr std::size_t kMaxLines = 450;

/// Files and folders whose name says nothing of what they hold (util, helpers, common ...).
[[nodiscard]] std::vector<std::string> name_faults(const SourceFile& file);

/// A file of program text that is too long. Tables may be of any length: files of data (TOML, CSV ...), and in C++ the rows that are one
/// braced initialiser each.
[[nodiscard]] std::vector<std::string> length_faults(const SourceFile& file);

/// Calls and words that style.md refuses in C++ text, with line: printing in libraries, swallowed exceptions, locale-dependent
/// conversions, unseeded randomness, sleeping tests ...
[[nodiscard]] std::vector<std::string> word_faults(const SourceFile& file);

/// Paths of somebody's machine in any text.
[[nodiscard]] std::vector<std::string> path_faults(const SourceFile& file);

}  // namespace junheng::project
