#include "junheng/report/terminal_table.h"

#include <algorithm>

#include "junheng/core/text.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

TerminalTable::TerminalTable(std::vector<std::string> header, std::vector<ColumnAlign> aligns) : aligns_(std::move(aligns)) {
  for (std::string& words : header) header_.push_back(as_head(std::move(words)));
}

void TerminalTable::add_row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

std::string TerminalTable::text(std::size_t indent) const {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < header_.size(); ++c) {
    std::size_t width = display_width(header_[c]);
    for (const auto& row : rows_) width = std::max(width, display_width(row[c]));
    widths.push_back(width);
  }
  std::string out;
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text(indent, ' ');
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (c > 0) text += "  ";
      text += aligns_[c] == ColumnAlign::Right ? pad_left(cells[c], widths[c]) : pad_right(cells[c], widths[c]);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
  };
  line(header_);
  std::string rule(indent, ' ');
  for (std::size_t c = 0; c < widths.size(); ++c) {
    if (c > 0) rule += "  ";
    for (std::size_t i = 0; i < widths[c]; ++i) rule += "─";
  }
  out += rule + "\n";
  for (const auto& row : rows_) line(row);
  return out;
}

}  // namespace junheng::report
