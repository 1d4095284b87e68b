#include "junheng/standards/value_reader.h"

#include <cmath>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/standards/names.h"

namespace junheng::standards {

using formats::TomlReader;

std::string read_id(TomlReader& owner) {
  std::string id = owner.text("id");
  // An absent or mistyped id has been reported by text(), and reads as the fallback here.
  if (id.empty() && owner.text_or("id", "absent").empty()) owner.report(Code::IdEmpty, "", {}, "id");
  return id;
}

Source read_source(TomlReader& owner) {
  Source source;
  auto table = owner.table("source");
  if (!table) return source;
  source.document = table->text_or("document", "");
  source.clause = table->text_or("clause", "");
  source.href = table->text_or("href", "");
  source.last_checked_on = table->maybe_date("last_checked_on");
  table->finish();
  return source;
}

ValueStatus read_status(TomlReader& owner) {
  return owner.one_of("status", {"verified", "unverified"}, "unverified") == "verified" ? ValueStatus::Verified : ValueStatus::Unverified;
}

Direction read_direction(TomlReader& owner) {
  return owner.one_of("direction", {"higher", "lower"}, "higher") == "lower" ? Direction::Lower : Direction::Higher;
}

std::optional<Stage> read_stage(TomlReader& owner) { return parse_stage(owner.one_of("stage", {"primary", "junior"}, "")); }

std::vector<Stage> read_stages(TomlReader& owner, std::string_view key) {
  std::vector<Stage> stages;
  for (const std::string& word : owner.texts_or_empty(key)) {
    const auto stage = parse_stage(word);
    if (stage == Stage::Primary || stage == Stage::Junior) stages.push_back(*stage);
    else owner.report(Code::CodeNotInList, word, {{"list", "primary, junior"}}, key);
  }
  return stages;
}

std::vector<int> read_codes(TomlReader& owner, std::string_view key) {
  constexpr double kLargestCode = 999'999;
  std::vector<int> codes;
  for (const double number : owner.numbers_or_empty(key)) {
    if (number >= 0 && number <= kLargestCode && std::floor(number) == number) codes.push_back(static_cast<int>(number));
    else owner.report(Code::CodeNotInList, fmt::format("{}", number), {{"list", "GB/T 33782"}}, key);
  }
  return codes;
}

std::vector<DatedValue> read_limits(TomlReader& owner, std::initializer_list<std::string_view> kinds,
                                    std::initializer_list<std::string_view> stages, BySetting by_setting) {
  std::vector<DatedValue> limits;
  for (TomlReader& table : owner.tables("limit")) {
    DatedValue limit;
    limit.line = table.line();
    limit.stage = parse_stage(table.one_of("stage", stages, ""));
    limit.kind = parse_limit_kind(table.one_of("kind", kinds, *kinds.begin())).value_or(LimitKind::Standard);
    limit.variant = table.text_or("variant", "");
    limit.from = table.date("from");
    limit.until = table.maybe_date("until");
    limit.value = table.number("value");
    limit.status = read_status(table);
    limit.source = read_source(table);
    if (by_setting == BySetting::Yes) limit.setting_prefixes = table.texts_or_empty("setting_prefixes");
    table.finish();
    limits.push_back(std::move(limit));
  }
  return limits;
}

std::vector<SignedMeasure> read_terms(const std::vector<std::string>& terms) {
  std::vector<SignedMeasure> measures;
  measures.reserve(terms.size());
  for (const std::string& term : terms) {
    const bool is_signed = term.starts_with('+') || term.starts_with('-');
    measures.push_back({is_signed ? term.substr(1) : term, term.starts_with('-') ? -1.0 : 1.0});
  }
  return measures;
}

Ratio read_ratio(TomlReader& owner) {
  Ratio ratio;
  ratio.line = owner.has("numerator") ? owner.line_of("numerator") : owner.line();
  ratio.numerator = read_terms(owner.texts_or_empty("numerator"));
  ratio.denominator = read_terms(owner.texts_or_empty("denominator"));
  ratio.scale = owner.maybe_number("scale").value_or(1);
  return ratio;
}

std::map<std::string, double> read_numbers(TomlReader& owner, std::string_view key) {
  std::map<std::string, double> numbers;
  if (auto table = owner.table(key)) {
    // rest() marks keys as read, after which number() would keep silent about a wrong type: a second reader lists the keys.
    for (const auto& entry : TomlReader(*table).rest()) numbers[entry.first] = table->number(entry.first);
  }
  return numbers;
}

std::map<std::string, std::string> read_words(TomlReader& owner, std::string_view key) {
  std::map<std::string, std::string> words;
  if (auto table = owner.table(key)) {
    for (const auto& entry : TomlReader(*table).rest()) words[entry.first] = table->text(entry.first);
  }
  return words;
}

}  // namespace junheng::standards
