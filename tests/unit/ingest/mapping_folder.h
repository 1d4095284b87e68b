#pragma once

#include <string>
#include <string_view>

#include "dataset_folder.h"
#include "junheng/ingest/import.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// Files of another layout with the mapping that reads them.
class MappingFolder {
 public:
  MappingFolder& put(std::string_view name, std::string_view text) {
    testing::write_file_text(folder_ / ("files/" + std::string(name)), text);
    return *this;
  }
  /// The mapping's tables; its head is the same in all tests.
  MappingFolder& tables(std::string_view text) {
    testing::write_file_text(folder_ / "layout.toml", R"([mapping]
id = "layout"
title = { zh = "版式", en = "Layout" }
[dataset]
title = "t"
source = "s"
school_year = 2023
)" + std::string(text));
    return *this;
  }

  [[nodiscard]] std::filesystem::path path() const { return folder_ / "files"; }
  [[nodiscard]] Result<Import> import() const { return import_with((folder_ / "layout.toml").string()); }
  [[nodiscard]] Result<Import> import_with(const std::string& mapping, unsigned threads = 1) const {
    return import_path_with(path(), mapping, threads);
  }
  [[nodiscard]] static Result<Import> import_path_with(const std::filesystem::path& path, const std::string& mapping,
                                                       unsigned threads = 1) {
    ImportOptions options;
    options.path = path.string();
    options.mapping = mapping;
    options.threads = threads;
    return import_dataset(options);
  }

 private:
  testing::ScratchFolder folder_;
};

/// A value of stage_facts by school, stage and measure; nullopt where it is missing.
[[nodiscard]] inline std::optional<double> stage_value(const Import& read, std::string_view school, Stage stage, std::string_view measure) {
  const auto& facts = read.dataset.stage_facts;
  const auto* column = facts.column(measure);
  for (std::size_t row = 0; column != nullptr && row < facts.size(); ++row)
    if (read.dataset.schools.ids.at(facts.schools[row].value) == school && facts.parts[row] == static_cast<std::uint8_t>(stage))
      return column->get(row);
  return std::nullopt;
}

}  // namespace junheng::ingest
