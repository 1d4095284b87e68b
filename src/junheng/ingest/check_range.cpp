// Rule "range": a column, or a column per unit of another one, lies within limits (inclusive).
#include <utility>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_limits.h"
#include "junheng/ingest/check_reader.h"

namespace junheng::ingest {

namespace {

using formats::number_text;
using model::NumberColumn;

/// Each of some columns by itself.
class ColumnRange : public CheckRule {
 public:
  ColumnRange(std::string table, CheckReader& reader)
      : table_(std::move(table)), columns_(reader.columns("columns", table_)), limits_(read_limits(reader)) {}

  std::size_t unit_count(const CheckFrame& frame) const override { return frame.table(table_).size; }

  void run(const CheckFrame& frame, UnitRange rows, Findings& findings) const override {
    for (const std::string& id : columns_) {
      const NumberColumn* column = frame.column(table_, id);
      if (column == nullptr) continue;
      for (std::size_t row = rows.begin; row < rows.end; ++row) {
        const model::Quantity cell = column->at(row);
        if (!cell.is_present() || limits_.holds(cell.value) || !findings.takes(table_, row)) continue;
        findings.add({table_, row, id}, number_text(cell.value), {{"limit", number_text(limits_.broken_by(cell.value))}});
      }
    }
  }

  std::vector<std::string_view> placeholders() const override { return {"limit"}; }

 private:
  std::string table_;
  std::vector<std::string> columns_;
  Limits limits_;
};

/// One column per unit of another, e.g. square metres per pupil.
class RatioRange : public CheckRule {
 public:
  RatioRange(std::string table, CheckReader& reader)
      : table_(std::move(table)),
        columns_(reader.columns("columns", table_)),
        per_(reader.column("per", table_)),
        per_from_(reader.number_or("per_from", 0)),
        skips_zero_(reader.toml().flag_or("skip_zero", false)),
        limits_(read_limits(reader)) {}

  std::size_t unit_count(const CheckFrame& frame) const override {
    return frame.column(table_, per_) == nullptr ? 0 : frame.table(table_).size;
  }

  void run(const CheckFrame& frame, UnitRange rows, Findings& findings) const override {
    const NumberColumn& per = *frame.column(table_, per_);
    for (const std::string& id : columns_) {
      const NumberColumn* column = frame.column(table_, id);
      if (column == nullptr) continue;
      for (std::size_t row = rows.begin; row < rows.end; ++row) {
        const model::Quantity part = column->at(row);
        const model::Quantity whole = per.at(row);
        if (!part.is_present() || !whole.is_present() || whole.value <= 0 || whole.value < per_from_) continue;
        if (skips_zero_ && part.value == 0) continue;
        const double ratio = part.value / whole.value;
        if (limits_.holds(ratio) || !findings.takes(table_, row)) continue;
        findings.add({table_, row, id}, number_text(part.value),
                     {{"limit", number_text(limits_.broken_by(ratio))},
                      {"ratio", rounded_text(ratio)},
                      {"per", header_of(frame, {table_, row, per_})},
                      {"per_value", number_text(whole.value)}});
      }
    }
  }

  bool is_doubt() const override { return true; }
  std::vector<std::string_view> placeholders() const override { return {"limit", "ratio", "per", "per_value"}; }

 private:
  std::string table_;
  std::vector<std::string> columns_;
  std::string per_;
  /// Below this the ratio says nothing: three pupils in a village school have any number of square metres each.
  double per_from_;
  bool skips_zero_;
  Limits limits_;
};

/// Items of area_facts.
class ItemRange : public CheckRule {
 public:
  explicit ItemRange(CheckReader& reader) : items_(reader.items("items")), limits_(read_limits(reader)) {}

  std::size_t unit_count(const CheckFrame&) const override { return items_.size(); }

  void run(const CheckFrame& frame, UnitRange items, Findings& findings) const override {
    for (std::size_t i = items.begin; i < items.end; ++i) {
      for (const std::uint32_t row : frame.rows_of_item(items_[i])) {
        const model::Quantity cell = frame.dataset().area_items.entries[row].value;
        if (!cell.is_present() || limits_.holds(cell.value) || !findings.takes("area_facts", row)) continue;
        findings.add({"area_facts", row, "value"}, number_text(cell.value), {{"limit", number_text(limits_.broken_by(cell.value))}});
      }
    }
  }

  std::vector<std::string_view> placeholders() const override { return {"limit"}; }

 private:
  std::vector<std::string> items_;
  Limits limits_;
};

}  // namespace

std::unique_ptr<CheckRule> make_range_rule(CheckReader& reader) {
  std::string table =
      reader.table({"stage_facts", "schools", "grade_facts", "classes", "class_bands", "rooms", "area_facts", "quality_results", "survey"});
  if (table == "area_facts") return std::make_unique<ItemRange>(reader);
  if (reader.toml().has("per")) return std::make_unique<RatioRange>(std::move(table), reader);
  return std::make_unique<ColumnRange>(std::move(table), reader);
}

}  // namespace junheng::ingest
