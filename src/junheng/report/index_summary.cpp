// What is printed of a composite index beside a file: the ends of the ranking.
#include <algorithm>

#include "junheng/core/catalogue.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/index_report.h"
#include "junheng/report/index_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

/// Units named at each end of the ranking.
constexpr std::size_t kEnds = 3;

std::string line_of(const monitor::CompositeIndex& index, const monitor::RankedUnit& unit, Lang lang) {
  return "  " +
         text("index.summary_line", lang,
              {{"rank", std::to_string(unit.rank)}, {"unit", index_unit(index, unit.unit)}, {"score", shown(unit.score, 4)}}) +
         "\n";
}

}  // namespace

std::string index_summary(const IndexInput& input) {
  const monitor::CompositeIndex& index = *input.index;
  const model::Manifest& manifest = index.sample.dataset->manifest;
  std::string out = origin_text({manifest.source, manifest.is_synthetic}, input.lang) + "\n";
  if (input.is_partial) out += std::string(text("inequality.partial", input.lang)) + "\n";
  out += text("index.title", input.lang,
              {{"title", index.spec.title},
               {"stage", index_stage(index, input.lang)},
               {"first", std::to_string(index.sample.year.first)},
               {"next", next_year_digits(index.sample.year)}}) +
         "\n";
  const std::size_t count = index.ranking.size();
  const std::size_t hidden = count > 2 * kEnds + 1 ? count - 2 * kEnds : 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (hidden > 0 && i == kEnds) out += "  " + text("index.summary_between", input.lang, {{"count", std::to_string(hidden)}}) + "\n";
    if (hidden == 0 || i < kEnds || i >= count - kEnds) out += line_of(index, index.ranking[i], input.lang);
  }
  if (!index.unranked.empty())
    out += "  " + text("index.summary_unranked", input.lang, {{"count", shown_amount(static_cast<double>(index.unranked.size()))}}) + "\n";
  return out;
}

}  // namespace junheng::report
