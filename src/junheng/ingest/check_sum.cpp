// Rule "sum_equals": parts add up to their whole, within a row or over the rows of a finer table.
#include <array>
#include <utility>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"

namespace junheng::ingest {

namespace {

using formats::number_text;
using model::FactTable;
using model::NumberColumn;

/// How the sum must stand to the whole.
enum class Comparison : std::uint8_t { Equal, NotAbove, NotBelow };

struct SumLimit {
  Comparison comparison = Comparison::Equal;
  double tolerance = 0;

  /// A sum that lacks a part can only be found too large.
  [[nodiscard]] bool holds(double sum, bool is_complete, double whole) const {
    if (comparison != Comparison::NotBelow && sum > whole + tolerance) return false;
    return comparison == Comparison::NotAbove || !is_complete || sum >= whole - tolerance;
  }
};

SumLimit read_limit(CheckReader& reader) {
  const std::string word = reader.word("compare", {"equal", "not_above", "not_below"});
  const double tolerance = reader.number_or("tolerance", 0);
  if (word == "not_above") return {Comparison::NotAbove, tolerance};
  if (word == "not_below") return {Comparison::NotBelow, tolerance};
  return {Comparison::Equal, tolerance};
}

Params sum_params(const CheckFrame& frame, const CellRef& whole, double value, double sum) {
  return {{"sum", number_text(sum)},
          {"expected", number_text(value)},
          {"difference", number_text(sum - value)},
          {"whole", header_of(frame, whole)}};
}

std::vector<std::string_view> sum_placeholders() { return {"sum", "expected", "difference", "whole"}; }

/// Columns of one row, e.g. teachers by degree.
class ColumnSum : public CheckRule {
 public:
  ColumnSum(std::string table, CheckReader& reader)
      : table_(std::move(table)),
        parts_(reader.columns("parts", table_)),
        whole_(reader.column("whole", table_)),
        limit_(read_limit(reader)) {}

  [[nodiscard]] std::size_t unit_count(const CheckFrame& frame) const override {
    return frame.column(table_, whole_) == nullptr ? 0 : frame.table(table_).size;
  }

  void run(const CheckFrame& frame, UnitRange rows, Findings& findings) const override {
    const NumberColumn& whole = *frame.column(table_, whole_);
    std::vector<const NumberColumn*> parts;
    for (const std::string& id : parts_)
      if (const NumberColumn* part = frame.column(table_, id)) parts.push_back(part);
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
      const model::Quantity expected = whole.at(row);
      if (!expected.is_present()) continue;
      double sum = 0;
      std::size_t given = 0;
      for (const NumberColumn* part : parts) {
        const model::Quantity cell = part->at(row);
        if (!cell.is_present()) continue;
        sum += cell.value;
        ++given;
      }
      if (limit_.holds(sum, given == parts_.size(), expected.value) || !findings.takes(table_, row)) continue;
      findings.add({table_, row, whole_}, number_text(expected.value), sum_params(frame, {table_, row, whole_}, expected.value, sum));
    }
  }

  [[nodiscard]] bool is_agreement() const override { return limit_.comparison == Comparison::Equal; }
  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return sum_placeholders(); }

 private:
  std::string table_;
  std::vector<std::string> parts_;
  std::string whole_;
  SumLimit limit_;
};

/// Sums of one school and year by stage or grade.
struct PartSums {
  // Grades run to 12; stages are fewer.
  static constexpr std::size_t kSlots = 16;
  std::array<double, kSlots> sum{};
  std::array<std::uint32_t, kSlots> rows{};
  std::array<std::uint32_t, kSlots> missing{};

  void add(std::size_t slot, const model::Quantity& cell) {
    ++rows[slot];
    if (cell.is_present()) sum[slot] += cell.value;
    else ++missing[slot];
  }
};

/// Rows of a finer table, e.g. grades of a stage; without a part column the rows are counted.
class RowSum : public CheckRule {
 public:
  explicit RowSum(CheckReader& reader)
      : parts_table_(reader.word("parts_table", {"grade_facts", "class_bands", "classes"})),
        part_(parts_table_.empty() ? std::string() : reader.column_or_empty("part", parts_table_)),
        // A class list belongs to grades, the two other tables to stages.
        table_(reader.fixed_table(parts_table_ == "classes" ? "grade_facts" : "stage_facts")),
        whole_(reader.column("whole", table_)),
        limit_(read_limit(reader)) {}

  [[nodiscard]] std::size_t unit_count(const CheckFrame& frame) const override {
    if (frame.column(table_, whole_) == nullptr || frame.table(parts_table_).size == 0) return 0;
    if (!part_.empty() && frame.column(parts_table_, part_) == nullptr) return 0;
    return frame.dataset().schools.size();
  }

  void run(const CheckFrame& frame, UnitRange schools, Findings& findings) const override {
    const FactTable& wholes = *frame.table(table_).facts;
    const FactTable& parts = *frame.table(parts_table_).facts;
    const NumberColumn& whole = *frame.column(table_, whole_);
    const NumberColumn* part = part_.empty() ? nullptr : frame.column(parts_table_, part_);
    for (const SchoolYear year : parts.distinct_years()) {
      for (std::size_t school = schools.begin; school < schools.end; ++school) {
        const auto rows = wholes.rows_of(year, SchoolIndex(school));
        if (rows.empty()) continue;
        const PartSums sums = add_up(parts, part, parts.rows_of(year, SchoolIndex(school)));
        for (const std::uint32_t row : rows) {
          const std::size_t slot = wholes.parts[row];
          const model::Quantity expected = whole.at(row);
          if (!expected.is_present() || sums.rows[slot] == 0) continue;
          const bool is_complete = sums.missing[slot] == 0 && !frame.has_lost_rows(parts_table_, SchoolIndex(school), stage_of(slot));
          if (limit_.holds(sums.sum[slot], is_complete, expected.value) || !findings.takes(table_, row)) continue;
          findings.add({table_, row, whole_}, number_text(expected.value),
                       sum_params(frame, {table_, row, whole_}, expected.value, sums.sum[slot]));
        }
      }
    }
  }

  [[nodiscard]] bool is_agreement() const override { return limit_.comparison == Comparison::Equal; }
  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return sum_placeholders(); }

 private:
  [[nodiscard]] PartSums add_up(const FactTable& parts, const NumberColumn* part, std::span<const std::uint32_t> rows) const {
    PartSums sums;
    const bool by_grade = parts_table_ == "grade_facts";
    for (const std::uint32_t row : rows) {
      std::size_t slot = parts.parts[row];
      if (by_grade) {
        const auto stage = stage_of_grade(static_cast<int>(slot));
        if (!stage) continue;
        slot = static_cast<std::size_t>(*stage);
      }
      sums.add(slot % PartSums::kSlots, part == nullptr ? model::Quantity::of(1) : part->at(row));
    }
    return sums;
  }

  [[nodiscard]] Stage stage_of(std::size_t slot) const {
    if (table_ == "stage_facts") return static_cast<Stage>(slot);
    return stage_of_grade(static_cast<int>(slot)).value_or(Stage::All);
  }

  std::string parts_table_;
  std::string part_;
  std::string table_;
  std::string whole_;
  SumLimit limit_;
};

}  // namespace

std::unique_ptr<CheckRule> make_sum_rule(CheckReader& reader) {
  const std::string over = reader.word("over", {"columns", "rows", "stages"});
  if (over == "rows") return std::make_unique<RowSum>(reader);
  if (over == "stages") return make_stage_sum_rule(reader);
  std::string table = reader.table({"stage_facts", "grade_facts"});
  return std::make_unique<ColumnSum>(std::move(table), reader);
}

}  // namespace junheng::ingest
