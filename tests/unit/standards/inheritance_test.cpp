#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "junheng/standards/library.h"
#include "junheng/standards/standard.h"

namespace junheng::standards {
namespace {

constexpr Date kToday{2026, 11, 23};

std::string head(const std::string& id, const std::string& extends = "") {
  return "[pack]\nid = \"" + id + "\"\ntitle = { zh = \"标准\", en = \"" + id + "\" }\nextends = \"" + extends + "\"\n";
}

std::string indicator(const std::string& id, const std::string& measure) {
  return "[[indicator]]\nid = \"" + id + "\"\ntitle = { zh = \"指标\", en = \"Indicator\" }\nnumerator = [\"+" + measure +
         "\"]\ndenominator = [\"pupils\"]\nunit = \"volume/pupil\"\n";
}

std::string entry(const std::string& stage, int kind) {
  return "[[entry]]\nstage = \"" + stage + "\"\nkinds = [" + std::to_string(kind) + "]\nsource = { document = \"D\", clause = \"1\" }\n";
}

std::string composite(const std::string& stage, double value) {
  return "[[composite.limit]]\nstage = \"" + stage + "\"\nkind = \"cv\"\nfrom = 2020-01-01\nvalue = " + std::to_string(value) +
         "\nsource = { document = \"D\", clause = \"1\" }\n";
}

Library load(const std::vector<std::string>& texts) {
  std::vector<PackFile> files;
  for (const std::string& text : texts) files.push_back({"file" + std::to_string(files.size()) + ".toml", text});
  return load_packs(files, kToday);
}

std::vector<std::string> indicator_ids(const Pack& pack) {
  std::vector<std::string> ids;
  for (const Indicator& each : pack.indicators) ids.push_back(each.id);
  return ids;
}

TEST(Inheritance, NoFilesGiveAnEmptyLibrary) {
  const Library library = load({});
  EXPECT_TRUE(library.packs.empty());
  EXPECT_TRUE(library.issues.empty());
  EXPECT_EQ(library.find("cn.basic-2012"), nullptr);
}

TEST(Inheritance, IndicatorOfTheSameIdIsReplacedInItsPlaceAndNewOnesFollow) {
  const Library library = load({head("parent") + indicator("X1", "books") + indicator("X2", "books"),
                                head("child", "parent") + indicator("X3", "textbooks") + indicator("X1", "computers")});
  ASSERT_TRUE(library.issues.empty());
  const Pack* child = library.find("child");
  ASSERT_NE(child, nullptr);
  EXPECT_EQ(indicator_ids(*child), (std::vector<std::string>{"X1", "X2", "X3"}));
  EXPECT_EQ(child->indicators[0].ratio.numerator[0].measure, "computers");
  EXPECT_EQ(library.find("parent")->indicators[0].ratio.numerator[0].measure, "books");
}

TEST(Inheritance, ChildMayStandBeforeItsParent) {
  const Library library = load({head("child", "parent"), head("parent") + indicator("X1", "books")});
  ASSERT_NE(library.find("child"), nullptr);
  EXPECT_EQ(indicator_ids(*library.find("child")), std::vector<std::string>{"X1"});
  EXPECT_EQ(library.packs[0].id, "child");
}

TEST(Inheritance, GrandchildHasTheContentOfBoth) {
  const Library library =
      load({head("c", "b") + indicator("X3", "books"), head("b", "a") + indicator("X2", "books"), head("a") + indicator("X1", "books")});
  ASSERT_NE(library.find("c"), nullptr);
  EXPECT_EQ(indicator_ids(*library.find("c")), (std::vector<std::string>{"X1", "X2", "X3"}));
}

TEST(Inheritance, EntryRuleOfOneStageLeavesTheOther) {
  const Library library =
      load({head("parent") + entry("primary", 211) + entry("junior", 311), head("child", "parent") + entry("junior", 312)});
  const Pack* child = library.find("child");
  ASSERT_NE(child, nullptr);
  ASSERT_EQ(child->entry.size(), 2U);
  EXPECT_EQ(child->entry[0].kinds, std::vector<int>{211});
  EXPECT_EQ(child->entry[1].kinds, std::vector<int>{312});
}

TEST(Inheritance, CompositeLimitsAreReplacedAsAWhole) {
  const Library library =
      load({head("parent") + composite("primary", 0.65) + composite("junior", 0.55), head("child", "parent") + composite("primary", 0.5)});
  const Pack* child = library.find("child");
  ASSERT_NE(child, nullptr);
  EXPECT_EQ(in_force(child->composite_limits, LimitKind::Cv, Stage::Primary, kToday)->value, 0.5);
  EXPECT_FALSE(in_force(child->composite_limits, LimitKind::Cv, Stage::Junior, kToday).has_value());
}

TEST(Inheritance, StatesNothingTakesEverything) {
  const std::string parent =
      "[pack]\nid = \"parent\"\ntitle = { zh = \"甲\", en = \"A\" }\ncountry = \"CN\"\nin_force_from = 2012-01-20\n"
      "[[note]]\nzh = \"注\"\nen = \"note\"\n"
      "[[split]]\nsenior = 1.2\nsource = { document = \"D\", clause = \"1\" }\n" +
      composite("primary", 0.65);
  const Library library = load({parent, head("child", "parent")});
  const Pack* child = library.find("child");
  ASSERT_NE(child, nullptr);
  EXPECT_EQ(child->title.en, "child");
  EXPECT_EQ(child->country, "CN");
  EXPECT_EQ(child->in_force_from, (Date{2012, 1, 20}));
  EXPECT_EQ(child->notes.size(), 1U);
  ASSERT_EQ(child->split.size(), 1U);
  EXPECT_EQ(child->split[0].senior, 1.2);
  EXPECT_EQ(child->composite_limits.size(), 1U);
}

TEST(Inheritance, MeasureOfTheParentIsKnownToTheChild) {
  const std::string parent = head("parent") + "[[measure]]\nid = \"pianos\"\ntitle = { zh = \"钢琴\", en = \"pianos\" }\n";
  EXPECT_TRUE(load({parent, head("child", "parent") + indicator("X1", "pianos")}).issues.empty());
}

TEST(Inheritance, ToleranceMayTargetWhatTheParentStates) {
  const std::string child =
      head("child", "parent") +
      "[[tolerance]]\nid = \"X1-easier\"\ntitle = { zh = \"过渡\", en = \"Easing\" }\ntarget = \"X1\"\nfrom = 2020-01-01\n"
      "add_numerator = [\"textbooks\"]\nsource = { document = \"D\", clause = \"1\" }\n";
  EXPECT_TRUE(load({head("parent") + indicator("X1", "books"), child}).issues.empty());
}

TEST(Inheritance, ChildOfARejectedParentIsRejectedAndSaysWhy) {
  const Library library = load({head("parent") + indicator("X1", "no_such_measure"), head("child", "parent")});
  EXPECT_TRUE(library.packs.empty());
  ASSERT_EQ(library.issues.size(), 2U);
  EXPECT_EQ(library.issues[0].id(), "unknown_measure");
  EXPECT_EQ(library.issues[1].id(), "parent_rejected");
  EXPECT_EQ(library.issues[1].where.file, "file1.toml");
  EXPECT_EQ(library.issues[1].where.row, 4U);
}

TEST(Inheritance, CircleOfTwoIsReportedInBothAndOthersStay) {
  const Library library = load({head("a", "b"), head("b", "a"), head("c")});
  ASSERT_EQ(library.issues.size(), 2U);
  EXPECT_EQ(library.issues[0].id(), "cyclic_extends");
  EXPECT_NE(library.issues[0].message(Lang::En).find("a > b > a"), std::string::npos);
  EXPECT_EQ(library.issues[1].id(), "cyclic_extends");
  ASSERT_EQ(library.packs.size(), 1U);
  EXPECT_EQ(library.packs[0].id, "c");
}

TEST(Inheritance, PackThatLeadsIntoACircleIsRejectedOnce) {
  const Library library = load({head("d", "a"), head("a", "b"), head("b", "a")});
  EXPECT_TRUE(library.packs.empty());
  ASSERT_EQ(library.issues.size(), 3U);
  EXPECT_EQ(library.issues[0].id(), "parent_rejected");
}

TEST(Inheritance, FirstOfTwoPacksWithOneIdStays) {
  const Library library = load({head("a") + indicator("X1", "books"), head("a")});
  ASSERT_EQ(library.packs.size(), 1U);
  EXPECT_EQ(library.packs[0].indicators.size(), 1U);
  ASSERT_EQ(library.issues.size(), 1U);
  EXPECT_EQ(library.issues[0].id(), "duplicate_pack");
  EXPECT_EQ(library.issues[0].where.file, "file1.toml");
}

TEST(Inheritance, SourcesTakeThePacksCheckDayWhereTheyStateNone) {
  const std::string parent =
      "[pack]\nid = \"parent\"\ntitle = { zh = \"甲\", en = \"A\" }\nlast_checked_on = 2025-05-01\n" + composite("primary", 0.65);
  const Library library = load({parent, head("child", "parent")});
  EXPECT_EQ(library.find("child")->composite_limits[0].source.last_checked_on, (Date{2025, 5, 1}));
}

// A user's file is loaded beside the built-in packs and may extend them.
TEST(Inheritance, UsersFileExtendsABuiltInPack) {
  auto files = built_in_packs();
  files.push_back({"my/province.toml", head("my.province", "cn.basic-2012") +
                                           "[[item]]\nid = \"P1\"\ntitle = { zh = \"达标\", en = \"Standard\" }\ngroup = \"prerequisite\"\n"
                                           "source = { document = \"D\", clause = \"1\" }\n[[item.clause]]\nrule = \"school_standard\"\n"});
  const Library library = load_packs(files, kToday);
  ASSERT_TRUE(library.issues.empty());
  const Pack* mine = library.find("my.province");
  ASSERT_NE(mine, nullptr);
  EXPECT_EQ(mine->file, "my/province.toml");
  EXPECT_EQ(mine->indicators.size(), 8U);
  EXPECT_EQ(mine->items.size(), library.find("cn.basic-2012")->items.size());
  EXPECT_EQ(std::ranges::find(mine->items, std::string("P1"), &Item::id)->clauses[0].rule, ItemRule::SchoolStandard);
}

TEST(Inheritance, ReplacedPointsMustStillAddToAHundred) {
  auto files = built_in_packs();
  files.push_back(
      {"p.toml", head("my.province", "cn.basic-2012") +
                     "[[item]]\nid = \"A1\"\ntitle = { zh = \"甲\", en = \"A\" }\nsource = { document = \"D\", clause = \"1\" }\n"
                     "[item.scoring]\nmax = 15\nsource = { document = \"D\", clause = \"1\" }\n"});
  const Library library = load_packs(files, kToday);
  ASSERT_EQ(library.issues.size(), 1U);
  EXPECT_EQ(library.issues[0].id(), "scoring_not_hundred");
  EXPECT_NE(library.issues[0].message(Lang::En).find("110"), std::string::npos);
}

}  // namespace
}  // namespace junheng::standards
