#include "junheng/app/forecast_scenario.h"

#include <algorithm>
#include <filesystem>

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

double not_negative(TomlReader& reader, std::string_view key, double fallback) {
  const double number = reader.maybe_number(key).value_or(fallback);
  if (number >= 0) return number;
  reader.report(Code::ScenarioNegative, std::string(key), {}, key);
  return fallback;
}

forecast::Event read_event(TomlReader& reader, const std::string& file) {
  forecast::Event event;
  event.where = Location{file, "", reader.line(), 0, ""};
  const std::string kind = reader.one_of("kind", {"open", "close", "merge", "boundary", "housing"}, "close");
  event.kind = forecast::parse_event_kind(kind).value_or(forecast::EventKind::Close);
  event.school_year = static_cast<int>(reader.number("school_year"));
  event.school_id = reader.text("school_id");
  event.other_id = reader.text_or("other_id", "");
  event.name = reader.text_or("name", event.school_id);
  event.pupils = not_negative(reader, "pupils", 0);
  for (const double grade : reader.numbers_or_empty("grades")) event.grades.push_back(static_cast<int>(grade));
  if (std::ranges::any_of(event.grades, [](int grade) { return grade < 0 || grade > 12; }))
    reader.report(Code::ScenarioGrade, "grades", {}, "grades");
  reader.finish();
  return event;
}

}  // namespace

Result<ReadScenario> read_scenario(const std::string& path, Lang lang) {
  auto file = formats::read_toml(path);
  if (!file) return fail(file.error());
  ReadScenario out;
  const std::string name = std::filesystem::path(path).filename().string();
  TomlReader reader(*file, name, out.issues);
  if (auto head = reader.table("scenario")) {
    const Bilingual title = head->bilingual_or_empty("title");
    out.scenario.title = lang == Lang::Zh ? title.zh : title.en;
    out.scenario.levers.births = factors(*head, "births");
    out.scenario.levers.migration = factors(*head, "migration");
    head->finish();
  }
  for (TomlReader& each : reader.tables("births")) {
    out.scenario.births.push_back({each.text("area_code"), static_cast<int>(each.number("year")), not_negative(each, "births", 0)});
    each.finish();
  }
  for (TomlReader& each : reader.tables("total")) {
    out.scenario.totals.push_back({each.text("area_code"), static_cast<int>(each.number("school_year")), not_negative(each, "pupils", 0)});
    each.finish();
  }
  for (TomlReader& each : reader.tables("event")) out.scenario.events.push_back(read_event(each, name));
  reader.finish();
  return out;
}

}  // namespace junheng::app
