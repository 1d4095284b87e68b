// Which areas a page shows in detail where not all have room.
#include <gtest/gtest.h>

#include "junheng/report/html_report.h"
#include "markup.h"
#include "support/report_sample.h"
#include "written_workbook.h"

namespace junheng::report {
namespace {

/// The second of five counties that all fail takes more than the page may have.
TEST(HtmlDetail, NoAreaIsPassedOverForALessUrgentOneThatFits) {
  testing::DatasetBuilder data;
  for (int c = 0; c < 5; ++c) testing::add_sample_county(data, std::to_string(330101 + c), c == 1 ? std::string(600'000, 'x') : "");
  const model::Dataset dataset = data.build();
  assess::AssessOptions options;
  options.year = SchoolYear{2024};
  const auto standard = std::make_shared<standards::Standard>(testing::sample_standard());
  const auto assessment = assess::Assessor::create(dataset, standard, options).value().assess();
  const std::vector<Issue> issues;
  const auto page = testing::read_markup(assessment_html({&assessment, &dataset, &issues, false, Lang::En, "2026-11-23", "9.8.7"}));
  EXPECT_TRUE(page.faults.empty());
  EXPECT_TRUE(holds(page.text, "only 1 of 5 areas is shown in detail"));
}

}  // namespace
}  // namespace junheng::report
