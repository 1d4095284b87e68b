#include "junheng/report/html_report.h"
#include "junheng/core/codes.h"
#include "junheng/report/html_view.h"

#include <algorithm>
#include <cmath>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "county_scene.h"
#include "junheng/assess/diagnosis.h"
#include "junheng/core/embedded.h"
#include "junheng/report/item_text.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/shortfall_text.h"
#include "junheng/report/svg_chart.h"
#include "junheng/report/text_report.h"
#include "junheng_codes.h"
#include "markup.h"
#include "support/report_sample.h"

namespace junheng::report {
namespace {

using assess::ReasonKind;
using junheng::testing::make_report_sample;
using junheng::testing::Markup;
using junheng::testing::read_markup;
using junheng::testing::sample_standard;
using junheng::testing::SampleOptions;

bool holds(const std::string& page, const std::string& words) { return page.find(words) != std::string::npos; }

TEST(HtmlReport, ShowsEveryIndicatorItemReasonAndSchool) {
  for (const Lang lang : {Lang::Zh, Lang::En}) {
    SampleOptions options;
    options.lang = lang;
    const auto sample = make_report_sample(options);
    const std::string page = assessment_html(sample->input);
    const assess::AreaResult& area = sample->assessment.areas.front();
    ASSERT_EQ(area.verdict, assess::Verdict::Unmet);
    for (const auto& indicator : sample->assessment.standard->pack.indicators)
      EXPECT_TRUE(holds(page, indicator.title.in(lang))) << indicator.id;
    for (const auto& item : sample->assessment.standard->pack.items) EXPECT_TRUE(holds(page, item.title.in(lang))) << item.id;
    for (const auto& reason : area.reasons)
      EXPECT_TRUE(holds(page, escape_html(reason_text(sample->assessment, area, reason, lang)))) << to_string(reason.kind);
    for (const char* school : {"North School", "Poor School", "Silent School", "Small Point", "Junior School"})
      EXPECT_TRUE(holds(page, school));
    for (const char* clause : {"持证率", "Certified share"}) EXPECT_EQ(holds(page, clause), (lang == Lang::Zh) == (clause[0] != 'C'));
  }
}

TEST(HtmlReport, StartsWithTheVerdictInWords) {
  const auto sample = make_report_sample();
  const std::string page = assessment_html(sample->input);
  // By hand: the CV of T1 and the school rule fail in primary, D3 and the veto in the county; CV of B2 and the item D2 lack data.
  const auto& reasons = sample->assessment.areas.front().reasons;
  const auto unmet = std::ranges::count(reasons, assess::Verdict::Unmet, &assess::Reason::verdict);
  const auto unknown = std::ranges::count(reasons, assess::Verdict::Unknown, &assess::Reason::verdict);
  EXPECT_EQ(unmet, 4);
  EXPECT_EQ(unknown, 3);
  EXPECT_TRUE(holds(page, "Hill County misses 4 of the ")) << page.substr(page.find("\"hero-sentence"), 300);
  EXPECT_TRUE(holds(page, "; 3 more cannot be judged"));
  EXPECT_TRUE(holds(page, "School year</dt><dd>2024/25"));
  EXPECT_TRUE(holds(page, "Education Bureau"));
  EXPECT_TRUE(holds(page, "9.8.7"));
}

TEST(HtmlReport, GivesTheGapInRealUnits) {
  const auto sample = make_report_sample();
  const std::string page = assessment_html(sample->input);
  // Poor School: 5 x 400 / 100 - 12 = 8 teachers, 20 x 400 - 4000 = 4000 books.
  EXPECT_TRUE(std::regex_search(page, std::regex("<b>T1</b> 8 persons<"))) << page.substr(page.find("class=\"lack"), 300);
  EXPECT_TRUE(std::regex_search(page, std::regex("<b>B2</b> 4.?000 volumes")));
}

TEST(HtmlReport, TellsTheMarginOfEachCvAndItem) {
  // 42 of 1000, 30 of 600, 20 of 400 and 15 of 300 teachers: the mean is 107 of 2300, the CV 0.074 of 0.50.
  const auto scene = scene_of(small_county(), "cn.quality-2017");
  const std::string page = assessment_html(SceneReport{scene.get()}.input());
  const double mean = 10700.0 / 2300;
  const double cv = std::sqrt((1000 * std::pow(4.2 - mean, 2) + 1300 * std::pow(5 - mean, 2)) / 2300) / mean;
  EXPECT_TRUE(holds(page, "≤ 0.50 <a class=\"cite\""));
  EXPECT_TRUE(holds(page, fmt::format("余量 +{:.3f}", 0.5 - cv))) << cv;
  // Retention 98.6 % of 95.
  EXPECT_TRUE(holds(page, "余量 +3.6"));
}

/// A browser that does not know :has() drops every rule whose list of selectors holds it.
TEST(ReportCss, SelectorsWithHasStandInRulesOfTheirOwn) {
  const std::string css(asset("report.css"));
  ASSERT_FALSE(css.empty());
  static const std::regex rule("([^{}]*)\\{");
  std::size_t seen = 0;
  for (auto at = std::sregex_iterator(css.begin(), css.end(), rule); at != std::sregex_iterator(); ++at) {
    const std::string selectors = (*at)[1];
    if (!holds(selectors, ":has(")) continue;
    ++seen;
    std::istringstream list(selectors);
    for (std::string selector; std::getline(list, selector, ',');) EXPECT_TRUE(holds(selector, ":has(")) << selectors;
  }
  EXPECT_GT(seen, 2U);
}

TEST(ReportCss, ScrollsSmoothlyOnlyForThoseWhoDoNotMind) {
  const std::string css(asset("report.css"));
  const std::string guarded = "@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}";
  const std::size_t at = css.find("scroll-behavior:smooth");
  ASSERT_NE(css.find(guarded), std::string::npos);
  EXPECT_EQ(css.find("scroll-behavior:smooth", at + 1), std::string::npos);
}

TEST(HtmlReport, SaysWhySchoolsStayOutside) {
  // 北坡教学点 has 30 pupils, below the 50 from which a teaching point enters; 空小学 has none; 铁路小学 (221, for employees) is of another
  // kind.
  junheng::testing::DatasetBuilder data;
  data.county("330182", "青溪县");
  data.school("2133000001", 211, "东小学").founder(7).stage(Stage::Primary).set("pupils", 200);
  data.school("2133000002", 218, "北坡教学点").founder(7).stage(Stage::Primary).set("pupils", 30);
  data.school("2133000003", 211, "空小学").founder(7).stage(Stage::Primary).set("pupils", 0);
  data.school("2233000004", 221, "铁路小学").founder(7).stage(Stage::Primary).set("pupils", 60);
  const auto scene = scene_of(data.build(), "cn.quality-2017");
  SceneReport report{scene.get()};
  const std::string zh = assessment_html(report.input());
  EXPECT_TRUE(holds(zh, "北坡教学点（30 人）：小学教学点不足 50 人"));
  EXPECT_TRUE(holds(zh, "空小学（0 人）：没有学生"));
  EXPECT_TRUE(holds(zh, "铁路小学（60 人）：办学类型（"));
}

TEST(HtmlReport, StatesTheSchoolRuleOnceAndThatACompositeHasNoLimit) {
  const auto scene = scene_of(small_county(), "cn.quality-2017");
  SceneReport report{scene.get()};
  for (const std::string& words : {assessment_html(report.input()), assessment_text(report.input(), Color::Off)}) {
    EXPECT_TRUE(holds(words, "7 项中至少 6 项达标，其余不低于底线"));
    EXPECT_TRUE(holds(words, "本标准不设限值"));
    EXPECT_FALSE(holds(words, "限值 —"));
  }
  report.lang = Lang::En;
  EXPECT_TRUE(holds(assessment_text(report.input(), Color::Off), "at least 6 of 7 indicators met, none of the rest below its floor"));
}

TEST(HtmlReport, OverviewNamesCountiesWithoutSchoolsAndWithoutRows) {
  junheng::testing::DatasetBuilder data;
  data.county("330101", "东县");
  data.school("2133000001", 211, "东小学").founder(7).stage(Stage::Primary).set("pupils", 200);
  data.county("330102", "西县");
  data.school("2133000002", 211, "西小学").founder(7).stage(Stage::Primary).set("pupils", 200);
  data.county("330103", "无行县");
  data.school("2133000003", 211, "静小学").founder(7);
  data.county("330104", "无校县");
  const auto scene = scene_of(data.build(), "cn.quality-2017");
  SceneReport report{scene.get()};
  const std::string zh = assessment_html(report.input());
  const std::string overview = zh.substr(zh.find("id=\"overview\""));
  EXPECT_TRUE(holds(overview, "1 个地区在数据中没有学校，未作评估：无校县（330104）"));
  EXPECT_TRUE(holds(overview, "1 个地区的学校没有 2024 学年的数据行：无行县（330103）"));
  report.lang = Lang::En;
  EXPECT_TRUE(holds(assessment_html(report.input()), "1 area without any school in the data, not assessed: 无校县 (330104)"));
}

TEST(ItemText, CountsSchoolsThatDoNotComply) {
  standards::ItemClause rule;
  rule.rule = standards::ItemRule::SchoolSize;
  assess::ClauseResult clause;
  clause.clause = &rule;
  clause.basis = assess::Basis::Computed;
  clause.value = 6;
  clause.limit = 0;
  EXPECT_EQ(item_value_text(clause, Lang::Zh), "不符合 6 所");
  EXPECT_EQ(item_limit_text(clause, Lang::Zh), "0 所");
  clause.denominator = 49;
  EXPECT_EQ(item_value_text(clause, Lang::Zh), "不符合 6 所（共 49 所）");
  EXPECT_EQ(item_value_text(clause, Lang::En), "6 of 49 schools not complying");
  EXPECT_EQ(item_limit_text(clause, Lang::En), "0 allowed");
  clause.value = 1;
  EXPECT_EQ(item_value_text(clause, Lang::En), "1 of 49 schools not complying");
}

TEST(ItemText, CountsClassesAboveTheLimit) {
  standards::ItemClause rule;
  rule.rule = standards::ItemRule::ClassSize;
  assess::ClauseResult clause;
  clause.clause = &rule;
  clause.basis = assess::Basis::Computed;
  clause.value = 32;
  clause.limit = 0;
  clause.denominator = 410;
  EXPECT_EQ(item_value_text(clause, Lang::Zh), "超过限值 32 个班（共 410 个班）");
  EXPECT_EQ(item_value_text(clause, Lang::En), "32 of 410 classes above the limit");
}

TEST(ItemText, RatioShowsWhatItWasWorkedOutFrom) {
  standards::ItemClause rule;
  rule.rule = standards::ItemRule::AreaRatio;
  rule.unit = "percent";
  assess::ClauseResult clause;
  clause.clause = &rule;
  clause.basis = assess::Basis::Computed;
  clause.value = 92.5;
  clause.limit = 85;
  clause.numerator = 3700;
  clause.denominator = 4000;
  EXPECT_EQ(item_value_with_parts(clause, Lang::Zh), "92.5%（3,700 / 4,000）");
  EXPECT_EQ(item_value_with_parts(clause, Lang::En), "92.5% (3,700 / 4,000)");
}

TEST(Shortfall, OfPersonsAndRoomsIsRoundedUpToWholeOnes) {
  // 第二小学, 600 pupils: 0.9 x 6 - 5 = 0.4 arts teachers; equipment 2000 x 600 - 900 000 = 300 000 yuan.
  const auto scene = scene_of(small_county(), "cn.quality-2017");
  const auto words = [&](Lang lang) { return shortfalls_text(*scene->assessment, Stage::Primary, 1, lang); };
  EXPECT_EQ(words(Lang::Zh), "必须补：L6 300,000 元；不补也不影响学校达标：L3 1 人（差 0.4）");
  EXPECT_EQ(words(Lang::En), "compulsory: L6 300,000 yuan; not needed for the verdict: L3 1 person (short by 0.4)");
}

TEST(HtmlReport, PutsSchoolsAboveTheMeanThatLackNothingUnderAHeadingOfTheirOwn) {
  // Primary schools of 100 pupils with 8, 8 and 40 m2 of grounds each: all meet every standard, CV 0.808 > 0.50. Of the squared
  // deviations the two below the mean have a sixth each, the one above it four sixths.
  junheng::testing::DatasetBuilder data;
  data.county("330182", "青溪县");
  for (const auto& [id, name, grounds] :
       {std::tuple{"2133000001", "东小学", 800.0}, {"2133000002", "西小学", 800.0}, {"2133000003", "新小学", 4000.0}}) {
    data.school(id, 211, name).founder(7).stage(Stage::Primary).set("pupils", 100).set("teachers_above_required", 5);
    data.set("teachers_backbone", 2).set("teachers_pe_arts", 1).set("area_teaching_m2", 500).set("area_indoor_sports_m2", 0);
    data.set("area_sports_ground_m2", grounds).set("equipment_value_yuan", 250000).set("multimedia_rooms", 3);
  }
  const auto scene = scene_of(data.build(), "cn.quality-2017");
  SceneReport report{scene.get()};
  const std::string zh = assessment_html(report.input());
  const std::size_t mend = zh.find(">先改善哪些学校</h2>");
  const std::size_t widen = zh.find(">高于均值、拉大差异的学校</h2>");
  ASSERT_NE(mend, std::string::npos);
  ASSERT_NE(widen, std::string::npos);
  EXPECT_EQ(zh.substr(mend, widen - mend).find("新小学"), std::string::npos);
  EXPECT_NE(zh.substr(mend, widen - mend).find("16.7%"), std::string::npos);
  EXPECT_NE(zh.substr(mend, widen - mend).find("无（L5 差于均值）"), std::string::npos);
  EXPECT_NE(zh.find("新小学", widen), std::string::npos);
  EXPECT_NE(zh.find("66.7%", widen), std::string::npos);
  const std::string terminal = assessment_text(report.input(), Color::Off);
  EXPECT_LT(terminal.find("小学：先改善哪些学校"), terminal.find("小学：高于均值、拉大差异的学校"));
  for (const std::string& words : {zh, terminal}) EXPECT_TRUE(holds(words, "占差异比重"));
  report.lang = Lang::En;
  for (const std::string& words : {assessment_html(report.input()), assessment_text(report.input(), Color::Off)})
    EXPECT_TRUE(holds(words, "hare of inequality"));
}

TEST(HtmlReport, NamesWhatKeepsAValueAway) {
  const auto sample = make_report_sample();
  const std::string page = assessment_html(sample->input);
  EXPECT_TRUE(holds(page, "title=\"" + absence_text(model::Absence::NotCollected, Lang::En) + "\""));
  EXPECT_TRUE(holds(page, "disabled children enrolled"));
}

TEST(HtmlReport, EscapesNamesOfSchoolsAndAreas) {
  SampleOptions options;
  options.mark = "<script>alert(1)</script>\"'&amp;";
  const auto sample = make_report_sample(options);
  sample->dataset.manifest.source = "<img src=x onerror=alert(2)>";
  const std::string page = assessment_html(sample->input);
  EXPECT_FALSE(holds(page, "<script>alert"));
  EXPECT_FALSE(holds(page, "<img"));
  EXPECT_TRUE(holds(page, "North School&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;amp;"));
  EXPECT_EQ(read_markup(page).count("script"), 1U);
  EXPECT_EQ(read_markup(page).faults, std::vector<std::string>{});
}

TEST(HtmlReport, RefusesScriptsAsLinksOfSources) {
  standards::Standard standard = sample_standard();
  standard.pack.indicators.front().limits.front().source.href = "javascript:alert(3)";
  const auto sample = make_report_sample({}, standard);
  EXPECT_FALSE(holds(assessment_html(sample->input), "javascript:"));
}

TEST(HtmlReport, IsWellFormedWithUniqueAnchorsAndNoDeadLink) {
  for (const int counties : {1, 2, 5}) {
    SampleOptions options;
    options.counties = counties;
    const auto sample = make_report_sample(options);
    const Markup page = read_markup(assessment_html(sample->input));
    EXPECT_EQ(page.faults, std::vector<std::string>{});
    std::set<std::string> ids;
    for (const auto& tag : page.tags) {
      const auto id = tag.attributes.find("id");
      if (id == tag.attributes.end()) continue;
      EXPECT_TRUE(ids.insert(id->second).second) << id->second;
    }
    for (const auto& tag : page.tags) {
      const auto href = tag.attributes.find("href");
      if (href == tag.attributes.end() || !href->second.starts_with('#')) continue;
      EXPECT_TRUE(ids.contains(href->second.substr(1))) << counties << " counties: " << href->second;
    }
  }
}

TEST(HtmlReport, AsksNoOtherHost) {
  const auto sample = make_report_sample();
  const std::string text = assessment_html(sample->input);
  for (const auto& tag : read_markup(text).tags) {
    EXPECT_FALSE(tag.attributes.contains("src")) << tag.name;
    if (tag.name != "a" && tag.attributes.contains("href")) {
      const std::string& href = tag.attributes.at("href");
      EXPECT_TRUE(href.starts_with('#') || href == "data:,") << tag.name << " " << href;
    }
  }
  const std::string css(text.substr(text.find("<style>"), text.find("</style>") - text.find("<style>")));
  EXPECT_FALSE(std::regex_search(css, std::regex("url\\((?!#)|@import|@font-face|https?:")));
  const std::string script(text.substr(text.find("<script>"), text.find("</script>") - text.find("<script>")));
  EXPECT_FALSE(std::regex_search(script, std::regex("https?:|fetch|XMLHttpRequest|import\\(")));
}

TEST(HtmlReport, MarksUnverifiedValuesAndListsTheirSources) {
  const auto sample = make_report_sample();
  const Markup marked = read_markup(assessment_html(sample->input));
  EXPECT_GE(marked.count_class("unverified"), 2U);
  EXPECT_TRUE(holds(marked.text, "2 sources, 1 of them unverified."));

  standards::Standard verified = sample_standard();
  for (auto& limit : verified.pack.indicators[1].limits) limit.status = standards::ValueStatus::Verified;
  const auto clean = make_report_sample({}, verified);
  EXPECT_EQ(read_markup(assessment_html(clean->input)).count_class("unverified"), 0U);
}

/// A screen reader has to be told that the sources of an English report are quoted in Chinese.
TEST(HtmlReport, SourcesInAnotherLanguageSaySo) {
  const auto scene = scene_of(small_county(), "cn.quality-2017");
  for (const Lang lang : {Lang::Zh, Lang::En}) {
    SceneReport report{scene.get()};
    report.lang = lang;
    const std::string page = assessment_html(report.input());
    EXPECT_EQ(holds(page, R"(rel="noopener noreferrer" lang="zh-CN">教督〔2017〕6号)"), lang == Lang::En);
    EXPECT_EQ(holds(page, R"(<span class="sub" lang="zh-CN">)"), lang == Lang::En);
  }
}

TEST(HtmlReport, SaysWhatIsSyntheticOrPartial) {
  const auto sample = make_report_sample();
  Markup page = read_markup(assessment_html(sample->input));
  EXPECT_EQ(page.count_class("banner-synthetic") + page.count_class("banner-partial"), 0U);
  sample->dataset.manifest.is_synthetic = true;
  sample->input.is_partial = true;
  page = read_markup(assessment_html(sample->input));
  EXPECT_EQ(page.count_class("banner-synthetic"), 1U);
  EXPECT_EQ(page.count_class("banner-partial"), 1U);
}

TEST(HtmlReport, PrintsMoreDigitsWhereRoundingWouldHideAMiss) {
  standards::Standard standard = sample_standard();
  auto sample = make_report_sample({}, standard);
  // A limit that the CV misses by 0.0002 at most: both would print alike with three decimals.
  const double cv = *sample->assessment.areas.front().stages.front().indicators.front().cv;
  for (auto& limit : standard.pack.indicators.front().limits)
    if (limit.kind == standards::LimitKind::Cv) limit.value = cv - 0.0000002;
  sample = make_report_sample({}, standard);
  ASSERT_EQ(sample->assessment.areas.front().stages.front().indicators.front().cv_verdict, assess::Verdict::Unmet);
  const std::string page = assessment_html(sample->input);
  std::smatch shown;
  const std::string row = page.substr(page.find("id=\"a0-primary-i0\""), 1200);
  ASSERT_TRUE(std::regex_search(row, shown, std::regex("n strong\"[^>]*>([0-9.]+)")));
  EXPECT_GE(junheng::testing::number_of(shown[1].str()), cv - 0.0000002) << row;
}

TEST(HtmlReport, StandardWithoutLimitsIsNotJudged) {
  standards::Standard standard = sample_standard();
  standard.pack.items.clear();
  standard.pack.school_limits.clear();
  for (auto& indicator : standard.pack.indicators) indicator.limits.clear();
  const auto sample = make_report_sample({}, standard);
  const Markup page = read_markup(assessment_html(sample->input));
  EXPECT_TRUE(page.faults.empty());
  EXPECT_EQ(page.count_class("v-met") + page.count_class("v-unmet") + page.count_class("v-unknown"), 0U);
  EXPECT_TRUE(holds(page.text, "This standard sets no limits"));
}

TEST(HtmlReport, PooledLevelCountsCountiesAndJudgesNoCv) {
  SampleOptions options;
  options.counties = 3;
  options.level = model::AreaLevel::Province;
  const auto sample = make_report_sample(options);
  const std::string text = assessment_html(sample->input);
  const Markup page = read_markup(text);
  EXPECT_TRUE(page.faults.empty());
  EXPECT_TRUE(holds(text, "Pooled"));
  EXPECT_TRUE(std::regex_search(
      text, std::regex("tile-unmet\"><a [^>]*><span class=\"tile-label\">Counties</span><span class=\"tile-value\">3 <small>/ 3")));
  EXPECT_FALSE(holds(text, "CVs within limits"));
  EXPECT_FALSE(holds(text, "Schools to mend first"));
}

TEST(HtmlReport, ManyCountiesAreListedAndThirtyShownInDetail) {
  SampleOptions options;
  options.counties = 33;
  const auto sample = make_report_sample(options);
  const Markup page = read_markup(assessment_html(sample->input));
  EXPECT_TRUE(page.faults.empty());
  std::size_t details = 0;
  for (const auto& tag : page.tags)
    details += tag.name == "details" && tag.attributes.contains("class") && tag.attributes.at("class") == "area" ? 1 : 0;
  EXPECT_EQ(details, 30U);
  EXPECT_TRUE(holds(page.text, "only 30 of 33 areas are shown in detail"));
  EXPECT_TRUE(holds(page.text, "33 counties: 0 met, 33 unmet, 0 unknown."));
  EXPECT_TRUE(holds(page.text, "330133"));
  EXPECT_EQ(page.count_class("sheet"), 0U);
}

TEST(HtmlReport, StageWithoutSchoolsSaysSo) {
  auto standard = sample_standard();
  standard.pack.entry[1].kinds = {345};
  const auto sample = make_report_sample({}, standard);
  const Markup page = read_markup(assessment_html(sample->input));
  EXPECT_TRUE(page.faults.empty());
  EXPECT_TRUE(holds(page.text, "There is no school to assess."));
}

TEST(HtmlReport, ListsTheFirstFiftyFindingsErrorsFirst) {
  const auto sample = make_report_sample();
  for (std::uint32_t i = 0; i < 60; ++i)
    sample->issues.push_back(
        make_issue(Code::CannotReadFile, {"stage_facts.csv", "", i + 2, 4, "pupils"}, "x", {{"path", "<b>"}, {"reason", "r"}}));
  sample->issues.front().severity = Severity::Warning;
  const std::string text = assessment_html(sample->input);
  const Markup page = read_markup(text);
  EXPECT_TRUE(page.faults.empty());
  EXPECT_EQ(page.count_class("severity-error"), 50U);
  EXPECT_TRUE(holds(text, "59 errors, 1 warning, 0 notes"));
  EXPECT_TRUE(holds(text, "10 more are not listed"));
}

TEST(HtmlTexts, EveryTextIsUsedAndEveryNameHasAText) {
  std::set<std::string> known;
  for (const auto& entry : detail::text_entries())
    if (entry.key.starts_with("html.")) known.insert(std::string(entry.key));
  std::set<std::string> used;
  const std::regex name(R"re(\{\{(html\.[a-z_.]+)\}\})re");
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.ends_with(".mustache")) continue;
    const std::string text(file.bytes);
    for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) {
      EXPECT_TRUE(known.contains((*at)[1])) << file.path << ": " << (*at)[1];
      used.insert((*at)[1]);
    }
  }
  EXPECT_GT(used.size(), 50U);
}

}  // namespace
}  // namespace junheng::report
