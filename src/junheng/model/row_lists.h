#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace junheng::model {

inline constexpr std::uint32_t kNoRow = 0xFFFFFFFF;

/// Rows of a table in lists by a key (school, county), each list in the order of the file.
class RowLists {
 public:
  /// `key_of(row)` is the list of a row, below `keys`; kNoRow leaves the row out.
  template <typename KeyOf>
  RowLists(std::size_t rows, std::size_t keys, KeyOf key_of) : offsets_(keys + 1, 0) {
    for (std::size_t row = 0; row < rows; ++row)
      if (const std::uint32_t key = key_of(row); key != kNoRow) ++offsets_[key + 1];
    for (std::size_t key = 0; key < keys; ++key) offsets_[key + 1] += offsets_[key];
    rows_.resize(offsets_.back());
    std::vector<std::uint32_t> next(offsets_.begin(), offsets_.end() - 1);
    for (std::size_t row = 0; row < rows; ++row)
      if (const std::uint32_t key = key_of(row); key != kNoRow) rows_[next[key]++] = static_cast<std::uint32_t>(row);
  }
  RowLists() = default;

  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t key) const {
    if (offsets_.empty()) return {};
    return std::span(rows_).subspan(offsets_[key], offsets_[key + 1] - offsets_[key]);
  }

 private:
  std::vector<std::uint32_t> offsets_;
  std::vector<std::uint32_t> rows_;
};

}  // namespace junheng::model
