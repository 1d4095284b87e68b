#include "junheng/report/measure_names.h"

#include <algorithm>

#include "junheng/assess/class_bands.h"
#include "junheng/core/catalogue.h"
#include "junheng/model/band_counts.h"
#include "junheng/model/english_names.h"
#include "junheng/model/schema.h"
#include "junheng/report/number_format.h"
#include "junheng/report/shortfall_text.h"

namespace junheng::report {

std::string sum_words(const standards::Standard& standard, const std::vector<standards::SignedMeasure>& terms, Lang lang) {
  std::string out;
  for (const standards::SignedMeasure& term : terms) {
    if (term.sign < 0) out += " − ";
    else if (!out.empty()) out += " + ";
    out += measure_name(standard, term.measure, lang);
  }
  return out;
}

namespace {

/// "classes of 26 to 30 pupils".
std::string band_name(std::size_t band, Lang lang) {
  const model::ClassBandBounds& bounds = model::kClassBandBounds[band];
  const bool is_open = bounds.most == model::ClassBandBounds::kOpenEnd;
  return text(is_open ? "what_if.band_up" : "what_if.band", lang,
              {{"least", shown_limit(bounds.least)}, {"most", shown_limit(bounds.most)}});
}

}  // namespace

bool counts_whole_things(const standards::Standard& standard, std::string_view id) {
  if (assess::class_band_of(id)) return true;
  if (const model::ColumnSpec* measure = model::find_stage_measure(id)) return measure->type == model::ColumnType::Count;
  const auto added = std::ranges::find(standard.pack.measures, id, &standards::DerivedMeasure::id);
  // A pack names no unit for persons.
  return added != standard.pack.measures.end() && (added->unit.empty() || comes_whole(added->unit));
}

std::string measure_name(const standards::Standard& standard, std::string_view id, Lang lang) {
  const auto added = std::ranges::find(standard.pack.measures, id, &standards::DerivedMeasure::id);
  if (added != standard.pack.measures.end()) return added->title.in(lang);
  if (const auto band = assess::class_band_of(id)) return band_name(*band, lang);
  if (const standards::Item* item = standard.item(id)) return item->id + " " + item->title.in(lang);
  if (lang == Lang::Zh) {
    if (const model::ColumnSpec* measure = model::find_stage_measure(id)) return std::string(measure->zh);
    if (const model::ColumnSpec* measure = model::find_area_measure(id)) return std::string(measure->zh);
    if (const model::TableSpec* table = model::find_table(id)) return std::string(table->zh);
    // What decides whether a school counts stands in `schools`; a cell behind a value may stand in any table.
    for (const char* table : {"schools", "quality_results"})
      if (const model::ColumnSpec* column = model::find_table(table)->column(id)) return std::string(column->zh);
    for (const model::TableSpec& table : model::table_specs())
      if (const model::ColumnSpec* column = table.column(id)) return std::string(column->zh);
  }
  return model::english_name(id);
}

std::string denominator_words(const standards::Standard& standard, const standards::Ratio& ratio, Lang lang) {
  return ratio.denominator.empty() ? "1" : sum_words(standard, ratio.denominator, lang);
}

std::string formula_words(const standards::Standard& standard, const standards::Ratio& ratio, Lang lang) {
  std::string numerator = sum_words(standard, ratio.numerator, lang);
  if (ratio.numerator.size() > 1 && !ratio.denominator.empty()) numerator = "(" + numerator + ")";
  if (ratio.denominator.empty()) return numerator;
  std::string denominator = sum_words(standard, ratio.denominator, lang);
  if (ratio.denominator.size() > 1) denominator = "(" + denominator + ")";
  return numerator + " ÷ " + denominator + (ratio.scale == 1 ? "" : " × " + shown_limit(ratio.scale));
}

std::string formula_words(const standards::Standard& standard, const standards::Indicator& indicator, Lang lang) {
  if (indicator.parts.empty()) return formula_words(standard, indicator.ratio, lang);
  std::string out =
      text("explain.parts", lang, {{"least", std::to_string(indicator.parts_at_least)}, {"total", std::to_string(indicator.parts.size())}});
  for (const auto& part : indicator.parts) out += "; " + part.id + ": " + formula_words(standard, part.ratio, lang);
  return out;
}

}  // namespace junheng::report
