#include "junheng/ingest/plan_tables.h"

#include <string>
#include <unordered_set>
#include <utility>

#include "junheng/core/codes.h"
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

}  // namespace

void check_posts(ParsedTable& establishment, std::vector<Issue>& issues) {
  const ParsedColumn* areas = establishment.find("area_code");
  const ParsedColumn* schools = establishment.find("school_id");
  const auto is_given = [](const ParsedColumn* column, std::size_t row) { return column != nullptr && column->codes[row] != kNoCode; };
  for (std::size_t row = 0; row < establishment.size(); ++row)
    if (establishment.rejected[row] == 0 && !is_given(areas, row) && !is_given(schools, row))
      establishment.reject(row, "area_code", Code::PostsWithoutOwner, "", {}, issues);
}

void TravelEnds::add(ParsedTable& table) {
  if (table.spec->id == "settlements") settlements_ = std::move(table.find("settlement_id")->texts);
  if (table.spec->id == "sites") sites_ = std::move(table.find("site_id")->texts);
}

void TravelEnds::check(ParsedTable& travel, std::vector<Issue>& issues) const {
  check_ends(travel, "settlement_id", "settlements", settlements_, issues);
  check_ends(travel, "site_id", "sites", sites_, issues);
}

}  // namespace junheng::ingest
