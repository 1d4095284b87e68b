// Pages of schools above county, "-", findings of reports, and what is held of monitors, through the store.
#include "junheng/app/school_pages.h"

#include <filesystem>
#include <sstream>

#include <gtest/gtest.h>

#include "junheng/app/import_findings.h"
#include "junheng/app/snapshot_case.h"
#include "junheng/core/codes.h"
#include "support/file_text.h"
#include "unit/app/office_scene.h"

namespace junheng::app {
namespace {

using nlohmann::json;

class SchoolPages : public ::testing::Test {
 protected:
  SchoolPages() : admin_(scene_.account("admin", Role::Admin)), made_(scene_.import_snapshot(scene_.generated(), admin_)) {
    const json areas = json::parse(expect_value(search_areas(office(), admin_, {*made_.snapshot_id, "", "", 100})));
    root_ = areas["areas"][0]["code"];
    const json table = json::parse(*expect_value(league(office(), admin_, at(""), "county")).bytes);
    for (const json& code : table["code"]) counties_.push_back(code);
  }

  [[nodiscard]] AreaOfRun at(const std::string& area) const { return {made_.run_ids.front(), area, Lang::En}; }
  json page(const std::string& area, const report::SchoolPageQuery& query = {.limit = 1000}) {
    return json::parse(*expect_value(area_school_page(office(), admin_, at(area), query)).bytes);
  }
  json whole(const std::string& area) { return json::parse(*expect_value(area_schools(office(), admin_, at(area))).bytes); }
  Office& office() { return scene_.office(); }

  OfficeScene scene_;
  Access admin_;
  JobResult made_;
  std::string root_;
  std::vector<std::string> counties_;
};

TEST_F(SchoolPages, PageOfACountyIsItsTable) { EXPECT_EQ(page(counties_[0]), whole(counties_[0])); }

TEST_F(SchoolPages, ProvinceHasTheRowsOfItsCounties) {
  const json all = page(root_);
  std::size_t row = 0;
  for (const std::string& county : counties_) {
    const json own = whole(county);
    for (std::size_t i = 0; i < own["school_id"].size(); ++i, ++row)
      for (const char* column : {"school_id", "name", "stage", "county_code", "county_name", "township_name", "pupils", "verdict", "met"})
        EXPECT_EQ(all[column][row], own[column][i]) << column << " " << row;
  }
  EXPECT_EQ(all["total"], row);
  EXPECT_EQ(all["county_code"][0], counties_[0]);
  EXPECT_NE(all["county_name"][0], nullptr);
}

TEST_F(SchoolPages, TagTellsPagesApart) {
  const auto tag = [&](const std::string& area, const report::SchoolPageQuery& query) {
    return expect_value(area_school_page(office(), admin_, at(area), query)).etag;
  };
  EXPECT_EQ(tag(root_, {}), tag(root_, {}));
  EXPECT_NE(tag(root_, {}), tag(root_, {.offset = 1}));
  EXPECT_NE(tag(root_, {}), tag(root_, {.words = "1"}));
  EXPECT_NE(tag(root_, {}), tag(counties_[0], {}));
}

TEST_F(SchoolPages, PageIsHeldReadyToBeSent) {
  const auto page_of_all = [&] { return expect_value(area_school_page(office(), admin_, at(root_), {})).bytes; };
  EXPECT_EQ(page_of_all(), page_of_all()) << "the same bytes in memory";
}

TEST_F(SchoolPages, DamagedRowsOfACountyAreNamed) {
  scene_.run_sql(
      "UPDATE run_result SET body = (SELECT body FROM run_result WHERE name = 'trend' LIMIT 1) WHERE name = 'school_rows' AND area_code = "
      "'" +
      counties_[1] + "'");
  for (const std::string& area : {root_, counties_[1]}) {
    const auto refused = area_school_page(office(), admin_, at(area), {});
    ASSERT_FALSE(refused) << area;
    EXPECT_EQ(refused.error().code, Code::StoreRecordDamaged) << area;
  }
  const auto refused = area_schools(office(), admin_, at(counties_[1]));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::StoreRecordDamaged);
  EXPECT_TRUE(area_schools(office(), admin_, at(counties_[0])));
}

TEST_F(SchoolPages, ColumnsThatTheRunDoesNotHaveAreRefused) {
  for (const report::SchoolPageQuery& query : {report::SchoolPageQuery{.sort = "L99"}, report::SchoolPageQuery{.below = "L99"}}) {
    const auto refused = area_school_page(office(), admin_, at(root_), query);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::BadQuery);
  }
}

TEST_F(SchoolPages, OtherAreasAreNotThere) {
  const Access county = scene_.account("county", Role::Editor, counties_[0]);
  for (const std::string& other : {counties_[1], root_, std::string("-")}) {
    const auto refused = area_school_page(office(), county, at(other), {});
    ASSERT_FALSE(refused) << other;
    EXPECT_EQ(refused.error().code, Code::UnknownAreaCode) << other;
  }
}

TEST_F(SchoolPages, WholeIsTheOneTopmostArea) {
  const json overview = json::parse(*expect_value(area_overview(office(), admin_, at("-"))).bytes);
  EXPECT_EQ(overview["area"]["code"], root_);
  EXPECT_EQ(page("-")["area_code"], root_);
}

TEST_F(SchoolPages, WholeOfSeveralTopmostAreasHasThemBelow) {
  // Two counties without an area above them.
  const std::string folder = scene_.generated();
  const std::string flat = scene_.path("flat").string();
  std::filesystem::copy(folder, flat, std::filesystem::copy_options::recursive);
  std::string kept;
  std::istringstream lines(testing::file_text(std::filesystem::path(flat) / "areas.csv"));
  std::vector<std::string> header;
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
    if (header.empty()) {
      header = cells;
      kept += line + "\n";
      continue;
    }
    const auto column = [&](const char* name) -> std::string& {
      return cells.at(static_cast<std::size_t>(std::ranges::find(header, name) - header.begin()));
    };
    const std::string level = column("level");
    if (level == "province" || level == "city" || level == "country") continue;
    if (level == "county") column("parent_code") = "";
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + cells[i];
    kept += out + "\n";
  }
  testing::write_file_text(std::filesystem::path(flat) / "areas.csv", kept);
  const JobResult made = scene_.import_snapshot(flat, admin_);
  const json overview = json::parse(*expect_value(area_overview(office(), admin_, {made.run_ids.front(), "-", Lang::En})).bytes);
  EXPECT_EQ(overview["area"]["code"], "-");
  ASSERT_EQ(overview["children"].size(), 2U);
  EXPECT_EQ(overview["children"][0]["code"], counties_[0]);
}

TEST_F(SchoolPages, MonitorsAreHeldWithATag) {
  const StoredBody first = expect_value(area_monitors(office(), admin_, *made_.snapshot_id, counties_[0], Lang::En));
  const StoredBody again = expect_value(area_monitors(office(), admin_, *made_.snapshot_id, counties_[0], Lang::En));
  EXPECT_EQ(first.bytes, again.bytes) << "the same bytes in memory";
  EXPECT_EQ(first.etag, again.etag);
  EXPECT_NE(first.etag, expect_value(area_monitors(office(), admin_, *made_.snapshot_id, counties_[0], Lang::Zh)).etag);
  EXPECT_NE(first.etag, expect_value(area_monitors(office(), admin_, *made_.snapshot_id, counties_[1], Lang::En)).etag);
  expect_done(remove_snapshot(office(), admin_, *made_.snapshot_id));
  EXPECT_FALSE(area_monitors(office(), admin_, *made_.snapshot_id, counties_[0], Lang::En));
}

/// Kept as JSON at the import, read back as findings: the same places and words.
TEST_F(SchoolPages, StoredFindingsAreThoseOfTheImport) {
  Session session;
  session.today = {2026, 11, 27};
  const LoadedDataset loaded = expect_value(load_dataset({scene_.generated(), ""}, session));
  auto transaction = expect_value(scene_.store().read());
  for (const Lang lang : {Lang::Zh, Lang::En}) {
    const auto stored = expect_value(stored_findings(transaction, {*made_.snapshot_id}, lang));
    ASSERT_EQ(stored.size(), loaded.issues.size());
    for (std::size_t i = 0; i < stored.size(); ++i) {
      EXPECT_EQ(stored[i].where, loaded.issues[i].where);
      EXPECT_EQ(stored[i].severity, loaded.issues[i].severity);
      EXPECT_EQ(stored[i].message(lang), loaded.issues[i].message(lang));
      EXPECT_EQ(stored[i].hint(lang), loaded.issues[i].hint(lang));
    }
  }
}

TEST_F(SchoolPages, FindingsOfAPartStandInItsRows) {
  auto transaction = expect_value(scene_.store().read());
  const model::Dataset part = expect_value(store::load_area(transaction, {*made_.snapshot_id}, counties_[0], 1));
  const auto own = part.schools.origin.locate(RowIndex(0));
  Issue in_part;
  in_part.rule = std::make_shared<const RuleTexts>();
  in_part.where = own;
  Issue elsewhere = in_part;
  elsewhere.where.row += 100'000;
  Issue of_file = in_part;
  of_file.where.row = 0;
  const auto kept = findings_in_rows_of({in_part, elsewhere, of_file}, part);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].where, own);
}

TEST_F(SchoolPages, FindingsOfAYearStandInItsRows) {
  auto transaction = expect_value(scene_.store().read());
  const model::Dataset part = expect_value(store::load_area(transaction, {*made_.snapshot_id}, counties_[0], 1));
  std::vector<Issue> findings;
  std::size_t in_2024 = 0;
  for (std::size_t row = 0; row < part.stage_facts.size(); ++row) {
    Issue& issue = findings.emplace_back();
    issue.rule = std::make_shared<const RuleTexts>();
    issue.where = part.stage_facts.origin.locate(RowIndex(row));
    if (part.stage_facts.years[row] == 2024) ++in_2024;
  }
  ASSERT_LT(in_2024, findings.size()) << "two years";
  EXPECT_EQ(findings_in_rows_of(findings, part, SchoolYear{2024}).size(), in_2024);
}

}  // namespace
}  // namespace junheng::app
