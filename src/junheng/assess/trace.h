#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/core/issue.h"

namespace junheng::assess {

/// One number of the data that a value was made from.
struct SourceCell {
  std::string measure;
  SchoolIndex school;
  /// The row's stage; All for the whole school.
  Stage stage = Stage::All;
  model::Quantity value;
  /// File, row and column; only the file's name where there is no such column.
  Location where;
  /// In the sum with this sign.
  double sign = 1;
  bool is_numerator = true;
};

/// What one stage weighs where facilities of a whole school are divided: its pupils times its weight.
struct SplitPart {
  Stage stage = Stage::Primary;
  double weight = 0;
  /// Missing where a row lacks them; then nothing can be divided.
  model::Quantity pupils;
  /// Where the pupils stand.
  std::vector<SourceCell> cells;
};

/// How measures that stand on rows `all` were divided: the stage of the value gets pupils x weight of it over the sum of the parts.
struct ValueSplit {
  std::vector<std::string> measures;
  std::vector<SplitPart> parts;
};

/// How one school's value of an indicator came about.
struct ValueTrace {
  SchoolIndex school;
  std::vector<SourceCell> cells;
  model::Quantity numerator;
  model::Quantity denominator;
  model::Quantity value;
  IndicatorState state = IndicatorState::Unknown;
  /// The facilities stand on the row `all` and were divided by pupils x weight.
  bool was_split = false;
  /// How; empty for a school of one stage, which keeps what stands on its row `all`. One for each set of rows that is divided.
  std::vector<ValueSplit> splits;
  /// Campuses were added up.
  bool was_merged = false;
  bool was_derived = false;
};

/// Traces one unit's value of one indicator to the cells of the dataset.
[[nodiscard]] ValueTrace trace_value(const Assessment& assessment, const Campuses& campuses, Stage stage, std::uint32_t unit,
                                     std::size_t indicator);

/// The cells from which a measure of one stage of a school and its campuses is taken: the row of the stage, else its grades, else the row
/// of the whole school. `is_numerator` is left true.
[[nodiscard]] std::vector<SourceCell> trace_measure(const Assessment& assessment, const Campuses& campuses, Stage stage, SchoolIndex root,
                                                    const std::string& measure);

/// The same for a part of the whole school, as SchoolValues::compulsory() and whole() take it, campus by campus: the row `all`, else the
/// stages; where the row `all` holds a stage that is not asked for, the stages. Where a stage has no value, the cells that lack it, and a
/// row `all` that cannot be divided.
[[nodiscard]] std::vector<SourceCell> trace_measure(const Assessment& assessment, const Campuses& campuses, Part part, SchoolIndex root,
                                                    const std::string& measure);

/// "100 x (area_teaching_m2 - area_indoor_sports_m2) / pupils".
[[nodiscard]] std::string formula_text(const standards::Ratio& ratio);

}  // namespace junheng::assess
