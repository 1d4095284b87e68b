#include "junheng/ingest/link_schools.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/ingest/column_values.h"
#include "junheng/ingest/key_check.h"
#include "junheng/ingest/parent_links.h"

namespace junheng::ingest {

namespace {

constexpr ParentRules kParentRules{
    "school_id", "parent_school_id", Code::ParentSchoolUnknown, Code::ParentSchoolItself, Code::ParentSchoolCycle, Code::SchoolRejected};

/// The area of a school, or the rejected area for which its row is rejected too.
struct SchoolPlace {
  std::optional<AreaIndex> area;
  std::optional<std::size_t> rejected_area;
};

/// Finds the area of every row; rows without one are rejected.
std::vector<SchoolPlace> find_places(ParsedTable& table, const Registry& registry, DependentRows& dependents, std::vector<Issue>& issues) {
  std::vector<SchoolPlace> out(table.size());
  const model::TextColumn& codes = table.find("area_code")->texts;
  AreaLookup lookup(registry);
  for (std::size_t row = 0; row < table.size(); ++row) {
    // Of a row that is rejected anyway the area only tells where it is lost.
    if (codes.at(row).empty()) continue;
    auto area = lookup.find(codes.at(row));
    if (area) {
      out[row].area = *area;
    } else if (table.rejected[row] == 0 && area.error().code == Code::AreaRejected) {
      table.rejected[row] = 1;
      out[row].rejected_area = find_rejected_area(registry, codes.at(row));
      const DependentRow dependent{{RejectedOwner::Kind::Area, static_cast<std::uint32_t>(*out[row].rejected_area)},
                                   table.row_numbers[row]};
      dependents.add(*table.part_of(row).rows, std::span(&dependent, 1));
    } else if (table.rejected[row] == 0) {
      table.reject(row, "area_code", area.error().code, std::string(codes.at(row)), std::move(area.error().params), issues);
    }
  }
  return out;
}

/// The one stage of a school, if its kind says so.
std::optional<Stage> stage_of_kind(std::uint32_t kind) {
  if (kind == model::SchoolKind::kPrimary || kind == model::SchoolKind::kTeachingPoint) return Stage::Primary;
  if (kind == model::SchoolKind::kJunior) return Stage::Junior;
  return std::nullopt;
}

template <typename T>
std::vector<T> take_codes(ParsedTable& table, std::string_view column_id) {
  std::vector<T> out(table.size(), T{0});
  const ParsedColumn* column = table.find(column_id);
  for (std::size_t row = 0; column != nullptr && row < out.size(); ++row)
    if (column->codes[row] != kNoCode) out[row] = static_cast<T>(column->codes[row]);
  return out;
}

model::NumberColumn take_numbers(ParsedTable& table, std::string_view column_id) {
  ParsedColumn* column = table.find(column_id);
  return column != nullptr ? std::move(column->numbers) : model::NumberColumn(table.size(), model::Absence::NoColumn);
}

void enter_schools(ParsedTable& table, const std::vector<std::optional<AreaIndex>>& areas, Registry& registry) {
  model::Schools& schools = registry.schools;
  schools.ids = std::move(table.find("school_id")->texts);
  const ParsedColumn* names = table.find("name");
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string_view name = names != nullptr ? names->texts.at(row) : std::string_view{};
    schools.names.push(name.empty() ? schools.ids.at(row) : name);
  }
  for (const auto& area : areas) schools.areas.push_back(*area);
  schools.kinds = take_codes<std::uint16_t>(table, "kind");
  schools.founders = take_codes<std::uint8_t>(table, "founder");
  schools.settings = take_codes<std::uint16_t>(table, "setting");
  schools.lon = take_numbers(table, "lon");
  schools.lat = take_numbers(table, "lat");
  schools.is_boarding = take_numbers(table, "is_boarding");
  const model::NumberColumn is_counted = take_numbers(table, "is_counted");
  for (std::size_t row = 0; row < table.size(); ++row) schools.is_counted.push_back(is_counted.get(row).value_or(1.0) != 0.0);
  schools.opened_year = take_numbers(table, "opened_year");
  schools.planned_built_year = take_numbers(table, "planned_built_year");
  schools.closed_year = take_numbers(table, "closed_year");
  schools.is_dense_inner_city = take_numbers(table, "is_dense_inner_city");
  schools.predecessors = texts_of(table, "predecessor_school_id");
  registry.school_order.build(schools.ids);
  const ParsedColumn* parents = table.find("parent_school_id");
  schools.parents.resize(table.size());
  SchoolLookup lookup(registry);
  for (std::size_t row = 0; parents != nullptr && row < table.size(); ++row)
    if (const auto id = parents->texts.at(row); !id.empty()) schools.parents[row] = lookup.find(id);
  schools.origin = table.origin();
}

}  // namespace

void link_schools(ParsedTable& table, Registry& registry, Losses losses, std::vector<Issue>& issues) {
  reject_repeated_keys(table, registry, issues);
  std::vector<Issue> area_issues;
  const auto places = find_places(table, registry, losses.dependents, area_issues);
  advise(area_issues, registry);
  std::ranges::move(area_issues, std::back_inserter(issues));
  ParentLinks links(table, kParentRules);
  links.check(issues);
  links.reject_orphans(issues);

  const model::TextColumn& ids = table.find("school_id")->texts;
  const auto kinds = take_codes<std::uint16_t>(table, "kind");
  const ParsedColumn* parents = table.find("parent_school_id");
  std::vector<std::optional<AreaIndex>> kept_areas;
  kept_areas.reserve(places.size());
  std::vector<std::pair<RejectedIds::Entry, std::optional<Stage>>> lost;
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (table.rejected[row] == 0) {
      kept_areas.push_back(places[row].area);
      continue;
    }
    lost.emplace_back(
        RejectedIds::Entry{std::string(ids.at(row)), table.locate(row, "school_id"), places[row].area, places[row].rejected_area,
                           std::string(parents != nullptr ? parents->texts.at(row) : std::string_view{})},
        stage_of_kind(kinds[row]));
    registry.rejected_schools.add(lost.back().first);
  }
  table.drop_rejected();
  enter_schools(table, kept_areas, registry);
  // Only now can the schools above them be found.
  for (const auto& [school, stage] : lost) losses.record.add_school(school, stage);
}

}  // namespace junheng::ingest
