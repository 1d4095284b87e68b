// The parts of measures that the program keeps below their wholes are those of which the checks say so.
#include "junheng/model/measure_parts.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "junheng/formats/toml.h"

namespace junheng::ingest {
namespace {

using formats::TomlValue;

std::string text_of(const TomlValue& check, std::string_view key) {
  const TomlValue* found = check.find(key);
  const auto* text = found == nullptr ? nullptr : std::get_if<std::string>(&found->value);
  return text == nullptr ? "" : *text;
}

std::vector<std::string> texts_of(const TomlValue& check, std::string_view key) {
  std::vector<std::string> out;
  if (const TomlValue* list = check.find(key))
    for (const TomlValue& each : *list->as_array()) out.push_back(std::get<std::string>(each.value));
  return out;
}

bool is_part_of(std::string_view part, std::string_view whole) {
  for (auto at = model::whole_of(part); at; at = model::whole_of(*at))
    if (*at == whole) return true;
  return false;
}

// A part that moves with its whole may be above it in a what-if, and boarders above the beds are no fault.
TEST(MeasureParts, AreThoseOfTheChecks) {
  std::size_t checked = 0;
  for (const char* file : {"teachers", "facilities", "pupils"}) {
    const TomlValue checks = formats::read_toml(std::string(JUNHENG_SOURCE_DIR "/checks/") + file + ".toml").value();
    for (const TomlValue& check : *checks.find("check")->as_array()) {
      const bool is_of_stages = text_of(check, "rule") == "not_above" && text_of(check, "table") == "stage_facts";
      if (!is_of_stages || check.find("moves_with_whole") != nullptr || text_of(check, "severity") == "info") continue;
      for (const std::string& part : texts_of(check, "parts")) {
        EXPECT_TRUE(is_part_of(part, text_of(check, "whole"))) << part << " of " << text_of(check, "whole");
        ++checked;
      }
    }
  }
  EXPECT_GE(checked, 20U);
}

TEST(MeasureParts, DegreesOfTheChecksAreTheDegrees) {
  const TomlValue checks = formats::read_toml(JUNHENG_SOURCE_DIR "/checks/teachers.toml").value();
  bool is_found = false;
  for (const TomlValue& check : *checks.find("check")->as_array()) {
    if (text_of(check, "id") != "degrees_below_teachers") continue;
    is_found = true;
    const std::vector<std::string> degrees(model::kTeacherDegrees.begin(), model::kTeacherDegrees.end());
    EXPECT_EQ(texts_of(check, "parts"), degrees);
  }
  EXPECT_TRUE(is_found);
}

TEST(MeasureParts, WholeOfNothingIsNone) {
  EXPECT_FALSE(model::whole_of("teachers"));
  EXPECT_FALSE(model::whole_of("books"));
}

}  // namespace
}  // namespace junheng::ingest
