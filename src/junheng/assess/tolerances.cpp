#include "junheng/assess/tolerances.h"

namespace junheng::assess {

bool applies(const standards::Tolerance& tolerance, const model::Schools& schools, const ToleranceFacts& facts) {
  const std::size_t school = facts.school.value;
  const auto is_rural = [](int setting) { return setting >= 200 && setting < 300; };
  if (tolerance.only_rural && !is_rural(schools.settings[school])) return false;
  if (tolerance.only_dense_inner_city && schools.is_dense_inner_city.get(school) != 1.0) return false;
  if (tolerance.planned_built_until) {
    const auto built = schools.planned_built_year.get(school);
    if (!built || *built > *tolerance.planned_built_until) return false;
  }
  const auto holds = [](const model::Quantity& quantity, const std::optional<double>& bound, auto compare) {
    return !bound || (quantity.is_present() && compare(quantity.value, *bound));
  };
  const auto at_least = [](double value, double bound) { return value >= bound; };
  const auto below = [](double value, double bound) { return value < bound; };
  const auto above = [](double value, double bound) { return value > bound; };
  return holds(facts.pupils, tolerance.pupils_at_least, at_least) && holds(facts.pupils, tolerance.pupils_below, below) &&
         holds(facts.largest_class, tolerance.largest_class_below, below) &&
         holds(facts.migrant_worker_share, tolerance.migrant_worker_share_above, above);
}

}  // namespace junheng::assess
