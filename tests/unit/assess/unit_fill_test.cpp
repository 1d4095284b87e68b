#include "junheng/assess/unit_fill.h"

#include <gtest/gtest.h>

namespace junheng::assess {
namespace {

TEST(UnitPlaces, GroupsTellTheirUnitsAndWhatIsWorkedOut) {
  UnitPlaces places;
  places.begin_group();
  places.push_school(5);
  places.push_row(1);
  places.begin_group();
  places.begin_group();
  places.push_row(2);
  places.push_school(6);
  places.finish();
  EXPECT_EQ(places.units_of(0, 1).end, 2U);
  EXPECT_EQ(places.units_of(1, 2).begin, places.units_of(1, 2).end) << "a group without units";
  EXPECT_EQ(places.worked_out_of(2, 3).begin, 1U);
  EXPECT_EQ(places.worked_out_of(0, 3).end, 2U);
}

TEST(UnitPlaces, RowsReachFromTheFirstToTheLastOfAGroup) {
  UnitPlaces places;
  places.begin_group();
  places.push_row(7);
  places.push_school(0);
  places.push_row(4);
  places.begin_group();
  places.push_school(1);
  places.finish();
  EXPECT_EQ(places.rows_of(0, 2).begin, 4U);
  EXPECT_EQ(places.rows_of(0, 2).end, 8U);
  EXPECT_EQ(places.rows_of(1, 2).begin, places.rows_of(1, 2).end) << "all of it is worked out";
}

}  // namespace
}  // namespace junheng::assess
