#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/catalogue.h"

namespace junheng {

/// Where a value stands in the user's files. Empty or zero parts are not known or do not apply.
struct Location {
  std::string file;
  /// Sheet of a workbook; empty for CSV.
  std::string sheet;
  /// 1-based row as a spreadsheet numbers it (the header of a CSV file is row 1).
  std::uint32_t row = 0;
  /// 1-based column number in the file; 0 when the finding concerns the whole row or table.
  std::uint32_t column = 0;
  /// The header of that column as it stands in the file.
  std::string header;

  friend bool operator==(const Location&, const Location&) = default;
};

/// "schools.csv, row 12, column F (pupils)" in the reader's language.
[[nodiscard]] std::string describe(const Location& location, Lang lang);

/// Spreadsheet name of a column: 1 -> "A", 28 -> "AB". 0 gives an empty string.
[[nodiscard]] std::string column_letters(std::uint32_t column);

/// Texts of one rule: from the catalogue (ingest) or from a check file (checks/*.toml).
struct RuleTexts {
  std::string id;
  Bilingual message;
  Bilingual hint;
};

/// One finding about the user's data: where, what is wrong, what to do.
struct Issue {
  std::shared_ptr<const RuleTexts> rule;
  Severity severity = Severity::Error;
  Location where;
  /// The faulty value as it stands in the file; empty if there is none.
  std::string value;
  /// Shared by findings that say the same: there may be millions. Null: none.
  std::shared_ptr<const Params> params;

  [[nodiscard]] const std::string& id() const { return rule->id; }
  [[nodiscard]] std::string message(Lang lang) const;
  [[nodiscard]] std::string hint(Lang lang) const;
};

/// The parameters as an Issue holds them; null for none.
[[nodiscard]] std::shared_ptr<const Params> share(Params params);

/// Issue with the texts and severity of a catalogue code. `value` is also the parameter {value}.
[[nodiscard]] Issue make_issue(Code code, Location where, std::string value, Params params = {});

struct IssueCounts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
};

[[nodiscard]] IssueCounts count_issues(const std::vector<Issue>& issues);

/// Orders by file, sheet, row, column, rule: the order in which a clerk would go through the files.
void sort_issues(std::vector<Issue>& issues);

}  // namespace junheng
