#include "junheng/core/catalogue.h"
#include "junheng/core/codes.h"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

namespace junheng {
namespace {

TEST(Fill, WithoutPlaceholdersStays) {
  EXPECT_EQ(fill("", {}), "");
  EXPECT_EQ(fill("no rows", {{"row", "3"}}), "no rows");
}

TEST(Fill, ReplacesEachByName) {
  EXPECT_EQ(fill("{b} before {a}", {{"a", "1"}, {"b", "2"}}), "2 before 1");
  EXPECT_EQ(fill("{a}{a}", {{"a", "x"}}), "xx");
  EXPECT_EQ(fill("第 {row} 行", {{"row", "12"}}), "第 12 行");
}

TEST(Fill, NameWithoutParameterStays) { EXPECT_EQ(fill("{a} of {b}", {{"a", "1"}}), "1 of {b}"); }

TEST(Fill, WordGoesWithItsNumber) {
  EXPECT_EQ(fill("{n} {n|school|schools}", {{"n", "1"}}), "1 school");
  EXPECT_EQ(fill("{n} {n|school|schools}", {{"n", "0"}}), "0 schools");
  EXPECT_EQ(fill("{n} {n|class|classes}", {{"n", "11"}}), "11 classes");
  EXPECT_EQ(fill("{n|school|schools}", {}), "{n|school|schools}");
}

TEST(Fill, BraceWithoutPartnerStays) {
  EXPECT_EQ(fill("{a", {{"a", "1"}}), "{a");
  EXPECT_EQ(fill("a} {a}", {{"a", "1"}}), "a} 1");
}

TEST(Fill, ValuesAreNotFilledAgain) { EXPECT_EQ(fill("{value}", {{"value", "{row}"}, {"row", "3"}}), "{row}"); }

TEST(Fill, FirstOfTwoParametersCounts) { EXPECT_EQ(fill("{a}", {{"a", "own"}, {"a", "default"}}), "own"); }

TEST(CatalogueText, KnownKeyInBothLanguages) {
  EXPECT_EQ(text("location.row", Lang::En), "row {row}");
  EXPECT_EQ(text("location.row", Lang::Zh, {{"row", "3"}}), "第 3 行");
}

TEST(CatalogueText, UnknownKeyComesBack) {
  EXPECT_EQ(text("no.such.key", Lang::Zh), "no.such.key");
  EXPECT_EQ(text("", Lang::Zh), "");
}

TEST(CatalogueText, EveryEntryIsFoundByItsKey) {
  const auto entries = detail::text_entries();
  ASSERT_FALSE(entries.empty());
  EXPECT_TRUE(std::ranges::is_sorted(entries, {}, &detail::TextEntry::key)) << "text() searches by halving";
  for (const auto& entry : entries) {
    EXPECT_EQ(text(entry.key, Lang::Zh), entry.text.zh) << entry.key;
    EXPECT_EQ(text(entry.key, Lang::En), entry.text.en) << entry.key;
  }
}

TEST(CodeEntry, RegistryValuesOfCode) {
  const auto& entry = code_entry(Code::CannotReadFile);
  EXPECT_EQ(entry.name, "cannot_read_file");
  EXPECT_EQ(entry.severity, Severity::Error);
  EXPECT_EQ(entry.exit, 1);
  EXPECT_EQ(static_cast<int>(entry.code), 1001);
}

TEST(CodeEntry, ExitCodesAreThoseOfTheTable) {
  constexpr std::array kExitCodes = {0, 1, 2, 3, 4, 5, 6, 70, 130};
  for (const auto& entry : detail::code_entries())
    EXPECT_NE(std::ranges::find(kExitCodes, entry.exit), kExitCodes.end()) << entry.name << " exits with " << entry.exit;
}

}  // namespace
}  // namespace junheng
