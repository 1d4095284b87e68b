// The result does not depend on the number of threads: the file is long enough for several chunks.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <string>

#include "dataset_folder.h"

namespace junheng::ingest {
namespace {

/// 9 MB of rows in two orders, with faults in many of them.
std::string long_table() {
  std::string out = "school_id,school_year,grade,class_no,pupils,note\n";
  for (int year = 1901; year <= 2100; ++year) {
    for (int number = 0; number < 1500; ++number) {
      const int row = year * 1500 + number;
      const std::string pupils = row % 10007 == 0 ? "forty" : std::to_string(row % 60);
      const std::string class_no = row % 9973 == 0 ? "1" : std::to_string(number + 1);
      out += fmt::format("213400000{},{},{},{},{},\n", row % 4001 == 0 ? 9 : 1, year, 1 + number % 6, class_no, pupils);
    }
  }
  return out;
}

TEST(Threads, AnyNumberGivesTheSame) {
  VillageFolder village;
  village.put("classes.csv", long_table());
  const Import one = village.import(1).value();
  const Import four = village.import(4).value();
  EXPECT_GT(count_issues(one.issues).errors, 100U);
  EXPECT_EQ(with_id(one.issues, "column_unknown").size() + with_id(one.issues, "column_misspelt").size(), 1U);
  EXPECT_EQ(shown(one.issues), shown(four.issues));
  EXPECT_EQ(shown_facts(one.dataset.classes), shown_facts(four.dataset.classes));
  ASSERT_EQ(one.files.size(), four.files.size());
  for (std::size_t i = 0; i < one.files.size(); ++i) EXPECT_EQ(one.files[i].rejected_rows, four.files[i].rejected_rows);
  ASSERT_GT(one.dataset.classes.size(), 1U);
  for (std::size_t row = 0; row < one.dataset.classes.size(); row += 997)
    EXPECT_EQ(one.dataset.classes.origin.locate(RowIndex(row)), four.dataset.classes.origin.locate(RowIndex(row)));
}

}  // namespace
}  // namespace junheng::ingest
