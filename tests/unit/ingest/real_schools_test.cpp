// The built-in mappings on the real tables they were made for, in JUNHENG_SHARED_DATA; skipped where these are not at hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "junheng/formats/csv_reader.h"
#include "junheng/ingest/cell_parser.h"
#include "mapping_folder.h"

namespace junheng::ingest {
namespace {

std::filesystem::path shared(std::string_view name) { return std::filesystem::path(JUNHENG_SHARED_DATA) / name; }

using Record = std::map<std::string, std::string>;

/// A plain pass over a file, which knows nothing of mappings; of every row the columns asked for.
std::vector<Record> records_of(const std::filesystem::path& path, const std::set<std::string>& columns) {
  std::vector<Record> out;
  const auto csv = formats::CsvFile::open(path.string());
  if (!csv) throw std::runtime_error(csv.error().message(Lang::En));
  std::vector<std::size_t> fields;
  for (std::size_t i = 0; i < csv->header().size(); ++i)
    if (columns.contains(csv->header()[i])) fields.push_back(i);
  for (std::size_t chunk = 0; chunk < csv->chunk_count(); ++chunk) {
    const auto read = csv->read_chunk(chunk, [&](const formats::CsvRow& row) {
      Record& record = out.emplace_back();
      for (const std::size_t field : fields) record[csv->header()[field]] = field < row.fields.size() ? row.fields[field] : "";
    });
    if (!read) throw std::runtime_error(read.error().message(Lang::En));
  }
  return out;
}

double number(const Record& record, const std::string& column) { return plain_number(record.at(column)).value_or(0); }

double sum_of(const std::vector<Record>& records, const std::vector<std::string>& columns) {
  double sum = 0;
  for (const Record& record : records)
    for (const std::string& column : columns) sum += number(record, column);
  return sum;
}

double sum_of(const model::FactTable& facts, std::string_view measure) {
  const auto* column = facts.column(measure);
  double sum = 0;
  for (std::size_t row = 0; column != nullptr && row < facts.size(); ++row) sum += column->get(row).value_or(0);
  return sum;
}

class Taiwan : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(folder_)) GTEST_SKIP() << "no real data at " << folder_;
  }
  std::filesystem::path folder_ = shared("taiwan_elementary_2024");
};

TEST_F(Taiwan, EverySchoolIsReadWithItsPupils) {
  const auto read = MappingFolder::import_path_with(folder_, "tw-elementary");
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(count_issues(read->issues).errors, 0U) << shown(read->issues);
  // 2,668 schools with 1,202,761 pupils: stated by the source of the table (SOURCE.txt).
  const auto records = records_of(folder_ / "schools.csv", {"學生人數", "男專任教師", "女專任教師", "男職員", "女職員"});
  ASSERT_EQ(records.size(), 2668U);
  EXPECT_EQ(read->dataset.schools.size(), 2668U);
  EXPECT_EQ(sum_of(read->dataset.stage_facts, "pupils"), 1202761);
  EXPECT_EQ(sum_of(read->dataset.stage_facts, "pupils"), sum_of(records, {"學生人數"}));
  EXPECT_EQ(sum_of(read->dataset.stage_facts, "teachers"), sum_of(records, {"男專任教師", "女專任教師"}));
  EXPECT_EQ(sum_of(read->dataset.stage_facts, "staff"), sum_of(records, {"男專任教師", "女專任教師", "男職員", "女職員"}));
}

TEST_F(Taiwan, GradesSideBySideAddUpToThePupils) {
  const auto read = MappingFolder::import_path_with(folder_, "tw-elementary");
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto& grades = read->dataset.grade_facts;
  EXPECT_EQ(grades.size(), 6U * 2668U);
  EXPECT_EQ(sum_of(grades, "pupils"), 1202761);
  std::map<int, double> girls;
  for (std::size_t row = 0; row < grades.size(); ++row) girls[grades.parts[row]] += grades.column("girls")->get(row).value_or(0);
  std::vector<std::string> classes;
  std::set<std::string> columns;
  for (int grade = 1; grade <= 6; ++grade)
    for (const std::string_view what : {"女學生數", "班級數"}) columns.insert(std::to_string(grade) + "年級" + std::string(what));
  const auto records = records_of(folder_ / "schools.csv", columns);
  for (int grade = 1; grade <= 6; ++grade) {
    EXPECT_EQ(girls[grade], sum_of(records, {std::to_string(grade) + "年級女學生數"})) << grade;
    classes.push_back(std::to_string(grade) + "年級班級數");
  }
  EXPECT_EQ(sum_of(grades, "classes"), sum_of(records, classes));
  EXPECT_EQ(sum_of(read->dataset.stage_facts, "classes"), sum_of(records, classes));
}

TEST_F(Taiwan, CountiesAndTownsAreThoseOfTheList) {
  const auto read = MappingFolder::import_path_with(folder_, "tw-elementary");
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  // 22 counties and 367 towns: SOURCE.txt. Three counties have two codes each in the list.
  const auto& levels = read->dataset.areas.levels;
  EXPECT_EQ(std::ranges::count(levels, model::AreaLevel::County), 22);
  EXPECT_EQ(std::ranges::count(levels, model::AreaLevel::Township), 367);
  // And the one above all counties.
  EXPECT_EQ(read->dataset.areas.size(), 22U + 367U + 1U);
}

class Nigeria : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(folder_)) GTEST_SKIP() << "no real data at " << folder_;
  }
  std::filesystem::path folder_ = shared("nigeria_nmis_schools");
};

struct LgaSums {
  double schools = 0;
  double teachers = 0;
  double classrooms = 0;
  double qualified = 0;

  friend bool operator==(const LgaSums&, const LgaSums&) = default;
};

std::ostream& operator<<(std::ostream& out, const LgaSums& sums) {
  return out << sums.schools << " schools, " << sums.teachers << " teachers, " << sums.qualified << " qualified, " << sums.classrooms
             << " classrooms";
}

// What the survey published of each local government area, its county, equals the sums over its schools (SOURCE.txt). The published
// figures count all schools; the mapping counts those with a compulsory stage, so that the others are added by a plain pass.
TEST_F(Nigeria, SumsOfEachCountyAreThePublishedOnes) {
  const auto read = MappingFolder::import_path_with(folder_, "ng-nmis");
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(count_issues(read->issues).errors, 0U);
  const model::Dataset& dataset = read->dataset;
  std::map<std::string, LgaSums> sums;
  const auto lga_of = [&](std::size_t school) -> LgaSums& {
    return sums[std::string(dataset.areas.codes.at(dataset.schools.areas[school].value))];
  };
  for (std::size_t school = 0; school < dataset.schools.size(); ++school) ++lga_of(school).schools;
  const auto& facts = dataset.stage_facts;
  std::set<std::string> counted;
  for (std::size_t row = 0; row < facts.size(); ++row) {
    LgaSums& lga = lga_of(facts.schools[row].value);
    lga.teachers += facts.column("teachers")->get(row).value_or(0);
    lga.classrooms += facts.column("classrooms")->get(row).value_or(0);
    lga.qualified += facts.column("teachers_qualified")->get(row).value_or(0);
    counted.emplace(dataset.schools.ids.at(facts.schools[row].value));
  }
  for (const Record& school :
       records_of(folder_ / "schools.csv", {"unique_lga", "facility_id", "teachers_total", "classrooms_total", "teachers_nce_qualified"})) {
    if (counted.contains(school.at("unique_lga") + "/" + school.at("facility_id"))) continue;
    LgaSums& lga = sums[school.at("unique_lga")];
    lga.teachers += number(school, "teachers_total");
    lga.classrooms += number(school, "classrooms_total");
    lga.qualified += number(school, "teachers_nce_qualified");
  }
  std::size_t compared = 0;
  for (const Record& lga : records_of(folder_ / "lga_published_indicators.csv",
                                      {"unique_lga", "num_schools", "teachers_total", "classrooms_total", "teachers_qualified"})) {
    const auto found = sums.find(lga.at("unique_lga"));
    if (lga.at("num_schools").empty() || found == sums.end()) continue;
    // Bagwai's published figures are four times its schools: 228 for 57.
    const double times = lga.at("unique_lga") == "kano_bagwai" ? 4 : 1;
    const LgaSums expected{number(lga, "num_schools") / times, number(lga, "teachers_total") / times,
                           number(lga, "classrooms_total") / times, number(lga, "teachers_qualified") / times};
    EXPECT_EQ(found->second, expected) << lga.at("unique_lga");
    ++compared;
  }
  // 415 areas are published, two of them without schools.
  EXPECT_EQ(compared, 413U);
  EXPECT_EQ(sums.size(), 413U);
}

TEST_F(Nigeria, ZonesAreReadAsTheyStand) {
  const auto read = MappingFolder::import_path_with(folder_, "ng-nmis", 4);
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto records = records_of(folder_ / "schools.csv", {"level", "students_total"});
  ASSERT_EQ(records.size(), 36357U);
  EXPECT_EQ(read->dataset.schools.size(), 36357U);
  // Levels of schools without a compulsory stage; a level that is not given tells none.
  const std::set<std::string> kOutside = {"",
                                          "preprimary",
                                          "preprimary_only",
                                          "ss",
                                          "senior_sec_only",
                                          "vocational",
                                          "vocational_post_primary",
                                          "vocational_post_secondary",
                                          "science_technical",
                                          "adult_lit",
                                          "adult_ed",
                                          "adult_vocational"};
  std::size_t inside = 0;
  double pupils = 0;
  for (const Record& school : records) {
    if (kOutside.contains(school.at("level"))) continue;
    ++inside;
    pupils += number(school, "students_total");
  }
  EXPECT_EQ(read->dataset.stage_facts.size(), inside);
  EXPECT_EQ(sum_of(read->dataset.stage_facts, "pupils"), pupils);
}

}  // namespace
}  // namespace junheng::ingest
