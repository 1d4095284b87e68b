#include "junheng/assess/unit_column.h"

#include <gtest/gtest.h>

#include <memory>

#include "junheng/assess/unit_fill.h"

namespace junheng::assess {
namespace {

using model::Absence;
using model::NumberColumn;
using model::Quantity;

/// A column of `size` rows that hold 100, 101 ...; row 3 has no number.
NumberColumn hundreds(std::size_t size) {
  NumberColumn column;
  for (std::size_t row = 0; row < size; ++row)
    column.push(row == 3 ? Quantity::missing(Absence::Rejected) : Quantity::of(100 + static_cast<double>(row)));
  return column;
}

/// Units of rows 0 to 19, then one that is worked out, row 30, two that are worked out, rows 31 and 32.
struct Places {
  Places() {
    places.begin_group();
    for (std::uint32_t row = 0; row < 20; ++row) places.push_row(row);
    places.push_school(7);
    places.push_row(30);
    places.push_school(8);
    places.push_school(9);
    places.push_row(31);
    places.push_row(32);
    places.finish();
    auto numbers = std::make_shared<NumberColumn>();
    for (const double number : {-1.0, -2.0, -3.0}) numbers->push(number);
    column = UnitColumn(given, places.rows(), numbers);
  }
  NumberColumn given = hundreds(40);
  UnitPlaces places;
  UnitColumn column;
};

TEST(UnitColumn, RunsCountTheUnitsThatStandTogether) {
  const Places units;
  const UnitColumn::View& view = units.column.view();
  EXPECT_EQ(view.run(0, 26), 20U);
  EXPECT_EQ(view.run(0, 5), 5U) << "no further than asked";
  EXPECT_EQ(view.run(18, 26), 2U);
  EXPECT_EQ(view.run(20, 26), 1U);
  EXPECT_EQ(view.run(22, 26), 2U);
  EXPECT_EQ(view.run(24, 26), 2U);
  EXPECT_EQ(*view.from(22).values, -2.0);
}

TEST(UnitColumn, BlockHasNumbersAndReasonsInTheOrderOfTheUnits) {
  const Places units;
  UnitColumn::View::Block room;
  const auto numbers = units.column.view().block(1, 25, room);
  EXPECT_EQ(numbers.values[0], 101.0);
  EXPECT_EQ(numbers.absences[2], Absence::Rejected) << "row 3";
  EXPECT_EQ(numbers.values[18], 119.0);
  EXPECT_EQ(numbers.values[19], -1.0);
  EXPECT_EQ(numbers.values[20], 130.0);
  EXPECT_EQ(numbers.values[21], -2.0);
  EXPECT_EQ(numbers.values[22], -3.0);
  EXPECT_EQ(numbers.values[24], 132.0);
  EXPECT_EQ(numbers.absences[24], Absence::Present);
}

TEST(UnitColumn, BlockOfOneRunIsTheColumnItself) {
  const Places units;
  UnitColumn::View::Block room;
  EXPECT_EQ(units.column.view().block(4, 10, room).values, units.given.values().data() + 4);
}

}  // namespace
}  // namespace junheng::assess
