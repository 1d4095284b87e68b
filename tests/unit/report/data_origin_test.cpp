// How texts tell where data come from.
#include "junheng/report/data_origin.h"

#include <gtest/gtest.h>

namespace junheng::report {
namespace {

TEST(SourceWords, StatedSourceStandsAsItIs) {
  EXPECT_EQ(source_words("县教育局", Lang::Zh), "县教育局");
  EXPECT_EQ(source_words("县教育局", Lang::En), "县教育局");
  EXPECT_EQ(source_words("", Lang::Zh), "未注明");
  EXPECT_EQ(source_words("", Lang::En), "not stated");
}

TEST(SourceWords, GeneratedDataAreNamedInTheReadersLanguage) {
  EXPECT_EQ(source_words("Junheng generator, seed 7", Lang::Zh), "Junheng 生成程序，随机种子 7");
  EXPECT_EQ(source_words("Junheng generator, seed 7", Lang::En), "Junheng generator, seed 7");
  EXPECT_EQ(source_words("Junheng generator, seed ", Lang::Zh), "Junheng generator, seed ");
  EXPECT_EQ(source_words("Junheng generator, seed 7, changed by hand", Lang::Zh), "Junheng generator, seed 7, changed by hand");
}

}  // namespace
}  // namespace junheng::report
