#include "junheng/app/output_path.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"

namespace junheng::app {

namespace fs = std::filesystem;

namespace {

/// True if both paths lead to one file or folder, whatever they are called.
bool is_same(const fs::path& a, const fs::path& b) {
  std::error_code failure;
  return fs::equivalent(a, b, failure) && !failure;
}

Result<void> check_type(const OutputFile& output) {
  const std::string type = type_of(output.path);
  if (std::ranges::find(output.types, type) != output.types.end()) return {};
  const bool is_workbook_only = output.types.size() == 1 && *output.types.begin() == ".xlsx";
  if (!is_workbook_only) return fail(type == ".pdf" ? Code::ReportIsNoPdf : Code::UnknownReportType, {{"path", output.path}});
  return fail(Code::WorkbookName, {{"path", output.path}, {"example", fs::path(output.path).replace_extension(".xlsx").string()}});
}

/// The file of the dataset's folder that the output would replace; empty if it is none.
std::string replaced_file(const std::string& path, const std::string& folder) {
  std::error_code failure;
  if (!fs::exists(path, failure)) return {};
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure))
    if (entry->is_regular_file(failure) && is_same(path, entry->path())) return entry->path().string();
  return {};
}

}  // namespace

std::string type_of(const std::string& path) { return lower_ascii(fs::path(path).extension().string()); }

Result<void> check_output(const OutputFile& output) {
  if (auto known = check_type(output); !known) return known;
  if (output.dataset.empty()) return {};
  if (is_same(output.path, output.dataset)) return fail(Code::OutputIsInput, {{"path", output.path}, {"input", output.dataset}});
  std::error_code failure;
  if (!fs::is_directory(output.dataset, failure)) return {};
  const fs::path folder = fs::absolute(output.path, failure).parent_path();
  const std::string type = type_of(output.path);
  const bool is_table = type == ".csv" || type == ".xlsx";
  if (const std::string input = replaced_file(output.path, output.dataset); is_table && !input.empty())
    return fail(Code::OutputIsInput, {{"path", output.path}, {"input", input}});
  if (is_table && is_same(folder, output.dataset)) return fail(Code::OutputAmongInput, {{"path", output.path}, {"folder", output.dataset}});
  return {};
}

}  // namespace junheng::app
