// Columns of a table of schools as bytes: CBOR with each column as one string of bytes, lowest byte first.
#include <bit>
#include <cstring>

#include <nlohmann/json.hpp>

#include "junheng/report/school_rows.h"

namespace junheng::report {

namespace {

using nlohmann::json;

static_assert(std::endian::native == std::endian::little, "columns are kept as they stand in memory");

template <typename Number>
json bytes_of(std::span<const Number> numbers) {
  std::vector<std::uint8_t> bytes(numbers.size_bytes());
  if (!bytes.empty()) std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return json::binary(std::move(bytes));
}

json pack(const model::TextColumn& column) {
  std::vector<std::uint32_t> sizes;
  std::vector<std::uint8_t> bytes;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const std::string_view text = column.at(row);
    sizes.push_back(static_cast<std::uint32_t>(text.size()));
    bytes.insert(bytes.end(), text.begin(), text.end());
  }
  return {bytes_of(std::span<const std::uint32_t>(sizes)), json::binary(std::move(bytes))};
}

json pack(const model::NumberColumn& column) { return {bytes_of(column.values()), bytes_of(column.absences())}; }

json pack(const std::vector<std::uint8_t>& places) { return json::binary(places); }

/// Words that differ by language.
json pack_words(const SchoolRows& rows) {
  json words = {{"kind", pack(rows.kinds)}, {"outside", pack(rows.outside)}};
  json& heads = words["indicators"] = json::array();
  for (const SchoolRows::Indicator& indicator : rows.indicators) heads.push_back({indicator.name, indicator.unit_text});
  return words;
}

json pack(const SchoolRows::Indicator& indicator) {
  json limits = json::array();
  const auto or_null = [](const std::optional<double>& number) { return number ? json(*number) : json(); };
  for (const SchoolRows::StageLimits& of : indicator.limits)
    limits.push_back({static_cast<int>(of.stage), or_null(of.standard), or_null(of.floor), or_null(of.mean)});
  return {{"id", indicator.id},
          {"direction", indicator.direction},
          {"limits", limits},
          {"values", pack(indicator.values)},
          {"states", pack(indicator.states)}};
}

/// Bytes that are CBOR, but not what pack_school_rows() writes. Like json's own exceptions it ends in unpack_school_rows().
struct Damaged {};

const json::binary_t& bytes_at(const json& at) { return at.get_ref<const json::binary_t&>(); }

template <typename Number>
std::vector<Number> numbers_of(const json& at, std::size_t size) {
  const json::binary_t& bytes = bytes_at(at);
  if (bytes.size() % sizeof(Number) != 0 || bytes.size() / sizeof(Number) != size) throw Damaged();
  std::vector<Number> numbers(size);
  if (size > 0) std::memcpy(numbers.data(), bytes.data(), bytes.size());
  return numbers;
}

model::TextColumn texts_of(const json& at, std::size_t size) {
  const auto sizes = numbers_of<std::uint32_t>(at.at(0), size);
  const json::binary_t& bytes = bytes_at(at.at(1));
  model::TextColumn column;
  std::size_t begin = 0;
  for (const std::uint32_t length : sizes) {
    if (length > bytes.size() - begin) throw Damaged();
    column.push({reinterpret_cast<const char*>(bytes.data()) + begin, length});
    begin += length;
  }
  if (begin != bytes.size()) throw Damaged();
  return column;
}

model::NumberColumn column_of(const json& at, std::size_t size) {
  const auto absences = numbers_of<model::Absence>(at.at(1), size);
  for (const model::Absence absence : absences)
    if (absence > model::Absence::ZeroDenominator) throw Damaged();
  model::NumberColumn column(size);
  column.set(0, numbers_of<double>(at.at(0), size), absences);
  return column;
}

std::vector<std::uint8_t> places_of(const json& at, std::size_t size, std::size_t words) {
  auto places = numbers_of<std::uint8_t>(at, size);
  for (const std::uint8_t place : places)
    if (place >= words) throw Damaged();
  return places;
}

Stage stage_of(std::int64_t number) {
  if (number < 0 || number > static_cast<std::int64_t>(Stage::All)) throw Damaged();
  return static_cast<Stage>(number);
}

std::optional<double> number_or_none(const json& at) { return at.is_null() ? std::nullopt : std::optional(at.get<double>()); }

SchoolRows rows_of(const json& packed, Lang lang) {
  SchoolRows rows;
  const auto size = packed.at("size").get<std::size_t>();
  const auto texts = [&](const char* name) { return texts_of(packed.at(name), size); };
  rows.ids = texts("school_id");
  rows.names = texts("name");
  for (const std::uint8_t stage : numbers_of<std::uint8_t>(packed.at("stage"), size)) rows.stages.push_back(stage_of(stage));
  rows.county_codes = texts("county_code");
  rows.county_names = texts("county_name");
  rows.township_codes = texts("township_code");
  rows.township_names = texts("township_name");
  rows.lon = column_of(packed.at("lon"), size);
  rows.lat = column_of(packed.at("lat"), size);
  rows.pupils = column_of(packed.at("pupils"), size);
  rows.met = column_of(packed.at("met"), size);
  rows.verdicts = places_of(packed.at("verdict"), size, school_verdicts().size());
  for (const std::uint8_t is_hidden : places_of(packed.at("hidden"), size, 2)) rows.is_hidden.push_back(is_hidden == 1);
  const json& words = packed.at(lang == Lang::Zh ? "zh" : "en");
  rows.kinds = texts_of(words.at("kind"), size);
  rows.outside = texts_of(words.at("outside"), size);
  std::size_t number = 0;
  for (const json& of : packed.at("indicators")) {
    const json& head = words.at("indicators").at(number++);
    SchoolRows::Indicator indicator;
    indicator.id = of.at("id").get<std::string>();
    indicator.name = head.at(0).get<std::string>();
    indicator.unit_text = head.at(1).get<std::string>();
    indicator.direction = of.at("direction").get<std::string>();
    for (const json& limits : of.at("limits"))
      indicator.limits.push_back({stage_of(limits.at(0).get<std::int64_t>()), number_or_none(limits.at(1)), number_or_none(limits.at(2)),
                                  number_or_none(limits.at(3))});
    indicator.values = column_of(of.at("values"), size);
    indicator.states = places_of(of.at("states"), size, school_states().size());
    rows.indicators.push_back(std::move(indicator));
  }
  return rows;
}

}  // namespace

std::string pack_school_rows(const SchoolRows& zh, const SchoolRows& en) {
  std::vector<std::uint8_t> stages;
  for (const Stage stage : zh.stages) stages.push_back(static_cast<std::uint8_t>(stage));
  json packed = {{"size", zh.size()},
                 {"school_id", pack(zh.ids)},
                 {"name", pack(zh.names)},
                 {"stage", pack(stages)},
                 {"county_code", pack(zh.county_codes)},
                 {"county_name", pack(zh.county_names)},
                 {"township_code", pack(zh.township_codes)},
                 {"township_name", pack(zh.township_names)},
                 {"lon", pack(zh.lon)},
                 {"lat", pack(zh.lat)},
                 {"pupils", pack(zh.pupils)},
                 {"met", pack(zh.met)},
                 {"verdict", pack(zh.verdicts)},
                 {"hidden", pack(std::vector<std::uint8_t>(zh.is_hidden.begin(), zh.is_hidden.end()))},
                 {"zh", pack_words(zh)},
                 {"en", pack_words(en)}};
  json& indicators = packed["indicators"] = json::array();
  for (const SchoolRows::Indicator& indicator : zh.indicators) indicators.push_back(pack(indicator));
  std::string bytes;
  json::to_cbor(packed, bytes);
  return bytes;
}

std::optional<SchoolRows> unpack_school_rows(std::string_view bytes, Lang lang) {
  try {
    return rows_of(json::from_cbor(bytes), lang);
  } catch (const json::exception&) {
    return std::nullopt;
  } catch (const Damaged&) {
    return std::nullopt;
  }
}

}  // namespace junheng::report
