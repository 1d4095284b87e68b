// Charts: where things are drawn.
#include <array>
#include <cmath>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "junheng/report/chart_bars.h"
#include "junheng/report/chart_distribution.h"
#include "junheng/report/chart_map.h"
#include "junheng/report/svg_chart.h"
#include "junheng/standards/library.h"
#include "markup.h"

namespace junheng::report {
namespace {

using junheng::testing::Markup;
using junheng::testing::number_of;
using junheng::testing::read_markup;

TEST(SvgChart, TellsThePageItsWidthInItsOwnUnits) {
  const std::string svg = SvgChart({420, 90}, "label").svg();
  EXPECT_NE(svg.find(R"(style="--w:420" viewBox="0 0 420 90")"), std::string::npos) << svg;
}

TEST(RoundTicks, SideCases) {
  EXPECT_EQ(round_ticks(1, 1, 5), std::vector<double>{});
  EXPECT_EQ(round_ticks(2, 1, 5), std::vector<double>{});
  EXPECT_EQ(round_ticks(0, 1, 0), std::vector<double>{});
}

TEST(RoundTicks, StepsAreOneTwoOrFive) {
  EXPECT_EQ(round_ticks(0, 10, 5), (std::vector<double>{0, 2, 4, 6, 8, 10}));
  EXPECT_EQ(round_ticks(0, 4300, 5), (std::vector<double>{0, 1000, 2000, 3000, 4000}));
  EXPECT_EQ(round_ticks(-1, 1, 4).size(), 5U);
}

TEST(TickText, HidesWhatBinaryLeavesBehind) {
  EXPECT_EQ(tick_text(0.1 * 3), "0.3");
  EXPECT_EQ(tick_text(-0.0), "0");
  EXPECT_EQ(tick_text(12000), "12,000");
}

TEST(Fitted, CutsAtTheWidthOfChineseAndLatin) {
  EXPECT_EQ(fitted("", 3), "");
  EXPECT_EQ(fitted("生均图书", 20), "生均图书");
  EXPECT_EQ(fitted("生均教学及辅助用房面积", 6), "生均教学…");
  EXPECT_LE(text_ems(fitted("Area of teaching rooms per pupil", 8)), 8);
}

TEST(Wrapped, BreaksBetweenWordsAndChineseCharacters) {
  const std::array<double, 2> ems = {6, 8};
  EXPECT_EQ(wrapped("", ems), std::vector<std::string>{""});
  EXPECT_EQ(wrapped("Books", ems), std::vector<std::string>{"Books"});
  // At 0.55 em a Latin character, 6 em hold ten of them; at 1.1 em a Chinese one, five.
  EXPECT_EQ(wrapped("Books per pupil", ems), (std::vector<std::string>{"Books per", "pupil"}));
  EXPECT_EQ(wrapped("生均教学及辅助用房", ems), (std::vector<std::string>{"生均教学及", "辅助用房"}));
  EXPECT_EQ(wrapped("L4 生均教学", ems), (std::vector<std::string>{"L4 生均教", "学"}));
}

TEST(Wrapped, LastLineIsCutAndAWordWiderThanALineStaysWhole) {
  // Four Chinese characters of 1.1 em and the ellipsis of 0.55: 4.95.
  const std::array<double, 2> ems = {3, 5};
  EXPECT_EQ(wrapped("生均教学及辅助用房", ems), (std::vector<std::string>{"生均", "教学及辅…"}));
  EXPECT_EQ(wrapped("Kindergarten", ems).size(), 1U);
}

TEST(CvChart, TitlesOfTheNationalStandardsAreNotCut) {
  const standards::Library library = standards::load_packs(standards::built_in_packs(), Date{2026, 11, 27});
  for (const char* id : {"cn.quality-2017", "cn.basic-2012"}) {
    const standards::Pack* pack = library.find(id);
    ASSERT_NE(pack, nullptr);
    for (const Lang lang : {Lang::Zh, Lang::En}) {
      for (const standards::Indicator& indicator : pack->indicators) {
        const std::string title = indicator.id + " " + indicator.title.in(lang);
        const std::string charts = cv_chart({{title, 0.312, "0.312 (55/60)", 0.5, "limit 0.5", assess::Verdict::Met}}, "CVs") +
                                   state_chart({{title, {1, 0, 0, 0, 0}, {}, "1,234 / 1,234"}}, "states");
        EXPECT_EQ(charts.find("…"), std::string::npos) << title;
      }
    }
  }
}

TEST(EscapeHtml, WritesEntities) { EXPECT_EQ(escape_html("<a href='x'>&\"</a>"), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;&lt;/a&gt;"); }

TEST(CvChart, EmptyWithoutBars) { EXPECT_EQ(cv_chart({}, "label"), ""); }

TEST(CvChart, BarEndsLeftOfTheLimitWhereMetAndRightWhereNot) {
  const std::vector<CvBar> bars = {{"a", 0.3, "0.300", 0.5, "limit 0.5", assess::Verdict::Met},
                                   {"b", 0.7, "0.700", 0.5, "limit 0.5", assess::Verdict::Unmet},
                                   {"c", {}, "—", 0.5, "limit 0.5", assess::Verdict::Unknown}};
  const Markup chart = read_markup(cv_chart(bars, "CVs"));
  EXPECT_TRUE(chart.faults.empty());
  std::vector<double> ends;
  double limit = 0;
  for (const auto& tag : chart.tags) {
    const auto css = tag.attributes.find("class");
    if (css == tag.attributes.end()) continue;
    if (css->second.starts_with("bar ")) ends.push_back(4 + number_of(tag.attributes.at("width")));
    if (css->second == "limit") limit = number_of(tag.attributes.at("x1"));
  }
  ASSERT_EQ(ends.size(), 2U);
  EXPECT_LT(ends[0], limit);
  EXPECT_GT(ends[1], limit);
  // The bars are in proportion: (0.7 - 0) / (0.3 - 0).
  EXPECT_NEAR((ends[1] - 4) / (ends[0] - 4), 0.7 / 0.3, 0.01);
  EXPECT_EQ(chart.count("use"), 3U);
}

TEST(StateChart, PiecesAddUpToTheBar) {
  StateBar bar{"a", {30, 10, 15, 5, 0}, {"m", "f", "u", "k", "n"}, "30 / 60"};
  const Markup chart = read_markup(state_chart({bar}, "states"));
  double sum = 0;
  double track = 0;
  for (const auto& tag : chart.tags) {
    if (tag.name != "rect") continue;
    (tag.attributes.at("class") == "track" ? track : sum) += number_of(tag.attributes.at("width"));
  }
  EXPECT_NEAR(sum, track, 0.3);
}

Distribution spread(const std::vector<double>& values) {
  Distribution out;
  out.label = "spread";
  out.beyond = "{count} beyond, up to {value}";
  out.bin = "{low} to {high}: {count}";
  for (const double value : values) out.dots.push_back({value, 100, Symbol::Met, "school"});
  return out;
}

TEST(DistributionChart, EmptyWithoutDots) { EXPECT_EQ(distribution_chart({}), ""); }

TEST(DistributionChart, EqualValuesStandApart) {
  const Markup chart = read_markup(distribution_chart(spread({5, 5, 5, 5, 5, 5})));
  EXPECT_TRUE(chart.faults.empty());
  std::vector<Point> at;
  double radius = 0;
  for (const auto& tag : chart.tags) {
    if (tag.name != "circle") continue;
    at.push_back({number_of(tag.attributes.at("cx")), number_of(tag.attributes.at("cy"))});
    radius = number_of(tag.attributes.at("r"));
  }
  ASSERT_EQ(at.size(), 6U);
  for (std::size_t i = 0; i < at.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) EXPECT_GE(std::hypot(at[i].x - at[j].x, at[i].y - at[j].y), 2 * radius) << i << " and " << j;
}

TEST(DistributionChart, DotsStandAtTheirValues) {
  Distribution chart = spread({2, 4, 8});
  chart.standard = MarkedValue{4, "standard 4"};
  const Markup drawn = read_markup(distribution_chart(chart));
  std::vector<double> x;
  double limit = 0;
  for (const auto& tag : drawn.tags) {
    if (tag.name == "circle") x.push_back(number_of(tag.attributes.at("cx")));
    if (tag.name == "line" && tag.attributes.at("class") == "limit") limit = number_of(tag.attributes.at("x1"));
  }
  ASSERT_EQ(x.size(), 3U);
  EXPECT_NEAR((x[2] - x[1]) / (x[1] - x[0]), 2, 0.02);
  EXPECT_NEAR(x[1], limit, 0.11);
}

TEST(DistributionChart, FarOutlierIsNamedAndDoesNotSqueezeTheRest) {
  const std::string svg = distribution_chart(spread({4, 4.2, 4.4, 4.6, 4.8, 5, 5.2, 500}));
  EXPECT_NE(svg.find("1 beyond, up to 500"), std::string::npos);
}

TEST(DistributionChart, OneSchoolAndZeroValues) {
  EXPECT_TRUE(read_markup(distribution_chart(spread({0}))).faults.empty());
  const std::string svg = distribution_chart(spread({0, 0, 0}));
  EXPECT_EQ(svg.find("nan"), std::string::npos);
  EXPECT_EQ(svg.find("inf"), std::string::npos);
}

TEST(DistributionChart, ManySchoolsBecomeBarsThatCountThemAll) {
  std::vector<double> values;
  for (int i = 0; i < 500; ++i) values.push_back(1 + i % 50 * 0.1);
  const std::string svg = distribution_chart(spread(values));
  EXPECT_EQ(svg.find("<circle"), std::string::npos);
  int sum = 0;
  const std::regex count(": ([0-9]+)</title>");
  for (std::sregex_iterator at(svg.begin(), svg.end(), count), end; at != end; ++at) sum += static_cast<int>(number_of((*at)[1].str()));
  EXPECT_EQ(sum, 500);
}

TEST(SchoolMap, EmptyWithoutSchools) { EXPECT_EQ(school_map({}, "map"), ""); }

TEST(SchoolMap, OnePlaceHasAScale) {
  const std::string svg = school_map({{120, 30, 100, Symbol::Met, "a", "a"}, {120, 30, 50, Symbol::Unmet, "b", "b"}}, "map");
  EXPECT_TRUE(read_markup(svg).faults.empty());
  EXPECT_EQ(svg.find("nan"), std::string::npos);
}

TEST(SchoolMap, DistancesEastAndNorthHaveOneScale) {
  // At 60 degrees a degree of longitude is half as long as one of latitude.
  const std::string svg =
      school_map({{10, 59.5, 100, Symbol::Met, "", ""}, {12, 59.5, 100, Symbol::Met, "", ""}, {10, 60.5, 100, Symbol::Met, "", ""}}, "map");
  std::vector<Point> at;
  for (const auto& tag : read_markup(svg).tags)
    if (tag.name == "circle") at.push_back({number_of(tag.attributes.at("cx")), number_of(tag.attributes.at("cy"))});
  ASSERT_EQ(at.size(), 3U);
  EXPECT_NEAR((at[1].x - at[0].x) / (at[0].y - at[2].y), 1, 0.005);
  EXPECT_LT(at[2].y, at[0].y) << "north is at the top";
}

}  // namespace
}  // namespace junheng::report
