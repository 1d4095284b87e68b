#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/forecast/grades.h"
#include "junheng/model/dataset.h"

namespace junheng::forecast {

struct HistoryArea {
  std::string code;
  std::string name;
};

/// An area in which a county lies.
struct AreaAbove {
  model::AreaLevel level = model::AreaLevel::Country;
  HistoryArea area;
};

struct HistorySchool {
  std::string id;
  std::string name;
  /// Positions in History::counties and History::townships.
  std::uint32_t county = 0;
  std::uint32_t township = 0;
  /// 0: not given.
  int kind = 0;
  /// Id of the school that it was before; empty: not given, or joined.
  std::string predecessor = {};
  /// Ids of its campuses, whose pupils and classes are counted with its own.
  std::vector<std::string> campuses = {};
};

/// What a county reports of the ways by which pupils come to a grade and leave it, from one count to the next.
enum class Flow : std::uint8_t { Repeaters, TransfersIn, TransfersOut, Dropouts, Suspended, Deaths };
inline constexpr std::size_t kFlows = 6;
/// Columns of grade_facts, in the order of Flow.
inline constexpr std::array<std::string_view, kFlows> kFlowColumns = {"repeaters", "transfers_in", "transfers_out",
                                                                      "dropouts",  "suspended",    "deaths"};

/// By flow and grade: sums over the schools of a county; kNone where one that runs the grade does not tell it.
using CountyFlows = std::array<GradeArray, kFlows>;

/// History::moved: between schools of the county, or into the county (housing).
inline constexpr std::uint8_t kWithin = 1;
inline constexpr std::uint8_t kFromOutside = 2;

/// Pupils of schools by school year and grade, put together from one or more datasets: what a forecast starts from.
struct History {
  /// School year of the first row of each school; years follow without gaps, those without data hold kNone.
  int first_year = 0;
  std::size_t years = 0;
  /// By county, in each by id.
  std::vector<HistorySchool> schools;
  /// By code. Where a school lies in no county, the area that it lies in.
  std::vector<HistoryArea> counties;
  /// Schools of county c: county_begin[c] ... county_begin[c + 1] - 1.
  std::vector<std::uint32_t> county_begin;
  /// The townships in which schools lie; the county itself for a school of which none is told.
  std::vector<HistoryArea> townships;
  /// pupils[school x years + year]; kNone where the school has no row or no number.
  std::vector<GradeArray> pupils;
  /// Classes by school and grade in the last year; kNone where they are not told.
  std::vector<GradeArray> classes;
  /// Totals that the county itself reports (area_facts `enrolment_published`): published[county x years + year].
  std::vector<double> published;
  /// Births or persons of the age group that stands for them: births[county x birth_years + year - first_birth_year].
  int first_birth_year = 0;
  std::size_t birth_years = 0;
  std::vector<double> births;
  /// By county, the nearest first; empty where nothing is told.
  std::vector<std::vector<AreaAbove>> above;
  /// How an event has moved pupils into or out of a school since the year before (kWithin, kFromOutside; 0: not), as `pupils`; empty: none
  /// is told.
  std::vector<std::uint8_t> moved;
  /// Of the last year, by county; empty where no dataset has any.
  std::vector<CountyFlows> flows;
  /// Of a history of one year that reports flows: two rows for each school, its pupils and what the same flows lead to a year later
  /// (implied[2 x school], implied[2 x school + 1]); else empty.
  std::vector<GradeArray> implied;

  /// Pupils of the last year by grade, by id of the campus; campuses without rows of that year are not in it.
  std::map<std::string, GradeArray, std::less<>> campus_pupils;

  /// Ids of schools that go on under another one: that one.
  std::map<std::string, std::string, std::less<>> renamed;

  /// Position of a school, by its id or that of one of its campuses; nullopt where there is none.
  [[nodiscard]] std::optional<std::size_t> find_school(std::string_view id) const;
  [[nodiscard]] int last_year() const { return first_year + static_cast<int>(years) - 1; }
  [[nodiscard]] const GradeArray& at(std::size_t school, std::size_t year) const { return pupils[school * years + year]; }
  [[nodiscard]] std::size_t county_schools(std::size_t county) const { return county_begin[county + 1] - county_begin[county]; }
  /// kNone where none are told.
  [[nodiscard]] double births_of(std::size_t county, int year) const;
  /// Sums over a county's schools by grade; kNone where no school has the grade.
  [[nodiscard]] GradeArray county_total(std::size_t county, std::size_t year) const;
};

/// What was found while a history was put together: what is odd and how it is dealt with.
struct HistoryFindings {
  std::vector<Issue> issues;
};

/// What holds where two datasets tell of the same county and year.
enum class SameYear : std::uint8_t {
  MustAgree,    ///< numbers that differ are an error
  LatestHolds,  ///< the later of the datasets tells the county's year, whole
};

/// The counties (codes) and years of which a dataset tells pupils by grade. A school in no county stands for the area that it lies in.
[[nodiscard]] std::set<std::pair<std::string, int>> county_years(const model::Dataset& dataset);

/// Puts datasets together by school id. Reads grade_facts (pupils; of schools that give classes but no grades, the list of classes), area
/// items and population, events that are past, and the flows of the last year (reported_flows.h).
///
/// Births come from population of age 0, else from the youngest age that is told, counted back to its year of birth. A school whose id ends
/// in one year while another of the same name and area begins in the next is one school that has changed its code, and so is one that names
/// its predecessor.
///
/// A campus (model::is_campus) is counted with its school (model::whole_school) in every year, as the last dataset that has it says; a row
/// of one that lacks its pupils leaves the grade of the school unknown. Errors: ForecastWithoutGrades (no pupils by grade),
/// ForecastYearDoubled (two datasets give different numbers for a school, year and grade).
[[nodiscard]] Result<History> build_history(std::span<const model::Dataset* const> datasets, HistoryFindings& findings,
                                            SameYear same_year = SameYear::MustAgree);

/// The years between which totals change their meaning: transitions (index of the later year) at which the sum of grades leaves the
/// published totals or comes back to them, or, where none are published, at which the part of the pupils that goes on to the next grade
/// moves to another level for good.
///
/// Published: the ratio of the two moves by more than 1 %. Else: of all splits with two transitions or more on each side, the one with the
/// largest t = difference of means / pooled standard error, if the difference is over 1.5 % and t over 5. Over all schools.
[[nodiscard]] std::vector<std::size_t> find_breaks(const History& history, std::size_t years);

}  // namespace junheng::forecast
