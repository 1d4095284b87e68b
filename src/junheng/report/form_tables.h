#pragma once

#include "junheng/assess/items.h"
#include "junheng/report/county_counts.h"
#include "junheng/report/form_context.h"

namespace junheng::report {

// The tables of the application form, each on a sheet of its own, and what stands beside them.
// Layout of the form: standards.md 1.4 (basic balance) and 2.2, 2.7 (high-quality balance).

/// With more areas than this a workbook holds lists over all areas, not the tables of each.
inline constexpr std::size_t kMostAreasInFull = 20;

/// Verdict of the area with every reason, and its stages; without an area, one line for each.
void write_summary(const FormContext& context);
/// Table I: population, economy, schools, classes, pupils, staff.
void write_situation(const FormContext& context, const CountySchools& schools);
/// Table II-1 of the quality form: how many schools meet each indicator.
void write_shares(const FormContext& context);
/// The schools of a stage with their values: table II-2 (quality), II-1 and II-2 (basic).
void write_schools(const FormContext& context, const CountySchools& schools, const assess::StageResult& stage);
/// Table III: means and coefficients of variation.
void write_balance(const FormContext& context);

/// Tables IV and V and the rest: the items of some groups. Nothing is written where the standard has none.
struct ItemSheet {
  std::string_view key;
  std::vector<standards::ItemGroup> groups;
  /// The key names a text for each form.
  bool is_numbered = false;
};
void write_items(const FormContext& context, const ItemSheet& plan);
/// Every school that keeps an item from being met.
void write_offenders(const FormContext& context);
/// Table VI: the survey.
void write_survey(const FormContext& context);
/// 一校一策: what each school that does not meet the school standard lacks, as a list; behind it a sheet for each school (SchoolSheets),
/// to which the list links. Nothing is written where the standard judges no school.
void write_school_plans(const FormContext& context);

/// Lists over all areas: verdicts, means, coefficients of variation.
void write_area_lists(const FormContext& context);
/// Where every value of the standard comes from.
void write_sources(const FormContext& context);

}  // namespace junheng::report
