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

/// A county with the year asked for and the one before it.
struct County {
  std::uint64_t seed = 0;
  CountyTraits traits;
  CountyPlan plan;
  CountyYear now;
  CountyYear before;
};

/// Everything about a county but its tables: depends on the seed, its number, the number of its schools and the year.
[[nodiscard]] County make_county(std::uint64_t seed, std::size_t number, std::size_t school_count, SchoolYear year);

}  // namespace junheng::synth
