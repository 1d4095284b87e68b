#include "junheng/standards/size_table.h"

#include <gtest/gtest.h>

#include "junheng/standards/monitor_limits.h"

namespace junheng::standards {
namespace {

constexpr Date kAutumn{2024, 9, 1};

/// standards.md 6.1: the value of each cell over classes x 45 (50) pupils is the figure per pupil that the table prints beside it.
TEST(SizeTable, ValuesAgreeWithThePrintedOnesPerPupil) {
  const SizeTable* table = built_in_monitor_limits().size_table("floor_area");
  ASSERT_NE(table, nullptr);
  const auto per_pupil = [&](int kind, std::string_view set, double classes, double class_size) {
    return *bounds_at(*table->row(kind, set, kAutumn), classes).low / (classes * class_size);
  };
  EXPECT_NEAR(per_pupil(211, "basic", 12, 45), 6.6, 0.05);
  EXPECT_NEAR(per_pupil(211, "basic", 18, 45), 5.8, 0.05);
  EXPECT_NEAR(per_pupil(211, "basic", 24, 45), 5.4, 0.05);
  EXPECT_NEAR(per_pupil(311, "basic", 18, 50), 7.1, 0.05);
  EXPECT_NEAR(per_pupil(311, "basic", 24, 50), 6.7, 0.06);
  EXPECT_NEAR(per_pupil(341, "basic", 36, 50), 6.3, 0.05);
  EXPECT_NEAR(per_pupil(211, "planned", 12, 45), 10.0, 0.05);
  EXPECT_NEAR(per_pupil(311, "planned", 30, 50), 9.0, 0.05);
}

TEST(SizeTable, RowIsTheLatestInForce) {
  const SizeTable* table = built_in_monitor_limits().size_table("floor_area");
  EXPECT_EQ(table->row(211, "basic", Date{2002, 6, 30}), nullptr);
  EXPECT_NE(table->row(211, "basic", Date{2002, 7, 1}), nullptr);
  EXPECT_EQ(table->row(218, "basic", kAutumn), nullptr);
  EXPECT_EQ(built_in_monitor_limits().size_table("nope"), nullptr);
}

TEST(SizeTable, BoundsAreThoseOfTheNeighbours) {
  SizeRow row;
  row.classes = {12, 18};
  row.values = {100, 150};
  EXPECT_EQ(bounds_at(row, 12).low, 100);
  EXPECT_EQ(bounds_at(row, 12).high, 100);
  EXPECT_EQ(bounds_at(row, 13).low, 100);
  EXPECT_EQ(bounds_at(row, 13).high, 150);
  EXPECT_EQ(bounds_at(row, 18).high, 150);
  EXPECT_EQ(bounds_at(row, 11).low, std::nullopt);
  EXPECT_EQ(bounds_at(row, 19).high, std::nullopt);
}

std::string ids(const std::string& row) {
  const std::string text =
      "[monitors]\nid = \"x\"\ntitle = { zh = \"甲\", en = \"x\" }\n[[size_table]]\nid = \"t\"\ntitle = { zh = \"甲\", en = \"t\" }\n"
      "unit = \"m2\"\n[[size_table.row]]\nset = \"basic\"\nfrom = 2002-07-01\n" +
      row;
  std::string out;
  for (const Issue& issue : read_monitor_limits({"x.toml", text}).issues) out += issue.id() + " ";
  return out;
}

TEST(SizeTable, EveryFaultIsFound) {
  const std::string source = "source = { document = \"d\", clause = \"c\" }\n";
  EXPECT_EQ(ids("kind = 211\nsettings = [111]\nclasses = [12, 18]\nvalues = [1, 2]\n" + source), "");
  EXPECT_EQ(ids("kind = 211\nsettings = [111]\nclasses = [12, 18]\nvalues = [1]\n" + source), "size_table_uneven ");
  EXPECT_EQ(ids("kind = 211\nsettings = [111]\n" + source), "size_table_uneven ");
  EXPECT_EQ(ids("kind = 211\nsettings = [111]\nclasses = [18, 12]\nvalues = [1, 2]\n" + source), "size_table_order ");
  EXPECT_EQ(ids("kind = 211\nsettings = [111]\nclasses = [12, 18]\nvalues = [2, 1]\n" + source), "size_table_order ");
  EXPECT_EQ(ids("kind = 999\nsettings = [999]\nclasses = [12]\nvalues = [1]\n" + source), "code_not_in_list code_not_in_list ");
  EXPECT_EQ(ids("kind = 211\nsettings = [111]\nclasses = [12]\nvalues = [1]\n"), "value_without_source ");
}

}  // namespace
}  // namespace junheng::standards
