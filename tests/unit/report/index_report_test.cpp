#include "junheng/report/index_report.h"

#include <gtest/gtest.h>

#include <optional>
#include <tuple>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"
#include "support/scratch_folder.h"
#include "unit/report/written_workbook.h"

namespace junheng::report {
namespace {

using testing::DatasetBuilder;

/// Counties of two schools with 10 pupils each. Computers per pupil: A 1 and 1, B 2 and 2, C 3 and 3; books per pupil: A 10, B 40, C 40.
/// Min-max scores 0, 1/2, 1 and 0, 1, 1; equal weights: scores 0, 3/4, 1. Computers of the schools: mean 2, deviation sqrt(2/3); two
/// schools each. z = (1 - 2) sqrt 2 / sqrt(2/3) = -sqrt 3, 0, sqrt 3: dispersion 6 / 3 = 2; half width 1.959964 sqrt(2/3) sqrt(2 / 2)
/// = 1.600304.
struct ThreeCounties {
  model::Dataset dataset;
  std::shared_ptr<const standards::Standard> standard = testing::built_in_standard("cn.quality-2017");
  std::optional<monitor::CompositeIndex> index;

  explicit ThreeCounties(monitor::IndexAggregation aggregation = monitor::IndexAggregation::WeightedSum) {
    DatasetBuilder builder;
    int school = 0;
    for (const auto& [county, computers, books] : {std::tuple("A", 10, 100), std::tuple("B", 20, 400), std::tuple("C", 30, 400)}) {
      builder.county(county);
      for (int i = 0; i < 2; ++i)
        builder.school("s" + std::to_string(++school), 211)
            .stage(Stage::Primary)
            .set("pupils", 10)
            .set("computers", computers)
            .set("books", books);
    }
    dataset = builder.build();
    monitor::IndexSpec spec;
    spec.title = "Resources";
    spec.level = model::AreaLevel::County;
    spec.aggregation = aggregation;
    spec.components.resize(2);
    spec.components[0].measure = "computers";
    spec.components[1].measure = "books";
    for (monitor::IndexComponent& part : spec.components) part.per = "pupils";
    monitor::IndexOptions options;
    options.sample = {&dataset, &standard->pack, SchoolYear{2024}, Stage::Primary, {}, {}, {}};
    auto made = monitor::composite_index(spec, options);
    if (!made) throw std::logic_error(made.error().message(Lang::En));
    index = std::move(*made);
  }
  [[nodiscard]] IndexInput input() const { return {&*index, false, false, Lang::En, "2026-01-01", "0"}; }
};

/// The texts from the column headed by `name` on, in the row of a county.
std::string cell_of(const formats::Sheet& sheet, std::string_view county, std::string_view name) {
  const std::uint32_t head = row_with(sheet, name);
  const std::uint32_t row = row_with(sheet, county, head);
  for (std::uint32_t column = 1; column <= sheet.column_count(); ++column)
    if (sheet.cell(head, column).text == name) return sheet.cell(row, column).text;
  return {};
}

TEST(IndexWorkbook, RankingHoldsNumbersAndFunnelLimits) {
  const ThreeCounties three;
  const testing::ScratchFolder folder;
  const std::string path = (folder / "league.xlsx").string();
  ASSERT_TRUE(write_index_xlsx(three.input(), path));
  const WrittenWorkbook book(path);
  EXPECT_EQ(book.sheet_names(), (std::vector<std::string>{"Ranking", "Contributions", "Weights", "Unranked"}));
  const formats::Sheet& ranking = book.sheet("Ranking");
  EXPECT_EQ(cell_of(ranking, "A", "Rank"), "3");
  EXPECT_EQ(cell_of(ranking, "B", "Rank"), "2");
  EXPECT_NEAR(number_of(cell_of(ranking, "B", "Score")), 0.75, 1e-12);
  EXPECT_NEAR(number_of(cell_of(ranking, "B", "Funnel, lower limit")), 2 - 1.600304, 1e-6);
  EXPECT_NEAR(number_of(cell_of(ranking, "B", "Funnel, upper limit")), 2 + 1.600304, 1e-6);
}

TEST(IndexWorkbook, ContributionsAddUpToTheScore) {
  const ThreeCounties three;
  const testing::ScratchFolder folder;
  const std::string path = (folder / "league.xlsx").string();
  ASSERT_TRUE(write_index_xlsx(three.input(), path));
  const WrittenWorkbook book(path);
  const formats::Sheet& sheet = book.sheet("Contributions");
  EXPECT_NEAR(number_of(cell_of(sheet, "B", "Computers ÷ pupils, normalised")), 0.5, 1e-12);
  EXPECT_NEAR(number_of(cell_of(sheet, "B", "Computers ÷ pupils, contribution")), 0.25, 1e-12);
  EXPECT_NEAR(number_of(cell_of(sheet, "B", "Books ÷ pupils, contribution")), 0.5, 1e-12);
}

TEST(IndexWorkbook, TopsisHasNoContributions) {
  const ThreeCounties three(monitor::IndexAggregation::Topsis);
  const testing::ScratchFolder folder;
  const std::string path = (folder / "league.xlsx").string();
  ASSERT_TRUE(write_index_xlsx(three.input(), path));
  EXPECT_EQ(WrittenWorkbook(path).sheet_names(), (std::vector<std::string>{"Ranking", "Weights", "Unranked"}));
}

TEST(IndexText, ShowsContributionsAndFunnelLimits) {
  const ThreeCounties three;
  const std::string text = index_text(three.input());
  EXPECT_NE(text.find("What each component adds to the score"), std::string::npos);
  EXPECT_NE(text.find("within 0.3997 – 3.600"), std::string::npos) << text;
}

TEST(IndexPage, ShowsContributionsAndFunnelLimits) {
  const ThreeCounties three;
  const std::string page = index_html(three.input());
  EXPECT_NE(page.find("normalised 0.500, adds 0.250"), std::string::npos);
  EXPECT_NE(page.find("within 0.3997 – 3.600"), std::string::npos);
}

TEST(IndexCsv, HasScoresContributionsLimitsAndPeers) {
  const ThreeCounties three;
  const std::string csv = index_csv(three.input());
  EXPECT_NE(csv.find("rank,rank_low,rank_high,unit,id,name,score,schools,computers/pupils,books/pupils,score:computers/pupils,"
                     "score:books/pupils,contribution:computers/pupils,contribution:books/"
                     "pupils,funnel_low,funnel_high,peers,missing_measure,reason\n"),
            std::string::npos)
      << csv;
  EXPECT_NE(csv.find("2,2,2,county,B,B,0.75,2,2,40,0.5,1,0.25,0.5,"), std::string::npos) << csv;
}

}  // namespace
}  // namespace junheng::report
