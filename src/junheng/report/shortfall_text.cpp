#include "junheng/report/shortfall_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "junheng/core/catalogue.h"
#include "junheng/model/schema.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

/// Nobody hires 0.2 teachers: things that come whole.
bool comes_whole(std::string_view unit) {
  constexpr std::array<std::string_view, 9> kWhole = {"person", "pupil", "room", "set", "volume", "desk", "bed", "toilet", "class"};
  return std::ranges::find(kWhole, unit) != kWhole.end();
}

/// Rounded up, so that what is printed suffices. The allowance keeps 3.0000000001, which is 3 computed in binary, from becoming 4.
double rounded_up(double size, double step) { return std::ceil(size / step - 1e-9) * step; }

std::string measured(double size) { return size >= 100 ? shown_amount(rounded_gap(size)) : fmt::format("{:.1f}", rounded_gap(size)); }

/// Key of the unit of what an indicator counts; empty for one made of parts.
std::string numerator_unit_key(const standards::Indicator& indicator) {
  if (!indicator.parts.empty()) return {};
  const std::string key = indicator.unit.substr(0, indicator.unit.find('/'));
  if (key != "percent" || indicator.ratio.numerator.empty()) return key;
  // A percentage is of what its numerator counts; the schema names no unit for persons.
  const model::ColumnSpec* measure = model::find_stage_measure(indicator.ratio.numerator.front().measure);
  return measure == nullptr || measure->unit.empty() ? "person" : std::string(measure->unit);
}

}  // namespace

double rounded_gap(double size) { return rounded_up(size, size >= 100 ? 1 : 0.1); }

std::string numerator_unit(const standards::Indicator& indicator, Lang lang) {
  // An indicator made of parts counts them.
  if (!indicator.parts.empty()) return std::string(text("shortfall.parts", lang));
  return std::string(standards::unit_label(numerator_unit_key(indicator), lang));
}

std::string shortfall_amount(const assess::Assessment& assessment, Stage stage, const assess::Shortfall& shortfall, Lang lang) {
  if (!shortfall.missing) return absence_text(shortfall.absence, lang);
  const standards::Indicator& indicator = *assessment.rules_of(stage).indicators[shortfall.indicator].indicator;
  const double size = std::fabs(*shortfall.missing);
  const bool is_whole = !indicator.parts.empty() || comes_whole(numerator_unit_key(indicator));
  const double whole = rounded_up(size, 1);
  // The key of a unit is its English word for one.
  const std::string unit = is_whole && whole == 1 && lang == Lang::En && indicator.parts.empty() ? numerator_unit_key(indicator) : numerator_unit(indicator, lang);
  std::string amount = (is_whole ? shown_amount(whole) : measured(size)) + " " + unit;
  // Of a hundred and more the fraction says nothing.
  const bool has_fraction = size < 100 && rounded_up(size, 0.1) < whole - 0.05;
  if (is_whole && *shortfall.missing > 0 && has_fraction) amount = text("shortfall.whole", lang, {{"amount", amount}, {"exact", measured(size)}});
  return *shortfall.missing < 0 ? text("shortfall.too_many", lang, {{"amount", amount}}) : amount;
}

std::string shortfalls_text(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, Lang lang) {
  std::string out;
  for (const assess::Shortfall& shortfall : assess::shortfalls(assessment, stage, unit)) {
    const standards::Indicator& indicator = *assessment.rules_of(stage).indicators[shortfall.indicator].indicator;
    if (!out.empty()) out += lang == Lang::Zh ? "；" : "; ";
    out += indicator.id + " " + shortfall_amount(assessment, stage, shortfall, lang);
  }
  return out;
}

std::string worse_than_mean_text(const assess::Assessment& assessment, const assess::Priority& priority, Lang lang) {
  std::string ids;
  for (const std::size_t i : priority.indicators)
    ids += (ids.empty() ? "" : lang == Lang::Zh ? "、" : ", ") + assessment.rules_of(priority.stage).indicators[i].indicator->id;
  return ids.empty() ? "—" : text("shortfall.worse_than_mean", lang, {{"ids", ids}});
}

}  // namespace junheng::report
