#include "junheng/report/json_report.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "junheng/core/codes.h"

namespace junheng::report {
namespace {

nlohmann::json finding_at(std::uint32_t row, std::uint32_t column) {
  Location where;
  where.file = "schools.xlsx";
  where.row = row;
  where.column = column;
  formats::JsonWriter json;
  write_findings(json, {make_issue(Code::NumberText, where, "twelve", {{"column", "pupils"}})}, Lang::En);
  return nlohmann::json::parse(json.take())[0];
}

TEST(Findings, CellIsNamedAsSpreadsheetsDo) {
  EXPECT_EQ(finding_at(12, 6)["cell"], "F12");
  // 28 = 26 + 2.
  EXPECT_EQ(finding_at(3, 28)["cell"], "AB3");
}

TEST(Findings, WholeRowsAndTablesHaveNoCell) {
  EXPECT_FALSE(finding_at(12, 0).contains("cell"));
  EXPECT_FALSE(finding_at(0, 6).contains("cell")) << "of a whole column";
  EXPECT_FALSE(finding_at(0, 0).contains("cell"));
}

}  // namespace
}  // namespace junheng::report
