#include "junheng/monitor/year_frame.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

namespace junheng::monitor {

namespace {

/// Measures of stages and of whole schools that monitors read.
constexpr auto kStageMeasures =
    std::to_array<std::string_view>({"classes", "teachers", "teachers_above_required", "teachers_certified", "teachers_trained_360h"});
constexpr auto kWholeMeasures = std::to_array<std::string_view>(
    {"beds", "shared_platform_beds", "boarders", "staff", "teachers", "classes", "floor_area_m2", "site_area_m2", "pupils"});

/// A standard without limits that asks for what monitors read: the units then have these measures.
std::shared_ptr<const standards::Standard> asked_measures(SchoolYear year, const standards::Pack* reading) {
  standards::Standard standard;
  if (reading != nullptr) standard.pack = *reading;
  standard.on = year.start();
  standards::Pack& pack = standard.pack;
  pack.entry.clear();
  pack.items.clear();
  pack.composite_limits.clear();
  pack.county_limits.clear();
  for (standards::Indicator& indicator : pack.indicators) indicator.limits.clear();
  for (const std::string_view measure : kStageMeasures) {
    standards::Indicator indicator;
    indicator.id = measure;
    indicator.ratio.numerator = {{std::string(measure), 1}};
    indicator.has_cv = false;
    pack.indicators.push_back(std::move(indicator));
  }
  standards::Item whole;
  whole.id = "whole";
  standards::ItemClause clause;
  clause.rule = standards::ItemRule::EachSchoolRatio;
  for (const std::string_view measure : kWholeMeasures) clause.ratio.numerator.push_back({std::string(measure), 1});
  whole.clauses.push_back(std::move(clause));
  pack.items.push_back(std::move(whole));
  return std::make_shared<const standards::Standard>(std::move(standard));
}

}  // namespace

Result<YearFrame> YearFrame::create(const model::Dataset& dataset, SchoolYear year, const std::string& area_code,
                                    const standards::Pack* reading) {
  auto assessor = assess::Assessor::create(dataset, asked_measures(year, reading),
                                           {year, model::AreaLevel::County, area_code, assess::SchoolsAbove::InTheirArea});
  if (!assessor) return fail(assessor.error());
  assess::Assessment assessment = assessor->assess();
  return YearFrame{&dataset, year, std::move(*assessor), std::move(assessment), reading};
}

bool YearFrame::is_county(std::size_t position) const { return dataset->areas.levels[county(position).value] >= model::AreaLevel::County; }

bool YearFrame::has_lost_rows(std::size_t position) const {
  const auto& lost = dataset->lost_rows;
  return dataset->lost_unplaced_rows ||
         std::ranges::any_of(lost, [&](const model::Dataset::LostRows& each) { return each.area == county(position); });
}

bool YearFrame::has_preprimary(SchoolIndex root) const {
  const model::FactTable& facts = dataset->stage_facts;
  const model::NumberColumn* pupils = facts.column("pupils");
  return std::ranges::any_of(assessor.campuses().of_whole().of(root), [&](SchoolIndex member) {
    const std::uint32_t row = facts.find(year, member, static_cast<std::uint8_t>(Stage::Preprimary));
    return row != model::kNoRow && (pupils == nullptr || pupils->get(row) != 0.0);
  });
}

assess::ItemInput YearFrame::item_input() const {
  assess::ItemInput input;
  input.dataset = dataset;
  input.standard = assessment.standard.get();
  input.year = year;
  input.units = &assessment.units;
  input.campuses = &assessor.campuses();
  return input;
}

model::Quantity quantity_at(const assess::UnitColumn* column, std::size_t row) {
  return column == nullptr ? model::Quantity::missing(model::Absence::NoColumn) : column->at(row);
}

}  // namespace junheng::monitor
