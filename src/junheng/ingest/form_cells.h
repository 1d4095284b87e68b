#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/ingest/column_sum.h"
#include "junheng/ingest/form_mapping.h"
#include "junheng/ingest/form_sheet.h"
#include "junheng/ingest/form_source.h"

namespace junheng::ingest {

/// A value of the mapping as one workbook has it.
struct FormReading {
  /// Empty where the form, the row or a column is not there, or a part of a sum is empty.
  FormValue value;
  /// What is wrong with the form: it is missing, stands twice, has no codes.
  std::vector<Issue> of_form;
  /// What is wrong with the value: no such block, row or column, no unit.
  std::vector<Issue> of_value;
};

/// Finds the values that a mapping names in one workbook of forms. The same fault comes with every value that has it.
class FormCells {
 public:
  FormCells(const FormMapping& mapping, const formats::Workbook& workbook, std::string file);

  [[nodiscard]] FormReading read(const FormCell& cell);

 private:
  struct Form {
    /// nullptr: not there, or without codes.
    const FormSheet* sheet = nullptr;
    /// Of the first sheet of the form; empty: none.
    std::string first;
    std::vector<Issue> faults;
  };
  struct Place {
    const FormSheet* sheet = nullptr;
    std::uint32_t row = 0;
  };

  const Form& find_form(const std::string& form);
  std::optional<Place> find_place(const FormCell& cell, FormReading& reading);
  [[nodiscard]] std::optional<std::uint32_t> column(const Place& place, const LabelNames& names, std::vector<Issue>& faults) const;
  [[nodiscard]] std::vector<ColumnPlaces> choices(const Place& place, const FormCell& cell, std::vector<Issue>& faults) const;
  [[nodiscard]] FormValue value_at(const Place& place, std::uint32_t column) const;
  [[nodiscard]] FormValue read_sum(const FormCell& cell, const Place& place, std::vector<Issue>& faults) const;
  [[nodiscard]] std::optional<double> factor_of(const FormCell& cell, const Place& place, std::uint32_t column,
                                                std::vector<Issue>& faults) const;
  [[nodiscard]] Issue fault(Code code, const FormSheet& sheet, const std::string& value, Params params) const;

  const FormMapping& mapping_;
  const formats::Workbook& workbook_;
  std::string file_;
  std::map<std::string, Form> forms_;
  std::map<const formats::Sheet*, FormSheet> sheets_;
};

}  // namespace junheng::ingest
