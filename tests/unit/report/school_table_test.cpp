// Pages of a table of schools that was put together from the bodies of counties; the bodies are written by hand.
#include "junheng/report/school_table.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "junheng/core/codes.h"

namespace junheng::report {
namespace {

using nlohmann::json;

/// Three rows: two stages, a hidden school without pupils and value, one that stays outside.
json first_county() {
  return json::parse(R"({
    "run_id": 7, "area_code": "110101", "total": 3, "offset": 0,
    "indicators": [{"id": "L4", "name": "space", "unit_text": "m2", "direction": "at_least",
                    "stage_limits": {"primary": {"standard": 4.5, "floor": 3.8, "mean": 5}, "junior": {"standard": 5.8, "floor": null, "mean": 6}}}],
    "school_id": ["A1", "A2", "A3"], "name": ["Pine School", "河口小学", "河东初中"], "stage": ["primary", "primary", "junior"], "kind": ["primary school", "teaching point", "junior school"],
    "county_code": ["110101", "110101", "110101"], "county_name": ["East", "East", "East"],
    "township_code": ["110101001", null, "110101002"], "township_name": ["Hill", null, "Dale"],
    "lon": [100.5, null, 101], "lat": [24, null, 25], "pupils": [300, null, 900], "verdict": ["unmet", "unknown", null], "met": [3, 4, null],
    "outside": ["", "", "no pupils"], "values": {"L4": [4.1, null, 6.5]}, "states": {"L4": ["floor", "unknown", "met"]}, "hidden": [1], "more": {"later": true}
  })");
}
json second_county() {
  return json::parse(R"({
    "run_id": 7, "area_code": "110102", "total": 2, "offset": 0,
    "indicators": [{"id": "L4", "name": "space", "unit_text": "m2", "direction": "at_least", "stage_limits": {"primary": {"standard": 4.5, "floor": 3.8, "mean": 9}}}],
    "school_id": ["B1", "B2"], "name": ["河西小学", "PINE HILL"], "stage": ["primary", "primary"], "kind": ["primary school", "primary school"],
    "county_code": ["110102", "110102"], "county_name": ["West", "West"], "township_code": [null, null], "township_name": [null, null],
    "lon": [null, null], "lat": [null, null], "pupils": [300, 80], "verdict": ["met", "unmet"], "met": [7, 2], "outside": ["", ""],
    "values": {"L4": [9, 2]}, "states": {"L4": ["met", "unmet"]}, "hidden": []
  })");
}

SchoolTable both_counties() {
  SchoolTable table;
  for (const json& body : {first_county(), second_county()}) {
    const auto rows = read_school_rows(body.dump());
    EXPECT_TRUE(rows) << rows.error().message(Lang::En);
    table.append(*rows);
  }
  return table;
}

json page_of(const SchoolTable& table, const SchoolPageQuery& query) { return json::parse(table.page_json(query, 7, "11")); }

std::string ids(const SchoolTable& table, const SchoolPageQuery& query) {
  const json page = page_of(table, query);
  std::string out;
  for (const json& id : page["school_id"]) out += (out.empty() ? "" : " ") + id.get<std::string>();
  return out;
}

TEST(SchoolTable, OneCountyComesBackAsItWas) {
  SchoolTable table;
  table.append(*read_school_rows(first_county().dump()));
  json expected = first_county();
  expected.erase("more");
  expected["area_code"] = "11";
  EXPECT_EQ(page_of(table, {}), expected);
}

TEST(SchoolTable, CountiesStandOneBehindTheOther) {
  const SchoolTable table = both_counties();
  const json page = page_of(table, {});
  EXPECT_EQ(ids(table, {}), "A1 A2 A3 B1 B2");
  EXPECT_EQ(page["total"], 5);
  EXPECT_EQ(page["hidden"], json::array({1}));
  // The mean of a county is none of the whole.
  EXPECT_EQ(page["indicators"][0]["stage_limits"]["primary"]["mean"], nullptr);
  EXPECT_EQ(page["indicators"][0]["stage_limits"]["primary"]["standard"], 4.5);
}

TEST(SchoolTable, SortsWithMissingValuesLastAndTiesByCounty) {
  const SchoolTable table = both_counties();
  const auto by = [&](const std::string& sort, SortOrder order) { return ids(table, {.sort = sort, .order = order}); };
  EXPECT_EQ(by("L4", SortOrder::Ascending), "B2 A1 A3 B1 A2");
  EXPECT_EQ(by("L4", SortOrder::Descending), "B1 A3 A1 B2 A2");
  // A1 and B1 have 300 pupils each.
  EXPECT_EQ(by("pupils", SortOrder::Ascending), "B2 A1 B1 A3 A2");
  EXPECT_EQ(by("pupils", SortOrder::Descending), "A3 A1 B1 B2 A2");
  EXPECT_EQ(by("verdict", SortOrder::Ascending), "A1 B2 A2 B1 A3");
  EXPECT_EQ(by("met", SortOrder::Descending), "B1 A2 A1 B2 A3");
  EXPECT_EQ(by("school_id", SortOrder::Descending), "B2 B1 A3 A2 A1");
  EXPECT_EQ(by("township", SortOrder::Descending), "A3 A1 A2 B1 B2");
  EXPECT_EQ(by("", SortOrder::Descending), "B2 B1 A3 A2 A1");
  for (const char* sort : {"", "name", "school_id", "county", "township", "kind", "pupils", "verdict", "met", "L4"})
    EXPECT_TRUE(table.can_sort_by(sort)) << sort;
  EXPECT_FALSE(table.can_sort_by("L5"));
}

TEST(SchoolTable, PagesHoldEveryRowOnce) {
  const SchoolTable table = both_counties();
  for (const char* sort : {"", "L4", "pupils", "verdict"}) {
    std::string all;
    for (std::size_t offset = 0; offset < 5; offset += 2) {
      const SchoolPageQuery query{.sort = sort, .offset = offset, .limit = 2};
      const json page = page_of(table, query);
      EXPECT_EQ(page["offset"], offset);
      EXPECT_EQ(page["total"], 5);
      all += (all.empty() ? "" : " ") + ids(table, query);
    }
    EXPECT_EQ(all, ids(table, {.sort = sort})) << sort;
    EXPECT_EQ(all.size(), 14U) << "five ids";
  }
  EXPECT_EQ(ids(table, {.offset = 5}), "");
}

TEST(SchoolTable, HiddenPositionsAreThoseOfThePage) {
  EXPECT_EQ(page_of(both_counties(), {.offset = 1, .limit = 2})["hidden"], json::array({0}));
  EXPECT_EQ(page_of(both_counties(), {.sort = "L4", .offset = 3})["hidden"], json::array({1}));
}

TEST(SchoolTable, SearchesNamesAndIdsInEitherCase) {
  const SchoolTable table = both_counties();
  EXPECT_EQ(ids(table, {.words = "pine"}), "A1 B2");
  EXPECT_EQ(ids(table, {.words = "河"}), "A2 A3 B1");
  EXPECT_EQ(ids(table, {.words = "a2"}), "A2");
  EXPECT_EQ(ids(table, {.words = "schoola"}), "") << "the end of a name and the id behind it";
  EXPECT_EQ(ids(table, {.words = "school\na1"}), "");
  EXPECT_EQ(page_of(table, {.words = "河", .offset = 1, .limit = 1})["total"], 3);
}

TEST(SchoolTable, FiltersJoin) {
  const SchoolTable table = both_counties();
  EXPECT_EQ(ids(table, {.stage = Stage::Junior}), "A3");
  EXPECT_EQ(ids(table, {.verdict = "unmet"}), "A1 B2");
  EXPECT_EQ(ids(table, {.below = "L4"}), "A1 B2");
  EXPECT_EQ(ids(table, {.township = "110101001"}), "A1");
  EXPECT_EQ(ids(table, {.words = "pine", .verdict = "unmet", .below = "L4", .township = "110101001"}), "A1");
}

TEST(SchoolTable, CountyWithoutAnIndicatorHasNoValues) {
  SchoolTable table;
  table.append(*read_school_rows(first_county().dump()));
  json without = second_county();
  without["indicators"] = json::array();
  table.append(*read_school_rows(without.dump()));
  const json page = page_of(table, {.offset = 3});
  EXPECT_EQ(page["values"]["L4"], json::array({nullptr, nullptr}));
  EXPECT_EQ(page["states"]["L4"], json::array({"none", "none"}));
}

TEST(SchoolTable, EmptyHasNoRows) {
  const SchoolTable table;
  EXPECT_EQ(page_of(table, {.words = "x"})["total"], 0);
}

TEST(SchoolRows, StateThatIsHiddenIsUnknown) {
  json body = first_county();
  body["states"]["L4"] = json::array({"hidden (fewer than 5)", nullptr, "met"});
  SchoolTable table;
  table.append(*read_school_rows(body.dump()));
  EXPECT_EQ(page_of(table, {})["states"]["L4"], json::array({"unknown", "unknown", "met"}));
}

TEST(SchoolRows, ColumnsOfDifferentLengthsAreRefused) {
  json body = first_county();
  body["pupils"].push_back(1);
  const auto rows = read_school_rows(body.dump());
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code, Code::BadJsonValue);
  EXPECT_NE(rows.error().message(Lang::En).find("pupils"), std::string::npos);
  EXPECT_FALSE(read_school_rows("{}"));
  EXPECT_FALSE(read_school_rows("[1"));
  body = first_county();
  body["states"].erase("L4");
  EXPECT_FALSE(read_school_rows(body.dump()));
}

}  // namespace
}  // namespace junheng::report
