#include "junheng/report/school_lists.h"

#include <algorithm>

#include "junheng/assess/entry_reason.h"
#include "junheng/core/catalogue.h"
#include "junheng/report/listing.h"
#include "junheng/report/number_format.h"
#include "junheng/report/outside_schools.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

namespace {

constexpr std::size_t kMissingNamed = 5;
constexpr std::size_t kOutsideNamed = 3;

std::string name_of(const assess::Assessment& assessment, SchoolIndex school) {
  const std::string_view name = assessment.dataset->schools.names.at(school.value);
  return std::string(name.empty() ? assessment.dataset->schools.ids.at(school.value) : name);
}

/// The number of pupils, where it is known, and what keeps the unit outside.
std::string bar_text(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, Lang lang) {
  const auto pupils = assessment.units.of(stage).pupils.get(unit);
  std::string bar = outside_bar(assessment, stage, unit, lang);
  return pupils ? text("outside.with_pupils", lang, {{"pupils", shown(pupils, 0)}, {"reason", std::move(bar)}}) : bar;
}

}  // namespace

std::string schools_without_value(const assess::Assessment& assessment, const assess::StageResult& stage, std::size_t indicator,
                                  Lang lang) {
  const assess::UnitTable& units = assessment.units.of(stage.stage);
  const assess::IndicatorColumn& column = assessment.schools_of(stage.stage).indicators[indicator];
  const auto& group = units.groups[stage.group];
  std::string out;
  std::size_t count = 0;
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
    if (column.values.has(unit) || ++count > kMissingNamed) continue;
    append_listed(out,
                  name_of(assessment, units.schools[unit]) +
                      text("text.offender", lang, {{"words", absence_text(column.values.at(unit).absence, lang)}}),
                  lang);
  }
  if (count > kMissingNamed) out += text("text.and_more", lang, {{"count", std::to_string(count - kMissingNamed)}});
  return out;
}

std::string outside_reason(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, Lang lang) {
  const auto reason = assess::why_outside(*assessment.standard, assessment.dataset->schools, assessment.units.of(stage), unit);
  if (!reason) return {};
  return text("outside.source", lang,
              {{"reason", bar_text(assessment, stage, unit, lang)},
               {"document", reason->rule->source.document},
               {"clause", reason->rule->source.clause}});
}

std::string schools_outside(const assess::Assessment& assessment, const assess::StageResult& stage, Lang lang) {
  const assess::UnitTable& units = assessment.units.of(stage.stage);
  const auto& group = units.groups[stage.group];
  const std::size_t count = group.end - group.entered_end;
  if (count == 0) return {};
  std::string names;
  for (std::uint32_t unit = group.entered_end; unit < group.entered_end + std::min(count, kOutsideNamed); ++unit) {
    append_listed(
        names,
        name_of(assessment, units.schools[unit]) + text("text.offender", lang, {{"words", bar_text(assessment, stage.stage, unit, lang)}}),
        lang);
  }
  if (count > kOutsideNamed) names += text("text.and_more", lang, {{"count", std::to_string(count - kOutsideNamed)}});
  return text("outside.all", lang, {{"schools", names}});
}

}  // namespace junheng::report
