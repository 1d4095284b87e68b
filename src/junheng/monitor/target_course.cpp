#include "junheng/monitor/target_course.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace junheng::monitor {

namespace {

/// At the limit or on its good side.
bool is_as_good(double value, double limit, Course course) {
  constexpr double kTolerance = 1e-9;
  const double slack = kTolerance * std::max(std::abs(value), std::abs(limit));
  return course == Course::Down ? value <= limit + slack : value >= limit - slack;
}

double path_at(const AreaFigure& baseline, const Target& target, int year, Course course) {
  if (is_as_good(*baseline.value, target.value, course) || year >= target.year) return target.value;
  const double done = static_cast<double>(year - baseline.year) / (target.year - baseline.year);
  return *baseline.value + (target.value - *baseline.value) * done;
}

AreaFigure baseline_of(const AreaFigures& figures, const Target& target, int actual_year, const PlanPeriods& periods) {
  const PlanPeriod& period = target.year < periods.during.first ? periods.before : periods.during;
  if (AreaFigure eve = figures.at(target.area, target.item, period.first - 1); eve.value) return eve;
  for (int year = period.first; year < actual_year; ++year)
    if (AreaFigure first = figures.at(target.area, target.item, year); first.value) return first;
  return {};
}

/// The last value of the two periods, and of later years, up to that of the target.
AreaFigure actual_of(const AreaFigures& figures, const Target& target, const PlanPeriods& periods) {
  return figures.latest(target.area, target.item, {periods.before.first, target.year});
}

}  // namespace

std::string_view to_string(TargetStatus status) {
  switch (status) {
    case TargetStatus::Reached: return "reached";
    case TargetStatus::Missed: return "missed";
    case TargetStatus::Ahead: return "ahead";
    case TargetStatus::OnCourse: return "on_course";
    case TargetStatus::Behind: return "behind";
    case TargetStatus::NotDue: return "not_due";
    case TargetStatus::Unknown: return "unknown";
  }
  return "unknown";
}

std::string_view to_string(UnknownCourse why) {
  switch (why) {
    case UnknownCourse::NoValue: return "no_value";
    case UnknownCourse::NoValueOfYear: return "no_value_of_year";
    case UnknownCourse::NoBaseline: return "no_baseline";
  }
  return "no_value";
}

TargetCourse judge_course(Target target, const ReviewItem& item, const AreaFigure& baseline, const AreaFigure& actual, int now) {
  TargetCourse out;
  out.target = std::move(target);
  out.item = &item;
  out.actual = actual;
  if (!actual.value) {
    out.baseline = baseline;
    out.unknown = UnknownCourse::NoValue;
    return out;
  }
  if (baseline.value && baseline.year < actual.year) {
    out.baseline = baseline;
    out.pace_so_far = (*actual.value - *baseline.value) / (actual.year - baseline.year);
    out.expected = path_at(baseline, out.target, actual.year, item.course);
  }
  const bool is_reached = is_as_good(*actual.value, out.target.value, item.course);
  if (actual.year >= out.target.year) {
    out.status = is_reached ? TargetStatus::Reached : TargetStatus::Missed;
    return out;
  }
  if (now >= out.target.year) {
    out.unknown = UnknownCourse::NoValueOfYear;
    return out;
  }
  if (is_reached) {
    out.status = TargetStatus::Ahead;
    return out;
  }
  out.pace_needed = (out.target.value - *actual.value) / (out.target.year - actual.year);
  if (!out.expected) {
    out.unknown = UnknownCourse::NoBaseline;
    return out;
  }
  const double next = path_at(baseline, out.target, actual.year + 1, item.course);
  out.status = is_as_good(*actual.value, next, item.course)            ? TargetStatus::Ahead
               : is_as_good(*actual.value, *out.expected, item.course) ? TargetStatus::OnCourse
                                                                       : TargetStatus::Behind;
  return out;
}

std::vector<TargetCourse> target_courses(const AreaFigures& figures, std::span<const Target> targets, const PlanPeriods& periods) {
  std::vector<TargetCourse> out;
  const int now = figures.last_year_told();
  for (const Target& target : targets) {
    const ReviewItem* item = find_review_item(target.item);
    if (item == nullptr || item->course == Course::None) continue;
    const AreaFigure actual = actual_of(figures, target, periods);
    const AreaFigure baseline = baseline_of(figures, target, actual.value ? actual.year : target.year, periods);
    out.push_back(judge_course(target, *item, baseline, actual, now));
  }
  return out;
}

std::optional<double> EliminationRow::excess() const { return actual.value ? std::optional(*actual.value - planned) : std::nullopt; }

TargetStatus EliminationRow::status() const {
  if (!actual.value) return is_due ? TargetStatus::Unknown : TargetStatus::NotDue;
  return is_as_good(*actual.value, planned, Course::Down) ? TargetStatus::Reached : TargetStatus::Missed;
}

std::vector<EliminationRow> elimination_schedule(const AreaFigures& figures, std::span<const Target> targets) {
  using Key = std::tuple<std::size_t, const ReviewItem*, int>;
  const model::Areas& areas = figures.dataset().areas;
  std::map<Key, EliminationRow> rows;
  std::map<Key, EliminationRow> sums;
  for (const Target& target : targets) {
    const ReviewItem* item = find_review_item(target.item);
    if (item == nullptr || !item->is_eliminated) continue;
    const AreaFigure actual = figures.at(target.area, target.item, target.year);
    rows[{target.area.value, item, target.year}] = {target.area, item, target.year, target.value, actual, 0, true};
    if (areas.levels[target.area.value] != model::AreaLevel::County) continue;
    for (auto above = areas.parents[target.area.value]; above; above = areas.parents[above->value]) {
      const auto [entry, is_first] = sums.try_emplace({above->value, item, target.year});
      EliminationRow& sum = entry->second;
      if (is_first) {
        sum = {*above, item, target.year, 0, {}, 0, true};
        sum.actual.value = 0;
        sum.actual.year = target.year;
        sum.actual.basis = FigureBasis::Counties;
      }
      sum.planned += target.value;
      ++sum.counties;
      ++sum.actual.counties;
      sum.actual.is_inferred |= actual.is_inferred;
      sum.actual.is_of_schools |= actual.is_of_schools;
      if (!actual.value) ++sum.actual.counties_missing;
      if (actual.value && sum.actual.value) *sum.actual.value += *actual.value;
      else sum.actual.value.reset();
    }
  }
  for (auto& [key, sum] : sums) {
    if (!sum.actual.value) sum.actual.basis = FigureBasis::None;
    rows.try_emplace(key, sum);
  }
  std::vector<EliminationRow> out;
  for (auto& [key, row] : rows) {
    row.is_due = row.year <= figures.last_year_told();
    out.push_back(row);
  }
  std::ranges::stable_sort(out, {}, [&](const EliminationRow& row) { return areas.levels[row.area.value]; });
  return out;
}

}  // namespace junheng::monitor
