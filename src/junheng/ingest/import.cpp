#include "junheng/ingest/import.h"

#include <utility>

#include "junheng/ingest/loader.h"
#include "junheng/ingest/mapping.h"
#include "junheng/ingest/source_set.h"

namespace junheng::ingest {

Result<Import> import_dataset(const ImportOptions& options) {
  auto sources = options.mapping.empty() ? open_dataset(options.path, options.threads) : map_dataset(options.path, options.mapping);
  if (!sources) return fail(std::move(sources.error()));
  return load(std::move(*sources), options);
}

}  // namespace junheng::ingest
