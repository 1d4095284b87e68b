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

/// grade_facts added up by county, year and grade. The counties are those of a frame; schools of another year are counted in the county in
/// which they lie.
class GradeSums {
 public:
  explicit GradeSums(const YearFrame& frame);

  /// Missing: NoRow where the county has no row of the grade in the year, PartMissing where one of its rows lacks the number.
  [[nodiscard]] model::Quantity get(std::size_t county, SchoolYear year, int grade, GradeColumn column);

 private:
  static constexpr int kHighestGrade = 12;
  struct Cell {
    double sum = 0;
    bool has_any = false;
    bool has_gap = false;
  };
  using YearCells = std::vector<std::array<std::array<Cell, kGradeColumns>, kHighestGrade + 1>>;
  const YearCells& cells_of(SchoolYear year);

  const YearFrame* frame_;
  /// By school: position of its county; nullopt outside the frame.
  std::vector<std::optional<std::uint32_t>> county_of_;
  std::map<SchoolYear, YearCells> years_;
};

}  // namespace junheng::monitor
