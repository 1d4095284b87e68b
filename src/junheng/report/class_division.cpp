#include "junheng/report/class_division.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace junheng::report {

namespace {

using model::kClassBandBounds;
using model::kClassBandCount;

/// Fewest and most pupils of the bands [first, end).
struct Bounds {
  double classes = 0;
  double least = 0;
  double most = 0;
};

Bounds bounds_of(const BandClasses& classes, std::size_t first, std::size_t end) {
  Bounds out;
  for (std::size_t band = first; band < end; ++band) {
    out.classes += classes[band];
    out.least += classes[band] * kClassBandBounds[band].least;
    out.most += classes[band] * kClassBandBounds[band].most;
  }
  return out;
}

std::size_t band_of(double pupils) {
  std::size_t band = 0;
  while (band + 1 < kClassBandCount && kClassBandBounds[band + 1].least <= pupils) ++band;
  return band;
}

/// The first band of which a class is, or may be, above the limit.
std::size_t first_large(const assess::ClassLimit& limit) { return limit.straddling.value_or(limit.first_above); }

/// Most pupils of a class that is surely not above the limit.
double most_pupils(const assess::ClassLimit& limit) {
  return limit.straddling ? kClassBandBounds[*limit.straddling].least - 1 : std::floor(limit.pupils);
}

}  // namespace

bool can_have(const BandClasses& classes, double pupils) {
  const Bounds all = bounds_of(classes, 0, kClassBandCount);
  return all.least <= pupils && pupils <= all.most;
}

bool has_room(const BandClasses& classes, double pupils) { return pupils <= bounds_of(classes, 0, kClassBandCount).most; }

std::optional<BandClasses> evenly_divided(const BandClasses& classes, const assess::ClassLimit& limit, double pupils) {
  const double most = most_pupils(limit);
  const double now = std::accumulate(classes.begin(), classes.end(), 0.0);
  if (now <= 0 || pupils <= 0 || most < 1) return std::nullopt;
  const double count = std::max(now, std::ceil(pupils / most));
  const double size = std::floor(pupils / count);
  const double larger = pupils - size * count;
  BandClasses out{};
  out[band_of(size)] += count - larger;
  out[band_of(size + 1)] += larger;
  return out;
}

std::optional<BandClasses> divided_classes(const BandClasses& classes, const assess::ClassLimit& limit, double pupils) {
  const double size = most_pupils(limit);
  const Bounds others = bounds_of(classes, 0, first_large(limit));
  const Bounds large = bounds_of(classes, first_large(limit), kClassBandCount);
  if (!can_have(classes, pupils) || size < 1) return evenly_divided(classes, limit, pupils);
  const double together = std::min(large.most, pupils - others.least);
  const double count = std::max(large.classes, std::ceil(together / size));
  if (count <= 0) return std::nullopt;
  BandClasses out = classes;
  std::fill(out.begin() + static_cast<std::ptrdiff_t>(first_large(limit)), out.end(), 0.0);
  const std::size_t band = band_of(together / count);
  out[band] += count;
  return band < first_large(limit) && can_have(out, pupils) ? out : evenly_divided(classes, limit, pupils);
}

}  // namespace junheng::report
