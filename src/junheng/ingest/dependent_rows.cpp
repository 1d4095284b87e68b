#include "junheng/ingest/dependent_rows.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/ingest/campus_chain.h"

namespace junheng::ingest {

namespace {

Issue issue_about(Code code, const Location& where, std::string id, const RowList& rows) {
  return make_issue(code, where, std::move(id),
                    {{"count", std::to_string(rows.count())}, {"rows_zh", rows.describe(Lang::Zh)}, {"rows_en", rows.describe(Lang::En)}});
}

}  // namespace

void DependentRows::add(const RowSource& source, std::span<const DependentRow> rows) {
  if (rows.empty()) return;
  const std::string file = source.file();
  const std::string sheet = source.sheet();
  for (const DependentRow& row : rows) {
    auto [kind, position] = row.owner;
    if (kind == RejectedOwner::Kind::School) {
      if (const auto area = registry_.rejected_schools.at(position).rejected_area) {
        kind = RejectedOwner::Kind::Area;
        position = static_cast<std::uint32_t>(*area);
      }
    }
    if (kind == RejectedOwner::Kind::Area)
      if (const auto above = registry_.rejected_areas.at(position).rejected_area) position = static_cast<std::uint32_t>(*above);
    rows_[{kind, position}].add(file, sheet, source.is_line_by_line() ? row.row_number : 0);
  }
}

void DependentRows::report(std::vector<Issue>& issues) const {
  for (const auto& [owner, rows] : rows_) {
    const bool is_school = owner.first == RejectedOwner::Kind::School;
    const RejectedIds::Entry& entry = (is_school ? registry_.rejected_schools : registry_.rejected_areas).at(owner.second);
    const Code area_code = entry.is_listed ? Code::RowsOfRejectedArea : Code::RowsOfUnlistedArea;
    issues.push_back(issue_about(is_school ? Code::RowsOfRejectedSchool : area_code, entry.where, entry.id, rows));
  }
}

std::vector<Issue> rows_of_rejected_schools(const model::Dataset& dataset, const std::vector<RejectedRow>& rejected) {
  constexpr std::array kFacts = {&model::Dataset::stage_facts, &model::Dataset::grade_facts, &model::Dataset::classes,
                                 &model::Dataset::class_bands, &model::Dataset::rooms,       &model::Dataset::subject_staff,
                                 &model::Dataset::school_facts};
  const model::Schools& schools = dataset.schools;
  std::vector<std::optional<std::uint32_t>> owners(schools.size());
  std::map<std::uint32_t, RowList> rows;
  for (const RejectedRow& row : rejected)
    if (row.table == "schools" && row.row.value < schools.size()) owners[row.row.value] = row.row.value;
  const auto add = [&](std::uint32_t owner, const Location& where) { rows[owner].add(where.file, where.sheet, where.row); };
  if (std::ranges::none_of(owners, [](const auto& owner) { return owner.has_value(); })) return {};
  for (std::size_t school = 0; school < schools.size(); ++school) {
    if (owners[school]) continue;
    const auto above = schools_above(schools, SchoolIndex(school));
    const auto rejected_one = std::ranges::find_if(above, [&](SchoolIndex each) { return owners[each.value] == each.value; });
    if (rejected_one == above.end()) continue;
    owners[school] = rejected_one->value;
    add(rejected_one->value, schools.origin.locate(RowIndex(school)));
  }
  for (const auto table : kFacts) {
    const model::FactTable& facts = dataset.*table;
    for (std::size_t row = 0; row < facts.size(); ++row)
      if (const auto owner = owners[facts.schools[row].value]) add(*owner, facts.origin.locate(RowIndex(row)));
  }
  const auto add_row_of = [&](const std::optional<SchoolIndex>& school, const model::TableOrigin& origin, std::size_t row) {
    if (const auto owner = school ? owners[school->value] : std::nullopt) add(*owner, origin.locate(RowIndex(row)));
  };
  for (std::size_t row = 0; row < dataset.teachers.size(); ++row) add_row_of(dataset.teachers.schools[row], dataset.teachers.origin, row);
  for (std::size_t row = 0; row < dataset.establishment.entries.size(); ++row)
    add_row_of(dataset.establishment.entries[row].school, dataset.establishment.origin, row);
  std::vector<Issue> out;
  for (const auto& [school, list] : rows)
    out.push_back(issue_about(Code::RowsOfRejectedSchool, schools.origin.locate(RowIndex(school), "school_id"),
                              std::string(schools.ids.at(school)), list));
  return out;
}

}  // namespace junheng::ingest
