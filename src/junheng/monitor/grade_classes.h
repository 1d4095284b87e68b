#pragma once

#include <array>
#include <cstdint>

#include "junheng/assess/units.h"
#include "junheng/model/dataset.h"

namespace junheng::monitor {

/// Where a number of classes by grade comes from, the surest first.
enum class ClassBasis : std::uint8_t {
  GradeRows,     ///< grade_facts
  ClassList,     ///< classes, counted
  SpreadEvenly,  ///< classes of the stage, spread evenly over its grades: an assumption
  Unknown,       ///< no table tells the classes of a stage that the school has
};

inline constexpr std::size_t kGradeSlots = 13;

/// Classes of a school by grade (position = grade).
struct GradeClasses {
  std::array<double, kGradeSlots> by_grade{};
  ClassBasis basis = ClassBasis::GradeRows;
};

/// Classes by grade of a school and its campuses in one compulsory stage, each campus from the first of these that tells its stage:
/// grade rows, if every one has its classes; the class list; the classes of the stage, spread evenly over the grades that have pupils (over
/// all of the stage where no grade row says which). Rows or lists that tell fewer classes than the stage has are passed over; where its
/// number of classes is not known, rows of which a grade is lacking (lacking_grades), and lists whose classes do not hold its pupils or, if
/// these cannot be compared, that have no class of a grade with pupils. The basis is the least sure of the campuses'. A campus of which the
/// year has nothing adds nothing; all zero where no campus has the stage.
[[nodiscard]] GradeClasses grade_classes(const model::Dataset& dataset, SchoolYear year, const assess::YearRows& rows,
                                         const assess::Campuses& campuses, SchoolIndex root, Stage stage);

}  // namespace junheng::monitor
