// Compute of a whole country once loaded: every CV, school verdict and county verdict under cn.quality-2017, on one core; and the
// re-assessment of one county after a few values have changed. The answers are checked against plain loops over the same data.
// Country: JUNHENG_BENCH_COUNTRY names a generated folder (bench/run makes it).
#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>

#include "junheng/assess/assess.h"
#include "junheng/core/parallel.h"
#include "junheng/ingest/import.h"
#include "junheng/standards/library.h"

namespace junheng {
namespace {

struct Country {
  model::Dataset dataset;
  std::shared_ptr<const standards::Standard> standard;
};

const Country& country() {
  static const Country loaded = [] {
    const char* folder = std::getenv("JUNHENG_BENCH_COUNTRY");
    if (folder == nullptr) {
      std::fputs("set JUNHENG_BENCH_COUNTRY to a generated country (see bench/run)\n", stderr);
      std::exit(2);
    }
    auto import = ingest::import_dataset({folder, {}, default_thread_count(), {}});
    if (!import) {
      std::fputs(import.error().message(Lang::En).c_str(), stderr);
      std::exit(1);
    }
    const auto library = standards::load_packs(standards::built_in_packs(), {2024, 9, 1});
    auto standard = standards::resolve(*library.find("cn.quality-2017"), {2024, 9, 1});
    return Country{std::move(import->dataset), std::make_shared<const standards::Standard>(std::move(*standard))};
  }();
  return loaded;
}

assess::Assessor assessor() {
  return assess::Assessor::create(country().dataset, country().standard, {SchoolYear{2024}, model::AreaLevel::County, {}}).value();
}

constexpr double kMissing = -1;

/// What one school's rows say, campuses added to it.
struct PlainSchool {
  std::array<double, kStageCount> pupils{};
  double primary_value = 0;
  bool has_primary = false;
  bool is_complete = true;
};

/// Equipment value of a school's primary stage: its own row, else the whole school's in the proportion 1 : 1.1 : 1.32.
double plain_primary_value(const std::array<double, kStageCount>& pupils, const std::array<double, kStageCount>& values) {
  if (values[1] != kMissing) return values[1];
  const double weighted = pupils[1] + 1.1 * pupils[2] + 1.32 * pupils[3];
  return values[4] == kMissing || weighted == 0 ? kMissing : values[4] * pupils[1] / weighted;
}

/// Weighted CV of equipment value in primary schools by county, in one plain pass over the rows.
std::map<std::string, double> plain_equipment_cvs() {
  const model::Dataset& data = country().dataset;
  const auto& facts = data.stage_facts;
  const auto* pupils = facts.column("pupils");
  const auto* value = facts.column("equipment_value_yuan");
  std::map<std::size_t, PlainSchool> roots;
  std::size_t row = 0;
  while (row < facts.size()) {
    const std::size_t school = facts.schools[row].value;
    std::array<double, kStageCount> own_pupils{};
    std::array<double, kStageCount> own_values;
    own_values.fill(kMissing);
    for (; row < facts.size() && facts.schools[row].value == school; ++row) {
      own_pupils[facts.parts[row]] = pupils->has(row) ? pupils->at(row).value : 0;
      own_values[facts.parts[row]] = value->has(row) ? value->at(row).value : kMissing;
    }
    std::size_t root = school;
    const bool one_stage = (own_pupils[1] > 0) != (own_pupils[2] > 0);
    if (!data.schools.is_counted[school] && data.schools.parents[school] && data.schools.kinds[school] != 218) {
      const std::size_t parent = data.schools.parents[school]->value;
      if (!(model::SchoolKind::is_through(data.schools.kinds[parent]) && one_stage)) root = parent;
    }
    PlainSchool& sums = roots[root];
    if (own_pupils[1] == 0) continue;
    const double primary = plain_primary_value(own_pupils, own_values);
    sums.has_primary = true;
    sums.is_complete = sums.is_complete && primary != kMissing;
    sums.pupils[1] += own_pupils[1];
    sums.primary_value += primary;
  }
  struct Sums {
    double pupils = 0, total = 0, squares = 0;
  };
  std::map<std::string, Sums> by_county;
  for (const auto& [school, sums] : roots) {
    const int kind = data.schools.kinds[school];
    if (!sums.has_primary || !sums.is_complete || kind / 10 == 51 || (kind == 218 && sums.pupils[1] < 50)) continue;
    const auto county = data.areas.at_level(data.schools.areas[school], model::AreaLevel::County);
    Sums& total = by_county[std::string(data.areas.codes.at(county->value))];
    const double p = sums.pupils[1];
    const double x = sums.primary_value / p;
    total.pupils += p;
    total.total += p * x;
    total.squares += p * x * x;
  }
  std::map<std::string, double> cvs;
  for (const auto& [code, sums] : by_county) {
    const double mean = sums.total / sums.pupils;
    cvs[code] = std::sqrt(std::max(0.0, sums.squares / sums.pupils - mean * mean)) / mean;
  }
  return cvs;
}

void check_answers(const assess::Assessment& assessment, benchmark::State& state) {
  static const auto expected = plain_equipment_cvs();
  std::size_t compared = 0;
  for (const auto& area : assessment.areas) {
    const auto found = expected.find(std::string(assessment.dataset->areas.codes.at(area.area.value)));
    if (found == expected.end()) continue;
    const auto& summary = area.stages[0].indicators[assessment.rules[0].find("L6").value()];
    ++compared;
    if (!summary.cv || std::fabs(*summary.cv - found->second) > 1e-9) {
      std::fprintf(stderr, "%s: %.12f, plainly %.12f\n", found->first.c_str(), summary.cv.value_or(-1), found->second);
      state.SkipWithError("a CV differs from the plain computation");
      return;
    }
  }
  if (compared == 0) state.SkipWithError("no county could be compared");
  state.counters["counties_checked"] = static_cast<double>(compared);
}

void AssessCountry(benchmark::State& state) {
  std::optional<assess::Assessment> last;
  // With all that is looked up by year, which a program does once: nothing but the loaded dataset is there before.
  for (auto _ : state) last = assessor().assess();
  check_answers(*last, state);
  state.counters["counties"] = static_cast<double>(last->areas.size());
  state.counters["schools"] = static_cast<double>(country().dataset.schools.size());
}
BENCHMARK(AssessCountry)->Unit(benchmark::kMillisecond)->MinTime(3);

void ReassessCounty(benchmark::State& state) {
  const auto whole = assessor();
  const assess::Assessment before = whole.assess();
  const AreaIndex county = before.areas[before.areas.size() / 2].area;
  const auto& group = before.units.stages[0].groups[before.areas.size() / 2];
  const SchoolIndex school = before.units.stages[0].schools[group.begin];
  const std::vector<assess::ValueChange> changes = {{school, Stage::Primary, "equipment_value_yuan", model::Quantity::of(9e6)},
                                                    {school, Stage::Primary, "teachers_backbone", model::Quantity::of(12)}};
  std::optional<assess::Assessment> after;
  for (auto _ : state) after = whole.reassess(county, changes).value();
  const auto slot = after->rules[0].find("L6").value();
  const auto* column = country().dataset.stage_facts.column("equipment_value_yuan");
  const auto row = country().dataset.stage_facts.find(SchoolYear{2024}, school, static_cast<std::uint8_t>(Stage::Primary));
  const double expected = before.schools[0].indicators[slot].numerator.at(group.begin).value - column->at(row).value + 9e6;
  if (std::fabs(after->schools[0].indicators[slot].numerator.at(0).value - expected) > 1e-6)
    state.SkipWithError("the change did not arrive");
}
BENCHMARK(ReassessCounty)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace junheng

BENCHMARK_MAIN();
