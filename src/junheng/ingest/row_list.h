#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "junheng/core/issue.h"

namespace junheng::ingest {

/// Rows of files, as a message names them: "stage_facts.csv, rows 4-6, 9; grade_facts.csv, row 2". In the order of adding.
class RowList {
 public:
  /// `row` 0: the values have no line of their own; such rows are only counted.
  void add(const std::string& file, const std::string& sheet, std::uint32_t row);

  [[nodiscard]] std::size_t count() const { return count_; }
  /// Names of each file at most kMostSpans runs of rows; "…" stands for the rest.
  [[nodiscard]] std::string describe(Lang lang) const;

 private:
  static constexpr std::size_t kMostSpans = 20;

  struct Span {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };
  struct Place {
    std::string file;
    std::string sheet;
    std::vector<Span> spans;
  };

  std::vector<Place> places_;
  std::size_t count_ = 0;
};

}  // namespace junheng::ingest
