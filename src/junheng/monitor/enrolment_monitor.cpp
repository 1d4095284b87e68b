#include <array>
#include <set>
#include <utility>

#include "junheng/monitor/monitor_functions.h"
#include "junheng/monitor/year_frame.h"

namespace junheng::monitor {

namespace {

constexpr int kFirstAge = 6;
/// Nine single ages from the age of entry on.
constexpr std::array<std::string_view, 9> kAgeFigures = {"age_6",  "age_7",  "age_8",  "age_9", "age_10",
                                                         "age_11", "age_12", "age_13", "age_14"};
constexpr std::size_t kPupils = 0;
constexpr std::size_t kPersons = 1;
constexpr std::array kStages = {Stage::Primary, Stage::Junior, Stage::Senior};

/// Areas of which the year has any row of a stage: there, an age without a row has no pupils.
std::set<std::pair<AreaIndex, Stage>> told_stages(const model::AgeFacts& facts, SchoolYear year) {
  std::set<std::pair<AreaIndex, Stage>> out;
  for (std::size_t row = 0; row < facts.size(); ++row)
    if (facts.years[row] == year.first) out.insert({facts.areas[row], facts.stages[row]});
  return out;
}

/// Pupils of an age in primary school or any higher one. A stage of which the area tells nothing leaves the number open.
Tally pupils_of_age(const YearFrame& frame, AreaIndex area, std::uint8_t age, const std::set<std::pair<AreaIndex, Stage>>& told) {
  Tally out;
  for (const Stage stage : kStages) {
    const model::AgeFacts& facts = frame.dataset->age_facts;
    if (!told.contains({area, stage})) {
      out.leave_open("age_facts");
      continue;
    }
    if (facts.find(area, frame.year, stage, age) == model::kNoRow) {
      out.add(0);
      continue;
    }
    const model::Quantity pupils = facts.get(area, frame.year, stage, age);
    if (pupils.is_present()) out.add(pupils.value);
    else out.leave_open("age_facts");
  }
  return out;
}

}  // namespace

std::vector<CountyTallies> tally_enrolment(const YearFrame& frame, const standards::MonitorLimits&) {
  const auto told = told_stages(frame.dataset->age_facts, frame.year);
  std::vector<CountyTallies> out(frame.county_count());
  for (std::size_t county = 0; county < out.size(); ++county) {
    const AreaIndex area = frame.county(county);
    if (!frame.is_county(county)) {
      out[county].tallies.resize(2 * kAgeFigures.size());
      continue;
    }
    for (std::size_t i = 0; i < kAgeFigures.size(); ++i) {
      const auto age = static_cast<std::uint8_t>(kFirstAge + static_cast<int>(i));
      Tally persons;
      const model::Quantity population = frame.dataset->population.get(area, frame.year.first, age);
      if (population.is_present()) persons.add(population.value);
      else persons.leave_open("population");
      out[county].tallies.push_back(pupils_of_age(frame, area, age, told));
      out[county].tallies.push_back(persons);
    }
    if (frame.has_lost_rows(county))
      for (Tally& tally : out[county].tallies) tally.leave_open("lost_rows");
  }
  return out;
}

std::vector<Figure> conclude_enrolment(const ConcludeInput& input) {
  const CountyTallies& tallies = *input.sums;
  std::vector<Figure> out;
  for (std::size_t i = 0; i < kAgeFigures.size(); ++i)
    out.push_back(percent_figure(kAgeFigures[i], tallies[2 * i + kPupils], tallies[2 * i + kPersons]));
  return out;
}

}  // namespace junheng::monitor
