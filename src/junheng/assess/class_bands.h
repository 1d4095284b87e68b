#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/ids.h"
#include "junheng/core/stage.h"
#include "junheng/model/dataset.h"

namespace junheng::assess {

/// Name of what a what-if changes where it changes how many classes of a school and stage are in a band of class sizes: "classes_26_to_30",
/// of the last band "classes_66_up". Not a measure of stage_facts.
[[nodiscard]] std::string class_band_measure(std::size_t band);

/// The band of such a name, in the order of model::class_bands(); nullopt for other names.
[[nodiscard]] std::optional<std::size_t> class_band_of(std::string_view measure);

/// A number of classes that the assessment reads.
struct ClassesCell {
  Stage stage = Stage::Primary;
  double classes = 0;
};

/// Where the number of classes of a school or campus in a stage is recorded: of the stage in its row, else in the sum of its grades; and in
/// the row of the whole school, which counts it too. Empty where none tells it.
[[nodiscard]] std::vector<ClassesCell> recorded_classes(const model::Dataset& dataset, SchoolYear year, SchoolIndex school, Stage stage);

}  // namespace junheng::assess
