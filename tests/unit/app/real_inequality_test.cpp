// Inequality of real tables, read through their mappings; skipped where JUNHENG_SHARED_DATA has none. The expected figures come from
// oracles/real_inequality.py (numpy, libpysal, esda), which reads the same tables by itself.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <string>
#include <string_view>

#include "junheng/app/load.h"
#include "junheng/formats/csv_reader.h"
#include "junheng/formats/file.h"
#include "junheng/geo/neighbours.h"
#include "junheng/monitor/inequality_by_level.h"
#include "support/oracle_values.h"
#include "support/scratch_folder.h"

namespace junheng::app {
namespace {

/// The whole number that a text begins with; 0 where it begins with none.
int whole(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

using model::AreaLevel;

const testing::OracleValues& expected() {
  static const testing::OracleValues values("unit/app/oracles/real_inequality");
  return values;
}

std::filesystem::path shared(const std::string& name) { return std::filesystem::path(JUNHENG_SHARED_DATA) / name; }

/// A table that has been read; the test is skipped where it is not at hand.
class RealInequality : public ::testing::Test {
 protected:
  void load(const std::filesystem::path& folder, const std::string& mapping, const std::string& standard) {
    session_.today = {2026, 11, 25};
    const auto pack = find_pack(standard, session_);
    ASSERT_TRUE(pack);
    pack_ = *pack;
    auto loaded = load_dataset({folder.string(), mapping, true}, session_);
    ASSERT_TRUE(loaded) << loaded.error().message(Lang::En);
    dataset_ = std::move(loaded->dataset);
  }

  [[nodiscard]] Result<monitor::Inequality> inequality_of(const std::string& measure, const std::string& per,
                                                          const std::optional<monitor::Grouping>& grouping) const {
    monitor::InequalityOptions options;
    options.indices = monitor::default_indices();
    options.grouping = grouping;
    options.replicates = 0;
    options.with_trend = true;
    const auto year = choose_year(dataset_, std::nullopt);
    return monitor::inequality_by_level({&dataset_, &pack_, *year, Stage::Primary, measure, per, {}}, options);
  }

  /// I, its expectation and p of the counties, and how many counties are in each quadrant.
  void expect_moran(const monitor::Inequality& result, const std::string& key) const {
    const monitor::AreaPlaces places = monitor::area_places(result.request, result.sample, result.grouping);
    std::vector<geo::Position> positions;
    for (const monitor::AreaPlace& area : places.areas) positions.push_back({area.latitude, area.longitude});
    const auto neighbours = geo::k_nearest(positions, 4);
    ASSERT_TRUE(neighbours);
    const auto moran = monitor::area_moran(places, {*neighbours, {}}, {}, {});
    ASSERT_FALSE(moran.undefined);
    EXPECT_NEAR(moran.i, expected()[key + "_moran"][0], 1e-12);
    EXPECT_NEAR(moran.expected, expected()[key + "_moran"][1], 1e-15);
    // 999 permutations here, 9,999 there: three standard errors of twice a share.
    EXPECT_NEAR(moran.p, expected()[key + "_moran"][2], 0.1);
    std::vector<double> quadrants(4);
    for (const monitor::MoranArea& area : moran.areas) {
      using enum stats::MoranQuadrant;
      constexpr std::array kOrder = {HighHigh, LowHigh, LowLow, HighLow};
      quadrants[static_cast<std::size_t>(std::ranges::find(kOrder, area.quadrant) - kOrder.begin())] += 1;
    }
    testing::expect_near(quadrants, expected()[key + "_quadrants"], 0);
  }

  static void expect_terms(const monitor::TheilByLevel& found, const std::string& key) {
    const auto& values = expected()[key];
    ASSERT_FALSE(found.undefined);
    EXPECT_NEAR(found.total(), values[0], 1e-12);
    for (std::size_t i = 0; i < found.terms.size(); ++i) EXPECT_NEAR(found.terms[i].value, values[i + 1], 1e-12) << found.terms[i].level;
  }

  static void expect_dagum(const monitor::Inequality& result, const std::string& key) {
    ASSERT_TRUE(result.dagum && result.dagum->parts);
    const auto& parts = *result.dagum->parts;
    testing::expect_near({parts.within, parts.between, parts.overlap}, expected()[key], 1e-12);
  }

  Session session_;
  standards::Pack pack_;
  model::Dataset dataset_;
};

class RealTaiwan : public RealInequality {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(shared("taiwan_elementary_2024"))) GTEST_SKIP() << "no real data at " << shared("taiwan_elementary_2024");
  }

  /// The same schools as a dataset of two years, 2018 and 2024, remote ones (any grade of remoteness) as villages, the others as urban.
  std::filesystem::path two_years() {
    std::string areas = "area_code,name,level,parent_code\n";
    std::string schools = "school_id,name,area_code,kind,setting\n";
    std::string facts = "school_id,school_year,stage,pupils,teachers\n";
    std::vector<std::string> counties;
    const auto csv = formats::CsvFile::open((shared("taiwan_elementary_2024") / "schools.csv").string());
    if (!csv) throw std::runtime_error(csv.error().message(Lang::En));
    const auto at = [&](std::string_view header) {
      const auto found = std::ranges::find(csv->header(), header);
      return static_cast<std::size_t>(found - csv->header().begin());
    };
    const std::size_t county = at("縣市名稱"), id = at("學校代碼"), remote = at("地區屬性"), now = at("學生人數"),
                      then = at("參考學生人數");
    const std::size_t men = at("男專任教師"), women = at("女專任教師");
    for (std::size_t chunk = 0; chunk < csv->chunk_count(); ++chunk) {
      const auto read = csv->read_chunk(chunk, [&](const formats::CsvRow& row) {
        const auto field = [&](std::size_t column) { return std::string(row.fields[column]); };
        if (std::ranges::find(counties, field(county)) == counties.end()) {
          counties.push_back(field(county));
          areas += field(county) + "," + field(county) + ",county,\n";
        }
        const std::string teachers = std::to_string(whole(row.fields[men]) + whole(row.fields[women]));
        schools += field(id) + "," + field(id) + "," + field(county) + ",211," + (field(remote).empty() ? "111" : "220") + "\n";
        // Written with a decimal there: "440.0".
        if (!field(then).empty()) facts += field(id) + ",2018,primary," + std::to_string(whole(row.fields[then])) + ",\n";
        facts += field(id) + ",2024,primary," + field(now) + "," + teachers + "\n";
      });
      if (!read) throw std::runtime_error(read.error().message(Lang::En));
    }
    std::filesystem::create_directory(folder_ / "tw");
    for (const auto& [name, content] : {std::pair("areas", areas), std::pair("schools", schools), std::pair("stage_facts", facts)})
      if (const auto written = formats::write_file((folder_ / "tw" / (std::string(name) + ".csv")).string(), content); !written)
        throw std::runtime_error(written.error().message(Lang::En));
    return folder_ / "tw";
  }

  testing::ScratchFolder folder_;
};

// Worked out by an independent Python script over the table (textbook sums with fsum): full-time teachers per pupil of the 2,655 schools
// with pupils, weighted by pupils.
TEST_F(RealTaiwan, TeachersPerPupilOverCountiesAndTowns) {
  load(shared("taiwan_elementary_2024"), "tw-elementary", "cn.quality-2017");
  const auto result = inequality_of("teachers", "pupils", monitor::Grouping{{AreaLevel::County, AreaLevel::Township}, false});
  ASSERT_TRUE(result) << result.error().message(Lang::En);
  EXPECT_EQ(result->whole.schools, 2655U);
  EXPECT_NEAR(result->whole.mean, 0.08345049432098314, 1e-13);
  EXPECT_NEAR(result->whole.indices[0].value.value(), 0.5577609331958345, 1e-12);
  EXPECT_NEAR(result->whole.indices[1].value.value(), 0.17141216550190563, 1e-12);
  EXPECT_NEAR(result->whole.indices[2].value.value(), 0.08923711857793873, 1e-12);
  expect_terms(result->whole.theil_t, "tw_theil");
  expect_dagum(*result, "tw_dagum");
}

TEST_F(RealTaiwan, CountiesNearEachOtherAreNotAlike) {
  load(shared("taiwan_elementary_2024"), "tw-elementary", "cn.quality-2017");
  const auto result = inequality_of("teachers", "pupils", monitor::Grouping{{AreaLevel::County}, false});
  ASSERT_TRUE(result) << result.error().message(Lang::En);
  expect_moran(*result, "tw");
}

TEST_F(RealTaiwan, GirlsAndBoysOverSchoolsAndCounties) {
  load(shared("taiwan_elementary_2024"), "tw-elementary", "cn.quality-2017");
  const monitor::SampleRequest request{&dataset_, &pack_, *choose_year(dataset_, std::nullopt), Stage::Primary, "pupils", "", {}};
  const auto found = monitor::segregation_by_level(request, std::vector<std::string>{"girls"}, {{AreaLevel::County}, false});
  ASSERT_FALSE(found.undefined);
  const auto total = found.parts.total();
  testing::expect_near({found.dissimilarity, total.h, total.m, found.parts.between.at(0).m, found.parts.within.m},
                       expected()["tw_segregation"], 1e-13);
}

TEST_F(RealTaiwan, RemoteSchoolsAgainstTheOthers) {
  load(two_years(), "", "generic.resources");
  const auto result = inequality_of("teachers", "pupils", monitor::Grouping{{}, true});
  ASSERT_TRUE(result) << result.error().message(Lang::En);
  const auto& values = expected()["tw_setting"];
  expect_terms(result->whole.theil_t, "tw_setting");
  const auto& groups = result->levels.at(0).groups;
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(static_cast<double>(std::min(groups[0].schools, groups[1].schools)), values[3]);
  expect_dagum(*result, "tw_setting_dagum");
}

// Pupils per school from 2018 to 2024: counties with large schools have lost the smaller part of their pupils, so that no gap closes.
TEST_F(RealTaiwan, SchoolSizesOfCountiesDoNotConverge) {
  load(two_years(), "", "generic.resources");
  const auto result = inequality_of("pupils", "", monitor::Grouping{{AreaLevel::County}, false});
  ASSERT_TRUE(result) << result.error().message(Lang::En);
  ASSERT_TRUE(result->convergence && result->convergence->beta);
  const monitor::AreaConvergence& found = *result->convergence;
  ASSERT_EQ(found.years.size(), 2U);
  testing::expect_near({found.years[0].cv.value(), found.years[1].cv.value()}, expected()["tw_sigma_cv"], 1e-12);
  testing::expect_near({found.years[0].log_deviation.value(), found.years[1].log_deviation.value()}, expected()["tw_sigma_log"], 1e-12);
  EXPECT_NEAR(found.cv_slope.value(), (expected()["tw_sigma_cv"][1] - expected()["tw_sigma_cv"][0]) / 6, 1e-12);
  const stats::FittedLine& line = found.beta->line;
  testing::expect_near({line.slope, line.standard_error, line.robust_standard_error, found.beta->speed.value()}, expected()["tw_beta"],
                       1e-12);
  EXPECT_FALSE(found.beta->half_life_years);
}

TEST_F(RealInequality, NigeriaIsTakenApartByStateAndCounty) {
  if (!std::filesystem::exists(shared("nigeria_nmis_schools"))) GTEST_SKIP() << "no real data at " << shared("nigeria_nmis_schools");
  load(shared("nigeria_nmis_schools"), "ng-nmis", "generic.resources");
  const auto result = inequality_of("teachers", "pupils", monitor::Grouping{{AreaLevel::Province, AreaLevel::County}, false});
  ASSERT_TRUE(result) << result.error().message(Lang::En);
  EXPECT_EQ(static_cast<double>(result->whole.schools), expected()["ng_theil"][4]);
  expect_terms(result->whole.theil_t, "ng_theil");
  expect_dagum(*result, "ng_dagum");
  expect_moran(*result, "ng");
}

}  // namespace
}  // namespace junheng::app
