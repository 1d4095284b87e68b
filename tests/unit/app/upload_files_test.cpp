#include "junheng/app/upload_files.h"

#include <gtest/gtest.h>

#include <functional>
#include <stop_token>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "junheng/core/codes.h"
#include "unit/app/upload_scene.h"

namespace junheng::app {
namespace {

namespace fs = std::filesystem;

/// Most memory that a call needs beyond what the process has, in bytes: the call runs in a process of its own.
template <typename Call>
std::int64_t memory_of(Call call) {
  const auto peak_of = [](const std::function<void()>& act) {
    const pid_t child = ::fork();
    if (child == 0) {
      act();
      ::_exit(0);
    }
    rusage used{};
    int status = 0;
    ::wait4(child, &status, 0, &used);
    EXPECT_EQ(status, 0);
    return std::int64_t{used.ru_maxrss} * 1024;
  };
  const std::int64_t idle = peak_of([] {});
  return peak_of(call) - idle;
}

TEST(PlaceUpload, ZipIsNotHeldInMemory) {
  const testing::ScratchFolder folder;
  const fs::path file =
      zip_of("", folder / "large.zip", "for n in 'ab': z.writestr(n + '.csv', os.urandom(1 << 20).hex() * 32, zipfile.ZIP_STORED)");
  ASSERT_GT(fs::file_size(file), std::uintmax_t{128} << 20);
  const std::int64_t memory = memory_of([&] {
    if (!place_upload(file, "large.zip", folder / "target")) ::_exit(1);
  });
  EXPECT_LT(memory, std::int64_t{16} << 20);
  EXPECT_EQ(fs::file_size(folder / "target/data/large.zip/a.csv"), std::uintmax_t{64} << 20);
}

TEST(PlaceUpload, StopEndsTheUnpackingAndLeavesNothing) {
  const testing::ScratchFolder folder;
  const fs::path file = zip_of("", folder / "some.zip", "z.writestr('areas.csv', b'area_code')");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(place_upload(file, "some.zip", folder / "target", stop.get_token()).error().code, Code::Interrupted);
  EXPECT_FALSE(fs::exists(folder / "target/data"));
}

TEST(PlaceUpload, NamesOfWindowsInChineseAreTaken) {
  const testing::ScratchFolder folder;
  // Names in GBK without the mark of UTF-8, as the Explorer of Windows in Chinese writes them.
  const fs::path file = zip_of("", folder / "gbk.zip",
                               "class Gbk(zipfile.ZipInfo):\n"
                               "  def _encodeFilenameFlags(self): return self.filename.encode('gbk'), self.flag_bits & ~0x800\n"
                               "for n in ('二〇二四年/学校.csv', '二〇二四年/班级.csv', 'areas.csv'): z.writestr(Gbk(n), b'a')");
  const auto placed = place_upload(file, "gbk.zip", folder / "target");
  ASSERT_TRUE(placed) << placed.error().message(Lang::En);
  for (const char* name : {"学校.csv", "班级.csv", "areas.csv"}) EXPECT_TRUE(fs::exists(*placed / name)) << name;
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
