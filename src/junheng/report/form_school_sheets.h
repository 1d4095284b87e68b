#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "junheng/report/form_context.h"

namespace junheng::report {

/// With more schools than this in a report of several areas their list stands alone, without a sheet for each.
inline constexpr std::size_t kMostSchoolSheets = 200;
/// A report of one area has them however many it has.
[[nodiscard]] inline bool has_school_sheets(const FormContext& context) {
  return !context.is_one_of_many || context.school_count <= kMostSchoolSheets;
}

/// The schools of an area with a sheet of their own: those that enter in a stage whose schools are judged, in the order of the data.
/// None where has_school_sheets() is false.
class SchoolSheets {
 public:
  explicit SchoolSheets(const FormContext& context);

  [[nodiscard]] bool is_empty() const { return schools_.empty(); }
  /// The list of schools is the sheet begun last; theirs follow. Null for a school without one.
  [[nodiscard]] std::optional<std::size_t> place_of(SchoolIndex school) const;
  /// Writes them: per stage every indicator with value, standard, floor, mean and gap, then the county's items that the school keeps
  /// from being met; a link leads back to the list.
  void write() const;

 private:
  /// Position of the school among the units of each stage.
  using Units = std::array<std::optional<std::uint32_t>, kCompulsoryStages.size()>;

  void write_school(SchoolIndex school, const Units& units) const;
  void write_stage(FormSheet& sheet, const assess::StageResult& stage, std::uint32_t unit) const;
  void write_items(FormSheet& sheet, SchoolIndex school) const;

  const FormContext& context_;
  std::size_t list_place_;
  std::vector<std::pair<SchoolIndex, Units>> schools_;
  std::unordered_map<std::uint32_t, std::size_t> positions_;
};

}  // namespace junheng::report
