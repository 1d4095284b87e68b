#include "junheng/forecast/needs.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "junheng/core/stage.h"
#include "junheng/model/dataset.h"

namespace junheng::forecast {

namespace {

/// Keeps 90 / 45 = 2.0000000001 from being three classes.
constexpr double kRounding = 1e-9;
/// Width of the 80 % interval in standard deviations.
constexpr double kIntervalWidth = 2 * 1.2815515655446004;

/// The chance that a number with this interval is above a limit, taken as normal.
double chance_above(const Interval& interval, double limit) {
  const double deviation = (interval.high - interval.low) / kIntervalWidth;
  if (!(deviation > 0)) return interval.middle > limit ? 1 : 0;
  return 0.5 * std::erfc((limit - interval.middle) / deviation / std::sqrt(2.0));
}

bool is_through(int kind) { return model::SchoolKind::is_through(kind) && kind != model::SchoolKind::kCompleteSecondary; }

/// The classes that a cohort has `ahead + 1` years on: its own of today, or, of entrants to come, those of the grade.
double classes_of(const GradeArray& today, std::size_t grade, std::size_t ahead) {
  const std::size_t years = ahead + 1;
  if (grade >= years && !is_none(today[grade - years])) return today[grade - years];
  return today[grade];
}

class BreachFinder {
 public:
  BreachFinder(const History& history, const Forecast& forecast, const NeedLimits& limits)
      : history_(history), forecast_(forecast), limits_(limits) {}

  std::vector<Breach> run() {
    for (std::size_t county = 0; county < history_.counties.size(); ++county)
      for (std::size_t s = 0; s < history_.county_schools(county); ++s) look(county, s);
    std::ranges::stable_sort(found_, {}, [](const Breach& each) { return std::tuple(each.school_year, each.kind, each.school); });
    return std::move(found_);
  }

 private:
  void look(std::size_t county, std::size_t s) {
    const std::size_t school = history_.county_begin[county] + s;
    const CountyForecast& made = forecast_.counties[county];
    const double today = total(history_.at(school, history_.years - 1));
    if (today > 0) {
      const double most = is_through(history_.schools[school].kind) ? limits_.through_school_size : limits_.school_size;
      look_at_size(made, s, school, today, most, BreachKind::SchoolSize);
      look_at_size(made, s, school, today, limits_.small, BreachKind::BelowSmall);
      look_at_size(made, s, school, today, limits_.smallest, BreachKind::BelowSmallest);
    }
    look_at_classes(made, s, school);
  }

  void look_at_size(const CountyForecast& made, std::size_t s, std::size_t school, double today, double limit, BreachKind kind) {
    const bool is_upper = kind == BreachKind::SchoolSize;
    if (is_none(limit) || (is_upper ? today > limit : today < limit)) return;
    for (std::size_t ahead = 0; ahead < forecast_.horizon; ++ahead) {
      const Interval& pupils = made.schools.total[s * forecast_.horizon + ahead];
      if (is_none(pupils.middle) || (is_upper ? pupils.middle <= limit : pupils.middle >= limit)) continue;
      const double above = chance_above(pupils, limit);
      found_.push_back(
          {kind, school, forecast_.first_year + static_cast<int>(ahead), {}, pupils.middle, limit, is_upper ? above : 1 - above});
      return;
    }
  }

  void look_at_classes(const CountyForecast& made, std::size_t s, std::size_t school) {
    const GradeArray& classes = history_.classes[school];
    const GradeArray& today = history_.at(school, history_.years - 1);
    for (std::size_t ahead = 0; ahead < forecast_.horizon; ++ahead) {
      const std::size_t at = s * forecast_.horizon + ahead;
      std::optional<Breach> worst;
      for (std::size_t g = 0; g < kGrades; ++g) {
        const double limit = limits_.class_size[g];
        const double pupils = made.path.pupils[at][g];
        const double count = classes_of(classes, g, ahead);
        if (is_none(limit) || is_none(pupils) || is_none(count) || count <= 0 || pupils <= limit * count) continue;
        // A cohort that is above the limit today is no news.
        const std::size_t years = ahead + 1;
        const bool is_above_today = g >= years && !is_none(today[g - years]) && today[g - years] > limit * count;
        if (is_above_today || (worst && worst->pupils >= pupils / count)) continue;
        const Interval interval{made.schools.low[at][g], pupils, made.schools.high[at][g]};
        worst = Breach{BreachKind::ClassSize, school, forecast_.first_year + static_cast<int>(ahead), g,
                       pupils / count,        limit,  chance_above(interval, limit * count)};
      }
      if (!worst) continue;
      found_.push_back(*worst);
      return;
    }
  }

  const History& history_;
  const Forecast& forecast_;
  const NeedLimits& limits_;
  std::vector<Breach> found_;
};

}  // namespace

GradeArray own_class_sizes(const History& history) {
  constexpr double kKept = 0.9;
  GradeArray sizes = filled(kNone);
  for (const Stage stage : {Stage::Primary, Stage::Junior, Stage::Senior}) {
    std::vector<double> averages;
    for (std::size_t s = 0; s < history.schools.size(); ++s)
      for (std::size_t g = 0; g < kGrades; ++g) {
        const double classes = history.classes[s][g];
        const double pupils = history.at(s, history.years - 1)[g];
        if (stage_of_grade(static_cast<int>(g)) == stage && !is_none(classes) && classes >= 2 && !is_none(pupils) && pupils > 0)
          averages.push_back(pupils / classes);
      }
    if (averages.empty()) continue;
    std::ranges::sort(averages);
    const double size = averages[static_cast<std::size_t>(kKept * static_cast<double>(averages.size() - 1))];
    for (std::size_t g = 0; g < kGrades; ++g)
      if (stage_of_grade(static_cast<int>(g)) == stage) sizes[g] = size;
  }
  return sizes;
}

double classes_for(double pupils, double size) { return pupils > 0 ? std::ceil(pupils / size - kRounding) : 0; }

std::vector<SchoolNeed> school_needs(const History& history, const CountyForecast& county, std::size_t horizon, const NeedLimits& limits,
                                     const GradeArray& own_sizes) {
  const std::size_t first = history.county_begin[county.model.county];
  const std::size_t count = history.county_schools(county.model.county);
  std::vector<SchoolNeed> needs(count * horizon);
  for (std::size_t s = 0; s < count; ++s) {
    const GradeArray& classes = history.classes[first + s];
    double places = 0;
    for (std::size_t g = 0; g < kGrades; ++g) {
      if (is_none(history.at(first + s, history.years - 1)[g])) continue;
      places += classes[g] * limits.class_size[g];
    }
    for (std::size_t ahead = 0; ahead < horizon; ++ahead) {
      SchoolNeed& need = needs[s * horizon + ahead];
      need.classes_as_formed = need.classes_at_limit = 0;
      double pupils = 0;
      for (std::size_t g = 0; g < kGrades; ++g) {
        const double forecast = county.path.pupils[s * horizon + ahead][g];
        if (is_none(forecast)) continue;
        need.classes_as_formed += is_none(own_sizes[g]) ? kNone : classes_for(forecast, own_sizes[g]);
        need.classes_at_limit += is_none(limits.class_size[g]) ? kNone : classes_for(forecast, limits.class_size[g]);
        pupils += forecast;
      }
      need.places = places;
      need.places_missing = is_none(places) ? kNone : std::max(0.0, pupils - places);
    }
  }
  return needs;
}

std::string_view to_string(BreachKind kind) {
  switch (kind) {
    case BreachKind::ClassSize: return "class_size";
    case BreachKind::SchoolSize: return "school_size";
    case BreachKind::BelowSmall: return "below_small";
    case BreachKind::BelowSmallest: return "below_smallest";
  }
  return "class_size";
}

std::vector<Breach> find_breaches(const History& history, const Forecast& forecast, const NeedLimits& limits) {
  return BreachFinder(history, forecast, limits).run();
}

}  // namespace junheng::forecast
