#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/report/review_input.h"
#include "junheng/report/terminal_table.h"

namespace junheng::report {

/// A cell as it is read, and the number behind it.
struct ReviewCell {
  std::string text;
  std::optional<double> number;
  int decimals = 0;
  /// "†" or "‡": see the notes of the table.
  std::string mark;
  /// Where the number of a figure comes from; None for other cells.
  enum class Origin : std::uint8_t { None, Told, Schools } origin = Origin::None;

  [[nodiscard]] std::string marked() const { return text + mark; }
};

struct ReviewColumn {
  std::string title;
  ColumnAlign align = ColumnAlign::Right;
};

/// One table of a review, for the terminal, the page and the workbook.
struct ReviewTable {
  /// Key of its texts: "accreditation".
  std::string_view id;
  std::string title;
  /// How the numbers are defined, in one or two sentences.
  std::string lead;
  std::vector<ReviewColumn> columns;
  std::vector<std::vector<ReviewCell>> rows;
  /// What marks mean, and what the dataset says of numbers that are not there.
  std::vector<std::string> notes;
};

/// The tables that have any row, in the order of the report.
[[nodiscard]] std::vector<ReviewTable> review_tables(const ReviewReport& report);

/// Name of the area, with its code from the county down; the code where it has none.
[[nodiscard]] std::string review_area(const ReviewReport& report, AreaIndex area);
/// Name of an item in the reader's language.
[[nodiscard]] std::string review_item(std::string_view id, Lang lang);
/// "2016–2020".
[[nodiscard]] std::string period_text(const monitor::PlanPeriod& period);
/// Decimals in which an amount is shown: as many as it has, at most two.
[[nodiscard]] int amount_decimals(double amount);

}  // namespace junheng::report
