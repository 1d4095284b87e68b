#include "junheng/model/schema.h"

#include <algorithm>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "junheng/synth/area_values.h"
#include "junheng/synth/tables.h"
#include "unit/synth/generated_dataset.h"

namespace junheng::synth {
namespace {

std::string table_name(Table table) {
  const std::string file = file_name(table);
  return file.substr(0, file.find('.'));
}

/// A small country with every kind of school in three years.
GenerateOptions varied() {
  GenerateOptions options;
  options.counties = 10;
  options.schools = 700;
  options.years = 3;
  options.with_teachers = true;
  return options;
}

TEST(Schema, EveryTableAndColumnIsOfTheFormat) {
  GeneratedDataset dataset(varied());
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const std::string name = table_name(static_cast<Table>(i));
    const model::TableSpec* spec = model::find_table(name);
    ASSERT_NE(spec, nullptr) << name;
    const CsvTable& table = dataset.table(name);
    for (const auto& [column, place] : table.columns) EXPECT_NE(spec->column(column), nullptr) << name << "." << column;
    for (const model::ColumnSpec& column : spec->columns) {
      if (column.is_required) {
        EXPECT_TRUE(table.columns.contains(column.id)) << name << "." << column.id;
      }
    }
    for (const std::string_view key : spec->key) EXPECT_TRUE(table.columns.contains(key)) << name << "." << key;
  }
}

TEST(Schema, RequiredCellsAreFilled) {
  GeneratedDataset dataset(varied());
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const std::string name = table_name(static_cast<Table>(i));
    for (const model::ColumnSpec& column : model::find_table(name)->columns) {
      if (!column.is_required) continue;
      EXPECT_TRUE(std::ranges::all_of(dataset.table(name).rows, [&](const CsvRecord& row) { return row.has(column.id); }))
          << name << "." << column.id;
    }
  }
}

TEST(Schema, CodesAndWordsAreOfTheCodeLists) {
  GeneratedDataset dataset(varied());
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const std::string name = table_name(static_cast<Table>(i));
    const CsvTable& table = dataset.table(name);
    for (const auto& [id, place] : table.columns) {
      const model::ColumnSpec* column = model::find_table(name)->column(id);
      if (column == nullptr || column->codes.empty()) continue;
      for (const CsvRecord& row : table.rows) {
        const std::string& cell = row.text(id);
        ASSERT_TRUE(cell.empty() || std::ranges::any_of(column->codes, [&](const model::CodeName& code) { return code.code == cell; }))
            << name << "." << id << " = " << cell;
      }
    }
  }
}

TEST(Schema, KeysAreUnique) {
  GeneratedDataset dataset(varied());
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const std::string name = table_name(static_cast<Table>(i));
    std::vector<std::string> keys;
    for (const CsvRecord& row : dataset.table(name).rows) {
      std::string key;
      for (const std::string_view column : model::find_table(name)->key) key += row.text(column) + "|";
      keys.push_back(std::move(key));
    }
    std::ranges::sort(keys);
    EXPECT_EQ(std::ranges::adjacent_find(keys), keys.end()) << name;
  }
}

TEST(Schema, EveryAreaMeasureIsGivenForEveryCountyAndYear) {
  GeneratedDataset dataset(varied());
  std::map<std::string, std::set<std::string>> given;
  for (const CsvRecord& row : dataset.table("area_facts").rows)
    given[row.text("area_code") + row.text("school_year")].insert(row.text("item"));
  EXPECT_EQ(given.size(), 30U);
  // From "counties" on stand the figures of plan periods, which provinces and the country publish.
  const auto measures = model::area_measures();
  const auto of_periods = std::ranges::find(measures, "counties", &model::ColumnSpec::id);
  ASSERT_NE(of_periods, measures.end());
  const std::span of_counties(measures.begin(), of_periods);
  for (const auto& [county, items] : given) {
    for (const model::ColumnSpec& measure : of_counties) EXPECT_TRUE(items.contains(std::string(measure.id))) << measure.id;
    for (const char* item : {"G1", "G2", "G10", "Q3", "Q5", "Q6", "Q7", "Q8", "P2", "V1", "V6", "A1", "A2", "A17"}) {
      EXPECT_TRUE(items.contains(item)) << item;
    }
  }
}

}  // namespace
}  // namespace junheng::synth
