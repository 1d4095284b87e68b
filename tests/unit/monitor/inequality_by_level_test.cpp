#include "junheng/monitor/inequality_by_level.h"

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "junheng/core/codes.h"
#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using model::AreaLevel;
using testing::DatasetBuilder;

const standards::Pack& pack() {
  static const auto standard = testing::built_in_standard("cn.quality-2017");
  return standard->pack;
}

SampleRequest request_of(const model::Dataset& data, std::string measure, std::string per = {}) {
  return {&data, &pack(), SchoolYear{2024}, Stage::Primary, std::move(measure), std::move(per), {}};
}

InequalityOptions options_of(std::vector<AreaLevel> levels) {
  InequalityOptions options;
  options.indices = default_indices();
  options.grouping = Grouping{std::move(levels), false};
  options.replicates = 0;
  return options;
}

void add_school(DatasetBuilder& data, std::string_view id, double computers, double pupils) {
  data.school(id, 211).stage(Stage::Primary).set("computers", computers).set("pupils", pupils);
}

/// The schools of oracles/inequality_by_level.py.
model::Dataset three_levels() {
  DatasetBuilder data;
  data.area("A", AreaLevel::Province).area("B", AreaLevel::Province).area("A1", AreaLevel::City).area("A2", AreaLevel::City);
  data.county("A11");
  add_school(data, "S1", 20, 200);
  add_school(data, "S2", 45, 300);
  data.county("A12");
  add_school(data, "S3", 10, 250);
  add_school(data, "S4", 33, 110);
  data.county("A21");
  add_school(data, "S5", 80, 400);
  add_school(data, "S6", 64, 500);
  data.county("B01");
  add_school(data, "S7", 12, 60);
  add_school(data, "S8", 90, 900);
  model::Dataset built = data.build();
  const std::map<std::size_t, std::size_t> parents = {{2, 0}, {3, 0}, {4, 2}, {5, 2}, {6, 3}, {7, 1}};
  for (const auto& [child, parent] : parents) built.areas.parents[child] = AreaIndex(parent);
  built.areas.build_index();
  return built;
}

/// The numbers of a section of the oracle's output, by name; terms as "t province" and "l province".
std::map<std::string, double> oracle(const std::string& section) {
  std::ifstream file(JUNHENG_SOURCE_DIR "/tests/unit/monitor/oracles/inequality_by_level.txt");
  std::map<std::string, double> out;
  bool is_in = false;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string name;
    words >> name;
    if (name == "per" || name == "computers,") is_in = line == section;
    else if (is_in && name == "term") {
      std::string level;
      words >> level >> out["t " + level] >> out["l " + level];
    } else if (is_in) words >> out[name];
  }
  return out;
}

void expect_oracle(const Inequality& result, const std::string& section) {
  const std::map<std::string, double> expected = oracle(section);
  ASSERT_EQ(expected.size(), 15U);
  EXPECT_NEAR(result.whole.mean, expected.at("mean"), 1e-12);
  for (const IndexResult& index : result.whole.indices) EXPECT_NEAR(index.value.value(), expected.at(index.index.id()), 1e-12);
  for (const TheilTerm& term : result.whole.theil_t.terms) EXPECT_NEAR(term.value, expected.at("t " + term.level), 1e-12) << term.level;
  for (const TheilTerm& term : result.whole.theil_l.terms) EXPECT_NEAR(term.value, expected.at("l " + term.level), 1e-12) << term.level;
}

const std::vector<AreaLevel> kThree = {AreaLevel::Province, AreaLevel::City, AreaLevel::County};

TEST(InequalityByLevel, PerPupilAgreesWithTheOracleOverASkippedLevel) {
  const model::Dataset data = three_levels();
  const auto result = inequality_by_level(request_of(data, "computers", "pupils"), options_of(kThree));
  ASSERT_TRUE(result);
  expect_oracle(*result, "per pupil, weighted by pupils");
  // B01 stands directly under province B: a group of its own on the level of cities.
  EXPECT_EQ(result->levels[1].schools_without_area, 2U);
  EXPECT_EQ(result->levels[1].groups.size(), 3U);
}

TEST(InequalityByLevel, WithoutPerEachSchoolCountsOne) {
  const model::Dataset data = three_levels();
  const auto result = inequality_by_level(request_of(data, "computers"), options_of(kThree));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->whole.weight, 8);
  expect_oracle(*result, "computers, each school 1");
}

TEST(InequalityByLevel, TermsAndGroupsAddUpToTheIndex) {
  const model::Dataset data = three_levels();
  const auto result = inequality_by_level(request_of(data, "computers", "pupils"), options_of(kThree));
  ASSERT_TRUE(result);
  const double theil_t = result->whole.indices[2].value.value();
  EXPECT_NEAR(result->whole.theil_t.total(), theil_t, 1e-12 * theil_t);
  const double theil_l = result->whole.indices[3].value.value();
  EXPECT_NEAR(result->whole.theil_l.total(), theil_l, 1e-12 * theil_l);
  for (std::size_t level = 0; level < 3; ++level) {
    double sum = 0;
    for (const GroupResult& group : result->levels[level].groups) sum += group.between.value();
    EXPECT_NEAR(sum, result->whole.theil_t.terms[level].value, 1e-12 * theil_t);
  }
}

// Two counties with one school each: 1 and 3 computers per pupil of 10 pupils. Mean 2; all of it lies between counties.
// T = (1/2)(1/2 ln 1/2 + 3/2 ln 3/2); L = (1/2)(ln 2 + ln 2/3) = ln(4/3)/2; CV = 1/2; Gini = (1/4)(2)(2)/(2*2) = 1/4.
TEST(InequalityByLevel, OneSchoolPerCountyLeavesNothingWithin) {
  DatasetBuilder builder;
  builder.county("C1");
  add_school(builder, "S1", 10, 10);
  builder.county("C2");
  add_school(builder, "S2", 30, 10);
  const model::Dataset data = builder.build();
  const auto result = inequality_by_level(request_of(data, "computers", "pupils"), options_of({AreaLevel::County}));
  ASSERT_TRUE(result);
  EXPECT_NEAR(result->whole.indices[0].value.value(), 0.5, 1e-15);
  EXPECT_NEAR(result->whole.indices[1].value.value(), 0.25, 1e-15);
  EXPECT_NEAR(result->whole.theil_t.terms[0].value, 0.25 * std::log(0.5) + 0.75 * std::log(1.5), 1e-15);
  EXPECT_NEAR(result->whole.theil_l.terms[0].value, std::log(4.0 / 3) / 2, 1e-15);
  EXPECT_EQ(result->whole.theil_t.terms[1].level, "within");
  EXPECT_NEAR(result->whole.theil_t.terms[1].value, 0, 1e-15);
}

TEST(InequalityByLevel, ZeroValueLeavesTheilLWithoutValueButWithReason) {
  DatasetBuilder builder;
  builder.county("C1");
  add_school(builder, "S1", 0, 10);
  add_school(builder, "S2", 30, 10);
  const model::Dataset data = builder.build();
  const auto result = inequality_by_level(request_of(data, "computers", "pupils"), options_of({AreaLevel::County}));
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->whole.indices[3].value);
  EXPECT_EQ(result->whole.indices[3].undefined.value().code, Code::ZeroValue);
  EXPECT_TRUE(result->whole.theil_l.terms.empty());
  EXPECT_EQ(result->whole.theil_l.undefined.value().code, Code::ZeroValue);
  EXPECT_TRUE(result->whole.theil_t.undefined == std::nullopt);
}

TEST(InequalityByLevel, AllZeroHasNoIndexAtAll) {
  DatasetBuilder builder;
  builder.county("C1");
  add_school(builder, "S1", 0, 10);
  add_school(builder, "S2", 0, 10);
  const model::Dataset data = builder.build();
  const auto result = inequality_by_level(request_of(data, "computers", "pupils"), options_of({AreaLevel::County}));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->whole.mean, 0);
  for (const IndexResult& index : result->whole.indices) EXPECT_FALSE(index.value) << index.index.id();
  EXPECT_TRUE(result->lorenz.empty());
}

TEST(InequalityByLevel, OneSchoolIsRefused) {
  DatasetBuilder builder;
  builder.county("C1");
  add_school(builder, "S1", 5, 10);
  const model::Dataset data = builder.build();
  const auto result = inequality_by_level(request_of(data, "computers", "pupils"), options_of({}));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Code::OneSchoolOnly);
}

// Schools drawn one by one where there is one county; counties where there are four; no thread changes a digit.
TEST(InequalityByLevel, IntervalsDrawCountiesAndDoNotDependOnThreads) {
  const model::Dataset data = three_levels();
  InequalityOptions options = options_of(kThree);
  options.replicates = 200;
  const auto one = inequality_by_level(request_of(data, "computers", "pupils"), options);
  options.threads = 3;
  const auto three = inequality_by_level(request_of(data, "computers", "pupils"), options);
  ASSERT_TRUE(one && three);
  EXPECT_EQ(one->drawn.counties, 4U);
  for (std::size_t i = 0; i < one->whole.indices.size(); ++i) {
    const auto& a = one->whole.indices[i].bootstrap.value().percentile.value();
    const auto& b = three->whole.indices[i].bootstrap.value().percentile.value();
    EXPECT_EQ(a.low, b.low);
    EXPECT_EQ(a.high, b.high);
    EXPECT_LE(a.low, a.high);
  }
  DatasetBuilder builder;
  builder.county("C1");
  add_school(builder, "S1", 5, 10);
  add_school(builder, "S2", 6, 10);
  const model::Dataset single = builder.build();
  options.grouping.reset();
  const auto schools = inequality_by_level(request_of(single, "computers", "pupils"), options);
  ASSERT_TRUE(schools);
  EXPECT_EQ(schools->drawn.counties, 0U);
  EXPECT_EQ(schools->whole.theil_t.terms.size(), 1U);
}

/// `counties` with one school of 2 computers per pupil each; `direct` schools directly under a city with 1 and 3 in turn.
model::Dataset city_with_schools_of_its_own(int counties, int direct) {
  DatasetBuilder builder;
  builder.area("C", AreaLevel::City);
  for (int i = 0; i < direct; ++i) add_school(builder, "D" + std::to_string(i), i % 2 == 0 ? 10 : 30, 10);
  for (int i = 0; i < counties; ++i) {
    builder.county("K" + std::to_string(i));
    add_school(builder, "K" + std::to_string(i), 20, 10);
  }
  return builder.build();
}

// Were the 20 schools one cluster of three, 8 of 27 resamples would be without them and have a CV of 0, and the interval would begin there.
TEST(InequalityByLevel, SchoolsWithoutACountyAreDrawnByThemselves) {
  const model::Dataset data = city_with_schools_of_its_own(2, 20);
  InequalityOptions options = options_of({AreaLevel::County});
  options.replicates = 400;
  const auto result = inequality_by_level(request_of(data, "computers", "pupils"), options);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->drawn.counties, 2U);
  EXPECT_EQ(result->drawn.schools, 20U);
  EXPECT_FALSE(result->drawn.are_few());
  // CV of 20 values at distance 1 from 2 and two of 2: sqrt(20 / 22) / 2 = 0.4767.
  EXPECT_NEAR(result->whole.indices[0].value.value(), 0.476731, 1e-6);
  const stats::Interval interval = result->whole.indices[0].bootstrap.value().percentile.value();
  EXPECT_GT(interval.low, 0.3);
  EXPECT_GT(interval.high, 0.476731);
}

TEST(InequalityByLevel, WithOneCountyAllSchoolsAreDrawnByThemselves) {
  const model::Dataset data = city_with_schools_of_its_own(1, 18);
  InequalityOptions options = options_of({AreaLevel::County});
  options.replicates = 100;
  const auto result = inequality_by_level(request_of(data, "computers", "pupils"), options);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->drawn.counties, 0U);
  EXPECT_EQ(result->drawn.count(), 19U);
  EXPECT_TRUE(result->drawn.are_few());
}

// Two counties, one with zeros only: it is drawn twice in a quarter of the resamples, and these have no mean to compare with. 1,000 draws
// with p = 1/4 give 250 with a standard deviation of 13.7.
TEST(InequalityByLevel, ResamplesOfZerosAreLeftOutOfEveryIndex) {
  DatasetBuilder builder;
  builder.county("K");
  add_school(builder, "S1", 0, 100);
  add_school(builder, "S2", 0, 100);
  builder.county("L");
  add_school(builder, "S3", 500, 100);
  add_school(builder, "S4", 700, 100);
  const model::Dataset data = builder.build();
  InequalityOptions options = options_of({AreaLevel::County});
  for (const char* atkinson : {"atkinson_1", "atkinson_2"}) options.indices.push_back(*parse_index(atkinson));
  options.replicates = 1000;
  const auto result = inequality_by_level(request_of(data, "computers", "pupils"), options);
  ASSERT_TRUE(result);
  const std::size_t defined = result->whole.indices[0].bootstrap.value().defined_replicates;
  EXPECT_NEAR(static_cast<double>(defined), 750, 4 * 13.7);
  std::size_t with_bootstrap = 0;
  for (const IndexResult& index : result->whole.indices) {
    if (!index.bootstrap) continue;
    ++with_bootstrap;
    EXPECT_EQ(index.bootstrap->defined_replicates, defined) << index.index.id();
  }
  // All but Theil L, which zeros leave undefined.
  EXPECT_EQ(with_bootstrap, result->whole.indices.size() - 1);
}

TEST(InequalityByLevel, TrendGivesEveryYearAndSaysWhyOneHasNone) {
  DatasetBuilder builder;
  builder.county("C1").school("S1", 211).year(2023).stage(Stage::Primary).set("pupils", 10);
  builder.year(2024).stage(Stage::Primary).set("pupils", 10).set("computers", 1);
  builder.school("S2", 211).year(2024).stage(Stage::Primary).set("pupils", 10).set("computers", 3);
  const model::Dataset data = builder.build();
  InequalityOptions options = options_of({AreaLevel::County});
  options.with_trend = true;
  const auto result = inequality_by_level(request_of(data, "computers", "pupils"), options);
  ASSERT_TRUE(result);
  ASSERT_EQ(result->trend.size(), 2U);
  EXPECT_EQ(result->trend[0].undefined.value().code, Code::MeasureWithoutValues);
  EXPECT_NEAR(result->trend[1].indices[0].value.value(), 0.5, 1e-15);
}

}  // namespace
}  // namespace junheng::monitor
