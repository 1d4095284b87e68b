#include "junheng/store/typed_array.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace junheng::store {

namespace {

static_assert(std::endian::native == std::endian::little, "the arrays are written with the lowest byte first");

/// RFC 8746, section 2.1.
enum Tag : std::uint8_t { kUint8 = 64, kUint16 = 69, kUint32 = 70, kSint8 = 72, kSint16 = 77, kSint32 = 78, kSint64 = 79, kFloat64 = 86 };

/// The powers of ten that typed decimals have: money, areas, degrees.
constexpr std::array<std::int64_t, 6> kScales = {1, 10, 100, 1000, 10'000, 1'000'000};
/// Whole numbers up to here are exact in a double.
constexpr double kMostWhole = 9'007'199'254'740'992.0;

template <typename Stored, typename Number>
TypedArray packed(std::uint8_t tag, std::span<const Number> numbers) {
  TypedArray out{tag, std::vector<std::uint8_t>(numbers.size() * sizeof(Stored))};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto stored = static_cast<Stored>(numbers[i]);
    std::memcpy(out.bytes.data() + i * sizeof(Stored), &stored, sizeof(Stored));
  }
  return out;
}

template <typename Stored, typename Number>
std::optional<std::vector<Number>> unpacked(std::span<const std::uint8_t> bytes) {
  if (bytes.size() % sizeof(Stored) != 0) return std::nullopt;
  std::vector<Number> out(bytes.size() / sizeof(Stored));
  for (std::size_t i = 0; i < out.size(); ++i) {
    Stored stored;
    std::memcpy(&stored, bytes.data() + i * sizeof(Stored), sizeof(Stored));
    out[i] = static_cast<Number>(stored);
  }
  return out;
}

/// The numbers times the scale, if dividing them gives every bit back.
std::optional<std::vector<std::int64_t>> scaled(std::span<const double> numbers, std::int64_t scale) {
  std::vector<std::int64_t> out(numbers.size());
  const auto factor = static_cast<double>(scale);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double product = std::nearbyint(numbers[i] * factor);
    if (!(std::abs(product) < kMostWhole)) return std::nullopt;
    if (std::bit_cast<std::uint64_t>(product / factor) != std::bit_cast<std::uint64_t>(numbers[i])) return std::nullopt;
    out[i] = static_cast<std::int64_t>(product);
    // -0.0 has no whole number.
    if (out[i] == 0 && std::signbit(numbers[i])) return std::nullopt;
  }
  return out;
}

}  // namespace

TypedArray pack(std::span<const std::int64_t> numbers) {
  std::int64_t low = 0;
  std::int64_t high = 0;
  for (const std::int64_t number : numbers) {
    low = std::min(low, number);
    high = std::max(high, number);
  }
  const auto fits = [&]<typename Stored>(Stored) {
    return low >= std::int64_t{std::numeric_limits<Stored>::min()} && high <= std::int64_t{std::numeric_limits<Stored>::max()};
  };
  if (fits(std::uint8_t{})) return packed<std::uint8_t>(kUint8, numbers);
  if (fits(std::int8_t{})) return packed<std::int8_t>(kSint8, numbers);
  if (fits(std::uint16_t{})) return packed<std::uint16_t>(kUint16, numbers);
  if (fits(std::int16_t{})) return packed<std::int16_t>(kSint16, numbers);
  if (fits(std::uint32_t{})) return packed<std::uint32_t>(kUint32, numbers);
  if (fits(std::int32_t{})) return packed<std::int32_t>(kSint32, numbers);
  return packed<std::int64_t>(kSint64, numbers);
}

std::optional<std::vector<std::int64_t>> unpack_integers(std::uint8_t tag, std::span<const std::uint8_t> bytes) {
  switch (tag) {
    case kUint8: return unpacked<std::uint8_t, std::int64_t>(bytes);
    case kSint8: return unpacked<std::int8_t, std::int64_t>(bytes);
    case kUint16: return unpacked<std::uint16_t, std::int64_t>(bytes);
    case kSint16: return unpacked<std::int16_t, std::int64_t>(bytes);
    case kUint32: return unpacked<std::uint32_t, std::int64_t>(bytes);
    case kSint32: return unpacked<std::int32_t, std::int64_t>(bytes);
    case kSint64: return unpacked<std::int64_t, std::int64_t>(bytes);
    default: return std::nullopt;
  }
}

ScaledArray pack(std::span<const double> numbers) {
  for (const std::int64_t scale : kScales)
    if (const auto whole = scaled(numbers, scale)) return {pack(*whole), scale};
  return {packed<double>(kFloat64, numbers), 1};
}

std::optional<std::vector<double>> unpack_numbers(std::uint8_t tag, std::span<const std::uint8_t> bytes, std::int64_t scale) {
  if (tag == kFloat64) return unpacked<double, double>(bytes);
  const auto whole = unpack_integers(tag, bytes);
  if (!whole || scale < 1) return std::nullopt;
  std::vector<double> out(whole->size());
  const auto factor = static_cast<double>(scale);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<double>((*whole)[i]) / factor;
  return out;
}

std::vector<std::int64_t> to_runs(std::span<const std::uint32_t> numbers) {
  std::vector<std::int64_t> runs;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i > 0 && numbers[i] == numbers[i - 1] + 1) {
      ++runs.back();
    } else {
      runs.push_back(numbers[i]);
      runs.push_back(1);
    }
  }
  return runs;
}

std::optional<std::vector<std::uint32_t>> from_runs(std::span<const std::int64_t> runs, std::size_t most) {
  std::vector<std::uint32_t> out;
  if (runs.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i < runs.size(); i += 2) {
    const std::int64_t first = runs[i];
    const std::int64_t count = runs[i + 1];
    const bool is_run = first >= 0 && count >= 1 && count <= std::int64_t{std::numeric_limits<std::uint32_t>::max()} - first;
    if (!is_run || out.size() + static_cast<std::size_t>(count) > most) return std::nullopt;
    for (std::int64_t k = 0; k < count; ++k) out.push_back(static_cast<std::uint32_t>(first + k));
  }
  return out;
}

}  // namespace junheng::store
