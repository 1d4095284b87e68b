#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "junheng/core/issue.h"
#include "junheng/ingest/import.h"
#include "support/file_text.h"
#include "support/scratch_folder.h"

namespace junheng::ingest {

[[nodiscard]] inline std::filesystem::path dataset_path(std::string_view name) {
  return std::filesystem::path(JUNHENG_SOURCE_DIR) / "tests/datasets" / name;
}

[[nodiscard]] inline Result<Import> import_path(const std::filesystem::path& path, unsigned threads = 1) {
  ImportOptions options;
  options.path = path.string();
  options.threads = threads;
  return import_dataset(options);
}

/// A copy of the dataset `village` of which a test changes files.
class VillageFolder {
 public:
  VillageFolder() { std::filesystem::copy(dataset_path("village"), folder_.path()); }

  VillageFolder& put(std::string_view name, std::string_view text) {
    testing::write_file_text(folder_ / name, text);
    return *this;
  }
  VillageFolder& remove(std::string_view name) {
    std::filesystem::remove(folder_ / name);
    return *this;
  }
  VillageFolder& append(std::string_view name, std::string_view lines) { return put(name, text(name) + std::string(lines)); }
  VillageFolder& replace(std::string_view name, std::string_view what, std::string_view by) {
    std::string content = text(name);
    content.replace(content.find(what), what.size(), by);
    return put(name, content);
  }

  [[nodiscard]] std::string text(std::string_view name) const { return testing::file_text(folder_ / name); }
  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  [[nodiscard]] Result<Import> import(unsigned threads = 1) const { return import_path(path(), threads); }

 private:
  testing::ScratchFolder folder_;
};

/// Everything about the findings that a user sees, one per line: to compare and to show.
[[nodiscard]] inline std::string shown(const std::vector<Issue>& issues) {
  std::string out;
  for (const Issue& issue : issues)
    out += issue.id() + " | " + describe(issue.where, Lang::En) + " | " + issue.message(Lang::En) + " | " + issue.hint(Lang::En) + "\n";
  return out;
}

[[nodiscard]] inline std::vector<Issue> with_id(const std::vector<Issue>& issues, std::string_view id) {
  std::vector<Issue> out;
  for (const Issue& issue : issues)
    if (issue.id() == id) out.push_back(issue);
  return out;
}

/// Every value of a table of facts, to compare two imports.
[[nodiscard]] inline std::string shown_facts(const model::FactTable& table) {
  std::string out;
  for (std::size_t row = 0; row < table.size(); ++row) {
    out += fmt::format("{} {} {} {}:", table.schools[row].value, table.years[row], table.parts[row], table.subparts[row]);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const auto value = table.columns[i].at(row);
      out += fmt::format(" {}={}/{}", table.column_ids[i], value.value, model::to_string(value.absence));
    }
    out += '\n';
  }
  return out;
}

}  // namespace junheng::ingest
