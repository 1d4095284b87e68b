#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/lang.h"
#include "junheng/core/stage.h"
#include "junheng/formats/json_writer.h"
#include "junheng/model/column.h"

namespace junheng::report {

/// The rows of schema SchoolResults as columns, in one language.
struct SchoolRows {
  struct StageLimits {
    Stage stage = Stage::Primary;
    std::optional<double> standard;
    std::optional<double> floor;
    std::optional<double> mean;
  };
  struct Indicator {
    std::string id;
    std::string name;
    std::string unit_text;
    std::string direction;
    std::vector<StageLimits> limits;
    model::NumberColumn values;
    /// Positions in the list of words of the schema.
    std::vector<std::uint8_t> states;
  };

  model::TextColumn ids;
  model::TextColumn names;
  std::vector<Stage> stages;
  model::TextColumn kinds;
  // Codes and names of areas, and reasons: empty for none.
  model::TextColumn county_codes;
  model::TextColumn county_names;
  model::TextColumn township_codes;
  model::TextColumn township_names;
  model::TextColumn outside;
  model::NumberColumn lon;
  model::NumberColumn lat;
  model::NumberColumn pupils;
  model::NumberColumn met;
  /// Positions in the list of words.
  std::vector<std::uint8_t> verdicts;
  std::vector<bool> is_hidden;
  std::vector<Indicator> indicators;

  [[nodiscard]] std::size_t size() const { return ids.size(); }
  [[nodiscard]] const Indicator* find_indicator(std::string_view id) const;
};

/// The words of a state: met, floor, unmet, unknown, none.
[[nodiscard]] std::span<const std::string_view> school_states();
/// The words of a verdict: none (empty), unmet, unknown, met.
[[nodiscard]] std::span<const std::string_view> school_verdicts();
/// The position of a word; that of "unknown" for one that is not in the list, such as the words for what is hidden.
[[nodiscard]] std::uint8_t place_of_word(std::span<const std::string_view> words, std::string_view word);

/// From a body of the schema. Errors: BadJsonValue, JsonSyntax (no body of that schema, or columns of different lengths).
[[nodiscard]] Result<SchoolRows> read_school_rows(std::string_view body);

/// The rows of one area in both languages, which differ in words only, as bytes (CBOR) that are read back a hundred times faster than JSON.
/// Requires: equal sizes and indicators.
[[nodiscard]] std::string pack_school_rows(const SchoolRows& zh, const SchoolRows& en);
/// One language of them; nullopt for other bytes, and where columns do not fit each other.
[[nodiscard]] std::optional<SchoolRows> unpack_school_rows(std::string_view bytes, Lang lang);

/// Which rows of a table are written: a page of `total` ones.
struct SchoolRowsPage {
  std::span<const std::uint32_t> places = {};
  std::size_t total = 0;
  std::size_t offset = 0;
};
/// Schema SchoolResults.
[[nodiscard]] std::string school_rows_json(const SchoolRows& rows, const SchoolRowsPage& page, std::int64_t run_id,
                                           std::string_view area_code);
/// The same with every row.
[[nodiscard]] std::string school_rows_json(const SchoolRows& rows, std::int64_t run_id, std::string_view area_code);

}  // namespace junheng::report
