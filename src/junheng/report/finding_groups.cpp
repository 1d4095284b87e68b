#include "junheng/report/finding_groups.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

#include "junheng/core/catalogue.h"
#include "junheng/core/codes.h"

namespace junheng::report {

namespace {

constexpr std::size_t kRowsNamed = 5;

bool is_of_a_code(const Issue& issue) {
  static constexpr std::array kCodes = {Code::SchoolUnknown, Code::AreaUnknown};
  return std::ranges::any_of(kCodes, [&](Code code) { return issue.id() == code_entry(code).name; });
}

/// Whether the two say the same of cells of one column.
bool is_same_of_column(const Issue& a, const Issue& b) {
  const bool are_params_equal = a.params == b.params || (a.params && b.params && *a.params == *b.params);
  return are_params_equal && a.where.column == b.where.column && a.where.sheet == b.where.sheet && a.where.file == b.where.file &&
         a.id() == b.id() && a.value == b.value;
}

std::uint64_t column_key(const Issue& issue) {
  std::uint64_t key = std::hash<std::string_view>()(issue.id());
  const auto mix = [&](std::uint64_t part) { key = key * 0x9E3779B97F4A7C15ULL + part; };
  for (const std::string* text : {&issue.where.file, &issue.where.sheet, &issue.value}) mix(std::hash<std::string>()(*text));
  mix(issue.where.column);
  if (issue.params)
    for (const auto& [name, value] : *issue.params) mix(std::hash<std::string>()(value));
  return key;
}

bool is_of_column(const FindingGroup& group) { return !group.more.empty() && !is_of_a_code(*group.first); }

/// "A2:A42, A50", with so many ranges.
std::string ranges_text(const FindingGroup& group, Lang lang) {
  const std::string letters = column_letters(group.first->where.column);
  std::vector<std::uint32_t> rows = {group.first->where.row};
  for (const Issue* issue : group.more) rows.push_back(issue->where.row);
  std::string listed;
  std::size_t named = 0;
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin + 1;
    while (end < rows.size() && rows[end] == rows[end - 1] + 1) ++end;
    if (named++ == kRowsNamed) return listed + (lang == Lang::Zh ? "……" : " ...");
    listed += (begin == 0 ? "" : lang == Lang::Zh ? "、" : ", ") + letters + std::to_string(rows[begin]);
    if (end - begin > 1) listed += ":" + letters + std::to_string(rows[end - 1]);
    begin = end;
  }
  return listed;
}

/// Rows by table: the sheet of a workbook, else the file.
std::map<std::string, std::set<std::uint32_t>> rows_by_table(const FindingGroup& group) {
  std::map<std::string, std::set<std::uint32_t>> rows;
  for (const Issue* issue : group.more) rows[issue->where.sheet.empty() ? issue->where.file : issue->where.sheet].insert(issue->where.row);
  return rows;
}

}  // namespace

std::vector<FindingGroup> finding_groups(std::span<const Issue> issues) {
  std::vector<FindingGroup> groups;
  groups.reserve(issues.size());
  std::unordered_map<std::string, std::size_t> known;
  std::unordered_map<std::uint64_t, std::size_t> columns;
  for (const Issue& issue : issues) {
    if (is_of_a_code(issue)) {
      const auto [at, is_new] = known.try_emplace(issue.id() + '\n' + issue.value, groups.size());
      if (!is_new) {
        groups[at->second].more.push_back(&issue);
        continue;
      }
    } else if (issue.where.row > 0 && issue.where.column > 0) {
      const auto [at, is_new] = columns.try_emplace(column_key(issue), groups.size());
      if (!is_new && is_same_of_column(*groups[at->second].first, issue)) {
        groups[at->second].more.push_back(&issue);
        continue;
      }
    }
    groups.push_back({&issue});
  }
  return groups;
}

MorePlaces more_places(const FindingGroup& group) {
  MorePlaces places;
  for (const auto& [table, rows] : rows_by_table(group)) {
    ++places.tables;
    places.rows += rows.size();
  }
  return places;
}

std::string more_places_text(const FindingGroup& group, Lang lang) {
  if (group.more.empty()) return {};
  if (is_of_column(group))
    return text("findings.same_column", lang, {{"cells", std::to_string(group.more.size() + 1)}, {"places", ranges_text(group, lang)}});
  std::string listed;
  for (const auto& [table, rows] : rows_by_table(group)) {
    listed += (listed.empty() ? "" : lang == Lang::Zh ? "；" : "; ") + table;
    std::size_t named = 0;
    for (const std::uint32_t row : rows) {
      if (named == kRowsNamed) {
        listed += lang == Lang::Zh ? "……" : " ...";
        break;
      }
      listed += (named++ == 0 ? " " : lang == Lang::Zh ? "、" : ", ") + std::to_string(row);
    }
  }
  const MorePlaces places = more_places(group);
  return text("findings.same_code", lang,
              {{"rows", std::to_string(places.rows)}, {"tables", std::to_string(places.tables)}, {"places", listed}});
}

}  // namespace junheng::report
