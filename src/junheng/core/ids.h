#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace junheng {

/// A position in one table of a Dataset. The tag keeps positions of different tables apart.
template <typename Tag>
struct Index {
  std::uint32_t value = 0;

  constexpr Index() = default;
  constexpr explicit Index(std::size_t position) : value(static_cast<std::uint32_t>(position)) {}
  friend constexpr auto operator<=>(Index, Index) = default;
};

using AreaIndex = Index<struct AreaTag>;
using SchoolIndex = Index<struct SchoolTag>;
/// A row of a fact table (which one is known from the context).
using RowIndex = Index<struct RowTag>;

}  // namespace junheng
