#pragma once

#include <array>
#include <optional>

#include "junheng/assess/item_rules.h"
#include "junheng/model/band_counts.h"

namespace junheng::report {

using BandClasses = std::array<double, model::kClassBandCount>;

/// Whether classes of these bands can have so many pupils together: not fewer than their lower ends, nor more than their upper ends.
[[nodiscard]] bool can_have(const BandClasses& classes, double pupils);

/// Whether classes of these bands have room for so many pupils.
[[nodiscard]] bool has_room(const BandClasses& classes, double pupils);

/// The classes of a school and stage after those above the limit are divided, the others staying as they are. Their pupils are at most the
/// upper ends of their bands and at most what the lower ends of the others leave of all pupils; of so many there are as many classes as
/// the limit asks for, in the band of their average. Where the bands cannot have the pupils, before or after it, evenly_divided(). A class
/// of a band that reaches over the limit counts as above it. nullopt where there are no classes.
[[nodiscard]] std::optional<BandClasses> divided_classes(const BandClasses& classes, const assess::ClassLimit& limit, double pupils);

/// All pupils in classes of equal size, of one more in some: as many classes as there are, or as the limit asks for. None is in a band that
/// reaches over the limit. nullopt where there are no classes, or no class can be small enough.
[[nodiscard]] std::optional<BandClasses> evenly_divided(const BandClasses& classes, const assess::ClassLimit& limit, double pupils);

}  // namespace junheng::report
