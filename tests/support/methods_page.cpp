#include "support/methods_page.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <stdexcept>

#include "support/file_text.h"

namespace junheng::testing {

namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? "" : std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

/// Cells of a line "| a | b |"; none for any other line.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  if (!line.starts_with('|')) return cells;
  for (std::size_t begin = 1; begin < line.size();) {
    const std::size_t end = std::min(line.find('|', begin), line.size());
    cells.push_back(trimmed(line.substr(begin, end - begin)));
    begin = end + 1;
  }
  return cells;
}

}  // namespace

MethodsPage::MethodsPage(std::string_view name) : name_(name) {
  std::istringstream text(file_text(std::filesystem::path(JUNHENG_SOURCE_DIR) / "docs/methods" / (name_ + ".md")));
  for (std::string line; std::getline(text, line);) lines_.push_back(cells_of(line));
}

std::vector<std::string> MethodsPage::row(std::string_view table, std::string_view row) const {
  bool is_in_table = false, is_head = true;
  for (const auto& cells : lines_) {
    if (cells.empty()) {
      is_head = true;
      is_in_table = false;
      continue;
    }
    if (is_head) is_in_table = cells[0] == table;
    is_head = false;
    if (is_in_table && cells[0] == row) return {cells.begin() + 1, cells.end()};
  }
  throw std::runtime_error(fmt::format("docs/methods/{}.md: no row '{}' in a table '{}'", name_, row, table));
}

void MethodsPage::expect_row(std::string_view table, std::string_view row, std::initializer_list<double> values) const {
  const auto cells = this->row(table, row);
  ASSERT_EQ(cells.size(), values.size()) << name_ << ": " << table << ": " << row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto point = cells[i].find('.');
    const auto digits = point == std::string::npos ? 0 : cells[i].size() - point - 1;
    EXPECT_EQ(cells[i], fmt::format("{:.{}f}", values.begin()[i], digits)) << name_ << ": " << table << ": " << row;
  }
}

}  // namespace junheng::testing
