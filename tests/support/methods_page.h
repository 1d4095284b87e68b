#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace junheng::testing {

/// The tables of a page of docs/methods, whose worked examples are held against the program.
class MethodsPage {
 public:
  /// Reads docs/methods/`name`.md. Throws std::runtime_error if it cannot.
  explicit MethodsPage(std::string_view name);

  /// Cells after the first of the row that begins with `row`, in the table whose head begins with `table`. Throws std::runtime_error where
  /// there is none.
  [[nodiscard]] std::vector<std::string> row(std::string_view table, std::string_view row) const;

  /// Fails the test unless the row prints these values, rounded to the digits that it prints.
  void expect_row(std::string_view table, std::string_view row, std::initializer_list<double> values) const;

 private:
  std::string name_;
  std::vector<std::vector<std::string>> lines_;
};

}  // namespace junheng::testing
