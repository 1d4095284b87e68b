#include "junheng/synth/share_out.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "junheng/synth/county_plan.h"

namespace junheng::synth {

std::vector<std::size_t> share_out_schools(std::uint64_t seed, std::size_t counties, std::size_t schools) {
  std::vector<double> sizes(counties);
  for (std::size_t i = 0; i < counties; ++i) {
    Rng rng = county_stream(seed, i, {12});
    sizes[i] = (type_of(i) == CountyType::District ? 0.8 : 1.0) * rng.between(0.6, 1.5);
  }
  const double whole_size = std::accumulate(sizes.begin(), sizes.end(), 0.0);
  const std::size_t rest = schools - counties * kFewestSchools;
  std::vector<std::size_t> counts(counties, kFewestSchools);
  std::vector<double> fractions(counties);
  std::size_t given = 0;
  for (std::size_t i = 0; i < counties; ++i) {
    const double share = static_cast<double>(rest) * sizes[i] / whole_size;
    const auto floor = std::min(rest - given, static_cast<std::size_t>(share));
    counts[i] += floor;
    given += floor;
    fractions[i] = share - static_cast<double>(floor);
  }
  // Largest remainders; among equals the first county.
  std::vector<std::size_t> order(counties);
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return fractions[a] > fractions[b]; });
  for (std::size_t i = 0; given < rest; ++i, ++given) ++counts[order[i % counties]];
  return counts;
}

}  // namespace junheng::synth
