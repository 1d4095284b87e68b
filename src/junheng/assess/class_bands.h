#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace junheng::assess {

/// Name of what a what-if changes where it changes how many classes of a school and stage are in a band of class sizes: "classes_26_to_30",
/// of the last band "classes_66_up". Not a measure of stage_facts.
[[nodiscard]] std::string class_band_measure(std::size_t band);

/// The band of such a name, in the order of model::class_bands(); nullopt for other names.
[[nodiscard]] std::optional<std::size_t> class_band_of(std::string_view measure);

}  // namespace junheng::assess
