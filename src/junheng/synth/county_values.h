#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "junheng/synth/cohorts.h"
#include "junheng/synth/county_plan.h"
#include "junheng/synth/facilities.h"
#include "junheng/synth/staff.h"

namespace junheng::synth {

/// Public funds (公用经费) of a stage of a school, whole yuan.
struct Funds {
  std::int64_t public_funds_yuan = 0;
  std::int64_t public_budget_yuan = 0;
  std::int64_t training_budget_yuan = 0;
  std::int64_t public_final_yuan = 0;
  std::int64_t training_final_yuan = 0;
};

/// One row of stage_facts.
struct StageValues {
  Cohorts cohorts;
  Staff staff;
  /// Absent where the school records them for the whole school.
  std::optional<Facilities> facilities;
  Funds funds;
  int beds = 0;
  /// Of the beds, those on shared sleeping platforms (大通铺).
  int shared_platform_beds = 0;
  /// Of public schools in the compulsory stages.
  std::optional<int> pupils_in_catchment;
};

/// A school in one year.
struct SchoolValues {
  std::vector<StageValues> stages;
  /// Facilities of the row `all`.
  std::optional<Facilities> pooled;
};

/// What a county gives per pupil and year, and pays.
struct CountyMoney {
  int quota_primary_yuan = 0;
  int quota_junior_yuan = 0;
  int quota_special_yuan = 0;
};

/// A county in one year; `schools` stand in the order of the plan.
struct CountyYear {
  SchoolYear year;
  CountyMoney money;
  std::vector<SchoolValues> schools;
};

/// A county in the year asked for and those before it.
struct County {
  std::uint64_t seed = 0;
  CountyTraits traits;
  CountyPlan plan;
  /// The year asked for first.
  std::vector<CountyYear> years;

  [[nodiscard]] const CountyYear& now() const { return years.front(); }
  [[nodiscard]] int years_back(const CountyYear& year) const { return now().year.first - year.year.first; }
};

/// Where the county stood in a year: it comes forward from year to year.
[[nodiscard]] double maturity_in(const County& county, const CountyYear& year);

struct CountyRequest {
  std::uint64_t seed = 1;
  /// 0, 1, ...
  std::size_t number = 0;
  std::size_t schools = 60;
  SchoolYear year;
  std::size_t years = 1;
};

/// Everything about a county but its tables: depends on the seed, its number, the number of its schools and the year. A year is the
/// same however many are asked for.
[[nodiscard]] County make_county(const CountyRequest& request);

}  // namespace junheng::synth
