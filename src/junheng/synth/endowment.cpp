#include "junheng/synth/endowment.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace junheng::synth {

namespace {

using Table = std::array<Typical, kResourceCount>;

// Order of Resource. Levels, slopes and spreads are chosen so that county means and CVs fall in the ranges of published county tables.
constexpr Table kPrimary = {{
    {4.2, 1.16, 0.27, 0.22},
    {1.0, 1.25, 0.30, 0.42},
    {0.9, 1.18, 0.32, 0.36},
    {4.5, 1.10, 0.36, 0.36},
    {7.5, 1.08, 0.46, 0.42},
    {2000, 1.20, 0.28, 0.36},
    {2.3, 1.15, 0.44, 0.26},
    {11, 1.20, 0.26, 0.34},
    {28, 1.12, 0.12, 0.20},
}};
constexpr Table kJunior = {{
    {5.3, 1.22, 0.26, 0.28},
    {1.0, 1.35, 0.30, 0.46},
    {0.9, 1.15, 0.30, 0.36},
    {5.8, 1.12, 0.30, 0.36},
    {10.2, 1.08, 0.36, 0.42},
    {2500, 1.20, 0.26, 0.34},
    {2.4, 1.15, 0.34, 0.28},
    {13, 1.20, 0.24, 0.34},
    {38, 1.10, 0.16, 0.30},
}};

constexpr double kReferencePupils = 700;
/// Below this a school is furnished as one of this size: even the smallest needs a classroom and a yard, but no more.
constexpr double kSmallestPupils = 40;
constexpr double kQualityWeight = 0.5;
constexpr double kOwnWeight = 0.866;
/// Nothing is left below the one or above the other share of the benchmark: the tails of the curve are no schools.
constexpr double kLeastShare = 0.55;
constexpr double kMostShare = 6;

}  // namespace

const Typical& typical(Stage stage, Resource resource) { return (stage == Stage::Primary ? kPrimary : kJunior).at(position(resource)); }

double draw_endowment(const CountyTraits& traits, const SchoolStanding& standing, const Typical& typical, Resource resource, double pupils,
                      double benchmark, Rng& rng) {
  const double relative_size = std::max(pupils, kSmallestPupils) / kReferencePupils;
  const double slope = typical.slope * traits.slope.at(position(resource));
  const double deviation = kQualityWeight * standing.quality + kOwnWeight * rng.bell();
  const double value = benchmark * typical.level * traits.level.at(position(resource)) * std::pow(relative_size, -slope) *
                       std::exp(typical.spread * traits.spread * deviation);
  // Drawn in any case, so that a change in one value does not move the draws after it.
  const double lifted = benchmark * rng.between(1.0, 1.06);
  const bool is_lifted = standing.is_brought_up || rng.chance(0.25);
  if (value < benchmark && is_lifted) return lifted;
  return std::clamp(value, kLeastShare * benchmark, kMostShare * benchmark);
}

}  // namespace junheng::synth
