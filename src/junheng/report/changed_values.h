#pragma once

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/assess/assess.h"
#include "junheng/assess/trace.h"

namespace junheng::report {

/// A cell of stage_facts that a what-if may change, or a band of class sizes of a school and stage.
struct FactCell {
  SchoolIndex school;
  Stage stage = Stage::All;
  std::string measure;
  friend auto operator<=>(const FactCell&, const FactCell&) = default;
};

/// Changes by cell: of two of the same the first holds. They outlive it.
class ChangedValues {
 public:
  explicit ChangedValues(std::span<const assess::ValueChange> changes);

  /// nullopt where the cell is not changed.
  [[nodiscard]] std::optional<double> changed(SchoolIndex school, Stage stage, std::string_view measure) const;
  /// As changed, else as it is recorded.
  [[nodiscard]] std::optional<double> now(const assess::SourceCell& cell) const;

 private:
  std::vector<const assess::ValueChange*> by_school_;
};

/// What stands in a cell of stage_facts as it is recorded.
[[nodiscard]] std::optional<double> recorded_value(const assess::Assessment& assessment, SchoolIndex school, Stage stage,
                                                   std::string_view measure);

/// An assessed area and what is behind it, for working out which values it takes to reach a limit. All outlives it.
struct FillBasis {
  const assess::Assessment* assessment = nullptr;
  const assess::Campuses* campuses = nullptr;
  /// What it was assessed with.
  const ChangedValues* changes = nullptr;

  /// As changed, else as recorded.
  [[nodiscard]] std::optional<double> now(SchoolIndex school, Stage stage, std::string_view measure) const;
  [[nodiscard]] const standards::Standard& standard() const { return *assessment->standard; }
};

}  // namespace junheng::report
