#include "junheng/app/measure_words.h"

#include <algorithm>

#include "junheng/core/codes.h"
#include "junheng/model/schema.h"
#include "junheng/monitor/area_sample.h"
#include "junheng/monitor/school_sample.h"
#include "junheng/standards/suggestion.h"

namespace junheng::app {

MeasureWords::MeasureWords(const model::Dataset& dataset, const standards::Pack& pack)
    : of_schools_(monitor::known_measures(dataset, pack)) {
  if (dataset.schools.size() > 0) named_ = of_schools_;
  for (std::string& id : monitor::reported_area_measures(dataset)) named_.push_back(std::move(id));
  if (named_.empty()) named_ = of_schools_;
}

Result<NamedMeasure> MeasureWords::find(const std::string& word) const {
  if (std::ranges::find(of_schools_, word) != of_schools_.end()) return NamedMeasure{word, false};
  if (const model::ColumnSpec* measure = model::find_stage_measure(word)) return NamedMeasure{std::string(measure->id), false};
  if (const model::ColumnSpec* measure = model::find_area_measure(word)) return NamedMeasure{std::string(measure->id), true};
  Params params = standards::suggestion(word, {named_.begin(), named_.end()});
  params.emplace_back("measure", word);
  return fail(Error{Code::NoSuchMeasure, std::move(params), {}});
}

}  // namespace junheng::app
