#pragma once

#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/model/dataset.h"
#include "junheng/standards/pack.h"

namespace junheng::app {

struct NamedMeasure {
  std::string id;
  /// Areas report it in area_facts; else it is of schools.
  bool is_of_areas = false;
};

/// The measures of a dataset by id or Chinese name: those of schools (stage_facts, derived ones), then those of areas.
class MeasureWords {
 public:
  MeasureWords(const model::Dataset& dataset, const standards::Pack& pack);

  /// Errors: NoSuchMeasure, which names the measures of schools, where there are any, and those that areas report.
  [[nodiscard]] Result<NamedMeasure> find(const std::string& word) const;

 private:
  std::vector<std::string> of_schools_;
  /// What the error names.
  std::vector<std::string> named_;
};

}  // namespace junheng::app
