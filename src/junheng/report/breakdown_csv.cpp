#include <utility>

#include <fmt/format.h>

#include "junheng/report/breakdown_tables.h"
#include "junheng/standards/names.h"

namespace junheng::report {

namespace {

void write_number(formats::CsvWriter& csv, const std::optional<double>& value) {
  if (value) csv.field(*value);
  else csv.blank();
}

/// What the rows of one breakdown share.
struct CsvPlace {
  const MonitorInput& input;
  const BreakdownTables& tables;
  const monitor::MonitorResult& result;
  SchoolYear year;
  AreaIndex area;
};

void write_limit(const CsvPlace& place, const monitor::BreakdownRow& row, bool is_limited, const monitor::BreakdownCell& cell,
                 formats::CsvWriter& csv) {
  if (is_limited && row.limit) {
    csv.field(row.limit->value);
    csv.field(to_string(row.direction));
  } else {
    csv.blank().blank();
  }
  if (!cell.verdict) csv.blank();
  else if (place.input.lang == Lang::Zh) csv.field(place.tables.words().say("csv.verdict." + std::string(to_string(*cell.verdict))));
  else csv.field(to_string(*cell.verdict));
}

void write_cell(const CsvPlace& place, const monitor::Breakdown& breakdown, const monitor::BreakdownRow& row, std::size_t column,
                formats::CsvWriter& csv) {
  const MonitorWords& words = place.tables.words();
  const monitor::BreakdownCell& cell = row.cells[column];
  std::string id(breakdown.id);
  std::string title;
  for (std::size_t i = 0; i < row.codes.size(); ++i) {
    id += ":" + row.codes[i];
    title += place.tables.part_name(breakdown.parts[i], row.codes[i]) + " · ";
  }
  csv.field(place.year.first).field(place.result.id).field(words.area_code(place.area)).field(words.area_name(place.area));
  csv.field(to_string(words.dataset().areas.levels[place.area.value]));
  csv.field(fmt::format("{}:{}", id, breakdown.columns[column].id));
  csv.field(title + place.tables.column_title(place.result, breakdown.columns[column]));
  write_number(csv, cell.open == 0 ? cell.value : std::nullopt);
  csv.blank().blank();
  write_number(csv, cell.of);
  const bool is_limited = breakdown.columns[column].id == breakdown.limited;
  write_limit(place, row, is_limited, cell, csv);
  csv.field(cell.open == 0 ? std::string() : words.say("csv.schools_unknown", {{"count", std::to_string(cell.open)}}));
  csv.field(is_limited && row.limit ? row.limit->source.document : std::string());
  csv.field(is_limited && row.limit ? row.limit->source.clause : std::string());
  const model::Manifest& manifest = words.dataset().manifest;
  csv.field(manifest.source).field(manifest.is_synthetic ? 1 : 0).blank().blank();
  write_number(csv, cell.value);
  csv.blank().blank().blank();
  csv.end_row();
}

}  // namespace

void write_breakdown_csv(const MonitorInput& input, const monitor::MonitorResult& result, SchoolYear year, const monitor::MonitorArea& area,
                         formats::CsvWriter& csv) {
  const BreakdownTables tables(input);
  const CsvPlace place{input, tables, result, year, area.area};
  for (const monitor::Breakdown& breakdown : area.breakdowns)
    for (const monitor::BreakdownRow& row : breakdown.rows)
      for (std::size_t column = 0; column < row.cells.size(); ++column) write_cell(place, breakdown, row, column, csv);
}

}  // namespace junheng::report
