// CSV and workbook of `inequality` over eight counties in a row, whose figures are worked out by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "junheng/app/inequality_case.h"
#include "junheng/formats/file.h"
#include "support/scratch_folder.h"
#include "unit/report/written_workbook.h"

namespace junheng::app {
namespace {

/// One school of ten pupils per county, in a row from south to north: computers per pupil 1, 1, 1, 1, 4, 4, 4, 4 in 2023, then half of it
/// where there were 4. The first four schools have girls only, the others boys only.
class InequalityTables : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string areas = "area_code,name,level,parent_code\n";
    std::string schools = "school_id,name,area_code,kind,lon,lat\n";
    std::string facts = "school_id,school_year,stage,pupils,computers\n";
    std::string grades = "school_id,school_year,grade,pupils,girls\n";
    for (int i = 0; i < 8; ++i) {
      const std::string number = std::to_string(i);
      areas += "C" + number + ",County " + number + ",county,\n";
      schools += "S" + number + ",School " + number + ",C" + number + ",211,100," + std::to_string(30 + i) + "\n";
      facts += "S" + number + ",2023,primary,10," + (i < 4 ? "10" : "40") + "\n";
      facts += "S" + number + ",2024,primary,10," + (i < 4 ? "10" : "20") + "\n";
      grades += "S" + number + ",2024,1,10," + (i < 4 ? "10" : "0") + "\n";
    }
    std::filesystem::create_directory(folder_ / "row");
    for (const auto& [name, content] :
         {std::pair("areas", areas), std::pair("schools", schools), std::pair("stage_facts", facts), std::pair("grade_facts", grades)})
      ASSERT_TRUE(formats::write_file((folder_ / "row" / (std::string(name) + ".csv")).string(), content));
    request_.dataset = (folder_ / "row").string();
    request_.measures = {"computers"};
    request_.per = "pupils";
    request_.by = {"county"};
    request_.neighbours.nearest = 2;
    request_.replicates = 0;
    request_.segregation = {"girls", "boarders"};
    request_.with_trend = true;
    session_.lang = Lang::En;
  }

  testing::ScratchFolder folder_;
  InequalityRequest request_;
  Session session_;
};

/// What both tables say, by hand. 2024: mean 1.5, Gini 1/6, all between; I = 3/4 as in area_moran_test.cpp. 2023: mean 2.5, deviations 1.5,
/// CV 0.6; 2024: deviations 0.5, CV 1/3. Logarithms 0 and ln 4, then ln 2, half of the difference from their mean. Growth 0 where there
/// was 1 (ln 0), -ln 2 where there were 4 (ln 4): slope -1/2, on a line, so that speed is ln 2 and half of a gap is closed in a year.
const double kLn2 = std::log(2.0);

TEST_F(InequalityTables, CsvHasPlacesYearsOverlapAndSegregation) {
  request_.format = OutputFormat::Csv;
  const auto outcome = run_inequality(request_, session_);
  ASSERT_TRUE(outcome) << outcome.error().message(Lang::En);
  std::map<std::string, std::string> values;
  std::size_t begin = 0;
  while (begin < outcome->output.size()) {
    const std::size_t end = outcome->output.find("\n", begin);
    std::string line = outcome->output.substr(begin, end - begin);
    if (line.ends_with('\r')) line.pop_back();
    begin = end + 1;
    // measure,per,stage,year,kind,name,level,code,area name,value,low,high,unit,setting: no field here holds a comma.
    std::vector<std::string> fields(1);
    for (const char c : line) {
      if (c == ',') fields.emplace_back();
      else fields.back() += c;
    }
    ASSERT_EQ(fields.size(), 14U) << line;
    EXPECT_EQ(fields[12], values.empty() ? "unit" : "school") << line;
    values[fields[0] + " " + fields[3] + " " + fields[4] + " " + fields[5] + " " + fields[6] + " " + fields[7]] = fields[9];
  }
  const auto expect = [&](const std::string& place, double expected) {
    ASSERT_TRUE(values.contains(place)) << place;
    EXPECT_NEAR(report::number_of(values.at(place)), expected, 1e-12) << place;
  };
  expect("computers 2024 index cv  ", 1.0 / 3);
  expect("computers 2023 index cv  ", 0.6);
  expect("computers 2023 decomposition theil_t within ", 0);
  expect("computers 2024 dagum within county ", 0);
  expect("computers 2024 dagum between county ", 1.0 / 6);
  expect("computers 2024 dagum overlap county ", 0);
  expect("computers 2024 moran i county ", 0.75);
  expect("computers 2024 moran expected county ", -1.0 / 7);
  expect("computers 2024 moran neighbours county ", 2);
  expect("computers 2024 moran permutations county ", 999);
  expect("computers 2024 moran areas_without_place county ", 0);
  expect("computers 2024 moran_area lag county C0", 1);
  expect("computers 2024 moran_area lag county C3", 1.5);
  EXPECT_TRUE(values.contains("computers 2024 moran_area_p high_high county C7"));
  expect("computers 2023 convergence cv county ", 0.6);
  expect("computers 2024 convergence cv county ", 1.0 / 3);
  expect("computers 2023 convergence log_deviation county ", kLn2);
  expect("computers 2024 convergence log_deviation county ", kLn2 / 2);
  expect("computers 2024 convergence cv_slope county ", 1.0 / 3 - 0.6);
  expect("computers 2024 convergence beta county ", -0.5);
  expect("computers 2024 convergence areas county ", 8);
  expect("computers 2024 convergence areas_left_out county ", 0);
  expect("computers 2024 convergence beta_r_squared county ", 1);
  expect("computers 2024 convergence beta_speed county ", kLn2);
  expect("computers 2024 convergence beta_half_life county ", 1);
  expect("girls 2024 segregation d  ", 1);
  expect("girls 2024 segregation h  ", 1);
  expect("girls 2024 segregation m  ", kLn2);
  expect("girls 2024 segregation h county ", 1);
  expect("girls 2024 segregation h within ", 0);
  expect("girls 2024 segregation group_pupils  ", 40);
  expect("girls 2024 segregation pupils  ", 80);
  expect("girls 2024 segregation schools  ", 8);
  EXPECT_EQ(values.at("boarders 2024 segregation d  "), "") << "nobody counts boarders";
}

TEST_F(InequalityTables, WorkbookHasASheetForEach) {
  request_.out_path = (folder_ / "book.xlsx").string();
  request_.replicates = 40;
  const auto outcome = run_inequality(request_, session_);
  ASSERT_TRUE(outcome) << outcome.error().message(Lang::En);
  const report::WrittenWorkbook book(request_.out_path);
  EXPECT_EQ(book.sheet_names(), (std::vector<std::string>{"indices", "decomposition", "areas", "schools", "Gini parts", "places",
                                                          "convergence", "segregation"}));
  const auto cell = [](const formats::Sheet& sheet, std::string_view row, std::string_view column) {
    const std::uint32_t head = report::row_with(sheet, column);
    for (std::uint32_t c = 1; c <= sheet.column_count(); ++c)
      if (sheet.cell(head, c).text == column) return sheet.cell(report::row_with(sheet, row), c).text;
    return std::string("no column");
  };
  // Eight counties are drawn.
  EXPECT_TRUE(report::mentions(book.sheet("indices"), "Only 8 units are drawn (fewer than 20)"));
  const formats::Sheet& parts = book.sheet("Gini parts");
  EXPECT_NEAR(report::number_of(cell(parts, "between", "Value")), 1.0 / 6, 1e-12);
  EXPECT_NEAR(report::number_of(cell(parts, "between", "% of Gini")), 100, 1e-10);
  EXPECT_EQ(cell(parts, "all (Gini)", "Weight"), "80");
  const formats::Sheet& places = book.sheet("places");
  EXPECT_EQ(cell(places, "all (8 counties)", "Moran's I"), "0.75");
  EXPECT_EQ(cell(places, "County 3", "Mean of neighbours"), "1.5");
  EXPECT_EQ(cell(places, "County 7", "Against its neighbours"), "high, neighbours high");
  const formats::Sheet& years = book.sheet("convergence");
  EXPECT_NEAR(report::number_of(cell(years, "beta: slope of yearly growth on the initial level (logarithms)", "Value")), -0.5, 1e-12);
  EXPECT_EQ(cell(years, "beta: slope of yearly growth on the initial level (logarithms)", "From year"), "2023");
  EXPECT_EQ(cell(years, "beta: slope of yearly growth on the initial level (logarithms)", "Areas"), "8");
  EXPECT_EQ(cell(years, "half-life of a gap (empty: none closes)", "Unit"), "years");
  const formats::Sheet& apart = book.sheet("segregation");
  EXPECT_EQ(cell(apart, "girls", "Value"), "1");
  EXPECT_EQ(cell(apart, "girls", "Pupils (denominator)"), "80");
  EXPECT_EQ(cell(apart, "boarding pupils", "Value"), "");
  EXPECT_TRUE(report::mentions(apart, "boarders")) << "the reason names what is missing";
  for (const char* name : {"indices", "Gini parts", "places", "convergence", "segregation"})
    EXPECT_TRUE(report::mentions(book.sheet(name), "Source:")) << name;
}

/// The same lines for readers of Chinese: heads and codes are words, names and codes of the data stay.
TEST_F(InequalityTables, ChineseCsvHasChineseWords) {
  session_.lang = Lang::Zh;
  request_.format = OutputFormat::Csv;
  const auto outcome = run_inequality(request_, session_);
  ASSERT_TRUE(outcome) << outcome.error().message(Lang::En);
  const std::string& csv = outcome->output;
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF量,除以,学段,学年,种类,名称,级别,")) << csv.substr(0, 120);
  EXPECT_NE(csv.find(",小学,2024,基尼分解,组间,县,,,0.16666666666666"), std::string::npos) << csv;
  for (const char* word : {"primary", "county", "moran", "dagum", "segregation", "convergence", "computers", "pupils", "gini"})
    EXPECT_EQ(csv.find(word), std::string::npos) << word;
}

}  // namespace
}  // namespace junheng::app
