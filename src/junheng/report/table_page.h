#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "junheng/core/lang.h"
#include "junheng/report/headline.h"
#include "junheng/report/report_table.h"

namespace junheng::report {

/// One table of a page, with what stands above it.
struct TableSection {
  ReportTable table;
  /// Markup of pictures, and how to read them.
  std::string charts = {};
  std::string legend = {};
};

/// A page that is a list of tables: headline figures, contents, a section per table, whose id is its anchor.
struct TablePage {
  Lang lang = Lang::Zh;
  std::string place;
  std::string kicker;
  std::string subtitle;
  std::string source;
  std::string licence = {};
  bool is_synthetic = false;
  bool is_partial = false;
  std::string date;
  std::string version;
  std::string headlines_title = {};
  /// Without a link where the page has no such table.
  std::vector<Headline> headlines = {};
  /// What the page leaves out; empty: nothing.
  std::string note = {};
  std::vector<TableSection> sections = {};
};

/// The finished page. Of a table at most 400 rows; how many more there are stands below it.
[[nodiscard]] std::string table_page_html(const TablePage& page);

}  // namespace junheng::report
