#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace junheng::synth {

/// Most schools per county on average; the largest county then still stays below kMostSchools.
inline constexpr std::size_t kMostSchoolsOnAverage = 3000;

/// Number of schools of each county: `schools` in all, at least kFewestSchools each, the rest by a size drawn for each county.
[[nodiscard]] std::vector<std::size_t> share_out_schools(std::uint64_t seed, std::size_t counties, std::size_t schools);

}  // namespace junheng::synth
