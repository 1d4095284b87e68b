#include "junheng/formats/csv_reader.h"
#include "junheng/core/codes.h"

#include <gtest/gtest.h>

#include <thread>

#include "junheng/formats/file.h"
#include "refusal.h"
#include "scratch_folder.h"

namespace junheng::formats {
namespace {

struct ReadRow {
  std::uint32_t number;
  std::vector<std::string> fields;
  friend bool operator==(const ReadRow&, const ReadRow&) = default;
};

std::vector<ReadRow> rows_of(const CsvFile& file) {
  std::vector<ReadRow> rows;
  for (std::size_t chunk = 0; chunk < file.chunk_count(); ++chunk) {
    std::size_t count = 0;
    const auto read = file.read_chunk(chunk, [&](const CsvRow& row) {
      rows.push_back({row.number, {row.fields.begin(), row.fields.end()}});
      ++count;
    });
    EXPECT_TRUE(read);
    EXPECT_LE(count, file.row_bound(chunk));
  }
  return rows;
}

CsvFile parsed(std::string bytes, std::size_t chunk_bytes = CsvLimits{}.chunk_bytes) {
  CsvLimits limits;
  limits.chunk_bytes = chunk_bytes;
  return CsvFile::from_bytes(std::move(bytes), "t.csv", limits).value();
}

using Header = std::vector<std::string>;
using Rows = std::vector<ReadRow>;

TEST(CsvFile, HeaderOnlyHasNoRows) {
  for (const char* text : {"a,b", "a,b\n", "a,b\r\n", "a,b\r"}) {
    const CsvFile file = parsed(text);
    EXPECT_EQ(file.header(), (Header{"a", "b"}));
    EXPECT_TRUE(rows_of(file).empty());
  }
}

TEST(CsvFile, LastRowNeedsNoLineEnd) {
  EXPECT_EQ(rows_of(parsed("a,b\n1,2")), (Rows{{2, {"1", "2"}}}));
  EXPECT_EQ(rows_of(parsed("a,b\n1,")), (Rows{{2, {"1", ""}}}));
}

TEST(CsvFile, LineEndsOfEverySystem) {
  const Rows expected = {{2, {"1", "2"}}, {3, {"3", "4"}}};
  EXPECT_EQ(rows_of(parsed("a,b\n1,2\n3,4\n")), expected);
  EXPECT_EQ(rows_of(parsed("a,b\r\n1,2\r\n3,4\r\n")), expected);
  EXPECT_EQ(rows_of(parsed("a,b\r1,2\r3,4\r")), expected);
  EXPECT_EQ(rows_of(parsed("a,b\r\n1,2\n3,4\r")), expected);
}

TEST(CsvFile, BlankLinesAreCountedNotVisited) {
  EXPECT_EQ(rows_of(parsed("a,b\n\n1,2\n,\n  , \n3,4\n")), (Rows{{3, {"1", "2"}}, {6, {"3", "4"}}}));
  EXPECT_EQ(rows_of(parsed("a,b\r\n\r\n1,2\r\n\r\n\r\n3,4\r\n")), (Rows{{3, {"1", "2"}}, {6, {"3", "4"}}}));
}

TEST(CsvFile, LineOfSpacesBehindReturnIsCounted) {
  const std::string text = "a,b\r1,2\r \n3,4\r\t\n\r\n5,6\n";
  const Rows expected = {{2, {"1", "2"}}, {4, {"3", "4"}}, {7, {"5", "6"}}};
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{4}, std::size_t{1000}})
    EXPECT_EQ(rows_of(parsed(text, bytes)), expected) << bytes;
}

TEST(CsvFile, BlankLinesBeforeTheHeaderAreSkipped) {
  const CsvFile file = parsed("\n\na,b\n1,2\n");
  EXPECT_EQ(file.header(), (Header{"a", "b"}));
  EXPECT_EQ(rows_of(file), (Rows{{4, {"1", "2"}}}));
}

TEST(CsvFile, QuotedLineBreakDoesNotAdvanceTheRow) {
  EXPECT_EQ(rows_of(parsed("a,b\n\"x\r\ny\",2\n3,4\n")), (Rows{{2, {"x\r\ny", "2"}}, {3, {"3", "4"}}}));
}

TEST(CsvFile, QuotesInsideCells) {
  EXPECT_EQ(rows_of(parsed("a,b\n\"say \"\"hi\"\"\",5\" pipe\nx,\"\"\n")), (Rows{{2, {"say \"hi\"", "5\" pipe"}}, {3, {"x", ""}}}));
}

TEST(CsvFile, SpacesAroundFieldsAreDroppedUnlessQuoted) {
  EXPECT_EQ(rows_of(parsed("a,b\n  x y\t, \" z \" \n")), (Rows{{2, {"x y", " z "}}}));
}

TEST(CsvFile, RaggedRowsComeAsTheyAre) { EXPECT_EQ(rows_of(parsed("a,b\n1\n1,2,3\n")), (Rows{{2, {"1"}}, {3, {"1", "2", "3"}}})); }

TEST(CsvFile, ByteOrderMarkIsStripped) {
  const CsvFile file = parsed("\xEF\xBB\xBF\"学校\",b\n1,2\n");
  EXPECT_EQ(file.encoding(), Encoding::Utf8Bom);
  EXPECT_EQ(file.header(), (Header{"学校", "b"}));
  EXPECT_EQ(rows_of(file), (Rows{{2, {"1", "2"}}}));
}

TEST(CsvFile, Gb18030IsDetected) {
  // 学校,名称 / 一小, and U+20000 in its four-byte form.
  const CsvFile file = parsed("\xD1\xA7\xD0\xA3,\xC3\xFB\xB3\xC6\n\xD2\xBB\xD0\xA1,\x95\x32\x82\x36\n");
  EXPECT_EQ(file.encoding(), Encoding::Gb18030);
  EXPECT_EQ(file.header(), (Header{"学校", "名称"}));
  EXPECT_EQ(rows_of(file), (Rows{{2, {"一小", "\xF0\xA0\x80\x80"}}}));
}

TEST(CsvFile, Gb18030RowsThatAreUtf8ByChanceDoNotMislead) {
  // 学段,人数 and five rows of 小学, whose four bytes are also the Cyrillic letters U+0421 U+0467.
  std::string bytes = "\xD1\xA7\xB6\xCE,\xC8\xCB\xCA\xFD\n";
  for (int i = 0; i < 5; ++i) bytes += "\xD0\xA1\xD1\xA7,45\n";
  const CsvFile file = parsed(bytes);
  EXPECT_EQ(file.encoding(), Encoding::Gb18030);
  EXPECT_EQ(file.header(), (Header{"学段", "人数"}));
  EXPECT_EQ(rows_of(file).at(4), (ReadRow{6, {"小学", "45"}}));
}

TEST(CsvFile, Gb18030UnderEnglishHeadersIsDetected) {
  const CsvFile file = parsed("stage,pupils\n\xD0\xA1\xD1\xA7,45\n");
  EXPECT_EQ(file.encoding(), Encoding::Gb18030);
  EXPECT_EQ(rows_of(file), (Rows{{2, {"小学", "45"}}}));
}

TEST(CsvFile, ShortTextsOfOtherLanguagesAreUtf8) {
  for (const char* text : {"école,élèves\n", "Школа,1\n", "name\nÅ\n", "小学,1\n", "école,Сѧ\n"})
    EXPECT_EQ(parsed(text).encoding(), Encoding::Utf8) << text;
}

TEST(CsvFile, AsciiIsUtf8) { EXPECT_EQ(parsed("a,b\n").encoding(), Encoding::Utf8); }

TEST(CsvFile, ChunkSizeNeverChangesTheRows) {
  const std::string text = "a,b\r\n\"1\n\r\n2\",\"x\"\"\n\"\r\n\r\n5\" p,\"\n\n\"\n3,4\r5,\"6\"  \r\n\r\n7,8";
  const Rows whole = rows_of(parsed(text));
  EXPECT_EQ(whole.size(), 5U);
  for (std::size_t bytes = 1; bytes <= text.size(); ++bytes) EXPECT_EQ(rows_of(parsed(text, bytes)), whole) << bytes;
}

TEST(CsvFile, ChunksCanBeReadAtTheSameTime) {
  std::string text = "id,v\n";
  for (int i = 0; i < 20'000; ++i) text += std::to_string(i) + ",x\n";
  const CsvFile file = parsed(std::move(text), 50'000);
  std::vector<std::size_t> counts(file.chunk_count());
  ASSERT_GT(counts.size(), 2U);
  std::vector<std::jthread> threads;
  for (std::size_t chunk = 0; chunk < counts.size(); ++chunk)
    threads.emplace_back([&, chunk] { EXPECT_TRUE(file.read_chunk(chunk, [&](const CsvRow&) { ++counts[chunk]; })); });
  threads.clear();
  std::size_t sum = 0;
  for (const std::size_t count : counts) sum += count;
  EXPECT_EQ(sum, 20'000U);
}

TEST(CsvFile, OpenReadsAFile) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("a.csv"), "a,b\n1,2\n"));
  EXPECT_EQ(rows_of(CsvFile::open(folder.file("a.csv")).value()), (Rows{{2, {"1", "2"}}}));
  EXPECT_TRUE(refused(CsvFile::open(folder.file("absent.csv")), Code::PathMissing, {"absent.csv"}));
}

TEST(CsvFile, FileOverTheLimitIsNotRead) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("a.csv"), "a,b\n1,2\n"));
  CsvLimits limits;
  limits.max_file_bytes = 7;
  EXPECT_TRUE(refused(CsvFile::open(folder.file("a.csv"), limits), Code::CsvTooLarge, {"a.csv", "8 bytes", "limit is 7"}));
}

/// A table whose cell B3 has 200 MB.
std::string with_huge_cell(std::string_view before, std::string_view after) {
  std::string text = "a,b\n1,2\n3," + std::string(before);
  text.reserve(200'000'100);
  text.append(200'000'000, 'x');
  return text.append(after);
}

TEST(CsvFile, QuotedCellOverTheLimitIsFoundOnOpening) {
  EXPECT_TRUE(
      refused(CsvFile::from_bytes(with_huge_cell("\"", "\"\n"), "t.csv"), Code::CsvCellTooLong, {"t.csv", "row 3", "cell B3", "1048576"}));
}

TEST(CsvFile, PlainCellOverTheLimitIsFoundOnReading) {
  const auto file = CsvFile::from_bytes(with_huge_cell("", "\n"), "t.csv").value();
  EXPECT_TRUE(refused(file.read_chunk(0, [](const CsvRow&) {}), Code::CsvCellTooLong, {"t.csv", "row 3", "cell B3", "1048576"}));
}

TEST(CsvFile, CellOverTheLimitInALaterChunk) {
  CsvLimits limits;
  limits.max_cell_bytes = 100;
  std::string text = "a,b\n";
  for (int i = 0; i < 100'000; ++i) text += "1,2\n";
  text += "3," + std::string(101, 'x') + "\n";
  const auto file = CsvFile::from_bytes(text, "t.csv", limits).value();
  const auto last = file.chunk_count() - 1;
  EXPECT_TRUE(refused(file.read_chunk(last, [](const CsvRow&) {}), Code::CsvCellTooLong, {"row 100002", "cell B100002"}));
}

}  // namespace
}  // namespace junheng::formats
