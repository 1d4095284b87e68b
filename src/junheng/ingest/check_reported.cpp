// Rules about items that a county reports by itself, each as the standards take it (ReportedItem). "reported_percent": a percentage is not
// written as a share (0.92 for 92 %). "reported_flag": an item that is fulfilled or not is written as 1 or 0. "reported_step": points are
// given for a value within the steps. "reported_number": a number of some unit lies within limits.
#include <algorithm>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_limits.h"
#include "junheng/ingest/check_reader.h"

namespace junheng::ingest {

namespace {

using formats::number_text;

/// Walks through what counties report for the items that a rule is about.
class ReportedRule : public CheckRule {
 public:
  [[nodiscard]] std::size_t unit_count(const CheckFrame& frame) const override { return frame.reported_items().size(); }

  void run(const CheckFrame& frame, UnitRange items, Findings& findings) const override {
    for (std::size_t i = items.begin; i < items.end; ++i) {
      const ReportedItem& item = frame.reported_items()[i];
      if (!is_about(item)) continue;
      for (const std::uint32_t row : frame.rows_of_item(item.id)) {
        const auto& entry = frame.dataset().area_items.entries[row];
        const model::Quantity cell = entry.value;
        if (!cell.is_present() || is_sound(item, cell.value) || is_told_otherwise(frame.dataset(), entry.area)) continue;
        if (!findings.takes("area_facts", row)) continue;
        findings.add({"area_facts", row, "value"}, number_text(cell.value), params_of(item, cell.value));
      }
    }
  }

 private:
  [[nodiscard]] virtual bool is_about(const ReportedItem& item) const = 0;
  [[nodiscard]] virtual bool is_sound(const ReportedItem& item, double value) const = 0;
  /// The standards take the value from another table, so what is reported may be meant for another standard.
  [[nodiscard]] virtual bool is_told_otherwise(const model::Dataset&, AreaIndex) const { return false; }
  [[nodiscard]] virtual Params params_of(const ReportedItem& item, double value) const = 0;
};

class ReportedPercent : public ReportedRule {
 public:
  explicit ReportedPercent(CheckReader& reader) : share_up_to_(reader.number_above("share_up_to", 0)) {}
  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {"expected"}; }

 private:
  [[nodiscard]] bool is_about(const ReportedItem& item) const override {
    return item.kind == ReportedItem::Kind::Number && item.is_plausibility_known && item.unit == "percent";
  }
  /// Zero is no share in disguise: 0 and 0 % are the same.
  [[nodiscard]] bool is_sound(const ReportedItem&, double value) const override { return value <= 0 || value > share_up_to_; }
  [[nodiscard]] Params params_of(const ReportedItem&, double value) const override {
    constexpr double kPercent = 100;
    return {{"expected", rounded_text(value * kPercent)}};
  }

  double share_up_to_;
};

class ReportedFlag : public ReportedRule {
 public:
  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {}; }

 private:
  [[nodiscard]] bool is_about(const ReportedItem& item) const override { return item.kind == ReportedItem::Kind::Answer; }
  [[nodiscard]] bool is_sound(const ReportedItem&, double value) const override { return value == 0 || value == 1; }
  [[nodiscard]] Params params_of(const ReportedItem&, double) const override { return {}; }
};

class ReportedStep : public ReportedRule {
 public:
  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {"low", "high"}; }

 private:
  [[nodiscard]] bool is_about(const ReportedItem& item) const override { return item.kind == ReportedItem::Kind::Step; }
  [[nodiscard]] bool is_sound(const ReportedItem& item, double value) const override { return value >= item.low && value <= item.high; }
  [[nodiscard]] Params params_of(const ReportedItem& item, double) const override {
    return {{"low", number_text(item.low)}, {"high", number_text(item.high)}};
  }
};

class ReportedNumber : public ReportedRule {
 public:
  explicit ReportedNumber(CheckReader& reader)
      : unit_(reader.toml().text("unit")),
        except_(reader.toml().has("except") ? reader.items("except") : std::vector<std::string>{}),
        unless_accredited_(reader.toml().flag_or("unless_accredited", false)),
        limits_(read_limits(reader)) {}
  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {"limit"}; }

 private:
  [[nodiscard]] bool is_about(const ReportedItem& item) const override {
    return item.kind == ReportedItem::Kind::Number && item.is_plausibility_known && item.unit == unit_ &&
           std::ranges::find(except_, item.id) == except_.end();
  }
  [[nodiscard]] bool is_sound(const ReportedItem&, double value) const override { return limits_.holds(value); }
  [[nodiscard]] Params params_of(const ReportedItem&, double value) const override {
    return {{"limit", number_text(limits_.broken_by(value))}};
  }

  [[nodiscard]] bool is_told_otherwise(const model::Dataset& dataset, AreaIndex area) const override {
    return unless_accredited_ && std::ranges::any_of(dataset.accreditations, [&](const model::Accreditation& each) {
             return each.area == area && each.kind == model::AccreditationKind::Basic;
           });
  }

  std::string unit_;
  std::vector<std::string> except_;
  bool unless_accredited_;
  Limits limits_;
};

}  // namespace

std::unique_ptr<CheckRule> make_flag_rule(CheckReader& reader) {
  reader.fixed_table("area_facts");
  return std::make_unique<ReportedFlag>();
}

std::unique_ptr<CheckRule> make_percent_rule(CheckReader& reader) {
  reader.fixed_table("area_facts");
  return std::make_unique<ReportedPercent>(reader);
}

std::unique_ptr<CheckRule> make_step_rule(CheckReader& reader) {
  reader.fixed_table("area_facts");
  return std::make_unique<ReportedStep>();
}

std::unique_ptr<CheckRule> make_number_rule(CheckReader& reader) {
  reader.fixed_table("area_facts");
  return std::make_unique<ReportedNumber>(reader);
}

}  // namespace junheng::ingest
