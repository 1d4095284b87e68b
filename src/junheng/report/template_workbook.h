#pragma once

#include <string>

#include "junheng/core/error.h"
#include "junheng/core/lang.h"
#include "junheng/standards/standard.h"

namespace junheng::report {

/// A blank workbook in the dataset format with the tables, columns and items that the standard needs: headers in Chinese (ids in
/// English), drop-down lists, notes on every header, and a sheet of code lists. Filled in, it is read back as it stands.
/// Errors: CannotWriteFile.
[[nodiscard]] Result<void> write_template(const standards::Standard& standard, Lang lang, const std::string& path);

}  // namespace junheng::report
