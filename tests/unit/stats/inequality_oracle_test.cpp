// Thirteen real series whose measures were computed in R (laeken and base R), in JUNHENG_SHARED_DATA; skipped where they are not at hand.
#include <gtest/gtest.h>

#include <charconv>
#include <filesystem>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "junheng/formats/csv_reader.h"
#include "junheng/stats/atkinson.h"
#include "junheng/stats/gini.h"
#include "junheng/stats/theil.h"
#include "junheng/stats/theil_decomposition.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::stats {
namespace {

using Record = std::map<std::string, std::string>;

std::filesystem::path shared(const std::string& name) { return std::filesystem::path(JUNHENG_SHARED_DATA) / name; }

std::vector<Record> records_of(const std::filesystem::path& path) {
  std::vector<Record> out;
  const auto csv = formats::CsvFile::open(path.string());
  if (!csv) throw std::runtime_error(csv.error().message(Lang::En));
  for (std::size_t chunk = 0; chunk < csv->chunk_count(); ++chunk) {
    const auto read = csv->read_chunk(chunk, [&](const formats::CsvRow& row) {
      Record& record = out.emplace_back();
      for (std::size_t field = 0; field < row.fields.size(); ++field) record[csv->header()[field]] = row.fields[field];
    });
    if (!read) throw std::runtime_error(read.error().message(Lang::En));
  }
  return out;
}

double number(const Record& record, const std::string& column) {
  const std::string& text = record.at(column);
  double value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{}) throw std::runtime_error(column + ": " + text);
  return value;
}

// The expected values are printed with twelve digits, the values of the series with fifteen.
constexpr double kPrintedDigits = 1e-11;

TEST(InequalityOracle, ThirteenSeriesComputedInR) {
  const auto folder = shared("oracle_inequality_r");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no real data at " << folder;
  const auto expected = records_of(folder / "expected_inequality.csv");
  ASSERT_EQ(expected.size(), 13U);
  for (const Record& row : expected) {
    const std::string& series = row.at("series");
    std::vector<double> x, w;
    for (const Record& unit : records_of(folder / ("series_" + series + ".csv"))) {
      x.push_back(number(unit, "x"));
      w.push_back(number(unit, "weight"));
    }
    const auto expect = [&](const std::string& column, const Result<double>& found) {
      ASSERT_TRUE(found) << series << ' ' << column;
      EXPECT_NEAR(*found / number(row, column), 1, kPrintedDigits) << series << ' ' << column;
    };
    EXPECT_EQ(static_cast<double>(x.size()), number(row, "n"));
    expect("mean", weighted_moments(x, {}).mean);
    expect("weighted_mean", weighted_moments(x, w).mean);
    expect("cv_population", weighted_cv(x, {}));
    expect("weighted_cv", weighted_cv(x, w));
    expect("gini_laeken", gini(x, {}));
    expect("weighted_gini_laeken", gini(x, w));
    expect("weighted_gini_trapezoid", gini(x, w));
    expect("theil_T", theil_t(x, {}));
    expect("theil_L", theil_l(x, {}));
    expect("weighted_theil_T", theil_t(x, w));
    expect("weighted_theil_L", theil_l(x, w));
    expect("atkinson_0.5", atkinson(x, {}, 0.5));
  }
}

/// Total, within and between of Theil T without weights, as a row of the table that R printed has them.
void expect_decomposition(const std::vector<double>& x, const std::vector<std::uint32_t>& group_of, std::size_t groups,
                          const Record& expected) {
  EXPECT_EQ(static_cast<double>(groups), number(expected, "groups"));
  const std::vector<GroupLevel> levels = {{group_of, groups}};
  const auto t = theil_t_decomposition(x, {}, NestedGroups::create(levels).value()).value();
  EXPECT_NEAR(t.total(), number(expected, "total"), 1e-13);
  EXPECT_NEAR(t.within, number(expected, "within"), 1e-13);
  EXPECT_NEAR(t.between.at(0), number(expected, "between"), 1e-13);
}

// The 420 school districts of California in 1998/99. Their counties are not in the shared table: oracles/california_counties.csv has them
// by the district codes of the California Department of Education, from the data set Caschool of the R package Ecdat.
TEST(InequalityOracle, CaliforniaByCountyDecomposedInR) {
  const auto folder = shared("oracle_inequality_r");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no real data at " << folder;
  std::map<std::string, std::string> county_names;
  for (const Record& district : records_of(std::filesystem::path(JUNHENG_SOURCE_DIR) / "tests/unit/stats/oracles/california_counties.csv"))
    county_names[district.at("district")] = district.at("county");
  std::vector<double> x;
  std::vector<std::uint32_t> county_of;
  std::map<std::string, std::uint32_t> counties;
  for (const Record& district : records_of(folder / "series_ca_expenditure.csv")) {
    x.push_back(number(district, "x"));
    const std::string& county = county_names.at(district.at("unit"));
    county_of.push_back(counties.try_emplace(county, static_cast<std::uint32_t>(counties.size())).first->second);
  }
  EXPECT_EQ(x.size(), 420U);
  expect_decomposition(x, county_of, counties.size(), records_of(folder / "expected_theil_decomposition.csv").at(0));
}

TEST(InequalityOracle, TaiwanByCountyDecomposedInR) {
  const auto expected_path = shared("oracle_inequality_r") / "expected_theil_decomposition.csv";
  const auto schools_path = shared("taiwan_elementary_2024") / "schools.csv";
  if (!std::filesystem::exists(expected_path) || !std::filesystem::exists(schools_path)) GTEST_SKIP() << "no real data at " << schools_path;
  const Record expected = records_of(expected_path).at(1);
  std::vector<double> x;
  std::vector<std::uint32_t> county_of;
  std::map<std::string, std::uint32_t> counties;
  for (const Record& school : records_of(schools_path)) {
    const double teachers = number(school, "男專任教師") + number(school, "女專任教師");
    const double pupils = number(school, "學生人數");
    if (teachers == 0 || pupils == 0) continue;
    x.push_back(teachers / pupils);
    county_of.push_back(counties.try_emplace(school.at("縣市名稱"), static_cast<std::uint32_t>(counties.size())).first->second);
  }
  expect_decomposition(x, county_of, counties.size(), expected);
}

}  // namespace
}  // namespace junheng::stats
