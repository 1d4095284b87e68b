#include "junheng/app/forecast_desk.h"

#include <gtest/gtest.h>

namespace junheng::app {
namespace {

// 1,000 settlements of 19 numbers of 8 bytes each at least, and 10 counties of 13 subjects with 20 years of 8 bytes each.
TEST(ForecastDesk, BytesCountSettlementsAndStaff) {
  ForecastDesk desk;
  desk.sides.emplace_back();
  const std::size_t bare = desk.bytes();
  forecast::SettlementTable& table = desk.sides.front().settlements;
  for (int row = 0; row < 1000; ++row) {
    table.rows.ids.push("S" + std::to_string(row));
    table.rows.names.push("settlement");
    table.rows.areas.push_back(AreaIndex(0));
    table.counties.emplace_back("330102");
  }
  const std::size_t with_settlements = desk.bytes();
  EXPECT_GE(with_settlements, bare + 1000 * 19 * 8);
  forecast::CountyStaff county;
  county.subjects.resize(13);
  for (forecast::SubjectOnPost& subject : county.subjects) subject.retired.assign(kMostForecastYears, 0);
  desk.staff.assign(10, county);
  EXPECT_GE(desk.bytes(), with_settlements + 10 * 13 * 20 * 8);
}

}  // namespace
}  // namespace junheng::app
