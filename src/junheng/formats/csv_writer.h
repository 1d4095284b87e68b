#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace junheng::formats {

/// A spreadsheet takes a CSV file for UTF-8 only if it begins with this.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Builds CSV text (RFC 4180, LF line ends): fields are quoted where they must be.
class CsvWriter {
 public:
  CsvWriter& field(std::string_view text);
  CsvWriter& field(const char* text) { return field(std::string_view(text)); }
  /// Shortest text that reads back as the same number; blank if it is not finite.
  CsvWriter& field(double number);
  CsvWriter& field(std::int64_t number);
  CsvWriter& field(int number) { return field(static_cast<std::int64_t>(number)); }
  /// An empty field: not collected.
  CsvWriter& blank();
  void end_row();

  /// A number, or blank without one.
  CsvWriter& field(const std::optional<double>& number) { return number ? field(*number) : blank(); }

  [[nodiscard]] const std::string& text() const { return out_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void separate();
  std::string out_;
  bool row_open_ = false;
};

}  // namespace junheng::formats
