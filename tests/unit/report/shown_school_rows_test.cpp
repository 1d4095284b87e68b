// What tables have in common, against the same by way of their JSON.
#include "junheng/report/shown_school_rows.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "junheng/report/shown_to_all.h"

namespace junheng::report {
namespace {

using nlohmann::json;

json table() {
  return json::parse(R"({
    "run_id": 7, "area_code": "110101", "total": 3, "offset": 0,
    "indicators": [{"id": "L4", "name": "space", "unit_text": "m2", "direction": "at_least", "stage_limits": {"primary": {"standard": 4.5, "floor": 3.8, "mean": 5.02}}}],
    "school_id": ["A1", "A2", "A3"], "name": ["Pine", "Oak", "Fir"], "stage": ["primary", "primary", "junior"], "kind": ["p", "p", "j"],
    "county_code": ["110101", "110101", "110101"], "county_name": ["East", "East", "East"],
    "township_code": [null, null, null], "township_name": [null, null, null], "lon": [100.5, null, 101], "lat": [24, null, 25],
    "pupils": [300, null, 900], "verdict": ["unmet", "unknown", null], "met": [3, 4, null], "outside": ["", "", "below 5 pupils"],
    "values": {"L4": [4.1, null, 6.5]}, "states": {"L4": ["floor", "unknown", "met"]}, "hidden": [1]
  })");
}

SchoolRows rows_of(const json& body) { return read_school_rows(body.dump()).value(); }

/// The rows of the agreed JSON.
json by_json(const std::vector<json>& sides) {
  std::vector<std::string> texts;
  for (const json& side : sides) texts.push_back(side.dump());
  return json::parse(school_rows_json(rows_of(json::parse(shown_to_all(texts, Lang::En))), 7, "110101"));
}

json by_rows(const std::vector<json>& sides) {
  std::vector<SchoolRows> rows;
  for (const json& side : sides) rows.push_back(rows_of(side));
  return json::parse(school_rows_json(shown_school_rows(rows, Lang::En), 7, "110101"));
}

TEST(ShownSchoolRows, EqualTablesAreShownWhole) {
  const std::vector<json> sides(4, table());
  EXPECT_EQ(by_rows(sides), table());
}

TEST(ShownSchoolRows, NumbersKeepTheirCommonDigits) {
  std::vector<json> sides(4, table());
  sides[1]["values"]["L4"][2] = 6.4;
  sides[2]["values"]["L4"][0] = 9.0;
  sides[3]["indicators"][0]["stage_limits"]["primary"]["mean"] = 5.04;
  const json shown = by_rows(sides);
  EXPECT_EQ(shown, by_json(sides));
  // By hand: 6.4 and 6.5 differ by 0.1, so their middle 6.45 is told in steps of 0.1; 4.1 and 9 have no digit in common.
  EXPECT_NEAR(shown["values"]["L4"][2].get<double>(), 6.45, 0.051);
  EXPECT_EQ(shown["values"]["L4"][0], nullptr);
  EXPECT_EQ(shown["values"]["L4"][1], nullptr);
}

TEST(ShownSchoolRows, CountsStatesAndWordsThatDifferAreHidden) {
  std::vector<json> sides(4, table());
  sides[1]["met"][0] = 4;
  sides[2]["states"]["L4"][0] = "met";
  sides[3]["outside"][2] = "closed";
  const json shown = by_rows(sides);
  EXPECT_EQ(shown, by_json(sides));
  EXPECT_EQ(shown["met"], json::parse("[null, 4, null]"));
  EXPECT_EQ(shown["states"]["L4"], json::parse(R"(["unknown", "unknown", "met"])"));
  EXPECT_EQ(shown["name"], table()["name"]);
}

TEST(ShownSchoolRows, TablesInAnotherOrderAreComparedWhole) {
  std::vector<json> sides(4, table());
  for (const char* column : {"school_id", "name"}) std::swap(sides[1][column][0], sides[1][column][1]);
  EXPECT_EQ(by_rows(sides), by_json(sides));
}

TEST(ShownSchoolRows, NoRowsAreNoRows) { EXPECT_EQ(shown_school_rows(std::vector<SchoolRows>(4), Lang::En).size(), 0U); }

}  // namespace
}  // namespace junheng::report
