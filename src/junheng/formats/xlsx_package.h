#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/formats/xlsx_dates.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/formats/zip_parts.h"

namespace junheng::formats {

/// What the sheets of a workbook share.
struct XlsxShared {
  std::vector<std::string> strings;
  /// By the style number of a cell: whether its number format shows a date.
  std::vector<bool> is_date_style;
  DateSystem dates = DateSystem::From1900;
};

/// A sheet in the order of the workbook, and the part that holds its cells.
struct XlsxSheetEntry {
  std::string name;
  std::string part;
  bool is_hidden = false;
};

struct XlsxPackage {
  std::vector<XlsxSheetEntry> sheets;
  XlsxShared shared;
};

/// Tells by the first and last bytes what cannot be read at all.
/// Errors: XlsxPassword; XlsxOldFormat; XlsxNotAWorkbook; XlsxTruncated.
[[nodiscard]] Result<void> check_container(std::string_view bytes, const std::string& name);

/// Reads everything but the cells. Errors: XlsxNotAWorkbook; XlsxDamaged; XlsxZipBomb; XlsxPassword.
[[nodiscard]] Result<XlsxPackage> read_package(ZipParts& zip, const std::string& name);

[[nodiscard]] Error damaged_part(const std::string& name, const std::string& part, std::string reason);

}  // namespace junheng::formats
