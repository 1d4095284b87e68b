// What stands in the pages and workbooks that commands write. The datasets are those of tests/cli, their figures worked out by hand there.
#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <vector>

#include "../report/written_workbook.h"
#include "junheng/app/assess_case.h"
#include "junheng/app/explain_case.h"
#include "junheng/app/monitor_case.h"
#include "junheng/app/review_case.h"
#include "support/file_text.h"

namespace junheng::app {
namespace {

using report::holds;

constexpr const char* kDatasets = JUNHENG_SOURCE_DIR "/tests/cli/datasets/";

Session english() {
  Session session;
  session.lang = Lang::En;
  return session;
}

std::string written(const char* name) { return ::testing::TempDir() + name; }

/// The section of a page with the id, up to the next one.
std::string section(const std::string& page, const std::string& id) {
  const auto begin = page.find("id=\"" + id + "\"");
  return begin == std::string::npos ? "" : page.substr(begin, page.find("<section", begin) - begin);
}

std::size_t count_of(const std::string& page, const std::string& words) {
  std::size_t count = 0;
  for (auto at = page.find(words); at != std::string::npos; at = page.find(words, at + words.size())) ++count;
  return count;
}

/// Every headline leads to a part of the page, or nowhere.
void expect_links_lead_somewhere(const std::string& page) {
  static const std::regex link("href=\"#([A-Za-z_0-9-]*)\"");
  for (std::sregex_iterator at(page.begin(), page.end(), link), end; at != end; ++at)
    EXPECT_TRUE(holds(page, "id=\"" + (*at)[1].str() + "\"")) << (*at)[0];
}

// tests/cli/review.toml: planned 4 and actual 4 large classes in 2018; of three counties one pays less, one is not known; P has 4 large of
// 49 classes.
TEST(ReportFiles, ReviewPageShowsHeadlinesPlanAndPay) {
  ReviewRequest request;
  request.dataset = std::string(kDatasets) + "plan-schools";
  request.out_path = written("review.html");
  const auto outcome = run_review(request, english());
  ASSERT_TRUE(outcome) << outcome.error().message(Lang::En);
  const std::string page = testing::file_text(request.out_path);
  const std::string top = section(page, "headlines");
  EXPECT_TRUE(holds(top, "At a glance: Province"));
  EXPECT_TRUE(holds(top, "Counties that pay teachers less than civil servants"));
  EXPECT_TRUE(holds(top, "<span class=\"tile-value\">1 <small>of 3</small></span><span class=\"badge v-unmet\">"));
  EXPECT_TRUE(holds(top, "not known: 1"));
  const std::string plan = section(page, "elimination");
  EXPECT_TRUE(holds(plan, "<th scope=\"row\">Province</th><td>large classes (56 pupils or more)</td><td class=\"n\">2018</td>"));
  EXPECT_GE(count_of(plan, "<svg"), 1U);
  EXPECT_TRUE(holds(section(page, "pay_sums"), "<th scope=\"row\">Province</th>"));
  expect_links_lead_somewhere(page);
}

// Of two-cities no school enters or leaves and none flips between a year and itself.
TEST(ReportFiles, LinksOfComparisonsAndMonitorsLeadToPartsOfThePage) {
  CompareRequest compare;
  compare.dataset_a = compare.dataset_b = std::string(kDatasets) + "two-cities";
  compare.standard_a = std::string(kDatasets) + "books.toml";
  compare.year_a = compare.year_b = 2024;
  compare.out_path = written("compare.html");
  const auto compared = run_compare(compare, english());
  ASSERT_TRUE(compared) << compared.error().message(Lang::En);
  const std::string page = testing::file_text(compare.out_path);
  EXPECT_TRUE(holds(page, "<li class=\"tile"));
  expect_links_lead_somewhere(page);
  for (const char* dataset : {"county-staff", "subject-staff", "two-counties-monitored"}) {
    MonitorRequest monitor;
    monitor.dataset = std::string(kDatasets) + dataset;
    monitor.out_path = written("links.html");
    const auto outcome = run_monitor(monitor, english());
    ASSERT_TRUE(outcome) << outcome.error().message(Lang::En);
    expect_links_lead_somewhere(testing::file_text(monitor.out_path));
  }
}

// tests/cli/monitor_breakdowns.toml: 380 pupils of 18 staff are 21.11 each, above 19.
TEST(ReportFiles, MonitorWorkbookHoldsTheFiguresOfEveryMonitor) {
  MonitorRequest request;
  request.dataset = std::string(kDatasets) + "county-staff";
  request.what = {"staff", "gaps"};
  request.out_path = written("monitor.xlsx");
  const auto outcome = run_monitor(request, english());
  ASSERT_TRUE(outcome) << outcome.error().message(Lang::En);
  const report::WrittenWorkbook book(request.out_path);
  for (const char* name : {"gaps", "gaps by setting", "staff", "staff by kind", "offenders"})
    EXPECT_GT(book.sheet(name).row_count(), 5U) << name;
  bool has_ratio = false;
  const formats::Sheet& by_kind = book.sheet("staff by kind");
  for (std::uint32_t row = 1; row <= by_kind.row_count(); ++row)
    for (const std::string& cell : report::row_texts(by_kind, row)) has_ratio = has_ratio || cell.starts_with("21.11");
  EXPECT_TRUE(has_ratio);
  EXPECT_GT(report::row_with(book.sheet("staff"), "county A"), 0U);
}

// tests/cli/compare.toml: A2 and A3 flip from 2023 to 2024, S3 with A2, whose CV falls from 0.9 to 0.1 at a mean of 10.
TEST(ReportFiles, ComparisonPageAndWorkbookNameWhatFlips) {
  CompareRequest request;
  request.dataset_a = request.dataset_b = std::string(kDatasets) + "two-cities";
  request.standard_a = std::string(kDatasets) + "books.toml";
  request.year_a = 2023;
  request.year_b = 2024;
  request.out_path = written("compare.html");
  ASSERT_TRUE(run_compare(request, english()));
  const std::string page = testing::file_text(request.out_path);
  const std::string flips = section(page, "flips");
  EXPECT_TRUE(holds(flips, "<th scope=\"row\">Uneven county</th><td>A2</td><td>✗ unmet</td><td>✓ met</td>"));
  EXPECT_TRUE(holds(flips, "<td>A3</td>"));
  EXPECT_FALSE(holds(flips, "<td>A1</td>"));
  EXPECT_TRUE(holds(section(page, "schools"), "<td>S3</td>"));
  EXPECT_TRUE(holds(section(page, "indicators"), "<td class=\"n\">0.900</td><td class=\"n\">0.100</td><td class=\"n\">-0.800</td>"));

  request.out_path = written("compare.xlsx");
  ASSERT_TRUE(run_compare(request, english()));
  const report::WrittenWorkbook book(request.out_path);
  EXPECT_GT(report::row_with(book.sheet("Flips"), "A2"), 0U);
  EXPECT_EQ(report::row_with(book.sheet("Flips"), "A1"), 0U);
  EXPECT_GT(report::row_with(book.sheet("Schools"), "S3"), 0U);
}

// tests/cli/levels.toml: the counties of two cities under one province, some met, some not.
TEST(ReportFiles, PageOfAProvinceListsItsCountiesWithReasons) {
  AssessRequest request;
  request.dataset = std::string(kDatasets) + "two-cities";
  request.standard = std::string(kDatasets) + "books.toml";
  request.year = 2023;
  request.level = model::AreaLevel::Province;
  request.out_path = written("province.html");
  const auto outcome = run_assess(request, english());
  ASSERT_TRUE(outcome) << outcome.error().message(Lang::En);
  const std::string page = testing::file_text(request.out_path);
  const std::string counties = section(page, "a0-counties");
  const auto uneven = counties.find("<td>A2</td><td data-v=\"0\"><span class=\"badge v-unmet\">");
  ASSERT_NE(uneven, std::string::npos);
  EXPECT_TRUE(holds(counties.substr(uneven), "CV of K1 (Books per pupil) is 0.900, above 0.50"));
  EXPECT_TRUE(holds(counties, "<td>A3</td>"));
}

}  // namespace
}  // namespace junheng::app
