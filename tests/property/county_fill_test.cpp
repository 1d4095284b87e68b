// What a fill leaves behind, of invented counties.
#include "junheng/app/county_fill.h"

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include <gtest/gtest.h>

#include "junheng/app/load.h"
#include "junheng/app/what_if_checks.h"
#include "junheng/assess/class_bands.h"
#include "junheng/core/rng.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/mending.h"
#include "junheng/synth/generate.h"
#include "support/assess_scene.h"
#include "support/scratch_folder.h"

namespace junheng::app {
namespace {

using assess::Verdict;

struct Drawn {
  std::uint64_t seed = 1;
  const char* standard = "cn.quality-2017";
  /// Numbers are left out and changed at random.
  bool is_damaged = false;
};

void PrintTo(const Drawn& drawn, std::ostream* out) {
  *out << drawn.standard << ", seed " << drawn.seed << (drawn.is_damaged ? ", damaged" : "");
}

/// Leaves out 2 % of the numbers of schools and multiplies 6 % of them by 0.4 to 1.9.
void damage(model::FactTable& facts, Rng& rng) {
  for (model::NumberColumn& column : facts.columns)
    for (std::size_t row = 0; row < facts.size(); ++row) {
      const double drawn = rng.unit();
      if (!column.has(row) || drawn > 0.08) continue;
      if (drawn < 0.02) column.set(row, model::Quantity::missing(model::Absence::NotCollected));
      else column.set(row, model::Quantity::of(std::floor(column.at(row).value * (0.4 + 1.5 * rng.unit()))));
    }
}

class CountyFillProperty : public ::testing::TestWithParam<Drawn> {
 protected:
  void SetUp() override {
    synth::GenerateOptions options;
    options.counties = 1;
    options.schools = 40;
    options.seed = GetParam().seed;
    options.year = SchoolYear{2024};
    const std::string folder = (folder_ / "county").string();
    ASSERT_TRUE(synth::generate_dataset(options, folder));
    Session session;
    session.today = {2026, 11, 27};
    auto loaded = load_dataset({folder, ""}, session);
    ASSERT_TRUE(loaded);
    if (GetParam().is_damaged) {
      Rng rng(GetParam().seed);
      damage(loaded->dataset.stage_facts, rng);
      damage(loaded->dataset.class_bands, rng);
      loaded->dataset.build();
    }
    scene_ = testing::assess_scene(std::move(loaded->dataset), testing::built_in_standard(GetParam().standard));
  }

  [[nodiscard]] FilledCounty fill_with(const std::vector<assess::ValueChange>& asked) const {
    CountyFillInput input{scene_->assessor.get(), scene_->assessment.get(), scene_->area().area};
    input.asked = asked;
    auto filled = fill_county(input);
    if (!filled) throw std::logic_error(filled.error().message(Lang::En));
    return std::move(*filled);
  }
  /// As a what-if takes them.
  [[nodiscard]] std::vector<assess::ValueChange> with_classes(std::vector<assess::ValueChange> changes) const {
    for (auto& each : report::classes_of_bands(*scene_->assessment, changes)) changes.push_back(std::move(each.change));
    return changes;
  }
  struct Judged {
    Verdict verdict = Verdict::Unknown;
    /// A value is missing, which no fill makes up.
    bool has_gap = false;
  };
  /// By school, of a stage.
  static std::map<SchoolIndex, Judged> verdicts(const assess::Assessment& assessment, Stage stage) {
    std::map<SchoolIndex, Judged> out;
    const assess::UnitTable& units = assessment.units.of(stage);
    const auto& group = units.groups.front();
    for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
      const auto mending = report::mending_of(assessment, stage, unit);
      if (const auto& verdict = assessment.schools_of(stage).verdicts[unit])
        out[units.schools[unit]] = {*verdict, mending && mending->count(report::GapRole::Open) > 0};
    }
    return out;
  }

  testing::ScratchFolder folder_;
  std::unique_ptr<testing::Scene> scene_;
};

TEST_P(CountyFillProperty, NoSchoolWithAllItsDataIsLeftUnmetAndNoneThatWasMetIsWorse) {
  const FilledCounty filled = fill_with({});
  for (const Stage stage : kCompulsoryStages) {
    const auto after = verdicts(filled.after, stage);
    for (const auto& [school, before] : verdicts(*scene_->assessment, stage)) {
      const std::string_view id = scene_->dataset.schools.ids.at(school.value);
      EXPECT_TRUE(after.at(school).verdict != Verdict::Unmet || before.has_gap) << id;
      EXPECT_TRUE(after.at(school).verdict == Verdict::Met || before.verdict != Verdict::Met) << id;
    }
  }
}

TEST_P(CountyFillProperty, WhatIsLeftIsWhatAWhatIfOfTheChangesTells) {
  const FilledCounty filled = fill_with({});
  const auto after = scene_->assessor->reassess(scene_->area().area, with_classes(filled.ledger->changes())).value();
  const auto& left = filled.after.areas.front().reasons;
  const auto& told = after.areas.front().reasons;
  ASSERT_EQ(left.size(), told.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    EXPECT_EQ(left[i].kind, told[i].kind);
    EXPECT_EQ(left[i].clause, told[i].clause);
    EXPECT_EQ(left[i].value, told[i].value);
  }
}

TEST_P(CountyFillProperty, ChangesAreOfStagesThatAWhatIfTakes) {
  for (const assess::ValueChange& each : fill_with({}).ledger->changes()) {
    EXPECT_TRUE(scene_->assessor->stages_of(each.school).has(each.stage))
        << scene_->dataset.schools.ids.at(each.school.value) << " " << to_string(each.stage) << " " << each.measure;
    EXPECT_FALSE(assess::class_band_of(each.measure) && each.stage == Stage::All) << each.measure;
  }
}

TEST_P(CountyFillProperty, NoItemThatWasMetIsUnmet) {
  const FilledCounty filled = fill_with({});
  const auto before = scene_->area().items;
  const auto after = filled.after.areas.front().items;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (before[i].verdict == Verdict::Met) {
      EXPECT_EQ(after[i].verdict, Verdict::Met) << before[i].item->id;
    }
}

TEST_P(CountyFillProperty, ChecksOfTheDataFindNothingNew) {
  const auto changes = with_classes(fill_with({}).ledger->changes());
  for (const auto& each : change_warnings(*scene_->assessment, changes, Lang::En)) ADD_FAILURE() << each.issue.message(Lang::En);
}

/// What a check finds where.
using Finding = std::tuple<SchoolIndex, Stage, std::string, std::string>;

std::set<Finding> findings(const assess::Assessment& recorded, const std::vector<assess::ValueChange>& changes) {
  std::set<Finding> out;
  for (const auto& each : change_warnings(recorded, changes, Lang::En)) out.emplace(each.school, each.stage, each.measure, each.issue.id());
  return out;
}

// Every fourth number of a few measures is typed anew, 0.7 to 1.4 times what it was.
TEST_P(CountyFillProperty, WhatIsTypedIsFilledUpToo) {
  Rng rng(GetParam().seed);
  const model::FactTable& facts = scene_->dataset.stage_facts;
  std::vector<assess::ValueChange> asked;
  for (std::size_t row = 0; row < facts.size(); ++row)
    for (const char* measure : {"pupils", "teachers", "teachers_certified", "area_teaching_m2", "music_rooms_96m2"}) {
      const model::NumberColumn* column = facts.column(measure);
      if (column == nullptr || !column->has(row) || rng.unit() > 0.25) continue;
      asked.push_back({facts.schools[row], static_cast<Stage>(facts.parts[row]), measure,
                       model::Quantity::of(std::floor(column->at(row).value * rng.between(0.7, 1.4)))});
    }
  const auto changes = fill_with(asked).ledger->changes();
  const auto typed = findings(*scene_->assessment, with_classes(asked));
  for (const auto& [school, stage, measure, rule] : findings(*scene_->assessment, with_classes(changes)))
    EXPECT_TRUE(typed.contains({school, stage, measure, rule}))
        << scene_->dataset.schools.ids.at(school.value) << " " << to_string(stage) << " " << measure << " " << rule;
  const FilledCounty again = fill_with(changes);
  for (const auto& [cell, added] : again.ledger->added())
    ADD_FAILURE() << scene_->dataset.schools.ids.at(cell.school.value) << " " << cell.measure << " " << added.value;
}

TEST_P(CountyFillProperty, FillingAgainAddsNothing) {
  const auto changes = fill_with({}).ledger->changes();
  const FilledCounty again = fill_with(changes);
  for (const auto& [cell, added] : again.ledger->added())
    ADD_FAILURE() << scene_->dataset.schools.ids.at(cell.school.value) << " " << cell.measure << " " << added.value;
}

TEST_P(CountyFillProperty, WhatComesWholeStaysWholeAndOnlyKnownNumbersAreRaised) {
  const FilledCounty filled = fill_with({});
  for (const auto& [cell, added] : filled.ledger->added()) {
    if (report::counts_whole_things(*scene_->assessment->standard, cell.measure)) {
      EXPECT_EQ(added.value, std::floor(added.value)) << cell.measure;
    }
    EXPECT_GE(added.value, 0);
    EXPECT_FALSE(added.ids.empty()) << cell.measure;
    const bool may_fall = cell.measure == "pupils" || cell.measure == "pupils_in_catchment" || cell.measure == "boarders" ||
                          cell.measure.starts_with("classes_");
    if (!may_fall) {
      EXPECT_GT(added.value, added.before.value_or(-1)) << cell.measure;
    }
  }
}

TEST_P(CountyFillProperty, SumOfThePupilsStays) {
  const FilledCounty filled = fill_with({});
  double more = 0;
  for (const auto& [cell, added] : filled.ledger->added())
    if (cell.measure == "pupils" && cell.stage != Stage::All) more += added.value - *added.before;
  EXPECT_EQ(more, 0);
}

constexpr Drawn kDrawn[] = {
    {13, "cn.quality-2017", false}, {39, "cn.quality-2017", false}, {18, "cn.quality-2017", true},
    {39, "cn.quality-2017", true},  {39, "cn.basic-2012", true},    {39, "cn.province-10of8", true},
};

INSTANTIATE_TEST_SUITE_P(Invented, CountyFillProperty, ::testing::ValuesIn(kDrawn));

}  // namespace
}  // namespace junheng::app
