#pragma once

#include <span>
#include <string>
#include <string_view>

#include "junheng/core/lang.h"

namespace junheng::model {

/// Columns of a table as a clerk finds them in a workbook: in Chinese each header with its id, "出生年份（birth_year）、性别（sex）", in
/// English the ids, "birth_year, sex". A column that the table does not have is named by its id.
[[nodiscard]] std::string column_words(std::string_view table, std::span<const std::string_view> columns, Lang lang);

}  // namespace junheng::model
