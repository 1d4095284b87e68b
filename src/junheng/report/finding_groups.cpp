#include "junheng/report/finding_groups.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
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
  for (const Issue& issue : issues) {
    if (is_of_a_code(issue)) {
      const auto [at, is_new] = known.try_emplace(issue.id() + '\n' + issue.value, groups.size());
      if (!is_new) {
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
