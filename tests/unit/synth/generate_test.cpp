#include "junheng/synth/generate.h"
#include "junheng/core/codes.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include <gtest/gtest.h>

#include "junheng/formats/file.h"
#include "unit/synth/generated_dataset.h"

namespace junheng::synth {
namespace {

namespace fs = std::filesystem;
using testing::ScratchFolder;

constexpr std::array kPlainFiles = {"areas.csv",       "schools.csv",    "stage_facts.csv",  "grade_facts.csv",
                                    "class_bands.csv", "area_facts.csv", "accreditation.csv"};
constexpr std::array kDetailFiles = {"classes.csv",       "rooms.csv",     "quality_results.csv", "survey.csv",  "subject_staff.csv",
                                     "establishment.csv", "age_facts.csv", "population.csv",      "targets.csv", "settlements.csv"};

GenerateOptions small_country() {
  GenerateOptions options;
  options.counties = 12;
  options.schools = 300;
  options.seed = 5;
  return options;
}

Code code_of(const GenerateOptions& options, const std::string& folder) {
  const auto generated = generate_dataset(options, folder);
  EXPECT_FALSE(generated.has_value());
  return generated ? Code::Interrupted : generated.error().code;
}

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(Generate, NoCountyIsRefused) {
  const ScratchFolder scratch;
  GenerateOptions options;
  options.counties = 0;
  EXPECT_EQ(code_of(options, (scratch / "out").string()), Code::GenerateCountiesRange);
  EXPECT_FALSE(fs::exists(scratch / "out"));
}

TEST(Generate, MoreCountiesThanTheCountryHasAreRefused) {
  const ScratchFolder scratch;
  GenerateOptions options;
  options.counties = 2915;  // 31 provinces of 94 counties are 2914
  options.schools = 200000;
  EXPECT_EQ(code_of(options, (scratch / "out").string()), Code::GenerateCountiesRange);
}

TEST(Generate, TooFewAndTooManySchoolsAreRefused) {
  const ScratchFolder scratch;
  GenerateOptions options;
  options.counties = 2;
  for (const std::size_t schools : {0U, 9U, 6001U}) {
    options.schools = schools;
    EXPECT_EQ(code_of(options, (scratch / "out").string()), Code::GenerateSchoolsRange) << schools;
  }
}

TEST(Generate, YearOutsideTheRangeIsRefused) {
  const ScratchFolder scratch;
  GenerateOptions options;
  for (const int year : {0, 2014, 2100}) {
    options.year = SchoolYear{year};
    EXPECT_EQ(code_of(options, (scratch / "out").string()), Code::GenerateYearRange) << year;
  }
}

TEST(Generate, NoYearAndTooManyYearsAreRefused) {
  const ScratchFolder scratch;
  GenerateOptions options;
  for (const std::size_t years : {0U, 16U}) {
    options.years = years;
    EXPECT_EQ(code_of(options, (scratch / "out").string()), Code::GenerateYearsRange) << years;
  }
}

TEST(Generate, HistoryThatBeginsTooEarlyIsRefused) {
  const ScratchFolder scratch;
  GenerateOptions options;
  options.year = SchoolYear{2020};
  options.years = 8;  // from 2013 on
  EXPECT_EQ(code_of(options, (scratch / "out").string()), Code::GenerateYearRange);
  options.years = 7;
  options.schools = 5;
  EXPECT_TRUE(generate_dataset(options, (scratch / "out").string()));
}

TEST(Generate, FewestSchoolsMakeACounty) {
  GenerateOptions options;
  options.schools = 5;
  GeneratedDataset dataset(options);
  EXPECT_EQ(dataset.table("schools").rows.size(), 5U);
}

TEST(Generate, FolderWithOtherFilesIsRefusedAndLeftAlone) {
  const ScratchFolder scratch;
  ASSERT_TRUE(formats::write_file((scratch / "thesis.txt").string(), "mine"));
  const auto generated = generate_dataset({}, scratch.path().string());
  ASSERT_FALSE(generated.has_value());
  EXPECT_EQ(generated.error().code, Code::GenerateFolderOccupied);
  EXPECT_NE(generated.error().message(Lang::En).find(scratch.path().string()), std::string::npos);
  EXPECT_EQ(entries(scratch.path()), 1U);
}

TEST(Generate, RealDatasetIsNeverReplaced) {
  const ScratchFolder scratch;
  const std::string manifest = (scratch / "dataset.toml").string();
  for (const char* text :
       {"format = 1\nsource = \"Junheng generator, seed 1\"\nsynthetic = false\n", "format = 1\nsource = \"Junheng generator, seed 1\"\n",
        "format = 1\nsource = \"county bureau\"\nsynthetic = true\n", "format = 1\nsource = \"Junheng generator\nsynthetic = true\n",
        "synthetic = \"true\"\nsource = \"Junheng generator, seed 1\"\n"}) {
    ASSERT_TRUE(formats::write_file(manifest, text));
    EXPECT_EQ(code_of({}, scratch.path().string()), Code::GenerateFolderOccupied) << text;
    EXPECT_EQ(formats::read_file(manifest).value(), text);
  }
}

TEST(Generate, FileInPlaceOfTheFolderIsRefused) {
  const ScratchFolder scratch;
  const std::string path = (scratch / "out").string();
  ASSERT_TRUE(formats::write_file(path, "mine"));
  EXPECT_EQ(code_of({}, path), Code::GenerateFolderOccupied);
  EXPECT_EQ(formats::read_file(path).value(), "mine");
}

TEST(Generate, FolderBelowAFileCannotBeWritten) {
  const ScratchFolder scratch;
  ASSERT_TRUE(formats::write_file((scratch / "file").string(), "mine"));
  EXPECT_EQ(code_of({}, (scratch / "file/out").string()), Code::CannotWriteFile);
}

TEST(Generate, EmptyFolderIsFilled) {
  const ScratchFolder scratch;
  ASSERT_TRUE(generate_dataset({}, scratch.path().string()));
  EXPECT_EQ(entries(scratch.path()), 1 + kPlainFiles.size() + kDetailFiles.size());
}

TEST(Generate, MissingParentFoldersAreMade) {
  const ScratchFolder scratch;
  ASSERT_TRUE(generate_dataset({}, (scratch / "a/b/c").string()));
  EXPECT_TRUE(fs::exists(scratch / "a/b/c/dataset.toml"));
}

TEST(Generate, EarlierGeneratedDatasetIsReplacedAndForeignFilesStay) {
  const ScratchFolder scratch;
  const std::string folder = scratch.path().string();
  GenerateOptions options;
  ASSERT_TRUE(generate_dataset(options, folder));
  ASSERT_TRUE(formats::write_file((scratch / "report.html").string(), "mine"));
  const std::string before = formats::read_file((scratch / "schools.csv").string()).value();
  options.seed = 2;
  options.with_detail = false;
  ASSERT_TRUE(generate_dataset(options, folder));
  EXPECT_NE(formats::read_file((scratch / "schools.csv").string()).value(), before);
  for (const char* file : kDetailFiles) EXPECT_FALSE(fs::exists(scratch / file)) << file;
  EXPECT_EQ(formats::read_file((scratch / "report.html").string()).value(), "mine");
  EXPECT_EQ(entries(scratch.path()), 2 + kPlainFiles.size());
}

TEST(Generate, LeftoverOfAKilledRunIsCleared) {
  const ScratchFolder scratch;
  fs::create_directories(scratch / ".junheng-generate.part");
  ASSERT_TRUE(formats::write_file((scratch / ".junheng-generate.part/schools.csv").string(), "half"));
  ASSERT_TRUE(generate_dataset({}, scratch.path().string()));
  EXPECT_FALSE(fs::exists(scratch / ".junheng-generate.part"));
}

TEST(Generate, StopLeavesNothing) {
  const ScratchFolder scratch;
  std::stop_source source;
  source.request_stop();
  GenerateOptions options;
  options.stop = source.get_token();
  EXPECT_EQ(code_of(options, (scratch / "out").string()), Code::Interrupted);
  EXPECT_FALSE(fs::exists(scratch / "out"));
}

TEST(Generate, StopLeavesTheEarlierDataset) {
  const ScratchFolder scratch;
  ASSERT_TRUE(generate_dataset({}, scratch.path().string()));
  const std::string before = formats::read_file((scratch / "stage_facts.csv").string()).value();
  std::stop_source source;
  source.request_stop();
  GenerateOptions options;
  options.seed = 2;
  options.stop = source.get_token();
  EXPECT_EQ(code_of(options, scratch.path().string()), Code::Interrupted);
  EXPECT_EQ(formats::read_file((scratch / "stage_facts.csv").string()).value(), before);
  EXPECT_EQ(entries(scratch.path()), 1 + kPlainFiles.size() + kDetailFiles.size());
}

TEST(Generate, ManifestSaysSyntheticAndNamesTheSeed) {
  GenerateOptions options;
  options.seed = 18446744073709551615ULL;
  options.year = SchoolYear{2022};
  const GeneratedDataset dataset(options);
  EXPECT_EQ(dataset.bytes("dataset.toml"),
            "format = 1\n"
            "title = \"1 个县、60 所学校的模拟数据\"\n"
            "source = \"Junheng generator, seed 18446744073709551615\"\n"
            "licence = \"CC0-1.0\"\n"
            "synthetic = true\n"
            "country = \"CN\"\n"
            "school_year = 2022\n");
}

TEST(Generate, ReportCountsRowsAndBytes) {
  GeneratedDataset dataset(small_country());
  std::size_t rows = 0;
  std::size_t bytes = dataset.bytes("dataset.toml").size();
  for (const auto& files : {std::vector<std::string>(kPlainFiles.begin(), kPlainFiles.end()), {kDetailFiles.begin(), kDetailFiles.end()}}) {
    for (const std::string& file : files) {
      const std::string text = dataset.bytes(file);
      rows += static_cast<std::size_t>(std::ranges::count(text, '\n')) - 1;
      bytes += text.size();
    }
  }
  EXPECT_EQ(dataset.report().counties, 12U);
  EXPECT_EQ(dataset.report().schools, 300U);
  EXPECT_EQ(dataset.report().rows, rows);
  EXPECT_EQ(dataset.report().bytes, bytes);
  EXPECT_EQ(dataset.table("schools").rows.size(), 300U);
}

TEST(Generate, SameBytesOnAnyNumberOfThreads) {
  GenerateOptions options = small_country();
  options.years = 3;
  const GeneratedDataset one(options);
  for (const unsigned threads : {2U, 3U, 16U}) {
    options.threads = threads;
    const GeneratedDataset many(options);
    for (const char* file : kPlainFiles) EXPECT_EQ(one.bytes(file), many.bytes(file)) << file << ", " << threads << " threads";
    for (const char* file : kDetailFiles) EXPECT_EQ(one.bytes(file), many.bytes(file)) << file << ", " << threads << " threads";
  }
}

TEST(Generate, OtherSeedGivesOtherSchools) {
  GenerateOptions options;
  const GeneratedDataset one(options);
  options.seed = 2;
  const GeneratedDataset two(options);
  EXPECT_NE(one.bytes("stage_facts.csv"), two.bytes("stage_facts.csv"));
}

TEST(Generate, DetailDoesNotMoveTheFacts) {
  GenerateOptions options = small_country();
  GeneratedDataset full(options);
  options.with_detail = false;
  GeneratedDataset plain(options);
  for (const char* file : {"areas.csv", "schools.csv", "grade_facts.csv", "class_bands.csv", "accreditation.csv"}) {
    EXPECT_EQ(full.bytes(file), plain.bytes(file)) << file;
  }
  // Detail adds a column.
  const CsvTable& with_beds = full.table("stage_facts");
  const CsvTable& without = plain.table("stage_facts");
  ASSERT_EQ(with_beds.columns.size(), without.columns.size() + 1);
  ASSERT_EQ(with_beds.rows.size(), without.rows.size());
  for (std::size_t i = 0; i < without.rows.size(); ++i) {
    for (const auto& [column, place] : without.columns) ASSERT_EQ(without.rows[i].text(column), with_beds.rows[i].text(column)) << column;
  }
  for (const char* file : kDetailFiles) EXPECT_FALSE(fs::exists(plain.path(file))) << file;
}

TEST(Generate, MoreYearsOnlyAddRows) {
  GenerateOptions options;
  options.schools = 40;
  options.years = 2;
  GeneratedDataset two(options);
  options.years = 5;
  GeneratedDataset five(options);
  EXPECT_EQ(two.bytes("schools.csv"), five.bytes("schools.csv"));
  EXPECT_EQ(two.bytes("dataset.toml"), five.bytes("dataset.toml"));
  // One county, its latest year first: what was there stays in its place.
  for (const char* file : {"stage_facts.csv", "grade_facts.csv", "class_bands.csv", "classes.csv", "rooms.csv", "survey.csv",
                           "age_facts.csv", "subject_staff.csv", "establishment.csv"}) {
    EXPECT_TRUE(five.bytes(file).starts_with(two.bytes(file))) << file;
    EXPECT_GT(five.bytes(file).size(), two.bytes(file).size()) << file;
  }
  std::map<std::string, std::size_t> rows;
  for (const CsvRecord& row : five.table("stage_facts").rows) ++rows[row.text("school_year")];
  ASSERT_EQ(rows.size(), 5U);
  for (const auto& [year, count] : rows) EXPECT_EQ(count, rows.begin()->second) << year;
  EXPECT_EQ(rows.begin()->first, "2020");
}

}  // namespace
}  // namespace junheng::synth
