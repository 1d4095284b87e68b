#include "junheng/ingest/fact_tables.h"

#include <algorithm>
#include <array>
#include <string>

#include "junheng/ingest/column_values.h"

namespace junheng::ingest {

namespace {

struct FactShape {
  std::string_view table;
  model::FactTable model::Dataset::*member;
  /// Columns that divide the rows of a school and year; empty if there are none.
  std::string_view part;
  std::string_view subpart;
  std::string_view name = {};
};

constexpr std::array kShapes = {
    FactShape{"stage_facts", &model::Dataset::stage_facts, "stage", ""},
    FactShape{"grade_facts", &model::Dataset::grade_facts, "grade", ""},
    FactShape{"classes", &model::Dataset::classes, "grade", ""},
    FactShape{"class_bands", &model::Dataset::class_bands, "stage", "band"},
    FactShape{"rooms", &model::Dataset::rooms, "", "kind"},
    FactShape{"subject_staff", &model::Dataset::subject_staff, "stage", "", "subject"},
    FactShape{"school_facts", &model::Dataset::school_facts, "", "", "item"},
};

template <typename T>
std::vector<T> take_codes(ParsedTable& table, std::string_view column_id) {
  std::vector<T> out(table.size(), T{0});
  ParsedColumn* column = column_id.empty() ? nullptr : table.find(column_id);
  if (column == nullptr) return out;
  for (std::size_t row = 0; row < out.size(); ++row) out[row] = static_cast<T>(column->codes[row]);
  column->codes = {};
  return out;
}

}  // namespace

model::FactTable* fact_table(model::Dataset& dataset, std::string_view table_id) {
  const auto shape = std::ranges::find(kShapes, table_id, &FactShape::table);
  return shape == kShapes.end() ? nullptr : &(dataset.*shape->member);
}

model::FactTable take_fact_table(ParsedTable& table) {
  const FactShape& shape = *std::ranges::find(kShapes, table.spec->id, &FactShape::table);
  model::FactTable out;
  out.origin = table.origin();
  out.schools.reserve(table.size());
  ParsedColumn& schools = *table.find("school_id");
  for (const std::uint32_t school : schools.codes) out.schools.push_back(SchoolIndex(school));
  schools.codes = {};
  out.years = take_codes<std::int16_t>(table, "school_year");
  out.parts = take_codes<std::uint8_t>(table, shape.part);
  out.subparts = take_codes<std::uint8_t>(table, shape.subpart);
  if (!shape.name.empty()) out.names = texts_of(table, shape.name);
  for (ParsedColumn& column : table.columns) {
    if (column.layout.keeping != Keeping::Numbers) continue;
    out.column_ids.emplace_back(column.layout.spec->id);
    out.columns.push_back(std::move(column.numbers));
  }
  return out;
}

}  // namespace junheng::ingest
