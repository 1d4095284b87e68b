#include "junheng/assess/area_figures.h"

#include <set>

namespace junheng::assess {

namespace {

std::set<std::string> used_items(const standards::Standard& standard) {
  std::set<std::string> used;
  for (const standards::Item& item : standard.pack.items) {
    used.insert(item.id);
    for (const standards::ItemClause& clause : item.clauses) {
      if (clause.rule == standards::ItemRule::AreaRatio) {
        for (const auto* terms : {&clause.ratio.numerator, &clause.ratio.denominator})
          for (const auto& term : *terms) used.insert(term.measure);
      }
      if (clause.rule == standards::ItemRule::SmallSchoolFunds)
        used.insert({"public_funds_quota_primary_yuan", "public_funds_quota_junior_yuan"});
      if (clause.rule == standards::ItemRule::Survey) used.insert("resident_population");
    }
  }
  return used;
}

}  // namespace

AreaFigures::AreaFigures(const model::Dataset& dataset, const standards::Standard& standard, SchoolYear year) {
  const model::Areas& areas = dataset.areas;
  rows_.assign(areas.size(), model::kNoRow);
  std::uint32_t counties = 0;
  for (std::size_t a = 0; a < areas.size(); ++a)
    // An area in no county holds schools of its own under SchoolsAbove::InTheirArea.
    if (areas.levels[a] == model::AreaLevel::County || !areas.at_level(AreaIndex(a), model::AreaLevel::County)) rows_[a] = counties++;
  for (const std::string& item : used_items(standard)) {
    model::NumberColumn& column = columns_[item];
    column = model::NumberColumn(counties, model::Absence::NoRow);
    dataset.area_items.for_each(item, year, [&](AreaIndex area, const model::Quantity& value) {
      if (rows_[area.value] != model::kNoRow) column.set(rows_[area.value], value);
    });
  }
}

const model::NumberColumn* AreaFigures::column(std::string_view item) const {
  const auto found = columns_.find(item);
  return found == columns_.end() ? nullptr : &found->second;
}

}  // namespace junheng::assess
