// docs/json.md names every key that the commands write.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <regex>
#include <set>
#include <string>
#include <string_view>

#include "junheng/app/assess_case.h"
#include "junheng/app/explain_case.h"
#include "junheng/app/index_case.h"
#include "junheng/app/inequality_case.h"
#include "junheng/app/monitor_case.h"
#include "junheng/app/review_case.h"
#include "junheng/formats/file.h"
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

/// What a command prints as JSON; the keys of a failure would be none.
template <typename Request, typename Run>
void expect_named_of(Request request, Run run) {
  request.format = OutputFormat::Json;
  const auto outcome = run(request, Session{});
  ASSERT_TRUE(outcome) << outcome.error().message(Lang::En);
  expect_named(outcome->output);
}

TEST(JsonKeys, OfAssessmentsStandInTheDocument) {
  AssessRequest request;
  request.standard = "cn.quality-2017";
  for (const char* dataset : {"county-staff", "two-counties-monitored"})
    for (const auto level : {model::AreaLevel::County, model::AreaLevel::Province}) {
      request.dataset = std::string(kDatasets) + dataset;
      request.level = level;
      expect_named_of(request, run_assess);
    }
}

TEST(JsonKeys, OfExplanationsStandInTheDocument) {
  ExplainRequest request;
  request.dataset = std::string(kDatasets) + "county-staff";
  request.standard = "cn.quality-2017";
  request.area = "330102";
  for (const char* clause : {"", "L4", "G3", "G11"}) {
    request.clause = clause;
    expect_named_of(request, run_explain);
  }
}

TEST(JsonKeys, OfComparisonsStandInTheDocument) {
  CompareRequest request;
  request.dataset_a = request.dataset_b = std::string(kDatasets) + "two-cities";
  request.standard_a = std::string(kDatasets) + "books.toml";
  request.year_a = 2023;
  request.year_b = 2024;
  expect_named_of(request, run_compare);
}

TEST(JsonKeys, OfInequalityStandInTheDocument) {
  InequalityRequest request;
  request.dataset = std::string(kDatasets) + "two-cities";
  request.measures = {"books"};
  request.per = "pupils";
  request.replicates = 40;
  request.with_trend = true;
  expect_named_of(request, run_inequality);
}

TEST(JsonKeys, OfRanksNeighboursAndGroupsStandInTheDocument) {
  InequalityRequest request;
  request.dataset = std::string(kDatasets) + "intervals";
  request.measures = {"computers"};
  request.per = "pupils";
  request.replicates = 0;
  request.by = {"county", "setting"};
  request.rank_by = "income_per_head_yuan";
  request.neighbours.within_km = 130;
  request.segregation = {"girls"};
  expect_named_of(request, run_inequality);
}

TEST(JsonKeys, OfNeedBySubjectStandInTheDocument) {
  MonitorRequest request;
  request.dataset = std::string(kDatasets) + "subject-staff";
  request.what = {"subjects", "periods"};
  expect_named_of(request, run_monitor);
}

TEST(JsonKeys, OfLimitsBySettingStandInTheDocument) {
  AssessRequest request;
  request.standard = "cn.shaanxi-basic";
  request.dataset = std::string(kDatasets) + "county-staff";
  expect_named_of(request, run_assess);
  ExplainRequest explain;
  explain.standard = request.standard;
  explain.dataset = request.dataset;
  explain.area = "330102";
  explain.clause = "N4";
  expect_named_of(explain, run_explain);
}

TEST(JsonKeys, OfIndicesStandInTheDocument) {
  const std::string spec = ::testing::TempDir() + "json-keys-index.toml";
  ASSERT_TRUE(formats::write_file(
      spec, "[index]\ntitle = \"T\"\nunit = \"county\"\nweights = \"equal\"\n[[component]]\nmeasure = \"books\"\nper = \"pupils\"\n"));
  IndexRequest request;
  request.dataset = std::string(kDatasets) + "league";
  request.spec = spec;
  expect_named_of(request, run_index);
}

TEST(JsonKeys, OfIndicesWithSubsystemsStandInTheDocument) {
  const std::string spec = ::testing::TempDir() + "json-keys-subsystems.toml";
  ASSERT_TRUE(formats::write_file(
      spec,
      "[index]\ntitle = \"T\"\nunit = \"county\"\nweights = \"equal\"\n[[subsystem]]\nname = \"a\"\n[[subsystem]]\nname = \"b\"\n"
      "[[component]]\nmeasure = \"books\"\nper = \"pupils\"\nsubsystem = \"a\"\n"
      "[[component]]\nmeasure = \"computers\"\nper = \"pupils\"\nsubsystem = \"b\"\n"));
  IndexRequest request;
  request.dataset = std::string(kDatasets) + "league";
  request.spec = spec;
  expect_named_of(request, run_index);
}

}  // namespace
}  // namespace junheng::app
