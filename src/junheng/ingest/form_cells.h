#pragma once

#include <map>
#include <string>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/ingest/form_mapping.h"
#include "junheng/ingest/form_sheet.h"
#include "junheng/ingest/form_source.h"

namespace junheng::ingest {

/// Finds the values that a mapping names in one workbook of forms. What is missing is reported once per form, row and column.
class FormCells {
 public:
  FormCells(const FormMapping& mapping, const formats::Workbook& workbook, std::string file, std::vector<Issue>& issues);

  /// Empty where the form, the row or a column is not there, or a part of a sum is empty.
  [[nodiscard]] FormValue read(const FormCell& cell);

 private:
  struct Place {
    const FormSheet* sheet = nullptr;
    std::uint32_t row = 0;
  };

  const FormSheet* find_sheet(const std::string& form);
  std::optional<Place> find_place(const FormCell& cell);
  std::uint32_t column(const Place& place, const LabelNames& names, bool must_be_there);
  /// The sum of the columns; nullopt where one has no value, the text of a cell that is no number in `odd`.
  std::optional<double> sum(const Place& place, const std::vector<LabelNames>& columns, bool must_be_there, FormValue& odd);
  [[nodiscard]] FormValue value_at(const Place& place, std::uint32_t column) const;
  FormValue read_sum(const FormCell& cell, const Place& place);
  std::optional<double> factor_of(const FormCell& cell, const Place& place, std::uint32_t column);
  void report(Code code, const FormSheet& sheet, std::uint32_t row, const std::string& value, Params params);

  const FormMapping& mapping_;
  const formats::Workbook& workbook_;
  std::string file_;
  std::vector<Issue>& issues_;
  std::map<std::string, const FormSheet*> by_form_;
  std::map<const formats::Sheet*, FormSheet> sheets_;
  std::vector<std::string> reported_;
};

}  // namespace junheng::ingest
