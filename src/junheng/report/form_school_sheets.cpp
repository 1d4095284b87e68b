// 一校一策: a sheet for each school of the area.
#include "junheng/report/form_school_sheets.h"

#include <algorithm>

#include "junheng/report/form_plan_cells.h"
#include "junheng/report/limit_words.h"
#include "junheng/report/mending.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/school_facts.h"

namespace junheng::report {

namespace {

using assess::StageResult;
using assess::Verdict;
using formats::Align;

std::vector<FormColumn> columns_of(const FormContext& context) {
  return {{context.words("text.indicator"), 50, Align::Left},    {context.words("text.value"), 12, Align::Right},
          {context.words("text.standard"), 10, Align::Right},    {context.words("xlsx.column.floor"), 10, Align::Right},
          {context.words("xlsx.column.mean"), 11, Align::Right}, {context.words("xlsx.column.state"), 14, Align::Center},
          {context.words("xlsx.column.gap"), 13, Align::Right},  {context.words("text.unit"), 8, Align::Center},
          {context.words("xlsx.column.task"), 30, Align::Left}};
}

}  // namespace

SchoolSheets::SchoolSheets(const FormContext& context) : context_(context), list_place_(context.writer->sheet_count()) {
  if (!has_school_sheets(context)) return;
  for (const StageResult& stage : context.area->stages) {
    if (!context.assessment().rules_of(stage.stage).judges_schools()) continue;
    const assess::UnitTable& units = context.assessment().units.of(stage.stage);
    const auto& group = units.groups[stage.group];
    for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
      const SchoolIndex school = units.schools[unit];
      const auto [position, is_new] = positions_.try_emplace(school.value, schools_.size());
      if (is_new) schools_.emplace_back(school, Units{});
      schools_[position->second].second[assess::Assessment::slot(stage.stage)] = unit;
    }
  }
}

std::optional<std::size_t> SchoolSheets::place_of(SchoolIndex school) const {
  const auto found = positions_.find(school.value);
  return found == positions_.end() ? std::nullopt : std::optional(list_place_ + 1 + found->second);
}

void SchoolSheets::write() const {
  for (const auto& [school, units] : schools_) write_school(school, units);
}

void SchoolSheets::write_school(SchoolIndex school, const Units& units) const {
  SheetHead head = context_.head();
  head.lines.push_back(school_facts(context_.dataset(), school, context_.lang()));
  const std::string name = context_.school_name(school);
  FormSheet sheet(*context_.writer, head,
                  {name, context_.words("xlsx.title.school", {{"school", name}}), columns_of(context_), Page::Landscape});
  for (const StageResult& stage : context_.area->stages)
    if (const auto unit = units[assess::Assessment::slot(stage.stage)]) write_stage(sheet, stage, *unit);
  write_items(sheet, school);
  sheet.link(context_.words("xlsx.school.back"), list_place_, 1, 1).end_row();
  sheet.note(context_.words("xlsx.school.note"));
}

void SchoolSheets::write_stage(FormSheet& sheet, const StageResult& stage, std::uint32_t unit) const {
  const assess::Assessment& assessment = context_.assessment();
  const assess::StageRules& rules = assessment.rules_of(stage.stage);
  const assess::SchoolColumns& schools = assessment.schools_of(stage.stage);
  sheet.heading(context_.words("xlsx.school.stage", {{"stage", stage_text(stage.stage, context_.lang())},
                                                     {"pupils", shown(assessment.units.of(stage.stage).pupils.get(unit), 0)},
                                                     {"met", std::to_string(schools.met[unit])},
                                                     {"total", std::to_string(rules.judged_indicators())},
                                                     {"verdict", verdict_text(*schools.verdicts[unit], context_.lang())}}));
  const auto mending = mending_of(assessment, stage.stage, unit);
  if (mending && !mending->gaps.empty()) sheet.note(mending_text(assessment, stage.stage, *mending, context_.lang()));
  const auto shortfalls = assess::shortfalls(assessment, stage.stage, unit);
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
    const PlanCell cell{&context_, stage.stage, unit, i};
    const assess::IndicatorRule& rule = cell.rule();
    write_plan_title(sheet, cell);
    write_plan_value(sheet, cell);
    write_plan_limits(sheet, cell);
    sheet.number(stage.indicators[i].mean, rule.parts.empty() ? rule.indicator->decimals : 1);
    write_plan_state(sheet, cell);
    const auto shortfall = std::ranges::find(shortfalls, i, &assess::Shortfall::indicator);
    write_plan_gap(sheet, cell, shortfall == shortfalls.end() ? nullptr : &*shortfall);
    sheet.end_row();
  }
}

void SchoolSheets::write_items(FormSheet& sheet, SchoolIndex school) const {
  const auto shares = assess::item_shares(*context_.area, school);
  if (!shares.empty()) sheet.heading(context_.words("xlsx.school.items"));
  for (const assess::ItemShare& share : shares) {
    write_item_value(sheet, context_, share);
    // County items have no mean of schools.
    sheet.text("—");
    write_item_gap(sheet, context_, share);
    sheet.end_row();
  }
}

}  // namespace junheng::report
