#include "junheng/report/form_plan_cells.h"

#include <algorithm>
#include <cmath>

#include "junheng/report/item_text.h"
#include "junheng/report/limit_words.h"
#include "junheng/report/mending.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/shortfall_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::IndicatorState;

Mark mark_of(IndicatorState state) {
  switch (state) {
    case IndicatorState::Floor: return Mark::Near;
    case IndicatorState::Unmet: return Mark::Bad;
    case IndicatorState::Unknown: return Mark::Unknown;
    case IndicatorState::Met:
    case IndicatorState::NotJudged: return Mark::None;
  }
  return Mark::None;
}

int decimals_of(double value) { return value == std::floor(value) ? 0 : 2; }

bool counts_classes(const assess::ItemShare& share) { return share.clause->clause->rule == standards::ItemRule::ClassSize; }

Mark mark_of(const assess::ItemShare& share) { return share.offender->verdict == assess::Verdict::Unmet ? Mark::Bad : Mark::Unknown; }

}  // namespace

void write_plan_title(FormSheet& sheet, const PlanCell& cell) {
  std::string title = indicator_header(*cell.rule().indicator, cell.context->lang());
  std::ranges::replace(title, '\n', ' ');
  sheet.text(title);
}

void write_plan_value(FormSheet& sheet, const PlanCell& cell) {
  const assess::IndicatorRule& rule = cell.rule();
  const auto value = cell.column().values.get(cell.unit);
  const int form_decimals = rule.parts.empty() ? rule.indicator->decimals : 0;
  int decimals = form_decimals;
  const assess::OwnLimits own = limits_of_unit(cell.context->assessment(), cell.stage, cell.unit, cell.indicator);
  for (const auto& limit : {own.standard, own.floor})
    if (value && limit) decimals = std::max(decimals, shown_decimals(*value, form_decimals, *limit, rule.indicator->direction));
  sheet.number(value, decimals, mark_of(cell.column().states[cell.unit]));
}

void write_plan_limits(FormSheet& sheet, const PlanCell& cell) {
  const assess::Assessment& assessment = cell.context->assessment();
  const std::string_view sign = direction_sign(cell.rule().indicator->direction);
  const auto standard = assess::required_value(assessment, cell.stage, cell.unit, cell.indicator);
  // Where the setting leaves the standard open, all that may hold.
  if (!standard && is_limit_several(assessment, cell.stage, cell.unit, cell.indicator))
    sheet.text(all_limits(cell.rule(), cell.context->lang()));
  else sheet.limit(standard, sign);
  sheet.limit(limits_of_unit(assessment, cell.stage, cell.unit, cell.indicator).floor, sign);
}

void write_plan_state(FormSheet& sheet, const PlanCell& cell) {
  const IndicatorState state = cell.column().states[cell.unit];
  sheet.text(cell.context->words("xlsx.state." + std::string(assess::to_string(state))), mark_of(state));
}

void write_plan_gap(FormSheet& sheet, const PlanCell& cell, const assess::Shortfall* shortfall) {
  const FormContext& context = *cell.context;
  if (shortfall == nullptr) {
    sheet.text("—").text("").text("");
    return;
  }
  if (!shortfall->missing) {
    sheet.text("—").text("").text(context.words(
        "xlsx.plans.supply", {{"why", unjudged_reason(context.assessment(), cell.stage, cell.unit, cell.indicator, context.lang())}}));
    return;
  }
  // The same number as in the task beside it.
  const double amount = rounded_gap(*shortfall->missing);
  sheet.number(amount, amount >= 100 ? 0 : 1).text(lacking_unit(*cell.rule().indicator, shortfall->lack, context.lang()));
  std::string task = context.words(shortfall->lack == assess::Lack::TooMany ? "xlsx.plans.reduce" : "xlsx.plans.add",
                                   {{"amount", shortfall_amount(context.assessment(), cell.stage, *shortfall, context.lang())}});
  const std::string role = gap_role_text_of(context.assessment(), cell.stage, cell.unit, cell.indicator, context.lang());
  if (!role.empty()) task += context.words("xlsx.plans.role", {{"role", role}});
  else if (shortfall->state == IndicatorState::Floor) task += context.words("xlsx.plans.above_floor");
  sheet.text(task);
}

void write_item_value(FormSheet& sheet, const FormContext& context, const assess::ItemShare& share) {
  const assess::Offender& offender = *share.offender;
  std::string words = share.item->item->id + " " + share.item->item->title.in(context.lang());
  if (offender.stage)
    words = context.words("xlsx.school.item_stage", {{"item", words}, {"stage", stage_text(*offender.stage, context.lang())}});
  sheet.text(words).number(offender.value, decimals_of(offender.value), mark_of(share));
  sheet.limit(counts_classes(share) ? 0 : offender.limit, "").text("—");
}

void write_item_gap(FormSheet& sheet, const FormContext& context, const assess::ItemShare& share) {
  const assess::Offender& offender = *share.offender;
  sheet.text(verdict_text(offender.verdict, context.lang()), mark_of(share));
  if (counts_classes(share)) {
    sheet.number(offender.value, 0).text(standards::unit_label("class", context.lang()));
  } else if (repeats_school_standard(share)) {
    sheet.text("—").text("");
  } else {
    const double gap = std::abs(offender.value - offender.limit);
    sheet.number(gap, decimals_of(gap)).text(standards::unit_label(share.clause->clause->unit, context.lang()));
  }
  sheet.text(offender_text(*share.clause, offender, context.lang()));
}

}  // namespace junheng::report
