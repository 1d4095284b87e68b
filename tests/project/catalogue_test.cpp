// The message catalogues: what the source names stands in them, what stands in them is named, and both languages say the same.
#include "junheng/core/catalogue.h"

#include <algorithm>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "junheng/formats/toml.h"
#include "junheng/model/schema.h"
#include "project/source_tree.h"

namespace junheng::project {
namespace {

std::vector<SourceFile> program_files() { return source_files({"src/junheng", "apps"}, {".h", ".cpp"}); }

/// Names of the {placeholders}. A value that is itself a text in two languages comes as {name_zh} and {name_en}: it counts as {name}.
std::set<std::string> placeholders(std::string_view text, std::string_view language) {
  static const std::regex placeholder(R"(\{([a-z][a-z0-9_]*)\})");
  std::set<std::string> out;
  for (std::cregex_iterator at(text.begin(), text.end(), placeholder), end; at != end; ++at) {
    const std::string name = (*at)[1];
    out.insert(name.ends_with(language) ? name.substr(0, name.size() - language.size()) : name);
  }
  return out;
}

/// Whether each {name|one|many} goes with a {name} of the same text.
bool plurals_are_sound(std::string_view text) {
  static const std::regex plural(R"(\{([a-z][a-z0-9_]*)\|[^|{}]+\|[^|{}]+\})");
  static const std::regex barred(R"(\{[a-z][a-z0-9_]*\|)");
  const auto count = [&](const std::regex& what) {
    return std::distance(std::cregex_iterator(text.begin(), text.end(), what), std::cregex_iterator());
  };
  if (count(plural) != count(barred)) return false;
  for (std::cregex_iterator at(text.begin(), text.end(), plural), end; at != end; ++at)
    if (text.find("{" + (*at)[1].str() + "}") == std::string_view::npos) return false;
  return true;
}

/// Empty if the pair is sound.
std::string pair_fault(const detail::TextPair& pair) {
  if (pair.zh.empty() || pair.en.empty()) return "one language is empty";
  if (placeholders(pair.zh, "_zh") != placeholders(pair.en, "_en")) return "the placeholders differ between the languages";
  if (!plurals_are_sound(pair.zh) || !plurals_are_sound(pair.en)) return "a plural is not {name|one|many} beside {name}";
  // Between Chinese characters or placeholders the punctuation is full-width.
  static const std::regex half_width("([\xE4-\xE9][\x80-\xBF]{2}|\\})[,;:!?()]([\xE4-\xE9][\x80-\xBF]{2}|\\{)");
  if (std::regex_search(pair.zh.begin(), pair.zh.end(), half_width)) return "half-width punctuation in the Chinese text";
  return "";
}

std::string enumerator(std::string_view snake) {
  std::string out;
  bool is_start = true;
  for (const char c : snake) {
    if (c != '_') out += is_start ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    is_start = c == '_';
  }
  return out;
}

/// Codes that errors.toml keeps only so that their ids are never used again.
std::set<std::string> retired_codes() {
  std::set<std::string> out;
  const auto registry = formats::read_toml(JUNHENG_SOURCE_DIR "/src/junheng/core/errors.toml").value();
  for (const auto& [name, entry] : *registry.as_table())
    if (entry.find("retired") != nullptr) out.insert(name);
  return out;
}

/// Ids of columns of two words or more (birth_year): one word (sex) may be a key of a TOML file as well.
std::set<std::string, std::less<>> column_ids() {
  std::set<std::string, std::less<>> out;
  for (const model::TableSpec& table : model::table_specs())
    for (const auto columns : {table.columns, table.measures})
      for (const model::ColumnSpec& column : columns)
        if (column.id.find('_') != std::string_view::npos) out.emplace(column.id);
  return out;
}

/// The first id of a column that a Chinese text gives without its header: outside brackets, and not as a key with its value. Empty: none.
std::string bare_column(std::string_view zh, const std::set<std::string, std::less<>>& ids) {
  static const std::regex word("[a-z0-9_]+");
  for (std::cregex_iterator at(zh.begin(), zh.end(), word), end; at != end; ++at) {
    const std::string_view before = zh.substr(0, static_cast<std::size_t>(at->position()));
    const std::string_view after = zh.substr(before.size() + static_cast<std::size_t>(at->length()));
    const auto opened = before.rfind("（");
    const auto closed = before.rfind("）");
    const bool is_in_brackets = opened != std::string_view::npos && (closed == std::string_view::npos || closed < opened);
    if (ids.contains(at->str()) && !is_in_brackets && !after.starts_with(" = ") && !before.ends_with("{")) return at->str();
  }
  return "";
}

TEST(CatalogueColumns, ABareColumnIsFound) {
  const auto ids = column_ids();
  EXPECT_EQ(bare_column("改正 other_id。", ids), "other_id");
  EXPECT_EQ(bare_column("改正相关学校标识码（other_id）。", ids), "");
  EXPECT_EQ(bare_column("学校（见表）写 school_id", ids), "school_id");
  EXPECT_EQ(bare_column("写 school_year = 2024", ids), "");
}

TEST(Catalogue, ChineseMessagesNameColumnsByTheirHeaders) {
  const auto ids = column_ids();
  for (const detail::CodeEntry& entry : detail::code_entries()) {
    EXPECT_EQ(bare_column(entry.message.zh, ids), "") << entry.name << ": " << entry.message.zh;
    EXPECT_EQ(bare_column(entry.hint.zh, ids), "") << entry.name << ": " << entry.hint.zh;
  }
}

TEST(CataloguePair, FaultsAreFound) {
  EXPECT_EQ(pair_fault({"第 {row} 行", "row {row}"}), "");
  EXPECT_EQ(pair_fault({"", "row"}), "one language is empty");
  EXPECT_EQ(pair_fault({"行", ""}), "one language is empty");
  EXPECT_EQ(pair_fault({"第 {row} 行", "row {line}"}), "the placeholders differ between the languages");
  EXPECT_EQ(pair_fault({"写明 { document = \"…\" }", "Name { document = \"...\" }"}), "") << "TOML, no placeholder";
  EXPECT_EQ(pair_fault({"应为{kind_zh}", "{kind_en} is needed"}), "");
  EXPECT_EQ(pair_fault({"应为{kind_en}", "{kind_en} is needed"}), "the placeholders differ between the languages");
  EXPECT_EQ(pair_fault({"错误,重试", "Error, try again"}), "half-width punctuation in the Chinese text");
  EXPECT_EQ(pair_fault({"{path}:{reason}", "{path}: {reason}"}), "half-width punctuation in the Chinese text");
  EXPECT_EQ(pair_fault({"用 --map A,B（两个）", "Use --map A,B (two)"}), "");
  EXPECT_EQ(pair_fault({"{n} 所", "{n} {n|school|schools}"}), "");
  EXPECT_EQ(pair_fault({"{n} 所", "{n} {n|schools}"}), "a plural is not {name|one|many} beside {name}");
  EXPECT_EQ(pair_fault({"{n} 所", "{n} {m|school|schools}"}), "a plural is not {name|one|many} beside {name}");
}

TEST(Catalogue, EveryErrorSaysTheSameInBothLanguages) {
  for (const auto& entry : detail::code_entries()) {
    EXPECT_EQ(pair_fault(entry.message), "") << "message of " << entry.name;
    EXPECT_EQ(pair_fault(entry.hint), "") << "hint of " << entry.name;
  }
}

TEST(Catalogue, EveryTextSaysTheSameInBothLanguages) {
  for (const auto& entry : detail::text_entries()) EXPECT_EQ(pair_fault(entry.text), "") << entry.key;
}

TEST(Catalogue, EveryCheckSaysTheSameInBothLanguages) {
  for (const SourceFile& file : source_files({"checks"}, {".toml"})) {
    const auto parsed = formats::parse_toml(file.text, file.path).value();
    std::vector<Issue> faults;
    formats::TomlReader top(parsed, file.path, faults);
    for (formats::TomlReader& check : top.tables("check"))
      for (const char* key : {"message", "hint"}) {
        const Bilingual text = check.bilingual(key);
        EXPECT_EQ(pair_fault({text.zh, text.en}), "") << key << " of " << check.text("id") << " in " << file.path;
      }
  }
}

TEST(Catalogue, EveryTextThatTheSourceNamesExists) {
  // A member function of that name, as of TomlReader, is not meant.
  static const std::regex use(R"re((^|[^\w.>])text\(\s*"([^"]*)"\s*[,)])re");
  const auto entries = detail::text_entries();
  for (const SourceFile& file : program_files()) {
    const std::string code = without(file.text, {Part::Comment});
    for (std::sregex_iterator at(code.begin(), code.end(), use), end; at != end; ++at)
      EXPECT_TRUE(std::ranges::count(entries, (*at)[2].str(), &detail::TextEntry::key) == 1)
          << file.path << ":" << line_at(code, static_cast<std::size_t>(at->position(2))) << ": no text '" << (*at)[2] << "'";
  }
}

/// Codes and texts come with the modules that use them; only the whole program uses all.
bool is_program_whole() { return !source_files({"apps/junheng"}, {"main.cpp"}).empty(); }

TEST(Catalogue, EveryTextIsNamedBySource) {
  if (!is_program_whole()) GTEST_SKIP() << "there is no apps/junheng/main.cpp";
  std::set<std::string> literals;
  for (const SourceFile& file : program_files())
    for (std::string& literal : string_literals(file.text)) literals.insert(literal.substr(0, literal.find('{')));
  for (const auto& entry : detail::text_entries()) {
    // A key may be put together from a prefix that ends in a dot and an identifier.
    const bool is_named = std::ranges::any_of(literals, [&](const std::string& literal) {
      return literal == entry.key || (literal.ends_with('.') && literal.size() > 1 && entry.key.starts_with(literal));
    });
    EXPECT_TRUE(is_named) << "nothing in src or apps names the text '" << entry.key << "'";
  }
}

TEST(Catalogue, EveryCodeIsUsed) {
  if (!is_program_whole()) GTEST_SKIP() << "there is no apps/junheng/main.cpp";
  static const std::regex use("\\bCode::(\\w+)");
  std::set<std::string> used;
  for (const SourceFile& file : program_files()) {
    const std::string code = without(file.text, {Part::Comment, Part::Literal});
    for (std::sregex_iterator at(code.begin(), code.end(), use), end; at != end; ++at) used.insert((*at)[1]);
  }
  const auto retired = retired_codes();
  for (const auto& entry : detail::code_entries()) {
    const bool is_used = used.contains(enumerator(entry.name));
    EXPECT_NE(is_used, retired.contains(std::string(entry.name)))
        << entry.name << (is_used ? " is retired, but used" : ": no code of the program reports it; use it, or mark it 'retired = true'");
  }
}

}  // namespace
}  // namespace junheng::project
