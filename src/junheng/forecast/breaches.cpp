#include "junheng/forecast/breaches.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "junheng/model/dataset.h"

namespace junheng::forecast {

namespace {

using model::SchoolKind;

/// Width of the 80 % interval in standard deviations.
constexpr double kIntervalWidth = 2 * 1.2815515655446004;

/// The chance that a number with this interval is above a limit, taken as normal.
double chance_above(const Interval& interval, double limit) {
  const double deviation = (interval.high - interval.low) / kIntervalWidth;
  if (!(deviation > 0)) return interval.middle > limit ? 1 : 0;
  return 0.5 * std::erfc((limit - interval.middle) / deviation / std::sqrt(2.0));
}

/// Pupils of the grades 1 to 9.
double compulsory_pupils(const GradeArray& grades) {
  double sum = 0;
  for (const auto& [stage, first, last] : kStageGrades)
    for (std::size_t g = first; stage != Stage::Senior && g <= last; ++g)
      if (!is_none(grades[g])) sum += grades[g];
  return sum;
}

/// The classes that the pupils of a grade have after so many years: the cohort's own of today, or, of those who enter the stage by then,
/// those of the lowest grade that the stage has today.
double classes_after(const GradeArray& today, std::size_t grade, std::size_t years) {
  for (const auto& [stage, first, last] : kStageGrades) {
    if (grade < first || grade > last) continue;
    std::size_t entry = first;
    while (entry < grade && is_none(today[entry])) ++entry;
    const std::size_t from = grade >= entry + years ? grade - years : entry;
    return is_none(today[from]) ? today[grade] : today[from];
  }
  return today[grade];
}

/// A school, and where its forecast stands.
struct LookedAt {
  const CountyForecast* made = nullptr;
  std::size_t school = 0;
  /// Of its first year ahead in the forecast's lists.
  std::size_t begin = 0;
};

class BreachFinder {
 public:
  BreachFinder(const History& history, const Forecast& forecast, const NeedLimits& limits)
      : history_(history), forecast_(forecast), limits_(limits) {}

  std::vector<Breach> run() {
    for (std::size_t county = 0; county < history_.counties.size(); ++county)
      for (std::size_t s = 0; s < history_.county_schools(county); ++s)
        look({&forecast_.counties[county], history_.county_begin[county] + s, s * forecast_.horizon});
    std::ranges::stable_sort(found_, {}, [](const Breach& each) { return std::tuple(each.school_year, each.kind, each.school); });
    return std::move(found_);
  }

 private:
  [[nodiscard]] const GradeArray& today(std::size_t school) const { return history_.at(school, history_.years - 1); }

  void look(const LookedAt& at) {
    const int kind = history_.schools[at.school].kind;
    if (SchoolKind::is_special(kind)) return;
    if (const double pupils = compulsory_pupils(today(at.school)); pupils > 0) {
      const bool is_through = kind == SchoolKind::kNineYear || kind == SchoolKind::kTwelveYear;
      look_at_size(at, pupils, is_through ? limits_.through_school_size : limits_.school_size, BreachKind::SchoolSize);
      // A school below the smaller mark is below the larger one.
      if (!(pupils < limits_.smallest)) look_at_size(at, pupils, limits_.small, BreachKind::BelowSmall);
      look_at_size(at, pupils, limits_.smallest, BreachKind::BelowSmallest);
    }
    if (!find_class_today(at)) find_class_ahead(at);
  }

  [[nodiscard]] Interval compulsory_interval(const LookedAt& at, std::size_t ahead) const {
    const Interval& whole = at.made->schools.total[at.begin + ahead];
    const double pupils = compulsory_pupils(at.made->path.pupils[at.begin + ahead]);
    if (!(pupils > 0) || is_none(whole.middle) || !(whole.middle > 0)) return {};
    const double part = pupils / total(at.made->path.pupils[at.begin + ahead]);
    return {whole.low * part, pupils, whole.high * part};
  }

  void look_at_size(const LookedAt& at, double pupils_today, double limit, BreachKind kind) {
    if (is_none(limit)) return;
    const bool is_upper = kind == BreachKind::SchoolSize;
    const auto is_beyond = [&](double pupils) { return is_upper ? pupils > limit : pupils < limit; };
    if (is_beyond(pupils_today)) {
      found_.push_back({kind, at.school, history_.last_year(), {}, pupils_today, limit, 1, true});
      return;
    }
    for (std::size_t ahead = 0; ahead < forecast_.horizon; ++ahead) {
      const Interval pupils = compulsory_interval(at, ahead);
      if (is_none(pupils.middle) || !is_beyond(pupils.middle)) continue;
      const double above = chance_above(pupils, limit);
      found_.push_back(
          {kind, at.school, forecast_.first_year + static_cast<int>(ahead), {}, pupils.middle, limit, is_upper ? above : 1 - above, false});
      return;
    }
  }

  /// The breach of a grade where it is farther above its limit than `worst`.
  void take_worse(std::optional<Breach>& worst, std::size_t grade, double pupils, double classes) const {
    const double limit = limits_.class_size[grade];
    if (is_none(limit) || is_none(pupils) || is_none(classes) || classes <= 0 || pupils <= limit * classes) return;
    const double average = pupils / classes;
    if (worst && worst->pupils / worst->limit >= average / limit) return;
    worst = Breach{BreachKind::ClassSize, 0, 0, grade, average, limit, 1, true};
  }

  bool find_class_today(const LookedAt& at) {
    std::optional<Breach> worst;
    for (std::size_t g = 0; g < kGrades; ++g) take_worse(worst, g, today(at.school)[g], history_.classes[at.school][g]);
    if (!worst) return false;
    worst->school = at.school;
    worst->school_year = history_.last_year();
    found_.push_back(*worst);
    return true;
  }

  void find_class_ahead(const LookedAt& at) {
    const GradeArray& classes = history_.classes[at.school];
    for (std::size_t ahead = 0; ahead < forecast_.horizon; ++ahead) {
      const std::size_t row = at.begin + ahead;
      std::optional<Breach> worst;
      for (std::size_t g = 0; g < kGrades; ++g) take_worse(worst, g, at.made->path.pupils[row][g], classes_after(classes, g, ahead + 1));
      if (!worst) continue;
      const std::size_t g = *worst->grade;
      const Interval interval{at.made->schools.low[row][g], at.made->path.pupils[row][g], at.made->schools.high[row][g]};
      worst->school = at.school;
      worst->school_year = forecast_.first_year + static_cast<int>(ahead);
      worst->chance = chance_above(interval, worst->limit * classes_after(classes, g, ahead + 1));
      worst->is_today = false;
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
