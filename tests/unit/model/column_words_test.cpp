#include "junheng/model/column_words.h"

#include <array>

#include <gtest/gtest.h>

namespace junheng::model {
namespace {

constexpr std::array<std::string_view, 3> kOfTeachers = {"birth_year", "sex", "subject"};

TEST(ColumnWords, ChineseHasTheHeaderThenTheId) {
  EXPECT_EQ(column_words("teachers", kOfTeachers, Lang::Zh), "出生年份（birth_year）、性别（sex）、任教学科（subject）");
}

TEST(ColumnWords, EnglishHasTheIds) { EXPECT_EQ(column_words("teachers", kOfTeachers, Lang::En), "birth_year, sex, subject"); }

TEST(ColumnWords, WhatTheTableDoesNotHaveIsNamedByItsId) {
  constexpr std::array<std::string_view, 1> kUnknown = {"shoe_size"};
  EXPECT_EQ(column_words("teachers", kUnknown, Lang::Zh), "shoe_size");
  EXPECT_EQ(column_words("no_table", kUnknown, Lang::Zh), "shoe_size");
  EXPECT_EQ(column_words("teachers", {}, Lang::Zh), "");
}

}  // namespace
}  // namespace junheng::model
