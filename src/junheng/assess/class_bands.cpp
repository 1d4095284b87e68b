#include "junheng/assess/class_bands.h"

#include <fmt/format.h>

#include "junheng/model/band_counts.h"

namespace junheng::assess {

std::string class_band_measure(std::size_t band) {
  const model::ClassBandBounds& bounds = model::kClassBandBounds[band];
  if (bounds.most == model::ClassBandBounds::kOpenEnd) return fmt::format("classes_{}_up", bounds.least);
  return fmt::format("classes_{}_to_{}", bounds.least, bounds.most);
}

std::optional<std::size_t> class_band_of(std::string_view measure) {
  if (!measure.starts_with("classes_")) return std::nullopt;
  for (std::size_t band = 0; band < model::kClassBandCount; ++band)
    if (class_band_measure(band) == measure) return band;
  return std::nullopt;
}

}  // namespace junheng::assess
