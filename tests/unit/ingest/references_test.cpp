#include "junheng/ingest/references.h"

#include <gtest/gtest.h>

#include <initializer_list>

namespace junheng::ingest {
namespace {

model::TextColumn column(std::initializer_list<const char*> texts) {
  model::TextColumn out;
  for (const char* text : texts) out.push(text);
  return out;
}

TEST(SortedIds, NothingIsFoundInNothing) {
  const model::TextColumn ids;
  SortedIds order;
  order.build(ids);
  EXPECT_EQ(order.find(ids, "1"), std::nullopt);
}

TEST(SortedIds, EveryIdIsFoundInAnyOrder) {
  for (const auto& ids : {column({"01", "1", "10", "2"}), column({"2", "10", "1", "01"}), column({"10", "01", "2", "1"})}) {
    SortedIds order;
    order.build(ids);
    for (std::size_t row = 0; row < ids.size(); ++row) EXPECT_EQ(order.find(ids, ids.at(row)), row) << ids.at(row);
    for (const char* absent : {"", "0", "011", "3"}) EXPECT_EQ(order.find(ids, absent), std::nullopt) << absent;
  }
}

TEST(SortedIds, FirstOfEqualOnesIsFound) {
  for (const auto& [ids, first] : {std::pair{column({"a", "b", "b"}), 1U}, {column({"b", "a", "b"}), 0U}}) {
    SortedIds order;
    order.build(ids);
    EXPECT_EQ(order.find(ids, "b"), first);
  }
}

TEST(AreaDigits, LengthsAndProvincesOfChina) {
  for (const char* code : {"341881", "341881001", "341881001001", "110101", "820000"}) EXPECT_TRUE(is_area_digits(code)) << code;
  for (const char* code : {"", "34", "3418810", "34188A", "011234", "991234", "３４１８８１", "34188100100"})
    EXPECT_FALSE(is_area_digits(code)) << code;
}

TEST(RejectedArea, LongCodesOfChinaMeanTheirCounty) {
  Registry registry;
  registry.rejected_areas.add({"341881", {}, std::nullopt, std::nullopt});
  EXPECT_EQ(find_rejected_area(registry, "341881"), 0U);
  EXPECT_EQ(find_rejected_area(registry, "341881001"), std::nullopt) << "elsewhere codes are whole";
  registry.has_china_areas = true;
  EXPECT_EQ(find_rejected_area(registry, "341881001"), 0U);
  EXPECT_EQ(find_rejected_area(registry, "341882"), std::nullopt);
  EXPECT_EQ(find_rejected_area(registry, "34188100"), std::nullopt) << "no code of China";
}

TEST(RejectedIds, FirstRowOfAnIdCounts) {
  RejectedIds ids;
  const auto in_row = [](std::uint32_t row) { return Location{"schools.csv", "", row, 1, "school_id"}; };
  ids.add({"", in_row(1), std::nullopt, std::nullopt});
  ids.add({"a", in_row(2), AreaIndex(7), std::nullopt});
  ids.add({"a", in_row(3), std::nullopt, std::nullopt});
  EXPECT_EQ(ids.position(""), std::nullopt);
  ASSERT_EQ(ids.position("a"), 0U);
  EXPECT_EQ(ids.at(0).where.row, 2U);
  EXPECT_EQ(ids.at(0).area, AreaIndex(7));
}

}  // namespace
}  // namespace junheng::ingest
