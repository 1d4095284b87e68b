#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "junheng/assess/assessment.h"

namespace junheng::report {

/// A sum over the schools of a stage, with how many of them have no value.
struct StageSum {
  double sum = 0;
  std::uint32_t schools = 0;
  std::uint32_t schools_missing = 0;

  /// nullopt where no school has a value.
  [[nodiscard]] std::optional<double> value() const { return schools == schools_missing ? std::nullopt : std::optional(sum); }
};

struct StageCounts {
  StageSum classes;
  StageSum pupils;
  StageSum staff;
  StageSum teachers;
};

/// Classes and grades of one school in one stage, for the table of schools.
struct SchoolSize {
  std::optional<double> classes;
  std::optional<int> grades;
};

/// Counts of table I of the application form, over all schools of an area, whether they enter the assessment or not.
struct CountyCounts {
  /// Schools by code of GB/T 33782.
  std::map<int, int> schools_by_kind;
  int special_schools = 0;
  int teaching_points = 0;
  int teaching_points_from_50 = 0;
  int teaching_points_of_unknown_size = 0;
  std::array<StageCounts, kCompulsoryStages.size()> stages;

  [[nodiscard]] int schools(int kind) const;
};

/// Counts of one area and the sizes of its schools, by the rules of assess::build_units (campuses merged, grades added up).
class CountySchools {
 public:
  CountySchools(const assess::Assessment& assessment, const assess::AreaResult& area);

  [[nodiscard]] CountyCounts counts() const;
  [[nodiscard]] SchoolSize size(Stage stage, SchoolIndex school) const;

 private:
  const assess::Assessment& assessment_;
  assess::Campuses campuses_;
  assess::Units units_;
};

}  // namespace junheng::report
