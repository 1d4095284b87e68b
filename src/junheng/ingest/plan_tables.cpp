#include "junheng/ingest/plan_tables.h"

#include <string>
#include <unordered_set>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/ingest/column_values.h"
#include "junheng/ingest/event_cells.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

namespace {

void check_ends(ParsedTable& travel, std::string_view column_id, std::string_view table_id, const model::TextColumn& known,
                std::vector<Issue>& issues) {
  std::unordered_set<std::string_view> ids;
  for (std::size_t row = 0; row < known.size(); ++row) ids.insert(known.at(row));
  const ParsedColumn& column = *travel.find(column_id);
  const Params params = {{"table", both_names(*model::find_table(table_id))}, {"key", both_names(*column.layout.spec)}};
  for (std::size_t row = 0; row < travel.size(); ++row) {
    const std::string_view id = column.texts.at(row);
    if (!id.empty() && !ids.contains(id)) travel.reject(row, column_id, Code::ReferenceUnknown, std::string(id), params, issues);
  }
}

std::string_view text_of(const ParsedTable& table, std::string_view column_id, std::size_t row) {
  const ParsedColumn* column = table.find(column_id);
  return column == nullptr ? std::string_view() : trim(column->texts.at(row));
}

void take_events(ParsedTable& table, model::Events& out) {
  out.origin = table.origin();
  const auto kinds = required_codes<model::EventKind>(table, "kind");
  const model::NumberColumn pupils = numbers_of(table, "pupils");
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto cell = [&](std::string_view column) { return std::string(text_of(table, column, row)); };
    out.entries.push_back({cell("event_id"), static_cast<std::int16_t>(*first_school_year(cell("date"))), kinds[row], cell("school_id"),
                           cell("other_id"), pupils.at(row), *grade_bits(cell("grades"))});
  }
}

model::TextColumn texts_or_blank(ParsedTable& table, std::string_view column_id) {
  if (ParsedColumn* column = table.find(column_id)) return std::move(column->texts);
  model::TextColumn out;
  for (std::size_t row = 0; row < table.size(); ++row) out.push({});
  return out;
}

void take_settlements(ParsedTable& table, model::Settlements& out) {
  out.origin = table.origin();
  out.ids = texts_or_blank(table, "settlement_id");
  out.names = texts_or_blank(table, "name");
  out.areas = required_codes<AreaIndex>(table, "area_code");
  out.lon = numbers_of(table, "lon");
  out.lat = numbers_of(table, "lat");
  out.pupils_primary = numbers_of(table, "pupils_primary");
  out.pupils_junior = numbers_of(table, "pupils_junior");
  for (std::size_t age = 0; age < out.children.size(); ++age) out.children[age] = numbers_of(table, "children_" + std::to_string(age));
}

}  // namespace

void check_events(ParsedTable& events, std::vector<Issue>& issues) {
  for (std::size_t row = 0; row < events.size(); ++row) {
    if (events.rejected[row] != 0) continue;
    if (text_of(events, "school_id", row).empty()) events.reject(row, "school_id", Code::EventSchoolMissing, "", {}, issues);
    const std::string_view date = text_of(events, "date", row);
    if (!first_school_year(date)) events.reject(row, "date", Code::EventDate, std::string(date), {}, issues);
    const std::string_view grades = text_of(events, "grades", row);
    if (!grade_bits(grades)) events.reject(row, "grades", Code::EventGrades, std::string(grades), {}, issues);
  }
}

void take_plan_table(ParsedTable& table, model::Dataset& dataset) {
  if (table.spec->id == "events") take_events(table, dataset.events);
  if (table.spec->id == "settlements") take_settlements(table, dataset.settlements);
}

void check_posts(ParsedTable& establishment, std::vector<Issue>& issues) {
  const ParsedColumn* areas = establishment.find("area_code");
  const ParsedColumn* schools = establishment.find("school_id");
  const auto is_given = [](const ParsedColumn* column, std::size_t row) { return column != nullptr && column->codes[row] != kNoCode; };
  for (std::size_t row = 0; row < establishment.size(); ++row)
    if (establishment.rejected[row] == 0 && !is_given(areas, row) && !is_given(schools, row))
      establishment.reject(row, "area_code", Code::PostsWithoutOwner, "", {}, issues);
}

void TravelEnds::add(const ParsedTable& table) {
  if (table.spec->id == "settlements") settlements_ = table.find("settlement_id")->texts;
  if (table.spec->id == "sites") sites_ = table.find("site_id")->texts;
}

void TravelEnds::check(ParsedTable& travel, std::vector<Issue>& issues) const {
  check_ends(travel, "settlement_id", "settlements", settlements_, issues);
  check_ends(travel, "site_id", "sites", sites_, issues);
}

}  // namespace junheng::ingest
