#include "junheng/standards/curriculum.h"

#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

#include "junheng/core/codes.h"

namespace junheng::standards {
namespace {

CurriculumLibrary built_in() { return load_curricula(built_in_curricula()); }

CurriculumLibrary with(const std::string& text) {
  auto files = built_in_curricula();
  files.push_back({"mine.toml", text});
  return load_curricula(files);
}

TEST(BuiltInCurricula, HaveNoFindings) {
  const CurriculumLibrary library = built_in();
  for (const Issue& issue : library.issues) ADD_FAILURE() << describe(issue.where, Lang::En) << ": " << issue.message(Lang::En);
  EXPECT_EQ(library.curricula.size(), 3U);
  EXPECT_EQ(library.loads.size(), 1U);
}

// Shandong: 280 periods a week over the nine grades, 29 29 30 30 30 30 34 34 34 by grade.
TEST(BuiltInCurricula, ShandongIsTheTableAsPrinted) {
  const CurriculumLibrary library = built_in();
  const Curriculum* shandong = library.find_curriculum("cn.shandong-2023");
  ASSERT_NE(shandong, nullptr);
  EXPECT_TRUE(shandong->has_table());
  double all = 0;
  for (const SubjectPeriods& row : shandong->rows) all += std::accumulate(row.weekly.begin(), row.weekly.end(), 0.0);
  EXPECT_EQ(all, 280);
  EXPECT_EQ(shandong->periods("chinese", 1), 8);
  EXPECT_EQ(shandong->periods("chinese", 9), 5);
  EXPECT_EQ(shandong->periods("foreign_language", 2), 0);
  EXPECT_EQ(shandong->periods("foreign_language", 3), 2);
  EXPECT_EQ(shandong->periods("chemistry", 9), 3);
  EXPECT_EQ(shandong->periods("arts", 7), 2);
  EXPECT_EQ(shandong->periods("chinese", 10), 0);
  EXPECT_EQ(shandong->periods("labour", 5), 0);
}

// Qingdao: 274 a week; it differs from Shandong in science 1-2, integrated practice 1-2, local and school courses 1-2.
TEST(BuiltInCurricula, QingdaoFitsTheNationalWeeklyFrame) {
  const CurriculumLibrary library = built_in();
  const Curriculum* qingdao = library.find_curriculum("cn.qingdao");
  const Curriculum* national = library.find_curriculum("cn.2022");
  ASSERT_NE(qingdao, nullptr);
  ASSERT_NE(national, nullptr);
  ASSERT_TRUE(qingdao->frame && national->frame);
  EXPECT_EQ(qingdao->frame->weekly, national->frame->weekly);
  EXPECT_EQ(qingdao->periods("science", 1), 0);
  EXPECT_EQ(qingdao->periods("local_and_school", 1), 3);
}

TEST(BuiltInCurricula, NationalFrameHasRangesAndNoTable) {
  const CurriculumLibrary library = built_in();
  const Curriculum* national = library.find_curriculum("cn.2022");
  ASSERT_NE(national, nullptr);
  EXPECT_FALSE(national->has_table());
  EXPECT_EQ(national->frame->total, 9522);
  ASSERT_EQ(national->shares.size(), 10U);
  EXPECT_EQ(national->shares[1].low_percent, 20);
  EXPECT_EQ(national->shares[1].high_percent, 22);
  EXPECT_EQ(national->shares[1].status, ValueStatus::Verified);
  EXPECT_EQ(national->shares[0].status, ValueStatus::Unverified);
}

TEST(BuiltInCurricula, TheDefaultHasATable) {
  const CurriculumLibrary library = built_in();
  ASSERT_NE(library.default_curriculum(), nullptr);
  EXPECT_EQ(library.default_curriculum()->id, "cn.shandong-2023");
  ASSERT_NE(library.default_loads(), nullptr);
  EXPECT_EQ(library.default_loads()->id, "cn.local-loads");
}

TEST(ChooseCurriculum, TakesTheDefaultWhereNoneIsNamed) {
  const CurriculumLibrary library = built_in();
  EXPECT_EQ(choose_curriculum(library, "").value()->id, "cn.shandong-2023");
  EXPECT_EQ(choose_curriculum(library, "cn.qingdao").value()->id, "cn.qingdao");
  EXPECT_EQ(choose_loads(library, "").value()->id, "cn.local-loads");
}

TEST(ChooseCurriculum, UnknownIdListsThoseWithATable) {
  const CurriculumLibrary library = built_in();
  const auto chosen = choose_curriculum(library, "cn.shandong");
  ASSERT_FALSE(chosen.has_value());
  EXPECT_EQ(chosen.error().code, Code::UnknownCurriculum);
  EXPECT_EQ(chosen.error().hint(Lang::En).substr(0, 43), "There are: cn.qingdao, cn.shandong-2023. Or");
  EXPECT_EQ(choose_loads(library, "x").error().code, Code::UnknownLoads);
}

TEST(ChooseCurriculum, FrameAloneIsRefused) {
  const CurriculumLibrary library = built_in();
  const auto chosen = choose_curriculum(library, "cn.2022");
  ASSERT_FALSE(chosen.has_value());
  EXPECT_EQ(chosen.error().code, Code::CurriculumWithoutTable);
  EXPECT_NE(chosen.error().hint(Lang::En).find("cn.qingdao, cn.shandong-2023"), std::string::npos);
}

TEST(Loads, NamedSubjectGoesBeforeTheRestOfTheStage) {
  const CurriculumLibrary library = built_in();
  const LoadTable& loads = *library.default_loads();
  EXPECT_EQ(loads.find(Stage::Primary, "chinese")->periods, 14);
  EXPECT_EQ(loads.find(Stage::Primary, "physical_education")->periods, 18);
  EXPECT_EQ(loads.find(Stage::Junior, "foreign_language")->periods, 12);
  EXPECT_EQ(loads.find(Stage::Junior, "physics")->periods, 14);
  EXPECT_EQ(loads.find(Stage::Junior, "arts")->periods, 16);
  EXPECT_EQ(loads.find(Stage::Junior, "local_and_school"), nullptr);
  EXPECT_EQ(loads.find(Stage::Senior, "chinese"), nullptr);
  for (const WeeklyLoad& load : loads.loads) EXPECT_EQ(load.status, ValueStatus::Unverified);
}

TEST(Subjects, AreRecognisedByIdTitleAndSynonym) {
  const CurriculumLibrary library = built_in();
  for (const auto& [word, id] : std::vector<std::pair<std::string, std::string>>{{"语文", "chinese"},
                                                                                 {"英语", "foreign_language"},
                                                                                 {"政治", "morality_and_law"},
                                                                                 {"生物学", "biology"},
                                                                                 {"信息技术", "information_technology"},
                                                                                 {" 体育 与健康", "physical_education"},
                                                                                 {"Physical Education", "physical_education"},
                                                                                 {"ＰＥ", "physical_education"},
                                                                                 {"fine_arts", "fine_arts"}}) {
    const Subject* subject = library.recognise(word);
    ASSERT_NE(subject, nullptr) << word;
    EXPECT_EQ(subject->id, id);
  }
  EXPECT_EQ(library.recognise("武术"), nullptr);
  EXPECT_EQ(library.recognise(""), nullptr);
}

TEST(Subjects, MusicAndFineArtsCountInArts) {
  const CurriculumLibrary library = built_in();
  EXPECT_EQ(library.counted_in("music"), "arts");
  EXPECT_EQ(library.counted_in("fine_arts"), "arts");
  EXPECT_EQ(library.counted_in("arts"), "arts");
  EXPECT_EQ(library.counted_in("history"), "history");
  EXPECT_EQ(library.counted_in("unheard"), "unheard");
}

// Sichuan prints music 2/1 where weeks alternate: (2 + 1) / 2 = 1.5.
TEST(Curriculum, AlternatingWeeksAreTheirMean) {
  const CurriculumLibrary library = with(R"([curriculum]
id = "mine"
title = { zh = "本地", en = "Mine" }
grades = "7-9"
source = { document = "D", clause = "1" }
[[periods]]
subject = "music"
weekly = "2/1 1 -"
sum = 2.5
)");
  const Curriculum* mine = library.find_curriculum("mine");
  ASSERT_NE(mine, nullptr);
  EXPECT_EQ(mine->periods("music", 7), 1.5);
  EXPECT_EQ(mine->periods("music", 8), 1);
  EXPECT_EQ(mine->periods("music", 9), 0);
  EXPECT_EQ(mine->periods("music", 6), 0);
}

TEST(Curriculum, FileMayDefineItsOwnSubjectsAndLoads) {
  const CurriculumLibrary library = with(R"([curriculum]
id = "mine"
title = { zh = "本地", en = "Mine" }
grades = "1"
source = { document = "D", clause = "1" }
[[subject]]
id = "martial_arts"
title = { zh = "武术", en = "Martial arts" }
[[periods]]
subject = "martial_arts"
weekly = "1"
[loads]
id = "mine"
title = { zh = "本地", en = "Mine" }
[[load]]
stage = "primary"
periods = 15
source = { document = "D", clause = "2" }
)");
  EXPECT_TRUE(library.issues.empty());
  ASSERT_NE(library.find_curriculum("mine"), nullptr);
  EXPECT_EQ(library.find_curriculum("mine")->periods("martial_arts", 1), 1);
  ASSERT_NE(library.find_loads("mine"), nullptr);
  EXPECT_EQ(library.find_loads("mine")->find(Stage::Primary, "martial_arts")->periods, 15);
  EXPECT_NE(library.recognise("武术"), nullptr);
}

}  // namespace
}  // namespace junheng::standards
