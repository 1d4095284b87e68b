#include "junheng/formats/csv_writer.h"

#include <array>
#include <charconv>
#include <cmath>

#include "junheng/formats/number_text.h"

namespace junheng::formats {

namespace {

/// A reader drops white space around an unquoted field, so such a field is quoted too.
bool needs_quotes(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
  if (text.empty()) return false;
  return is_space(text.front()) || is_space(text.back()) || text.find_first_of(",\"\r\n") != std::string_view::npos;
}

}  // namespace

void CsvWriter::separate() {
  if (row_open_) out_ += ',';
  row_open_ = true;
}

CsvWriter& CsvWriter::field(std::string_view text) {
  separate();
  if (!needs_quotes(text)) {
    out_ += text;
    return *this;
  }
  out_ += '"';
  for (const char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
  return *this;
}

CsvWriter& CsvWriter::field(double number) {
  separate();
  if (std::isfinite(number)) append_number(out_, number);
  return *this;
}

CsvWriter& CsvWriter::field(std::int64_t number) {
  separate();
  std::array<char, 24> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  out_.append(buffer.data(), result.ptr);
  return *this;
}

CsvWriter& CsvWriter::blank() {
  separate();
  return *this;
}

void CsvWriter::end_row() {
  out_ += '\n';
  row_open_ = false;
}

}  // namespace junheng::formats
