// The tables of the web page as JSON: shape, ids, numbers behind the texts.
#include "junheng/report/page_tables.h"

#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "subject_scene.h"

namespace junheng::report {
namespace {

using nlohmann::json;

TEST(PageTables, RowsHaveACellForEachColumn) {
  for (const Lang lang : {Lang::Zh, Lang::En}) {
    const PageScene scene(two_years_and_a_silent_school(), lang);
    const json page = json::parse(monitor_page_json(scene.input));
    ASSERT_FALSE(page["tables"].empty());
    std::set<std::string> ids;
    for (const json& table : page["tables"]) {
      EXPECT_TRUE(ids.insert(table["id"].get<std::string>()).second) << "ids differ";
      EXPECT_NE(table["title"], "");
      EXPECT_FALSE(table["rows"].empty()) << "a table without rows is left out";
      for (const json& column : table["columns"]) EXPECT_TRUE(column["align"] == "left" || column["align"] == "right");
      for (const json& row : table["rows"]) EXPECT_EQ(row.size(), table["columns"].size()) << table["title"];
    }
  }
}

TEST(PageTables, CellsHaveTheNumberBehindTheText) {
  const PageScene scene(two_years(), Lang::En);
  const json page = json::parse(monitor_page_json(scene.input));
  bool has_number = false;
  for (const json& table : page["tables"])
    for (const json& row : table["rows"]) {
      EXPECT_EQ(row[0]["number"], nullptr) << "the first column names the row";
      for (const json& cell : row) {
        EXPECT_TRUE(cell["text"].is_string() && cell["mark"].is_string());
        if (cell["number"].is_number()) has_number = true;
      }
    }
  EXPECT_TRUE(has_number);
}

TEST(PageTables, LanguagesHaveTheSameNumbers) {
  const PageScene zh(two_years(), Lang::Zh);
  const PageScene en(two_years(), Lang::En);
  const json a = json::parse(monitor_page_json(zh.input))["tables"];
  const json b = json::parse(monitor_page_json(en.input))["tables"];
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t table = 0; table < a.size(); ++table) {
    EXPECT_NE(a[table]["title"], b[table]["title"]);
    ASSERT_EQ(a[table]["rows"].size(), b[table]["rows"].size());
    for (std::size_t row = 0; row < a[table]["rows"].size(); ++row)
      for (std::size_t cell = 0; cell < a[table]["rows"][row].size(); ++cell)
        EXPECT_EQ(a[table]["rows"][row][cell]["number"], b[table]["rows"][row][cell]["number"]);
  }
}

TEST(PageTables, NothingMonitoredHasNoTables) {
  PageScene scene(two_years(), Lang::En);
  scene.input.subjects = nullptr;
  const json page = json::parse(monitor_page_json(scene.input));
  EXPECT_EQ(page["tables"], json::array());
  EXPECT_EQ(page["headlines"], json::array());
}

}  // namespace
}  // namespace junheng::report
