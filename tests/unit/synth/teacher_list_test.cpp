#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include <gtest/gtest.h>

#include "junheng/synth/tables.h"
#include "unit/synth/generated_dataset.h"

namespace junheng::synth {
namespace {

using SubjectKey = std::tuple<std::string, std::string, std::string>;  // school, stage, subject

GenerateOptions with_teachers() {
  GenerateOptions options = ten_counties(2);
  options.with_teachers = true;
  return options;
}

class TeacherList : public ::testing::Test {
 protected:
  GeneratedDataset dataset_{with_teachers()};
};

TEST_F(TeacherList, HasAsManyPersonsAsTheSubjectsHaveTeachers) {
  const std::string latest = std::to_string(with_teachers().year.first);
  std::map<SubjectKey, double> told;
  for (const CsvRecord& row : dataset_.table("subject_staff").rows)
    if (row.text("school_year") == latest && row.number("teachers") > 0)
      told[{row.text("school_id"), row.text("stage"), row.text("subject")}] = row.number("teachers");
  std::map<SubjectKey, double> listed;
  for (const CsvRecord& row : dataset_.table("teachers").rows) {
    ASSERT_EQ(row.text("school_year"), latest);
    ++listed[{row.text("school_id"), row.text("stage"), row.text("subject")}];
  }
  EXPECT_EQ(listed, told);
}

// Retired at 60 and, women, at 55 until 2024: nobody is older. Somebody retires in every one of the years that a forecast asks for.
TEST_F(TeacherList, AgesAreThoseOfWorkingTeachers) {
  std::map<int, int> women;
  for (const CsvRecord& row : dataset_.table("teachers").rows) {
    const int age = with_teachers().year.first - static_cast<int>(row.number("birth_year"));
    const bool is_woman = row.text("sex") == "f";
    ASSERT_GE(age, 22);
    ASSERT_LE(age, is_woman ? 54 : 59);
    if (is_woman) ++women[age];
  }
  for (int age = 40; age <= 54; ++age) EXPECT_GT(women[age], 0) << age;
  EXPECT_LT(women[54], women[44]) << "nobody gathers at the end";
}

TEST_F(TeacherList, ASchoolHasOnePrincipal) {
  std::map<std::string, int> principals;
  std::set<std::string> schools;
  for (const CsvRecord& row : dataset_.table("teachers").rows) {
    schools.insert(row.text("school_id"));
    principals[row.text("school_id")] += row.text("post") == "principal" ? 1 : 0;
  }
  for (const std::string& school : schools) EXPECT_EQ(principals[school], 1) << school;
}

TEST_F(TeacherList, ChangesNoOtherTable) {
  GeneratedDataset without(ten_counties(2));
  EXPECT_EQ(dataset_.bytes("dataset.toml"), without.bytes("dataset.toml"));
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const std::string file = file_name(static_cast<Table>(i));
    if (file == "teachers.csv") continue;
    EXPECT_EQ(dataset_.bytes(file), without.bytes(file)) << file;
  }
  EXPECT_FALSE(std::filesystem::exists(without.path("teachers.csv")));
}

}  // namespace
}  // namespace junheng::synth
