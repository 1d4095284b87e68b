#include "junheng/ingest/table_head.h"

#include <algorithm>

#include "junheng/core/text.h"
#include "junheng/ingest/cell_parser.h"

namespace junheng::ingest {

namespace {

constexpr char kBetweenLines = '/';

std::string cell(const HeadRows& rows, std::size_t row, std::size_t column) {
  return column < rows[row].size() ? std::string(trim(rows[row][column])) : std::string();
}

struct Place {
  std::size_t row = 0;
  std::size_t column = 0;
};

std::optional<Place> find_key(const HeadRows& rows, const LabelNames& key) {
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      const std::string folded = fold_label(rows[row][column]);
      if (std::ranges::any_of(key, [&](const std::string& name) { return folded == fold_label(name); })) return Place{row, column};
    }
  return std::nullopt;
}

/// A row of data, such as a line of totals without a code.
bool has_number(const std::vector<std::string>& row) {
  return std::ranges::any_of(row, [](const std::string& text) { return plain_number(trim(text)).has_value(); });
}

/// One text that stands above the whole table names no column.
bool is_title(const std::vector<std::string>& row) {
  return std::ranges::count_if(row, [](const std::string& text) { return !trim(text).empty(); }) < 2;
}

/// "2021-2022学年", "学年：2021-2022学年初": a cell that names the year and nothing else, as beside the unit in a row above the header.
bool is_year_alone(const std::string& text) {
  std::string folded = fold_label(text);
  constexpr std::string_view kLabel = "学年:";
  if (folded.starts_with(kLabel)) folded.erase(0, kLabel.size());
  const std::size_t word = folded.find("学年");
  if (word == std::string::npos || folded.find_first_not_of("0123456789/-") < word) return false;
  const std::string_view rest = std::string_view(folded).substr(word + std::string_view("学年").size());
  return rest.empty() || rest == "初" || rest == "末" || rest == "度";
}

/// The school year that the rows above the header tell. A column may speak of a year too: "2022学年毕业生数".
std::optional<std::string> year_above(const HeadRows& rows, std::size_t header_row) {
  for (std::size_t row = 0; row < header_row; ++row) {
    const bool is_title_row = is_title(rows[row]);
    for (const std::string& text : rows[row])
      if (is_title_row || is_year_alone(text))
        if (auto year = school_year_in(text)) return year;
  }
  return std::nullopt;
}

/// True if the upper names stand above the lowest line in their order.
bool stands_above(const std::vector<std::string>& lines, std::size_t end, const std::vector<std::string>& names) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < end && found + 1 < names.size(); ++i)
    if (fold_label(lines[i]) == fold_label(names[found])) ++found;
  return found + 1 == names.size();
}

bool has_name(const std::vector<std::string>& lines, const std::vector<std::string>& names) {
  if (lines.empty() || names.empty()) return false;
  const std::string wanted = fold_label(names.back());
  if (fold_label(lines.back()) == wanted) return stands_above(lines, lines.size() - 1, names);
  return fold_label(naming_line(lines)) == wanted && stands_above(lines, lines.size() - 2, names);
}

HeadMatch match_of(const std::vector<std::uint32_t>& found) {
  if (found.size() > 1) return {std::nullopt, true};
  return {found.empty() ? std::nullopt : std::optional(found.front()), false};
}

HeadMatch find_name(const TableHead& head, const std::string& name) {
  std::vector<std::uint32_t> whole;
  std::vector<std::uint32_t> by_lines;
  const auto parts = split(name, kBetweenLines);
  for (std::uint32_t column = 0; column < head.lines.size(); ++column) {
    const auto& lines = head.lines[column];
    // A header of one line may hold the character that parts lines.
    if (lines.size() == 1 && fold_header(lines.front()) == fold_header(name)) whole.push_back(column);
    if (has_name(lines, parts)) by_lines.push_back(column);
  }
  return match_of(whole.empty() ? by_lines : whole);
}

}  // namespace

std::vector<std::string> TableHead::names() const {
  std::vector<std::string> out;
  for (const auto& column : lines) {
    std::string name;
    for (const std::string& line : column) name += (name.empty() ? "" : std::string(1, kBetweenLines)) + line;
    out.push_back(std::move(name));
  }
  return out;
}

const std::string& naming_line(const std::vector<std::string>& lines) {
  return lines.size() > 1 && is_total_word(fold_label(lines.back())) ? lines[lines.size() - 2] : lines.back();
}

TableHead plain_head(const std::vector<std::string>& header) {
  TableHead head;
  for (const std::string& name : header) head.lines.push_back({name});
  return head;
}

std::optional<TableHead> find_head(const HeadRows& rows, const LabelNames& key) {
  const auto place = find_key(rows, key);
  if (!place) return std::nullopt;
  TableHead head;
  head.year = year_above(rows, place->row);
  std::size_t end = place->row + 1;
  while (end < rows.size() && cell(rows, end, place->column).empty() && !has_number(rows[end])) ++end;
  head.rows = static_cast<std::uint32_t>(end);
  std::size_t width = 0;
  for (std::size_t row = 0; row < end; ++row) width = std::max(width, rows[row].size());
  head.lines.resize(width);
  // Whether a column still belongs to the header on its left, row by row.
  std::vector<bool> is_covered(width, true);
  for (std::size_t row = 0; row < end; ++row) {
    if (row < place->row && is_title(rows[row])) continue;
    std::string left;
    for (std::size_t column = 0; column < width; ++column) {
      const std::string own = cell(rows, row, column);
      is_covered[column] = is_covered[column] && own.empty() && column > 0;
      if (!is_covered[column]) left = own;
      if (!left.empty()) head.lines[column].push_back(left);
    }
  }
  return head;
}

HeadMatch find_column(const TableHead& head, const LabelNames& names) {
  for (const std::string& name : names)
    if (const HeadMatch found = find_name(head, name); found.column || found.is_ambiguous) return found;
  return {};
}

}  // namespace junheng::ingest
