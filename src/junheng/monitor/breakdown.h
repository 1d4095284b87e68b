#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/assess/verdict.h"
#include "junheng/standards/standard.h"

namespace junheng::monitor {

/// What the rows of a breakdown are told apart by.
enum class RowPart : std::uint8_t { Stage, Kind, Setting, Indicator, PupilGroup };

[[nodiscard]] std::string_view to_string(RowPart part);

/// Kind of schools that no row of its own has, and the row of all settings together.
inline constexpr std::string_view kOtherKinds = "other";
inline constexpr std::string_view kAllSettings = "all";

struct BreakdownColumn {
  /// Key in JSON and, after "monitor.<monitor>.", of its title.
  std::string_view id;
  int decimals = 0;
  bool is_percent = false;
};

/// A number of a row. It is that of the schools that tell it: `open` of them do not.
struct BreakdownCell {
  std::optional<double> value;
  /// Of ratios: the denominator, e.g. the pupils behind a mean.
  std::optional<double> of;
  std::uint32_t open = 0;
  std::optional<assess::Verdict> verdict;
};

struct BreakdownRow {
  /// A code for each part of the breakdown: "primary", "211", "city", "L6", "girls".
  std::vector<std::string> codes;
  /// One for each column.
  std::vector<BreakdownCell> cells;
  /// What is missing, each once.
  std::vector<std::string_view> missing;
  /// Against which the column `Breakdown::limited` is held, or beside which it stands.
  std::optional<standards::Limit> limit;
  standards::Direction direction = standards::Direction::Lower;
};

/// Figures of an area by parts of its schools.
struct Breakdown {
  std::string_view id;
  std::vector<RowPart> parts;
  std::span<const BreakdownColumn> columns;
  std::vector<BreakdownRow> rows;
  /// Column whose years are the trend, and column of the rows' limits; empty: none.
  std::string_view trend;
  std::string_view limited;

  [[nodiscard]] const BreakdownRow* find(const std::vector<std::string>& codes) const;
  /// Position of a column; nullopt for an id that it does not have.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view column_id) const;
};

}  // namespace junheng::monitor
