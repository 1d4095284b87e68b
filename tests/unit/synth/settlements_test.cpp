#include "junheng/synth/settlements.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "unit/synth/generated_dataset.h"

namespace junheng::synth {
namespace {

class SettlementTables : public ::testing::Test {
 protected:
  GeneratedDataset dataset_{ten_counties(2)};
};

/// The county of a township: the first six digits of its code.
std::string county_of(const std::string& township) { return township.substr(0, 6); }

TEST_F(SettlementTables, ChildrenAddUpToTheResidentsOfTheLatestYear) {
  std::map<std::pair<std::string, int>, double> living;
  for (const CsvRecord& row : dataset_.table("settlements").rows)
    for (int age = 0; age < 15; ++age) living[{county_of(row.text("area_code")), age}] += row.number("children_" + std::to_string(age));
  double latest = 0;
  for (const CsvRecord& row : dataset_.table("population").rows) latest = std::max(latest, row.number("year"));
  std::map<std::pair<std::string, int>, double> residents;
  for (const CsvRecord& row : dataset_.table("population").rows)
    if (row.number("year") == latest && row.number("age") < 15)
      residents[{row.text("area_code"), static_cast<int>(row.number("age"))}] += row.number("persons");
  EXPECT_EQ(living, residents);
}

TEST_F(SettlementTables, EveryTownshipHasSettlements) {
  std::map<std::string, int> counts;
  for (const CsvRecord& row : dataset_.table("settlements").rows) ++counts[row.text("area_code")];
  std::size_t townships = 0;
  for (const CsvRecord& row : dataset_.table("areas").rows)
    if (row.text("level") == "township") {
      ++townships;
      EXPECT_EQ(counts[row.text("area_code")], 4) << row.text("area_code");
    }
  EXPECT_EQ(counts.size(), townships);
}

}  // namespace
}  // namespace junheng::synth
