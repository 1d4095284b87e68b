#include "junheng/ingest/similar_ids.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace junheng::ingest {
namespace {

using Ids = std::vector<std::string>;

Ids one_slip(std::string_view typed, const std::set<std::string, std::less<>>& known) {
  return ids_one_slip_away(typed, [&](std::string_view id) { return known.contains(id); });
}

TEST(OneSlipAway, NothingIsOfferedForNothing) {
  EXPECT_EQ(one_slip("", {}), Ids{});
  EXPECT_EQ(one_slip("2134", {"2134"}), Ids{}) << "the id itself is no slip";
}

TEST(OneSlipAway, EverySlipIsFound) {
  EXPECT_EQ(one_slip("2134", {"2138"}), Ids{"2138"}) << "changed";
  EXPECT_EQ(one_slip("2134", {"214"}), Ids{"214"}) << "one too many";
  EXPECT_EQ(one_slip("134", {"0134"}), Ids{"0134"}) << "lost leading zero";
  EXPECT_EQ(one_slip("2134", {"21340"}), Ids{"21340"}) << "lost last digit";
  EXPECT_EQ(one_slip("2134", {"2143"}), Ids{"2143"}) << "neighbours swapped";
}

TEST(OneSlipAway, TwoSlipsAreNotOffered) { EXPECT_EQ(one_slip("2134", {"2156", "34", "4312"}), Ids{}); }

TEST(OneSlipAway, ThreeAreOfferedAtMost) {
  const auto offered = one_slip("2134", {"2130", "2131", "2132", "2133", "2135"});
  EXPECT_EQ(offered.size(), 3U);
}

TEST(OneSlipAway, LongTextsAreNoIds) { EXPECT_EQ(one_slip(std::string(33, '1'), {std::string(32, '1')}), Ids{}); }

TEST(IdAdviser, TwoSlipsAreOfferedWhereNoneIsNearer) {
  model::TextColumn ids;
  for (const char* id : {"2134000001", "2134000095", "2134111111"}) ids.push(id);
  const auto exists = [&](std::string_view id) { return id == "2134000001" || id == "2134000095" || id == "2134111111"; };
  IdAdviser adviser(ids);
  EXPECT_EQ(adviser.similar("2134000011", exists), Ids{"2134000001"});
  EXPECT_EQ(adviser.similar("2134000072", exists), (Ids{"2134000001", "2134000095"}));
  EXPECT_EQ(adviser.similar("2139999999", exists), Ids{});
}

Params likely(const std::string& id) { return {{"likely_zh", "最接近的是 " + id + "。"}, {"likely_en", "The nearest: " + id + ". "}}; }

TEST(Advice, NothingSimilarLeavesTheSentenceOut) {
  Advice advice([](std::string_view) { return Ids{}; });
  EXPECT_EQ(*advice.for_id("1"), (Params{{"likely_zh", ""}, {"likely_en", ""}}));
}

TEST(Advice, EachIdIsSearchedOnceAndItsFindingsShareTheWords) {
  std::size_t searches = 0;
  Advice advice([&](std::string_view id) {
    ++searches;
    return Ids{"0" + std::string(id)};
  });
  const auto first = advice.for_id("1");
  EXPECT_EQ(*first, likely("01"));
  EXPECT_EQ(*advice.for_id("2"), likely("02"));
  EXPECT_EQ(advice.for_id("1"), first);
  EXPECT_EQ(searches, 2U);
}

TEST(Advice, BeyondTheLimitNothingIsSearchedAndEarlierIdsKeepTheirs) {
  std::size_t searches = 0;
  Advice advice([&](std::string_view id) {
    ++searches;
    return Ids{std::string(id)};
  });
  for (std::size_t i = 0; i < Advice::kMost; ++i) EXPECT_EQ(*advice.for_id(std::to_string(i)), likely(std::to_string(i)));
  EXPECT_EQ(*advice.for_id("one more"), (Params{{"likely_zh", ""}, {"likely_en", ""}}));
  EXPECT_EQ(*advice.for_id("0"), likely("0"));
  EXPECT_EQ(searches, Advice::kMost);
}

}  // namespace
}  // namespace junheng::ingest
