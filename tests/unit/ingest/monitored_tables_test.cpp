#include <gtest/gtest.h>

#include "dataset_folder.h"
#include "junheng/ingest/checks.h"
#include "junheng/ingest/dependent_rows.h"

namespace junheng::ingest {
namespace {

using model::Absence;
using model::Answer;
using model::Post;
using model::Sex;

constexpr SchoolYear k2024{2024};
constexpr SchoolIndex kCentralSchool(std::size_t{0});
constexpr SchoolIndex kJuniorSchool(std::size_t{1});

Import with_table(std::string_view file, std::string_view text) { return VillageFolder().put(file, text).import().value(); }

AreaIndex county(const Import& read) { return *read.dataset.areas.find("341881"); }

TEST(SubjectStaff, RowsAreFoundBySchoolWithTheirSubject) {
  const Import read = with_table("subject_staff.csv",
                                 "学校标识码,学年,学段,学科,教师数,周课时\n"
                                 "2134000001,2024,小学,语文,4.5,60\n"
                                 "2134000001,2024,小学,音乐,,8\n"
                                 "2134000002,2024,初中,语文,3,36\n");
  EXPECT_EQ(shown(read.issues), "");
  const model::FactTable& staff = read.dataset.subject_staff;
  ASSERT_EQ(staff.size(), 3U);
  const auto rows = staff.rows_of(k2024, kCentralSchool);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(staff.names.at(rows[1]), "音乐");
  EXPECT_EQ(staff.parts[rows[1]], static_cast<std::uint8_t>(Stage::Primary));
  EXPECT_EQ(staff.column("teachers")->at(rows[1]).absence, Absence::NotCollected);
  EXPECT_EQ(staff.column("weekly_periods")->get(rows[1]), 8.0);
  EXPECT_EQ(staff.column("teachers")->get(0), 4.5);
  EXPECT_EQ(staff.names.code(0), staff.names.code(2));
  EXPECT_EQ(staff.names.texts().size(), 2U);
  const Location cell = staff.origin.locate(RowIndex(std::size_t{2}), "teachers");
  EXPECT_EQ(cell.row, 4U);
  EXPECT_EQ(cell.column, 5U);
  EXPECT_EQ(cell.header, "教师数");
}

TEST(SchoolFacts, ItemsTakeTheirIds) {
  const Import read = with_table("school_facts.csv",
                                 "school_id,school_year,item,value\n"
                                 "2134000001,2024,q7,1\n"
                                 "2134000001,2024,床位,120\n"
                                 "2134000002,2024,校车,3\n");
  const model::FactTable& facts = read.dataset.school_facts;
  ASSERT_EQ(facts.size(), 3U);
  EXPECT_EQ(facts.names.at(0), "Q7");
  EXPECT_EQ(facts.names.at(1), "beds");
  EXPECT_EQ(facts.names.at(2), "校车");
  EXPECT_EQ(facts.column("value")->get(1), 120.0);
  EXPECT_EQ(facts.rows_of(k2024, kJuniorSchool).size(), 1U);
}

TEST(Teachers, WhatIsAskedForIsKept) {
  const Import read =
      with_table("teachers.csv",
                 "teacher_id,school_year,school_id,stage,sex,birth_year,post,is_established,subject,second_subject,degree,title,"
                 "certified,training_hours_5y,weekly_periods,hardship\n"
                 "T1,2024,2134000001,primary,f,1988,head_teacher,1,语文,道德与法治,本科,一级教师,是,380,14,病\n"
                 "T2,2024,2134000002,junior,m,1969,principal,0,数学,,专科,,否,,,\n"
                 "T3,2024,2134000002,,,,,,语文,,,,,,,\n"
                 "T1,2023,2134000001,primary,f,1988,teacher,1,语文,,本科,二级教师,是,300,16,\n");
  EXPECT_EQ(shown(read.issues), "");
  const model::Teachers& teachers = read.dataset.teachers;
  ASSERT_EQ(teachers.size(), 4U);
  EXPECT_EQ(teachers.schools[0], kCentralSchool);
  EXPECT_EQ(teachers.stages[1], Stage::Junior);
  EXPECT_EQ(teachers.sexes[0], Sex::Female);
  EXPECT_EQ(teachers.sexes[1], Sex::Male);
  EXPECT_EQ(teachers.posts[0], Post::HeadTeacher);
  EXPECT_EQ(teachers.posts[1], Post::Principal);
  EXPECT_EQ(teachers.birth_years[1], 1969);
  EXPECT_EQ(teachers.is_established[0], Answer::Yes);
  EXPECT_EQ(teachers.is_established[1], Answer::No);
  EXPECT_EQ(teachers.certified[1], Answer::No);
  EXPECT_EQ(teachers.subjects.at(1), "数学");
  EXPECT_EQ(teachers.second_subjects.at(0), "道德与法治");
  EXPECT_EQ(teachers.degrees.at(1), "专科");
  EXPECT_EQ(teachers.titles.at(3), "二级教师");
  EXPECT_EQ(teachers.training_hours_5y.get(0), 380.0);
  EXPECT_EQ(teachers.weekly_periods.get(3), 16.0);
  ASSERT_EQ(teachers.rows_of(kCentralSchool).size(), 2U);
  EXPECT_EQ(teachers.years[teachers.rows_of(kCentralSchool)[1]], 2023);
  EXPECT_EQ(teachers.origin.locate(RowIndex(std::size_t{1}), "subject").row, 3U);
}

TEST(Teachers, WhatIsNotGivenStaysOpen) {
  const Import read = with_table("teachers.csv", "teacher_id,school_year,school_id\nT3,2024,2134000002\n");
  const model::Teachers& teachers = read.dataset.teachers;
  ASSERT_EQ(teachers.size(), 1U);
  EXPECT_EQ(teachers.stages[0], std::nullopt);
  EXPECT_EQ(teachers.sexes[0], std::nullopt);
  EXPECT_EQ(teachers.posts[0], std::nullopt);
  EXPECT_EQ(teachers.birth_years[0], 0);
  EXPECT_EQ(teachers.is_established[0], Answer::NotGiven);
  EXPECT_EQ(teachers.subjects.at(0), "");
  EXPECT_EQ(teachers.training_hours_5y.at(0).absence, Absence::NoColumn);
  EXPECT_TRUE(teachers.rows_of(kCentralSchool).empty());
  EXPECT_EQ(teachers.rows_of(kJuniorSchool).size(), 1U);
}

TEST(Teachers, RejectedRowLeavesVerdictsAloneAndIsRemembered) {
  const Import read =
      with_table("teachers.csv", "teacher_id,school_year,school_id,certified\nT1,2024,2134000001,perhaps\nT2,2024,2134000001,1\n");
  EXPECT_EQ(read.dataset.teachers.size(), 1U);
  EXPECT_TRUE(read.dataset.lost_rows.empty());
  EXPECT_FALSE(read.dataset.lost_unplaced_rows);
  ASSERT_EQ(read.dataset.lost_figures.size(), 1U);
  EXPECT_EQ(read.dataset.lost_figures[0].table, "teachers");
  EXPECT_EQ(read.dataset.lost_figures[0].county, county(read));
}

TEST(AgeFacts, PupilsAreFoundByStageAndAge) {
  const Import read = with_table("age_facts.csv",
                                 "area_code,school_year,stage,age,pupils\n"
                                 "341881,2024,junior,12,40\n341881,2024,primary,12,7\n341881,2024,primary,6,\n341881,2024,primary,300,1\n");
  const model::AgeFacts& ages = read.dataset.age_facts;
  ASSERT_EQ(ages.size(), 4U);
  EXPECT_EQ(ages.get(county(read), k2024, Stage::Primary, 12).get(), 7.0);
  EXPECT_EQ(ages.get(county(read), k2024, Stage::Junior, 12).get(), 40.0);
  EXPECT_EQ(ages.get(county(read), k2024, Stage::Primary, 6).absence, Absence::NotCollected);
  EXPECT_EQ(ages.get(county(read), k2024, Stage::Primary, 7).absence, Absence::NoRow);
  EXPECT_EQ(ages.get(county(read), {2023}, Stage::Primary, 12).absence, Absence::NoRow);
  EXPECT_EQ(ages.ages[3], model::kHighestAge);
  EXPECT_EQ(ages.origin.locate(RowIndex(std::size_t{1}), "pupils").row, 3U);
}

TEST(Population, BothSexesAreGivenOrAddedUp) {
  const Import read =
      with_table("population.csv",
                 "区划代码,年份,年龄,性别,人数\n"
                 "341881,2024,6,男,52\n341881,2024,6,女,48\n341881,2024,7,合计,90\n341881,2024,8,男,51\n341881,2024,9,男,50\n"
                 "341881,2024,9,女,\n");
  EXPECT_EQ(shown(read.issues), "");
  const model::Population& population = read.dataset.population;
  ASSERT_EQ(population.size(), 6U);
  EXPECT_EQ(population.get(county(read), 2024, 6).get(), 100.0);
  EXPECT_EQ(population.get(county(read), 2024, 7).get(), 90.0);
  EXPECT_EQ(population.get(county(read), 2024, 8).absence, Absence::PartMissing);
  EXPECT_EQ(population.get(county(read), 2024, 9).absence, Absence::PartMissing);
  EXPECT_EQ(population.get(county(read), 2024, 10).absence, Absence::NoRow);
  EXPECT_EQ(population.find(county(read), 2024, Sex::Female, 6), 1U);
  EXPECT_EQ(population.origin.locate(RowIndex(std::size_t{4}), "persons").row, 6U);
}

TEST(Establishment, PostsBelongToASchoolOrAnArea) {
  const Import read = with_table("establishment.csv",
                                 "area_code,school_id,school_year,stage,posts\n"
                                 "341881,,2024,,300\n,2134000001,2024,primary,21\n");
  EXPECT_EQ(shown(read.issues), "");
  const auto& entries = read.dataset.establishment.entries;
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].area, county(read));
  EXPECT_EQ(entries[0].school, std::nullopt);
  EXPECT_EQ(entries[0].stage, std::nullopt);
  EXPECT_EQ(entries[0].posts.get(), 300.0);
  EXPECT_EQ(entries[1].area, std::nullopt);
  EXPECT_EQ(entries[1].school, kCentralSchool);
  EXPECT_EQ(entries[1].stage, Stage::Primary);
  EXPECT_EQ(read.dataset.establishment.origin.locate(RowIndex(std::size_t{1}), "posts").row, 3U);
}

TEST(Targets, AreFoundByAreaYearAndItem) {
  const Import read = with_table("targets.csv",
                                 "area_code,item,year,target\n"
                                 "341881,q1,2025,96\n340000,nine_year,2025,95.5\n341881,常住人口,2025,380000\n");
  EXPECT_EQ(shown(read.issues), "");
  const model::Targets& targets = read.dataset.targets;
  ASSERT_EQ(targets.size(), 3U);
  EXPECT_EQ(targets.find(county(read), 2025, "Q1"), 0U);
  EXPECT_EQ(targets.find(county(read), 2025, "resident_population"), 2U);
  EXPECT_EQ(targets.find(*read.dataset.areas.find("340000"), 2025, "nine_year"), 1U);
  EXPECT_EQ(targets.find(county(read), 2024, "Q1"), model::kNoRow);
  EXPECT_EQ(targets.find(county(read), 2025, "nine_year"), model::kNoRow);
  EXPECT_EQ(targets.targets.get(1), 95.5);
  EXPECT_EQ(targets.rows_of(county(read)).size(), 2U);
  EXPECT_EQ(targets.origin.locate(RowIndex(std::size_t{1}), "target").row, 3U);
}

/// Rows of the first school and of the second, in the four tables that name schools.
Import two_schools() {
  VillageFolder folder;
  folder.put("subject_staff.csv",
             "school_id,school_year,stage,subject,teachers\n2134000001,2024,primary,语文,4\n2134000002,2024,junior,数学,3\n");
  folder.put("school_facts.csv", "school_id,school_year,item,value\n2134000001,2024,Q7,1\n2134000002,2024,Q7,0\n");
  folder.put("teachers.csv", "teacher_id,school_year,school_id,subject\nT1,2024,2134000001,语文\nT2,2024,2134000002,数学\n");
  folder.put("establishment.csv", "area_code,school_id,school_year,posts\n,2134000001,2024,20\n,2134000002,2024,30\n341881,,2024,50\n");
  return folder.import().value();
}

TEST(RemoveRows, PersonsSubjectsAndPostsOfARejectedSchoolGoWithIt) {
  model::Dataset dataset = two_schools().dataset;
  dataset.schools.predecessors = {};
  for (std::size_t school = 0; school < dataset.schools.size(); ++school)
    dataset.schools.predecessors.push("old " + std::to_string(school));
  remove_rows(dataset, {{"schools", RowIndex(std::size_t{0})}});
  constexpr SchoolIndex kLeft(std::size_t{0});
  ASSERT_EQ(dataset.schools.ids.at(0), "2134000002");
  ASSERT_EQ(dataset.schools.predecessors.size(), dataset.schools.size());
  EXPECT_EQ(dataset.schools.predecessors.at(0), "old 1");
  ASSERT_EQ(dataset.subject_staff.size(), 1U);
  EXPECT_EQ(dataset.subject_staff.names.at(0), "数学");
  EXPECT_EQ(dataset.subject_staff.rows_of(k2024, kLeft).size(), 1U);
  ASSERT_EQ(dataset.school_facts.size(), 1U);
  EXPECT_EQ(dataset.school_facts.column("value")->get(0), 0.0);
  ASSERT_EQ(dataset.teachers.size(), 1U);
  EXPECT_EQ(dataset.teachers.subjects.at(0), "数学");
  EXPECT_EQ(dataset.teachers.rows_of(kLeft).size(), 1U);
  EXPECT_EQ(dataset.teachers.origin.locate(RowIndex(std::size_t{0})).row, 3U);
  ASSERT_EQ(dataset.establishment.entries.size(), 2U);
  EXPECT_EQ(dataset.establishment.entries[0].school, kLeft);
  EXPECT_EQ(dataset.establishment.entries[1].school, std::nullopt);
}

TEST(RejectedSchool, RowsThatGoWithItAreCountedInEveryTable) {
  const Import read = two_schools();
  const std::vector<RejectedRow> rejected = {{"schools", RowIndex(std::size_t{0})}};
  const auto issues = rows_of_rejected_schools(read.dataset, rejected);
  ASSERT_EQ(issues.size(), 1U);
  for (const std::string_view file : {"subject_staff.csv", "school_facts.csv", "teachers.csv", "establishment.csv"})
    EXPECT_NE(issues[0].message(Lang::En).find(file), std::string::npos) << issues[0].message(Lang::En);
}

}  // namespace
}  // namespace junheng::ingest
