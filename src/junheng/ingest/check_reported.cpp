// Rules about items that a county reports by itself. "reported_percent": a percentage is not written as a share (0.92 for 92 %).
// "reported_flag": an item that is fulfilled or not is written as 1 or 0.
#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"

namespace junheng::ingest {

namespace {

class ReportedPercent : public CheckRule {
 public:
  explicit ReportedPercent(CheckReader& reader) : items_(reader.items("items")), share_up_to_(reader.number_above("share_up_to", 0)) {}

  [[nodiscard]] std::size_t unit_count(const CheckFrame&) const override { return items_.size(); }

  void run(const CheckFrame& frame, UnitRange items, Findings& findings) const override {
    constexpr double kPercent = 100;
    for (std::size_t i = items.begin; i < items.end; ++i) {
      for (const std::uint32_t row : frame.rows_of_item(items_[i])) {
        const model::Quantity cell = frame.dataset().area_items.entries[row].value;
        // Zero is no share in disguise: 0 and 0 % are the same.
        if (!cell.is_present() || cell.value <= 0 || cell.value > share_up_to_ || !findings.takes("area_facts", row)) continue;
        findings.add({"area_facts", row, "value"}, formats::number_text(cell.value), {{"expected", rounded_text(cell.value * kPercent)}});
      }
    }
  }

  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {"expected"}; }

 private:
  std::vector<std::string> items_;
  double share_up_to_;
};

class ReportedFlag : public CheckRule {
 public:
  explicit ReportedFlag(CheckReader& reader) : items_(reader.items("items")) {}

  [[nodiscard]] std::size_t unit_count(const CheckFrame&) const override { return items_.size(); }

  void run(const CheckFrame& frame, UnitRange items, Findings& findings) const override {
    for (std::size_t i = items.begin; i < items.end; ++i) {
      for (const std::uint32_t row : frame.rows_of_item(items_[i])) {
        const model::Quantity cell = frame.dataset().area_items.entries[row].value;
        if (!cell.is_present() || cell.value == 0 || cell.value == 1 || !findings.takes("area_facts", row)) continue;
        findings.add({"area_facts", row, "value"}, formats::number_text(cell.value));
      }
    }
  }

  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {}; }

 private:
  std::vector<std::string> items_;
};

}  // namespace

std::unique_ptr<CheckRule> make_flag_rule(CheckReader& reader) {
  reader.fixed_table("area_facts");
  return std::make_unique<ReportedFlag>(reader);
}

std::unique_ptr<CheckRule> make_percent_rule(CheckReader& reader) {
  reader.fixed_table("area_facts");
  return std::make_unique<ReportedPercent>(reader);
}

}  // namespace junheng::ingest
