#include <gtest/gtest.h>

#include "junheng/standards/names.h"
#include "junheng/standards/rules.h"

namespace junheng::standards {
namespace {

TEST(Names, UnknownWordNamesNothing) {
  EXPECT_FALSE(parse_limit_kind("minimum").has_value());
  EXPECT_FALSE(parse_item_rule("").has_value());
  EXPECT_FALSE(parse_item_group("Veto").has_value());
  EXPECT_FALSE(parse_score_kind("linear").has_value());
}

TEST(Names, FirstAndLastOfEachListStandInTheirPlace) {
  EXPECT_EQ(to_string(LimitKind::Standard), "standard");
  EXPECT_EQ(parse_limit_kind("pass_score"), LimitKind::PassScore);
  EXPECT_EQ(to_string(ItemRule::Reported), "reported");
  EXPECT_EQ(parse_item_rule("survey"), ItemRule::Survey);
  EXPECT_EQ(to_string(ItemGroup::Government), "government");
  EXPECT_EQ(parse_item_group("veto"), ItemGroup::Veto);
  EXPECT_EQ(to_string(ScoreKind::Binary), "binary");
  EXPECT_EQ(parse_score_kind("linear_per_point"), ScoreKind::LinearPerPoint);
  EXPECT_EQ(to_string(Direction::Lower), "lower");
  EXPECT_EQ(to_string(MissingStrategy::Exclude), "exclude");
  EXPECT_EQ(to_string(ValueStatus::Unverified), "unverified");
}

TEST(Rules, SpecificationOfEachRuleIsItsOwn) {
  for (int i = 0; i <= static_cast<int>(ItemRule::Survey); ++i)
    EXPECT_EQ(rule_spec(static_cast<ItemRule>(i)).rule, static_cast<ItemRule>(i));
}

}  // namespace
}  // namespace junheng::standards
