#include "junheng/app/uploads.h"

#include <gtest/gtest.h>

#include "junheng/app/snapshot_case.h"
#include "junheng/app/upload_files.h"
#include "junheng/core/codes.h"
#include "support/process.h"
#include "unit/app/office_scene.h"

namespace junheng::app {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

/// A zip of the files of a folder, by Python. `more` is Python that writes into the archive `z`.
fs::path zip_of(const fs::path& folder, const fs::path& file, const std::string& more = "pass") {
  const std::string script =
      "import os,sys,zipfile\n"
      "z = zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED)\n"
      "for n in sorted(os.listdir(sys.argv[1])) if sys.argv[1] else []: z.write(os.path.join(sys.argv[1], n), 'data/' + n)\n" +
      more + "\nz.close()\n";
  testing::ProcessRequest request;
  request.argv = {"/usr/bin/env", "python3", "-c", script, folder.string(), file.string()};
  const testing::ProcessResult result = testing::run_process(request);
  if (result.exit_code != 0) throw std::logic_error(result.errors);
  return file;
}

class UploadFlow : public ::testing::Test {
 protected:
  UploadFlow() : editor_(scene_.account("editor", Role::Editor)) {}

  /// The upload as it stands once its job has ended.
  json upload(const fs::path& file, const std::string& name, const Access& access) {
    const json begun =
        json::parse(expect_value(scene_.office().uploads().add(access, {name, file, fs::file_size(file), "", {}}, Lang::En)));
    expect_value(scene_.office().jobs().wait(begun["job_id"].get<std::string>(), access));
    return show(begun["id"], access);
  }
  json show(const std::string& id, const Access& access) {
    return json::parse(expect_value(scene_.office().uploads().show(access, id, Lang::En)));
  }
  fs::path zipped() { return zip_of(scene_.generated(), scene_.path("upload.zip")); }

  OfficeScene scene_;
  Access editor_;
};

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
  EXPECT_TRUE(uploads.commit(county, own["id"], {"own", {}, false}));
  std::ofstream(folder / "areas.csv", std::ios::app) << "137122,Neighbour,township,137121\n";
  const json forged = upload(zip_of(folder, scene_.path("forged.zip")), "forged.zip", county);
  const auto refused = uploads.commit(county, forged["id"], {"forged", {}, false});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::UploadOutsideArea);
  EXPECT_EQ(refused.error().params, (Params{{"areas", "137122"}}));
}

TEST(PlaceUpload, ChineseNamesOfFoldersAreTaken) {
  const testing::ScratchFolder folder;
  const fs::path file = zip_of("", folder / "utf8.zip", "z.writestr('二〇二四年/areas.csv', b'area_code\\n')");
  const auto placed = place_upload(file, "utf8.zip", folder / "target");
  ASSERT_TRUE(placed) << placed.error().message(Lang::En);
  EXPECT_TRUE(fs::exists(*placed / "areas.csv"));
}

TEST(PlaceUpload, BombsCutsAndForeignFilesAreRefused) {
  const testing::ScratchFolder folder;
  const auto place = [&](const fs::path& file) { return place_upload(file, file.filename().string(), folder / "target"); };
  const fs::path bomb = zip_of("", folder / "bomb.zip", "z.writestr('schools.csv', b'0' * 300000000)");
  EXPECT_EQ(place(bomb).error().code, Code::XlsxZipBomb);
  const fs::path foreign = zip_of("", folder / "foreign.zip", "z.writestr('run.exe', b'MZ')");
  EXPECT_EQ(place(foreign).error().code, Code::UploadZipEntry);
  const fs::path doubled = zip_of("", folder / "doubled.zip", "z.writestr('a/schools.csv', b'x'); z.writestr('b/schools.csv', b'y')");
  EXPECT_EQ(place(doubled).error().code, Code::UploadZipEntry);
  const fs::path whole = zip_of("", folder / "whole.zip", "z.writestr('schools.csv', os.urandom(20000).hex())");
  for (const double part : {0.1, 0.5, 0.9}) {
    const fs::path cut = folder / "cut.zip";
    fs::copy_file(whole, cut, fs::copy_options::overwrite_existing);
    fs::resize_file(cut, static_cast<std::uintmax_t>(part * static_cast<double>(fs::file_size(whole))));
    EXPECT_FALSE(place(cut)) << part;
  }
  std::ofstream(folder / "report.pdf") << "%PDF";
  EXPECT_EQ(place(folder / "report.pdf").error().code, Code::UploadType);
}

TEST(PlaceUpload, NamesStayInTheFolder) {
  EXPECT_EQ(safe_file_name("../../etc/passwd.csv"), "passwd.csv");
  EXPECT_EQ(safe_file_name("C:\\data\\学校.csv"), "学校.csv");
  EXPECT_EQ(safe_file_name("..."), "upload");
  EXPECT_EQ(safe_file_name("a\x01:b.csv"), "a__b.csv");
  const testing::ScratchFolder folder;
  const fs::path zip = zip_of("", folder / "up.zip", "z.writestr('../../evil.csv', b'x')");
  const fs::path placed = expect_value(place_upload(zip, "up.zip", folder / "target"));
  EXPECT_TRUE(fs::exists(placed / "evil.csv"));
  EXPECT_FALSE(fs::exists(folder / "evil.csv"));
}

}  // namespace
}  // namespace junheng::app
