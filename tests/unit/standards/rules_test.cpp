#include "junheng/standards/rules.h"

#include <gtest/gtest.h>

#include "junheng/standards/library.h"

namespace junheng::standards {
namespace {

using Kind = ReportedForm::Kind;

ReportedForm form(std::string_view pack_id, std::string_view item_id) {
  const Library library = load_packs(built_in_packs(), Date{2026, 11, 23});
  for (const Item& item : library.find(pack_id)->items)
    if (item.id == item_id) return reported_form(item);
  ADD_FAILURE() << pack_id << " has no item " << item_id;
  return {};
}

TEST(ReportedForm, BinaryAndUnscoredItemsAreAnswers) {
  EXPECT_EQ(form("cn.basic-2012", "A1"), (ReportedForm{Kind::Answer, "", 0, 1}));
  EXPECT_EQ(form("cn.basic-2012", "P1"), (ReportedForm{Kind::Answer, "", 0, 1}));
  EXPECT_EQ(form("cn.shaanxi-basic", "P1"), (ReportedForm{Kind::Answer, "", 0, 1})) << "judged from the schools";
  EXPECT_EQ(form("cn.quality-2017", "G11"), (ReportedForm{Kind::Answer, "", 0, 1})) << "two ratios in one item";
}

TEST(ReportedForm, SteppedItemGoesFromItsLowestToItsHighestStep) {
  EXPECT_EQ(form("cn.basic-2012", "A2"), (ReportedForm{Kind::Step, "", 0, 1}));
}

TEST(ReportedForm, RatiosAndYearsAreNumbersInTheirUnit) {
  EXPECT_EQ(form("cn.basic-2012", "A3").unit, "percent");
  EXPECT_EQ(form("cn.basic-2012", "A3").kind, Kind::Number) << "scored by percentage points";
  EXPECT_EQ(form("cn.quality-2017", "G8"), (ReportedForm{Kind::Number, "ratio", 0, 1}));
  EXPECT_EQ(form("cn.quality-2017", "P1"), (ReportedForm{Kind::Number, "year", 0, 1}));
}

}  // namespace
}  // namespace junheng::standards
