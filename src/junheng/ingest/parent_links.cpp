#include "junheng/ingest/parent_links.h"

#include <algorithm>

namespace junheng::ingest {

ParentLinks::ParentLinks(ParsedTable& table, const ParentRules& rules)
    : table_(table),
      rules_(rules),
      ids_(table.find(rules.id_column)),
      parent_ids_(table.find(rules.parent_column)),
      adviser_(ids_->texts),
      advice_([this](std::string_view parent_id) {
        return adviser_.similar(parent_id, [this](std::string_view candidate) { return rows_.contains(candidate); });
      }) {}

void ParentLinks::check(std::vector<Issue>& issues) {
  if (parent_ids_ == nullptr) return;
  bool has_parents = false;
  for (std::size_t row = 0; row < table_.size() && !has_parents; ++row) has_parents = !parent_ids_->texts.at(row).empty();
  if (!has_parents) return;
  parents_.resize(table_.size());
  rows_.reserve(table_.size());
  // A row that was rejected is found too, unless another one has its id.
  for (const std::uint8_t rejected : {std::uint8_t{0}, std::uint8_t{1}})
    for (std::size_t row = 0; row < table_.size(); ++row)
      if (table_.rejected[row] == rejected) rows_.emplace(id(row), row);
  for (std::size_t row = 0; row < table_.size(); ++row)
    if (table_.rejected[row] == 0 && !parent_ids_->texts.at(row).empty()) check_row(row, issues);
  reject_cycles(issues);
}

void ParentLinks::check_row(std::size_t row, std::vector<Issue>& issues) {
  const std::string_view parent_id = parent_ids_->texts.at(row);
  if (parent_id == id(row)) {
    table_.reject(row, rules_.parent_column, rules_.itself, std::string(parent_id), {}, issues);
    return;
  }
  const auto found = rows_.find(parent_id);
  if (found != rows_.end()) {
    parents_[row] = found->second;
    return;
  }
  if (rules_.orphans == Orphans::Folded) {
    folded_.push_back({row, std::nullopt});
    table_.rejected[row] = 1;
    if (!unlisted_.insert(parent_id).second) return;
  }
  table_.reject(row, rules_.parent_column, rules_.unknown, std::string(parent_id), {}, issues);
  issues.back().params = advice_.for_id(parent_id);
}

void ParentLinks::reject_cycles(std::vector<Issue>& issues) {
  constexpr std::size_t kNotVisited = 0;
  std::vector<std::size_t> visited_from(table_.size(), kNotVisited);
  for (std::size_t start = 0; start < table_.size(); ++start) {
    std::size_t at = start;
    while (visited_from[at] == kNotVisited && parents_[at]) {
      visited_from[at] = start + 1;
      at = *parents_[at];
    }
    // Only a circle leads back to a row of the same walk.
    if (!parents_[at] || visited_from[at] != start + 1) continue;
    std::vector<std::size_t> circle = {at};
    for (std::size_t next = *parents_[at]; next != at; next = *parents_[next]) circle.push_back(next);
    std::string path;
    for (const std::size_t row : circle) path += std::string(id(row)) + " → ";
    path += id(at);
    for (const std::size_t row : circle)
      table_.reject(row, rules_.parent_column, rules_.cycle, std::string(id(row)), {{"cycle", path}}, issues);
  }
}

void ParentLinks::reject_orphans(std::vector<Issue>& issues) {
  if (parents_.empty()) return;
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (std::size_t row = 0; row < table_.size(); ++row) {
      if (table_.rejected[row] != 0 || !parents_[row] || table_.rejected[*parents_[row]] == 0) continue;
      has_changed = true;
      if (rules_.orphans == Orphans::Folded) {
        table_.rejected[row] = 1;
        folded_.push_back({row, parents_[row]});
        continue;
      }
      table_.reject(row, rules_.parent_column, rules_.rejected, std::string(id(*parents_[row])),
                    {{"first", std::to_string(table_.row_numbers[*parents_[row]])}}, issues);
    }
  }
}

}  // namespace junheng::ingest
