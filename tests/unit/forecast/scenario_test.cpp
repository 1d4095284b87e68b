#include "junheng/forecast/scenario.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/forecast/projection.h"
#include "scene.h"

namespace junheng::forecast {
namespace {

using testing::history_of;

/// Two schools of 30 and 60 pupils a grade, grades 1 to 6, in which nothing changes.
History steady() {
  return history_of({2, 6, 1, 1, 6}, [](std::size_t school, std::size_t, std::size_t) { return 30.0 * static_cast<double>(school + 1); });
}

struct Outcome {
  History history;
  HistoryFindings findings;
  Scenario scenario;
  CountyPath path;
};

Outcome run(Scenario scenario, std::size_t horizon = 3, History history = steady()) {
  Outcome out{std::move(history), {}, std::move(scenario), {}};
  apply_to_history(out.scenario, horizon, out.history, out.findings);
  const GradeArray overall = overall_ratios(out.history, out.history.years, {});
  const CountyModel model = fit_county(out.history, 0, out.history.years, 0, overall, {});
  out.path = project(out.history, model, horizon, {}, scenario_of(out.scenario, out.history, 0, horizon));
  return out;
}

Event event(EventKind kind, std::string school, std::string other, double pupils = 0, std::vector<int> grades = {}) {
  return {kind, 2025, std::move(school), std::move(other), pupils, std::move(grades), ""};
}

double school_total(const Outcome& made, std::size_t school, std::size_t ahead) { return total(made.path.at(school, ahead)); }

// 6 x 30 and 6 x 60: 540 pupils, wherever they go.
TEST(Scenario, AClosedSchoolsPupilsGoOn) {
  const Outcome made = run({"", {}, {event(EventKind::Close, "330101-0", "")}, {}, {}});
  for (std::size_t ahead = 0; ahead < 3; ++ahead) {
    EXPECT_EQ(school_total(made, 0, ahead), 0);
    EXPECT_NEAR(school_total(made, 1, ahead), 540, 1e-6);
  }
}

TEST(Scenario, MergedSchools) {
  const Outcome made = run({"", {}, {event(EventKind::Merge, "330101-1", "330101-0")}, {}, {}});
  EXPECT_NEAR(school_total(made, 0, 0), 540, 1e-6);
  EXPECT_TRUE(is_none(made.path.at(1, 0)[1]));
}

// 90 of the 360 pupils go over: a quarter of each grade, and of the entrants of later years.
TEST(Scenario, ABoundaryMoves) {
  const Outcome made = run({"", {}, {event(EventKind::Boundary, "330101-1", "330101-0", 90)}, {}, {}});
  for (std::size_t ahead = 0; ahead < 3; ++ahead) {
    EXPECT_NEAR(school_total(made, 0, ahead), 270, 1e-6);
    EXPECT_NEAR(made.path.at(1, ahead)[1], 45, 1e-6);
  }
}

// A new school takes 60 pupils of grades 1 and 2 over, half of them, and its first cohorts grow into grade 3 and 4.
TEST(Scenario, ASchoolOpens) {
  const Outcome made = run({"", {}, {event(EventKind::Open, "new", "330101-1", 60, {1, 2})}, {}, {}});
  ASSERT_EQ(made.history.schools[2].id, "new");
  EXPECT_NEAR(made.path.at(2, 0)[1], 30, 1e-6);
  EXPECT_NEAR(made.path.at(1, 0)[1], 30, 1e-6);
  EXPECT_NEAR(school_total(made, 0, 2) + school_total(made, 1, 2) + school_total(made, 2, 2), 540, 1);
}

// 60 children move in, ten a grade: they are there in the year, and as many a grade in the years after.
TEST(Scenario, HousingAddsPupils) {
  const Outcome made = run({"", {}, {event(EventKind::Housing, "330101-0", "", 60)}, {}, {}});
  EXPECT_NEAR(school_total(made, 0, 0), 240, 1e-6);
  EXPECT_NEAR(school_total(made, 0, 2), 240, 6);
  EXPECT_NEAR(total(made.path.flow[0]), 600, 1e-6);
}

TEST(Scenario, AKnownTotalIsKept) {
  const Outcome made = run({"", {}, {}, {{"330101", 2026, 486}}, {}});
  EXPECT_NEAR(total(made.path.flow[1]), 486, 1e-6);
  EXPECT_NEAR(school_total(made, 0, 1) + school_total(made, 1, 1), 486, 1e-6);
}

// Two per cent more each year: 540, 550.8, 561.8 (the entrants too).
TEST(Scenario, MigrationAddsUp) {
  Scenario scenario;
  scenario.levers.migration = {1.02};
  const Outcome made = run(scenario);
  EXPECT_NEAR(total(made.path.flow[0]), 550.8, 1e-6);
  EXPECT_NEAR(total(made.path.flow[1]), 561.816, 1e-6);
}

// Without births, the lever moves the entrants of the years ahead.
TEST(Scenario, FewerBirths) {
  Scenario scenario;
  scenario.levers.births = {0.9, 0.8};
  const Outcome made = run(scenario);
  EXPECT_NEAR(made.path.flow[0][1], 81, 1e-6);
  EXPECT_NEAR(made.path.flow[1][1], 72, 1e-6);
  EXPECT_NEAR(made.path.flow[2][1], 72, 1e-6);
}

struct Misfit {
  const char* what;
  Event event;
  const char* id;
};

TEST(Scenario, EventsThatDoNotFitAreNamedAndLeftOut) {
  const Misfit cases[] = {
      {"a year that is past", {EventKind::Close, 2024, "330101-0", "", 0, {}, ""}, "forecast_event_year"},
      {"an unknown school", event(EventKind::Close, "nobody", ""), "forecast_event_school"},
      {"a school that is there already", event(EventKind::Open, "330101-0", "330101-1", 10), "forecast_event_school"},
      {"a merge with nobody", event(EventKind::Merge, "330101-0", "nobody"), "forecast_event_other"},
      {"a merge with itself", event(EventKind::Merge, "330101-0", "330101-0"), "forecast_event_itself"},
      {"a boundary without pupils", event(EventKind::Boundary, "330101-0", "330101-1"), "forecast_event_pupils"},
      {"a boundary with more than the 180 of the school", event(EventKind::Boundary, "330101-0", "330101-1", 181), "forecast_event_pupils"},
      {"a close of grades that are not run", event(EventKind::Close, "330101-0", "", 0, {7, 8}), "forecast_event_pupils"},
      {"an opening with grades that the other lacks", event(EventKind::Open, "new", "330101-1", 10, {7}), "forecast_event_pupils"},
  };
  for (const Misfit& each : cases) {
    const Outcome made = run({"", {}, {each.event}, {}, {}});
    ASSERT_EQ(made.findings.issues.size(), 1U) << each.what;
    EXPECT_EQ(made.findings.issues[0].id(), each.id) << each.what;
    EXPECT_TRUE(made.scenario.events.empty()) << each.what;
    EXPECT_NEAR(school_total(made, 0, 0), 180, 1e-6) << each.what;
  }
}

// The first of two merges holds; what else is to happen to the school afterwards is named.
TEST(Scenario, ASchoolEndsOnce) {
  Event later = event(EventKind::Close, "330101-0", "");
  later.school_year = 2026;
  Event boundary = event(EventKind::Boundary, "330101-1", "330101-0", 10);
  boundary.school_year = 2027;
  const Outcome made = run({"", {}, {boundary, later, event(EventKind::Merge, "330101-0", "330101-1")}, {}, {}});
  ASSERT_EQ(made.findings.issues.size(), 2U);
  EXPECT_EQ(made.findings.issues[0].id(), "forecast_event_ended");
  EXPECT_EQ(made.findings.issues[1].id(), "forecast_event_ended");
  EXPECT_EQ(made.scenario.events.size(), 1U);
  EXPECT_NEAR(school_total(made, 1, 2), 540, 1e-6);
}

// What happens to a school that opens in the same year comes after it has opened, wherever it stands in the file.
TEST(Scenario, OpeningsComeFirstInAYear) {
  const Outcome made =
      run({"",
           {},
           {event(EventKind::Boundary, "330101-0", "new", 30), event(EventKind::Open, "new", "330101-1", 60, {1, 2, 3, 4, 5, 6})},
           {},
           {}});
  EXPECT_TRUE(made.findings.issues.empty());
  EXPECT_NEAR(school_total(made, 2, 0), 90, 1e-6);
}

/// School 1 with two campuses: 20 of its 60 pupils of grades 1 to 3 at the first, 10 at the second.
History with_campuses() {
  History history = steady();
  for (const auto& [id, pupils] : {std::pair("east", 20.0), std::pair("west", 10.0)}) {
    history.schools[1].campuses.emplace_back(id);
    GradeArray grades = filled(kNone);
    for (std::size_t g = 1; g <= 3; ++g) grades[g] = pupils;
    history.campus_pupils.emplace(id, grades);
  }
  return history;
}

Outcome run_campuses(std::vector<Event> events) { return run({"", {}, std::move(events), {}, {}}, 3, with_campuses()); }

// The campus is counted with its school in every year: closed, or merged with it or with another of its campuses, it changes no number.
TEST(CampusEnd, PupilsStayWithTheSchool) {
  for (const char* to : {"", "330101-1", "west"}) {
    const Outcome made = run_campuses({event(EventKind::Close, "east", to)});
    EXPECT_NEAR(school_total(made, 1, 0), 360, 1e-6) << to;
    EXPECT_NEAR(school_total(made, 0, 0), 180, 1e-6) << to;
    ASSERT_EQ(made.findings.issues.size(), 1U) << to;
    EXPECT_EQ(made.findings.issues[0].id(), "forecast_campus_ends") << to;
    EXPECT_TRUE(made.scenario.events.empty()) << to;
  }
}

// 20 of 60 pupils in each of the grades 1 to 3: a third of them, and of the entrants of later years, goes to school 0, nobody of 4 to 6.
TEST(CampusEnd, PupilsGoToTheSchoolThatIsNamed) {
  const Outcome made = run_campuses({event(EventKind::Merge, "east", "330101-0")});
  EXPECT_NEAR(made.path.at(1, 0)[1], 40, 1e-6);
  EXPECT_NEAR(made.path.at(0, 0)[1], 50, 1e-6);
  EXPECT_NEAR(made.path.at(1, 0)[5], 60, 1e-6);
  EXPECT_NEAR(school_total(made, 0, 0), 180 + 3 * 20, 1e-6);
  EXPECT_NEAR(made.path.at(1, 2)[1], 40, 1e-6);
  ASSERT_EQ(made.findings.issues.size(), 1U);
  EXPECT_EQ(made.findings.issues[0].id(), "forecast_campus_moves");
}

// The second takes 10 of the 40 that the first has left: 30 stay.
TEST(CampusEnd, OneAfterTheOther) {
  Event later = event(EventKind::Close, "west", "330101-0");
  later.school_year = 2026;
  const Outcome made = run_campuses({event(EventKind::Close, "east", "330101-0"), later});
  EXPECT_NEAR(made.path.at(1, 0)[1], 40, 1e-6);
  EXPECT_NEAR(made.path.at(1, 1)[1], 30, 1e-6);
  EXPECT_NEAR(made.path.at(0, 1)[1], 60, 1e-6);
}

TEST(CampusEnd, ASecondEndIsNamedAndLeftOut) {
  Event again = event(EventKind::Close, "east", "330101-0");
  again.school_year = 2026;
  const Outcome made = run_campuses({event(EventKind::Close, "east", ""), again});
  ASSERT_EQ(made.findings.issues.size(), 2U);
  EXPECT_EQ(made.findings.issues[1].id(), "forecast_event_ended");
}

Event in_year(int year, Event made) {
  made.school_year = year;
  return made;
}

std::string param(const Issue& issue, std::string_view name) {
  const auto found = std::ranges::find(*issue.params, name, [](const auto& each) { return std::string_view(each.first); });
  return found == issue.params->end() ? std::string() : found->second;
}

// The east stays, its end being left out: the west takes its 10 of the 60, not 10 of 40.
TEST(CampusEnd, AnEndThatIsLeftOutTakesNothing) {
  const Event west = event(EventKind::Close, "west", "330101-0");
  const Outcome alone = run_campuses({west});
  EXPECT_NEAR(alone.path.at(1, 0)[1], 50, 1e-6);
  for (const Event& refused : {event(EventKind::Close, "east", "nowhere"), in_year(2020, event(EventKind::Close, "east", "330101-0")),
                               event(EventKind::Close, "east", "330101-0", 0, {5})}) {
    const Outcome made = run_campuses({refused, west});
    ASSERT_EQ(made.findings.issues.size(), 2U);
    for (std::size_t school = 0; school < 2; ++school)
      for (std::size_t ahead = 0; ahead < 3; ++ahead)
        for (std::size_t g = 1; g <= 6; ++g) EXPECT_EQ(made.path.at(school, ahead)[g], alone.path.at(school, ahead)[g]);
  }
}

// An end named twice is taken once: 20 of 60 go with the east, then 10 of the 40 left with the west.
TEST(CampusEnd, AnEndNamedTwiceTakesOnce) {
  const Event east = event(EventKind::Close, "east", "330101-0");
  const Outcome made = run_campuses({east, east, event(EventKind::Close, "west", "330101-0")});
  EXPECT_NEAR(made.path.at(1, 0)[1], 30, 1e-6);
  EXPECT_NEAR(made.path.at(0, 0)[1], 60, 1e-6);
}

// Grade 1 alone ends: its 20 pupils go, and the entrants of later years; those of grades 2 and 3 stay.
TEST(CampusEnd, InSomeGradesTheOthersStay) {
  const Outcome made = run_campuses({event(EventKind::Close, "east", "330101-0", 0, {1})});
  ASSERT_EQ(made.findings.issues.size(), 1U);
  EXPECT_EQ(made.findings.issues[0].id(), "forecast_campus_moves");
  EXPECT_EQ(param(made.findings.issues[0], "grades"), "1");
  EXPECT_EQ(param(made.findings.issues[0], "pupils"), "20");
  EXPECT_NEAR(made.path.at(1, 0)[1], 40, 1e-6);
  EXPECT_NEAR(made.path.at(0, 0)[1], 50, 1e-6);
  EXPECT_NEAR(made.path.at(1, 0)[2], 60, 1e-6);
  EXPECT_NEAR(made.path.at(1, 0)[3], 60, 1e-6);
  EXPECT_NEAR(made.path.at(1, 2)[1], 40, 1e-6);
  EXPECT_NEAR(made.path.at(0, 2)[1], 50, 1e-6);
}

// What is left a year later is grade 3: grade 1 ended in 2025, and nobody has come up to grade 2 since.
TEST(CampusEnd, TheRestEndsLater) {
  const Outcome made =
      run_campuses({event(EventKind::Close, "east", "330101-0", 0, {1}), in_year(2026, event(EventKind::Close, "east", "330101-0")),
                    in_year(2027, event(EventKind::Close, "east", "330101-0"))});
  ASSERT_EQ(made.findings.issues.size(), 3U);
  EXPECT_EQ(param(made.findings.issues[1], "grades"), "3");
  EXPECT_EQ(param(made.findings.issues[1], "pupils"), "20");
  EXPECT_EQ(made.findings.issues[2].id(), "forecast_event_ended");
  EXPECT_NEAR(made.path.at(1, 1)[3], 40, 1e-6);
  EXPECT_NEAR(made.path.at(0, 1)[3], 50, 1e-6);
}

// Grade by grade until none is left.
TEST(CampusEnd, GradesThatHaveEndedDoNotEndAgain) {
  const Outcome made = run_campuses({event(EventKind::Close, "east", "330101-0", 0, {1, 2}),
                                     event(EventKind::Close, "east", "330101-0", 0, {2, 3}), event(EventKind::Close, "east", "", 0, {3})});
  ASSERT_EQ(made.findings.issues.size(), 3U);
  EXPECT_EQ(param(made.findings.issues[1], "grades"), "3");
  EXPECT_EQ(made.findings.issues[2].id(), "forecast_event_ended");
  for (std::size_t g = 1; g <= 3; ++g) EXPECT_NEAR(made.path.at(1, 0)[g], 40, 1e-6);
}

// The east has grades 1 to 3: grade 5 has never been there, whether grade 1 has ended or not, and whoever would take its pupils.
TEST(CampusEnd, GradesThatTheCampusLacksEndNowhere) {
  for (const char* to : {"", "330101-0"}) {
    const Outcome made = run_campuses({event(EventKind::Close, "east", "", 0, {1}), event(EventKind::Close, "east", to, 0, {5})});
    ASSERT_EQ(made.findings.issues.size(), 2U) << to;
    EXPECT_EQ(made.findings.issues[0].id(), "forecast_campus_ends") << to;
    EXPECT_EQ(made.findings.issues[1].id(), "forecast_event_pupils") << to;
    EXPECT_EQ(param(made.findings.issues[1], "school"), "east") << to;
    EXPECT_EQ(param(made.findings.issues[1], "most"), "0") << to;
  }
  const Outcome some = run_campuses({event(EventKind::Close, "east", "", 0, {3, 5})});
  ASSERT_EQ(some.findings.issues.size(), 1U);
  EXPECT_EQ(some.findings.issues[0].id(), "forecast_campus_ends");
  EXPECT_EQ(param(some.findings.issues[0], "grades"), "3");
}

}  // namespace
}  // namespace junheng::forecast
