#pragma once

#include <string_view>
#include <vector>

#include "junheng/synth/county_values.h"

namespace junheng::synth {

/// One row of area_facts: an area measure, or a document item of a standard (1 yes, 0 no; a veto: 1 it has happened).
struct AreaValue {
  std::string_view item;
  double value = 0;
  std::string_view evidence = {};
};

/// One row of quality_results.
struct QualityResult {
  std::string_view subject;
  int grade = 4;
  int level = 3;
  double between_school_share = 0.1;
};

/// County measures that agree with the schools (pupils who stay, migrant children), and the items that are shown by documents.
[[nodiscard]] std::vector<AreaValue> area_values(const County& county, const CountyYear& year);

[[nodiscard]] std::vector<QualityResult> quality_results(const County& county, const CountyYear& year);

[[nodiscard]] int resident_population(const County& county, const CountyYear& year);

/// What the survey and the quality monitoring came to, for a dataset without their tables.
[[nodiscard]] std::vector<AreaValue> reported_outcomes(const County& county, const CountyYear& year);

/// Year in which the county was recognised as balanced (基本均衡): 2013 ... 2020, but before the first year of the data.
[[nodiscard]] int accreditation_year(const County& county);

}  // namespace junheng::synth
