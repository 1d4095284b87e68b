// Rule "sum_equals" over stages: what a school gives for the whole school (全校) agrees with its rows by stage.
#include <algorithm>
#include <array>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"
#include "junheng/model/schema.h"
#include "junheng/model/school_traits.h"

namespace junheng::ingest {

namespace {

using formats::number_text;
using model::FactTable;
using model::stages_of_kind;

bool is_count(std::string_view measure) {
  const model::ColumnSpec* spec = model::find_stage_measure(measure);
  return spec != nullptr && spec->type == model::ColumnType::Count;
}

/// One school's rows of a year.
struct SchoolRows {
  std::uint32_t whole = model::kNoRow;
  std::vector<std::uint32_t> stages;
  /// The stages that the kind of school demands; empty where the kind does not tell or rows were lost.
  std::span<const Stage> expected;
};

class StageSum : public CheckRule {
 public:
  explicit StageSum(CheckReader& reader) : tolerance_(reader.number_or("tolerance", 0)) {}

  std::size_t unit_count(const CheckFrame& frame) const override {
    const auto& parts = frame.dataset().stage_facts.parts;
    // Most datasets have no such row at all.
    if (std::ranges::find(parts, static_cast<std::uint8_t>(Stage::All)) == parts.end()) return 0;
    return frame.dataset().schools.size();
  }

  void run(const CheckFrame& frame, UnitRange schools, Findings& findings) const override {
    const FactTable& facts = frame.dataset().stage_facts;
    SchoolRows found;
    for (const SchoolYear year : facts.distinct_years()) {
      for (std::size_t school = schools.begin; school < schools.end; ++school) {
        const auto rows = facts.rows_of(year, SchoolIndex(school));
        if (rows.size() < 2) continue;
        found.whole = model::kNoRow;
        found.stages.clear();
        for (const std::uint32_t row : rows) {
          if (facts.parts[row] == static_cast<std::uint8_t>(Stage::All)) found.whole = row;
          else found.stages.push_back(row);
        }
        if (found.whole == model::kNoRow || found.stages.empty()) continue;
        found.expected = stages_of_kind(frame.dataset().schools.kinds[school]);
        const auto was_lost = [&](Stage stage) { return frame.has_lost_rows("stage_facts", SchoolIndex(school), stage); };
        if (std::ranges::any_of(found.expected, was_lost)) found.expected = {};
        compare(facts, found, findings);
      }
    }
  }

  bool is_agreement() const override { return true; }
  std::vector<std::string_view> placeholders() const override { return {"sum", "expected", "difference"}; }

 private:
  void compare(const FactTable& facts, const SchoolRows& rows, Findings& findings) const {
    for (std::size_t i = 0; i < facts.columns.size(); ++i) {
      const model::NumberColumn& column = facts.columns[i];
      if (!column.has(rows.whole)) continue;
      double sum = 0;
      std::array<bool, kStageCount> is_given{};
      bool is_any_given = false;
      for (const std::uint32_t row : rows.stages) {
        if (!column.has(row)) continue;
        sum += column.at(row).value;
        is_given[facts.parts[row]] = true;
        is_any_given = true;
      }
      if (!is_any_given) continue;
      const bool is_complete = !rows.expected.empty() &&
                               std::ranges::all_of(rows.expected, [&](Stage stage) { return is_given[static_cast<std::size_t>(stage)]; });
      const double whole = column.at(rows.whole).value;
      const double tolerance = is_count(facts.column_ids[i]) ? 0 : tolerance_;
      if (sum <= whole + tolerance && (!is_complete || sum >= whole - tolerance)) continue;
      if (!findings.takes("stage_facts", rows.whole)) continue;
      findings.add({"stage_facts", rows.whole, facts.column_ids[i]}, number_text(whole),
                   {{"sum", number_text(sum)}, {"expected", number_text(whole)}, {"difference", number_text(sum - whole)}});
    }
  }

  /// For measures that are no counts: areas and amounts are rounded on each row.
  double tolerance_;
};

}  // namespace

std::unique_ptr<CheckRule> make_stage_sum_rule(CheckReader& reader) {
  reader.fixed_table("stage_facts");
  return std::make_unique<StageSum>(reader);
}

}  // namespace junheng::ingest
