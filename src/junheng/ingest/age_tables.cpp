#include "junheng/ingest/age_tables.h"

#include <algorithm>

#include "junheng/ingest/column_values.h"

namespace junheng::ingest {

namespace {

/// Whole numbers of a required column.
template <typename T>
std::vector<T> whole_numbers(const ParsedTable& table, std::string_view column_id, double highest) {
  std::vector<T> out;
  out.reserve(table.size());
  for (const double value : table.find(column_id)->numbers.values()) out.push_back(static_cast<T>(std::min(value, highest)));
  return out;
}

std::vector<std::uint8_t> ages_of(const ParsedTable& table) { return whole_numbers<std::uint8_t>(table, "age", model::kHighestAge); }

}  // namespace

void take_age_table(ParsedTable& table, model::Dataset& dataset) {
  if (table.spec->id == "age_facts") {
    model::AgeFacts& out = dataset.age_facts;
    out.origin = table.origin();
    out.areas = required_codes<AreaIndex>(table, "area_code");
    out.years = required_codes<std::int16_t>(table, "school_year");
    out.stages = required_codes<Stage>(table, "stage");
    out.ages = ages_of(table);
    out.pupils = numbers_of(table, "pupils");
  }
  if (table.spec->id == "population") {
    constexpr double kLastYear = 2100;
    model::Population& out = dataset.population;
    out.origin = table.origin();
    out.areas = required_codes<AreaIndex>(table, "area_code");
    out.years = whole_numbers<std::int16_t>(table, "year", kLastYear);
    out.ages = ages_of(table);
    out.sexes = required_codes<model::Sex>(table, "sex");
    out.persons = numbers_of(table, "persons");
  }
}

}  // namespace junheng::ingest
