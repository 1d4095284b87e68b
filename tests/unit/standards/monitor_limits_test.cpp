#include "junheng/standards/monitor_limits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "junheng/standards/library.h"

namespace junheng::standards {
namespace {

constexpr Date kAutumn2024{2024, 9, 1};

TEST(MonitorLimits, BuiltInFileIsClean) {
  const MonitorLimits& limits = built_in_monitor_limits();
  EXPECT_EQ(limits.id, "cn");
  for (const MonitorValue& value : limits.values) EXPECT_FALSE(value.limits.empty()) << value.id;
}

/// standards.md 4.1 and 4.2.
TEST(MonitorLimits, ValuesAreThoseOfTheDocuments) {
  const MonitorLimits& limits = built_in_monitor_limits();
  EXPECT_EQ(limits.in_force("large_class", kAutumn2024)->value, 56);
  EXPECT_EQ(limits.in_force("very_large_class", kAutumn2024)->value, 66);
  EXPECT_EQ(limits.in_force("large_class_share", kAutumn2024)->value, 5);
  EXPECT_EQ(limits.in_force("large_class_share", Date{2019, 9, 1}), std::nullopt);
  EXPECT_EQ(limits.in_force("very_large_class_share", Date{2018, 9, 1})->value, 2);
  EXPECT_EQ(limits.in_force("large_school", kAutumn2024)->value, 2000);
  EXPECT_EQ(limits.in_force("large_school", kAutumn2024, Stage::Primary, "through_school")->value, 2500);
  EXPECT_EQ(limits.in_force("national_nine_year", Date{2022, 9, 1})->value, 95.5);
  EXPECT_EQ(limits.in_force("no_such_value", kAutumn2024), std::nullopt);
}

std::string capped(std::string_view id, std::string_view cap) {
  return "[monitors]\nid = \"x\"\ntitle = { zh = \"x\", en = \"x\" }\n[[value]]\nid = \"" + std::string(id) +
         "\"\ntitle = { zh = \"x\", en = \"x\" }\nunit = \"percent\"\ndirection = \"higher\"\nshown_cap = " + std::string(cap) + "\n";
}

TEST(MonitorLimits, CapOfWhatIsShownIsForRetentionRatesOnly) {
  const MonitorLimitsDraft good = read_monitor_limits({"x.toml", capped("nine_year", "100")});
  EXPECT_TRUE(good.issues.empty());
  EXPECT_EQ(good.limits.find("nine_year")->shown_cap, 100);
  for (const std::string_view id : {"large_class_share", "national_nine_year", "dropout_junior"}) {
    const MonitorLimitsDraft bad = read_monitor_limits({"x.toml", capped(id, "100")});
    ASSERT_EQ(bad.issues.size(), 1U) << id;
    EXPECT_EQ(bad.issues.front().id(), "toml_not_one_of");
    EXPECT_EQ(bad.issues.front().where.row, 4U);
  }
  const MonitorLimitsDraft zero = read_monitor_limits({"x.toml", capped("junior_3y", "0")});
  ASSERT_EQ(zero.issues.size(), 1U);
  EXPECT_EQ(zero.issues.front().id(), "number_out_of_range");
}

TEST(MonitorLimits, BuiltInFileCapsNothing) {
  for (const MonitorValue& value : built_in_monitor_limits().values) EXPECT_EQ(value.shown_cap, std::nullopt) << value.id;
}

/// A monitor and the item of the standard of 2017 that count the same thing must not come apart.
TEST(MonitorLimits, AgreeWithTheItemsOfTheStandardThatTheyRepeat) {
  const Library library = load_packs(built_in_packs(), kAutumn2024);
  const std::vector<Item>& items = library.find("cn.quality-2017")->items;
  for (const auto& [value, item] : {std::pair{"teacher_pay_ratio", "G8"}, {"trained_share", "G9"}, {"certified_share", "G12"}}) {
    const auto found = std::ranges::find(items, item, &Item::id);
    ASSERT_NE(found, items.end()) << item;
    const auto& theirs = found->clauses.at(0).limits;
    const MonitorValue* own = built_in_monitor_limits().find(value);
    ASSERT_EQ(own->limits.size(), theirs.size()) << value;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      EXPECT_EQ(own->limits[i].from, theirs[i].from) << value;
      EXPECT_EQ(own->limits[i].until, theirs[i].until) << value;
      EXPECT_EQ(own->limits[i].value, theirs[i].value) << value;
      EXPECT_EQ(own->limits[i].source.document, theirs[i].source.document) << value;
    }
    EXPECT_EQ(own->direction, found->clauses.at(0).direction) << value;
  }
}

/// Private schools (10) and teaching points (218) have no posts by the ratio.
TEST(MonitorLimits, StaffingRatioIsNotForPrivateSchoolsAndTeachingPoints) {
  const MonitorLimits& limits = built_in_monitor_limits();
  EXPECT_TRUE(limits.is_for("pupils_per_staff", 7, 211));
  EXPECT_FALSE(limits.is_for("pupils_per_staff", 10, 211));
  EXPECT_FALSE(limits.is_for("pupils_per_staff", 7, 218));
  EXPECT_FALSE(limits.is_for("no_such_value", 7, 211));
  EXPECT_EQ(limits.in_force("pupils_per_staff", kAutumn2024, Stage::Senior, "city")->value, 12.5);
}

std::string ids(std::string_view text) {
  std::string out;
  for (const Issue& issue : read_monitor_limits({"x.toml", std::string(text)}).issues) out += issue.id() + " ";
  return out;
}

constexpr std::string_view kHead = "[monitors]\nid = \"x\"\ntitle = { zh = \"甲\", en = \"x\" }\n";

TEST(MonitorLimits, EveryFaultIsFound) {
  const std::string head(kHead);
  const std::string value = head + "[[value]]\nid = \"a\"\ntitle = { zh = \"甲\", en = \"a\" }\nunit = \"person\"\n";
  EXPECT_EQ(ids(value), "");
  EXPECT_EQ(ids(value + "[[value.limit]]\nfrom = 2020-01-01\nvalue = 1\n"), "value_without_source ");
  EXPECT_EQ(ids(value + "kinds_excluded = [999]\nfounders_excluded = [77]\n"), "code_not_in_list code_not_in_list ");
  EXPECT_EQ(ids(value + "colour = \"red\"\n"), "toml_unknown_key ");
  EXPECT_EQ(ids(head + "[[value]]\nid = \"a\"\ntitle = { zh = \"甲\", en = \"a\" }\nunit = \"furlong\"\n"), "unknown_unit ");
  EXPECT_EQ(ids(value + "[[value]]\nid = \"a\"\ntitle = { zh = \"甲\", en = \"a\" }\nunit = \"person\"\n"), "duplicate_id ");
  EXPECT_EQ(ids("not toml ["), "toml_syntax ");
}

TEST(MonitorLimits, EmbeddedFileHasNoFindings) {
  // Read again, since the built-in one keeps no findings.
  EXPECT_TRUE(lint_built_in_monitor_limits().empty());
}

}  // namespace
}  // namespace junheng::standards
