#include "junheng/report/source_words.h"

#include <gtest/gtest.h>

namespace junheng::report {
namespace {

standards::Source source_of(std::string document, std::string clause) {
  standards::Source source;
  source.document = std::move(document);
  source.clause = std::move(clause);
  return source;
}

TEST(SourceWords, ChineseReaderSeesDocumentAndClause) {
  EXPECT_EQ(source_words(source_of("教督〔2017〕6号 办法", "第 1 项"), Lang::Zh), "教督〔2017〕6号 办法，第 1 项");
}

TEST(SourceWords, EnglishReaderSeesNameBeforeQuotation) {
  const std::string words = source_words(source_of("教督〔2017〕6号 办法", "第 1 项"), Lang::En);
  EXPECT_TRUE(words.starts_with("Ministry of Education: Measures for supervising and assessing the high-quality balance")) << words;
  EXPECT_TRUE(words.ends_with("in Chinese: “教督〔2017〕6号 办法, 第 1 项”")) << words;
}

TEST(SourceWords, UnknownChineseDocumentIsQuoted) {
  EXPECT_EQ(source_words(source_of("某省标准表", "第 2 条"), Lang::En), "In Chinese: “某省标准表, 第 2 条”");
}

TEST(SourceWords, EnglishDocumentIsNoQuotation) { EXPECT_EQ(source_words(source_of("Report", "p. 3"), Lang::En), "Report, p. 3"); }

TEST(WordsMarkup, QuotationInChineseHasItsLanguage) {
  EXPECT_EQ(words_markup("Standard ≤ 5%. In Chinese: “基本“消除”大班额”", Lang::En),
            "Standard ≤ 5%. In Chinese: “<span lang=\"zh-CN\">基本“消除”大班额</span>”");
}

TEST(WordsMarkup, OtherWordsAreEscapedOnly) {
  EXPECT_EQ(words_markup("a < b “c”", Lang::En), "a &lt; b “c”");
  EXPECT_EQ(words_markup("“中文”<", Lang::Zh), "“中文”&lt;");
}

}  // namespace
}  // namespace junheng::report
