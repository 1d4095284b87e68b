#include "junheng/ingest/wording.h"

#include <algorithm>

#include "junheng/core/text.h"

namespace junheng::ingest {

std::string both_names(std::string_view id, std::string_view zh) { return zh.empty() ? std::string(id) : std::string(id) + " " + std::string(zh); }

std::string both_names(const model::TableSpec& table) { return both_names(table.id, table.zh); }

std::string both_names(const model::ColumnSpec& column) { return both_names(column.id, column.zh); }

std::string joined(std::span<const std::string> parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += ", ";
    out += part;
  }
  return out;
}

Params likely_params(std::span<const std::string> candidates) {
  if (candidates.empty()) return {{"likely_zh", ""}, {"likely_en", ""}};
  const std::string all = joined(candidates);
  return {{"likely_zh", "最接近的是 " + all + "。"}, {"likely_en", "The nearest is " + all + ". "}};
}

std::string listed(std::span<const model::CodeName> codes) {
  std::vector<std::string> parts;
  for (const model::CodeName& entry : codes) parts.push_back(both_names(entry.code, entry.zh));
  return joined(parts);
}

std::string nearest_listed(std::string_view typed, std::span<const model::CodeName> codes) {
  constexpr std::size_t kOffered = 4;
  struct Candidate {
    std::size_t distance;
    const model::CodeName* entry;
  };
  std::vector<Candidate> candidates;
  for (const model::CodeName& entry : codes)
    candidates.push_back({std::min(edit_distance(typed, entry.code), edit_distance(typed, entry.zh)), &entry});
  std::ranges::stable_sort(candidates, {}, &Candidate::distance);
  std::vector<std::string> parts;
  for (const Candidate& candidate : candidates) {
    if (parts.size() == kOffered) break;
    parts.push_back(both_names(candidate.entry->code, candidate.entry->zh));
  }
  return joined(parts);
}

}  // namespace junheng::ingest
