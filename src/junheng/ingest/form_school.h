#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "junheng/formats/xlsx_reader.h"
#include "junheng/ingest/form_mapping.h"
#include "junheng/ingest/form_source.h"

namespace junheng::ingest {

/// Who a workbook of returns is about, and for which year: from labelled cells, else from the names of the file and its folder.
class FormSchool {
 public:
  FormSchool(const FormMapping& mapping, const formats::Workbook& workbook, std::string file, std::string folder);

  /// What stands beside the labels of a column of `schools`; empty where nothing does.
  [[nodiscard]] FormValue value(std::string_view column) const;
  /// The labelled one, else the part of the file name before the first underscore, if that is a code of ten digits.
  [[nodiscard]] FormValue id() const;
  [[nodiscard]] FormValue name() const;
  /// The labelled one, else the 6, 9 or 12 digits with which the folder's name begins.
  [[nodiscard]] FormValue area_code() const;
  /// The school year that a heading, the file or its folder names: 2021/2022学年.
  [[nodiscard]] std::optional<FormValue> year() const;

 private:
  [[nodiscard]] std::optional<FormValue> find_label(const formats::Sheet& sheet, const LabelNames& labels) const;
  [[nodiscard]] FormValue beside(const formats::Sheet& sheet, std::uint32_t row, std::uint32_t column) const;
  [[nodiscard]] bool is_school_form(const formats::Sheet& sheet) const;

  const FormMapping& mapping_;
  const formats::Workbook& workbook_;
  std::string file_;
  std::string folder_;
};

}  // namespace junheng::ingest
