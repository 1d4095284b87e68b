#include "junheng/ingest/import.h"

#include <memory>
#include <string_view>
#include <utility>

#include "junheng/ingest/csv_source.h"
#include "junheng/ingest/file_names.h"
#include "junheng/ingest/loader.h"
#include "junheng/ingest/mapping.h"
#include "junheng/ingest/source_set.h"

namespace junheng::ingest {

namespace {

/// Puts the file in the place of the table; the dataset's own is not looked at.
Result<void> replace_table(SourceSet& sources, std::string_view table, const std::string& path) {
  auto csv = formats::CsvFile::open(path);
  if (!csv) return fail(std::move(csv.error()));
  std::erase_if(sources.tables, [&](const SourceTable& source) { return source.table == table; });
  std::erase(sources.unreadable_tables, table);
  sources.tables.push_back({std::string(table), std::make_unique<CsvSource>(std::move(*csv), last_name(path))});
  return {};
}

}  // namespace

Result<Import> import_dataset(const ImportOptions& options) {
  auto sources = options.mapping.empty() ? open_dataset(options.path, options.threads) : map_dataset(options.path, options.mapping);
  if (!sources) return fail(std::move(sources.error()));
  if (!options.targets_file.empty())
    if (auto replaced = replace_table(*sources, "targets", options.targets_file); !replaced) return fail(std::move(replaced.error()));
  if (!options.header_renames.empty()) rename_headers(sources->tables, options.header_renames);
  return load(std::move(*sources), options);
}

}  // namespace junheng::ingest
