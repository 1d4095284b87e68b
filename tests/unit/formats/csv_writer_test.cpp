#include "junheng/formats/csv_writer.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "junheng/formats/csv_reader.h"

namespace junheng::formats {
namespace {

TEST(CsvWriter, PlainFieldsAreNotQuoted) {
  CsvWriter writer;
  writer.field("school_id").field("学校名称").end_row();
  writer.field("001").blank().end_row();
  EXPECT_EQ(writer.text(), "school_id,学校名称\n001,\n");
}

TEST(CsvWriter, SpecialFieldsAreQuoted) {
  CsvWriter writer;
  writer.field("a,b").field("say \"hi\"").field("two\nlines").field(" padded").field("tab\t").field("cr\r").end_row();
  EXPECT_EQ(writer.text(), "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" padded\",\"tab\t\",\"cr\r\"\n");
}

TEST(CsvWriter, NumbersAreShortestAndNotFiniteIsBlank) {
  CsvWriter writer;
  writer.field(4.5).field(1e6).field(std::int64_t{-9223372036854775807}).field(3).field(std::numeric_limits<double>::quiet_NaN()).end_row();
  EXPECT_EQ(writer.take(), "4.5,1000000,-9223372036854775807,3,\n");
}

TEST(CsvWriter, RandomFieldsReadBack) {
  std::mt19937 random(11);
  const std::vector<std::string> pieces = {"a", "学", "\"", ",", "\n", "\r", "\r\n", " ", "\t", "7", ";"};
  std::vector<std::vector<std::string>> rows;
  CsvWriter writer;
  writer.field("h1").field("h2").field("h3").end_row();
  for (int i = 0; i < 3'000; ++i) {
    std::vector<std::string> row = {"x"};
    while (row.size() < 4) {
      std::string cell;
      for (auto n = random() % 6; n > 0; --n) cell += pieces[random() % pieces.size()];
      row.push_back(cell);
    }
    for (const std::string& cell : row) writer.field(cell);
    writer.end_row();
    rows.push_back(std::move(row));
  }
  CsvLimits limits;
  limits.chunk_bytes = 64;
  const auto file = CsvFile::from_bytes(writer.take(), "random.csv", limits).value();
  std::size_t next = 0;
  for (std::size_t chunk = 0; chunk < file.chunk_count(); ++chunk) {
    const auto read = file.read_chunk(chunk, [&](const CsvRow& row) {
      ASSERT_LT(next, rows.size());
      EXPECT_EQ(std::vector<std::string>(row.fields.begin(), row.fields.end()), rows[next]);
      EXPECT_EQ(row.number, next + 2);
      ++next;
    });
    ASSERT_TRUE(read);
  }
  EXPECT_EQ(next, rows.size());
  EXPECT_GT(file.chunk_count(), 100U);
}

}  // namespace
}  // namespace junheng::formats
