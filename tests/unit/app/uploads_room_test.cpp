// How many uploads an account may have, and for how long.
#include <gtest/gtest.h>

#include "junheng/app/settings.h"
#include "junheng/app/uploads.h"
#include "junheng/core/codes.h"
#include "unit/app/upload_scene.h"

namespace junheng::app {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

class UploadLimits : public UploadFlow {
 protected:
  Result<std::string> add(const Access& access, std::uint64_t size_bytes = 10) {
    const fs::path file = scene_.path("table-" + std::to_string(++number_));
    std::ofstream(file) << "area_code\n";
    fs::resize_file(file, size_bytes);
    return scene_.office().uploads().add(access, {"areas.csv", file, size_bytes, "", {}}, Lang::En);
  }
  void set(std::string_view key, std::int64_t value) {
    expect_value(change_setting(scene_.store(), {std::string(key), SettingRule::Type::Integer, value, "", 0}, full_access(), scene_.now()));
  }
  int number_ = 0;
};

TEST_F(UploadLimits, TwentyAreOpenByDefault) {
  for (int i = 0; i < 20; ++i) expect_value(add(editor_));
  const auto refused = add(editor_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::TooManyUploads);
  EXPECT_EQ(refused.error().params, (Params{{"count", "20"}, {"limit", "20"}}));
  EXPECT_TRUE(add(scene_.account("other", Role::Editor))) << "of each account its own";
}

TEST_F(UploadLimits, BytesAreCountedTogether) {
  set(kUploadTotalMb, 2);
  const json first = json::parse(expect_value(add(editor_, 1'500'000)));
  const auto refused = add(editor_, 1'000'000);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::UploadsTooLarge);
  EXPECT_EQ(refused.error().params, (Params{{"used_mb", "2"}, {"size_mb", "1"}, {"limit_mb", "2"}}));
  expect_done(scene_.office().uploads().discard(editor_, first["id"]));
  EXPECT_TRUE(add(editor_, 1'000'000));
}

TEST_F(UploadLimits, WhatIsUnpackedCounts) {
  set(kUploadTotalMb, 5);
  // 3 MB that pack into some kilobytes.
  upload(zip_of("", scene_.path("packed.zip"), "z.writestr('areas.csv', b'area_code\\n' * 300000)"), "packed.zip", editor_);
  EXPECT_EQ(add(editor_, 2'500'000).error().code, Code::UploadsTooLarge);
}

TEST_F(UploadLimits, UnpackingEndsAtTheLimit) {
  set(kUploadTotalMb, 2);
  expect_value(add(editor_, 1'000'000));
  // 1.5 MB: room for the packed file, none for what is in it beside the first upload.
  const json rejected =
      upload(zip_of("", scene_.path("packed.zip"), "z.writestr('areas.csv', b'area_code\\n' * 150000)"), "packed.zip", editor_);
  EXPECT_EQ(rejected["state"], "rejected");
  EXPECT_EQ(rejected["error"]["code"], "uploads_too_large");
  for (const auto& entry : fs::recursive_directory_iterator(scene_.office().upload_folder()))
    EXPECT_NE(entry.path().parent_path().parent_path().filename(), fs::path("upload-" + rejected["id"].get<std::string>()))
        << "nothing of it is left: " << entry.path();
  expect_value(add(editor_, 1'000'000));
}

TEST_F(UploadLimits, CommittedOnesMakeRoom) {
  set(kUploadOpenLimit, 1);
  const json ready = upload(zipped(), "province.zip", editor_);
  EXPECT_EQ(add(editor_).error().code, Code::TooManyUploads);
  const Job job = expect_value(scene_.office().uploads().commit(editor_, ready["id"], {"2024", {}, false}));
  expect_value(scene_.office().jobs().wait(job.id, editor_));
  expect_value(add(editor_));
  EXPECT_EQ(scene_.office().uploads().show(editor_, ready["id"], Lang::En).error().code, Code::NoSuchUpload);
}

TEST_F(UploadLimits, OldOnesGoByTheClock) {
  const json ready = upload(zipped(), "province.zip", editor_);
  scene_.advance(Uploads::kLifetime);
  expect_done(scene_.office().upkeep());
  EXPECT_EQ(scene_.office().uploads().show(editor_, ready["id"], Lang::En).error().code, Code::NoSuchUpload);
  EXPECT_TRUE(fs::is_empty(scene_.office().upload_folder()));
}

}  // namespace
}  // namespace junheng::app
