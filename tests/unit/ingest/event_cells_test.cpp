#include "junheng/ingest/event_cells.h"

#include <gtest/gtest.h>

namespace junheng::ingest {
namespace {

// Pupils are counted in September: what happens up to then belongs to the school year that begins, what happens later to the next.
TEST(EventDate, TheFirstSchoolYearThatCountsIt) {
  EXPECT_EQ(first_school_year("2026-09-01"), 2026);
  EXPECT_EQ(first_school_year("2026-03-15"), 2026);
  EXPECT_EQ(first_school_year("2026-10-01"), 2027);
  EXPECT_EQ(first_school_year("2026-09"), 2026);
  EXPECT_EQ(first_school_year("2026"), 2026);
}

TEST(EventDate, OtherWaysToWriteIt) {
  EXPECT_EQ(first_school_year("2026/9/1"), 2026);
  EXPECT_EQ(first_school_year("2026年9月1日"), 2026);
  EXPECT_EQ(first_school_year("2026年12月"), 2027);
  EXPECT_EQ(first_school_year("2026.9.1"), 2026);
  EXPECT_EQ(first_school_year(" 2026-09-01 00:00:00 "), 2026);
}

TEST(EventDate, WhatIsNoDate) {
  for (const char* text : {"", "soon", "26-09-01", "2026-13-01", "2026-02-30", "2026-09-01-01", "1850-01-01", "-", "46266"})
    EXPECT_FALSE(first_school_year(text)) << text;
}

TEST(EventGrades, RangesAndLists) {
  EXPECT_EQ(grade_bits(""), 0);
  EXPECT_EQ(grade_bits("1-3"), 0b1110);
  EXPECT_EQ(grade_bits("1 2 3"), 0b1110);
  EXPECT_EQ(grade_bits("1,2；3"), 0b1110);
  EXPECT_EQ(grade_bits("0、12"), 0b1000000000001);
  for (const char* text : {"13", "3-1", "a", "1-2-3", "-1"}) EXPECT_FALSE(grade_bits(text)) << text;
}

}  // namespace
}  // namespace junheng::ingest
