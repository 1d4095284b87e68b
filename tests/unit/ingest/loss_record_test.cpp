#include "junheng/ingest/loss_record.h"

#include <gtest/gtest.h>

namespace junheng::ingest {
namespace {

struct Loss {
  std::optional<Stage> stage;
  int kind;
  std::optional<Stage> touched;
};

/// A school of compulsory education shares its facilities with its senior stage, a senior school (342) with none.
TEST(StageTouched, SeniorRowOfASchoolWithCompulsoryStagesTouchesEveryStage) {
  const Loss losses[] = {
      {Stage::Primary, 312, Stage::Primary}, {Stage::Junior, 341, Stage::Junior}, {Stage::All, 312, std::nullopt},  {std::nullopt, 211, std::nullopt},
      {Stage::Senior, 342, Stage::Senior},   {Stage::Senior, 341, std::nullopt},  {Stage::Senior, 345, std::nullopt}, {Stage::Senior, 0, std::nullopt},
      {Stage::Preprimary, 211, Stage::Preprimary},
  };
  for (const Loss& loss : losses) EXPECT_EQ(stage_touched(loss.stage, loss.kind), loss.touched) << loss.kind;
}

}  // namespace
}  // namespace junheng::ingest
