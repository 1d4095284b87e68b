#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>

namespace junheng {

/// Seeded random numbers whose sequence is defined here, not by the standard library, so that a seed gives the same numbers on
/// every machine. The generator is splitmix64: 64 bits of state, period 2^64.
///
/// Reference: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. Not for secrets.
class Rng {
 public:
  constexpr explicit Rng(std::uint64_t seed) : state_(seed) {}

  /// A generator of its own for each path under a seed, e.g. {county, school}: what one path draws never moves another's numbers,
  /// so work may be dealt out to threads in any order.
  [[nodiscard]] static constexpr Rng stream(std::uint64_t seed, std::initializer_list<std::uint64_t> path) {
    std::uint64_t state = mix(seed + kStep);
    // Mixing after each part keeps {1, 2} apart from {2, 1} and {1} apart from {1, 0}.
    for (const std::uint64_t part : path) state = mix((state ^ part) + kStep);
    return Rng(state);
  }

  /// 64 random bits.
  constexpr std::uint64_t next() {
    state_ += kStep;
    return mix(state_);
  }

  /// Uniform in [0, 1), a multiple of 2^-53.
  constexpr double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

  /// Uniform in [low, high).
  constexpr double between(double low, double high) { return low + (high - low) * unit(); }

  /// A whole number of low ... high, both included, each equally likely. Requires: low <= high and fewer than 2^32 numbers.
  constexpr std::int64_t whole(std::int64_t low, std::int64_t high) {
    const std::uint64_t count = static_cast<std::uint64_t>(high - low) + 1;
    // Multiply-shift with rejection of the short rest (Lemire 2019): exact, and one draw nearly always.
    const std::uint64_t rest = (0x100000000ULL - count) % count;
    std::uint64_t product = (next() >> 32) * count;
    while ((product & 0xFFFFFFFFULL) < rest) product = (next() >> 32) * count;
    return low + static_cast<std::int64_t>(product >> 32);
  }

  /// True with this probability; at 0 and below never, at 1 and above always.
  constexpr bool chance(double probability) { return unit() < probability; }

  /// Bell-shaped: the sum of twelve uniforms less six (Irwin-Hall). Mean 0, variance 1, within -6 ... 6, close to the normal
  /// distribution except in its far tails. It needs only sums, which every machine rounds alike.
  constexpr double bell() {
    double sum = -6;
    for (int i = 0; i < 3; ++i) {
      std::uint64_t bits = next();
      for (int j = 0; j < 4; ++j, bits >>= 16) sum += (static_cast<double>(bits & 0xFFFF) + 0.5) * 0x1p-16;
    }
    return sum;
  }

  /// `value` rounded up or down at random so that the mean of many draws is `value`: 2.3 gives 3 in three draws of ten.
  std::int64_t rounded(double value) {
    const double below = std::floor(value);
    return static_cast<std::int64_t>(below) + (unit() < value - below ? 1 : 0);
  }

 private:
  static constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15ULL;

  static constexpr std::uint64_t mix(std::uint64_t bits) {
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9ULL;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBULL;
    return bits ^ (bits >> 31);
  }

  std::uint64_t state_;
};

}  // namespace junheng
