#pragma once

#include <functional>
#include <string>

#include "junheng/app/load.h"

namespace junheng::app {

/// The ways in which a command can show its result, each made only where it is asked for.
struct ReportForms {
  std::function<std::string()> text;
  /// The verdict, or the figures that matter: at most about 15 lines.
  std::function<std::string()> summary;
  /// Without a line end.
  std::function<std::string()> json;
  std::function<std::string()> csv;
  std::function<std::string()> html;
  std::function<Result<void>(const std::string& path)> xlsx;
};

struct OutputRequest {
  OutputFormat format = OutputFormat::Text;
  /// .html, .xlsx, .json or .csv, as check_output() lets pass; empty: none.
  std::string path;
};

/// Writes the file, if one is asked for, by its type, and gives the form of `format` as result and, as talk, where the file is.
/// Errors: CannotWriteFile.
[[nodiscard]] Result<Outcome> deliver(const ReportForms& forms, const OutputRequest& request, const Session& session);

}  // namespace junheng::app
