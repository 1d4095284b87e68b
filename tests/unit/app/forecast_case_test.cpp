#include "junheng/app/forecast_case.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "junheng/app/import_case.h"
#include "junheng/core/codes.h"
#include "unit/store/store_place.h"

namespace junheng::app {
namespace {

using nlohmann::json;
using store::must;

/// A store that two imports of one county are in: a school with 50 pupils in grade 1 in 2023, and in 2024.
class ForecastsOfStore : public store::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped()) return;
    session_.today = {2026, 9, 1};
    session_.lang = Lang::En;
    for (const int year : {2023, 2024}) {
      ImportRequest request;
      request.dataset = write_county(year);
      request.into = place();
      EXPECT_EQ(must(run_import(request, session_, [] { return store::kNow; })).exit_code, 0);
    }
  }

  std::string write_county(int year) {
    const std::filesystem::path folder = folder_ / std::to_string(year);
    std::filesystem::create_directories(folder);
    const auto write = [&](const char* file, const std::string& text) { std::ofstream(folder / file) << text; };
    write("dataset.toml", "format = 1\ntitle = \"of " + std::to_string(year) + "\"\nsource = \"hand\"\n");
    write("areas.csv", "area_code,name,level\nX,X county,county\n");
    write("schools.csv", "school_id,name,area_code\ns,S,X\n");
    write("grade_facts.csv", "school_id,school_year,grade,pupils\ns," + std::to_string(year) + ",1,50\n");
    return folder.string();
  }

  [[nodiscard]] ForecastRequest request() const {
    ForecastRequest out;
    out.datasets = {place()};
    out.years = 1;
    out.format = OutputFormat::Json;
    out.now = store::kNow;
    out.settings = [](const std::string&) { return SettingSources{}; };
    return out;
  }
  json forecast(const ForecastRequest& asked) {
    Outcome outcome = must(run_forecast(asked, session_));
    EXPECT_EQ(outcome.exit_code, 0);
    if (outcome.write_rest) outcome.write_rest([&](std::string_view piece) { outcome.output += piece; });
    return json::parse(outcome.output);
  }

  Session session_;
};

// Every grade 1 has had 50 pupils: so has the next.
TEST_F(ForecastsOfStore, ImportsOfSeveralYearsAreOneHistory) {
  const json found = forecast(request());
  EXPECT_EQ(found["first_history_year"], 2023);
  EXPECT_EQ(found["last_history_year"], 2024);
  EXPECT_NEAR(found["forecast"][0]["pupils"].get<double>(), 50, 1e-9);
  EXPECT_EQ(found["findings"][0]["message"], "The school years 2024 come from import 2 (of 2024)");
}

TEST_F(ForecastsOfStore, OneImportCanBeChosen) {
  ForecastRequest asked = request();
  asked.snapshots = {1};
  EXPECT_EQ(forecast(asked)["last_history_year"], 2023);
  asked.snapshots = {9};
  EXPECT_EQ(run_forecast(asked, session_).error().code, Code::NoSuchSnapshot);
}

}  // namespace
}  // namespace junheng::app
