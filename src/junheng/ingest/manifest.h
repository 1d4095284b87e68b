#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// Reads dataset.toml. Errors of the file itself (syntax) become Issues too; what cannot be read keeps its default.
[[nodiscard]] model::Manifest read_manifest_file(const std::string& path, const std::string& name, std::vector<Issue>& issues);

/// Reads the sheet that describes the dataset: two columns, key and value, keys in English or Chinese.
[[nodiscard]] model::Manifest read_manifest_sheet(const formats::Sheet& sheet, const std::string& file, std::vector<Issue>& issues);

/// The cell of that sheet in which the school year is to stand, if it is empty: without a row, where there is no line for it.
[[nodiscard]] std::optional<Location> empty_year_cell(const formats::Sheet& sheet, const std::string& file);

/// True for the name of that sheet: dataset, 数据集说明.
[[nodiscard]] bool is_manifest_sheet(std::string_view name);

}  // namespace junheng::ingest
