#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace junheng::report {

enum class ColumnAlign : std::uint8_t { Left, Right };

/// A table for a terminal, with columns as wide as their content needs (Chinese characters take two columns).
class TerminalTable {
 public:
  explicit TerminalTable(std::vector<std::string> header, std::vector<ColumnAlign> aligns);

  void add_row(std::vector<std::string> cells);
  [[nodiscard]] bool is_empty() const { return rows_.empty(); }
  /// Lines ending in \n, each indented by `indent` spaces.
  [[nodiscard]] std::string text(std::size_t indent = 2) const;

 private:
  std::vector<std::string> header_;
  std::vector<ColumnAlign> aligns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace junheng::report
