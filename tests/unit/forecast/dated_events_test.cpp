#include "junheng/forecast/dated_events.h"

#include <gtest/gtest.h>

#include "junheng/forecast/cohort_model.h"
#include "scene.h"

namespace junheng::forecast {
namespace {

using testing::history_of;

model::Events::Entry event(std::string id, std::int16_t year, EventKind kind, std::string school, std::string other) {
  return {std::move(id), year, kind, std::move(school), std::move(other), model::Quantity::of(40), 0b110};
}

struct Scene {
  model::Dataset dataset;
  History history = history_of({2, 6, 1, 1, 6}, [](std::size_t school, std::size_t year, std::size_t) {
    // School 0 takes the pupils of a third one over in 2022.
    return school == 0 && year >= 3 ? 60.0 : 30.0;
  });
  HistoryFindings findings;

  explicit Scene(std::vector<model::Events::Entry> entries) { dataset.events.entries = std::move(entries); }
  void mark() {
    const model::Dataset* const data = &dataset;
    mark_past_events({&data, 1}, history, findings);
  }
  [[nodiscard]] double county_ratio() const {
    return fit_county(history, 0, history.years, 0, overall_ratios(history, history.years, {}), {}).schools_ratio[1];
  }
};

// 30 pupils become 60 in the year of the merge; without that step every cohort passes on whole.
TEST(DatedEvents, AMergeThatIsPastTellsNoRatio) {
  Scene scene({event("e1", 2022, EventKind::Merge, "gone", "330101-0")});
  EXPECT_GT(scene.county_ratio(), 1.05);
  scene.mark();
  EXPECT_NEAR(scene.county_ratio(), 1, 1e-9);
  ASSERT_EQ(scene.findings.issues.size(), 1U);
  EXPECT_EQ(scene.findings.issues[0].id(), "forecast_event_past");
}

TEST(DatedEvents, PastEventsOfUnknownSchoolsAreNamed) {
  Scene scene({event("e1", 2022, EventKind::Close, "nobody", "")});
  scene.mark();
  ASSERT_EQ(scene.findings.issues.size(), 1U);
  EXPECT_EQ(scene.findings.issues[0].id(), "forecast_event_school");
}

// 30 pupils a grade of new housing come to school 0 in 2022: the county passes every cohort on whole, but for them.
TEST(DatedEvents, HousingThatIsPastTellsNoFlow) {
  Scene scene({event("e1", 2022, EventKind::Housing, "330101-0", "")});
  const auto flow = [&] {
    return fit_county(scene.history, 0, scene.history.years, 0, overall_ratios(scene.history, scene.history.years, {}), {}).flow_ratio[1];
  };
  EXPECT_GT(flow(), 1.05);
  scene.mark();
  EXPECT_NEAR(flow(), 1, 1e-9);
}

// Of 2019, where the history begins, and before.
TEST(DatedEvents, WhatWasBeforeTheHistoryIsPassedOver) {
  Scene scene({event("e1", 2019, EventKind::Close, "330101-0", ""), event("e2", 2010, EventKind::Close, "nobody", "")});
  scene.mark();
  EXPECT_TRUE(scene.findings.issues.empty());
  EXPECT_TRUE(scene.history.moved.empty());
}

TEST(DatedEvents, AFormerIdIsTheSchools) {
  Scene scene({event("e1", 2022, EventKind::Close, "old", ""), event("e2", 2026, EventKind::Close, "old", "")});
  scene.history.renamed.emplace("old", "330101-0");
  const model::Dataset* const data = &scene.dataset;
  EXPECT_EQ(events_to_come({&data, 1}, scene.history).front().school_id, "330101-0");
  scene.mark();
  ASSERT_EQ(scene.findings.issues.size(), 1U);
  EXPECT_EQ(scene.findings.issues[0].id(), "forecast_event_past");
}

TEST(DatedEvents, ThoseToComeAreAScenariosEvents) {
  const Scene scene({event("e2", 2026, EventKind::Close, "330101-0", ""), event("e1", 2025, EventKind::Boundary, "330101-0", "330101-1"),
                     event("e0", 2024, EventKind::Close, "330101-0", "")});
  const model::Dataset* const data = &scene.dataset;
  const std::vector<Event> events = events_to_come({&data, 1}, scene.history);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].school_year, 2025);
  EXPECT_EQ(events[0].kind, EventKind::Boundary);
  EXPECT_EQ(events[0].other_id, "330101-1");
  EXPECT_EQ(events[0].pupils, 40);
  EXPECT_EQ(events[0].grades, (std::vector<int>{1, 2}));
}

// The same table in the folder of every year is one table.
TEST(DatedEvents, AnEventOfTwoDatasetsIsOne) {
  const Scene scene({event("e1", 2025, EventKind::Close, "330101-0", "")});
  const model::Dataset* const both[] = {&scene.dataset, &scene.dataset};
  EXPECT_EQ(events_to_come(both, scene.history).size(), 1U);
}

}  // namespace
}  // namespace junheng::forecast
