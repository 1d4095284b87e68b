#include "junheng/app/uploads.h"

#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <set>

#include "junheng/app/snapshot_case.h"
#include "junheng/core/codes.h"
#include "unit/app/upload_scene.h"

namespace junheng::app {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

TEST_F(UploadFlow, ZipIsPreviewedCommittedAndAssessed) {
  const json ready = upload(zipped(), "province.zip", editor_);
  ASSERT_EQ(ready["state"], "ready") << ready["error"];
  EXPECT_EQ(ready["counts"]["errors"], 0);
  EXPECT_EQ(ready["reconciliation"], nullptr);
  EXPECT_EQ(ready["same_files"], nullptr);
  EXPECT_EQ(ready["school_years"], json::array({2023, 2024}));
  bool has_pupils = false;
  for (const json& table : ready["tables"])
    for (const json& column : table["columns"])
      has_pupils = has_pupils || (table["table"] == "stage_facts" && column["column_id"] == "pupils");
  EXPECT_TRUE(has_pupils);
  const std::string id = ready["id"];
  const Job job = expect_value(scene_.office().uploads().commit(editor_, id, {"2024", {"cn.quality-2017"}, false}));
  const Job ended = expect_value(scene_.office().jobs().wait(job.id, editor_));
  ASSERT_EQ(ended.state, store::RunState::Done) << (ended.fault ? ended.fault->message.en : "");
  EXPECT_EQ(ended.result->run_ids.size(), 2U);
  EXPECT_EQ(show(id, editor_)["state"], "committed");
  // The same schools again: nothing came or went.
  const json again = upload(zipped(), "province.zip", editor_);
  EXPECT_EQ(again["same_files"]["name"], "2024");
  EXPECT_EQ(again["same_files"]["imported_by"], "editor");
  EXPECT_EQ(again["reconciliation"]["schools_now"], again["reconciliation"]["schools_before"]);
  for (const char* kind : {"added", "gone", "moved", "renamed"}) EXPECT_TRUE(again["reconciliation"][kind].empty()) << kind;
}

// L4 is 100 x (teaching area - indoor sports area) / pupils: without the column of the teaching area it is unknown.
TEST_F(UploadFlow, PreviewTellsWhichIndicatorsLackWhichColumn) {
  const fs::path folder = scene_.path("short");
  fs::copy(scene_.generated(), folder);
  const auto rename = [](std::string text) {
    const std::size_t at = text.find("area_teaching_m2");
    if (at == std::string::npos) throw std::logic_error("no such column");
    return text.replace(at, 16, "x_area_not_known");
  };
  std::string text;
  {
    std::ifstream in(folder / "stage_facts.csv", std::ios::binary);
    text.assign(std::istreambuf_iterator<char>(in), {});
  }
  std::ofstream(folder / "stage_facts.csv", std::ios::binary) << rename(text);
  const json ready = upload(zip_of(folder, scene_.path("short.zip")), "short.zip", editor_);
  ASSERT_EQ(ready["state"], "ready") << ready["error"];
  std::set<std::string> standards;
  bool tells_column = false;
  for (const json& needs : ready["needs"]) {
    standards.insert(needs["standard"].get<std::string>());
    if (needs["standard"] != "cn.quality-2017") continue;
    for (const json& note : needs["notes"])
      tells_column =
          tells_column || (note["id"] == "needed_column_missing" && note["message"].get<std::string>().find("L4") != std::string::npos &&
                           note["hint"].get<std::string>().find("area_teaching_m2") != std::string::npos);
  }
  EXPECT_TRUE(tells_column) << ready["needs"];
  EXPECT_FALSE(standards.contains("generic.resources")) << "it judges nothing";
  EXPECT_TRUE(standards.contains("cn.basic-2012"));
}

TEST_F(UploadFlow, OpenUploadsAreListedForTheirAccountOnly) {
  const json first = upload(zipped(), "first.zip", editor_);
  const json second = upload(zipped(), "second.zip", editor_);
  const auto listed = [&](const Access& access) { return json::parse(expect_value(scene_.office().uploads().list(access)))["uploads"]; };
  ASSERT_EQ(listed(editor_).size(), 2U);
  EXPECT_EQ(listed(editor_)[0]["state"], "ready");
  EXPECT_TRUE(listed(scene_.account("other", Role::Editor)).empty());
  ASSERT_TRUE(scene_.office().uploads().discard(editor_, first["id"].get<std::string>()));
  ASSERT_EQ(listed(editor_).size(), 1U);
  EXPECT_EQ(listed(editor_)[0]["id"], second["id"]);
  EXPECT_EQ(listed(editor_)[0]["name"], "second.zip");
}

TEST_F(UploadFlow, ColumnsAreNamedByTheirTable) {
  const std::string id = upload(zipped(), "province.zip", editor_)["id"];
  const json view = json::parse(expect_value(scene_.office().uploads().show(editor_, id, Lang::Zh)));
  for (const json& table : view["tables"]) {
    for (const json& column : table["columns"]) {
      if (column["column_id"].is_null()) continue;
      const std::string name = column["name"];
      EXPECT_NE(name, column["column_id"]) << table["table"];
      if (column["column_id"] == "name") {
        EXPECT_EQ(name, table["table"] == "areas" ? "名称" : "学校名称");
      }
    }
  }
}

TEST_F(UploadFlow, MarkedWorkbookStandsForCsvFilesToo) {
  const std::string id = upload(zipped(), "province.zip", editor_)["id"];
  const fs::path marked = expect_value(scene_.office().uploads().marked_workbook(editor_, id, Lang::Zh));
  EXPECT_GT(fs::file_size(marked), 1000U);
}

TEST_F(UploadFlow, UnknownHeaderIsSuggestedAndRenamed) {
  const fs::path folder = scene_.path("renamed");
  fs::copy(scene_.generated(), folder);
  std::string text;
  {
    std::ifstream in(folder / "stage_facts.csv");
    text.assign(std::istreambuf_iterator<char>(in), {});
  }
  const std::size_t at = text.find("computers");
  ASSERT_NE(at, std::string::npos);
  std::ofstream(folder / "stage_facts.csv") << text.replace(at, 9, "compuers!");
  const json ready = upload(zip_of(folder, scene_.path("renamed.zip")), "renamed.zip", editor_);
  ASSERT_EQ(ready["unknown_headers"].size(), 1U) << ready["unknown_headers"];
  EXPECT_EQ(ready["unknown_headers"][0]["header"], "compuers!");
  EXPECT_EQ(ready["unknown_headers"][0]["suggestions"][0]["id"], "computers");
  const std::string id = ready["id"];
  const json begun = json::parse(
      expect_value(scene_.office().uploads().remap(editor_, id, {std::nullopt, {{"stage_facts", "compuers!", "computers"}}}, Lang::En)));
  expect_value(scene_.office().jobs().wait(begun["job_id"].get<std::string>(), editor_));
  EXPECT_TRUE(show(id, editor_)["unknown_headers"].empty());
}

TEST_F(UploadFlow, ErrorsAreListedMarkedAndRefused) {
  const fs::path folder = scene_.path("faulty");
  fs::copy(scene_.generated(), folder);
  std::ofstream(folder / "stage_facts.csv", std::ios::app) << "no-such-school,2024,primary\n";
  const json ready = upload(zip_of(folder, scene_.path("faulty.zip")), "faulty.zip", editor_);
  const std::string id = ready["id"];
  EXPECT_GT(ready["counts"]["errors"].get<int>(), 0);
  FindingFilter filter;
  filter.severity = Severity::Error;
  const json findings = json::parse(expect_value(scene_.office().uploads().findings(editor_, id, filter, Lang::En)));
  ASSERT_GT(findings["total"].get<int>(), 0);
  EXPECT_EQ(findings["findings"][0]["file"], "stage_facts.csv");
  EXPECT_GT(fs::file_size(expect_value(scene_.office().uploads().marked_workbook(editor_, id, Lang::En))), 1000U);
  const auto refused = scene_.office().uploads().commit(editor_, id, {"x", {"cn.quality-2017"}, false});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::UploadHasErrors);
}

TEST_F(UploadFlow, AnotherAccountSeesNothingOfIt) {
  const json ready = upload(zipped(), "province.zip", editor_);
  const Access other = scene_.account("other", Role::Editor);
  const std::string id = ready["id"];
  Uploads& uploads = scene_.office().uploads();
  EXPECT_EQ(uploads.show(other, id, Lang::En).error().code, Code::NoSuchUpload);
  EXPECT_EQ(uploads.findings(other, id, {}, Lang::En).error().code, Code::NoSuchUpload);
  EXPECT_EQ(uploads.marked_workbook(other, id, Lang::En).error().code, Code::NoSuchUpload);
  EXPECT_EQ(uploads.remap(other, id, {}, Lang::En).error().code, Code::NoSuchUpload);
  EXPECT_EQ(uploads.commit(other, id, {"x", {}, false}).error().code, Code::NoSuchUpload);
  EXPECT_EQ(uploads.discard(other, id).error().code, Code::NoSuchUpload);
  expect_done(uploads.discard(editor_, id));
  EXPECT_EQ(uploads.show(editor_, id, Lang::En).error().code, Code::NoSuchUpload);
}

TEST_F(UploadFlow, CountyAccountCannotImportOtherCounties) {
  const Access county = scene_.account("county", Role::Editor, "999999");
  const json ready = upload(zipped(), "province.zip", county);
  const auto refused = scene_.office().uploads().commit(county, ready["id"], {"x", {"cn.quality-2017"}, false});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::UploadOutsideArea);
}

TEST_F(UploadFlow, CountyAccountCannotMoveOtherAreasIntoItsOwn) {
  const json whole = upload(zipped(), "province.zip", editor_);
  const Job job = expect_value(scene_.office().uploads().commit(editor_, whole["id"], {"all", {}, false}));
  expect_value(scene_.office().jobs().wait(job.id, editor_));
  const Access county = scene_.account("county", Role::Editor, "137121");
  Uploads& uploads = scene_.office().uploads();
  const fs::path folder = scene_.path("forged");
  fs::copy(scene_.generated(1, 12), folder);
  const json own = upload(zip_of(folder, scene_.path("own.zip")), "own.zip", county);
  EXPECT_EQ(own["outside"], json::array());
  EXPECT_TRUE(uploads.commit(county, own["id"], {"own", {}, false}));
  std::ofstream(folder / "areas.csv", std::ios::app) << "137122,Neighbour,township,137121\n";
  const json forged = upload(zip_of(folder, scene_.path("forged.zip")), "forged.zip", county);
  EXPECT_EQ(forged["outside"], json::array({"137122"})) << "told before anybody tries to import it";
  const auto refused = uploads.commit(county, forged["id"], {"forged", {}, false});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::UploadOutsideArea);
  EXPECT_EQ(refused.error().params, (Params{{"areas", "137122"}}));
}

/// Keeps the one worker busy until it is let go.
class BusyWorker {
 public:
  BusyWorker(Office& office, const Access& access) : office_(office), access_(access) {
    id_ = expect_value(office.jobs().submit("backup", access, [this](const JobContext&) -> Result<JobResult> {
            released_.get_future().wait();
            return JobResult{};
          })).id;
  }
  ~BusyWorker() {
    released_.set_value();
    static_cast<void>(office_.jobs().wait(id_, access_));
  }

 private:
  Office& office_;
  Access access_;
  std::promise<void> released_;
  std::string id_;
};

TEST_F(UploadFlow, CancelledWhileItsJobWaitsIsNotReadForEver) {
  const fs::path file = zipped();
  const BusyWorker busy(scene_.office(), editor_);
  const json begun =
      json::parse(expect_value(scene_.office().uploads().add(editor_, {"a.zip", file, fs::file_size(file), "", {}}, Lang::En)));
  ASSERT_EQ(begun["state"], "reading");
  expect_value(scene_.office().jobs().cancel(begun["job_id"].get<std::string>(), editor_));
  const json cancelled = show(begun["id"], editor_);
  EXPECT_EQ(cancelled["state"], "rejected");
  EXPECT_EQ(cancelled["error"]["code"], "interrupted");
  expect_done(scene_.office().uploads().discard(editor_, begun["id"]));
}

TEST_F(UploadFlow, CommitCancelledWhileItWaitsCanBeMadeAgain) {
  const json ready = upload(zipped(), "province.zip", editor_);
  const UploadCommit order{"2024", {"cn.quality-2017"}, false};
  {
    const BusyWorker busy(scene_.office(), editor_);
    const Job job = expect_value(scene_.office().uploads().commit(editor_, ready["id"], order));
    EXPECT_EQ(show(ready["id"], editor_)["state"], "committing");
    expect_value(scene_.office().jobs().cancel(job.id, editor_));
    EXPECT_EQ(show(ready["id"], editor_)["state"], "ready");
  }
  const Job again = expect_value(scene_.office().uploads().commit(editor_, ready["id"], order));
  EXPECT_EQ(expect_value(scene_.office().jobs().wait(again.id, editor_)).state, store::RunState::Done);
}

TEST_F(UploadFlow, DiscardedWhileItIsReadLeavesNoFile) {
  const fs::path file = zipped();
  {
    const BusyWorker busy(scene_.office(), editor_);
    const json begun =
        json::parse(expect_value(scene_.office().uploads().add(editor_, {"a.zip", file, fs::file_size(file), "", {}}, Lang::En)));
    expect_done(scene_.office().uploads().discard(editor_, begun["id"]));
  }
  EXPECT_TRUE(fs::is_empty(scene_.office().upload_folder()));
}

TEST_F(UploadFlow, CommitWhoseAssessmentFailsKeepsOneSnapshot) {
  const json ready = upload(zipped(), "province.zip", editor_);
  scene_.run_sql(
      "CREATE TRIGGER refuse BEFORE INSERT ON run_result WHEN NEW.name LIKE 'overview%' BEGIN SELECT RAISE(ABORT, 'refused'); END");
  const UploadCommit order{"2024", {"cn.quality-2017"}, false};
  const Job job = expect_value(scene_.office().uploads().commit(editor_, ready["id"], order));
  EXPECT_EQ(expect_value(scene_.office().jobs().wait(job.id, editor_)).state, store::RunState::Failed);
  const json committed = show(ready["id"], editor_);
  EXPECT_EQ(committed["state"], "committed");
  EXPECT_TRUE(committed["snapshot_id"].is_number());
  EXPECT_EQ(committed["error"]["code"], "upload_not_assessed");
  EXPECT_EQ(scene_.office().uploads().commit(editor_, ready["id"], order).error().code, Code::UploadNotReady);
  auto transaction = expect_value(scene_.store().read());
  EXPECT_EQ(expect_value(store::list_snapshots(transaction)).size(), 1U);
  // One of each of the two years: the newer failed, the older was not tried.
  store::RunQuery query;
  query.kind = "assess";
  const auto runs = expect_value(store::list_runs(transaction, query));
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[1].state, store::RunState::Failed);
  EXPECT_EQ(runs[0].state, store::RunState::Cancelled);
}

TEST_F(UploadFlow, CommitThatKeepsNothingCanBeMadeAgain) {
  const json ready = upload(zipped(), "province.zip", editor_);
  scene_.run_sql("CREATE TRIGGER refuse BEFORE INSERT ON run WHEN NEW.kind = 'import' BEGIN SELECT RAISE(ABORT, 'refused'); END");
  const UploadCommit order{"2024", {"cn.quality-2017"}, false};
  const Job job = expect_value(scene_.office().uploads().commit(editor_, ready["id"], order));
  EXPECT_EQ(expect_value(scene_.office().jobs().wait(job.id, editor_)).state, store::RunState::Failed);
  EXPECT_EQ(show(ready["id"], editor_)["state"], "ready");
  {
    auto transaction = expect_value(scene_.store().read());
    EXPECT_TRUE(expect_value(store::list_snapshots(transaction)).empty()) << "the snapshot goes with its findings";
  }
  scene_.run_sql("DROP TRIGGER refuse");
  const Job again = expect_value(scene_.office().uploads().commit(editor_, ready["id"], order));
  EXPECT_EQ(expect_value(scene_.office().jobs().wait(again.id, editor_)).state, store::RunState::Done);
  EXPECT_EQ(show(ready["id"], editor_)["error"], nullptr);
}

}  // namespace
}  // namespace junheng::app
