#pragma once

#include <span>
#include <string>
#include <vector>

#include "junheng/formats/csv_writer.h"
#include "junheng/report/monitor_words.h"
#include "junheng/report/report_table.h"

namespace junheng::report {

/// The breakdowns of monitors as tables.
class BreakdownTables {
 public:
  explicit BreakdownTables(const MonitorInput& input) : in_(input), words_(input) {}

  /// Rows of the year asked for, of the breakdown at a position of each area's list; with a column of areas where there are several. A
  /// number of which schools are missing is that of the others, marked †.
  [[nodiscard]] ReportTable table(const monitor::MonitorResult& result, std::span<const AreaIndex> areas, std::size_t position) const;
  /// A column per year for the figure that is followed over the years. No rows with less than two years, or without such a figure.
  [[nodiscard]] ReportTable trend(const monitor::MonitorResult& result, std::span<const AreaIndex> areas, std::size_t position) const;

  /// In the reader's language: "primary school", "urban areas", "L6 Equipment per pupil (yuan)".
  [[nodiscard]] std::string part_name(monitor::RowPart part, const std::string& code) const;
  /// Document and clause of each basis.
  [[nodiscard]] std::vector<std::string> basis_notes(const monitor::MonitorResult& result) const;
  [[nodiscard]] std::string column_title(const monitor::MonitorResult& result, const monitor::BreakdownColumn& column) const;
  [[nodiscard]] const MonitorWords& words() const { return words_; }

 private:
  [[nodiscard]] ReportTable begin(std::span<const AreaIndex> areas, const monitor::Breakdown& breakdown) const;
  [[nodiscard]] std::vector<TableCell> label_cells(std::span<const AreaIndex> areas, AreaIndex area, const monitor::Breakdown& breakdown,
                                                   const monitor::BreakdownRow& row) const;
  void add_missing(const monitor::Breakdown& breakdown, std::vector<std::string>& names) const;

  const MonitorInput& in_;
  MonitorWords words_;
};

/// Bases, then the breakdowns of the first areas with their trends; empty for monitors without any.
[[nodiscard]] std::string breakdowns_text(const MonitorInput& input, const monitor::MonitorResult& result);
/// The same as pieces of a page.
[[nodiscard]] std::string breakdowns_markup(const MonitorInput& input, const monitor::MonitorResult& result);
/// A sheet per breakdown, and one of its trend, with every area.
void write_breakdown_sheets(const MonitorInput& input, const monitor::MonitorResult& result, formats::XlsxWriter& writer,
                            const SheetHead& head);

/// A row of the CSV report per number of the breakdowns of one area and year; `figure` is "<breakdown>:<codes>:<column>". A number of which
/// schools are missing stands in the column of what is known.
void write_breakdown_csv(const MonitorInput& input, const monitor::MonitorResult& result, SchoolYear year, const monitor::MonitorArea& area,
                         formats::CsvWriter& csv);

}  // namespace junheng::report
