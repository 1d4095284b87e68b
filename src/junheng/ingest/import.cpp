#include "junheng/ingest/import.h"

#include <utility>

#include "junheng/core/codes.h"
#include "junheng/ingest/loader.h"
#include "junheng/ingest/source_set.h"

namespace junheng::ingest {

Result<Import> import_dataset(const ImportOptions& options) {
  if (!options.mapping.empty()) return fail(Code::UnknownMapping, {{"value", options.mapping}, {"known_zh", "-"}, {"known_en", "-"}});
  auto sources = open_dataset(options.path, options.threads);
  if (!sources) return fail(std::move(sources.error()));
  return load(std::move(*sources), options);
}

}  // namespace junheng::ingest
