#include "junheng/report/fixed_clauses.h"

namespace junheng::report {

std::string_view fixed_by(const assess::ClauseResult& clause) {
  using standards::ItemRule;
  if (clause.basis == assess::Basis::Reported) return "what_if.fixed.reported";
  switch (clause.clause->rule) {
    case ItemRule::Reported: return "what_if.fixed.reported";
    case ItemRule::AreaRatio: return "what_if.fixed.area_figures";
    case ItemRule::YearsSince: return "what_if.fixed.years";
    case ItemRule::QualityMonitoring: return "what_if.fixed.monitoring";
    case ItemRule::Survey: return "what_if.fixed.survey";
    case ItemRule::ClassSize:
    case ItemRule::SchoolsRatio:
    case ItemRule::EachSchoolRatio:
    case ItemRule::SchoolSize:
    case ItemRule::SpecialRooms:
    case ItemRule::SmallSchoolFunds:
    case ItemRule::SchoolStandard: return {};
  }
  return {};
}

}  // namespace junheng::report
