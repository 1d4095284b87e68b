#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "junheng/formats/csv_writer.h"
#include "junheng/synth/county_values.h"
#include "junheng/synth/stage_columns.h"

namespace junheng::synth {

/// The files of a generated dataset. Those from Classes on are written with detail only, Teachers where they are asked for.
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
  Survey,
  SubjectStaff,
  Establishment,
  AgeFacts,
  Population,
  Targets,
  Settlements,
  Teachers
};

inline constexpr std::size_t kTableCount = 18;
inline constexpr std::size_t kPlainTableCount = 7;

/// To a hundred-thousandth: a metre.
[[nodiscard]] double rounded_degrees(double degrees);

/// "stage_facts.csv".
[[nodiscard]] std::string file_name(Table table);

/// The header row with its line end.
[[nodiscard]] std::string header_row(Table table, Detail detail);

/// CSV rows of one county, table by table, without headers. Those of stage_facts have the columns of the detail asked for.
struct CountyTables {
  std::array<formats::CsvWriter, kTableCount> writers;
  std::array<std::size_t, kTableCount> rows{};

  [[nodiscard]] formats::CsvWriter& operator[](Table table) { return writers.at(static_cast<std::size_t>(table)); }
  void end_row(Table table) {
    (*this)[table].end_row();
    ++rows.at(static_cast<std::size_t>(table));
  }
};

/// Whether persons are listed: some forty rows for a school.
enum class Persons : std::uint8_t { None, Teachers };

/// Rows of all years of the county, the year asked for first, so that more years only add rows behind those there were. Teachers are those
/// of the year asked for.
[[nodiscard]] CountyTables write_tables(const County& county, Detail detail, Persons persons = Persons::None);

}  // namespace junheng::synth
