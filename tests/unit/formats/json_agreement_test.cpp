#include "junheng/formats/json_agreement.h"

#include <array>
#include <limits>

#include <gtest/gtest.h>

namespace junheng::formats {
namespace {

constexpr std::array<std::string_view, 2> kNames = {"id", "stage"};
constexpr std::array<std::string_view, 1> kExact = {"schools_met"};
constexpr std::array<std::string_view, 3> kWords = {"met", "unmet", "unknown"};
constexpr std::array<AgreementRules::WordSet, 1> kSets = {{{kWords, "unknown"}}};
const AgreementRules kRules{kNames, kExact, kSets, "hidden"};

std::string agreed_text(std::string_view a, std::string_view b, const AgreementRules& rules) {
  return formats::agreed_text(std::array{a, b}, rules);
}
std::string agree_json(const std::string& a, const std::string& b, const AgreementRules& rules) {
  return formats::agree_json(std::array{a, b}, rules);
}

TEST(AgreedNumber, EqualNumbersStayAsTheyAre) {
  EXPECT_EQ(agreed_number(0.123456789, 0.123456789), 0.123456789);
  EXPECT_EQ(agreed_number(0, 0), 0);
}

// Difference 3: a step of 5; the middle 302.5 is 60.5 steps, which round to 61.
TEST(AgreedNumber, MiddleIsRoundedToAStepAsWideAsTheDifference) {
  EXPECT_EQ(agreed_number(301, 304), 305);
  EXPECT_EQ(agreed_number(304, 301), 305);
  // Difference 0.01: a step of 0.01; the middle 0.425 is 42.5 steps, in binary just below or above.
  EXPECT_NEAR(agreed_number(0.42, 0.43).value(), 0.425, 0.0051);
  // Difference 0.0004: a step of 0.0005; the middle 0.5003 is 1000.6 steps.
  EXPECT_EQ(agreed_number(0.5001, 0.5005), 0.5005);
  EXPECT_EQ(agreed_number(-301, -304), -305);
}

TEST(AgreedNumber, NothingIsLeftWhereTheStepIsMoreThanATenth) {
  EXPECT_EQ(agreed_number(1, 4), std::nullopt);
  EXPECT_EQ(agreed_number(25, 100), std::nullopt);
  EXPECT_EQ(agreed_number(-1, 1), std::nullopt);
  EXPECT_EQ(agreed_number(0, 0.1), std::nullopt);
  EXPECT_EQ(agreed_number(1, std::numeric_limits<double>::infinity()), std::nullopt);
}

TEST(AgreedText, NumbersInTheSameWordsAreRounded) {
  EXPECT_EQ(agreed_text("CV 0.5001 of 7", "CV 0.5005 of 7", kRules), "CV 0.5005 of 7");
  EXPECT_EQ(agreed_text("pupils 1", "pupils 4", kRules), "pupils hidden");
  EXPECT_EQ(agreed_text("301 pupils.", "304 pupils.", kRules), "305 pupils.");
}

// Difference 3: a step of 5; the middles 1052.5 and 999.5 are 210.5 and 199.9 steps, which round to 211 and 200.
TEST(AgreedText, ThousandsInGroupsAreOneNumber) {
  EXPECT_EQ(agreed_text("1,051 pupils", "1,054 pupils", kRules), "1,055 pupils");
  EXPECT_EQ(agreed_text("998 pupils", "1,001 pupils", kRules), "1,000 pupils");
  EXPECT_EQ(agreed_text("1,234,501.5, 3", "1,234,504.5, 3", kRules), "1,234,505, 3");
  // Years and codes are no groups.
  EXPECT_EQ(agreed_text("2024,301", "2024,304", kRules), "2024,305");
  EXPECT_EQ(agreed_text("1,2 of 3", "1,2 of 3", kRules), "1,2 of 3");
}

// 3 and 80 have nothing in common: what is hidden is the whole percentage.
TEST(AgreedText, HiddenPercentageLeavesNoSignBehind) {
  EXPECT_EQ(agreed_text("rate 3% of all", "rate 80% of all", kRules), "rate hidden of all");
  EXPECT_EQ(agreed_text("3%", "80%", kRules), "hidden");
  EXPECT_EQ(agreed_text("3 % of", "80 % of", kRules), "hidden % of");
}

TEST(AgreedText, OtherWordsAreHidden) {
  EXPECT_EQ(agreed_text("lacks one", "lacks two", kRules), "hidden");
  EXPECT_EQ(agreed_text("", "lacks 2", kRules), "hidden");
  EXPECT_EQ(agreed_text("met", "unmet", kRules), "unknown");
  EXPECT_EQ(agreed_text("met", "met", kRules), "met");
}

TEST(AgreeJson, MembersNumbersAndKindsThatDiffer) {
  EXPECT_EQ(agree_json(R"({"a":301,"b":"x","c":null,"d":true})", R"({"a":304,"b":"x","c":2,"d":true})", kRules),
            R"({"a":305,"b":"x","c":null,"d":true})");
  EXPECT_EQ(agree_json(R"({"schools_met":30})", R"({"schools_met":31})", kRules), R"({"schools_met":null})");
  EXPECT_EQ(agree_json(R"({"only":1,"x":0.25})", R"({"x":0.25})", kRules), R"({"x":0.25})");
}

// Two that agree are not believed where the others tell otherwise: 0 and 0.75 have no digit in common.
TEST(AgreeJson, AllDocumentsHaveToAgree) {
  const auto of = [](const std::string& last) {
    return formats::agree_json(std::array<std::string, 4>{R"({"cv":0,"n":301})", R"({"cv":0,"n":304})", R"({"cv":0,"n":302})", last},
                               kRules);
  };
  EXPECT_EQ(of(R"({"cv":0.75,"n":303})"), R"({"cv":null,"n":305})");
  EXPECT_EQ(of(R"({"cv":0,"n":303})"), R"({"cv":0,"n":305})");
  EXPECT_EQ(of(R"({"n":303})"), R"({"n":305})");
}

TEST(AgreeJson, ElementsAreMatchedByTheirNamesWhateverTheirOrder) {
  EXPECT_EQ(agree_json(R"([{"id":"A","v":10},{"id":"B","v":20}])", R"([{"id":"B","v":20},{"id":"A","v":10},{"id":"C","v":1}])", kRules),
            R"([{"id":"A","v":10},{"id":"B","v":20}])");
}

TEST(AgreeJson, ColumnsKeepTheirPlaces) {
  EXPECT_EQ(agree_json(R"({"pupils":[100,1,null]})", R"({"pupils":[100,4,null]})", kRules), R"({"pupils":[100,null,null]})");
  EXPECT_EQ(agree_json(R"(["a","b"])", R"(["b"])", kRules), R"(["b"])");
}

TEST(AgreeJson, RowsAreMatchedByTheWordsTheyBeginWith) {
  const auto row = [](const std::string& name, const std::string& number) {
    return R"([{"text":")" + name + R"(","number":null},{"text":")" + number + R"(","number":)" + number + "}]";
  };
  EXPECT_EQ(agree_json("[" + row("A", "10") + "," + row("B", "301") + "]", "[" + row("B", "304") + "," + row("A", "10") + "]", kRules),
            "[" + row("A", "10") + "," + row("B", "305") + "]");
}

// A rate is told by its text alone in tables of several years: it is no name of its row, but a school year is.
TEST(AgreeJson, RatesAreNoNamesOfRowsButSchoolYearsAre) {
  const auto row = [](const std::string& year, const std::string& rate) {
    return R"([{"text":")" + year + R"(","number":null},{"text":")" + rate + R"(","number":null}])";
  };
  EXPECT_EQ(agree_json("[" + row("2023/24", "99.33%") + "]", "[" + row("2023/24", "99.37%") + "]", kRules),
            "[" + row("2023/24", "99.35%") + "]");
  const auto under = [&](const std::string& year, const std::string& rate) {
    return R"([{"text":"all","number":null},)" + row(year, rate).substr(1);
  };
  EXPECT_EQ(
      agree_json("[" + under("2022/23", "1.10%") + "," + under("2023/24", "99.33%") + "]", "[" + under("2023/24", "99.37%") + "]", kRules),
      "[" + under("2023/24", "99.35%") + "]");
}

AgreementRules with_about() {
  static constexpr std::array<std::string_view, 2> kBlank = {"mark", "of"};
  AgreementRules rules = kRules;
  rules.about = "about ";
  rules.blank = kBlank;
  rules.rounded = "rounded";
  return rules;
}

TEST(AgreedText, SaysAboutBeforeRoundedNumbersAndTheirSignsAlone) {
  EXPECT_EQ(agreed_text("301 of 20 pupils", "304 of 20 pupils", with_about()), "about 305 of 20 pupils");
  EXPECT_EQ(agreed_text("change -301", "change -304", with_about()), "change about -305");
  EXPECT_EQ(agreed_text("301-20", "301-20", with_about()), "301-20");
  EXPECT_EQ(agreed_text("20-301", "20-304", with_about()), "20-about 305");
  EXPECT_EQ(agreed_text("pupils 1", "pupils 4", with_about()), "pupils hidden");
}

// A mark of the one side says nothing of a number that is shown, and the parts of a rate would give another one.
TEST(AgreeJson, BlankMembersBecomeEmptyWhereTheyDiffer) {
  EXPECT_EQ(agree_json(R"({"text":"20","mark":"*","of":"301 / 304"})", R"({"text":"20","mark":"","of":"304 / 307"})", with_about()),
            R"({"text":"20","mark":"","of":""})");
  EXPECT_EQ(agree_json(R"({"mark":"*","n":20})", R"({"mark":"*","n":20})", with_about()), R"({"mark":"*","n":20})");
}

TEST(AgreeJson, ListsWhereNumbersAreRounded) {
  EXPECT_EQ(
      agree_json(R"({"a":[{"n":301,"m":7}],"b":{"c":[5,301]},"d":1})", R"({"a":[{"n":304,"m":7}],"b":{"c":[5,304]},"d":4})", with_about()),
      R"({"a":[{"n":305,"m":7}],"b":{"c":[5,305]},"d":null,"rounded":["a.0.n","b.c.1"]})");
  // Places are those of the result: what one side lacks is not counted.
  EXPECT_EQ(agree_json(R"({"a":[{"id":"A","n":1},{"id":"B","n":301}]})", R"({"a":[{"id":"B","n":304}]})", with_about()),
            R"({"a":[{"id":"B","n":305}],"rounded":["a.0.n"]})");
  EXPECT_EQ(agree_json(R"({"n":7,"t":"x"})", R"({"n":7,"t":"y"})", with_about()), R"({"n":7,"t":"hidden"})");
}

}  // namespace
}  // namespace junheng::formats
