#include "junheng/synth/settlements.h"

#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "junheng/synth/ages.h"
#include "junheng/synth/tables.h"

namespace junheng::synth {

namespace {

constexpr std::size_t kPerTownship = 4;

/// Whole numbers that add up to `total`, by weight: each rounds what those up to it have together.
std::vector<int> divide(int total, const std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<int> out;
  double weight = 0;
  int given = 0;
  for (const double each : weights) {
    weight += each;
    const int upto = static_cast<int>(std::lround(total * weight / sum));
    out.push_back(upto - given);
    given = upto;
  }
  return out;
}

/// How far a settlement has more or fewer of one age than of the others.
std::vector<double> of_one_age(const std::vector<double>& weights, Rng& rng) {
  std::vector<double> out;
  for (const double each : weights) out.push_back(each * rng.between(0.9, 1.1));
  return out;
}

int pupils_of(const CountyYear& year, Stage stage) {
  int sum = 0;
  for (const PupilsOfAge& row : pupils_by_age(year))
    if (row.stage == stage) sum += row.pupils;
  return sum;
}

}  // namespace

std::vector<SettlementRow> settlements(const County& county) {
  constexpr double kScatterDeg = 0.03;
  Rng rng = county_stream(county.seed, county.traits.number, {20});
  std::vector<SettlementRow> rows;
  std::vector<double> weights;
  for (const TownshipPlan& township : county.plan.townships)
    for (std::size_t n = 1; n <= kPerTownship; ++n) {
      SettlementRow row;
      row.id = fmt::format("{}{:03}", township.code, n);
      row.name = fmt::format("{}第{}居民点", township.name, n);
      row.area_code = township.code;
      row.lon = rounded_degrees(township.lon + kScatterDeg * rng.between(-1, 1));
      row.lat = rounded_degrees(township.lat + kScatterDeg * rng.between(-1, 1));
      rows.push_back(std::move(row));
      weights.push_back(township.is_town ? rng.between(2, 5) : rng.between(0.6, 1.5));
    }
  for (const PersonsOfAge& persons : persons_by_age(county, county.now())) {
    if (persons.age >= static_cast<int>(kSettlementAges)) continue;
    const std::vector<int> parts = divide(persons.boys + persons.girls, of_one_age(weights, rng));
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].children[static_cast<std::size_t>(persons.age)] = parts[i];
  }
  const std::vector<int> primary = divide(pupils_of(county.now(), Stage::Primary), weights);
  const std::vector<int> junior = divide(pupils_of(county.now(), Stage::Junior), weights);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].pupils_primary = primary[i];
    rows[i].pupils_junior = junior[i];
  }
  return rows;
}

}  // namespace junheng::synth
