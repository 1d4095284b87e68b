#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "junheng/formats/csv_writer.h"
#include "junheng/synth/county_values.h"

namespace junheng::synth {

/// The files of a generated dataset. Those from Classes on are written with detail only.
enum class Table : std::uint8_t {
  Areas,
  Schools,
  StageFacts,
  GradeFacts,
  ClassBands,
  AreaFacts,
  Accreditation,
  Classes,
  Rooms,
  QualityResults,
  Survey
};

inline constexpr std::size_t kTableCount = 11;
inline constexpr std::size_t kPlainTableCount = 7;

/// "stage_facts.csv".
[[nodiscard]] std::string file_name(Table table);

/// The header row with its line end.
[[nodiscard]] std::string header_row(Table table);

enum class Detail : std::uint8_t { Plain, Full };
enum class Years : std::uint8_t { One, WithPrevious };

/// CSV rows of one county, table by table, without headers.
struct CountyTables {
  std::array<formats::CsvWriter, kTableCount> writers;
  std::array<std::size_t, kTableCount> rows{};

  [[nodiscard]] formats::CsvWriter& operator[](Table table) { return writers.at(static_cast<std::size_t>(table)); }
  void end_row(Table table) {
    (*this)[table].end_row();
    ++rows.at(static_cast<std::size_t>(table));
  }
};

[[nodiscard]] CountyTables write_tables(const County& county, Detail detail, Years years);

}  // namespace junheng::synth
