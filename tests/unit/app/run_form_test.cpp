// Runs whose results another version of the program wrote in a form of its own.
#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "junheng/app/area_case.h"
#include "junheng/app/import_case.h"
#include "junheng/app/run_bodies.h"
#include "junheng/app/run_case.h"
#include "junheng/app/scenario_case.h"
#include "junheng/app/school_pages.h"
#include "junheng/app/snapshot_case.h"
#include "junheng/core/codes.h"
#include "junheng/store/accounts.h"
#include "junheng/synth/generate.h"
#include "support/scratch_folder.h"
#include "unit/store/store_place.h"

namespace junheng::app {
namespace {

using nlohmann::json;
using store::must;

class RunsOfStore : public store::StoreTest {
 protected:
  static constexpr const char* kStandard = "cn.quality-2017";

  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped()) return;
    store_ = std::make_unique<store::Store>(open());
    OfficeOptions options;
    options.uploads = folder_ / "uploads";
    options.clock = [this] { return UtcTime{store::kNow.ms + ++ticks_}; };
    options.upkeep_interval = std::chrono::hours(24);
    office_ = must(Office::open(*store_, std::move(options)));
    store::commit(*store_, [&](store::Transaction& transaction) {
      store::Account account;
      account.login = "admin";
      account.role = Role::Admin;
      account.created = store::kNow;
      admin_ = {must(store::create_account(transaction, account)).value, "admin", Role::Admin, ""};
    });
    synth::GenerateOptions made;
    made.counties = 1;
    made.schools = 12;
    made.years = 2;
    made.year = SchoolYear{2024};
    const std::string dataset = (folder_ / "dataset").string();
    must(synth::generate_dataset(made, dataset));
    Session session;
    session.today = {2026, 9, 1};
    LoadedDataset loaded = must(load_dataset({dataset, ""}, session));
    const JobContext context{{}, [](double, std::string_view) {}};
    made_ = must(keep_dataset(*office_, admin_, {"two years", dataset, "", {kStandard}}, loaded, context));
    const json areas = json::parse(must(search_areas(*office_, admin_, {*made_.snapshot_id, "", "", 100})));
    county_ = json::parse(*must(league(*office_, admin_, at(run(), ""), "county")).bytes)["code"][0];
  }

  /// The run of the last year, or of the one before.
  [[nodiscard]] std::int64_t run(int years_before = 0) {
    const json runs = json::parse(must(list_run_views(*office_, admin_, {}, Lang::En)))["runs"];
    for (const json& one : runs)
      if (one["school_year"] == 2024 - years_before) return one["id"];
    throw std::runtime_error("no such run");
  }
  [[nodiscard]] static AreaOfRun at(std::int64_t run, const std::string& area) { return {run, area, Lang::En}; }
  void set_form(std::int64_t run, std::int64_t form) {
    store::commit(*store_, [&](store::Transaction& transaction) {
      ASSERT_EQ(must(transaction.execute("UPDATE run SET form = ?, program_version = '0.0.9' WHERE id = ?", {form, run})), 1);
    });
  }

  std::atomic<std::int64_t> ticks_ = 0;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Office> office_;
  Access admin_;
  JobResult made_;
  std::string county_;
};

/// Everything that shows a run; `what` (a call -> Result) is told of each.
template <typename What>
void for_each_page(Office& office, const Access& access, const AreaOfRun& at, const std::string& school, std::int64_t other, What what) {
  what("overview", area_overview(office, access, at));
  what("schools", area_schools(office, access, at));
  what("page of schools", area_school_page(office, access, at, {}));
  what("league", league(office, access, at, "county"));
  what("failings", county_failings(office, access, at));
  what("trend", area_trend(office, access, at));
  what("school", school_page(office, access, at.run_id, school, Lang::En));
  what("inputs", area_inputs(office, access, at));
  what("lacks", area_lacks(office, access, at));
  what("what if", what_if(office, access, at, {}));
  what("lineage", lineage(office, access, at, {}));
  what("comparison", compare_runs(office, access, at, other));
  what("other comparison", compare_runs(office, access, {other, at.area_code, at.lang}, at.run_id));
  what("report", area_report(office, access, at, "json"));
}

TEST_F(RunsOfStore, OfAnotherFormAreRefusedOnEveryPage) {
  const std::int64_t id = run();
  const json table = json::parse(*must(area_schools(*office_, admin_, at(id, county_))).bytes);
  const std::string school = table["school_id"][0];
  int pages = 0;
  const auto is_shown = [&](const char* page, const auto& result) {
    EXPECT_TRUE(result) << page << ": " << (result ? "" : result.error().message(Lang::En));
    ++pages;
  };
  for_each_page(*office_, admin_, at(id, county_), school, run(1), is_shown);
  EXPECT_EQ(pages, 14);
  // 0: a program before forms were numbered. What is held in memory must not stand in for what may be shown.
  for (const std::int64_t form : {std::int64_t{0}, kRunForm + 1}) {
    set_form(id, form);
    for_each_page(*office_, admin_, at(id, county_), school, run(1), [&](const char* page, const auto& result) {
      ASSERT_FALSE(result) << page;
      EXPECT_EQ(result.error().code, Code::RunFormDiffers) << page;
    });
  }
  set_form(id, 0);
  const auto refused = area_overview(*office_, admin_, at(id, county_));
  EXPECT_EQ(refused.error().message(Lang::En), "The results of run " + std::to_string(id) +
                                                   " were written by program version 0.0.9 (form 0); this program shows form " +
                                                   std::to_string(kRunForm) + " only");
  EXPECT_NE(refused.error().hint(Lang::Zh).find("重新评估"), std::string::npos);
}

TEST_F(RunsOfStore, ListsMarkThoseOfAnotherForm) {
  const std::int64_t id = run();
  EXPECT_EQ(json::parse(must(show_run(*office_, admin_, id, Lang::En)))["form"], "current");
  set_form(id, 0);
  EXPECT_EQ(json::parse(must(show_run(*office_, admin_, id, Lang::En)))["form"], "older");
  const json listed = json::parse(must(list_run_views(*office_, admin_, {}, Lang::En)));
  ASSERT_FALSE(listed["runs"].empty());
  for (const json& one : listed["runs"]) EXPECT_EQ(one["form"], one["id"] == id ? "older" : "current");
  set_form(id, kRunForm + 1);
  EXPECT_EQ(json::parse(must(show_run(*office_, admin_, id, Lang::En)))["form"], "newer");
}

TEST_F(RunsOfStore, TrendNamesTheYearsOfAnotherFormUntilTheyAreAssessedAgain) {
  const std::int64_t last = run();
  const std::int64_t before = run(1);
  set_form(before, 0);
  const auto trend = [&] { return json::parse(must(area_trend(*office_, admin_, at(last, county_)))); };
  EXPECT_EQ(trend()["years"].size(), 1U);
  EXPECT_EQ(trend()["other_form"], json::parse(R"([{"school_year": 2023, "run_id": )" + std::to_string(before) + "}]"));
  const Job job = must(start_run(*office_, admin_, {*made_.snapshot_id, kStandard, SchoolYear{2023}, {}}));
  EXPECT_EQ(must(office_->jobs().wait(job.id, admin_)).state, store::RunState::Done);
  EXPECT_EQ(trend()["years"].size(), 2U);
  EXPECT_TRUE(trend()["other_form"].empty());
}

TEST_F(RunsOfStore, ScenarioIsOpenedOnTheRunThatReplacedItsOwn) {
  const std::int64_t old = run();
  const json saved = json::parse(must(save_scenario(*office_, admin_, {"two classes more", "", old, county_, {}})));
  const auto listed = [&](std::int64_t of) {
    const json all = json::parse(must(list_scenario_views(*office_, admin_, {of, ""})))["scenarios"];
    return all.empty() ? std::int64_t{0} : all[0]["run_id"].get<std::int64_t>();
  };
  const auto shown = [&] { return json::parse(must(show_scenario(*office_, admin_, saved["id"])))["run_id"].get<std::int64_t>(); };
  EXPECT_EQ(shown(), old);
  EXPECT_EQ(listed(run(1)), 0) << "of another year";
  set_form(old, 0);
  EXPECT_EQ(shown(), old) << "nothing has replaced it";
  const Job job = must(start_run(*office_, admin_, {*made_.snapshot_id, kStandard, SchoolYear{2024}, {}}));
  const Job done = must(office_->jobs().wait(job.id, admin_));
  ASSERT_EQ(done.state, store::RunState::Done);
  const std::int64_t replacing = done.result->run_ids.front();
  EXPECT_EQ(shown(), replacing);
  EXPECT_EQ(listed(replacing), replacing);
  EXPECT_EQ(listed(old), replacing);
  EXPECT_TRUE(what_if(*office_, admin_, at(shown(), county_), {}));
}

/// tests/compat/schema-3.db: snapshot 1 and, behind the findings of the import, run 2 of a program that did not number the form of its
/// results.
TEST(RunsOfAnOlderSchema, AreKeptAndAssessedAgain) {
  const testing::ScratchFolder folder;
  std::filesystem::create_directory(folder / "data");
  std::filesystem::copy(JUNHENG_SOURCE_DIR "/tests/compat/schema-3.db", folder / "data/junheng.db");
  store::Store store = must(store::Store::open({.place = (folder / "data").string(), .time = store::kNow}));
  EXPECT_EQ(store.migration().from, 3);
  std::atomic<std::int64_t> ticks = 0;
  OfficeOptions options;
  options.uploads = folder / "uploads";
  options.clock = [&] { return UtcTime{store::kNow.ms + ++ticks}; };
  const auto office = must(Office::open(store, std::move(options)));
  const Access admin{0, "admin", Role::Admin, ""};
  EXPECT_EQ(json::parse(must(show_run(*office, admin, 2, Lang::En)))["form"], "older");
  const auto refused = area_overview(*office, admin, {2, "-", Lang::En});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::RunFormDiffers);
  const Job job = must(start_run(*office, admin, {1, "cn.quality-2017", std::nullopt, {}}));
  const Job done = must(office->jobs().wait(job.id, admin));
  ASSERT_EQ(done.state, store::RunState::Done);
  const json overview = json::parse(*must(area_overview(*office, admin, {done.result->run_ids.front(), "-", Lang::En})).bytes);
  EXPECT_EQ(overview["run"]["form"], "current");
}

}  // namespace
}  // namespace junheng::app
