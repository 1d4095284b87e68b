#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "junheng/core/error.h"

namespace junheng::app {

/// The type that a file's name gives it, in lower case: ".xlsx". Empty if the name has none.
[[nodiscard]] std::string type_of(const std::string& path);

/// A file that a command is asked to write.
struct OutputFile {
  std::string path;
  /// Types that can be written: ".html", ".xlsx".
  std::initializer_list<std::string_view> types;
  /// The dataset that is read; empty: none.
  std::string dataset = {};
};

/// Refuses, before anything is read, a file that must not be written: one of another type, the input itself (also by a link to it), and
/// a table or workbook in the folder of the dataset, where the next check would take it for the bureau's own.
/// Errors: ReportIsNoPdf, WorkbookName (where only .xlsx is written), UnknownReportType, OutputIsInput, OutputAmongInput.
[[nodiscard]] Result<void> check_output(const OutputFile& output);

}  // namespace junheng::app
