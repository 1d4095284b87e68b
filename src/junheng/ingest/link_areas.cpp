#include "junheng/ingest/link_areas.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <string>

#include "junheng/core/codes.h"
#include "junheng/ingest/key_check.h"
#include "junheng/ingest/parent_links.h"

namespace junheng::ingest {

namespace {

constexpr ParentRules kParentRules{"area_code",           "parent_code",      Code::AreaParentUnknown, Code::AreaParentItself,
                                   Code::AreaParentCycle, Code::AreaRejected, Orphans::Folded};

std::string level_name(std::uint32_t level) { return std::string(model::to_string(static_cast<model::AreaLevel>(level))); }

void check_levels(ParsedTable& table, const ParentLinks& links, std::vector<Issue>& issues) {
  const ParsedColumn& codes = *table.find("area_code");
  const ParsedColumn& levels = *table.find("level");
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto parent = links.parent(row);
    if (table.rejected[row] != 0 || !parent || table.rejected[*parent] != 0) continue;
    if (levels.codes[*parent] < levels.codes[row]) continue;
    table.reject(row, "parent_code", Code::AreaLevelOrder, std::string(codes.texts.at(row)),
                 {{"level", level_name(levels.codes[row])},
                  {"parent", std::string(codes.texts.at(*parent))},
                  {"parent_level", level_name(levels.codes[*parent])}},
                 issues);
  }
}

/// Enters the rejected areas: those with faults of their own, the parents that have no row, and the areas that go with either.
void enter_rejected(const ParsedTable& table, const ParentLinks& links, Registry& registry, DependentRows& dependents) {
  RejectedIds& rejected = registry.rejected_areas;
  const model::TextColumn& codes = table.find("area_code")->texts;
  const auto add = [&](std::size_t row, std::optional<std::size_t> above) {
    rejected.add({std::string(codes.at(row)), table.locate(row, "area_code"), std::nullopt, above});
  };
  std::vector<std::uint8_t> is_folded(table.size(), 0);
  for (const FoldedRow& fold : links.folded()) is_folded[fold.row] = 1;
  for (std::size_t row = 0; row < table.size(); ++row)
    if (table.rejected[row] != 0 && is_folded[row] == 0) add(row, std::nullopt);
  for (const FoldedRow& fold : links.folded()) {
    const std::string parent(fold.parent ? codes.at(*fold.parent) : table.find("parent_code")->texts.at(fold.row));
    if (!fold.parent) rejected.add({parent, table.locate(fold.row, "parent_code"), std::nullopt, std::nullopt, {}, false});
    const std::size_t position = *rejected.position(parent);
    const std::size_t top = rejected.at(position).rejected_area.value_or(position);
    add(fold.row, top);
    const DependentRow dependent{{RejectedOwner::Kind::Area, static_cast<std::uint32_t>(top)}, table.row_numbers[fold.row]};
    dependents.add(*table.part_of(fold.row).rows, std::span(&dependent, 1));
  }
}

void enter_areas(ParsedTable& table, Registry& registry) {
  model::Areas& areas = registry.areas;
  areas.codes = std::move(table.find("area_code")->texts);
  areas.names = std::move(table.find("name")->texts);
  for (const std::uint32_t level : table.find("level")->codes) areas.levels.push_back(static_cast<model::AreaLevel>(level));
  areas.build_index();
  const ParsedColumn* parents = table.find("parent_code");
  areas.parents.resize(areas.size());
  for (std::size_t row = 0; parents != nullptr && row < areas.size(); ++row) areas.parents[row] = areas.find(parents->texts.at(row));
  areas.origin = table.origin();
}

struct DerivedArea {
  std::string code;
  model::AreaLevel level;
  std::string parent;
  friend bool operator<(const DerivedArea& a, const DerivedArea& b) { return a.code < b.code; }
};

/// The area of a code and those above it, lowest first.
std::vector<DerivedArea> derived_from(std::string_view code, bool is_china) {
  using enum model::AreaLevel;
  if (!is_china) return {{std::string(code), County, ""}};
  if (!is_area_digits(code)) return {};
  const std::string county(code.substr(0, 6));
  const std::string city = county.substr(0, 4) + "00";
  const std::string province = county.substr(0, 2) + "0000";
  std::vector<DerivedArea> out;
  if (county != city) out.push_back({county, County, city});
  if (city != province) out.push_back({city, City, province});
  out.push_back({province, Province, ""});
  return out;
}

}  // namespace

void link_areas(ParsedTable& table, Registry& registry, DependentRows& dependents, std::vector<Issue>& issues) {
  reject_repeated_keys(table, registry, issues);
  ParentLinks links(table, kParentRules);
  links.check(issues);
  check_levels(table, links, issues);
  links.reject_orphans(issues);
  enter_rejected(table, links, registry, dependents);
  table.drop_rejected();
  enter_areas(table, registry);
}

bool has_china_codes_only(const ParsedTable& schools) {
  const model::TextColumn& codes = schools.find("area_code")->texts;
  for (std::size_t row = 0; row < codes.size(); ++row)
    if (!codes.at(row).empty() && !is_area_digits(codes.at(row))) return false;
  return true;
}

void derive_areas(const ParsedTable& schools, Registry& registry) {
  const model::TextColumn& codes = schools.find("area_code")->texts;
  std::set<DerivedArea> derived;
  std::string_view last;
  for (std::size_t row = 0; row < codes.size(); ++row) {
    if (codes.at(row).empty() || codes.at(row) == last) continue;
    last = codes.at(row);
    for (DerivedArea& area : derived_from(last, registry.has_china_areas)) derived.insert(std::move(area));
  }
  model::Areas& areas = registry.areas;
  for (const DerivedArea& area : derived) {
    areas.codes.push(area.code);
    areas.names.push(area.code);
    areas.levels.push_back(area.level);
  }
  areas.build_index();
  for (const DerivedArea& area : derived) areas.parents.push_back(areas.find(area.parent));
}

}  // namespace junheng::ingest
