// A county over ten years. Sums and CVs are worked out here from the files.
#include "junheng/synth/school_years.h"

#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "unit/synth/generated_dataset.h"

namespace junheng::synth {
namespace {

constexpr int kLatest = 2024;
constexpr std::size_t kYears = 10;

class History : public ::testing::Test {
 protected:
  static GenerateOptions twenty_counties() {
    GenerateOptions options;
    options.counties = 20;
    options.schools = 1200;
    options.seed = 3;
    options.years = kYears;
    options.with_detail = false;
    return options;
  }

  /// Sum of a column of stage_facts by year.
  std::map<int, double> yearly(const std::string& measure) {
    std::map<int, double> out;
    for (const CsvRecord& row : dataset_.table("stage_facts").rows)
      if (row.text("stage") != "all") out[static_cast<int>(row.number("school_year"))] += row.number(measure);
    return out;
  }

  /// Mean over the counties of the CV of a measure per pupil of the primary schools that hold it, weighted by pupils; by year.
  std::map<int, double> mean_cv(const std::string& measure) {
    struct Sums {
      double pupils = 0;
      double amount = 0;
      double squares = 0;
    };
    std::map<std::string, std::string> county_of;
    for (const CsvRecord& school : dataset_.table("schools").rows)
      if (school.text("kind") == "211") county_of[school.text("school_id")] = school.text("area_code").substr(0, 6);
    std::map<std::pair<int, std::string>, Sums> sums;
    for (const CsvRecord& row : dataset_.table("stage_facts").rows) {
      const auto county = county_of.find(row.text("school_id"));
      if (county == county_of.end()) continue;
      Sums& own = sums[{static_cast<int>(row.number("school_year")), county->second}];
      const double pupils = row.number("pupils");
      own.pupils += pupils;
      own.amount += row.number(measure);
      own.squares += row.number(measure) * row.number(measure) / pupils;
    }
    std::map<int, double> out;
    for (const auto& [key, own] : sums) {
      const double mean = own.amount / own.pupils;
      out[key.first] += std::sqrt(own.squares / own.pupils - mean * mean) / mean / 20;
    }
    return out;
  }

  GeneratedDataset dataset_{twenty_counties()};
};

TEST_F(History, EveryYearIsThere) {
  const auto pupils = yearly("pupils");
  ASSERT_EQ(pupils.size(), kYears);
  EXPECT_EQ(pupils.begin()->first, 2015);
  EXPECT_EQ(pupils.rbegin()->first, kLatest);
}

TEST_F(History, EnrolmentFallsAFewPercentAYear) {
  const auto pupils = yearly("pupils");
  for (int year = 2016; year <= kLatest; ++year) {
    EXPECT_LT(pupils.at(year), pupils.at(year - 1));
    EXPECT_GT(pupils.at(year), 0.95 * pupils.at(year - 1));
  }
}

TEST_F(History, TeachersAndEquipmentGrow) {
  for (const char* measure : {"teachers_above_required", "teachers_backbone", "teachers_pe_arts", "computers", "multimedia_rooms"}) {
    const auto sums = yearly(measure);
    for (int year = 2016; year <= kLatest; ++year) EXPECT_GT(sums.at(year), sums.at(year - 1)) << measure << " " << year;
  }
}

TEST_F(History, DifferencesBetweenSchoolsFall) {
  for (const char* measure : {"teachers_backbone", "teachers_pe_arts", "equipment_value_yuan", "computers", "multimedia_rooms"}) {
    const auto cv = mean_cv(measure);
    EXPECT_LT(cv.at(kLatest), 0.97 * cv.at(2015)) << measure;
    EXPECT_GT(cv.at(kLatest), 0.5 * cv.at(2015)) << measure;
    // Published CVs of counties: 0.10 to 1.30 (standards.md 9.3).
    for (const auto& [year, value] : cv) {
      EXPECT_GT(value, 0.1) << measure << " " << year;
      EXPECT_LT(value, 1.3) << measure << " " << year;
    }
  }
}

TEST_F(History, LargeClassesFallFromManyToFew) {
  std::map<int, double> classes;
  std::map<int, double> large;
  std::map<int, double> very_large;
  for (const CsvRecord& row : dataset_.table("class_bands").rows) {
    if (row.text("stage") == "senior") continue;
    const int year = static_cast<int>(row.number("school_year"));
    const std::string band = row.text("band");
    classes[year] += row.number("classes");
    if (band == "56_60" || band == "61_65" || band == "ge66") large[year] += row.number("classes");
    if (band == "ge66") very_large[year] += row.number("classes");
  }
  // The country: 7.06 % in 2018, below half a per cent in 2022, very large classes 0.5 % in 2018 (standards.md 4.1). Counties may lie
  // apart from it, the course may not.
  EXPECT_GT(large.at(2015) / classes.at(2015), 0.04);
  EXPECT_LT(large.at(2015) / classes.at(2015), 0.25);
  EXPECT_LT(large.at(2024) / classes.at(2024), 0.01);
  EXPECT_LT(very_large.at(2018) / classes.at(2018), 0.02);
  for (const int year : {2018, 2021, 2024}) EXPECT_LT(large.at(year), 0.7 * large.at(year - 3)) << year;
}

TEST_F(History, PayAndRetentionRise) {
  std::map<std::string, std::map<int, double>> sums;
  for (const CsvRecord& row : dataset_.table("area_facts").rows)
    sums[row.text("item")][static_cast<int>(row.number("school_year"))] += row.number("value");
  const auto ratio = [&](int year) { return sums["teacher_pay_yuan"][year] / sums["civil_servant_pay_yuan"][year]; };
  EXPECT_GT(ratio(kLatest), 1.0);
  EXPECT_LT(ratio(2015), ratio(kLatest) - 0.04);
  EXPECT_GT(ratio(2015), 0.85);
  const auto stayed = [&](int year) {
    return (sums["junior_final_grade_pupils"][year] - sums["junior_in_3y"][year] + sums["junior_out_3y"][year]) /
           (sums["junior_entrants_3y_ago"][year] - sums["junior_deaths_3y"][year]);
  };
  EXPECT_LT(stayed(2015), stayed(kLatest));
  EXPECT_GT(stayed(2015), 0.93);
}

}  // namespace
}  // namespace junheng::synth
