#include "junheng/formats/json_writer.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <random>

namespace junheng::formats {
namespace {

using nlohmann::json;

std::string read_back(std::string_view text) {
  JsonWriter writer;
  writer.value(text);
  return json::parse(writer.text()).get<std::string>();
}

TEST(JsonWriter, EmptyContainers) {
  JsonWriter writer(JsonWriter::Layout::Indented);
  writer.begin_object().key("a").begin_array().end_array().key("b").begin_object().end_object().end_object();
  EXPECT_EQ(writer.text(), "{\n  \"a\": [],\n  \"b\": {}\n}");
}

TEST(JsonWriter, CompactKeepsTheOrderOfTheCalls) {
  JsonWriter writer;
  writer.begin_object().member("z", 1).member("a", "x").key("list").begin_array().value(1.5).value(true).null().end_array().end_object();
  EXPECT_EQ(writer.take(), R"({"z":1,"a":"x","list":[1.5,true,null]})");
}

TEST(JsonWriter, IndentedHasOneMemberPerLine) {
  JsonWriter writer(JsonWriter::Layout::Indented);
  writer.begin_object().key("list").begin_array().value(1).value(2).end_array().end_object();
  EXPECT_EQ(writer.text(), "{\n  \"list\": [\n    1,\n    2\n  ]\n}");
}

TEST(JsonWriter, NumbersAreShortestAndMissingIsNull) {
  JsonWriter writer;
  writer.begin_array().value(12.0).value(0.1).value(std::optional<double>{}).value(std::optional<double>{3.0});
  writer.value(std::numeric_limits<double>::quiet_NaN()).value(std::numeric_limits<double>::infinity());
  writer.value(std::numeric_limits<std::int64_t>::min()).value(std::uint32_t{4294967295U}).value(std::size_t{7}).end_array();
  EXPECT_EQ(writer.text(), "[12,0.1,null,3,null,null,-9223372036854775808,4294967295,7]");
}

TEST(JsonWriter, RawIsTakenOverWithItsComma) {
  JsonWriter writer;
  writer.begin_array().value(1).raw("{\"a\":2}").value(3).end_array();
  EXPECT_EQ(writer.text(), "[1,{\"a\":2},3]");
}

TEST(JsonWriter, ControlCharactersQuotesAndChineseReadBack) {
  std::string text = "均衡\"\\/\x7F 校\n";
  for (char c = 0; c < 0x20; ++c) text += c;
  EXPECT_EQ(read_back(text), text);
}

TEST(JsonWriter, KeysAreEscapedToo) {
  JsonWriter writer;
  writer.begin_object().member("a\"\n", 1).end_object();
  EXPECT_EQ(json::parse(writer.text()).begin().key(), "a\"\n");
}

TEST(JsonWriter, BrokenUtf8IsReplaced) {
  EXPECT_EQ(read_back("a\xFFz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(read_back("\xE5\xAD"), "\xEF\xBF\xBD");
}

TEST(JsonWriter, RandomBytesAlwaysGiveJson) {
  std::mt19937 random(3);
  for (int i = 0; i < 2'000; ++i) {
    std::string text(random() % 40, '\0');
    for (char& c : text) c = static_cast<char>(random());
    JsonWriter writer;
    writer.begin_object().member(text, text).end_object();
    ASSERT_TRUE(json::accept(writer.text())) << writer.text();
  }
}

}  // namespace
}  // namespace junheng::formats
