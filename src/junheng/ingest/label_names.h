#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace junheng::ingest {

/// Names that stand for the same header or label, e.g. "在校生数|在校学生数".
using LabelNames = std::vector<std::string>;

/// The parts of a text between separators, trimmed, empty ones left out.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);

/// "在校生数|在校学生数" as two names.
[[nodiscard]] LabelNames names_in(std::string_view text);

/// A label or header for comparing: folded, without enumeration ("一、"), "其中:", "#", and with one kind of dash.
[[nodiscard]] std::string fold_label(std::string_view text);

/// True for 合计, 小计, 总计 and 计, folded: under a header they mean the header itself.
[[nodiscard]] bool is_total_word(std::string_view folded);

/// "2021/2022学年", "2021-2022学年初" or "2021学年" anywhere in the text, as "2021-2022".
[[nodiscard]] std::optional<std::string> school_year_in(std::string_view text);

}  // namespace junheng::ingest
