#include "junheng/app/forecast_scenario.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/formats/toml.h"

namespace junheng::app {

namespace {

using formats::TomlReader;

/// Factors by year ahead: at least one, none below 0 or above 10.
std::vector<double> factors(TomlReader& reader, std::string_view key) {
  constexpr double kMost = 10;
  if (!reader.has(key)) return {1.0};
  std::vector<double> out = reader.numbers_or_empty(key);
  if (out.empty() || std::ranges::any_of(out, [](double each) { return !(each >= 0 && each <= kMost); })) {
    reader.report(Code::ScenarioFactor, std::string(key), {}, key);
    return {1.0};
  }
  return out;
}

/// More pupils or births than any county has.
constexpr double kMostPersons = 1e8;
constexpr double kFirstYear = 1900;
constexpr double kLastYear = 2200;

double not_negative(TomlReader& reader, std::string_view key, double fallback) {
  const double number = reader.maybe_number(key).value_or(fallback);
  if (number >= 0 && number <= kMostPersons) return number;
  if (number < 0) {
    reader.report(Code::ScenarioNegative, std::string(key), {}, key);
  } else {
    reader.report(
        Code::TomlWrongType, fmt::format("{}", number),
        {{"expected_zh", "0 到 1 亿的数"}, {"expected_en", "a number up to 100 million"}, {"found_zh", "数"}, {"found_en", "the number"}},
        key);
  }
  return fallback;
}

/// A year of four digits; kFirstYear where it is none.
int year_of(TomlReader& reader, std::string_view key) {
  const auto first = static_cast<int>(kFirstYear);
  if (!reader.has(key)) {
    // Says that the key is missing.
    static_cast<void>(reader.number(key));
    return first;
  }
  const auto number = reader.maybe_number(key);
  if (!number) return first;
  if (*number >= kFirstYear && *number <= kLastYear && *number == std::floor(*number)) return static_cast<int>(*number);
  reader.report(Code::TomlWrongType, fmt::format("{}", *number),
                {{"expected_zh", "1900 到 2200 的整数"},
                 {"expected_en", "a whole number from 1900 to 2200"},
                 {"found_zh", "数"},
                 {"found_en", "the number"}},
                key);
  return first;
}

/// Whole numbers from 0 to 12.
std::vector<int> grades_of(TomlReader& reader) {
  constexpr double kHighest = 12;
  std::vector<int> out;
  bool is_sound = true;
  for (const double grade : reader.numbers_or_empty("grades")) {
    if (grade >= 0 && grade <= kHighest && grade == std::floor(grade)) out.push_back(static_cast<int>(grade));
    else is_sound = false;
  }
  if (!is_sound) reader.report(Code::ScenarioGrade, "grades", {}, "grades");
  return out;
}

forecast::Event read_event(TomlReader& reader, const std::string& file) {
  forecast::Event event;
  event.where = Location{file, "", reader.line(), 0, ""};
  const std::string kind = reader.one_of("kind", {"open", "close", "merge", "boundary", "housing"}, "close");
  event.kind = forecast::parse_event_kind(kind).value_or(forecast::EventKind::Close);
  event.school_year = year_of(reader, "school_year");
  event.school_id = reader.text("school_id");
  event.other_id = reader.text_or("other_id", "");
  event.name = reader.text_or("name", event.school_id);
  event.pupils = not_negative(reader, "pupils", 0);
  event.grades = grades_of(reader);
  reader.finish();
  return event;
}

ReadScenario scenario_of(const formats::TomlValue& file, const std::string& name, Lang lang) {
  ReadScenario out;
  TomlReader reader(file, name, out.issues);
  if (auto head = reader.table("scenario")) {
    const Bilingual title = head->bilingual_or_empty("title");
    out.scenario.title = lang == Lang::Zh ? title.zh : title.en;
    out.scenario.levers.births = factors(*head, "births");
    out.scenario.levers.migration = factors(*head, "migration");
    head->finish();
  }
  for (TomlReader& each : reader.tables("births")) {
    out.scenario.births.push_back({each.text("area_code"), year_of(each, "year"), not_negative(each, "births", 0)});
    each.finish();
  }
  for (TomlReader& each : reader.tables("total")) {
    out.scenario.totals.push_back({each.text("area_code"), year_of(each, "school_year"), not_negative(each, "pupils", 0)});
    each.finish();
  }
  for (TomlReader& each : reader.tables("event")) out.scenario.events.push_back(read_event(each, name));
  reader.finish();
  return out;
}

}  // namespace

Result<ReadScenario> read_scenario(const std::string& path, Lang lang) {
  const auto file = formats::read_toml(path);
  if (!file) return fail(file.error());
  return scenario_of(*file, std::filesystem::path(path).filename().string(), lang);
}

Result<ReadScenario> parse_scenario(std::string_view text, const std::string& name, Lang lang) {
  const auto file = formats::parse_toml(text, name);
  if (!file) return fail(file.error());
  return scenario_of(*file, name, lang);
}

}  // namespace junheng::app
