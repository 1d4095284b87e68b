#pragma once

#include <string>

#include "junheng/core/lang.h"
#include "junheng/core/school_year.h"

namespace junheng::report {

/// The head of a column: an English one begins with a capital. Identifiers ("school_id") and all that does not begin with a Latin letter
/// stay as they are.
[[nodiscard]] std::string as_head(std::string words);

/// What stands behind the stroke of a school year: "24" of 2023/24.
[[nodiscard]] std::string next_year_digits(SchoolYear year);

/// A school year in tables, as a head or in a row: "2023/24".
[[nodiscard]] std::string school_year_words(SchoolYear year, Lang lang);

/// A name and its code, in the brackets of the language: "东关居民点（S0012）"; the code alone where it has no name of its own.
[[nodiscard]] std::string name_with_id(std::string_view name, std::string_view id, Lang lang);

}  // namespace junheng::report
