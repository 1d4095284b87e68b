#include "junheng/stats/segregation.h"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/formats/csv_reader.h"

namespace junheng::stats {
namespace {

using Numbers = std::vector<double>;

TEST(Segregation, TwoUnitsByHand) {
  // 30 and 10 of one group, 10 and 30 of the other: D = (|.75 - .25| + |.25 - .75|) / 2 = 0.5;
  // M = ln 2 - (entropy of 3/4, 1/4 = 0.562335...) = 0.75 ln 1.5 + 0.25 ln 0.5; H = M / ln 2.
  const Numbers counts = {30, 10, 10, 30};
  EXPECT_NEAR(dissimilarity({counts, 2}).value(), 0.5, 1e-15);
  const double m = 0.75 * std::log(1.5) + 0.25 * std::log(0.5);
  EXPECT_NEAR(entropy_segregation({counts, 2})->m, m, 1e-15);
  EXPECT_NEAR(entropy_segregation({counts, 2})->h, m / std::log(2.0), 1e-15);
}

TEST(Segregation, NoneAndComplete) {
  const Numbers alike = {3, 6, 1, 2, 0, 0}, apart = {5, 0, 0, 7};
  EXPECT_NEAR(dissimilarity({alike, 2}).value(), 0, 1e-15);
  EXPECT_NEAR(entropy_segregation({alike, 2})->h, 0, 1e-15);
  EXPECT_NEAR(dissimilarity({apart, 2}).value(), 1, 1e-15);
  EXPECT_NEAR(entropy_segregation({apart, 2})->h, 1, 1e-14);
  EXPECT_EQ(dissimilarity({Numbers{4, 5}, 2}).value(), 0) << "one unit";
}

TEST(Segregation, BadTables) {
  EXPECT_EQ(dissimilarity({{}, 2}).error().code, Code::EmptyInput);
  EXPECT_EQ(dissimilarity({Numbers{1, 2, 3}, 2}).error().code, Code::SizeMismatch);
  EXPECT_EQ(dissimilarity({Numbers{1, -2}, 2}).error().code, Code::NegativeWeight);
  EXPECT_EQ(dissimilarity({Numbers{0, 0}, 2}).error().code, Code::NoWeight);
  EXPECT_EQ(entropy_segregation({Numbers{1, 0, 4, 0}, 2}).error().code, Code::OneGroupOnly);
}

// Known answers of the R package segregation (README; recomputed independently): see SOURCE.txt of the folder.
TEST(SegregationOracle, SchoolsByRaceInStates) {
  const auto path = std::filesystem::path(JUNHENG_SHARED_DATA) / "segregation-schools" / "schools00.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no real data at " << path;
  const auto csv = formats::CsvFile::open(path.string());
  ASSERT_TRUE(csv);
  std::map<std::string, std::uint32_t> schools, races, states;
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> counts;
  std::vector<std::uint32_t> state_of;
  const auto number = [](auto& of, const std::string& name) {
    return of.try_emplace(name, static_cast<std::uint32_t>(of.size())).first->second;
  };
  for (std::size_t chunk = 0; chunk < csv->chunk_count(); ++chunk) {
    const auto read = csv->read_chunk(chunk, [&](const formats::CsvRow& row) {
      const auto state = number(states, std::string(row.fields[0]));
      const auto school = number(schools, std::string(row.fields[2]));
      if (school == state_of.size()) state_of.push_back(state);
      const std::string text(row.fields[4]);
      double persons = 0;
      if (std::from_chars(text.data(), text.data() + text.size(), persons).ec != std::errc{}) throw std::runtime_error(text);
      counts[{school, number(races, std::string(row.fields[3]))}] += persons;
    });
    ASSERT_TRUE(read);
  }
  Numbers table(schools.size() * races.size());
  for (const auto& [at, persons] : counts) table[at.first * races.size() + at.second] = persons;
  const GroupCounts given{table, races.size()};
  EXPECT_EQ(schools.size(), 2045U);
  const auto all = entropy_segregation(given).value();
  EXPECT_NEAR(all.m, 0.42554, 5e-6);
  EXPECT_NEAR(all.h, 0.41881, 5e-6);
  const std::vector<GroupLevel> levels = {{state_of, states.size()}};
  const auto parts = segregation_decomposition(given, NestedGroups::create(levels).value()).value();
  EXPECT_NEAR(parts.between[0].m, 0.0992, 5e-5);
  EXPECT_NEAR(parts.between[0].h, 0.0977, 5e-5);
  EXPECT_NEAR(parts.within.m, 0.326, 5e-4);
  EXPECT_NEAR(parts.within.h, 0.321, 5e-4);
  EXPECT_NEAR(parts.total().m / all.m, 1, 1e-12);
  EXPECT_NEAR(parts.total().h / all.h, 1, 1e-12);
}

}  // namespace
}  // namespace junheng::stats
