#include <algorithm>
#include <cmath>
#include <set>

#include "junheng/assess/diagnosis.h"
#include "junheng/report/form_tables.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/shortfall_text.h"

namespace junheng::report {

namespace {

using assess::IndicatorState;
using assess::Shortfall;
using assess::StageResult;
using assess::Verdict;
using formats::Align;

/// Schools that do not meet the school standard, cannot be judged, or meet it and still lack something in an indicator: those to mend
/// first stand first.
std::vector<std::uint32_t> planned_units(const assess::Assessment& assessment, const StageResult& stage) {
  const auto& verdicts = assessment.schools_of(stage.stage).verdicts;
  const auto belongs = [&](std::uint32_t unit) {
    return verdicts[unit] && (*verdicts[unit] != Verdict::Met || !assess::shortfalls(assessment, stage.stage, unit).empty());
  };
  std::vector<std::uint32_t> out;
  std::set<std::uint32_t> seen;
  for (const assess::Priority& priority : assess::priorities(assessment, stage))
    if (belongs(priority.unit) && seen.insert(priority.unit).second) out.push_back(priority.unit);
  const auto& group = assessment.units.of(stage.stage).groups[stage.group];
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit)
    if (belongs(unit) && seen.insert(unit).second) out.push_back(unit);
  return out;
}

Mark mark_of(IndicatorState state) {
  if (state == IndicatorState::Floor) return Mark::Near;
  return state == IndicatorState::Unmet ? Mark::Bad : Mark::Unknown;
}

class PlanTable {
 public:
  PlanTable(const FormContext& context, const StageResult& stage, FormSheet& sheet)
      : context_(context), assessment_(context.assessment()), stage_(stage), rules_(assessment_.rules_of(stage.stage)), sheet_(sheet) {}

  void write() {
    for (const std::uint32_t unit : planned_units(assessment_, stage_)) {
      ++number_;
      bool is_first = true;
      for (const Shortfall& shortfall : assess::shortfalls(assessment_, stage_.stage, unit)) {
        row(unit, shortfall, is_first);
        is_first = false;
      }
    }
  }

 private:
  void row(std::uint32_t unit, const Shortfall& shortfall, bool is_first) {
    const assess::UnitTable& units = assessment_.units.of(stage_.stage);
    const SchoolIndex school = units.schools[unit];
    const assess::IndicatorRule& rule = rules_.indicators[shortfall.indicator];
    // Name and number stand on every row, so that the list can be filtered and sorted.
    sheet_.number(number_, 0).text(stage_text(stage_.stage, context_.lang())).text(context_.school_name(school));
    sheet_.text(context_.dataset().schools.ids.at(school.value)).number(units.pupils.get(unit), 0);
    const Verdict verdict = *assessment_.schools_of(stage_.stage).verdicts[unit];
    sheet_.text(is_first ? verdict_text(verdict, context_.lang()) : "", is_first && verdict == Verdict::Unmet ? Mark::Bad : Mark::None);
    std::string title = indicator_header(*rule.indicator, context_.lang());
    std::ranges::replace(title, '\n', ' ');
    sheet_.text(title);
    value_cell(rule, shortfall);
    const std::string_view sign = rule.indicator->direction == standards::Direction::Higher ? "≥" : "≤";
    sheet_.limit(shortfall.limit, sign).limit(rule.floor ? std::optional(rule.floor->value) : std::nullopt, sign);
    sheet_.text(context_.words("xlsx.state." + std::string(assess::to_string(shortfall.state))), mark_of(shortfall.state));
    amount_cells(rule, shortfall);
    sheet_.end_row();
  }

  void value_cell(const assess::IndicatorRule& rule, const Shortfall& shortfall) {
    const int form_decimals = rule.parts.empty() ? rule.indicator->decimals : 0;
    int decimals = form_decimals;
    if (shortfall.value) {
      decimals = shown_decimals(*shortfall.value, form_decimals, shortfall.limit, rule.indicator->direction);
      if (rule.floor) decimals = std::max(decimals, shown_decimals(*shortfall.value, form_decimals, rule.floor->value, rule.indicator->direction));
    }
    sheet_.number(shortfall.value, decimals, mark_of(shortfall.state));
  }

  void amount_cells(const assess::IndicatorRule& rule, const Shortfall& shortfall) {
    if (!shortfall.missing) {
      sheet_.text("—").text("").text(context_.words("xlsx.plans.supply", {{"why", absence_text(shortfall.absence, context_.lang())}}));
      return;
    }
    // A gap of 0.04 teachers is not 0.0.
    const double amount = std::fabs(*shortfall.missing);
    sheet_.number(amount, amount >= 100 ? 0 : shown_decimals(amount, 2, 0.0, standards::Direction::Lower)).text(numerator_unit(*rule.indicator, context_.lang()));
    std::string task = context_.words(*shortfall.missing < 0 ? "xlsx.plans.reduce" : "xlsx.plans.add", {{"amount", shortfall_amount(assessment_, stage_.stage, shortfall, context_.lang())}});
    if (shortfall.state == IndicatorState::Floor) task += context_.words("xlsx.plans.above_floor");
    sheet_.text(task);
  }

  const FormContext& context_;
  const assess::Assessment& assessment_;
  const StageResult& stage_;
  const assess::StageRules& rules_;
  FormSheet& sheet_;
  int number_ = 0;
};

}  // namespace

void write_school_plans(const FormContext& context) {
  const auto has_plans = [&](const StageResult& stage) { return !planned_units(context.assessment(), stage).empty(); };
  if (std::ranges::none_of(context.area->stages, has_plans)) return;
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
                                  Page::Landscape);
  const std::uint32_t header = sheet.header_row();
  sheet.freeze(3);
  for (const StageResult& stage : context.area->stages) PlanTable(context, stage, sheet).write();
  context.writer->autofilter(header, 1, sheet.row() - 1, sheet.column_count());
  sheet.note(context.words("xlsx.plans.note"));
}

}  // namespace junheng::report
