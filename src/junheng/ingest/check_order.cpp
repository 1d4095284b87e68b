// Rule "not_above": a part is not larger than its whole.
#include <utility>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"

namespace junheng::ingest {

namespace {

using formats::number_text;
using model::NumberColumn;

/// Columns of one row, each not above the given ones after it: a, b, c means a <= b <= c. Parts that move with their whole are one account
/// of the same things: what comes to a part comes to the whole.
class Ascending : public CheckRule {
 public:
  Ascending(std::string table, std::vector<std::vector<std::string>> chains, bool moves_with_whole)
      : table_(std::move(table)), chains_(std::move(chains)), moves_with_whole_(moves_with_whole) {}

  [[nodiscard]] std::size_t unit_count(const CheckFrame& frame) const override { return frame.table(table_).size; }

  void run(const CheckFrame& frame, UnitRange rows, Findings& findings) const override {
    for (const auto& chain : chains_) {
      std::vector<std::pair<const NumberColumn*, std::string_view>> columns;
      for (const std::string& id : chain)
        if (const NumberColumn* column = frame.column(table_, id)) columns.emplace_back(column, id);
      if (columns.size() < 2) continue;
      for (std::size_t row = rows.begin; row < rows.end; ++row) {
        const NumberColumn* lower = nullptr;
        std::string_view lower_id;
        for (const auto& [column, id] : columns) {
          if (!column->has(row)) continue;
          if (lower != nullptr && lower->at(row).value > column->at(row).value && findings.takes(table_, row)) {
            Params params = {{"expected", number_text(column->at(row).value)}};
            add_column_names(frame, {table_, row, id}, "other", params);
            findings.add({table_, row, lower_id}, number_text(lower->at(row).value), std::move(params));
          }
          lower = column;
          lower_id = id;
        }
      }
    }
  }

  [[nodiscard]] bool is_agreement() const override { return moves_with_whole_; }
  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {"other_zh", "other_en", "expected"}; }

 private:
  std::string table_;
  std::vector<std::vector<std::string>> chains_;
  bool moves_with_whole_ = false;
};

/// Items of area_facts, each not above one item of the same area and year.
class ItemsNotAbove : public CheckRule {
 public:
  ItemsNotAbove(std::vector<std::string> parts, std::string whole) : parts_(std::move(parts)), whole_(std::move(whole)) {}

  [[nodiscard]] std::size_t unit_count(const CheckFrame&) const override { return parts_.size(); }

  void run(const CheckFrame& frame, UnitRange parts, Findings& findings) const override {
    const model::AreaItems& items = frame.dataset().area_items;
    for (std::size_t i = parts.begin; i < parts.end; ++i) {
      for (const std::uint32_t row : frame.rows_of_item(parts_[i])) {
        const model::AreaItems::Entry& part = items.entries[row];
        const model::Quantity whole = items.get(part.area, SchoolYear{part.year}, whole_);
        if (!part.value.is_present() || !whole.is_present() || part.value.value <= whole.value || !findings.takes("area_facts", row))
          continue;
        Params params = {{"expected", number_text(whole.value)}};
        add_item_names(whole_, "other", params);
        findings.add({"area_facts", row, "value"}, number_text(part.value.value), std::move(params));
      }
    }
  }

  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {"other_zh", "other_en", "expected"}; }

 private:
  std::vector<std::string> parts_;
  std::string whole_;
};

}  // namespace

std::unique_ptr<CheckRule> make_order_rule(CheckReader& reader) {
  std::string table = reader.table({"stage_facts", "grade_facts", "schools", "area_facts"});
  if (table == "area_facts") {
    auto parts = reader.items("parts");
    return std::make_unique<ItemsNotAbove>(std::move(parts), reader.item("whole"));
  }
  std::vector<std::vector<std::string>> chains;
  if (reader.toml().has("ascending")) {
    chains.push_back(reader.columns("ascending", table, 2));
  } else {
    const std::string whole = reader.column("whole", table);
    for (std::string& part : reader.columns("parts", table)) chains.push_back({std::move(part), whole});
  }
  const bool moves_with_whole = reader.toml().flag_or("moves_with_whole", false);
  return std::make_unique<Ascending>(std::move(table), std::move(chains), moves_with_whole);
}

}  // namespace junheng::ingest
