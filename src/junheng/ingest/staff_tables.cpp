#include "junheng/ingest/staff_tables.h"

#include "junheng/ingest/column_values.h"

namespace junheng::ingest {

namespace {

std::vector<model::Answer> answers_of(const ParsedTable& table, std::string_view column_id) {
  std::vector<model::Answer> out(table.size(), model::Answer::NotGiven);
  const ParsedColumn* column = table.find(column_id);
  if (column == nullptr) return out;
  for (std::size_t row = 0; row < out.size(); ++row)
    if (const auto flag = column->numbers.get(row)) out[row] = *flag != 0 ? model::Answer::Yes : model::Answer::No;
  return out;
}

std::vector<std::int16_t> years_of(const ParsedTable& table, std::string_view column_id) {
  std::vector<std::int16_t> out(table.size(), 0);
  const ParsedColumn* column = table.find(column_id);
  if (column == nullptr) return out;
  for (std::size_t row = 0; row < out.size(); ++row)
    if (const auto year = column->numbers.get(row)) out[row] = static_cast<std::int16_t>(*year);
  return out;
}

void take_teachers(ParsedTable& table, model::Teachers& out) {
  out.origin = table.origin();
  out.schools = required_codes<SchoolIndex>(table, "school_id");
  out.years = required_codes<std::int16_t>(table, "school_year");
  out.stages = codes_of<Stage>(table, "stage");
  out.sexes = codes_of<model::Sex>(table, "sex");
  out.posts = codes_of<model::Post>(table, "post");
  out.birth_years = years_of(table, "birth_year");
  out.is_established = answers_of(table, "is_established");
  out.certified = answers_of(table, "certified");
  out.subjects = texts_of(table, "subject");
  out.second_subjects = texts_of(table, "second_subject");
  out.degrees = texts_of(table, "degree");
  out.titles = texts_of(table, "title");
  out.training_hours_5y = numbers_of(table, "training_hours_5y");
  out.weekly_periods = numbers_of(table, "weekly_periods");
}

void take_establishment(ParsedTable& table, model::Establishment& out) {
  out.origin = table.origin();
  const auto areas = codes_of<AreaIndex>(table, "area_code");
  const auto schools = codes_of<SchoolIndex>(table, "school_id");
  const auto years = required_codes<std::int16_t>(table, "school_year");
  const auto stages = codes_of<Stage>(table, "stage");
  const model::NumberColumn posts = numbers_of(table, "posts");
  out.entries.reserve(table.size());
  for (std::size_t row = 0; row < table.size(); ++row)
    out.entries.push_back({areas[row], schools[row], years[row], stages[row], posts.at(row)});
}

}  // namespace

void take_staff_table(ParsedTable& table, model::Dataset& dataset) {
  if (table.spec->id == "teachers") take_teachers(table, dataset.teachers);
  if (table.spec->id == "establishment") take_establishment(table, dataset.establishment);
}

}  // namespace junheng::ingest
