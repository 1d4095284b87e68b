#include <gtest/gtest.h>

#include "junheng/model/schema.h"
#include "junheng/standards/units.h"

namespace junheng::standards {
namespace {

TEST(Units, UnknownKeyIsNotFoundAndShownAsItIs) {
  EXPECT_EQ(find_unit("furlong"), nullptr);
  EXPECT_EQ(unit_label("furlong", Lang::En), "furlong");
}

TEST(Units, EmptyKeyHasNoLabel) {
  EXPECT_EQ(find_unit(""), nullptr);
  EXPECT_EQ(unit_label("", Lang::Zh), "");
}

TEST(Units, LabelsStandInBothLanguages) {
  EXPECT_EQ(unit_label("m2/pupil", Lang::Zh), "平方米/生");
  EXPECT_EQ(unit_label("m2/pupil", Lang::En), "m²/pupil");
  for (const Unit& unit : units()) EXPECT_EQ(unit.zh.empty(), unit.en.empty()) << unit.key;
}

TEST(Units, OneIsFollowedByTheSingular) {
  EXPECT_EQ(unit_label_of("1", "year", Lang::En), "year");
  EXPECT_EQ(unit_label_of("2", "year", Lang::En), "years");
  EXPECT_EQ(unit_label_of("1.0", "year", Lang::En), "years");
  EXPECT_EQ(unit_label_of("1", "m2", Lang::En), "m²");
  EXPECT_EQ(unit_label_of("1", "year", Lang::Zh), "年");
  EXPECT_EQ(unit_label_of("1", "furlong", Lang::En), "furlong");
}

TEST(Units, EveryUnitOfTheDatasetFormatIsKnown) {
  for (const model::TableSpec& table : model::table_specs())
    for (const auto columns : {table.columns, table.measures})
      for (const model::ColumnSpec& column : columns)
        EXPECT_TRUE(column.unit.empty() || find_unit(column.unit) != nullptr) << table.id << "." << column.id;
  for (const model::ColumnSpec& measure : model::area_measures())
    EXPECT_TRUE(measure.unit.empty() || find_unit(measure.unit) != nullptr) << measure.id;
}

}  // namespace
}  // namespace junheng::standards
