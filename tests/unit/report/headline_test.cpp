#include "junheng/report/headline.h"

#include <gtest/gtest.h>

#include <array>

#include "written_workbook.h"

namespace junheng::report {
namespace {

TEST(HeadlineLines, SayVerdictValueStandardAndYearBefore) {
  const std::array headlines = {Headline{"Large classes", "7.06%", "4 of 57", "≤ 5%", assess::Verdict::Unmet, "year before: 8%", "classes"},
                                Headline{"Beds", "12", {}, {}, assess::Verdict::Unknown, {}, "beds"},
                                Headline{"Schools", "3", {}, {}, {}, {}, "schools"}};
  EXPECT_EQ(headline_lines(headlines, Lang::En),
            "  ✗ Large classes: 7.06% (4 of 57; ≤ 5%; year before: 8%)\n"
            "  ? Beds: 12\n"
            "  · Schools: 3\n");
}

TEST(HeadlineLines, NothingWithoutHeadlines) { EXPECT_EQ(headline_lines({}, Lang::Zh), ""); }

TEST(HeadlineCards, HaveWordOfTheVerdictAndLink) {
  const HtmlTemplates templates(Lang::En);
  const std::array headlines = {Headline{"A < B", "1", {}, "≤ 0", assess::Verdict::Unmet, {}, "part"}};
  const std::string cards = headline_cards(headlines, "At a glance", templates, Lang::En);
  EXPECT_TRUE(holds(cards, "<a href=\"#part\">"));
  EXPECT_TRUE(holds(cards, "A &lt; B"));
  EXPECT_TRUE(holds(cards, "✗ unmet"));
  EXPECT_FALSE(holds(cards, "tile-before"));
  EXPECT_EQ(headline_cards({}, "At a glance", templates, Lang::En), "");
}

}  // namespace
}  // namespace junheng::report
