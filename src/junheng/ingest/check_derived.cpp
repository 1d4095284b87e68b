// Rule "derived_from_grades": a measure of the stage that is not given and is therefore taken from the grades.
#include <optional>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"

namespace junheng::ingest {

namespace {

using model::FactTable;
using model::NumberColumn;

class DerivedFromGrades : public CheckRule {
 public:
  explicit DerivedFromGrades(CheckReader& reader) : column_(reader.column("column", reader.fixed_table("stage_facts"))) {}

  /// One unit: what is to be said is how many rows there are.
  [[nodiscard]] std::size_t unit_count(const CheckFrame& frame) const override {
    return frame.dataset().stage_facts.size() == 0 || frame.column("grade_facts", column_) == nullptr ? 0 : 1;
  }

  void run(const CheckFrame& frame, UnitRange units, Findings& findings) const override {
    if (units.begin == units.end) return;
    const FactTable& stages = frame.dataset().stage_facts;
    const NumberColumn* given = frame.column("stage_facts", column_);
    std::size_t count = 0;
    std::size_t first = 0;
    double first_sum = 0;
    for (std::size_t row = 0; row < stages.size(); ++row) {
      if ((given != nullptr && given->has(row)) || !findings.covers("stage_facts", row)) continue;
      const auto sum = sum_of_grades(frame, row);
      if (!sum) continue;
      if (count++ == 0) {
        first = row;
        first_sum = *sum;
      }
    }
    if (count == 0 || !findings.takes("stage_facts", first)) return;
    findings.add({"stage_facts", first, column_}, "", {{"count", std::to_string(count)}, {"sum", formats::number_text(first_sum)}});
  }

  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {"count", "sum"}; }

 private:
  [[nodiscard]] std::optional<double> sum_of_grades(const CheckFrame& frame, std::size_t stage_row) const {
    const FactTable& stages = frame.dataset().stage_facts;
    const FactTable& grades = frame.dataset().grade_facts;
    const NumberColumn& parts = *frame.column("grade_facts", column_);
    std::optional<double> sum;
    for (const std::uint32_t row : grades.rows_of(SchoolYear{stages.years[stage_row]}, stages.schools[stage_row])) {
      const auto stage = stage_of_grade(grades.parts[row]);
      if (!stage || static_cast<std::uint8_t>(*stage) != stages.parts[stage_row]) continue;
      if (!parts.has(row)) return std::nullopt;
      sum = sum.value_or(0) + parts.at(row).value;
    }
    return sum;
  }

  std::string column_;
};

}  // namespace

std::unique_ptr<CheckRule> make_derived_rule(CheckReader& reader) { return std::make_unique<DerivedFromGrades>(reader); }

}  // namespace junheng::ingest
