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

}  // namespace
}  // namespace junheng::formats
