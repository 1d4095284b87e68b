#include "junheng/report/cv_text.h"

#include <utility>

#include "junheng/core/catalogue.h"
#include "junheng/report/listing.h"
#include "junheng/report/number_format.h"

namespace junheng::report {

bool is_single_value(const assess::IndicatorSummary& summary) { return summary.schools_valued == 1; }

std::optional<double> spread(const assess::IndicatorSummary& summary) { return is_single_value(summary) ? std::nullopt : summary.cv; }

std::string with_coverage(std::string shown, std::uint32_t valued, std::uint32_t schools) {
  if (valued == 0 || valued >= schools) return shown;
  return std::move(shown) + " (" + std::to_string(valued) + "/" + std::to_string(schools) + ")";
}

std::string cv_text(const assess::IndicatorSummary& summary, std::uint32_t schools, std::optional<double> limit) {
  return with_coverage(shown(spread(summary), 3, limit, standards::Direction::Lower), summary.schools_valued, schools);
}

std::string single_values_text(const assess::Assessment& assessment, const assess::StageResult& stage, Lang lang) {
  const assess::StageRules& rules = assessment.rules_of(stage.stage);
  std::string ids;
  for (std::size_t i = 0; i < rules.indicators.size(); ++i)
    if (rules.indicators[i].indicator->has_cv && is_single_value(stage.indicators[i]))
      append_listed(ids, rules.indicators[i].indicator->id, lang);
  return ids.empty() ? ids : text("cv.single_value", lang, {{"ids", ids}});
}

}  // namespace junheng::report
