#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "junheng/assess/area_figures.h"
#include "junheng/assess/assessment.h"
#include "junheng/core/error.h"

namespace junheng::assess {

/// Schools that stand in an area above the level and in none of it: under the code of a city itself.
enum class SchoolsAbove : std::uint8_t {
  LeaveOut,     ///< Assessment::unplaced names them
  InTheirArea,  ///< their area stands among those of the level, with these schools alone
};

struct AssessOptions {
  SchoolYear year;
  /// County, or City / Province / Country, which pool all schools below into one row of means and CVs without a verdict.
  model::AreaLevel level = model::AreaLevel::County;
  /// Only areas at or below this code; empty: all.
  std::string area_code;
  SchoolsAbove schools_above = SchoolsAbove::LeaveOut;
};

/// Assesses a dataset under one standard, whole or again for one area after a few values have changed.
class Assessor {
 public:
  /// Errors: UnknownArea; NoDataForYear (lists the years there are); NoAreaAtLevel.
  [[nodiscard]] static Result<Assessor> create(const model::Dataset& dataset, std::shared_ptr<const standards::Standard> standard,
                                               AssessOptions options);

  /// Means, CVs, school and area verdicts of every area, in the order of area codes. One thread; linear in the schools.
  [[nodiscard]] Assessment assess() const { return assess({}); }
  /// The same of the dataset with some values replaced: of two for the same cell the first holds.
  [[nodiscard]] Assessment assess(std::span<const ValueChange> changes) const;

  /// The one area with some values replaced: an Assessment of one area, as assess() of a dataset with those values would give.
  /// Cost is that of the area's schools only. Errors: UnknownArea.
  [[nodiscard]] Result<Assessment> reassess(AreaIndex area, std::span<const ValueChange> changes) const;

  /// The stages of a school or campus of which figures count: of its rows and grades, and of its kind where those do not tell; with
  /// Stage::All where it has a row of the whole school. Empty for a school without rows that teaches no compulsory stage.
  [[nodiscard]] StageSet stages_of(SchoolIndex school) const;

  /// Who was merged into whom, for tracing.
  [[nodiscard]] const Campuses& campuses() const { return campuses_; }

 private:
  Assessor() = default;
  /// Per area whether rows of the stage were lost in it or below it.
  [[nodiscard]] std::vector<bool> lost_rows(std::span<const AreaIndex> areas, Stage stage) const;
  [[nodiscard]] Assessment run(const SchoolGroups& groups, std::span<const AreaIndex> areas, std::span<const ValueChange> changes) const;

  const model::Dataset* dataset_ = nullptr;
  std::shared_ptr<const standards::Standard> standard_;
  AssessOptions options_;
  YearRows rows_;
  AreaFigures figures_;
  Campuses campuses_;
  SchoolGroups groups_;
  std::vector<AreaIndex> areas_;
  std::vector<AreaIndex> areas_without_schools_;
  std::vector<SchoolIndex> unplaced_;
};

}  // namespace junheng::assess
