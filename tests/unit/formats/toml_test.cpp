#include "junheng/formats/toml.h"
#include "junheng/core/codes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "junheng/formats/file.h"
#include "refusal.h"
#include "scratch_folder.h"

namespace junheng::formats {
namespace {

TomlValue parsed(std::string_view text) { return parse_toml(text, "t.toml").value(); }

std::vector<std::string> keys_of(const TomlValue& value) {
  std::vector<std::string> keys;
  for (const auto& [key, entry] : *value.as_table()) keys.push_back(key);
  return keys;
}

/// Ids of the issues in the order of their reporting.
std::vector<std::string> ids_of(const std::vector<Issue>& issues) {
  std::vector<std::string> ids;
  for (const Issue& issue : issues) ids.push_back(issue.id());
  return ids;
}

using Words = std::vector<std::string>;

TEST(ParseToml, EmptyTextIsAnEmptyTable) { EXPECT_TRUE(parsed("").as_table()->empty()); }

TEST(ParseToml, EntriesKeepTheOrderOfTheFile) {
  const TomlValue root = parsed("z = 1\nb = 2\n[m]\ny = 1\nx = 2\na = { q = 1, c = 2 }\n[d.z]\n[d.e]\n[[k]]\n");
  EXPECT_EQ(keys_of(root), (Words{"z", "b", "m", "d", "k"}));
  EXPECT_EQ(keys_of(*root.find("m")), (Words{"y", "x", "a"}));
  EXPECT_EQ(keys_of(*root.find("m")->find("a")), (Words{"q", "c"}));
  EXPECT_EQ(keys_of(*root.find("d")), (Words{"z", "e"}));
}

TEST(ParseToml, ValuesKnowTheirPlace) {
  const TomlValue root = parsed("a = 1\n\n[t]\n  b = 'x'\n[[list]]\n[[list]]\nc = 1\n");
  EXPECT_EQ(root.find("a")->line, 1U);
  EXPECT_EQ(root.find("a")->column, 5U);
  EXPECT_EQ(root.find("t")->line, 3U);
  EXPECT_EQ(root.find("t")->find("b")->line, 4U);
  EXPECT_EQ((*root.find("list")->as_array())[1].line, 6U);
}

TEST(ParseToml, EveryTypeArrives) {
  const TomlValue root = parsed("b = true\ni = -3\nf = 2.5\ns = '学'\nd = 2017-04-19\nl = [1, 2]\nt = 10:00:00\n");
  EXPECT_EQ(std::get<bool>(root.find("b")->value), true);
  EXPECT_EQ(std::get<std::int64_t>(root.find("i")->value), -3);
  EXPECT_EQ(std::get<double>(root.find("f")->value), 2.5);
  EXPECT_EQ(std::get<std::string>(root.find("s")->value), "学");
  EXPECT_EQ(std::get<Date>(root.find("d")->value), (Date{2017, 4, 19}));
  EXPECT_EQ(root.find("l")->as_array()->size(), 2U);
  EXPECT_EQ(root.find("t")->type_name(), "time");
  EXPECT_EQ(root.find("absent"), nullptr);
}

TEST(ParseToml, SyntaxErrorNamesLineAndColumn) {
  EXPECT_TRUE(refused(parse_toml("a = 1\nb = \n", "pack.toml"), Code::TomlSyntax, {"pack.toml", "line 2"}));
  EXPECT_TRUE(refused(parse_toml("a = 1\na = 2\n", "pack.toml"), Code::TomlSyntax, {"line 2"}));
}

TEST(ParseToml, BytesThatAreNotUtf8NameTheirLine) {
  EXPECT_TRUE(refused(parse_toml("a = '\xFF'\n", "pack.toml"), Code::TomlNotUtf8, {"line 1", "not UTF-8"}));
  // 标题 in GB18030.
  EXPECT_TRUE(refused(parse_toml("a = 1\n\nb = '\xB1\xEA\xCC\xE2'\n", "pack.toml"), Code::TomlNotUtf8, {"pack.toml", "line 3"}));
}

TEST(ParseToml, ChinesePunctuationInPlaceOfAsciiIsRefused) {
  for (const char* text : {"a = 1\n。b = 2\n", "a = 1\n、", "a。= 1\n", "a = 1 、\n", "a = “x”\n", "é", "a ＝ 1\n", "[a】\n"})
    EXPECT_TRUE(refused(parse_toml(text, "pack.toml"), Code::TomlSyntax, {"pack.toml"})) << text;
}

TEST(ParseToml, EndlessKeysAreRefused) {
  std::string header = "\n[";
  std::string quoted;
  for (int i = 0; i < 200'000; ++i) header += "a . ";
  for (int i = 0; i < 200'000; ++i) quoted += "\"a b\".";
  EXPECT_TRUE(refused(parse_toml(header + "a]\n", "pack.toml"), Code::TomlSyntax, {"pack.toml", "line 2", "too many parts"}));
  EXPECT_TRUE(refused(parse_toml(quoted + "a = 1\n", "pack.toml"), Code::TomlSyntax, {"line 1", "too many parts"}));
}

TEST(ParseToml, EndlessKeysBehindQuotesAreRefused) {
  const auto repeated = [](std::string_view part) {
    std::string text;
    for (int i = 0; i < 300'000; ++i) text += part;
    return text;
  };
  const std::vector<std::string> texts = {
      "[" + repeated(R"("\"".)") + "a]\n",
      R"(x = { a = """ " """, )" + repeated(R"("b".)") + "c = 1 }\n",
      "x = { a = ''' ' ''', " + repeated("'b'.") + "c = 1 }\n",
      R"(x = { a = """"" """"", )" + repeated(R"("b".)") + "c = 1 }\n",
      "# it's\n[" + repeated("'b'.") + "c]\n",
  };
  for (const std::string& text : texts)
    EXPECT_TRUE(refused(parse_toml(text, "pack.toml"), Code::TomlSyntax, {"too many parts"})) << text.substr(0, 40);
}

TEST(ParseToml, ManyDotsElsewhereAreFine) {
  std::string numbers = "n = [";
  std::string prose = "s = \"";
  for (int i = 0; i < 100; ++i) numbers += "1.5, ";
  for (int i = 0; i < 100; ++i) prose += "One two. ";
  prose += std::string(100, '.') + "\"\n# it's " + std::string(100, '.') + "\nl = \"\"\"a\\\" \"\" a" + std::string(100, '.') +
           "\n.\"\"\"\"\"\n";
  EXPECT_TRUE(parse_toml(numbers + "]\n" + prose + "[a.b.c]\n", "pack.toml"));
}

TEST(ReadToml, ReadsAFile) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("a.toml"), "a = 1\n"));
  EXPECT_NE(read_toml(folder.file("a.toml")).value().find("a"), nullptr);
  EXPECT_TRUE(refused(read_toml(folder.file("b.toml")), Code::PathMissing, {"b.toml"}));
}

TEST(TomlReader, ReadsEveryKindOfValue) {
  const TomlValue root = parsed(R"(
s = "x"
n = 3
f = 0.5
i = 7
flag = true
day = 2024-09-01
title = { zh = "甲", en = "A" }
words = ["a", "b"]
values = [1, 2.5]
severity = "error"
[sub]
inner = 1
[[item]]
id = "one"
[[item]]
id = "two"
)");
  std::vector<Issue> issues;
  TomlReader reader(root, "t.toml", issues);
  EXPECT_EQ(reader.text("s"), "x");
  EXPECT_EQ(reader.number("n"), 3);
  EXPECT_EQ(reader.maybe_number("f"), 0.5);
  EXPECT_EQ(reader.integer_or("i", 1), 7);
  EXPECT_TRUE(reader.flag_or("flag", false));
  EXPECT_EQ(reader.date("day"), (Date{2024, 9, 1}));
  EXPECT_EQ(reader.bilingual("title"), (Bilingual{"甲", "A"}));
  EXPECT_EQ(reader.texts("words"), (Words{"a", "b"}));
  EXPECT_EQ(reader.numbers_or_empty("values"), (std::vector<double>{1, 2.5}));
  EXPECT_EQ(reader.one_of("severity", {"error", "warning"}, "warning"), "error");
  auto sub = reader.table("sub");
  ASSERT_TRUE(sub);
  EXPECT_EQ(sub->number("inner"), 1);
  auto items = reader.tables("item");
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[1].text("id"), "two");
  EXPECT_EQ(items[1].line(), 16U);
  sub->finish();
  reader.finish();
  EXPECT_TRUE(issues.empty()) << issues.front().message(Lang::En);
}

TEST(TomlReader, AbsentOptionalKeysGiveTheFallback) {
  const TomlValue root = parsed("");
  std::vector<Issue> issues;
  TomlReader reader(root, "t.toml", issues);
  EXPECT_EQ(reader.text_or("s", "y"), "y");
  EXPECT_EQ(reader.maybe_number("n"), std::nullopt);
  EXPECT_EQ(reader.integer_or("i", 4), 4);
  EXPECT_TRUE(reader.flag_or("b", true));
  EXPECT_EQ(reader.maybe_date("d"), std::nullopt);
  EXPECT_EQ(reader.bilingual_or_empty("t"), Bilingual{});
  EXPECT_TRUE(reader.texts_or_empty("l").empty());
  EXPECT_EQ(reader.one_of("o", {"a"}, "a"), "a");
  EXPECT_FALSE(reader.table("x"));
  EXPECT_TRUE(reader.tables("y").empty());
  EXPECT_FALSE(reader.has("s"));
  reader.finish();
  EXPECT_TRUE(issues.empty());
}

TEST(TomlReader, MissingKeyIsReportedOnceWithTheTablesLine) {
  const TomlValue root = parsed("\n[pack]\n");
  std::vector<Issue> issues;
  TomlReader reader(root, "t.toml", issues);
  auto pack = reader.table("pack");
  EXPECT_EQ(pack->text("id"), "");
  EXPECT_EQ(pack->text("id"), "");
  ASSERT_EQ(ids_of(issues), (Words{"toml_missing_key"}));
  EXPECT_EQ(issues[0].where, (Location{"t.toml", "", 2, 0, ""}));
  EXPECT_EQ(issues[0].message(Lang::En), "'id' is missing; a text in quotes is needed");
  EXPECT_EQ(issues[0].message(Lang::Zh).find('{'), std::string::npos);
  EXPECT_NE(issues[0].hint(Lang::Zh).find("id"), std::string::npos);
}

TEST(TomlReader, WrongTypesAreReportedAndReadAsTheDefault) {
  const TomlValue root =
      parsed("s = 1\nn = '4'\ni = 1.5\nb = 1\nd = '2024-09-01'\nt = 'x'\nw = ['a', 1]\nv = 3\nsub = 1\nitems = [1]\ng = nan\n");
  std::vector<Issue> issues;
  TomlReader reader(root, "t.toml", issues);
  EXPECT_EQ(reader.text("s"), "");
  EXPECT_EQ(reader.number("n"), 0);
  EXPECT_EQ(reader.integer_or("i", 9), 9);
  EXPECT_TRUE(reader.flag_or("b", true));
  EXPECT_EQ(reader.maybe_date("d"), std::nullopt);
  EXPECT_EQ(reader.bilingual("t"), Bilingual{});
  EXPECT_TRUE(reader.texts("w").empty());
  EXPECT_TRUE(reader.numbers_or_empty("v").empty());
  EXPECT_FALSE(reader.table("sub"));
  EXPECT_TRUE(reader.tables("items").empty());
  EXPECT_EQ(reader.maybe_number("g"), std::nullopt);
  ASSERT_EQ(issues.size(), 11U);
  EXPECT_EQ(std::ranges::count(issues, "toml_wrong_type", &Issue::id), 11);
  EXPECT_EQ(issues[1].where.row, 2U);
  EXPECT_EQ(issues[1].message(Lang::En), "'n' must be a number but is a text in quotes 4");
  EXPECT_EQ(issues[1].message(Lang::Zh).find('{'), std::string::npos);
}

TEST(TomlReader, BilingualNeedsExactlyBothLanguages) {
  const TomlValue root = parsed("a = { zh = '甲' }\nb = { zh = '甲', en = 'A', fr = 'A' }\n");
  std::vector<Issue> issues;
  TomlReader reader(root, "t.toml", issues);
  EXPECT_EQ(reader.bilingual("a"), Bilingual{});
  EXPECT_EQ(reader.bilingual_or_empty("b"), Bilingual{});
  EXPECT_EQ(ids_of(issues), (Words{"toml_wrong_type", "toml_wrong_type"}));
}

TEST(TomlReader, WordOutsideTheListNamesTheList) {
  const TomlValue root = parsed("kind = 'flor'\n");
  std::vector<Issue> issues;
  TomlReader reader(root, "t.toml", issues);
  EXPECT_EQ(reader.one_of("kind", {"standard", "floor"}, "standard"), "standard");
  ASSERT_EQ(ids_of(issues), (Words{"toml_not_one_of"}));
  EXPECT_EQ(issues[0].message(Lang::En), "'kind' cannot be 'flor'");
  EXPECT_EQ(issues[0].hint(Lang::En), "Use one of: standard, floor.");
}

TEST(TomlReader, UnknownKeyHasTheNearestAsHint) {
  const TomlValue root = parsed("scale = 1\nscael = 2\n");
  std::vector<Issue> issues;
  TomlReader reader(root, "t.toml", issues);
  EXPECT_EQ(reader.number("scale"), 1);
  reader.finish();
  ASSERT_EQ(ids_of(issues), (Words{"toml_unknown_key"}));
  EXPECT_EQ(issues[0].where.row, 2U);
  EXPECT_EQ(issues[0].message(Lang::En), "There is no key 'scael' here");
  EXPECT_EQ(issues[0].hint(Lang::En), "Did you mean 'scale'? Known keys: scale.");
}

TEST(TomlReader, UnknownKeyMayBeEmpty) {
  const TomlValue root = parsed("a = 1\n'' = 2\n");
  std::vector<Issue> issues;
  TomlReader reader(root, "t.toml", issues);
  EXPECT_EQ(reader.number("a"), 1);
  reader.finish();
  ASSERT_EQ(ids_of(issues), (Words{"toml_unknown_key"}));
  EXPECT_EQ(issues[0].where.row, 2U);
  EXPECT_EQ(issues[0].message(Lang::En), "There is no key '' here");
}

TEST(TomlReader, RestTakesWhatNothingHasRead) {
  const TomlValue root = parsed("a = 1\nz = 2\nb = 3\n");
  std::vector<Issue> issues;
  TomlReader reader(root, "t.toml", issues);
  EXPECT_EQ(reader.number("z"), 2);
  const TomlTable rest = reader.rest();
  ASSERT_EQ(rest.size(), 2U);
  EXPECT_EQ(rest[0].first, "a");
  EXPECT_EQ(rest[1].first, "b");
  reader.finish();
  EXPECT_TRUE(issues.empty());
}

TEST(TomlReader, ReportPointsAtTheKey) {
  const TomlValue root = parsed("a = 1\nb = 2\n");
  std::vector<Issue> issues;
  TomlReader reader(root, "t.toml", issues);
  reader.report(Code::TomlNotOneOf, "2", {{"allowed", "3"}}, "b");
  EXPECT_EQ(issues[0].where.row, 2U);
  EXPECT_EQ(reader.line_of("b"), 2U);
}

}  // namespace
}  // namespace junheng::formats
