#include "junheng/app/what_if_changes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "junheng/assess/class_bands.h"
#include "junheng/core/catalogue.h"
#include "junheng/core/codes.h"
#include "junheng/formats/number_text.h"
#include "junheng/model/schema.h"
#include "junheng/report/listing.h"
#include "junheng/report/measure_names.h"

namespace junheng::app {

namespace {

/// Binds one change after the other.
class ChangeBinder {
 public:
  explicit ChangeBinder(const AreaDesk& desk) : desk_(desk) {}

  Result<assess::ValueChange> bind(const ValueOfSchool& asked) {
    const auto school = desk_.dataset.schools.find(asked.school_id);
    if (!school) return fail(Code::NoSuchSchool, {{"id", asked.school_id}});
    if (!is_known(asked.measure)) return fail(Code::UnknownWhatIfMeasure, {{"measure", asked.measure}});
    if (auto has_stage = check_stage(*school, asked); !has_stage) return fail(has_stage.error());
    if (asked.value != std::floor(asked.value) && report::counts_whole_things(*desk_.standard, asked.measure))
      return fail(Code::WhatIfNotWhole, named(*school, asked, {{"value", formats::number_text(asked.value)}}));
    const auto [place, is_first] = values_.try_emplace({*school, asked.stage, asked.measure}, asked.value);
    if (!is_first)
      return fail(Code::WhatIfChangedTwice,
                  named(*school, asked, {{"first", formats::number_text(place->second)}, {"second", formats::number_text(asked.value)}}));
    return assess::ValueChange{*school, asked.stage, asked.measure, model::Quantity::of(asked.value)};
  }

 private:
  [[nodiscard]] bool is_known(const std::string& measure) const {
    const auto& added = desk_.standard->pack.measures;
    return model::find_stage_measure(measure) != nullptr || assess::class_band_of(measure) ||
           std::ranges::find(added, measure, &standards::DerivedMeasure::id) != added.end();
  }

  [[nodiscard]] Result<void> check_stage(SchoolIndex school, const ValueOfSchool& asked) const {
    assess::StageSet stages = desk_.assessor->stages_of(school);
    // Classes are in bands by stage.
    if (assess::class_band_of(asked.measure)) stages.keep(assess::StageSet::of(kCompulsoryStages));
    if (stages.has(asked.stage)) return {};
    return fail(Code::WhatIfNoStage,
                named(school, asked, {{"stages_zh", listed(stages, Lang::Zh)}, {"stages_en", listed(stages, Lang::En)}}));
  }

  [[nodiscard]] static std::string listed(const assess::StageSet& stages, Lang lang) {
    std::string out;
    for (const Stage stage : {Stage::Primary, Stage::Junior, Stage::All})
      if (stages.has(stage)) report::append_listed(out, std::string(stage_name(stage, lang)), lang);
    return out.empty() ? std::string(text("what_if.no_stages", lang)) : out;
  }

  [[nodiscard]] Params named(SchoolIndex school, const ValueOfSchool& asked, Params params) const {
    params.emplace_back("name", desk_.dataset.schools.names.at(school.value));
    for (const auto& [suffix, lang] : {std::pair{"_zh", Lang::Zh}, {"_en", Lang::En}}) {
      params.emplace_back(std::string("stage") + suffix, stage_name(asked.stage, lang));
      params.emplace_back(std::string("measure") + suffix, report::measure_name(*desk_.standard, asked.measure, lang));
    }
    return params;
  }

  const AreaDesk& desk_;
  std::map<std::tuple<SchoolIndex, Stage, std::string>, double> values_;
};

}  // namespace

Result<std::vector<assess::ValueChange>> bound_changes(const AreaDesk& desk, report::Masking masking,
                                                       const std::vector<ValueOfSchool>& asked) {
  ChangeBinder binder(desk);
  std::vector<assess::ValueChange> changes;
  changes.reserve(asked.size());
  for (const ValueOfSchool& each : asked) {
    const auto school = desk.dataset.schools.find(each.school_id);
    if (school && masking == report::Masking::SmallCountsHidden && report::has_small_stage(desk.dataset, desk.assessment.year, *school))
      return fail(Code::SmallCountChange, {{"name", std::string(desk.dataset.schools.names.at(school->value))}});
    auto change = binder.bind(each);
    if (!change) return fail(change.error());
    changes.push_back(std::move(*change));
  }
  return changes;
}

std::vector<RefusedChange> refused_changes(const AreaDesk& desk, const std::vector<ValueOfSchool>& asked) {
  ChangeBinder binder(desk);
  std::vector<RefusedChange> out;
  for (const ValueOfSchool& each : asked)
    if (const auto change = binder.bind(each); !change) out.push_back({each, change.error()});
  return out;
}

}  // namespace junheng::app
