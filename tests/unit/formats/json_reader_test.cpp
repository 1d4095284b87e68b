#include "junheng/formats/json_reader.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"

namespace junheng::formats {
namespace {

JsonReader read(std::string_view text) { return JsonReader::parse(text).value(); }

std::string faults(JsonReader& reader) {
  const auto sound = reader.finish();
  return sound ? "" : sound.error().params[1].second;
}

TEST(JsonReader, ValuesAreRead) {
  JsonReader reader = read(R"({"text":"县","number":1.5,"whole":7,"flag":true,"choice":"b","none":null,"list":["x","y"]})");
  EXPECT_EQ(reader.text("text"), "县");
  EXPECT_EQ(reader.number("number"), 1.5);
  EXPECT_EQ(reader.integer("whole"), 7);
  EXPECT_TRUE(reader.flag("flag"));
  EXPECT_EQ(reader.one_of("choice", {"a", "b"}), "b");
  EXPECT_EQ(reader.maybe_text("none"), std::nullopt);
  EXPECT_EQ(reader.maybe_number("absent"), std::nullopt);
  EXPECT_EQ(reader.texts("list"), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(faults(reader), "");
}

TEST(JsonReader, WholeNumberMayBeWrittenWithAPoint) {
  JsonReader reader = read(R"({"a":3.0,"b":3.5,"c":18446744073709551615})");
  EXPECT_EQ(reader.integer("a"), 3);
  EXPECT_EQ(reader.integer("b"), 0);
  EXPECT_EQ(reader.integer("c"), 0);
  EXPECT_EQ(faults(reader), "b = 3.5: a whole number is needed; c = 18446744073709551615: a whole number is needed");
}

TEST(JsonReader, AllFaultsAreReportedWithTheirPlace) {
  JsonReader reader = read(R"({"changes":[{"value":1},{"value":-2,"extra":0},7]})");
  for (JsonReader& change : reader.objects("changes", 10)) (void)change.number("value", {.min = 0});
  (void)reader.text("name");
  EXPECT_EQ(faults(reader),
            "changes[2] = 7: an object {...} is needed; changes[1].value = -2: a number is needed, at least 0; name: is missing; "
            "changes[1].extra: is no known key");
}

TEST(JsonReader, LengthsAreInCharacters) {
  JsonReader reader = read(R"({"a":"县县","b":"县县县","list":["1","2","3"]})");
  EXPECT_EQ(reader.text("a", {.min = 1, .max = 2}), "县县");
  EXPECT_EQ(reader.text("b", {.min = 1, .max = 2}), "");
  EXPECT_TRUE(reader.texts("list", 2).empty());
  EXPECT_EQ(faults(reader), "b = \"县县县\": from 1 to 2 characters are needed; list = […]: an array of at most 2 entries is needed");
}

TEST(JsonReader, ScalarMayBeNullButNotAbsent) {
  JsonReader reader = read(R"({"a":null,"b":2,"c":2.5,"d":[]})");
  EXPECT_EQ(reader.scalar("a"), JsonScalar());
  EXPECT_EQ(reader.scalar("b"), JsonScalar(std::int64_t{2}));
  EXPECT_EQ(reader.scalar("c"), JsonScalar(2.5));
  (void)reader.scalar("d");
  (void)reader.scalar("e");
  EXPECT_EQ(faults(reader), "d = […]: a single value is needed; e: is missing");
}

TEST(JsonReader, TextsThatAreNoSoundJson) {
  const std::string deep = std::string(65, '[') + std::string(65, ']');
  for (const std::string& text : {std::string(), std::string("{"), std::string(R"({"a":1,"a":2})"), deep, std::string("{\"a\":\"\xFF\"}"),
                                  std::string("{} x"), std::string("{\"a\":NaN}"), std::string("{'a':1}"), std::string("{\"a\":1,}")})
    EXPECT_EQ(JsonReader::parse(text).error().code, Code::JsonSyntax) << text;
  EXPECT_EQ(JsonReader::parse("[]").error().code, Code::BadJsonValue);
  EXPECT_EQ(JsonReader::parse("3").error().code, Code::BadJsonValue);
}

TEST(JsonReader, SameKeyInTwoObjectsIsNoFault) { EXPECT_TRUE(JsonReader::parse(R"({"a":[{"x":1},{"x":2}],"b":{"x":{"x":3}}})")); }

}  // namespace
}  // namespace junheng::formats
