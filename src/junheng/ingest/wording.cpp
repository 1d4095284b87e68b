#include "junheng/ingest/wording.h"

#include <algorithm>
#include <utility>

#include "junheng/core/text.h"

namespace junheng::ingest {

std::string both_names(std::string_view id, std::string_view zh) {
  return zh.empty() ? std::string(id) : std::string(id) + " " + std::string(zh);
}

std::string both_names(const model::TableSpec& table) { return both_names(table.id, table.zh); }

std::string both_names(const model::ColumnSpec& column) { return both_names(column.id, column.zh); }

namespace {

std::string joined_with(std::string_view separator, std::span<const std::string> parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

}  // namespace

std::string joined(std::span<const std::string> parts) { return joined_with(", ", parts); }

Params list_params(const std::string& name, std::span<const std::string> parts) {
  return {{name + "_zh", joined_with("、", parts)}, {name + "_en", joined_with(", ", parts)}};
}

Params likely_params(std::span<const std::string> candidates) {
  if (candidates.empty()) return {{"likely_zh", ""}, {"likely_en", ""}};
  return {{"likely_zh", "最接近的是 " + joined_with("、", candidates) + "。"}, {"likely_en", "The nearest: " + joined(candidates) + ". "}};
}

std::vector<std::string> listed(std::span<const model::CodeName> codes) {
  std::vector<std::string> out;
  for (const model::CodeName& entry : codes) out.push_back(both_names(entry.code, entry.zh));
  return out;
}

namespace {

bool shares_word(std::string_view typed, const model::CodeName& entry) {
  return !typed.empty() && (entry.zh.find(typed) != std::string_view::npos || typed.find(entry.zh) != std::string_view::npos);
}

std::size_t edits_between(std::string_view typed, const model::CodeName& entry) {
  return std::min(edit_distance(typed, entry.code), edit_distance(typed, entry.zh));
}

/// What is spelt otherwise means something else, and to offer it would mislead.
bool is_near(std::string_view typed, const model::CodeName& entry) {
  return shares_word(typed, entry) || edits_between(typed, entry) <= slip_limit(typed);
}

/// Smaller is nearer: entries that share the word come before all that are only spelt alike.
std::size_t distance_of(std::string_view typed, const model::CodeName& entry) {
  constexpr std::size_t kBehindSharedWords = 1000;
  return edits_between(typed, entry) + (shares_word(typed, entry) ? 0 : kBehindSharedWords);
}

}  // namespace

std::vector<std::string> nearest_listed(std::string_view typed, std::span<const model::CodeName> codes) {
  const auto meanings = model::meanings_of(codes);
  const auto meaning = std::ranges::find(meanings, fold_header(typed), &model::CodeMeaning::word);
  std::vector<std::string> out;
  if (meaning != meanings.end()) {
    for (const std::string_view code : meaning->codes) {
      const auto entry = std::ranges::find(codes, code, &model::CodeName::code);
      out.push_back(both_names(entry->code, entry->zh));
    }
    return out;
  }
  constexpr std::size_t kOffered = 4;
  std::vector<std::pair<std::size_t, const model::CodeName*>> candidates;
  for (const model::CodeName& entry : codes)
    if (is_near(typed, entry)) candidates.emplace_back(distance_of(typed, entry), &entry);
  std::ranges::stable_sort(candidates, {}, &std::pair<std::size_t, const model::CodeName*>::first);
  for (const auto& [distance, entry] : candidates) {
    if (out.size() == kOffered) break;
    out.push_back(both_names(entry->code, entry->zh));
  }
  return out;
}

}  // namespace junheng::ingest
