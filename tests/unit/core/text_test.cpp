#include "junheng/core/text.h"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace junheng {
namespace {

TEST(IsUtf8, EmptyIsValid) { EXPECT_TRUE(is_utf8("")); }

TEST(IsUtf8, EveryLengthOfSequenceIsValid) {
  EXPECT_TRUE(is_utf8("pupils"));
  EXPECT_TRUE(is_utf8("é"));
  EXPECT_TRUE(is_utf8("学校"));
  EXPECT_TRUE(is_utf8("𠮷"));
  EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF")) << "U+10FFFF is the last code point";
}

TEST(IsUtf8, OverlongFormsAreInvalid) {
  EXPECT_FALSE(is_utf8("\xC0\xAF"));
  EXPECT_FALSE(is_utf8("\xC1\xBF"));
  EXPECT_FALSE(is_utf8("\xE0\x80\xAF"));
  EXPECT_FALSE(is_utf8("\xF0\x80\x80\xAF"));
}

TEST(IsUtf8, SurrogatesAreInvalid) {
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(is_utf8("\xED\xBF\xBF"));
  EXPECT_TRUE(is_utf8("\xED\x9F\xBF")) << "U+D7FF stands just before them";
  EXPECT_TRUE(is_utf8("\xEE\x80\x80")) << "U+E000 stands just after them";
}

TEST(IsUtf8, BeyondLastCodePointIsInvalid) {
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));
  EXPECT_FALSE(is_utf8("\xF5\x80\x80\x80"));
  EXPECT_FALSE(is_utf8("\xFF"));
}

TEST(IsUtf8, LoneTrailByteIsInvalid) { EXPECT_FALSE(is_utf8("a\x80")); }

TEST(IsUtf8, TruncatedSequenceIsInvalidWhereverItEnds) {
  const std::string school = "学";
  for (std::size_t before = 0; before <= 17; ++before) {
    const std::string ascii(before, 'a');
    EXPECT_TRUE(is_utf8(ascii + school)) << before;
    EXPECT_FALSE(is_utf8(ascii + school.substr(0, 1))) << before;
    EXPECT_FALSE(is_utf8(ascii + school.substr(0, 2))) << before;
    EXPECT_FALSE(is_utf8(ascii + school.substr(0, 2) + ascii + "a")) << before;
  }
}

TEST(IsUtf8, BadByteIsFoundAtEveryPosition) {
  for (std::size_t at = 0; at < 24; ++at) {
    std::string bytes(24, 'a');
    bytes[at] = '\xFF';
    EXPECT_FALSE(is_utf8(bytes)) << at;
  }
}

TEST(IsUtf8, GbkTextIsInvalid) { EXPECT_FALSE(is_utf8("\xBE\xF9\xBA\xE2")); }

// Byte sequences of the next suite: Python's gb18030 codec.

TEST(Gb18030, EmptyDecodesToEmpty) { EXPECT_EQ(gb18030_to_utf8(""), ""); }

TEST(Gb18030, TwoByteCharactersDecode) {
  EXPECT_EQ(gb18030_to_utf8("\xBE\xF9\xBA\xE2,1"), "均衡,1");
  EXPECT_EQ(gb18030_to_utf8("\xA2\xE3"), "€");
  EXPECT_EQ(gb18030_to_utf8("\xA1\xA1"), "\u3000");
}

TEST(Gb18030, FourByteCharactersDecode) {
  EXPECT_EQ(gb18030_to_utf8("\x95\x34\xB2\x35"), "𠮷");
  EXPECT_EQ(gb18030_to_utf8("\x81\x32\xEE\x38"), "ཀ") << "Tibetan";
  EXPECT_EQ(gb18030_to_utf8("\x84\x31\x95\x33"), "\uFEFF") << "the byte order mark is kept";
}

TEST(Gb18030, TruncatedCharacterIsRejected) {
  EXPECT_EQ(gb18030_to_utf8("\xBE\xF9\xBA"), std::nullopt);
  EXPECT_EQ(gb18030_to_utf8("\x95\x34\xB2"), std::nullopt);
}

TEST(Gb18030, ImpossibleByteIsRejected) {
  EXPECT_EQ(gb18030_to_utf8("a\xFF"), std::nullopt);
  EXPECT_EQ(gb18030_to_utf8("\xBE\x20"), std::nullopt);
}

TEST(Gb18030, TextLongerThanTheBuffersIsWhole) {
  std::string bytes;
  std::string expected;
  for (int i = 0; i < 100'000; ++i) {
    bytes += "\xBE\xF9\x95\x34\xB2\x35x";
    expected += "均𠮷x";
  }
  EXPECT_TRUE(gb18030_to_utf8(bytes) == expected) << "too long to print";
}

TEST(DisplayWidth, EmptyIsZero) { EXPECT_EQ(display_width(""), 0U); }

TEST(DisplayWidth, ChineseTakesTwoColumns) {
  EXPECT_EQ(display_width("小学"), 4U);
  EXPECT_EQ(display_width("小学 L1"), 7U);
  EXPECT_EQ(display_width("，。：（）"), 10U) << "full-width punctuation";
  EXPECT_EQ(display_width("𠮷"), 2U) << "outside the first plane";
}

TEST(DisplayWidth, FullAndHalfWidthForms) {
  EXPECT_EQ(display_width("Ａ１"), 4U);
  EXPECT_EQ(display_width("ｱ"), 1U) << "half-width katakana";
}

TEST(DisplayWidth, CombiningMarksTakeNone) {
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("é"), 1U);
  EXPECT_EQ(display_width("a\u200Db\uFEFF"), 2U) << "joiner and byte order mark";
}

TEST(DisplayWidth, EmojiTakesTwo) { EXPECT_EQ(display_width("😀"), 2U); }

TEST(DisplayWidth, BrokenBytesTakeOneEach) { EXPECT_EQ(display_width("a\xFF\xFF"), 3U); }

TEST(Pad, FillsToTerminalColumns) {
  EXPECT_EQ(pad_right("小学", 6), "小学  ");
  EXPECT_EQ(pad_left("小学", 6), "  小学");
  EXPECT_EQ(pad_left("", 2), "  ");
}

TEST(Pad, LongerTextStaysAsItIs) {
  EXPECT_EQ(pad_right("小学", 4), "小学");
  EXPECT_EQ(pad_right("小学", 3), "小学");
  EXPECT_EQ(pad_left("小学", 0), "小学");
}

TEST(Trim, EmptyAndBlankBecomeEmpty) {
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim(" \t\r\n"), "");
  EXPECT_EQ(trim("\u3000 \uFEFF\u00A0"), "");
}

TEST(Trim, CutsBothEndsOnly) {
  EXPECT_EQ(trim(" a b "), "a b");
  EXPECT_EQ(trim("\u3000城关 小学\u3000"), "城关 小学");
  EXPECT_EQ(trim("\uFEFFschool_id"), "school_id");
  EXPECT_EQ(trim("a\u00A0"), "a");
  EXPECT_EQ(trim("12\r\n"), "12");
}

TEST(Trim, ChineseAtTheEndsStays) {
  EXPECT_EQ(trim("城关小学"), "城关小学");
  EXPECT_EQ(trim("小"), "小");
  EXPECT_EQ(trim(" 𠮷"), "𠮷");
}

TEST(Trim, BrokenBytesStay) {
  EXPECT_EQ(trim(" \xFF "), "\xFF");
  EXPECT_EQ(trim("\x80\x80\x80\x80\x80 "), "\x80\x80\x80\x80\x80");
  EXPECT_EQ(trim("a\xE3\x80"), "a\xE3\x80") << "an ideographic space cut short is no space";
}

TEST(FoldHeader, CaseWidthAndSpaceDoNotMatter) {
  EXPECT_EQ(fold_header(" School_ID "), "school_id");
  EXPECT_EQ(fold_header("ＰＵＰＩＬＳ"), "pupils");
  EXPECT_EQ(fold_header("在校生　数"), "在校生数");
  EXPECT_EQ(fold_header("\uFEFF学校 标识码"), "学校标识码");
  EXPECT_EQ(fold_header("面积（㎡）"), "面积(m2)");
}

TEST(FoldHeader, AsciiIsFoldedAsInAMixedText) {
  std::string ascii;
  for (char c = 1; c < 0x7F; ++c) ascii += c;
  EXPECT_EQ(fold_header(ascii) + "校", fold_header(ascii + "校"));
}

TEST(FoldHeader, BlankBecomesEmpty) {
  EXPECT_EQ(fold_header(""), "");
  EXPECT_EQ(fold_header("\u3000 "), "");
}

TEST(FoldHeader, DifferentHeadersStayDifferent) { EXPECT_NE(fold_header("班级数"), fold_header("班额数")); }

TEST(Abbreviate, ShortEnoughStays) {
  EXPECT_EQ(abbreviate("", 3), "");
  EXPECT_EQ(abbreviate("城关小学", 4), "城关小学");
  EXPECT_EQ(abbreviate("", 0), "");
}

TEST(Abbreviate, CutsBetweenCharacters) {
  EXPECT_EQ(abbreviate("城关小学", 3), "城关小…");
  EXPECT_EQ(abbreviate("𠮷a", 1), "𠮷…");
  EXPECT_EQ(abbreviate("abc", 0), "…");
}

TEST(EditDistance, EmptyAgainstWordIsItsLength) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "小学"), 2U);
  EXPECT_EQ(edit_distance("abc", ""), 3U);
}

// The two textbook pairs: Wagner and Fischer's measure on kitten/sitting and saturday/sunday.
TEST(EditDistance, TextbookPairs) {
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("saturday", "sunday"), 3U);
}

TEST(EditDistance, CountsCharactersNotBytes) {
  EXPECT_EQ(edit_distance("在校生数", "在校学生数"), 1U);
  EXPECT_EQ(edit_distance("教师数", "班级数"), 2U);
}

const std::array<std::string_view, 4> kCommands = {"assess", "check", "compare", "explain"};

TEST(Nearest, SlipFindsTheWord) {
  EXPECT_EQ(nearest("asses", kCommands), "assess");
  EXPECT_EQ(nearest("chekc", kCommands), "check");
  EXPECT_EQ(nearest("compare", kCommands), "compare");
}

TEST(Nearest, AnotherWordFindsNothing) {
  EXPECT_EQ(nearest("banana", kCommands), std::nullopt);
  EXPECT_EQ(nearest("", kCommands), std::nullopt);
  EXPECT_EQ(nearest("x", std::vector<std::string>{"y", "ab"}), std::nullopt);
  EXPECT_EQ(nearest("check", std::vector<std::string>{}), std::nullopt);
}

TEST(Nearest, ChineseIsMeasuredInCharacters) {
  const std::vector<std::string> headers = {"班级数", "专任教师数", "在校生数"};
  EXPECT_EQ(nearest("在校学生数", headers), "在校生数");
  EXPECT_EQ(nearest("校长", headers), std::nullopt) << "has no character of any of them";
}

TEST(Nearest, TieGoesToTheFirst) { EXPECT_EQ(nearest("grade", std::vector<std::string>{"grades", "graded"}), "grades"); }

TEST(SlipLimit, NeverOverHalfOfTheWord) {
  EXPECT_EQ(slip_limit(""), 0U);
  EXPECT_EQ(slip_limit("a"), 0U);
  EXPECT_EQ(slip_limit("学校"), 1U);
  EXPECT_EQ(slip_limit("abc"), 1U);
  EXPECT_EQ(slip_limit("check"), 2U);
  EXPECT_EQ(slip_limit("在校学生人数合计"), 3U);
}

}  // namespace
}  // namespace junheng
