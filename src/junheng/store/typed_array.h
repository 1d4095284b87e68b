#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace junheng::store {

/// Numbers side by side in the smallest width that holds them all: a typed array of RFC 8746 (tags of CBOR 64 to 87), lowest byte first.
struct TypedArray {
  std::uint8_t tag = 0;
  std::vector<std::uint8_t> bytes;
};

[[nodiscard]] TypedArray pack(std::span<const std::int64_t> numbers);
/// nullopt where the tag is none that pack() gives, or the length does not fit it.
[[nodiscard]] std::optional<std::vector<std::int64_t>> unpack_integers(std::uint8_t tag, std::span<const std::uint8_t> bytes);

/// Numbers as whole numbers of 1/scale where all are exactly that, as decimals that were typed are; else as 64-bit floats with scale 1.
struct ScaledArray {
  TypedArray array;
  std::int64_t scale = 1;
};
[[nodiscard]] ScaledArray pack(std::span<const double> numbers);
/// The numbers bit by bit as they were packed.
[[nodiscard]] std::optional<std::vector<double>> unpack_numbers(std::uint8_t tag, std::span<const std::uint8_t> bytes, std::int64_t scale);

/// Rising numbers as pairs of a first number and how many follow each other: rows of a table are mostly a few runs.
[[nodiscard]] std::vector<std::int64_t> to_runs(std::span<const std::uint32_t> numbers);
/// nullopt where a run is not one, or there are more numbers than `most`.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> from_runs(std::span<const std::int64_t> runs, std::size_t most);

}  // namespace junheng::store
