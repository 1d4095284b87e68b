#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/formats/toml.h"
#include "junheng/ingest/cell_parser.h"
#include "junheng/ingest/label_names.h"

namespace junheng::ingest {

/// Columns that are added up, each under all its names.
using NamedColumns = std::vector<LabelNames>;
/// Their places in a table.
using ColumnPlaces = std::vector<std::uint32_t>;

/// The key `larger_of` of a mapping: sums of columns of which the largest counts, e.g. {艺术, 音乐 + 美术}.
[[nodiscard]] std::vector<NamedColumns> read_choices(formats::TomlReader& reader);

/// "艺术 / 音乐 + 美术", each column under its first name, without the header lines above it.
[[nodiscard]] std::string choices_text(const std::vector<NamedColumns>& choices);

struct ColumnTotal {
  /// nullopt: a part is no number, or no choice has a value.
  std::optional<double> total;
  /// The column that keeps the total from being formed: one with another text before one that is empty.
  std::optional<std::uint32_t> fault;
  bool is_fault_empty = false;
};

/// The sum of `parts`, and the largest of the `choices` that has a value where there are any. An empty part makes the total missing, since
/// missing is not zero; an empty choice leaves the others, unless what it does tell is more than they have. A text that is no number counts
/// nowhere, not even in a choice. `text_of` gives the trimmed text of a column, with decimals behind the `mark`.
template <typename TextOf>
[[nodiscard]] ColumnTotal add_up(const ColumnPlaces& parts, const std::vector<ColumnPlaces>& choices, const TextOf& text_of,
                                 DecimalMark mark = DecimalMark::Point) {
  ColumnTotal out;
  std::optional<std::uint32_t> odd;
  std::optional<std::uint32_t> empty;
  double told = 0;
  const auto sum = [&](const ColumnPlaces& columns) {
    std::optional<double> total = 0;
    told = 0;
    for (const std::uint32_t column : columns) {
      const std::string_view text = text_of(column);
      const auto number = plain_number(text, mark);
      if (!number && !text.empty() && !odd) odd = column;
      if (!number && text.empty() && !empty) empty = column;
      told += number.value_or(0);
      total = number && total ? std::optional(*total + *number) : std::nullopt;
    }
    return total;
  };
  out.total = sum(parts);
  const bool has_parts = out.total.has_value();
  std::optional<double> largest;
  double most_told = 0;
  for (const ColumnPlaces& choice : choices) {
    if (const auto value = sum(choice)) largest = std::max(largest.value_or(*value), *value);
    most_told = std::max(most_told, told);
  }
  if (largest && most_told > *largest) largest = std::nullopt;
  if (!choices.empty()) out.total = has_parts && largest ? std::optional(*out.total + *largest) : std::nullopt;
  if (odd) out.total = std::nullopt;
  if (!out.total) {
    out.fault = odd ? odd : empty;
    out.is_fault_empty = !odd;
  }
  return out;
}

}  // namespace junheng::ingest
