#pragma once

#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/formats/csv_reader.h"
#include "junheng/report/data_origin.h"

namespace junheng::report {

/// A file that was read.
struct InputFile {
  std::string path;
  /// Of a CSV file.
  char separator = formats::kComma;
};

/// Writes a copy of the input as a workbook, one sheet per file or sheet, with every faulty cell filled by severity and commented with
/// what is wrong and what to do, and a first sheet that lists the findings with links. Of very many, the first of each file are marked and
/// the first sheet says how many are not.
/// The first sheet says where the data come from. `files`: the CSV files or the one workbook that were read. Errors: those of reading;
/// CannotWriteFile.
[[nodiscard]] Result<void> write_marked_workbook(const std::vector<InputFile>& files, const std::vector<Issue>& issues,
                                                 const DataOrigin& origin, Lang lang, const std::string& path);

}  // namespace junheng::report
