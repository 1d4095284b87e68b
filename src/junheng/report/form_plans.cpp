#include <algorithm>
#include <set>
#include <utility>

#include "junheng/assess/diagnosis.h"
#include "junheng/report/form_plan_cells.h"
#include "junheng/report/form_school_sheets.h"
#include "junheng/report/form_tables.h"
#include "junheng/report/limit_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

namespace {

using assess::Shortfall;
using assess::StageResult;
using assess::Verdict;
using formats::Align;

/// A school with something to do, and its share of county items.
struct PlannedUnit {
  std::uint32_t unit = 0;
  bool enters = true;
  std::vector<assess::ItemShare> items;
};

/// Schools that do not meet the school standard, cannot be judged, keep a county item from being met, or meet the standard and still lack
/// something in an indicator: those to mend first stand first.
std::vector<PlannedUnit> planned_units(const FormContext& context, const StageResult& stage) {
  const assess::Assessment& assessment = context.assessment();
  const auto& verdicts = assessment.schools_of(stage.stage).verdicts;
  const auto belongs = [&](std::uint32_t unit) {
    return verdicts[unit] && (*verdicts[unit] != Verdict::Met || !assess::shortfalls(assessment, stage.stage, unit).empty());
  };
  std::vector<PlannedUnit> out;
  std::set<std::uint32_t> seen;
  for (assess::Priority& priority : assess::priorities(assessment, *context.area, stage))
    if ((!priority.items.empty() || belongs(priority.unit)) && seen.insert(priority.unit).second)
      out.push_back({priority.unit, priority.enters, std::move(priority.items)});
  const auto& group = assessment.units.of(stage.stage).groups[stage.group];
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit)
    if (belongs(unit) && seen.insert(unit).second) out.push_back({unit, true, {}});
  return out;
}

class PlanTable {
 public:
  PlanTable(const FormContext& context, const StageResult& stage, const SchoolSheets& sheets, FormSheet& sheet)
      : context_(context), assessment_(context.assessment()), stage_(stage), sheets_(sheets), sheet_(sheet) {}

  void write() {
    for (const PlannedUnit& planned : planned_units(context_, stage_)) {
      ++number_;
      bool is_first = true;
      for (const assess::ItemShare& share : planned.items) {
        begin_row(planned, std::exchange(is_first, false));
        write_item_value(sheet_, context_, share);
        write_item_gap(sheet_, context_, share);
        sheet_.end_row();
      }
      if (!planned.enters) continue;
      for (const Shortfall& shortfall : assess::shortfalls(assessment_, stage_.stage, planned.unit)) {
        begin_row(planned, std::exchange(is_first, false));
        write_shortfall(planned.unit, shortfall);
        sheet_.end_row();
      }
    }
  }

  /// One line for each school that lacks nothing.
  void write_met() {
    const auto& verdicts = assessment_.schools_of(stage_.stage).verdicts;
    std::set<std::uint32_t> has_plan;
    for (const PlannedUnit& planned : planned_units(context_, stage_)) has_plan.insert(planned.unit);
    const auto& group = assessment_.units.of(stage_.stage).groups[stage_.group];
    for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
      if (!verdicts[unit] || has_plan.contains(unit)) continue;
      sheet_.text("—");
      school_cells(unit);
      sheet_.text(verdict_text(*verdicts[unit], context_.lang())).text(context_.words("xlsx.plans.nothing"));
      sheet_.end_row();
    }
  }

 private:
  /// Name and number stand on every row, so that the list can be filtered and sorted; the verdict on the first.
  void begin_row(const PlannedUnit& planned, bool is_first) {
    sheet_.number(number_, 0);
    school_cells(planned.unit);
    const auto verdict = planned.enters ? assessment_.schools_of(stage_.stage).verdicts[planned.unit] : std::nullopt;
    const std::string words = verdict ? verdict_text(*verdict, context_.lang()) : "—";
    sheet_.text(is_first ? words : "", is_first && verdict == Verdict::Unmet ? Mark::Bad : Mark::None);
  }

  void write_shortfall(std::uint32_t unit, const Shortfall& shortfall) {
    const PlanCell cell{&context_, stage_.stage, unit, shortfall.indicator};
    write_plan_title(sheet_, cell);
    write_plan_value(sheet_, cell);
    write_plan_limits(sheet_, cell);
    write_plan_state(sheet_, cell);
    write_plan_gap(sheet_, cell, &shortfall);
  }

  /// Stage, name with the link to its sheet, id, pupils.
  void school_cells(std::uint32_t unit) {
    const assess::UnitTable& units = assessment_.units.of(stage_.stage);
    const SchoolIndex school = units.schools[unit];
    sheet_.text(stage_text(stage_.stage, context_.lang()));
    if (const auto place = sheets_.place_of(school)) sheet_.link(context_.school_name(school), *place, 1, 1);
    else sheet_.text(context_.school_name(school));
    sheet_.text(context_.dataset().schools.ids.at(school.value)).number(units.pupils.get(unit), 0);
  }

  const FormContext& context_;
  const assess::Assessment& assessment_;
  const StageResult& stage_;
  const SchoolSheets& sheets_;
  FormSheet& sheet_;
  int number_ = 0;
};

bool judges_schools(const FormContext& context) {
  return std::ranges::any_of(context.area->stages, [&](const StageResult& stage) {
    return stage.schools > 0 && context.assessment().rules_of(stage.stage).judges_schools();
  });
}

}  // namespace

void write_school_plans(const FormContext& context) {
  if (!judges_schools(context)) return;
  std::vector<std::string> alerts;
  if (!has_school_sheets(context))
    alerts.push_back(context.words("xlsx.plans.too_many",
                                   {{"count", std::to_string(context.school_count)}, {"most", std::to_string(kMostSchoolSheets)}}));
  FormSheet sheet = context.sheet("plans",
                                  {{context.words("xlsx.column.order"), 6, Align::Center},
                                   {context.words("xlsx.column.stage"), 8, Align::Center},
                                   {context.words("xlsx.column.school"), 20, Align::Left},
                                   {context.words("xlsx.column.school_id"), 13, Align::Left},
                                   {context.words("xlsx.column.pupils"), 8, Align::Right},
                                   {context.words("text.verdict"), 11, Align::Center},
                                   {context.words("text.indicator"), 28, Align::Left},
                                   {context.words("text.value"), 10, Align::Right},
                                   {context.words("text.standard"), 8, Align::Right},
                                   {context.words("xlsx.column.floor"), 8, Align::Right},
                                   {context.words("xlsx.column.state"), 13, Align::Center},
                                   {context.words("xlsx.column.gap"), 11, Align::Right},
                                   {context.words("text.unit"), 7, Align::Center},
                                   {context.words("xlsx.column.task"), 22, Align::Left}},
                                  Page::Landscape, alerts);
  const SchoolSheets sheets(context);
  const std::uint32_t header = sheet.header_row();
  sheet.freeze(3);
  for (const StageResult& stage : context.area->stages) PlanTable(context, stage, sheets, sheet).write();
  context.writer->autofilter(header, 1, sheet.row() - 1, sheet.column_count());
  if (!sheets.is_empty()) {
    sheet.heading(context.words("xlsx.plans.met"));
    for (const StageResult& stage : context.area->stages) PlanTable(context, stage, sheets, sheet).write_met();
    sheet.note(context.words("xlsx.plans.sheets"));
  }
  sheet.note(context.words("xlsx.plans.note"));
  sheet.note(context.words("xlsx.plans.beside"));
  sheets.write();
}

}  // namespace junheng::report
