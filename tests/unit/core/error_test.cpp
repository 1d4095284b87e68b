#include "junheng/core/error.h"
#include "junheng/core/codes.h"

#include <gtest/gtest.h>

namespace junheng {
namespace {

Error unreadable() { return Error{Code::CannotReadFile, {{"path", "schools.csv"}, {"reason", "Permission denied"}}, {}}; }

TEST(Error, MessageNamesTheParameters) {
  EXPECT_EQ(unreadable().message(Lang::En), "Cannot read schools.csv: Permission denied");
  EXPECT_EQ(unreadable().message(Lang::Zh), "无法读取文件 schools.csv：Permission denied");
}

TEST(Error, HintIsInTheReadersLanguage) {
  EXPECT_EQ(unreadable().hint(Lang::En), "Check the path and the permissions.");
  EXPECT_EQ(unreadable().hint(Lang::Zh), "检查路径和权限。");
}

TEST(Error, OutermostContextStandsFirst) {
  Error error = unreadable();
  error.context = {"table schools", "dataset demo"};
  EXPECT_EQ(error.message(Lang::En), "dataset demo: table schools: Cannot read schools.csv: Permission denied");
  error.context = {"数据集"};
  EXPECT_EQ(error.message(Lang::Zh), "数据集：无法读取文件 schools.csv：Permission denied");
}

TEST(Error, ExitCodeIsThatOfTheRegistry) {
  EXPECT_EQ(unreadable().exit_code(), 1);
  EXPECT_EQ((Error{Code::Interrupted, {}, {}}.exit_code()), 130);
}

TEST(Fail, MakesAnUnexpectedResult) {
  const Result<int> result = fail(Code::CannotWriteFile, {{"path", "out.json"}});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Code::CannotWriteFile);
  EXPECT_EQ(result.error().params, (Params{{"path", "out.json"}}));
  const Result<std::string> passed_on = fail(result.error());
  EXPECT_EQ(passed_on.error().params, result.error().params);
}

}  // namespace
}  // namespace junheng
