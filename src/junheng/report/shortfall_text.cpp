#include "junheng/report/shortfall_text.h"

#include <cmath>

#include <fmt/format.h>

#include "junheng/core/catalogue.h"
#include "junheng/model/schema.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

/// Rounded up, so that what is printed suffices.
std::string rounded_up(double amount) {
  const double size = std::fabs(amount);
  if (size >= 100) return shown_amount(std::ceil(size));
  return fmt::format("{:.1f}", std::ceil(size * 10 - 1e-9) / 10);
}

}  // namespace

std::string numerator_unit(const standards::Indicator& indicator, Lang lang) {
  // An indicator made of parts counts them.
  if (!indicator.parts.empty()) return std::string(text("shortfall.parts", lang));
  std::string key = indicator.unit.substr(0, indicator.unit.find('/'));
  // A percentage is of what its numerator counts; the schema names no unit for persons.
  if (key == "percent" && !indicator.ratio.numerator.empty()) {
    const model::ColumnSpec* measure = model::find_stage_measure(indicator.ratio.numerator.front().measure);
    key = measure == nullptr || measure->unit.empty() ? "person" : std::string(measure->unit);
  }
  return std::string(standards::unit_label(key, lang));
}

std::string shortfall_amount(const assess::Assessment& assessment, Stage stage, const assess::Shortfall& shortfall, Lang lang) {
  if (!shortfall.missing) return absence_text(shortfall.absence, lang);
  const standards::Indicator& indicator = *assessment.rules_of(stage).indicators[shortfall.indicator].indicator;
  const std::string amount = rounded_up(*shortfall.missing) + " " + numerator_unit(indicator, lang);
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
