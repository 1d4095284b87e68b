#pragma once

#include <string>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/monitor/review.h"
#include "junheng/standards/curriculum.h"

namespace junheng::report {

/// What teachers lacking by subject were worked out from.
struct ReviewSubjects {
  const standards::CurriculumLibrary* library = nullptr;
  const standards::Curriculum* curriculum = nullptr;
  const standards::LoadTable* loads = nullptr;
  /// Subjects left out for want of a weekly load.
  std::vector<std::string_view> without_load;
  /// Nobody asked for this one.
  bool is_curriculum_assumed = true;
  bool is_loads_assumed = true;
};

/// All that a report of a plan-period review shows.
struct ReviewReport {
  const monitor::Review* review = nullptr;
  const model::Dataset* dataset = nullptr;
  const std::vector<Issue>* issues = nullptr;
  /// Rows were left out of the dataset.
  bool is_partial = false;
  Lang lang = Lang::Zh;
  /// Day of the report.
  std::string date;
  std::string version;
  /// Null where the dataset tells no teachers by subject.
  const ReviewSubjects* subjects = nullptr;
  /// Names of areas that are not shown since they hold one area only; empty: none.
  std::string left_out = {};
};

}  // namespace junheng::report
