#include <gtest/gtest.h>

#include <set>
#include <string>

#include "fault.h"
#include "finding.h"
#include "junheng/ingest/check_file.h"

namespace junheng::testing {

namespace {

std::vector<Fault> all_faults() {
  std::vector<Fault> all;
  for (const auto& faults : {pupil_faults(), teacher_faults(), facility_faults(), school_faults(), county_faults()})
    all.insert(all.end(), faults.begin(), faults.end());
  return all;
}

TEST(BuiltInChecks, FilesHaveNoFaults) {
  for (const Issue& issue : ingest::load_checks(ingest::built_in_checks()).issues)
    ADD_FAILURE() << issue.where.file << ":" << issue.where.row << " " << issue.message(Lang::En);
}

TEST(BuiltInChecks, CleanCountyHasNoFindings) {
  for (const Issue& issue : findings(clean_county().build())) ADD_FAILURE() << issue.id() << ": " << issue.message(Lang::En);
}

TEST(BuiltInChecks, EmptyDatasetHasNoFindings) { EXPECT_TRUE(findings(DatasetBuilder().build()).empty()); }

TEST(BuiltInChecks, EachHasItsFault) {
  std::set<std::string> tested;
  for (const Fault& fault : all_faults()) tested.emplace(fault.check);
  std::set<std::string> built_in;
  for (const auto& check : ingest::load_checks(ingest::built_in_checks()).checks) built_in.insert(check.style.texts->id);
  EXPECT_EQ(tested, built_in);
}

class BuiltInCheck : public ::testing::TestWithParam<Fault> {};

TEST_P(BuiltInCheck, FindsItsFaultAndNothingElse) {
  const Fault& fault = GetParam();
  DatasetBuilder data = clean_county();
  fault.put(data);
  auto issues = findings(data.build());
  // What goes with a rejected school is no fault of its own.
  std::erase_if(issues, [](const Issue& issue) { return issue.id() == "rows_of_rejected_school"; });
  for (const Issue& issue : issues) RecordProperty(issue.id(), issue.message(Lang::En));
  ASSERT_EQ(ids_of(issues), std::vector<std::string>{std::string(fault.check)});
  EXPECT_EQ(issues[0].where.file, fault.file);
  EXPECT_EQ(issues[0].where.row, fault.row);
  EXPECT_EQ(issues[0].where.header, fault.header);
  EXPECT_EQ(issues[0].value, fault.value);
}

/// "class_average" -> "ClassAverage".
std::string test_name(const ::testing::TestParamInfo<Fault>& info) {
  std::string name;
  bool is_first = true;
  for (const char c : info.param.check) {
    if (c != '_') name += is_first && c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    is_first = c == '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Each, BuiltInCheck, ::testing::ValuesIn(all_faults()), test_name);

}  // namespace

}  // namespace junheng::testing
