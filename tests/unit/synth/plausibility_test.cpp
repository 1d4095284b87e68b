// Generated counties look like published ones. The indicators are worked out here from the files, independently of the modules that
// assess: weighted CV from the raw second moment, through-schools split by the weights of standards.md 1.3.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "unit/synth/generated_dataset.h"

namespace junheng::synth {
namespace {

constexpr std::size_t kIndicators = 7;

/// One stage of one school, campuses merged.
struct Unit {
  std::map<std::string, double> amounts;
  [[nodiscard]] double pupils() const { return amounts.at("pupils"); }
  [[nodiscard]] std::array<double, kIndicators> indicators() const {
    const double p = pupils();
    const auto of = [&](const char* measure) { return amounts.at(measure); };
    return {100 * of("teachers_above_required") / p,
            100 * of("teachers_backbone") / p,
            100 * of("teachers_pe_arts") / p,
            (of("area_teaching_m2") - of("area_indoor_sports_m2")) / p,
            (of("area_indoor_sports_m2") + of("area_sports_ground_m2")) / p,
            of("equipment_value_yuan") / p,
            100 * of("multimedia_rooms") / p};
  }
};

struct StageRules {
  std::string stage;
  /// standards.md 2.2.
  std::array<double, kIndicators> standard;
  double cv_limit;
};

const StageRules kPrimary = {"primary", {4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3}, 0.50};
const StageRules kJunior = {"junior", {5.3, 1, 0.9, 5.8, 10.2, 2500, 2.4}, 0.45};

struct Assessed {
  std::array<double, kIndicators> mean{};
  std::array<double, kIndicators> cv{};
  double schools = 0;
  double schools_failing = 0;
  [[nodiscard]] std::size_t cvs_above(double limit) const {
    return static_cast<std::size_t>(std::ranges::count_if(cv, [=](double value) { return value > limit; }));
  }
};

double split_weight(const std::string& kind, const std::string& stage) {
  if (stage == "senior") return kind == "341" ? 1.2 : 1.32;
  return stage == "junior" && kind != "341" ? 1.1 : 1.0;
}

constexpr std::array kStaff = {"pupils", "teachers_above_required", "teachers_backbone", "teachers_pe_arts"};
constexpr std::array kFacilities = {"area_teaching_m2", "area_indoor_sports_m2", "area_sports_ground_m2", "equipment_value_yuan",
                                    "multimedia_rooms"};

/// Units by county and stage.
std::map<std::pair<std::string, std::string>, std::map<std::string, Unit>> units_of(GeneratedDataset& dataset) {
  std::map<std::string, const CsvRecord*> schools;
  for (const CsvRecord& school : dataset.table("schools").rows) schools.emplace(school.text("school_id"), &school);
  std::map<std::string, std::map<std::string, const CsvRecord*>> facts;
  for (const CsvRecord& row : dataset.table("stage_facts").rows) facts[row.text("school_id")].emplace(row.text("stage"), &row);

  std::map<std::pair<std::string, std::string>, std::map<std::string, Unit>> units;
  for (const auto& [id, stages] : facts) {
    const CsvRecord& school = *schools.at(id);
    const std::string kind = school.text("kind");
    if (kind == "514") continue;
    double weighted = 0;
    for (const auto& [stage, row] : stages) {
      if (stage != "all") weighted += split_weight(kind, stage) * row->number("pupils");
    }
    for (const auto& [stage, row] : stages) {
      if (stage == "all" || stage == "senior" || (kind == "218" && row->number("pupils") < 50)) continue;
      const std::string main = school.has("parent_school_id") ? school.text("parent_school_id") : id;
      Unit& unit = units[{school.text("area_code").substr(0, 6), stage}][main];
      for (const char* measure : kStaff) unit.amounts[measure] += row->number(measure);
      const auto whole = stages.find("all");
      for (const char* measure : kFacilities) {
        unit.amounts[measure] += whole == stages.end()
                                     ? row->number(measure)
                                     : whole->second->number(measure) * split_weight(kind, stage) * row->number("pupils") / weighted;
      }
    }
  }
  return units;
}

Assessed assess(const std::map<std::string, Unit>& units, const StageRules& rules) {
  Assessed result;
  double pupils = 0;
  std::array<double, kIndicators> sum{};
  std::array<double, kIndicators> squares{};
  for (const auto& [id, unit] : units) {
    const auto values = unit.indicators();
    std::size_t met = 0;
    bool above_floor = true;
    for (std::size_t k = 0; k < kIndicators; ++k) {
      sum.at(k) += unit.pupils() * values.at(k);
      squares.at(k) += unit.pupils() * values.at(k) * values.at(k);
      if (values.at(k) >= rules.standard.at(k) * (1 - 1e-9)) ++met;
      if (values.at(k) < 0.85 * rules.standard.at(k) * (1 - 1e-9)) above_floor = false;
    }
    pupils += unit.pupils();
    result.schools += 1;
    if (met < 6 || !above_floor) result.schools_failing += 1;
  }
  for (std::size_t k = 0; k < kIndicators; ++k) {
    result.mean.at(k) = sum.at(k) / pupils;
    result.cv.at(k) = std::sqrt(std::max(0.0, squares.at(k) / pupils - result.mean.at(k) * result.mean.at(k))) / result.mean.at(k);
  }
  return result;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values.at(values.size() / 2);
}

class Plausibility : public ::testing::Test {
 protected:
  static constexpr std::size_t kCounties = 200;

  static GenerateOptions country() {
    GenerateOptions options;
    options.counties = kCounties;
    options.schools = 69 * kCounties;  // China: 200,000 schools in 2,895 counties
    options.with_detail = false;
    return options;
  }

  std::vector<Assessed> counties(const StageRules& rules) {
    std::vector<Assessed> results;
    for (const auto& [key, units] : units_of(dataset_)) {
      if (key.second == rules.stage) results.push_back(assess(units, rules));
    }
    return results;
  }

  GeneratedDataset dataset_{country()};
};

TEST_F(Plausibility, MeansStandAroundTheStandards) {
  for (const StageRules* rules : {&kPrimary, &kJunior}) {
    const auto results = counties(*rules);
    ASSERT_EQ(results.size(), kCounties);
    for (std::size_t k = 0; k < kIndicators; ++k) {
      std::vector<double> means;
      for (const Assessed& county : results) means.push_back(county.mean.at(k) / rules->standard.at(k));
      EXPECT_GT(median(means), 1.0) << rules->stage << " L" << k + 1;
      EXPECT_LT(median(means), 1.6) << rules->stage << " L" << k + 1;
      EXPECT_GT(std::ranges::min(means), 0.7) << rules->stage << " L" << k + 1;
    }
  }
}

TEST_F(Plausibility, CvsAreOfThePublishedSize) {
  // Published CVs of 23 county rows run from 0.10 to 1.30 with medians of 0.2 to 0.6 by indicator (standards.md 9.3, 9.4).
  for (const StageRules* rules : {&kPrimary, &kJunior}) {
    const auto results = counties(*rules);
    for (std::size_t k = 0; k < kIndicators; ++k) {
      std::vector<double> cvs;
      for (const Assessed& county : results) cvs.push_back(county.cv.at(k));
      EXPECT_GT(median(cvs), 0.2) << rules->stage << " L" << k + 1;
      EXPECT_LT(median(cvs), 0.6) << rules->stage << " L" << k + 1;
      EXPECT_LT(std::ranges::max(cvs), 2.0) << rules->stage << " L" << k + 1;
    }
  }
}

TEST_F(Plausibility, CountiesDifferInHowManyCvsTheyFail) {
  std::size_t none = 0;
  std::size_t few = 0;
  std::size_t many = 0;
  for (const Assessed& county : counties(kPrimary)) {
    const std::size_t above = county.cvs_above(kPrimary.cv_limit);
    ++(above == 0 ? none : above <= 2 ? few : many);
  }
  EXPECT_GT(none, kCounties / 5);
  EXPECT_GT(few, kCounties / 4);
  EXPECT_GT(many, kCounties / 5);
}

TEST_F(Plausibility, ATenthToAThirdOfTheSchoolsMissTheStandard) {
  double schools = 0;
  double failing = 0;
  std::size_t clean_counties = 0;
  for (const StageRules* rules : {&kPrimary, &kJunior}) {
    for (const Assessed& county : counties(*rules)) {
      schools += county.schools;
      failing += county.schools_failing;
      if (county.schools_failing == 0 && county.cvs_above(rules->cv_limit) == 0) ++clean_counties;
    }
  }
  EXPECT_GT(failing / schools, 0.10);
  EXPECT_LT(failing / schools, 0.30);
  EXPECT_GT(clean_counties, kCounties / 10);
}

TEST_F(Plausibility, SmallSchoolsHaveMorePerPupil) {
  std::array<double, kIndicators> small{};
  std::array<double, kIndicators> large{};
  double small_count = 0;
  double large_count = 0;
  for (const auto& [key, units] : units_of(dataset_)) {
    if (key.second != "primary") continue;
    for (const auto& [id, unit] : units) {
      const auto values = unit.indicators();
      if (unit.pupils() < 150) {
        ++small_count;
        for (std::size_t k = 0; k < kIndicators; ++k) small.at(k) += values.at(k);
      } else if (unit.pupils() > 1000) {
        ++large_count;
        for (std::size_t k = 0; k < kIndicators; ++k) large.at(k) += values.at(k);
      }
    }
  }
  ASSERT_GT(small_count, 1000);
  ASSERT_GT(large_count, 500);
  for (std::size_t k = 0; k < kIndicators; ++k) EXPECT_GT(small.at(k) / small_count, 1.2 * large.at(k) / large_count) << "L" << k + 1;
}

TEST_F(Plausibility, MostClassesAreWithinTheLimits) {
  double classes = 0;
  double above = 0;
  for (const CsvRecord& row : dataset_.table("class_bands").rows) {
    if (row.text("stage") == "senior") continue;
    const std::string band = row.text("band");
    classes += row.number("classes");
    if (band == "51_55" || band == "56_60" || (band == "46_50" && row.text("stage") == "primary")) above += row.number("classes");
    if (band == "61_65" || band == "ge66") {
      EXPECT_EQ(row.number("classes"), 0);
    }
  }
  EXPECT_GT(above / classes, 0.01);
  EXPECT_LT(above / classes, 0.08);
}

TEST_F(Plausibility, SizesAreThoseOfTheKinds) {
  std::map<std::string, double> pupils;
  for (const CsvRecord& row : dataset_.table("stage_facts").rows) {
    if (row.text("stage") != "all") pupils[row.text("school_id")] += row.number("pupils");
  }
  double above_2000 = 0;
  for (const CsvRecord& school : dataset_.table("schools").rows) {
    const double size = pupils.at(school.text("school_id"));
    const std::string kind = school.text("kind");
    if (kind == "218") {
      EXPECT_LE(size, 95);
    }
    if (kind == "211" && school.text("setting") == "220") {
      EXPECT_LE(size, 400);
    }
    EXPECT_LE(size, 4500);
    if ((kind == "211" || kind == "311") && size > 2000) ++above_2000;
  }
  EXPECT_GT(above_2000, 0);
  EXPECT_LT(above_2000 / static_cast<double>(pupils.size()), 0.05);
}

TEST_F(Plausibility, ResidentsFitThePupils) {
  std::map<std::string, double> primary;
  for (const auto& [key, units] : units_of(dataset_)) {
    if (key.second != "primary") continue;
    for (const auto& [id, unit] : units) primary[key.first] += unit.pupils();
  }
  for (const CsvRecord& row : dataset_.table("area_facts").rows) {
    if (row.text("item") != "resident_population") continue;
    // Six age groups of about 1.0 to 1.25 per cent each; teaching points below 50 pupils are not among the units.
    const double share = primary.at(row.text("area_code")) / row.number("value");
    EXPECT_GT(share, 0.055);
    EXPECT_LT(share, 0.075);
  }
}

}  // namespace
}  // namespace junheng::synth
