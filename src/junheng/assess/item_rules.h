#pragma once

#include <span>

#include "junheng/assess/items.h"

namespace junheng::assess {

/// One function per rule of a county item. Each fills value, limit, verdict, what is missing and who offends; basis stays Missing where the
/// data do not suffice to compute anything.
ClauseResult area_ratio(const ItemContext& context, const standards::ItemClause& clause);
ClauseResult schools_ratio(const ItemContext& context, const standards::ItemClause& clause);
ClauseResult each_school_ratio(const ItemContext& context, const standards::ItemClause& clause);
ClauseResult class_size(const ItemContext& context, const standards::Item& item, const standards::ItemClause& clause);
ClauseResult school_size(const ItemContext& context, const standards::Item& item, const standards::ItemClause& clause);
ClauseResult special_rooms(const ItemContext& context, const standards::Item& item, const standards::ItemClause& clause);
ClauseResult small_school_funds(const ItemContext& context, const standards::ItemClause& clause);
ClauseResult school_standard(const ItemContext& context, const standards::ItemClause& clause);
ClauseResult years_since(const ItemContext& context, const standards::ItemClause& clause);
ClauseResult quality_monitoring(const ItemContext& context, const standards::ItemClause& clause);
ClauseResult survey(const ItemContext& context, const standards::ItemClause& clause);

/// Limit in force for the stage (Stage::All: for both), or nullopt.
std::optional<double> limit_of(const ItemContext& context, const standards::ItemClause& clause, Stage stage, std::string_view variant = {});

/// Number of the rule by name, or the fallback.
double param_of(const standards::ItemClause& clause, std::string_view name, double fallback);

/// Whether a school is one that the clause looks at. Without kinds in the scope: every school but those for special education.
bool in_scope(const ItemContext& context, const standards::Scope& scope, SchoolIndex school, const model::Quantity& pupils);

/// Concludes a clause that counts offenders: `value` offenders against a limit of none. Unknown schools leave it open unless one is
/// known to offend.
void conclude_count(ClauseResult& result, double offenders, std::size_t unknown_schools);

/// Largest class of a school in a stage, from class lists or bands (a band counts with its lower bound), and the number of classes
/// above `limit`; missing where neither is given.
struct ClassCounts {
  model::Quantity largest;
  model::Quantity above;
  /// Some band or class leaves open on which side of the limit it lies.
  bool is_open = false;
};
ClassCounts count_classes(const ItemContext& context, SchoolIndex root, Stage stage, double limit);

/// Facts on which tolerances of whole-school items depend.
struct ToleratedSchool {
  SchoolIndex school;
  model::Quantity pupils;
};
/// Tolerances of an item that hold for a school.
std::vector<const standards::Tolerance*> tolerances_for(const ItemContext& context, const standards::Item& item, const ToleratedSchool& school);

/// Rows of the group in the table of whole schools.
std::span<const SchoolIndex> whole_schools(const ItemContext& context, std::size_t& first);

}  // namespace junheng::assess
