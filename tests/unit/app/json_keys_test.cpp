// docs/json.md names every key that `monitor` and `review` write.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <regex>
#include <set>
#include <string>
#include <string_view>

#include "junheng/app/monitor_case.h"
#include "junheng/app/review_case.h"
#include "support/file_text.h"

namespace junheng::app {
namespace {

constexpr const char* kDatasets = JUNHENG_SOURCE_DIR "/tests/cli/datasets/";

/// But for bands of class sizes, which are values.
std::set<std::string> keys_of(const std::string& json) {
  static const std::regex key("\"([a-z][a-z0-9_]*)\": ?[\\[{\"0-9ntf-]");
  std::set<std::string> out;
  for (std::sregex_iterator at(json.begin(), json.end(), key), end; at != end; ++at) out.insert((*at)[1]);
  return out;
}

/// The key, and those of the figure x of `x_year`, `x_basis` and so on; of a row of ages the first.
std::set<std::string> documented_forms(std::string key) {
  if (key.starts_with("age_")) return {"age_6"};
  std::set<std::string> out = {key};
  for (bool is_cut = true; is_cut;) {
    is_cut = false;
    for (const std::string_view suffix : {"_year", "_basis", "_inferred", "_of_schools", "_counties_missing", "_counties", "_missing",
                                          "_evidence", "_published", "_agrees"}) {
      if (is_cut || key.size() <= suffix.size() || !key.ends_with(suffix)) continue;
      key.resize(key.size() - suffix.size());
      out.insert(key);
      is_cut = true;
    }
  }
  return out;
}

void expect_named(const std::string& json) {
  const std::string document = testing::file_text(JUNHENG_SOURCE_DIR "/docs/json.md");
  const auto is_named = [&](const std::string& key) {
    return std::ranges::any_of(std::array{"`" + key + "`", "." + key + "`", "\"" + key + "\""},
                               [&](const std::string& words) { return document.find(words) != std::string::npos; });
  };
  const std::set<std::string> keys = keys_of(json);
  ASSERT_GT(keys.size(), 20U);
  for (const std::string& key : keys) EXPECT_TRUE(std::ranges::any_of(documented_forms(key), is_named)) << key;
}

TEST(JsonKeys, OfMonitorsStandInTheDocument) {
  for (const char* dataset : {"county-staff", "subject-staff", "nine-year", "two-counties-monitored"}) {
    MonitorRequest request;
    request.dataset = std::string(kDatasets) + dataset;
    request.format = OutputFormat::Json;
    const auto outcome = run_monitor(request, Session{});
    ASSERT_TRUE(outcome) << outcome.error().message(Lang::En);
    expect_named(outcome->output);
  }
}

TEST(JsonKeys, OfReviewsStandInTheDocument) {
  for (const char* dataset : {"plan-schools", "plan-years"}) {
    ReviewRequest request;
    request.dataset = std::string(kDatasets) + dataset;
    request.format = OutputFormat::Json;
    const auto outcome = run_review(request, Session{});
    ASSERT_TRUE(outcome) << outcome.error().message(Lang::En);
    expect_named(outcome->output);
  }
}

}  // namespace
}  // namespace junheng::app
