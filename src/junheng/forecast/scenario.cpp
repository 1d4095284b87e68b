#include "junheng/forecast/scenario.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/forecast/history_checks.h"

namespace junheng::forecast {

namespace {

std::optional<std::size_t> find_school(const History& history, std::string_view id) {
  const auto found = std::ranges::find(history.schools, id, &HistorySchool::id);
  return found == history.schools.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - history.schools.begin()));
}

std::optional<std::size_t> find_county(const History& history, std::string_view code) {
  const auto found = std::ranges::lower_bound(history.counties, code, {}, &HistoryArea::code);
  return found == history.counties.end() || found->code != code ? std::nullopt
                                                                : std::optional(static_cast<std::size_t>(found - history.counties.begin()));
}

void report(HistoryFindings& findings, Code code, const Location& where, Params params) {
  findings.issues.push_back(make_issue(code, where, {}, std::move(params)));
}

/// Puts a school without history at the end of the county of another.
void add_school(History& history, const Event& event, std::size_t county) {
  const std::size_t at = history.county_begin[county + 1];
  HistorySchool school{
      event.school_id, event.name, static_cast<std::uint32_t>(county), history.schools[history.county_begin[county]].township, 0, ""};
  history.schools.insert(history.schools.begin() + static_cast<std::ptrdiff_t>(at), std::move(school));
  history.pupils.insert(history.pupils.begin() + static_cast<std::ptrdiff_t>(at * history.years), history.years, filled(kNone));
  history.classes.insert(history.classes.begin() + static_cast<std::ptrdiff_t>(at), filled(kNone));
  if (!history.moved.empty())
    history.moved.insert(history.moved.begin() + static_cast<std::ptrdiff_t>(at * history.years), history.years, 0);
  if (!history.implied.empty()) history.implied.insert(history.implied.begin() + static_cast<std::ptrdiff_t>(2 * at), 2, filled(kNone));
  for (std::size_t c = county + 1; c < history.county_begin.size(); ++c) ++history.county_begin[c];
}

bool is_end(const Event& event) { return event.kind == EventKind::Close || event.kind == EventKind::Merge; }

/// Why an event does not fit; nullopt for one that does.
std::optional<Code> misfit(const Event& event, const History& history, std::size_t horizon) {
  const auto school = find_school(history, event.school_id);
  const auto other = event.other_id.empty() ? std::nullopt : find_school(history, event.other_id);
  const int ahead = event.school_year - history.last_year() - 1;
  if (ahead < 0 || ahead >= static_cast<int>(horizon)) return Code::ForecastEventYear;
  if (event.kind == EventKind::Open ? school.has_value() : !school.has_value()) return Code::ForecastEventSchool;
  const bool needs_other = event.kind == EventKind::Merge || event.kind == EventKind::Boundary || event.kind == EventKind::Open;
  if ((needs_other || !event.other_id.empty()) && !other) return Code::ForecastEventOther;
  if (school && other && history.schools[*school].county != history.schools[*other].county) return Code::ForecastEventCounties;
  const bool needs_pupils = event.kind != EventKind::Close && event.kind != EventKind::Merge;
  if (!event.campus.empty() && event.other_id == event.school_id) return std::nullopt;
  if (needs_pupils && event.pupils <= 0) return Code::ForecastEventPupils;
  if (event.school_id == event.other_id) return Code::ForecastEventItself;
  return std::nullopt;
}

/// Pupils of an event's grades in the school that they leave, in the last year; nullopt where that school opens later or has been given
/// pupils by an event, and of housing, which brings them.
std::optional<double> pupils_to_move(const Event& event, const History& history, const std::set<std::string>& given) {
  if (event.kind == EventKind::Housing) return std::nullopt;
  const std::string& from = event.kind == EventKind::Open ? event.other_id : event.school_id;
  const auto school = find_school(history, from);
  if (!school || given.contains(from)) return std::nullopt;
  const GradeArray& last = history.at(*school, history.years - 1);
  double sum = 0;
  for (std::size_t g = 0; g < kGrades; ++g)
    if (!is_none(last[g]) && (event.grades.empty() || std::ranges::find(event.grades, static_cast<int>(g)) != event.grades.end()))
      sum += last[g];
  return sum;
}

bool moves_too_many(const Event& event, std::optional<double> most) {
  return most && (*most <= 0 || ((event.kind == EventKind::Open || event.kind == EventKind::Boundary) && event.pupils > *most));
}

/// Campuses are counted with their schools: pupils who come to one or leave one come to the school or leave it. The end of a campus is no
/// end of its school, but a boundary: to another school, or, where none is named, to its own.
void name_schools_of_campuses(Scenario& scenario, const History& history) {
  std::map<std::string_view, std::string_view> schools;
  for (const HistorySchool& school : history.schools)
    for (const std::string& campus : school.campuses) schools.emplace(campus, school.id);
  const auto rename = [&](std::string& id) {
    if (const auto found = schools.find(id); found != schools.end()) id = found->second;
  };
  for (Event& event : scenario.events) {
    rename(event.other_id);
    if (event.kind == EventKind::Open || !schools.contains(event.school_id)) continue;
    if (is_end(event)) {
      event.campus = event.school_id;
      event.kind = EventKind::Boundary;
    }
    rename(event.school_id);
    if (!event.campus.empty() && event.other_id.empty()) event.other_id = event.school_id;
  }
}

/// Campuses that have ended, whole or in some grades. A campus without a grade has none of the later years to which its pupils would have
/// come up. Needs events in the order of years.
class CampusEndings {
 public:
  explicit CampusEndings(const History& history) : history_(history) {}

  /// Fills the grades that a campus has still, its pupils in them, and their part of what earlier ends have left of its school.
  void divide(Event& event) const {
    const auto school = find_school(history_, event.school_id);
    event.pupils = 0;
    event.parts = filled(0);
    std::vector<int> grades;
    for (const std::size_t g : grades_of(event)) {
      if (has_left(event.campus, g, event.school_year)) continue;
      const double part = part_of(event.campus, *school, g);
      const double rest = rest_of(*school, g, event.school_year);
      (*event.parts)[g] = rest > 0 ? std::min(1.0, part / rest) : 0;
      event.pupils += part * history_.at(*school, history_.years - 1)[g];
      grades.push_back(static_cast<int>(g));
    }
    event.grades = std::move(grades);
  }

  /// The year in which the campus of an undivided event has ended, or the last of those grades that the event names and the campus had;
  /// nullopt: it has some still, or never had any.
  [[nodiscard]] std::optional<int> before(const Event& event) const {
    const auto whole = std::ranges::find_if(ends_, [&](const End& end) { return end.is_whole && end.campus == event.campus; });
    if (whole != ends_.end()) return whole->year;
    std::optional<int> year;
    for (const std::size_t g : grades_of(event)) {
      const auto end =
          std::ranges::find_if(ends_, [&](const End& each) { return each.campus == event.campus && takes(each, g, event.school_year); });
      if (end == ends_.end()) return std::nullopt;
      year = std::max(year.value_or(end->year), end->year);
    }
    return year;
  }

  /// Takes a divided event in; `is_whole`: it names no grades.
  void add(const Event& event, bool is_whole) {
    ends_.push_back({event.campus, event.school_year, event.grades, is_whole, event.other_id != event.school_id});
  }

 private:
  struct End {
    std::string campus;
    int year = 0;
    std::vector<int> grades;
    bool is_whole = false;
    /// To another school.
    bool leaves_school = false;
  };

  /// Grades that an event names, or all, in which its campus has pupils in the last year.
  [[nodiscard]] std::vector<std::size_t> grades_of(const Event& event) const {
    std::vector<std::size_t> out;
    const auto school = find_school(history_, event.school_id);
    for (std::size_t g = 0; g < kGrades && school; ++g) {
      const bool is_named = event.grades.empty() || std::ranges::find(event.grades, static_cast<int>(g)) != event.grades.end();
      if (is_named && part_of(event.campus, *school, g) > 0) out.push_back(g);
    }
    return out;
  }

  /// The part of the school's grade that the campus has in the last year; 0 where either is not told.
  [[nodiscard]] double part_of(const std::string& campus, std::size_t school, std::size_t grade) const {
    const auto own = history_.campus_pupils.find(campus);
    const double all = history_.at(school, history_.years - 1)[grade];
    if (own == history_.campus_pupils.end() || is_none(own->second[grade]) || is_none(all) || all <= 0) return 0;
    return std::clamp(own->second[grade] / all, 0.0, 1.0);
  }

  static bool takes(const End& end, std::size_t grade, int year) {
    return std::ranges::any_of(end.grades, [&](int from) {
      const int above = static_cast<int>(grade) - from;
      return above >= 0 && above <= year - end.year;
    });
  }

  [[nodiscard]] bool has_left(const std::string& campus, std::size_t grade, int year) const {
    return std::ranges::any_of(ends_, [&](const End& end) { return end.campus == campus && takes(end, grade, year); });
  }

  /// The part of a school's grade that campuses have left to it.
  [[nodiscard]] double rest_of(std::size_t school, std::size_t grade, int year) const {
    std::set<std::string_view> gone;
    double rest = 1;
    for (const End& end : ends_) {
      const auto& own = history_.schools[school].campuses;
      if (!end.leaves_school || std::ranges::find(own, end.campus) == own.end() || !takes(end, grade, year)) continue;
      if (gone.insert(end.campus).second) rest -= part_of(end.campus, school, grade);
    }
    return rest;
  }

  const History& history_;
  std::vector<End> ends_;
};

/// Says what becomes of the pupils of a campus that ends.
void report_campus(const Event& event, HistoryFindings& findings) {
  std::string grades;
  for (const int grade : event.grades) grades += (grades.empty() ? "" : ", ") + std::to_string(grade);
  report(findings, event.other_id == event.school_id ? Code::ForecastCampusEnds : Code::ForecastCampusMoves, event.where,
         {{"campus", event.campus},
          {"grades", grades.empty() ? "-" : std::move(grades)},
          {"school", event.school_id},
          {"other", event.other_id},
          {"pupils", number_text(event.pupils)},
          {"year", std::to_string(event.school_year)}});
}

/// Schools that have ended by an event, and the school year of it.
class Endings {
 public:
  /// The year in which a school of the event has ended, up to the event's own; nullopt: none has.
  [[nodiscard]] std::optional<int> before(const Event& event) const {
    for (const std::string* id : {&event.school_id, &event.other_id})
      if (const auto found = years_.find(*id); found != years_.end() && found->second <= event.school_year) return found->second;
    return std::nullopt;
  }
  void add(const Event& event) {
    if (is_end(event) && event.grades.empty()) years_.emplace(event.school_id, event.school_year);
  }

 private:
  std::map<std::string, int, std::less<>> years_;
};

/// The year, in it schools that open before what else happens to them.
std::pair<int, bool> order_of(const Event& event) { return {event.school_year, event.kind != EventKind::Open}; }

/// Takes the events of a scenario one after the other: what one that is left out would change, the later ones do not see.
class EventTaker {
 public:
  EventTaker(History& history, std::size_t horizon, HistoryFindings& findings)
      : history_(history), horizon_(horizon), findings_(findings), campuses_(history) {}

  /// Whether the event is to be forecast: not where it does not fit, nor where it changes nothing; either is said.
  bool take(Event& event) {
    const bool is_campus = !event.campus.empty();
    const bool is_whole = event.grades.empty();
    auto end = ended_.before(event);
    if (!end && is_campus) end = campuses_.before(event);
    if (is_campus) campuses_.divide(event);
    const bool stays = is_campus && event.other_id == event.school_id;
    auto why = misfit(event, history_, horizon_);
    // No grade that is named is one of the campus.
    if (!why && stays && !is_whole && event.grades.empty()) why = Code::ForecastEventPupils;
    if (end && (!why || (is_campus && why == Code::ForecastEventPupils))) why = Code::ForecastEventEnded;
    const auto most = is_campus ? event.pupils : pupils_to_move(event, history_, given_);
    if (!why && !stays && moves_too_many(event, most)) why = Code::ForecastEventPupils;
    if (why) {
      report_misfit(event, *why, most, end);
      return false;
    }
    ended_.add(event);
    if (is_campus) {
      campuses_.add(event, is_whole);
      report_campus(event, findings_);
    }
    if (stays) return false;
    given_.insert(event.kind == EventKind::Boundary || event.kind == EventKind::Merge ? event.other_id : event.school_id);
    if (event.kind == EventKind::Open) add_school(history_, event, history_.schools[*find_school(history_, event.other_id)].county);
    return true;
  }

 private:
  void report_misfit(const Event& event, Code why, std::optional<double> most, std::optional<int> end) {
    report(findings_, why, event.where,
           {{"school", event.campus.empty() ? event.school_id : event.campus},
            {"pupils", number_text(event.pupils)},
            {"most", most ? number_text(*most) : "-"},
            {"other", event.other_id.empty() ? "-" : event.other_id},
            {"first", std::to_string(why == Code::ForecastEventEnded ? *end : history_.last_year() + 1)},
            {"year", std::to_string(event.school_year)},
            {"last", std::to_string(history_.last_year() + static_cast<int>(horizon_))}});
  }

  History& history_;
  std::size_t horizon_;
  HistoryFindings& findings_;
  CampusEndings campuses_;
  Endings ended_;
  /// Schools that events have given pupils.
  std::set<std::string> given_;
};

void take_events(Scenario& scenario, std::size_t horizon, History& history, HistoryFindings& findings) {
  EventTaker taker(history, horizon, findings);
  std::vector<Event> taken;
  for (Event& event : scenario.events)
    if (taker.take(event)) taken.push_back(std::move(event));
  scenario.events = std::move(taken);
}

}  // namespace

std::optional<EventKind> parse_event_kind(std::string_view text) {
  static constexpr std::array kNames = {std::pair("open", EventKind::Open), std::pair("close", EventKind::Close),
                                        std::pair("merge", EventKind::Merge), std::pair("boundary", EventKind::Boundary),
                                        std::pair("housing", EventKind::Housing)};
  const auto found = std::ranges::find(kNames, text, [](const auto& name) { return std::string_view(name.first); });
  return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

void apply_to_history(Scenario& scenario, std::size_t horizon, History& history, HistoryFindings& findings) {
  name_schools_of_campuses(scenario, history);
  std::ranges::stable_sort(scenario.events, {}, order_of);
  take_events(scenario, horizon, history, findings);
  for (const KnownBirths& known : scenario.births) {
    const auto county = find_county(history, known.area_code);
    const int at = known.year - history.first_birth_year;
    if (!county || at < 0 || at >= static_cast<int>(history.birth_years))
      report(findings, Code::ForecastScenarioArea, {}, {{"area", known.area_code}, {"year", std::to_string(known.year)}});
    else history.births[*county * history.birth_years + static_cast<std::size_t>(at)] = known.births;
  }
  for (const KnownTotal& known : scenario.totals)
    if (!find_county(history, known.area_code))
      report(findings, Code::ForecastScenarioArea, {}, {{"area", known.area_code}, {"year", std::to_string(known.school_year)}});
}

CountyScenario scenario_of(const Scenario& scenario, const History& history, std::size_t county, std::size_t horizon) {
  CountyScenario out;
  out.levers = scenario.levers;
  out.totals.assign(horizon, kNone);
  for (const KnownTotal& known : scenario.totals) {
    const int ahead = known.school_year - history.last_year() - 1;
    if (known.area_code == history.counties[county].code && ahead >= 0 && ahead < static_cast<int>(horizon))
      out.totals[static_cast<std::size_t>(ahead)] = known.pupils;
  }
  for (const Event& event : scenario.events) {
    const auto school = find_school(history, event.school_id);
    const int ahead = event.school_year - history.last_year() - 1;
    if (!school || history.schools[*school].county != county || ahead < 0 || ahead >= static_cast<int>(horizon)) continue;
    CountyEvent made{event.kind, static_cast<std::size_t>(ahead), *school - history.county_begin[county], {}, event.pupils, {},
                     event.parts};
    if (const auto other = find_school(history, event.other_id)) made.other = *other - history.county_begin[county];
    for (const int grade : event.grades)
      if (grade >= 0 && grade < static_cast<int>(kGrades)) made.grades.push_back(static_cast<std::size_t>(grade));
    out.events.push_back(std::move(made));
  }
  std::ranges::stable_sort(out.events, {}, &CountyEvent::ahead);
  return out;
}

}  // namespace junheng::forecast
