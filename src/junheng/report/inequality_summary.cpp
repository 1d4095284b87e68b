// What is printed of inequality beside a file: the first indices and on which level it lies.
#include <algorithm>

#include "junheng/core/catalogue.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/inequality_report.h"
#include "junheng/report/inequality_units.h"
#include "junheng/report/inequality_words.h"
#include "junheng/report/listing.h"
#include "junheng/report/number_format.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

constexpr std::size_t kIndicesShown = 3;
/// Measures told before the rest is counted.
constexpr std::size_t kMeasuresShown = 3;

std::string index_line(const monitor::Inequality& result, Lang lang) {
  std::string out;
  const auto& indices = result.whole.indices;
  for (std::size_t i = 0; i < std::min(kIndicesShown, indices.size()); ++i) {
    const auto interval = shown_interval(indices[i]);
    append_listed(out,
                  index_name(indices[i].index, lang) + " " + shown(indices[i].value, 4) +
                      (interval ? " (" + shown(interval->interval.low, 4) + " – " + shown(interval->interval.high, 4) + ")" : ""),
                  lang);
  }
  return out;
}

/// Shares of Theil T by level; empty where it is not defined or 0.
std::string level_line(const monitor::Inequality& result, Lang lang) {
  const monitor::TheilByLevel& theil = result.whole.theil_t;
  std::string out;
  if (theil.undefined || theil.total() == 0) return out;
  for (std::size_t i = 0; i < theil.terms.size(); ++i)
    append_listed(
        out, term_name(theil.terms, i, lang, units_of(result.request)) + " " + shown_percent(theil.terms[i].value / theil.total()), lang);
  return out;
}

}  // namespace

std::string inequality_summary(const InequalityInput& input) {
  const auto say = [&](std::string_view key, const Params& params = {}) { return text(key, input.lang, params); };
  const model::Manifest& manifest = input.dataset().manifest;
  std::string out = origin_text({manifest.source, manifest.is_synthetic}, input.lang) + "\n";
  if (input.is_partial) out += say("inequality.partial") + "\n";
  const std::size_t shown_results = std::min(kMeasuresShown, input.results->size());
  for (std::size_t i = 0; i < shown_results; ++i) {
    const monitor::Inequality& result = (*input.results)[i];
    const auto words = [&](std::string_view key, const Params& params) {
      return unit_text(units_of(result.request), key, input.lang, params);
    };
    out +=
        words("title", {{"quantity", inequality_quantity(result.request, input.lang)},
                        {"stage", sample_name(result.request, input.lang)},
                        {"first", std::to_string(result.request.year.first)},
                        {"next", next_year_digits(result.request.year)}}) +
        "\n  " +
        words("mean", {{"mean", shown_digits(result.whole.mean)}, {"schools", shown_amount(static_cast<double>(result.whole.schools))}}) +
        "\n";
    for (const std::string& line : {index_line(result, input.lang), level_line(result, input.lang)})
      if (!line.empty()) out += "  " + line + "\n";
  }
  if (input.results->size() > shown_results)
    out += say("inequality.more_measures", {{"count", std::to_string(input.results->size() - shown_results)}}) + "\n";
  return out;
}

}  // namespace junheng::report
