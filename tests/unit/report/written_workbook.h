#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/formats/file.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/formats/zip_parts.h"

namespace junheng::report {

/// A workbook that was written, read back, with questions that tests ask of it.
class WrittenWorkbook {
 public:
  explicit WrittenWorkbook(const std::string& path) : bytes_(formats::read_file(path).value()), book_(formats::read_xlsx(path).value()) {}

  [[nodiscard]] std::vector<std::string> sheet_names() const {
    std::vector<std::string> out;
    for (const auto& sheet : book_.sheets) out.push_back(sheet.name);
    return out;
  }

  [[nodiscard]] const formats::Sheet& sheet(std::string_view name) const {
    const formats::Sheet* found = book_.find(name);
    if (found == nullptr) throw std::logic_error("no sheet " + std::string(name));
    return *found;
  }
  [[nodiscard]] const std::vector<formats::Sheet>& sheets() const { return book_.sheets; }

  /// Text of an archive part, e.g. "xl/styles.xml"; names in lower case.
  [[nodiscard]] std::string part(const std::string& name) const {
    std::string out;
    formats::ZipParts zip(bytes_, "workbook", {});
    EXPECT_TRUE(zip.read([&](const std::string& part) { return part == name; },
                         [&](const std::string&, std::string content) -> Result<void> {
                           out = std::move(content);
                           return {};
                         }));
    return out;
  }

 private:
  std::string bytes_;
  formats::Workbook book_;
};

/// The texts of a row.
inline std::vector<std::string> row_texts(const formats::Sheet& sheet, std::uint32_t row) {
  std::vector<std::string> out;
  for (std::uint32_t column = 1; column <= sheet.column_count(); ++column) out.push_back(sheet.cell(row, column).text);
  return out;
}

/// The number that a cell shows as its text; fails the test if it is none.
inline double number_of(const std::string& text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  EXPECT_TRUE(failure == std::errc{} && end == text.data() + text.size()) << text;
  return value;
}

/// The first row (1-based) that holds the text in a cell of its own; 0 if none does.
inline std::uint32_t row_with(const formats::Sheet& sheet, std::string_view text, std::uint32_t from = 1) {
  for (std::uint32_t row = from; row <= sheet.row_count(); ++row)
    for (std::uint32_t column = 1; column <= sheet.column_count(); ++column)
      if (sheet.cell(row, column).text == text) return row;
  return 0;
}

/// True if some cell of the sheet holds the words.
inline bool mentions(const formats::Sheet& sheet, std::string_view words) {
  for (std::uint32_t row = 1; row <= sheet.row_count(); ++row)
    for (std::uint32_t column = 1; column <= sheet.column_count(); ++column)
      if (sheet.cell(row, column).text.find(words) != std::string::npos) return true;
  return false;
}

inline bool holds(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace junheng::report
