#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/catalogue.h"
#include "junheng/model/schema.h"

namespace junheng::ingest {

/// "schools 学校": a table or column under both its names, for messages in either language.
[[nodiscard]] std::string both_names(std::string_view id, std::string_view zh);
[[nodiscard]] std::string both_names(const model::TableSpec& table);
[[nodiscard]] std::string both_names(const model::ColumnSpec& column);

/// "a, b, c".
[[nodiscard]] std::string joined(std::span<const std::string> parts);

/// The parameters {name_zh} and {name_en}: the parts as a list in either language.
[[nodiscard]] Params list_params(const std::string& name, std::span<const std::string> parts);

/// The parameters {likely_zh} and {likely_en}: a sentence that offers the candidates, or nothing if there are none.
[[nodiscard]] Params likely_params(std::span<const std::string> candidates);

/// "primary 小学", "junior 初中": every entry of a code list.
[[nodiscard]] std::vector<std::string> listed(std::span<const model::CodeName> codes);

/// The entries of a code list that what was typed can mean: all of them where the word is in use for some; else those that hold it or
/// are held by it, then those that are a likely slip away, four at most; none where nothing is near.
[[nodiscard]] std::vector<std::string> nearest_listed(std::string_view typed, std::span<const model::CodeName> codes);

}  // namespace junheng::ingest
