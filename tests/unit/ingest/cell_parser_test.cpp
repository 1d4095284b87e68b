#include "junheng/ingest/cell_parser.h"
#include "junheng/core/codes.h"

#include <gtest/gtest.h>

#include <string>

namespace junheng::ingest {
namespace {

using formats::CellKind;

std::string param(const CellFault& fault, std::string_view name) {
  for (const auto& [key, value] : fault.params)
    if (key == name) return value;
  return "(none)";
}

TEST(PlainCount, OnlyDigitsAreRead) {
  EXPECT_EQ(plain_count("0"), 0);
  EXPECT_EQ(plain_count("007"), 7);
  EXPECT_EQ(plain_count("999999999999999"), 999999999999999);
  for (const char* text : {"", "-1", "1.0", " 1", "1 ", "１", "1e3", "1000000000000000"}) EXPECT_LT(plain_count(text), 0) << text;
}

TEST(PlainNumber, DigitsPointAndMinusAreRead) {
  EXPECT_EQ(plain_number("0"), 0.0);
  EXPECT_EQ(plain_number("-0.5"), -0.5);
  EXPECT_EQ(plain_number("4.5"), 4.5);
  EXPECT_EQ(plain_number(".5"), 0.5);
  EXPECT_EQ(plain_number("5."), 5.0);
  EXPECT_EQ(plain_number("118.980001"), 118.980001);
}

TEST(PlainNumber, NothingElseIsRead) {
  for (const char* text : {"", "-", ".", "-.", "+1", "1e3", "1E+03", "inf", "nan", "-inf", "0x10", "1,2", "1 2", "1.2.3", "１"})
    EXPECT_FALSE(plain_number(text).has_value()) << text;
}

TEST(ParseNumber, CommaIsTheDecimalMarkWhereAskedFor) {
  const auto read = [](std::string_view text) {
    return parse_number(text, NumberRule::NotNegative, Exponent::Refused, DecimalMark::Comma);
  };
  EXPECT_EQ(read("12,5").value(), 12.5);
  EXPECT_EQ(read("1,234").value(), 1.234);
  EXPECT_EQ(read("312").value(), 312);
  // Points that part thousands are as little guessed away as commas are elsewhere.
  for (const auto& [text, plain] : {std::pair("1.234,5", "1234,5"), std::pair("1.234", "1234"), std::pair("1 234,5", "1234,5")}) {
    ASSERT_FALSE(read(text)) << text;
    EXPECT_EQ(read(text).error().code, Code::NumberSeparator) << text;
    EXPECT_EQ(param(read(text).error(), "plain"), plain);
  }
  EXPECT_EQ(read("12.5").error().code, Code::NumberDecimalPoint);
  EXPECT_EQ(param(read("12,5%").error(), "plain"), "12,5");
  EXPECT_EQ(read("twelve").error().code, Code::NumberText);
  EXPECT_EQ(read("-1,5").error().code, Code::NumberNegative);
}

TEST(ParseNumber, CountMayBeWrittenWithZeroDecimals) {
  EXPECT_EQ(parse_number("12.0", NumberRule::Count), 12.0);
  EXPECT_EQ(parse_number("12.5", NumberRule::Count).error().code, Code::NumberNotWhole);
}

TEST(ParseNumber, LevelMayBeARomanNumeral) {
  for (const auto& [text, level] :
       {std::pair("Ⅲ", 3.0), std::pair("III", 3.0), std::pair("iv", 4.0), std::pair("Ⅰ", 1.0), std::pair("V", 5.0), std::pair("3", 3.0)})
    EXPECT_EQ(parse_number(text, NumberRule::Level), level) << text;
  EXPECT_EQ(parse_number("Ⅵ", NumberRule::Level).error().code, Code::NumberText);
  EXPECT_EQ(parse_number("IIII", NumberRule::Level).error().code, Code::NumberText);
  EXPECT_FALSE(parse_number("Ⅲ", NumberRule::Any)) << "only where a level is meant";
  EXPECT_EQ(number_rule(*model::find_table("quality_results")->column("level")), NumberRule::Level);
}

TEST(ParseNumber, OnlyUnboundColumnsTakeNegatives) {
  EXPECT_EQ(parse_number("-73.9", NumberRule::Any), -73.9);
  EXPECT_EQ(parse_number("-73.9", NumberRule::NotNegative).error().code, Code::NumberNegative);
  EXPECT_EQ(parse_number("-1", NumberRule::Count).error().code, Code::NumberNegative);
}

TEST(ParseNumber, SeparatorsAreNamedAndTakenOut) {
  for (const char* text : {"1,200", "1，200", "1 200", "1'200", "１，２００"}) {
    const auto fault = parse_number(text, NumberRule::Count).error();
    EXPECT_EQ(fault.code, Code::NumberSeparator) << text;
    EXPECT_EQ(param(fault, "plain"), "1200") << text;
  }
  EXPECT_EQ(param(parse_number("12,345,678.5", NumberRule::Any).error(), "plain"), "12345678.5");
}

TEST(ParseNumber, DecimalCommaIsNotGuessed) {
  for (const char* text : {"1,5", "1,20", "12,3456", ",200", "1,,200", "1,200,"})
    EXPECT_EQ(parse_number(text, NumberRule::Any).error().code, Code::NumberText) << text;
}

TEST(ParseNumber, UnitsAreNamedAndTakenOut) {
  for (const char* text : {"312平方米", "312 ㎡", "312m2", "312 m²"}) {
    const auto fault = parse_number(text, NumberRule::NotNegative).error();
    EXPECT_EQ(fault.code, Code::NumberUnit) << text;
    EXPECT_EQ(param(fault, "plain"), "312") << text;
  }
}

TEST(ParseNumber, ChineseMagnitudesMultiplyTheNumberThatIsOffered) {
  const std::pair<const char*, const char*> cases[] = {
      {"89.28万", "892800"}, {"89.28 万元", "892800"}, {"1.2亿元", "120000000"}, {"3千", "3000"},      {"0.05万元", "500"},
      {"12万册", "120000"},  {"1.23456万", "12345.6"}, {"-2万元", "-20000"},     {"０．５万", "5000"}, {"1.5百万元", "1500000"},
      {"0万元", "0"}};
  for (const auto& [text, plain] : cases) {
    const auto fault = parse_number(text, NumberRule::NotNegative).error();
    EXPECT_EQ(fault.code, Code::NumberUnit) << text;
    EXPECT_EQ(param(fault, "plain"), plain) << text;
  }
}

TEST(ParseNumber, NothingIsOfferedForAWordThatMayChangeTheNumber) {
  for (const char* text : {"12亩", "3公顷", "5角", "3万多", "1.2k", "89.28万美元", "300左右"}) {
    const auto fault = parse_number(text, NumberRule::NotNegative).error();
    EXPECT_EQ(fault.code, Code::NumberOtherUnit) << text;
    EXPECT_TRUE(fault.params.empty()) << text;
  }
}

TEST(ParseNumber, PercentSignGivesTheNumberInTheUnitOfItsColumn) {
  const auto percent = parse_number("12.5％", NumberRule::Any).error();
  EXPECT_EQ(percent.code, Code::NumberPercent);
  EXPECT_EQ(param(percent, "plain"), "12.5");
  const auto share = parse_number("12.5%", NumberRule::Share).error();
  EXPECT_EQ(share.code, Code::NumberPercentShare);
  EXPECT_EQ(param(share, "share"), "0.125");
}

TEST(ParseNumber, ExponentIsReadInNumberCellsOnly) {
  const auto fault = parse_number("2.1E+05", NumberRule::Count).error();
  EXPECT_EQ(fault.code, Code::NumberScientific);
  EXPECT_EQ(param(fault, "plain"), "210000");
  EXPECT_EQ(parse_number("1e-05", NumberRule::NotNegative, Exponent::Read), 1e-05);
}

TEST(ParseNumber, TextsForMissingAreTexts) {
  for (const char* text : {"-", "—", "/", "无", "N/A", "null", "约300", "十二", "2024-01-01", "12/3", "nan"})
    EXPECT_EQ(parse_number(text, NumberRule::NotNegative).error().code, Code::NumberText) << text;
}

TEST(ParseNumber, BeyondExactDoublesIsTooLarge) {
  EXPECT_EQ(parse_number("1000000000000000", NumberRule::Count), 1e15);
  EXPECT_EQ(parse_number("1000000000000001", NumberRule::Count).error().code, Code::NumberTooLarge);
  EXPECT_EQ(parse_number("-1000000000000001", NumberRule::Any).error().code, Code::NumberTooLarge);
}

TEST(ParseFlag, EveryFormIsRead) {
  for (const char* yes : {"1", "是", "yes", "YES", "True", "TRUE", "１"}) EXPECT_EQ(parse_flag(yes), true) << yes;
  for (const char* no : {"0", "否", "no", "No", "false", "FALSE"}) EXPECT_EQ(parse_flag(no), false) << no;
  for (const char* other : {"2", "y", "有", "对", "-1"}) EXPECT_EQ(parse_flag(other).error().code, Code::FlagUnknown) << other;
}

TEST(ParseYear, BoundsAreInclusive) {
  EXPECT_EQ(parse_year("1900"), 1900);
  EXPECT_EQ(parse_year("2100"), 2100);
  for (const char* text : {"1899", "2101", "98", "19999", "1998年", "-198"})
    EXPECT_EQ(parse_year(text).error().code, Code::YearUnknown) << text;
}

TEST(ParseYear, YearThatIsMeantIsOffered) {
  EXPECT_EQ(param(parse_year("2015年").error(), "plain"), "2015");
  EXPECT_EQ(param(parse_year("15年").error(), "plain"), "1998");
}

TEST(ParseSchoolYear, EveryFormIsTheFirstYear) {
  for (const char* text : {"2024", "2024-2025", "2024-2025学年", "2024-2025 学年度", "2024学年", "2024/2025", "2024—2025", "2024～2025学年",
                           "2024至2025学年", "２０２４"})
    EXPECT_EQ(parse_school_year(text), 2024) << text;
}

TEST(ParseSchoolYear, YearsMustFollowEachOther) {
  for (const char* text : {"2024-2026", "2024-2024", "2025-2024", "2024-25", "2024-", "24", "学年", "1899-1900", "2024-09-01"})
    EXPECT_EQ(parse_school_year(text).error().code, Code::SchoolYearUnknown) << text;
}

TEST(ParseGrade, NumbersAndNamesAreRead) {
  EXPECT_EQ(parse_grade("1"), 1);
  EXPECT_EQ(parse_grade("12"), 12);
  EXPECT_EQ(parse_grade("一年级"), 1);
  EXPECT_EQ(parse_grade("九年级"), 9);
  EXPECT_EQ(parse_grade("3年级"), 3);
  EXPECT_EQ(parse_grade("小学六年级"), 6);
  EXPECT_EQ(parse_grade("初一"), 7);
  EXPECT_EQ(parse_grade("初三"), 9);
  EXPECT_EQ(parse_grade("初中二年级"), 8);
  EXPECT_EQ(parse_grade("高一"), 10);
  EXPECT_EQ(parse_grade("高中三年级"), 12);
  EXPECT_EQ(parse_grade("十二年级"), 12);
}

TEST(ParseGrade, TheYearBeforeSchoolIsGrade0) { EXPECT_EQ(parse_grade("0"), 0); }

TEST(ParseGrade, GradesThatDoNotExistAreRefused) {
  for (const char* text : {"13", "-1", "1.5", "小学七年级", "初四", "高四", "十三年级", "一", "年级", "初", "大班", "初中"})
    EXPECT_EQ(parse_grade(text).error().code, Code::GradeUnknown) << text;
}

TEST(ParseStageWord, IdsAndChineseNamesAreRead) {
  EXPECT_EQ(parse_stage_word("primary"), Stage::Primary);
  EXPECT_EQ(parse_stage_word("小学"), Stage::Primary);
  EXPECT_EQ(parse_stage_word(" Junior"), Stage::Junior);
  EXPECT_EQ(parse_stage_word("全校"), Stage::All);
  EXPECT_EQ(parse_stage_word("中学").error().code, Code::WordUnknown);
}

TEST(ParseWord, CodeAndNamesOfBothLanguagesAreRead) {
  const auto bands = model::class_bands();
  EXPECT_EQ(parse_word("le25", bands), 0U);
  EXPECT_EQ(parse_word("66人及以上", bands), 9U);
  EXPECT_EQ(parse_word("26-30", bands), 1U);
  EXPECT_EQ(parse_word("２６－３０人", bands), 1U);
  EXPECT_EQ(parse_word("25_30", bands).error().code, Code::WordUnknown);
}

TEST(ParseCode, ListedCodesAreReadByNumberAndName) {
  const auto kinds = model::school_kinds();
  EXPECT_EQ(parse_code("312", kinds, CodePolicy::Listed), 312U);
  EXPECT_EQ(parse_code("九年一贯制学校", kinds, CodePolicy::Listed), 312U);
  EXPECT_EQ(parse_code("07", model::founder_kinds(), CodePolicy::Listed), 7U);
  const auto fault = parse_code("313", kinds, CodePolicy::Listed).error();
  EXPECT_EQ(fault.code, Code::CodeUnknown);
  EXPECT_NE(param(fault, "likely_en").find("311"), std::string::npos);
}

TEST(ParseCode, OtherWordsForAPrimarySchoolMeanOne) {
  for (const char* text : {"完小", "完全小学", "初小"})
    EXPECT_EQ(param(parse_code(text, model::school_kinds(), CodePolicy::Listed).error(), "likely_zh"), "最接近的是 211 小学。") << text;
}

TEST(ParseCode, NothingIsOfferedWhereNothingIsNear) {
  EXPECT_EQ(param(parse_code("书院", model::school_kinds(), CodePolicy::Listed).error(), "likely_zh"), "");
}

TEST(ParseCode, FreeCodesAreAnyNumber) {
  EXPECT_EQ(parse_code("9", model::school_kinds(), CodePolicy::Free), 9U);
  EXPECT_EQ(parse_code("PRI", model::school_kinds(), CodePolicy::Free).error().code, Code::CodeNotKept);
  EXPECT_EQ(parse_code("70000", model::school_kinds(), CodePolicy::Free).error().code, Code::CodeNotKept);
  EXPECT_EQ(parse_code("256", model::founder_kinds(), CodePolicy::Free, 255).error().code, Code::CodeNotKept);
}

TEST(CheckId, CodesAreTexts) {
  for (const char* text : {"2134000001", "0034000004", "12E5", "A-7", "2013-2014", "1e5", "第1号", "341881001001"})
    EXPECT_FALSE(check_id(text, CellKind::Text).has_value()) << text;
  EXPECT_FALSE(check_id("2134000001", CellKind::Number).has_value());
}

TEST(CheckId, ScientificNotationIsFound) {
  for (const char* text : {"2.134E+09", "2.1340E+9", "1e+15", "5E-07"}) {
    ASSERT_TRUE(check_id(text, CellKind::Text).has_value()) << text;
    EXPECT_EQ(check_id(text, CellKind::Text)->code, Code::IdScientific) << text;
  }
}

TEST(CheckId, DatesAreFound) {
  for (const char* text : {"2013-03-01", "2013/3/1"}) {
    ASSERT_TRUE(check_id(text, CellKind::Text).has_value()) << text;
    EXPECT_EQ(check_id(text, CellKind::Text)->code, Code::IdIsDate) << text;
  }
  EXPECT_EQ(check_id("1905-04-12", CellKind::Date)->code, Code::IdIsDate);
}

TEST(CheckId, NumbersBeyondFifteenDigitsAreFound) {
  EXPECT_FALSE(check_id("999999999999999", CellKind::Number).has_value());
  EXPECT_EQ(check_id("1000000000000000", CellKind::Number)->code, Code::IdDigitsLost);
  EXPECT_EQ(check_id("1e+21", CellKind::Number)->code, Code::IdDigitsLost);
}

}  // namespace
}  // namespace junheng::ingest
