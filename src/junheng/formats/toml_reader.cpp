#include "junheng/core/codes.h"
#include "junheng/formats/toml.h"

#include <algorithm>
#include <cmath>

#include "junheng/core/text.h"
#include "junheng/formats/number_text.h"

namespace junheng::formats {

/// In both languages, for messages: {expected_zh}, {expected_en} or {found_zh}, {found_en}.
struct TomlTypeName {
  std::string_view zh;
  std::string_view en;
};

namespace {

using TypeName = TomlTypeName;

constexpr TypeName kText{"文字", "a text in quotes"};
constexpr TypeName kNumber{"数字", "a number"};
constexpr TypeName kInteger{"整数", "a whole number"};
constexpr TypeName kFlag{"true 或 false", "true or false"};
constexpr TypeName kDate{"日期（如 2024-09-01）", "a date such as 2024-09-01"};
constexpr TypeName kBilingual{"{ zh = \"…\", en = \"…\" }", "{ zh = \"...\", en = \"...\" }"};
constexpr TypeName kTexts{"文字数组", "an array of texts"};
constexpr TypeName kNumbers{"数字数组", "an array of numbers"};
constexpr TypeName kTable{"表", "a table"};
constexpr TypeName kTables{"表数组（[[…]]）", "an array of tables ([[...]])"};

TypeName found_type(const TomlValue& value) {
  struct Name {
    TypeName operator()(std::monostate) const { return {"时刻", "a time"}; }
    TypeName operator()(bool) const { return kFlag; }
    TypeName operator()(std::int64_t) const { return kNumber; }
    TypeName operator()(double) const { return kNumber; }
    TypeName operator()(const std::string&) const { return kText; }
    TypeName operator()(const Date&) const { return kDate; }
    TypeName operator()(const TomlArray&) const { return {"数组", "an array"}; }
    TypeName operator()(const TomlTable&) const { return kTable; }
  };
  return std::visit(Name{}, value.value);
}

/// The value as it stands in the file, where it is short enough to show; a table or an array is not.
std::string shown(const TomlValue& value) {
  struct Show {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return std::isfinite(number) ? number_text(number) : std::string("nan/inf"); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const Date& date) const { return to_string(date); }
    std::string operator()(const TomlArray&) const { return {}; }
    std::string operator()(const TomlTable&) const { return {}; }
  };
  constexpr std::size_t kShownCharacters = 40;
  return abbreviate(std::visit(Show{}, value.value), kShownCharacters);
}

/// Not finite numbers count as no number: no quantity of ours is infinite.
std::optional<double> to_number(const TomlValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value.value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value.value); real != nullptr && std::isfinite(*real)) return *real;
  return std::nullopt;
}

template <typename T>
std::optional<T> to_type(const TomlValue& value) {
  const T* found = std::get_if<T>(&value.value);
  return found == nullptr ? std::nullopt : std::optional<T>(*found);
}

/// Every element converted, or nullopt if the value is no array or an element does not convert.
template <typename T, typename Convert>
std::optional<std::vector<T>> to_list(const TomlValue& value, const Convert& convert) {
  const TomlArray* array = value.as_array();
  if (array == nullptr) return std::nullopt;
  std::vector<T> out;
  out.reserve(array->size());
  for (const TomlValue& element : *array) {
    auto converted = convert(element);
    if (!converted) return std::nullopt;
    out.push_back(std::move(*converted));
  }
  return out;
}

std::optional<std::vector<std::string>> to_texts(const TomlValue& value) { return to_list<std::string>(value, to_type<std::string>); }

/// Exactly the keys zh and en, both texts.
std::optional<Bilingual> to_bilingual(const TomlValue& value) {
  const TomlTable* entries = value.as_table();
  const TomlValue* zh = value.find("zh");
  const TomlValue* en = value.find("en");
  if (entries == nullptr || entries->size() != 2 || zh == nullptr || en == nullptr) return std::nullopt;
  auto zh_text = to_type<std::string>(*zh);
  auto en_text = to_type<std::string>(*en);
  if (!zh_text || !en_text) return std::nullopt;
  return Bilingual{std::move(*zh_text), std::move(*en_text)};
}

template <typename Range>
std::string joined(const Range& words) {
  std::string out;
  for (const auto& word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

}  // namespace

TomlReader::TomlReader(const TomlValue& table, std::string file, std::vector<Issue>& issues)
    : table_(&table), file_(std::move(file)), issues_(&issues) {}

bool TomlReader::has(std::string_view key) const { return table_->find(key) != nullptr; }

std::uint32_t TomlReader::line_of(std::string_view key) const {
  const TomlValue* found = table_->find(key);
  return found == nullptr ? line() : found->line;
}

void TomlReader::report(Code code, std::string value, Params params, std::optional<std::string_view> key) {
  if (key) params.emplace_back("key", *key);
  issues_->push_back(make_issue(code, Location{file_, "", key ? line_of(*key) : line(), 0, ""}, std::move(value), std::move(params)));
}

bool TomlReader::mark_read(std::string_view key) {
  if (std::ranges::find(known_, key) != known_.end()) return false;
  known_.emplace_back(key);
  return true;
}

void TomlReader::report_type(const TomlValue& found, const TomlTypeName& expected, std::string_view key) {
  const TypeName type = found_type(found);
  report(Code::TomlWrongType, shown(found),
         {{"expected_zh", std::string(expected.zh)},
          {"expected_en", std::string(expected.en)},
          {"found_zh", std::string(type.zh)},
          {"found_en", std::string(type.en)}},
         key);
}

template <typename Convert>
auto TomlReader::read(std::string_view key, Presence presence, const TomlTypeName& expected, const Convert& convert)
    -> decltype(convert(std::declval<const TomlValue&>())) {
  const bool is_first = mark_read(key);
  const TomlValue* found = table_->find(key);
  if (found == nullptr) {
    if (presence == Presence::Required && is_first)
      report(Code::TomlMissingKey, "", {{"expected_zh", std::string(expected.zh)}, {"expected_en", std::string(expected.en)}}, key);
    return std::nullopt;
  }
  auto converted = convert(*found);
  if (!converted && is_first) report_type(*found, expected, key);
  return converted;
}

std::string TomlReader::text(std::string_view key) { return read(key, Presence::Required, kText, to_type<std::string>).value_or(""); }

std::string TomlReader::text_or(std::string_view key, std::string_view fallback) {
  return read(key, Presence::Optional, kText, to_type<std::string>).value_or(std::string(fallback));
}

double TomlReader::number(std::string_view key) { return read(key, Presence::Required, kNumber, to_number).value_or(0); }

std::optional<double> TomlReader::maybe_number(std::string_view key) { return read(key, Presence::Optional, kNumber, to_number); }

std::int64_t TomlReader::integer_or(std::string_view key, std::int64_t fallback) {
  return read(key, Presence::Optional, kInteger, to_type<std::int64_t>).value_or(fallback);
}

bool TomlReader::flag_or(std::string_view key, bool fallback) {
  return read(key, Presence::Optional, kFlag, to_type<bool>).value_or(fallback);
}

std::optional<Date> TomlReader::maybe_date(std::string_view key) { return read(key, Presence::Optional, kDate, to_type<Date>); }

Date TomlReader::date(std::string_view key) { return read(key, Presence::Required, kDate, to_type<Date>).value_or(Date{}); }

Bilingual TomlReader::bilingual(std::string_view key) {
  return read(key, Presence::Required, kBilingual, to_bilingual).value_or(Bilingual{});
}

Bilingual TomlReader::bilingual_or_empty(std::string_view key) {
  return read(key, Presence::Optional, kBilingual, to_bilingual).value_or(Bilingual{});
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
  return read(key, Presence::Required, kTexts, to_texts).value_or(std::vector<std::string>{});
}

std::vector<std::string> TomlReader::texts_or_empty(std::string_view key) {
  return read(key, Presence::Optional, kTexts, to_texts).value_or(std::vector<std::string>{});
}

std::vector<double> TomlReader::numbers_or_empty(std::string_view key) {
  const auto convert = [](const TomlValue& value) { return to_list<double>(value, to_number); };
  return read(key, Presence::Optional, kNumbers, convert).value_or(std::vector<double>{});
}

std::string TomlReader::one_of(std::string_view key, std::initializer_list<std::string_view> allowed, std::string_view fallback) {
  const bool is_first = std::ranges::find(known_, key) == known_.end();
  std::string word = text_or(key, fallback);
  if (word == fallback || std::ranges::find(allowed, word) != allowed.end()) return word;
  if (is_first) report(Code::TomlNotOneOf, word, {{"allowed", joined(allowed)}}, key);
  return std::string(fallback);
}

std::optional<TomlReader> TomlReader::table(std::string_view key) {
  const auto convert = [&](const TomlValue& value) {
    return value.as_table() == nullptr ? std::nullopt : std::optional<TomlReader>(TomlReader(value, file_, *issues_));
  };
  return read(key, Presence::Optional, kTable, convert);
}

std::vector<TomlReader> TomlReader::tables(std::string_view key) {
  const auto convert_one = [&](const TomlValue& value) {
    return value.as_table() == nullptr ? std::nullopt : std::optional<TomlReader>(TomlReader(value, file_, *issues_));
  };
  const auto convert = [&](const TomlValue& value) { return to_list<TomlReader>(value, convert_one); };
  return read(key, Presence::Optional, kTables, convert).value_or(std::vector<TomlReader>{});
}

TomlTable TomlReader::rest() {
  TomlTable out;
  for (const auto& entry : *table_->as_table())
    if (mark_read(entry.first)) out.push_back(entry);
  return out;
}

void TomlReader::finish() {
  for (const auto& [key, value] : *table_->as_table()) {
    if (std::ranges::find(known_, key) != known_.end()) continue;
    const auto likely = nearest(key, known_);
    report(Code::TomlUnknownKey, shown(value),
           {{"known", joined(known_)},
            {"likely_zh", likely ? "是否应为“" + *likely + "”？" : ""},
            {"likely_en", likely ? "Did you mean '" + *likely + "'? " : ""}},
           key);
  }
}

}  // namespace junheng::formats
