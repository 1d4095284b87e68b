#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/core/lang.h"
#include "junheng/formats/toml.h"
#include "junheng/standards/loader.h"
#include "junheng/standards/pack.h"

namespace junheng::standards {

/// The values of one kind of school by its number of classes.
struct SizeRow {
  /// GB/T 33782.
  int kind = 0;
  /// Which of the sets of values of a document, e.g. "basic".
  std::string set;
  /// Urban-rural codes for which the document holds.
  std::vector<int> settings;
  Date from;
  ValueStatus status = ValueStatus::Unverified;
  Source source;
  /// Ascending, and as many values.
  std::vector<double> classes;
  std::vector<double> values;
  std::uint32_t line = 0;
};

/// `[[size_table]]`: a value that depends on kind and size of a school, e.g. its floor area.
struct SizeTable {
  std::string id;
  Bilingual title;
  std::string unit;
  std::vector<SizeRow> rows;
  std::uint32_t line = 0;

  /// The row in force on a day: the latest whose `from` is not after it. Null where there is none.
  [[nodiscard]] const SizeRow* row(int kind, std::string_view set, const Date& on) const;
};

/// What a row says of a size: the value of the column at the size in both bounds; between two columns the smaller one's and the larger
/// one's; beyond the table nothing, since a table is not extrapolated.
struct SizeBounds {
  std::optional<double> low;
  std::optional<double> high;
};
[[nodiscard]] SizeBounds bounds_at(const SizeRow& row, double classes);

[[nodiscard]] SizeTable read_size_table(formats::TomlReader& table);
/// Shape of the lists, kinds and settings, unit, document and clause of each row.
void lint_size_table(PackDraft& draft, const SizeTable& table);

}  // namespace junheng::standards
