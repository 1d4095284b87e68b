#include "junheng/report/shortfall_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "junheng/core/catalogue.h"
#include "junheng/model/schema.h"
#include "junheng/report/item_text.h"
#include "junheng/report/listing.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/mending.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

bool comes_whole(std::string_view unit) {
  constexpr std::array<std::string_view, 9> kWhole = {"person", "pupil", "room", "set", "volume", "desk", "bed", "toilet", "class"};
  return std::ranges::find(kWhole, unit) != kWhole.end();
}

namespace {

/// Rounded up, so that what is printed suffices. The allowance keeps 3.0000000001, which is 3 computed in binary, from becoming 4.
double rounded_up(double size, double step) { return std::ceil(size / step - 1e-9) * step; }

std::string measured(double size) { return size >= 100 ? shown_amount(rounded_gap(size)) : fmt::format("{:.1f}", rounded_gap(size)); }

/// Key of the unit of what an indicator counts; empty for one made of parts.
std::string numerator_unit_key(const standards::Indicator& indicator) {
  if (!indicator.parts.empty()) return {};
  std::string key = indicator.unit.substr(0, indicator.unit.find('/'));
  if (key != "percent" || indicator.ratio.numerator.empty()) return key;
  // A percentage is of what its numerator counts; the schema names no unit for persons.
  const model::ColumnSpec* measure = model::find_stage_measure(indicator.ratio.numerator.front().measure);
  return measure == nullptr || measure->unit.empty() ? "person" : std::string(measure->unit);
}

std::string lacking_unit_key(const standards::Indicator& indicator, assess::Lack lack) {
  return lack == assess::Lack::Denominator ? indicator.unit.substr(indicator.unit.find('/') + 1) : numerator_unit_key(indicator);
}

/// A positive amount as it is printed, with the exact one beside it where rounding up to whole things hides a fraction.
struct PrintedAmount {
  std::string amount;
  std::string exact;
};

PrintedAmount printed(double size, const standards::Indicator& indicator, assess::Lack lack, Lang lang) {
  const std::string key = lacking_unit_key(indicator, lack);
  const bool is_whole = !indicator.parts.empty() || comes_whole(key);
  const double whole = rounded_up(size, 1);
  // The key of a unit is its English word for one.
  const std::string unit =
      is_whole && whole == 1 && lang == Lang::En && indicator.parts.empty() ? key : lacking_unit(indicator, lack, lang);
  // Of a hundred and more the fraction says nothing.
  const bool has_fraction = size < 100 && rounded_up(size, 0.1) < whole - 0.05;
  return {(is_whole ? shown_amount(whole) : measured(size)) + " " + unit, is_whole && has_fraction ? measured(size) : ""};
}

/// "staff: 3 persons (pupils: 69 too many)".
std::string shared_text(const standards::Standard& standard, const standards::Indicator& indicator, const assess::Shortfall& shortfall,
                        Lang lang) {
  const PrintedAmount lacking = printed(*shortfall.missing, indicator, shortfall.lack, lang);
  const std::string what = sum_words(standard, indicator.ratio.denominator, lang);
  // "1 class" says by itself of what.
  const bool names_itself = what == lacking_unit(indicator, shortfall.lack, lang);
  const double excess = *shortfall.excess;
  return text(lacking.exact.empty() ? "shortfall.shared" : "shortfall.shared_whole", lang,
              {{"lack", names_itself ? lacking.amount : text("shortfall.of", lang, {{"what", what}, {"amount", lacking.amount}})},
               {"exact", lacking.exact},
               {"other", sum_words(standard, indicator.ratio.numerator, lang)},
               {"excess", comes_whole(numerator_unit_key(indicator)) ? shown_amount(rounded_up(excess, 1)) : measured(excess)}});
}

/// What is missing, which is there.
std::string missing_text(const assess::Assessment& assessment, Stage stage, const assess::Shortfall& shortfall, Lang lang) {
  const standards::Indicator& indicator = *assessment.rules_of(stage).indicators[shortfall.indicator].indicator;
  if (shortfall.lack == assess::Lack::Denominator) return shared_text(*assessment.standard, indicator, shortfall, lang);
  const PrintedAmount lacking = printed(*shortfall.missing, indicator, shortfall.lack, lang);
  if (shortfall.lack == assess::Lack::TooMany) return text("shortfall.too_many", lang, {{"amount", lacking.amount}});
  return lacking.exact.empty() ? lacking.amount : text("shortfall.whole", lang, {{"amount", lacking.amount}, {"exact", lacking.exact}});
}

}  // namespace

double rounded_gap(double size) { return rounded_up(size, size >= 100 ? 1 : 0.1); }

double sufficient_amount(const standards::Indicator& indicator, assess::Lack lack, double size) {
  return comes_whole(lacking_unit_key(indicator, lack)) ? rounded_up(size, 1) : rounded_gap(size);
}

std::string lacking_unit(const standards::Indicator& indicator, assess::Lack lack, Lang lang) {
  // An indicator made of parts counts them.
  if (!indicator.parts.empty()) return std::string(text("shortfall.parts", lang));
  return std::string(standards::unit_label(lacking_unit_key(indicator, lack), lang));
}

std::string shortfall_amount(const assess::Assessment& assessment, Stage stage, const assess::Shortfall& shortfall, Lang lang) {
  if (!shortfall.missing) return shortfall.value ? std::string(text("limit.open", lang)) : absence_text(shortfall.absence, lang);
  const std::string amount = missing_text(assessment, stage, shortfall, lang);
  return shortfall.is_least ? text("shortfall.at_least", lang, {{"amount", amount}}) : amount;
}

std::string shortfalls_text(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, Lang lang) {
  const auto mending = mending_of(assessment, stage, unit);
  const auto amount = [&](const assess::Shortfall& shortfall) {
    const standards::Indicator& indicator = *assessment.rules_of(stage).indicators[shortfall.indicator].indicator;
    return indicator.id + " " + shortfall_amount(assessment, stage, shortfall, lang);
  };
  const std::string_view separator = lang == Lang::Zh ? "；" : "; ";
  std::string out;
  const auto add = [&](const std::string& words) { out += (out.empty() ? "" : std::string(separator)) + words; };
  if (!mending) {
    for (const assess::Shortfall& shortfall : assess::shortfalls(assessment, stage, unit)) add(amount(shortfall));
    return out;
  }
  for (const GapRole role : {GapRole::Compulsory, GapRole::Choice, GapRole::Spare, GapRole::Open}) {
    std::string amounts;
    for (const Gap& gap : mending->gaps)
      if (gap.role == role) append_listed(amounts, amount(gap.shortfall), lang);
    const std::string heading = role_heading(*mending, role, lang);
    if (!amounts.empty()) add(heading.empty() ? amounts : text("shortfall.group", lang, {{"role", heading}, {"list", amounts}}));
  }
  return out;
}

std::string item_share_text(const assess::ItemShare& share, Lang lang) {
  return share.item->item->id + " " + offender_text(*share.clause, *share.offender, lang);
}

std::string to_mend_text(const assess::Assessment& assessment, const assess::Priority& priority, Lang lang) {
  std::string out;
  const auto add = [&](const std::string& words) {
    if (!words.empty()) out += (out.empty() ? "" : lang == Lang::Zh ? "；" : "; ") + words;
  };
  for (const assess::ItemShare& share : priority.items) add(item_share_text(share, lang));
  if (priority.enters) add(shortfalls_text(assessment, priority.stage, priority.unit, lang));
  return out.empty() ? worse_than_mean_text(assessment, priority, lang) : out;
}

std::string worse_than_mean_text(const assess::Assessment& assessment, const assess::Priority& priority, Lang lang) {
  std::string ids;
  for (const std::size_t i : priority.indicators) append_listed(ids, assessment.rules_of(priority.stage).indicators[i].indicator->id, lang);
  return ids.empty() ? "—" : text("shortfall.worse_than_mean", lang, {{"ids", ids}});
}

}  // namespace junheng::report
