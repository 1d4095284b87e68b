#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/forecast/cohort_model.h"
#include "junheng/forecast/history.h"

namespace junheng::forecast {

using model::EventKind;

[[nodiscard]] std::optional<EventKind> parse_event_kind(std::string_view text);

/// What changes in a school from a school year on.
struct Event {
  EventKind kind = EventKind::Close;
  int school_year = 0;
  std::string school_id;
  /// Merge, boundary: where the pupils go. Close: the same, empty: to all others. Open: where they come from, empty: from all others.
  std::string other_id;
  /// Open, housing: how many pupils there are in the first year, boundary: how many go over.
  double pupils = 0;
  /// Empty: those that the school runs.
  std::vector<int> grades;
  /// Of a school that opens.
  std::string name;
  /// Where it is written.
  Location where = {};
  /// The campus that ends; the event is then a boundary of its school.
  std::string campus = {};
  /// Of a campus that ends: by grade the part of its school's pupils that it has; nullopt: `pupils` tell it.
  std::optional<GradeArray> parts = {};
};

/// A number of pupils that is known, or planned, for a county: its schools are brought to it in proportion.
struct KnownTotal {
  std::string area_code;
  int school_year = 0;
  double pupils = 0;
};

struct KnownBirths {
  std::string area_code;
  int year = 0;
  double births = 0;
};

struct Scenario {
  std::string title;
  Levers levers;
  std::vector<Event> events;
  std::vector<KnownTotal> totals;
  std::vector<KnownBirths> births;
};

/// Puts births in the place of those of the history and adds the schools that will open. Every event that does not fit is named and taken
/// out: unknown schools and areas, a school that opens and is there already, years outside the forecast, pupils missing or more than there
/// are to move, grades that the school does not run, two counties, a school that goes to itself, one that has ended. What one that is taken
/// out would change, the others do not see. Events are put in the order of years, in each those that open first. A campus that ends leaves
/// its pupils to its school, with which they are counted anyway, or takes its part of the school's grades to the school that the event
/// names; either is said. Where the event names grades, the campus ends in these alone.
void apply_to_history(Scenario& scenario, std::size_t horizon, History& history, HistoryFindings& findings);

/// An event of a county's schools.
struct CountyEvent {
  EventKind kind = EventKind::Close;
  std::size_t ahead = 0;
  /// Positions in the county.
  std::size_t school = 0;
  std::optional<std::size_t> other;
  double pupils = 0;
  std::vector<std::size_t> grades;
  /// As Event::parts.
  std::optional<GradeArray> parts = {};
};

/// What holds for one county: its events in the order of years, its known totals by year ahead (kNone where none is known).
struct CountyScenario {
  Levers levers;
  std::vector<CountyEvent> events;
  std::vector<double> totals;
};

[[nodiscard]] CountyScenario scenario_of(const Scenario& scenario, const History& history, std::size_t county, std::size_t horizon);

}  // namespace junheng::forecast
