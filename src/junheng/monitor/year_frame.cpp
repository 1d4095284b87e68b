#include "junheng/monitor/year_frame.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace junheng::monitor {

namespace {

/// A standard without limits that asks for what monitors read: the units then have these measures.
std::shared_ptr<const standards::Standard> asked_measures(SchoolYear year) {
  standards::Standard standard;
  standard.on = year.start();
  standards::Indicator classes;
  classes.id = "classes";
  classes.ratio.numerator = {{"classes", 1}};
  classes.has_cv = false;
  standard.pack.indicators.push_back(std::move(classes));
  standards::Item beds;
  beds.id = "beds";
  standards::ItemClause clause;
  clause.rule = standards::ItemRule::EachSchoolRatio;
  clause.ratio.numerator = {{"beds", 1}, {"shared_platform_beds", 1}};
  clause.ratio.denominator = {{"boarders", 1}};
  beds.clauses.push_back(std::move(clause));
  standard.pack.items.push_back(std::move(beds));
  return std::make_shared<const standards::Standard>(std::move(standard));
}

}  // namespace

Result<YearFrame> YearFrame::create(const model::Dataset& dataset, SchoolYear year, const std::string& area_code) {
  auto assessor = assess::Assessor::create(dataset, asked_measures(year), {year, model::AreaLevel::County, area_code});
  if (!assessor) return fail(assessor.error());
  assess::Assessment assessment = assessor->assess();
  return YearFrame{&dataset, year, std::move(*assessor), std::move(assessment)};
}

bool YearFrame::has_lost_rows(std::size_t position) const {
  const auto& lost = dataset->lost_rows;
  return dataset->lost_unplaced_rows ||
         std::ranges::any_of(lost, [&](const model::Dataset::LostRows& each) { return each.area == county(position); });
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

}  // namespace junheng::monitor
