#include "junheng/forecast/cohort_model.h"

#include <algorithm>

#include "junheng/forecast/county_fit.h"

namespace junheng::forecast {

namespace {

/// Rounds in which outliers are told by the ratios of the round before.
constexpr int kRounds = 3;
/// Years of the history whose entrants are held against the county's flow.
constexpr std::size_t kFeedingYears = 5;
/// A county's ratio farther from 1 than this is no matter of chance.
constexpr double kUsualChange = 0.25;

double limited_log(double ratio, double bound) { return std::log(std::clamp(ratio, 1 / bound, bound)); }

/// Schools drawn to their township, townships to the county, the county to all counties; outliers told by the round before.
class RatioFit {
 public:
  RatioFit(const History& history, std::size_t county, std::size_t years, const GradeArray& overall, const ModelOptions& options)
      : history_(history), first_(history.county_begin[county]), count_(history.county_schools(county)), years_(years), options_(options) {
    for (std::size_t s = 0; s < count_; ++s) townships_.push_back(history.schools[first_ + s].township);
    std::vector<std::uint32_t> used = townships_;
    std::ranges::sort(used);
    used.erase(std::ranges::unique(used).begin(), used.end());
    for (std::uint32_t& township : townships_)
      township = static_cast<std::uint32_t>(std::ranges::lower_bound(used, township) - used.begin());
    township_count_ = used.size();
    sum_up(nullptr, overall);
    for (int round = 0; round < kRounds; ++round) sum_up(&ratios_, overall);
  }

  [[nodiscard]] const std::vector<GradeArray>& ratios() const { return ratios_; }
  [[nodiscard]] const GradeArray& county() const { return county_; }
  /// Whether the school has ever passed pupils on from the grade.
  [[nodiscard]] bool has_passed(std::size_t school, std::size_t grade) const { return sums_[school].below[grade] > 0; }

 private:
  void sum_up(const std::vector<GradeArray>* ratios, const GradeArray& overall) {
    std::vector<RatioSums> sums(count_);
    std::vector<RatioSums> townships(township_count_);
    RatioSums all;
    for (std::size_t s = 0; s < count_; ++s) {
      sums[s] = transition_sums(history_, first_ + s, years_, ratios == nullptr ? nullptr : &(*ratios)[s], options_);
      townships[townships_[s]].add(sums[s]);
      all.add(sums[s]);
    }
    county_ = all.drawn_to(overall, options_.county_prior);
    std::vector<GradeArray> of_township;
    // A county of one township is its own.
    for (const RatioSums& each : townships)
      of_township.push_back(township_count_ == 1 ? county_ : each.drawn_to(county_, options_.township_prior));
    std::vector<GradeArray> fitted(count_);
    for (std::size_t s = 0; s < count_; ++s) fitted[s] = sums[s].drawn_to(of_township[townships_[s]], options_.school_prior);
    ratios_ = std::move(fitted);
    sums_ = std::move(sums);
  }

  const History& history_;
  std::size_t first_;
  std::size_t count_;
  std::size_t years_;
  const ModelOptions& options_;
  std::vector<std::uint32_t> townships_;
  std::size_t township_count_ = 1;
  std::vector<GradeArray> ratios_;
  std::vector<RatioSums> sums_;
  GradeArray county_ = filled(1);
};

/// What the flows of the only year lead to, added up over the schools: this year and the next.
std::vector<GradeArray> implied_totals(const History& history, std::size_t county) {
  std::vector<GradeArray> totals(2, filled(kNone));
  for (std::size_t s = history.county_begin[county]; s < history.county_begin[county + 1]; ++s)
    for (std::size_t g = 0; g + 1 < kGrades; ++g) {
      const double before = history.implied[2 * s][g];
      const double after = history.implied[2 * s + 1][g + 1];
      // Of a school that does not tell one of the two neither counts.
      if (is_none(before) || is_none(after)) continue;
      totals[0][g] = (is_none(totals[0][g]) ? 0 : totals[0][g]) + before;
      totals[1][g + 1] = (is_none(totals[1][g + 1]) ? 0 : totals[1][g + 1]) + after;
    }
  return totals;
}

/// The steps, from year `from` on, of schools to which housing brought pupils of other counties.
RatioSums steps_from_outside(const History& history, std::size_t county, std::size_t years, std::size_t from, const ModelOptions& options) {
  RatioSums out;
  if (history.moved.empty()) return out;
  for (std::size_t s = history.county_begin[county]; s < history.county_begin[county + 1]; ++s) {
    const auto moved = std::span(history.moved).subspan(s * history.years + from, years - from);
    if (std::ranges::find(moved, kFromOutside) == moved.end()) continue;
    std::vector<std::uint8_t> left_out;
    for (const std::uint8_t each : moved) left_out.push_back(each == kFromOutside ? 0 : 1);
    out.add(school_sums(std::span(history.pupils).subspan(s * history.years + from, years - from), nullptr, options, left_out));
  }
  return out;
}

GradeArray flow_ratios(const History& history, std::size_t county, std::size_t years, std::size_t from, const ModelOptions& options) {
  std::vector<GradeArray> totals;
  for (std::size_t year = std::min(from, years - 1); year < years; ++year) totals.push_back(history.county_total(county, year));
  if (!history.implied.empty()) totals = implied_totals(history, county);
  ModelOptions area = options;
  area.ratio_memory = options.area_memory;
  RatioSums sums = school_sums(totals, nullptr, area);
  if (history.implied.empty()) {
    const RatioSums outside = steps_from_outside(history, county, years, std::min(from, years - 1), area);
    for (std::size_t g = 0; g < kGrades; ++g) {
      sums.below[g] -= outside.below[g];
      sums.above[g] -= outside.above[g];
    }
  }
  GradeArray out = filled(1);
  for (std::size_t g = 0; g + 1 < kGrades; ++g) {
    if (sums.below[g] <= 0) continue;
    out[g] = sums.above[g] / sums.below[g];
    // Years of no change stand beside, but for the step into a stage that many do not take, or to which many come from elsewhere.
    const bool is_usual = std::abs(out[g] - 1) < kUsualChange;
    const double last = history.county_total(county, years - 1)[g];
    const double prior = is_none(last) || !is_usual ? 0 : options.area_prior * last;
    out[g] = (sums.above[g] + prior) / (sums.below[g] + prior);
  }
  return out;
}

/// Entrants of schools in the years before against what the county's flow left for them.
double feeding_of(const History& history, const CountyModel& model, const ModelOptions& options) {
  const std::size_t first = history.county_begin[model.county];
  double with_flow = 0;
  double of_flow = 0;
  const std::size_t from = model.years > kFeedingYears + 1 ? model.years - kFeedingYears - 1 : 1;
  for (std::size_t year = from; year + 1 < model.years; ++year) {
    const std::vector<GradeArray> levels = school_levels(history, model.county, year + 1, options);
    const GradeArray before = history.county_total(model.county, year);
    for (std::size_t g = 1; g < kGrades; ++g) {
      double passed_on = 0;
      double usual = 0;
      double entered = 0;
      double all = 0;
      for (std::size_t s = 0; s < levels.size(); ++s) {
        const double now = history.at(first + s, year + 1)[g];
        if (is_none(now)) continue;
        all += now;
        const bool has_below = !is_none(history.at(first + s, year)[g - 1]);
        if (has_below) passed_on += now;
        else if (!is_none(levels[s][g])) {
          usual += levels[s][g];
          entered += now;
        }
      }
      const double left = is_none(before[g - 1]) ? 0 : before[g - 1] * model.flow_ratio[g - 1] - passed_on;
      if (left <= 0 || usual <= 0 || entered <= 0) continue;
      const double flow = limited_log(left / usual, 3);
      const double weight = entered / (all + 1);
      with_flow += weight * flow * limited_log(entered / usual, 3);
      of_flow += weight * flow * flow;
    }
  }
  return std::clamp((with_flow + options.feeding_prior) / (of_flow + options.feeding_prior), 0.0, 1.0);
}

void fit_entrants(const History& history, CountyModel& model, const ModelOptions& options) {
  double entrants = 0;
  double born = 0;
  double weight = 1;
  bool has_births = false;
  for (std::size_t year = model.years; year-- > 0; weight *= options.area_memory) {
    const double births = history.births_of(model.county, history.first_year + static_cast<int>(year) - birth_lag(model.lowest_grade));
    const double pupils = history.county_total(model.county, year)[static_cast<std::size_t>(model.lowest_grade)];
    has_births = has_births || !is_none(births);
    if (is_none(births) || births <= 0 || is_none(pupils)) continue;
    entrants += weight * pupils / births;
    born += weight;
  }
  const int next = history.first_year + static_cast<int>(model.years) - birth_lag(model.lowest_grade);
  has_births = has_births || !is_none(history.births_of(model.county, next));
  if (born > 0) {
    model.entrants = EntrantBasis::Births;
    model.entrants_per_birth = entrants / born;
  } else if (has_births) {
    model.entrants = EntrantBasis::BirthsAlone;
    model.entrants_per_birth = 1;
  }
}

}  // namespace

GradeArray overall_ratios(const History& history, std::size_t years, const ModelOptions& options) {
  RatioSums all;
  for (std::size_t s = 0; s < history.schools.size(); ++s) all.add(transition_sums(history, s, years, nullptr, options));
  return all.drawn_to(filled(1), 0);
}

CountyModel fit_county(const History& history, std::size_t county, std::size_t years, std::size_t flow_from, const GradeArray& overall,
                       const ModelOptions& options) {
  CountyModel model;
  model.county = county;
  model.years = years;
  model.last_total = history.county_total(county, years - 1);
  model.lowest_grade = static_cast<int>(kGrades);
  for (std::size_t g = 0; g < kGrades; ++g) {
    if (is_none(model.last_total[g])) continue;
    model.lowest_grade = std::min(model.lowest_grade, static_cast<int>(g));
    model.highest_grade = static_cast<int>(g);
  }
  if (model.lowest_grade == static_cast<int>(kGrades)) model.lowest_grade = 0;
  model.levels = school_levels(history, county, years, options);
  const RatioFit fit(history, county, years, overall, options);
  model.schools_ratio = fit.county();
  model.ratios = fit.ratios();
  const std::size_t first = history.county_begin[county];
  for (std::size_t s = 0; s < model.ratios.size(); ++s) {
    model.last.push_back(history.at(first + s, years - 1));
    for (std::size_t g = 0; g + 1 < kGrades; ++g) {
      // A school that runs both grades in its first year will pass pupils on as others do.
      const bool runs_both = !is_none(model.last[s][g]) && !is_none(model.last[s][g + 1]);
      if (!fit.has_passed(s, g) && !runs_both) model.ratios[s][g] = kNone;
    }
  }
  model.flow_ratio = flow_ratios(history, county, years, flow_from, options);
  model.feeding = feeding_of(history, model, options);
  fit_entrants(history, model, options);
  return model;
}

}  // namespace junheng::forecast
