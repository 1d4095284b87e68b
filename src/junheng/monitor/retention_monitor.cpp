#include <array>

#include "junheng/monitor/grade_sums.h"
#include "junheng/monitor/monitor_functions.h"

namespace junheng::monitor {

namespace {

/// Each variant has two tallies, what stays and of how many.
enum Variant : std::size_t {
  kJunior3,
  kPrimary6,
  kNineYear,
  kCountyArchive,
  kAnnualPrimary,
  kAnnualJunior,
  kDropoutPrimary,
  kDropoutJunior,
  kVariants
};
constexpr std::size_t kStays = 0;
constexpr std::size_t kOf = 1;
/// Counties whose junior_3y comes from area_facts and from grade_facts.
constexpr std::size_t kFromArea = 2 * kVariants;
constexpr std::size_t kFromGrades = kFromArea + 1;
constexpr std::size_t kRetentionTallies = kFromGrades + 1;

/// Grades that a cohort passes through.
struct Grades {
  int first;
  int last;
};
constexpr Grades kPrimaryGrades{1, 6};
constexpr Grades kJuniorGrades{7, 9};

/// A sum of numbers of which each must be there.
class StrictSum {
 public:
  void add(const model::Quantity& quantity, std::string_view id, double sign = 1) {
    if (quantity.is_present()) {
      sum_ += sign * quantity.value;
      has_any_ = true;
    } else {
      tally_.leave_open(id);
    }
  }
  [[nodiscard]] bool has_any() const { return has_any_; }
  [[nodiscard]] bool is_complete() const { return tally_.open == 0; }
  /// One open entry for the county, whatever number of its cells is missing.
  [[nodiscard]] Tally tally() const {
    Tally out = tally_;
    if (is_complete()) out.add(sum_);
    else out.open = 1;
    return out;
  }

 private:
  double sum_ = 0;
  bool has_any_ = false;
  Tally tally_;
};

struct Rate {
  StrictSum stays;
  StrictSum of;
  [[nodiscard]] bool is_complete() const { return stays.is_complete() && of.is_complete(); }
};

/// One county in the frame's year.
class CountyCohorts {
 public:
  CountyCohorts(GradeSums& sums, std::size_t county, SchoolYear year) : sums_(&sums), county_(county), year_(year) {}

  /// Retention of the cohort now in the last grade: (its pupils - transfers in + transfers out) / (entrants - deaths), over the years
  /// since.
  [[nodiscard]] Rate adjusted(const Grades& grades) const {
    Rate rate;
    add(rate.stays, get(0, grades.last, GradeColumn::Pupils), GradeColumn::Pupils);
    add(rate.of, entrants(grades, grades.last - grades.first), GradeColumn::Entrants);
    add_flows(rate.stays, grades, 0, GradeColumn::TransfersIn, -1);
    add_flows(rate.stays, grades, 0, GradeColumn::TransfersOut, 1);
    add_flows(rate.of, grades, 0, GradeColumn::Deaths, -1);
    return rate;
  }

  /// Pupils of grade 9 / those who entered grade 1 eight years before.
  [[nodiscard]] Rate nine_year() const {
    Rate rate;
    add(rate.stays, get(0, kJuniorGrades.last, GradeColumn::Pupils), GradeColumn::Pupils);
    add(rate.of, entrants({kPrimaryGrades.first, kJuniorGrades.last}, kJuniorGrades.last - kPrimaryGrades.first), GradeColumn::Entrants);
    return rate;
  }

  /// Graduates of the summer / (entrants three years before + transfers in - transfers out).
  [[nodiscard]] Rate county_archive() const {
    Rate rate;
    add(rate.stays, get(0, kJuniorGrades.last, GradeColumn::Graduates), GradeColumn::Graduates);
    add(rate.of, entrants(kJuniorGrades, kJuniorGrades.last - kJuniorGrades.first + 1), GradeColumn::Entrants);
    add_flows(rate.of, kJuniorGrades, 1, GradeColumn::TransfersIn, 1);
    add_flows(rate.of, kJuniorGrades, 1, GradeColumn::TransfersOut, -1);
    return rate;
  }

  /// From one autumn to the next, over the grades that stay in the stage.
  [[nodiscard]] Rate annual(const Grades& grades) const {
    Rate rate;
    for (int grade = grades.first + 1; grade <= grades.last; ++grade) {
      add(rate.stays, get(0, grade, GradeColumn::Pupils), GradeColumn::Pupils);
      add(rate.stays, get(0, grade, GradeColumn::TransfersIn), GradeColumn::TransfersIn, -1);
      add(rate.stays, get(0, grade, GradeColumn::TransfersOut), GradeColumn::TransfersOut);
      add(rate.of, get(1, grade - 1, GradeColumn::Pupils), GradeColumn::Pupils);
      add(rate.of, get(0, grade, GradeColumn::Deaths), GradeColumn::Deaths, -1);
    }
    return rate;
  }

  /// Who left school in the year before of those who were to stay in the stage / these, as annual(): a row tells the dropouts of the
  /// pupils now in its grade, so that the row of the first grade is about the stage below and none is about the last grade.
  [[nodiscard]] Rate dropout(const Grades& grades) const {
    Rate rate;
    for (int grade = grades.first + 1; grade <= grades.last; ++grade) {
      add(rate.stays, get(0, grade, GradeColumn::Dropouts), GradeColumn::Dropouts);
      add(rate.of, get(1, grade - 1, GradeColumn::Pupils), GradeColumn::Pupils);
    }
    return rate;
  }

 private:
  /// Where a row is missing, names the table and not the column.
  static void add(StrictSum& sum, const model::Quantity& quantity, GradeColumn column, double sign = 1) {
    sum.add(quantity, quantity.absence == model::Absence::NoRow ? "grade_facts" : to_string(column), sign);
  }
  [[nodiscard]] model::Quantity get(int years_before, int grade, GradeColumn column) const {
    return sums_->get(county_, SchoolYear{year_.first - years_before}, grade, column);
  }
  [[nodiscard]] model::Quantity entrants(const Grades& grades, int years_before) const {
    const model::Quantity given = get(years_before, grades.first, GradeColumn::Entrants);
    return given.is_present() ? given : get(years_before, grades.first, GradeColumn::Pupils);
  }
  /// Flows of the years in which the cohort moved up: a row tells those of the school year before it.
  void add_flows(StrictSum& sum, const Grades& grades, int years_before, GradeColumn column, double sign) const {
    for (int grade = grades.first + 1; grade <= grades.last; ++grade)
      add(sum, get(years_before + grades.last - grade, grade, column), column, sign);
  }

  GradeSums* sums_;
  std::size_t county_;
  SchoolYear year_;
};

/// The official form's five numbers, which item Q1 of the standard of 2017 takes too.
Rate reported_junior(const YearFrame& frame, AreaIndex county) {
  const auto item = [&](std::string_view id) { return frame.dataset->area_items.get(county, frame.year, id); };
  Rate rate;
  for (const auto& [id, sign] :
       {std::pair<std::string_view, double>{"junior_final_grade_pupils", 1}, {"junior_in_3y", -1}, {"junior_out_3y", 1}})
    rate.stays.add(item(id), id, sign);
  for (const auto& [id, sign] : {std::pair<std::string_view, double>{"junior_entrants_3y_ago", 1}, {"junior_deaths_3y", -1}})
    rate.of.add(item(id), id, sign);
  return rate;
}

void put(CountyTallies& out, Variant variant, const Rate& rate) {
  out.tallies[2 * variant + kStays] = rate.stays.tally();
  out.tallies[2 * variant + kOf] = rate.of.tally();
}

}  // namespace

std::vector<CountyTallies> tally_retention(const YearFrame& frame, const standards::MonitorLimits&) {
  GradeSums sums(frame);
  std::vector<CountyTallies> out(frame.county_count());
  for (std::size_t county = 0; county < out.size(); ++county) {
    out[county].tallies.resize(kRetentionTallies);
    const CountyCohorts cohorts(sums, county, frame.year);
    const Rate reported = frame.is_county(county) ? reported_junior(frame, frame.county(county)) : Rate{};
    const Rate followed = cohorts.adjusted(kJuniorGrades);
    // Where neither suffices, what is missing is told of the table that the county keeps.
    const bool has_form = reported.stays.has_any() || reported.of.has_any() || !followed.stays.has_any();
    const bool is_followed = !reported.is_complete() && (followed.is_complete() || !has_form);
    const Rate& used = is_followed ? followed : reported;
    put(out[county], kJunior3, used);
    if (used.is_complete()) out[county].tallies[is_followed ? kFromGrades : kFromArea].add(1);
    put(out[county], kPrimary6, cohorts.adjusted(kPrimaryGrades));
    put(out[county], kNineYear, cohorts.nine_year());
    put(out[county], kCountyArchive, cohorts.county_archive());
    put(out[county], kAnnualPrimary, cohorts.annual(kPrimaryGrades));
    put(out[county], kAnnualJunior, cohorts.annual(kJuniorGrades));
    put(out[county], kDropoutPrimary, cohorts.dropout(kPrimaryGrades));
    put(out[county], kDropoutJunior, cohorts.dropout(kJuniorGrades));
    if (frame.has_lost_rows(county))
      for (Tally& tally : out[county].tallies) tally.leave_open("lost_rows");
  }
  return out;
}

std::vector<Figure> conclude_retention(const ConcludeInput& input) {
  const CountyTallies& tallies = *input.sums;
  const auto rate = [&](std::string_view id, Variant variant) {
    Figure figure = percent_figure(id, tallies[2 * variant + kStays], tallies[2 * variant + kOf]);
    figure.source = "grade_facts";
    figure.direction = standards::Direction::Higher;
    return figure;
  };
  std::vector<Figure> out = {rate("junior_3y", kJunior3),
                             rate("primary_6y", kPrimary6),
                             rate("nine_year", kNineYear),
                             rate("county_archive", kCountyArchive),
                             rate("annual_primary", kAnnualPrimary),
                             rate("annual_junior", kAnnualJunior),
                             rate("dropout_primary", kDropoutPrimary),
                             rate("dropout_junior", kDropoutJunior)};
  const bool from_area = tallies[kFromArea].known > 0;
  const bool from_grades = tallies[kFromGrades].known > 0;
  out[kJunior3].source = from_area && from_grades ? "area_facts+grade_facts" : from_grades ? "grade_facts" : "area_facts";
  for (Figure& figure : out)
    if (const standards::MonitorValue* value = input.limits->find(figure.id)) figure.shown_cap = value->shown_cap;
  judge(out[kJunior3], input, "junior_3y");
  refer(out[kNineYear], input, "national_nine_year");
  return out;
}

}  // namespace junheng::monitor
