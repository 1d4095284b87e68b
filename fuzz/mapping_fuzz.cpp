#include "fuzz/findings.h"
#include "fuzz/targets.h"
#include "junheng/ingest/mapping_file.h"

namespace junheng::fuzz {

Fault try_mapping(std::string_view bytes) {
  std::vector<Issue> issues;
  const ingest::MappingFile mapping = ingest::read_mapping(bytes, "input.toml", issues);
  if (count_issues(issues).errors == 0) {
    for (const ingest::MappedTable& table : mapping.tables)
      if (table.columns.empty() && table.wide.empty()) return "a table without columns is taken without a finding";
  }
  return wording_fault(issues);
}

}  // namespace junheng::fuzz
