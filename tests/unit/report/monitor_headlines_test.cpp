// The few figures on top of a report of monitors: what is not known is never counted as met.
#include "junheng/report/monitor_headlines.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "support/dataset_builder.h"

namespace junheng::report {
namespace {

using assess::Verdict;
using testing::DatasetBuilder;

std::vector<Headline> headlines_of(const model::Dataset& dataset, std::string what) {
  const auto monitoring =
      monitor::run_monitors(dataset, standards::built_in_monitor_limits(), {SchoolYear{2024}, {std::move(what)}, {}, ""});
  MonitorInput input;
  input.monitoring = &monitoring.value();
  input.lang = Lang::En;
  return monitor_headlines(input, MonitorWords(input));
}

/// A county with one school of two classes of so many pupils; 0: the classes are not told.
void add_county(DatasetBuilder& data, const std::string& code, double class_size) {
  data.county(code, code).school("S" + code, 211).stage(Stage::Primary).set("pupils", 80);
  if (class_size == 0) return;
  for (int i = 0; i < 2; ++i) data.class_of(1).set("pupils", class_size);
}

const Headline* very_large(const std::vector<Headline>& headlines) {
  const auto found = std::ranges::find_if(headlines, [](const Headline& each) { return each.label.starts_with("Very large classes"); });
  return found == headlines.end() ? nullptr : &*found;
}

TEST(MonitorHeadlines, AreasThatAreNotKnownAreNotMet) {
  DatasetBuilder data;
  add_county(data, "330101", 40);
  add_county(data, "330102", 0);
  add_county(data, "330103", 0);
  const auto headlines = headlines_of(data.build(), "classes");
  const Headline* headline = very_large(headlines);
  ASSERT_NE(headline, nullptr);
  EXPECT_EQ(headline->value, "0");
  EXPECT_EQ(headline->of, "of 3; not known: 2");
  EXPECT_EQ(headline->verdict, Verdict::Unknown);
}

TEST(MonitorHeadlines, OneAreaThatMissesIsUnmetWhateverTheOthers) {
  DatasetBuilder data;
  add_county(data, "330101", 70);
  add_county(data, "330102", 0);
  const auto headlines = headlines_of(data.build(), "classes");
  const Headline* headline = very_large(headlines);
  ASSERT_NE(headline, nullptr);
  EXPECT_EQ(headline->value, "1");
  EXPECT_EQ(headline->of, "of 2; not known: 1");
  EXPECT_EQ(headline->verdict, Verdict::Unmet);
}

TEST(MonitorHeadlines, AllKnownAndNoneMissesIsMet) {
  DatasetBuilder data;
  add_county(data, "330101", 40);
  add_county(data, "330102", 40);
  const auto headlines = headlines_of(data.build(), "classes");
  const Headline* headline = very_large(headlines);
  ASSERT_NE(headline, nullptr);
  EXPECT_EQ(headline->of, "of 2");
  EXPECT_EQ(headline->verdict, Verdict::Met);
}

TEST(MonitorHeadlines, YearBeforeIsCalledSoOnlyWhereItIs) {
  for (const auto& [year, words] : {std::pair(2023, "year before (2023/24): 0.00%"), std::pair(2019, "2019/20: 0.00%")}) {
    DatasetBuilder data;
    data.county("330101").school("S", 211);
    for (const int each : {year, 2024}) {
      data.year(each).stage(Stage::Primary).set("pupils", 80);
      for (int i = 0; i < 2; ++i) data.class_of(1).set("pupils", 40);
    }
    const auto headlines = headlines_of(data.build(), "classes");
    const Headline* headline = very_large(headlines);
    ASSERT_NE(headline, nullptr);
    EXPECT_EQ(headline->before, words);
  }
}

}  // namespace
}  // namespace junheng::report
