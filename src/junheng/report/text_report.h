#pragma once

#include <string>
#include <vector>

#include "junheng/core/sink.h"
#include "junheng/report/report_input.h"

namespace junheng::report {

enum class Color : std::uint8_t { Off, On };

/// The assessment for a terminal. One area: verdict, reasons, a table per stage, items, schools to mend first. Several: one line each,
/// then what they have in common.
[[nodiscard]] std::string assessment_text(const ReportInput& input, Color color);

/// Its verdict with the reasons, where the whole is written to a file; of several areas how many have which verdict.
[[nodiscard]] std::string assessment_verdict_text(const ReportInput& input, Color color);

struct FindingsLayout {
  Color color = Color::Off;
  /// Of many findings of one file and rule as many in full, then the number of the rest, so that a slip in a whole column does not hide
  /// the others. 0: all.
  std::size_t per_rule = 0;
};

/// The findings in their order, then how many there are. Millions of them make gigabytes, so they are handed over in pieces.
void write_findings_text(const std::vector<Issue>& issues, Lang lang, const FindingsLayout& layout, const Sink& sink);
/// All of them in one text.
[[nodiscard]] std::string findings_text(const std::vector<Issue>& issues, Lang lang, Color color);

/// Long table: per area one line per stage, school and indicator, then the composite CVs, the items and clauses, the verdict. Chinese: for
/// spreadsheets, with a byte order mark, headers and words in Chinese. English: for programs, with the words of the JSON. Ids of areas,
/// schools, indicators and standards are the same in both.
[[nodiscard]] std::string assessment_csv(const ReportInput& input);

}  // namespace junheng::report
