#pragma once

#include <string>
#include <vector>

#include "junheng/core/lang.h"
#include "junheng/model/schema.h"
#include "junheng/standards/standard.h"

namespace junheng::report {

/// One column of a blank table.
struct TemplateColumn {
  std::string id;
  /// As the file is to name it: Chinese where the format has a Chinese name for it.
  Bilingual header;
  Bilingual title;
  model::ColumnType type = model::ColumnType::Text;
  /// Key of a unit; empty for persons and plain numbers.
  std::string unit;
  std::span<const model::CodeName> codes;
  bool is_required = false;
};

struct TemplateTable {
  const model::TableSpec* table = nullptr;
  std::vector<TemplateColumn> columns;
};

/// A row that stands in the table of county values from the start.
struct TemplateItem {
  /// As the column `item` is to name it.
  Bilingual name;
  Bilingual title;
  std::string unit;
  /// The item behind it; nullptr for a measure of the area.
  const standards::Item* item = nullptr;

  /// A document item that is 1 or 0 and nothing between.
  [[nodiscard]] bool is_yes_or_no() const;
  /// Worked out from schools of kinds of which a county may have none, and reported only then.
  [[nodiscard]] bool is_without_schools() const;
};

/// A column of the format as a blank table has it.
[[nodiscard]] TemplateColumn column_of(const model::ColumnSpec& spec);

/// What a standard needs of a dataset.
struct TemplatePlan {
  std::vector<TemplateTable> tables;
  std::vector<TemplateItem> items;
};

/// Tables in the order of the format: areas, schools, stage facts with the measures that indicators and items are made of, and what the
/// items look at (classes by size, rooms, county values, accreditation, quality monitoring, survey). Measures that the standard derives are
/// asked for by their terms. For China, what the application form lists is asked for too. The plan points into the standard, which must
/// outlive it.
[[nodiscard]] TemplatePlan plan_template(const standards::Standard& standard);

}  // namespace junheng::report
