#include "junheng/synth/ages.h"

#include <map>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "unit/synth/generated_dataset.h"

namespace junheng::synth {
namespace {

class AgeTables : public ::testing::Test {
 protected:
  /// By county and year, then age: both sexes.
  using CountyAges = std::map<std::pair<std::string, int>, std::map<int, double>>;

  CountyAges persons() {
    CountyAges out;
    for (const CsvRecord& row : dataset_.table("population").rows)
      out[{row.text("area_code"), static_cast<int>(row.number("year"))}][static_cast<int>(row.number("age"))] += row.number("persons");
    return out;
  }

  GeneratedDataset dataset_{ten_counties(8)};
};

TEST_F(AgeTables, AgesAddUpToTheStagesOfTheGrades) {
  std::map<std::string, std::string> county_of;
  for (const CsvRecord& school : dataset_.table("schools").rows)
    county_of[school.text("school_id")] = school.text("area_code").substr(0, 6);
  std::map<std::string, double> by_grade;
  std::map<std::string, double> by_age;
  for (const CsvRecord& row : dataset_.table("grade_facts").rows) {
    const double grade = row.number("grade");
    const char* stage = grade <= 6 ? "primary" : grade <= 9 ? "junior" : "senior";
    by_grade[county_of.at(row.text("school_id")) + " " + row.text("school_year") + " " + stage] += row.number("pupils");
  }
  for (const CsvRecord& row : dataset_.table("age_facts").rows)
    by_age[row.text("area_code") + " " + row.text("school_year") + " " + row.text("stage")] += row.number("pupils");
  // A county without senior schools has a row of no pupils.
  std::erase_if(by_age, [](const auto& entry) { return entry.second == 0; });
  EXPECT_EQ(by_age, by_grade);
  EXPECT_GE(by_grade.size(), 160U);
}

TEST_F(AgeTables, NearlyAllOfCompulsoryAgeAreAtSchool) {
  CountyAges pupils;
  for (const CsvRecord& row : dataset_.table("age_facts").rows)
    pupils[{row.text("area_code"), static_cast<int>(row.number("school_year"))}][static_cast<int>(row.number("age"))] +=
        row.number("pupils");
  const auto of_all = persons();
  ASSERT_EQ(of_all.size(), 80U);
  for (const auto& [key, ages] : of_all) {
    ASSERT_EQ(ages.size(), 18U);
    for (int age = 6; age <= 14; ++age) {
      // Reported rates of net enrolment are above 99 % in the country; a county may lie a few points lower.
      ASSERT_LE(pupils[key][age], ages.at(age)) << key.first << " in " << key.second << " age " << age;
      ASSERT_GT(pupils[key][age], 0.95 * ages.at(age)) << key.first << " in " << key.second << " age " << age;
    }
  }
}

TEST_F(AgeTables, ACohortKeepsItsSizeFromYearToYear) {
  const auto of_all = persons();
  std::size_t followed = 0;
  for (const auto& [key, ages] : of_all) {
    const auto next = of_all.find({key.first, key.second + 1});
    if (next == of_all.end()) continue;
    for (int age = 0; age < 14; ++age) {
      // From primary to junior school many change the county: its schools have places for more or for fewer than its own children.
      if (age == 11) continue;
      ++followed;
      // Pupils move in and out of the county, and pupils of teaching points leave them after grade 3 or 4.
      ASSERT_NEAR(next->second.at(age + 1), ages.at(age), 0.09 * ages.at(age) + 5) << key.first << " in " << key.second << " age " << age;
    }
  }
  EXPECT_EQ(followed, 10U * 7U * 13U);
}

TEST_F(AgeTables, BirthsFall) {
  for (const auto& [key, ages] : persons()) {
    if (key.second != 2024) continue;
    for (int age = 0; age < 6; ++age) ASSERT_LT(ages.at(age), ages.at(age + 1)) << key.first;
    // Six years of 2 to 8 % each.
    ASSERT_GT(ages.at(0), 0.6 * ages.at(6)) << key.first;
    ASSERT_LT(ages.at(0), 0.9 * ages.at(6)) << key.first;
  }
}

}  // namespace
}  // namespace junheng::synth
