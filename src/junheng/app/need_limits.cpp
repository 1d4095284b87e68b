#include "junheng/app/need_limits.h"

#include <cmath>

#include "junheng/model/dataset.h"

namespace junheng::app {

namespace {

using forecast::kNone;
using standards::ItemRule;

double limit_of(const standards::Standard& standard, const standards::ItemClause& clause, Stage stage, std::string_view variant = {}) {
  const auto limit = standards::in_force(clause.limits, standards::LimitKind::Standard, stage, standard.on, variant);
  return limit ? limit->value : kNone;
}

void read_clause(const standards::Standard& standard, const standards::ItemClause& clause, forecast::NeedLimits& out) {
  if (clause.rule == ItemRule::ClassSize) {
    for (std::size_t grade = 0; grade < forecast::kGrades; ++grade)
      if (const auto stage = stage_of_grade(static_cast<int>(grade))) out.class_size[grade] = limit_of(standard, clause, *stage);
  } else if (clause.rule == ItemRule::SchoolSize) {
    out.school_size = limit_of(standard, clause, Stage::All);
    out.through_school_size = limit_of(standard, clause, Stage::All, "through_school");
  } else if (clause.rule == ItemRule::SmallSchoolFunds && clause.scope.pupils_below) {
    out.small = *clause.scope.pupils_below;
  }
}

}  // namespace

forecast::NeedLimits need_limits(const standards::Standard& standard) {
  forecast::NeedLimits out;
  for (const standards::Item& item : standard.pack.items)
    for (const standards::ItemClause& clause : item.clauses) read_clause(standard, clause, out);
  for (const standards::EntryRule& rule : standard.pack.entry) {
    const auto least = rule.min_pupils.find(model::SchoolKind::kTeachingPoint);
    if (least != rule.min_pupils.end()) out.smallest = least->second;
  }
  return out;
}

forecast::GradeArray planned_class_sizes(const forecast::NeedLimits& limits, const forecast::GradeArray& own) {
  forecast::GradeArray out = own;
  for (std::size_t g = 0; g < forecast::kGrades; ++g) out[g] = std::fmin(out[g], limits.class_size[g]);
  return out;
}

}  // namespace junheng::app
