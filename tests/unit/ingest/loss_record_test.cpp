#include "junheng/ingest/loss_record.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "dataset_folder.h"

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
      {Stage::Primary, 312, Stage::Primary}, {Stage::Junior, 341, Stage::Junior}, {Stage::All, 312, std::nullopt},
      {std::nullopt, 211, std::nullopt},     {Stage::Senior, 342, Stage::Senior}, {Stage::Senior, 341, std::nullopt},
      {Stage::Senior, 345, std::nullopt},    {Stage::Senior, 0, std::nullopt},    {Stage::Preprimary, 211, Stage::Preprimary},
  };
  for (const Loss& loss : losses) EXPECT_EQ(stage_touched(loss.stage, loss.kind), loss.touched) << loss.kind;
}

TEST(StageTouched, RowOfACampusTouchesEveryStageOfAThroughSchool) {
  EXPECT_EQ(stage_touched_above(Stage::Primary, 211), Stage::Primary);
  EXPECT_EQ(stage_touched_above(Stage::Junior, 311), Stage::Junior);
  EXPECT_EQ(stage_touched_above(Stage::Primary, 312), std::nullopt);
  EXPECT_EQ(stage_touched_above(Stage::Primary, 0), std::nullopt) << "of which kind is not known";
  EXPECT_EQ(stage_touched_above(std::nullopt, 211), std::nullopt);
}

/// Two counties: a school in the first, its campus in the second.
class CampusElsewhere {
 public:
  CampusElsewhere() {
    put("dataset.toml", "format = 1\ntitle = \"t\"\nsource = \"s\"\nlicence = \"l\"\nsynthetic = true\nschool_year = 2024\n");
    put("areas.csv", "area_code,name,level\nA1,One,county\nA2,Two,county\nA3,Three,county\n");
    put("schools.csv",
        "school_id,area_code,kind,is_counted,parent_school_id,lon\nS1,A1,211,1,,\nS2,A2,211,0,S1,\nS3,A3,211,0,S2,\nS4,A3,218,0,S1,\n");
    put("stage_facts.csv", "school_id,stage,pupils\nS1,primary,100\nS2,primary,20\nS3,primary,10\nS4,primary,9\n");
  }
  void put(std::string_view name, std::string_view text) { testing::write_file_text(folder_ / name, text); }
  void facts(std::string_view rows) { put("stage_facts.csv", "school_id,stage,pupils\n" + std::string(rows)); }
  void schools(std::string_view rows) {
    put("schools.csv", "school_id,area_code,kind,is_counted,parent_school_id,lon\n" + std::string(rows));
  }

  /// "A1:primary ": county and stage of each loss.
  [[nodiscard]] std::string lost() const {
    const Import read = import_path(folder_.path()).value();
    std::string out;
    for (const auto& loss : read.dataset.lost_rows)
      out += fmt::format("{}:{} ", read.dataset.areas.codes.at(loss.area.value), loss.stage ? to_string(*loss.stage) : "every");
    return out + (read.dataset.lost_unplaced_rows ? "unplaced" : "");
  }

 private:
  testing::ScratchFolder folder_;
};

TEST(LossOfACampus, IsOneOfEverySchoolAboveIt) {
  CampusElsewhere data;
  data.facts("S1,primary,100\nS2,primary,20\nS3,primary,x\nS4,primary,9\n");
  EXPECT_EQ(data.lost(), "A1:primary A2:primary A3:primary ");
  data.facts("S1,primary,100\nS2,primary,x\nS3,primary,10\nS4,primary,9\n");
  EXPECT_EQ(data.lost(), "A1:primary A2:primary ");
}

TEST(LossOfACampus, TeachingPointIsNone) {
  CampusElsewhere data;
  data.facts("S1,primary,100\nS2,primary,20\nS3,primary,10\nS4,primary,x\n");
  EXPECT_EQ(data.lost(), "A3:primary ");
}

TEST(LossOfACampus, ItsRejectedRowLeadsToTheSchoolsAboveIt) {
  CampusElsewhere data;
  data.schools("S1,A1,312,1,,\nS2,A2,211,0,S1,\nS3,A3,211,0,S2,east\n");
  data.facts("S1,primary,100\nS1,junior,90\nS2,primary,20\nS3,primary,10\n");
  EXPECT_EQ(data.lost(), "A1:every A2:primary A3:primary ");
}

TEST(LossOfACampus, CircleOfRejectedSchoolsEnds) {
  CampusElsewhere data;
  data.schools("S1,A1,211,1,,\nS2,A2,211,0,S3,\nS3,A3,211,0,S2,\n");
  data.facts("S1,primary,100\nS2,primary,20\n");
  EXPECT_EQ(data.lost(), "A2:primary A2:every A3:primary A3:every ");
}

}  // namespace
}  // namespace junheng::ingest
