// Rule "pair": of columns that belong together either all are given or none.
#include <algorithm>
#include <utility>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"

namespace junheng::ingest {

namespace {

using model::Absence;
using model::NumberColumn;

class Pair : public CheckRule {
 public:
  Pair(std::string table, CheckReader& reader) : table_(std::move(table)), columns_(reader.columns("columns", table_, 2)) {}

  std::size_t unit_count(const CheckFrame& frame) const override {
    const bool has_all = std::ranges::all_of(columns_, [&](const std::string& id) { return frame.column(table_, id) != nullptr; });
    return has_all ? frame.table(table_).size : 0;
  }

  void run(const CheckFrame& frame, UnitRange rows, Findings& findings) const override {
    std::vector<const NumberColumn*> columns;
    for (const std::string& id : columns_) columns.push_back(frame.column(table_, id));
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
      const auto given = std::ranges::find_if(columns, [&](const NumberColumn* column) { return column->has(row); });
      if (given == columns.end()) continue;
      // A column that the file does not have, or a value that was rejected, is no gap left by the clerk.
      const auto gap =
          std::ranges::find_if(columns, [&](const NumberColumn* column) { return column->at(row).absence == Absence::NotCollected; });
      if (gap == columns.end() || !findings.takes(table_, row)) continue;
      const std::string& given_id = columns_[static_cast<std::size_t>(given - columns.begin())];
      const std::string& gap_id = columns_[static_cast<std::size_t>(gap - columns.begin())];
      Params params = {{"other_value", formats::number_text((*given)->at(row).value)}};
      add_column_names(frame, {table_, row, given_id}, "other", params);
      findings.add({table_, row, gap_id}, "", std::move(params));
    }
  }

  std::vector<std::string_view> placeholders() const override { return {"other_zh", "other_en", "other_value"}; }

 private:
  std::string table_;
  std::vector<std::string> columns_;
};

}  // namespace

std::unique_ptr<CheckRule> make_pair_rule(CheckReader& reader) {
  std::string table = reader.table({"schools", "stage_facts", "grade_facts", "rooms", "quality_results"});
  return std::make_unique<Pair>(std::move(table), reader);
}

}  // namespace junheng::ingest
