#include "junheng/standards/monitor_limits.h"

#include <gtest/gtest.h>

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
