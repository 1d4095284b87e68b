#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>

#include "junheng/core/error.h"
#include "junheng/core/school_year.h"

namespace junheng::synth {

struct GenerateOptions {
  std::size_t counties = 1;
  /// In all counties together; campuses and special schools count as schools.
  std::size_t schools = 60;
  std::uint64_t seed = 1;
  SchoolYear year{2024};
  /// School years, `year` and those before it.
  std::size_t years = 1;
  /// Beside the facts the class lists, rooms, teachers by subject, posts, pupils and residents by age, targets, settlements, quality
  /// monitoring and survey. Without the last two their outcomes are reported in area_facts.
  bool with_detail = true;
  /// A list of persons of `year` too, with what retirements follow from. It changes no other table.
  bool with_teachers = false;
  unsigned threads = 1;
  /// A stop leaves no files.
  std::stop_token stop{};
};

inline constexpr std::size_t kMostYears = 15;

struct GenerateReport {
  std::size_t counties = 0;
  std::size_t schools = 0;
  /// Of all tables, without headers.
  std::size_t rows = 0;
  std::size_t bytes = 0;
};

/// Writes an invented county, city, province or country as a dataset folder: China-like in its kinds and sizes of schools, their
/// endowment and what varies between counties; plainly invented in its names and codes; marked `synthetic = true`.
///
/// The folder is created if need be. All files are written or none.
/// Deterministic: county k depends only on the seed, k and the number of its schools, and its year on nothing but the year; the bytes do
/// not depend on `threads`.
/// Errors: GenerateCountiesRange; GenerateSchoolsRange; GenerateYearsRange; GenerateYearRange (of the earliest year too);
/// GenerateFolderOccupied (a folder that holds other files than
/// a generated dataset); CannotReadFile; CannotWriteFile; Interrupted.
/// Speed and memory: some 10 us and 1 kB of text for a school without detail; the text of a few dozen counties is held at a time.
[[nodiscard]] Result<GenerateReport> generate_dataset(const GenerateOptions& options, const std::string& out_folder);

}  // namespace junheng::synth
