#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "junheng/monitor/year_frame.h"

namespace junheng::monitor {

/// Columns of grade_facts that cohorts are followed by.
enum class GradeColumn : std::uint8_t { Pupils, Entrants, Graduates, TransfersIn, TransfersOut, Deaths, Dropouts };
inline constexpr std::size_t kGradeColumns = 7;

/// Id of the column in the dataset format.
[[nodiscard]] std::string_view to_string(GradeColumn column);

/// grade_facts added up by county, year and grade: the one place that knows which schools should stand in a sum. The counties are those of
/// a frame; schools of another year are counted in the county in which they lie. Pupils, entrants and graduates and what happens to pupils
/// during a year (transfers, deaths, dropouts) are told in the row of the autumn after it, so that a school that had pupils in its last
/// year and told nothing more leaves the numbers of that year open.
class GradeSums {
 public:
  explicit GradeSums(const YearFrame& frame);

  /// Missing: NoRow where the county has no row of the grade in the year, or a school that should have one has none (lacking_grades);
  /// for what is told of the year before also where a school that has closed since had pupils who could tell; PartMissing where one of its
  /// rows lacks the number.
  [[nodiscard]] model::Quantity get(std::size_t county, SchoolYear year, int grade, GradeColumn column);

 private:
  static constexpr int kHighestGrade = 12;
  struct Cell {
    double sum = 0;
    bool has_any = false;
    bool has_gap = false;
    /// A school that should have a row has none.
    bool lacks_row = false;
  };
  using YearCells = std::vector<std::array<std::array<Cell, kGradeColumns>, kHighestGrade + 1>>;
  const YearCells& cells_of(SchoolYear year);
  void add_rows(SchoolYear year, YearCells& cells) const;
  void mark_lacking_rows(SchoolYear year, YearCells& cells) const;

  const YearFrame* frame_;
  /// By school: position of its county; nullopt outside the frame.
  std::vector<std::optional<std::uint32_t>> county_of_;
  std::map<SchoolYear, YearCells> years_;
};

}  // namespace junheng::monitor
