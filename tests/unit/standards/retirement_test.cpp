#include "junheng/standards/retirement.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"

namespace junheng::standards {
namespace {

using model::Post;
using model::Sex;

const RetirementTable& ages() {
  static const RetirementLibrary library = load_retirement(built_in_retirement());
  return **choose_retirement(library, "");
}

constexpr int month(int year, int month) { return year * 12 + month - 1; }

// The rule: men 60 -> 63 by one month every four months from January 2025. By hand: born in January 1965, 60 in January 2025, the first of
// the first four months: one month later. Born in May 1965: two. Born in September 1976, 60 in September 2036, 140 months on: 36.
TEST(RetirementMonth, Men) {
  const RetirementRule& rule = *ages().find(Sex::Male, Post::Teacher);
  EXPECT_EQ(retirement_month(rule, 1964, 12), month(2024, 12));
  EXPECT_EQ(retirement_month(rule, 1965, 1), month(2025, 2));
  EXPECT_EQ(retirement_month(rule, 1965, 4), month(2025, 5));
  EXPECT_EQ(retirement_month(rule, 1965, 5), month(2025, 7));
  EXPECT_EQ(retirement_month(rule, 1976, 8), month(2039, 7));
  EXPECT_EQ(retirement_month(rule, 1976, 9), month(2039, 9));
  EXPECT_EQ(retirement_month(rule, 1990, 1), month(2053, 1));
}

// Women who teach: 55 -> 58 in the same steps.
TEST(RetirementMonth, WomenWhoTeach) {
  const RetirementRule& rule = *ages().find(Sex::Female, Post::HeadTeacher);
  EXPECT_EQ(retirement_month(rule, 1970, 1), month(2025, 2));
  EXPECT_EQ(retirement_month(rule, 1981, 9), month(2039, 9));
  EXPECT_EQ(ages().find(Sex::Female, std::nullopt), &rule);
}

// 50 -> 55 by one month every two months: born in March 1975, 50 in March 2025, two months.
TEST(RetirementMonth, StepsOfTwoMonths) {
  const RetirementRule& rule = ages().rules.back();
  EXPECT_EQ(rule.age, 50);
  EXPECT_EQ(retirement_month(rule, 1975, 3), month(2025, 5));
  EXPECT_EQ(retirement_month(rule, 1984, 11), month(2039, 11));
}

TEST(RetirementMonth, AnAgeThatStands) {
  RetirementRule rule;
  rule.age = rule.to = 65;
  EXPECT_EQ(retirement_month(rule, 1960, 7), month(2025, 7));
}

// Men of 1965 by September 2025: those of January to June are gone (February, March, April, May, July, August); those of July go in
// September, and are still there.
TEST(ShareRetired, ATwelfthForEachMonth) {
  const RetirementRule& rule = *ages().find(Sex::Male, std::nullopt);
  EXPECT_DOUBLE_EQ(share_retired(rule, 1965, SchoolYear{2025}), 6.0 / 12);
  EXPECT_DOUBLE_EQ(share_retired(rule, 1965, SchoolYear{2024}), 0);
  EXPECT_DOUBLE_EQ(share_retired(rule, 1960, SchoolYear{2025}), 1);
}

TEST(RetirementTable, SaysThatItIsUnverified) {
  EXPECT_FALSE(ages().is_verified());
  EXPECT_EQ(ages().id, "cn.2024");
}

TEST(RetirementTable, AnUnknownIdNamesThoseThereAre) {
  const RetirementLibrary library = load_retirement(built_in_retirement());
  const auto chosen = choose_retirement(library, "xx");
  ASSERT_FALSE(chosen);
  EXPECT_EQ(chosen.error().code, Code::UnknownRetirement);
}

constexpr const char* kHead =
    "[retirement]\nid = \"t\"\ntitle = { zh = \"试\", en = \"t\" }\n[[rule]]\nsource = { document = \"d\", clause = \"c\" }\n";

struct BadFile {
  const char* what;
  std::string text;
};

TEST(RetirementFile, FaultsAreNamedAndTheFileIsNotUsed) {
  const std::string head = kHead;
  const BadFile cases[] = {
      {"too young", head + "sex = \"m\"\nage = 30\n"},
      {"falls", head + "sex = \"m\"\nage = 60\nto = 55\n"},
      {"no step", head + "sex = \"m\"\nage = 60\nfrom = 2025-01-01\nto = 63\nevery_months = 0\n"},
      {"a rise without its beginning", head + "sex = \"m\"\nage = 60\nto = 63\n"},
      {"steps without their beginning", head + "sex = \"m\"\nage = 60\nstep_months = 2\n"},
      {"a rise without its end", head + "sex = \"m\"\nage = 60\nfrom = 2025-01-01\n"},
      {"no sex", head + "age = 60\n"},
      {"an unknown post", head + "sex = \"f\"\nage = 55\nposts = [\"cook\"]\n"},
      {"an unknown key", head + "sex = \"f\"\nage = 55\nages = 3\n"},
      {"no source", "[retirement]\nid = \"t\"\ntitle = { zh = \"试\", en = \"t\" }\n[[rule]]\nsex = \"m\"\nage = 60\n"},
      {"no rule", "[retirement]\nid = \"t\"\ntitle = { zh = \"试\", en = \"t\" }\n"},
      {"no head", "[[rule]]\nsource = { document = \"d\", clause = \"c\" }\nsex = \"m\"\nage = 60\n"},
      {"no TOML", "[[rule\n"},
  };
  for (const BadFile& each : cases) {
    const RetirementLibrary library = load_retirement({{"t.toml", each.text}});
    EXPECT_TRUE(library.tables.empty()) << each.what;
    EXPECT_FALSE(library.issues.empty()) << each.what;
  }
  EXPECT_EQ(load_retirement({{"t.toml", head + "sex = \"m\"\nage = 60\n"}}).tables.size(), 1U);
}

}  // namespace
}  // namespace junheng::standards
