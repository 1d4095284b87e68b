#include <gtest/gtest.h>

#include "clean_county.h"
#include "finding.h"

namespace junheng::testing {

namespace {

DatasetBuilder one_school() {
  DatasetBuilder data;
  data.county("330182").school("2133000001", 211, "甲");
  return data;
}

const std::string kPupils = "rule = \"range\"\ntable = \"stage_facts\"\ncolumns = [\"pupils\"]\nmin = 10\nmax = 100\n";
const std::string kPerPupil = "rule = \"range\"\ntable = \"stage_facts\"\ncolumns = [\"books\"]\nper = \"pupils\"\nmin = 10\nmax = 40\n";

TEST(RangeRule, LimitsThemselvesAreInside) {
  auto data = one_school();
  data.stage(Stage::Primary).set("pupils", 10).stage(Stage::Junior).set("pupils", 100);
  EXPECT_TRUE(findings_of(data.build(), kPupils).empty());
}

TEST(RangeRule, NamesTheLimitThatIsBroken) {
  auto data = one_school();
  data.stage(Stage::Primary).set("pupils", 9).stage(Stage::Junior).set("pupils", 101);
  const auto found = findings_of(data.build(), kPupils);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(param(found[0], "limit"), "10");
  EXPECT_EQ(param(found[1], "limit"), "100");
  EXPECT_EQ(found[1].where.row, 3U);
  EXPECT_EQ(param(found[0], "school"), "甲");
  EXPECT_EQ(param(found[0], "stage_zh"), "小学");
  EXPECT_EQ(param(found[1], "stage_en"), "junior secondary");
  EXPECT_EQ(param(found[0], "year"), "2024");
}

TEST(RangeRule, MissingValueOrColumnIsNoFinding) {
  auto data = one_school();
  data.stage(Stage::Primary).set("teachers", 3);
  const auto dataset = data.build();
  EXPECT_TRUE(findings_of(dataset, kPupils).empty());
  EXPECT_TRUE(findings_of(dataset, kPerPupil).empty());
}

TEST(RangeRule, PerUnitDividesByTheOtherColumn) {
  auto data = one_school();
  data.stage(Stage::Primary).set("pupils", 100).set("books", 4001).stage(Stage::Junior).set("pupils", 100).set("books", 4000);
  const auto found = findings_of(data.build(), kPerPupil);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "4001");
  EXPECT_EQ(param(found[0], "ratio"), "40.01");
  EXPECT_EQ(param(found[0], "per"), "pupils");
  EXPECT_EQ(param(found[0], "per_value"), "100");
}

TEST(RangeRule, PerUnitOfNothingIsNoFinding) {
  auto data = one_school();
  data.stage(Stage::Primary).set("pupils", 0).set("books", 4000);
  EXPECT_TRUE(findings_of(data.build(), kPerPupil).empty());
}

TEST(RangeRule, PerUnitSkipsFewUnitsAndZeroWhereTold) {
  auto data = one_school();
  data.stage(Stage::Primary).set("pupils", 19).set("books", 4000).stage(Stage::Junior).set("pupils", 20).set("books", 0);
  EXPECT_TRUE(findings_of(data.build(), kPerPupil + "per_from = 20\nskip_zero = true\n").empty());
}

TEST(RangeRule, ReadsSchoolsGradesClassesRoomsAndItems) {
  auto data = one_school();
  data.set("opened_year", 5).item("S1", 5).grade(1).set("pupils", 5).class_of(1).set("pupils", 5).room().set("area_m2", 5);
  data.band(Stage::Primary, "le25").set("classes", 5).quality("语文", 5, 0.1).answer(1, model::Respondent::Pupil, 5);
  const auto dataset = data.build();
  const auto count = [&](const std::string& columns) { return findings_of(dataset, "rule = \"range\"\nmin = 6\n" + columns).size(); };
  EXPECT_EQ(count("table = \"schools\"\ncolumns = [\"opened_year\"]\n"), 1U);
  EXPECT_EQ(count("table = \"grade_facts\"\ncolumns = [\"pupils\"]\n"), 1U);
  EXPECT_EQ(count("table = \"classes\"\ncolumns = [\"pupils\"]\n"), 1U);
  EXPECT_EQ(count("table = \"class_bands\"\ncolumns = [\"classes\"]\n"), 1U);
  EXPECT_EQ(count("table = \"rooms\"\ncolumns = [\"area_m2\"]\n"), 1U);
  EXPECT_EQ(count("table = \"area_facts\"\nitems = [\"S1\"]\n"), 1U);
  EXPECT_EQ(count("table = \"quality_results\"\ncolumns = [\"level\"]\n"), 1U);
  EXPECT_EQ(count("table = \"survey\"\ncolumns = [\"score\"]\n"), 1U);
}

TEST(ReportedPercentRule, ZeroIsNoShareAndOneIs) {
  auto data = one_school();
  data.item("S1", 0).year(2023).item("S1", 1).year(2022).item("S1", 1.01);
  const auto found = findings_of(data.build(), "rule = \"reported_percent\"\nshare_up_to = 1\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "1");
  EXPECT_EQ(param(found[0], "expected"), "100");
  EXPECT_EQ(param(found[0], "item_zh"), "S1");
}

TEST(ReportedFlagRule, OnlyOneAndZeroAreFlags) {
  auto data = one_school();
  data.item("Q3", 0).year(2023).item("Q3", 1).year(2022).item("Q3", 0.5);
  const auto found = findings_of(data.build(), "rule = \"reported_flag\"\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "0.5");
}

TEST(ReportedStepRule, ValuesWithinTheStepsAreSound) {
  auto data = one_school();
  data.item("A2", 0).year(2023).item("A2", 0.5).year(2022).item("A2", 1.01).year(2021).item("A1", 0.5);
  const auto found = findings_of(data.build(), "rule = \"reported_step\"\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "1.01");
  EXPECT_EQ(param(found[0], "high"), "1");
}

TEST(ReportedNumberRule, LooksAtItsUnitAndLeavesOutExceptions) {
  auto data = one_school();
  data.item("Q2", 101).item("A14", 101).item("G8", 101).year(2023).item("Q2", 100);
  const auto found = findings_of(data.build(), "rule = \"reported_number\"\nunit = \"percent\"\nexcept = [\"A14\"]\nmax = 100\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(param(found[0], "item_zh"), "Q2");
  EXPECT_EQ(param(found[0], "limit"), "100");
}

TEST(ReportedNumberRule, YearsThatAnAccreditationTellsAreLeftAlone) {
  for (const bool is_accredited : {false, true}) {
    auto data = one_school();
    data.item("P1", 1);
    if (is_accredited) data.accredited(model::AccreditationKind::Basic, 2016);
    const auto found = findings_of(data.build(), "rule = \"reported_number\"\nunit = \"year\"\nunless_accredited = true\nmin = 2\n");
    EXPECT_EQ(found.empty(), is_accredited);
  }
}

TEST(ReportedNumberRule, ItemThatNoStandardKnowsIsLeftAlone) {
  auto data = one_school();
  data.item("G9", 500);
  EXPECT_TRUE(findings_of(data.build(), "rule = \"reported_number\"\nunit = \"percent\"\nmax = 100\n").empty());
}

}  // namespace

}  // namespace junheng::testing
