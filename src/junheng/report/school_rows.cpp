// Reads a body of schema SchoolResults back into columns.
#include <algorithm>
#include <array>

#include "junheng/formats/json_reader.h"
#include "junheng/report/school_rows.h"

namespace junheng::report {

namespace {

using formats::JsonReader;

constexpr std::array<std::string_view, 5> kStates = {"met", "floor", "unmet", "unknown", "none"};
constexpr std::array<std::string_view, 4> kVerdicts = {"", "unmet", "unknown", "met"};
constexpr std::size_t kMostIndicators = 1000;

std::vector<std::optional<std::string>> texts_of(JsonReader& json, std::string_view key, std::size_t size) {
  auto texts = json.text_column(key);
  if (texts.size() == size) return texts;
  json.report(key, {"各列应等长", "columns of equal length are needed"});
  return std::vector<std::optional<std::string>>(size);
}

model::TextColumn column_of(const std::vector<std::optional<std::string>>& texts) {
  model::TextColumn column;
  for (const auto& text : texts) column.push(text.value_or(""));
  return column;
}

model::NumberColumn numbers_of(JsonReader& json, std::string_view key, std::size_t size) {
  const auto numbers = json.number_column(key);
  model::NumberColumn column;
  column.reserve(size);
  if (numbers.size() != size) {
    json.report(key, {"各列应等长", "columns of equal length are needed"});
    return model::NumberColumn(size, model::Absence::NotCollected);
  }
  for (const auto& number : numbers) {
    if (number) column.push(*number);
    else column.push_missing(model::Absence::NotCollected);
  }
  return column;
}

std::vector<std::uint8_t> places_of(JsonReader& json, std::string_view key, std::size_t size, std::span<const std::string_view> words) {
  std::vector<std::uint8_t> places;
  places.reserve(size);
  for (const auto& word : texts_of(json, key, size)) places.push_back(place_of_word(words, word ? *word : std::string_view()));
  return places;
}

std::vector<SchoolRows::StageLimits> limits_of(JsonReader head) {
  std::vector<SchoolRows::StageLimits> limits;
  JsonReader by_stage = head.object("stage_limits");
  for (const std::string& name : by_stage.keys()) {
    JsonReader of = by_stage.object(name);
    limits.push_back(
        {parse_stage(name).value_or(Stage::All), of.maybe_number("standard"), of.maybe_number("floor"), of.maybe_number("mean")});
  }
  // Keys come by their bytes; stages in the order of schooling.
  std::ranges::sort(limits, {}, &SchoolRows::StageLimits::stage);
  return limits;
}

}  // namespace

std::span<const std::string_view> school_states() { return kStates; }
std::span<const std::string_view> school_verdicts() { return kVerdicts; }

std::uint8_t place_of_word(std::span<const std::string_view> words, std::string_view word) {
  auto place = std::ranges::find(words, word);
  if (place == words.end()) place = std::ranges::find(words, std::string_view("unknown"));
  return static_cast<std::uint8_t>(place - words.begin());
}

const SchoolRows::Indicator* SchoolRows::find_indicator(std::string_view id) const {
  const auto found = std::ranges::find(indicators, id, &Indicator::id);
  return found == indicators.end() ? nullptr : &*found;
}

Result<SchoolRows> read_school_rows(std::string_view body) {
  auto parsed = JsonReader::parse(body);
  if (!parsed) return fail(parsed.error());
  JsonReader& json = *parsed;
  SchoolRows rows;
  rows.ids = column_of(json.text_column("school_id"));
  const std::size_t size = rows.ids.size();
  const auto column = [&](std::string_view key) { return column_of(texts_of(json, key, size)); };
  rows.names = column("name");
  for (const auto& stage : texts_of(json, "stage", size)) rows.stages.push_back(parse_stage(stage.value_or("")).value_or(Stage::All));
  rows.kinds = column("kind");
  rows.county_codes = column("county_code");
  rows.county_names = column("county_name");
  rows.township_codes = column("township_code");
  rows.township_names = column("township_name");
  rows.outside = column("outside");
  rows.lon = numbers_of(json, "lon", size);
  rows.lat = numbers_of(json, "lat", size);
  rows.pupils = numbers_of(json, "pupils", size);
  rows.met = numbers_of(json, "met", size);
  rows.verdicts = places_of(json, "verdict", size, kVerdicts);
  rows.is_hidden.assign(size, false);
  for (const auto& place : json.number_column("hidden"))
    if (place && *place >= 0 && *place < static_cast<double>(size)) rows.is_hidden[static_cast<std::size_t>(*place)] = true;
  JsonReader values = json.object("values");
  JsonReader states = json.object("states");
  for (JsonReader& head : json.objects("indicators", kMostIndicators)) {
    SchoolRows::Indicator indicator{head.text("id"), head.text("name"), head.text("unit_text"), head.text("direction"), {}, {}, {}};
    indicator.limits = limits_of(head);
    indicator.values = numbers_of(values, indicator.id, size);
    indicator.states = places_of(states, indicator.id, size, kStates);
    rows.indicators.push_back(std::move(indicator));
  }
  if (auto sound = json.finish_part(); !sound) return fail(sound.error());
  return rows;
}

}  // namespace junheng::report
