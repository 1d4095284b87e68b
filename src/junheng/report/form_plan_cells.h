#pragma once

#include <optional>

#include "junheng/assess/diagnosis.h"
#include "junheng/report/form_context.h"

namespace junheng::report {

/// One indicator of one school as the list of schools and the school's own sheet show it.
struct PlanCell {
  const FormContext* context = nullptr;
  Stage stage = Stage::Primary;
  std::uint32_t unit = 0;
  std::size_t indicator = 0;

  [[nodiscard]] const assess::IndicatorRule& rule() const { return context->assessment().rules_of(stage).indicators[indicator]; }
  [[nodiscard]] const assess::IndicatorColumn& column() const { return context->assessment().schools_of(stage).indicators[indicator]; }
};

/// The indicator with its unit, on one line.
void write_plan_title(FormSheet& sheet, const PlanCell& cell);
/// The value with as many decimals as it takes to see on which side of standard and floor it stands.
void write_plan_value(FormSheet& sheet, const PlanCell& cell);
/// Standard and floor of the school; where its setting leaves the standard open, all that may hold.
void write_plan_limits(FormSheet& sheet, const PlanCell& cell);
/// The state in words.
void write_plan_state(FormSheet& sheet, const PlanCell& cell);
/// Gap, its unit and what to do about it; dashes where nothing is lacking (`shortfall` null).
void write_plan_gap(FormSheet& sheet, const PlanCell& cell, const assess::Shortfall* shortfall);

/// A county item that the school keeps from being met: its title with the stage, the value, what is allowed, no floor. Of classes that are
/// too large their number, of which none is allowed.
void write_item_value(FormSheet& sheet, const FormContext& context, const assess::ItemShare& share);
/// The verdict, what is missing or too many with its unit, and what the school is found short of in words.
void write_item_gap(FormSheet& sheet, const FormContext& context, const assess::ItemShare& share);

}  // namespace junheng::report
