// Rule "required_when": what must be given in a certain situation. The situations are the program's.
#include <algorithm>
#include <array>
#include <utility>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"
#include "junheng/model/school_traits.h"

namespace junheng::ingest {

namespace {

using formats::number_text;
using model::FactTable;
using model::is_campus;
using model::NumberColumn;
using model::SchoolKind;

bool is_compulsory(std::uint8_t part) {
  return part == static_cast<std::uint8_t>(Stage::Primary) || part == static_cast<std::uint8_t>(Stage::Junior);
}

bool has_row_of_whole_school(const FactTable& facts, SchoolYear year, SchoolIndex school) {
  return facts.find(year, school, static_cast<std::uint8_t>(Stage::All)) != model::kNoRow;
}

/// A campus that is not counted as a school names the school to which it belongs.
class CampusParent : public CheckRule {
 public:
  explicit CampusParent(CheckReader& reader) { reader.fixed_table("schools"); }
  std::size_t unit_count(const CheckFrame& frame) const override { return frame.dataset().schools.size(); }

  void run(const CheckFrame& frame, UnitRange schools, Findings& findings) const override {
    const model::Schools& all = frame.dataset().schools;
    for (std::size_t school = schools.begin; school < schools.end; ++school) {
      if (all.is_counted[school] || all.parents[school] || !findings.takes("schools", school)) continue;
      findings.add({"schools", school, "parent_school_id"}, "");
    }
  }

  std::vector<std::string_view> placeholders() const override { return {}; }
};

/// A stage row without a single pupil.
class Pupils : public CheckRule {
 public:
  explicit Pupils(CheckReader& reader) { reader.fixed_table("stage_facts"); }
  std::size_t unit_count(const CheckFrame& frame) const override {
    return frame.column("stage_facts", "pupils") == nullptr ? 0 : frame.dataset().stage_facts.size();
  }

  void run(const CheckFrame& frame, UnitRange rows, Findings& findings) const override {
    const NumberColumn& pupils = *frame.column("stage_facts", "pupils");
    const FactTable& facts = frame.dataset().stage_facts;
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
      const model::Quantity count = pupils.at(row);
      if (!count.is_present() || count.value > 0 || !is_compulsory(facts.parts[row]) || !findings.takes("stage_facts", row)) continue;
      findings.add({"stage_facts", row, "pupils"}, number_text(count.value));
    }
  }

  std::vector<std::string_view> placeholders() const override { return {}; }
};

/// None of some columns is given for a school with pupils.
class AnyOf : public CheckRule {
 public:
  explicit AnyOf(CheckReader& reader) : columns_(reader.columns("columns", reader.fixed_table("stage_facts"))) {}

  std::size_t unit_count(const CheckFrame& frame) const override {
    return frame.column("stage_facts", "pupils") == nullptr || present(frame).empty() ? 0 : frame.dataset().stage_facts.size();
  }

  void run(const CheckFrame& frame, UnitRange rows, Findings& findings) const override {
    const FactTable& facts = frame.dataset().stage_facts;
    const NumberColumn& pupils = *frame.column("stage_facts", "pupils");
    const auto columns = present(frame);
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
      const model::Quantity count = pupils.at(row);
      if (!count.is_present() || count.value <= 0 || !is_compulsory(facts.parts[row])) continue;
      if (std::ranges::any_of(columns, [&](const NumberColumn* column) { return column->has(row); })) continue;
      // The rooms of a campus stand with its school, those of a through-school may stand on its row 全校.
      const SchoolIndex school = facts.schools[row];
      if (is_campus(frame.dataset().schools, school.value) || SchoolKind::is_special(frame.dataset().schools.kinds[school.value]) ||
          has_row_of_whole_school(facts, SchoolYear{facts.years[row]}, school) || !findings.takes("stage_facts", row))
        continue;
      findings.add({"stage_facts", row}, "", {{"pupils", number_text(count.value)}});
    }
  }

  std::vector<std::string_view> placeholders() const override { return {"pupils"}; }

 private:
  [[nodiscard]] std::vector<const NumberColumn*> present(const CheckFrame& frame) const {
    std::vector<const NumberColumn*> out;
    for (const std::string& id : columns_)
      if (const NumberColumn* column = frame.column("stage_facts", id)) out.push_back(column);
    return out;
  }

  std::vector<std::string> columns_;
};

/// Zero where a school with pupils must have something: usually a zero typed for "not collected".
class NotZero : public CheckRule {
 public:
  explicit NotZero(CheckReader& reader)
      : columns_(reader.columns("columns", reader.fixed_table("stage_facts"))), pupils_from_(reader.number_above("pupils_from", 0)) {}

  std::size_t unit_count(const CheckFrame& frame) const override {
    return frame.column("stage_facts", "pupils") == nullptr ? 0 : frame.dataset().stage_facts.size();
  }

  void run(const CheckFrame& frame, UnitRange rows, Findings& findings) const override {
    const NumberColumn& pupils = *frame.column("stage_facts", "pupils");
    for (const std::string& id : columns_) {
      const NumberColumn* column = frame.column("stage_facts", id);
      if (column == nullptr) continue;
      for (std::size_t row = rows.begin; row < rows.end; ++row) {
        if (!column->has(row) || column->at(row).value != 0 || !pupils.has(row) || pupils.at(row).value < pupils_from_) continue;
        if (!findings.takes("stage_facts", row)) continue;
        findings.add({"stage_facts", row, id}, "0", {{"pupils", number_text(pupils.at(row).value)}});
      }
    }
  }

  std::vector<std::string_view> placeholders() const override { return {"pupils"}; }

 private:
  std::vector<std::string> columns_;
  double pupils_from_;
};

/// A stage with pupils by grade has its row in stage_facts, without which its pupils count nowhere.
class StageRow : public CheckRule {
 public:
  explicit StageRow(CheckReader& reader) { reader.fixed_table("grade_facts"); }

  std::size_t unit_count(const CheckFrame& frame) const override {
    const bool has_both = frame.dataset().stage_facts.size() > 0 && frame.column("grade_facts", "pupils") != nullptr;
    return has_both ? frame.dataset().schools.size() : 0;
  }

  void run(const CheckFrame& frame, UnitRange schools, Findings& findings) const override {
    const FactTable& stages = frame.dataset().stage_facts;
    const FactTable& grades = frame.dataset().grade_facts;
    const NumberColumn& pupils = *frame.column("grade_facts", "pupils");
    // A year of which stage_facts holds nothing is history kept for the grades only.
    for (const SchoolYear year : stages.distinct_years()) {
      for (std::size_t school = schools.begin; school < schools.end; ++school) {
        std::array<bool, kStageCount> is_seen{};
        for (const std::uint32_t row : stages.rows_of(year, SchoolIndex(school))) is_seen[stages.parts[row]] = true;
        for (const std::uint32_t row : grades.rows_of(year, SchoolIndex(school))) {
          const auto stage = stage_of_grade(grades.parts[row]);
          if (!stage || is_seen[static_cast<std::size_t>(*stage)]) continue;
          if (!is_compulsory(static_cast<std::uint8_t>(*stage)) || !pupils.has(row) || pupils.at(row).value <= 0) continue;
          if (frame.has_lost_rows("stage_facts", SchoolIndex(school), *stage)) continue;
          is_seen[static_cast<std::size_t>(*stage)] = true;
          if (findings.takes("grade_facts", row)) findings.add({"grade_facts", row, "pupils"}, number_text(pupils.at(row).value));
        }
      }
    }
  }

  std::vector<std::string_view> placeholders() const override { return {}; }
};

}  // namespace

std::unique_ptr<CheckRule> make_required_rule(CheckReader& reader) {
  const std::string situation = reader.word("situation", {"campus_without_parent", "no_pupils", "none_given", "zero_with_pupils",
                                                          "grades_without_stage", "kind_without_stage", "county_without_stage"});
  if (situation == "campus_without_parent") return std::make_unique<CampusParent>(reader);
  if (situation == "none_given") return std::make_unique<AnyOf>(reader);
  if (situation == "zero_with_pupils") return std::make_unique<NotZero>(reader);
  if (situation == "grades_without_stage") return std::make_unique<StageRow>(reader);
  if (situation == "kind_without_stage") return make_kind_stage_rule(reader);
  if (situation == "county_without_stage") return make_county_stage_rule(reader);
  return std::make_unique<Pupils>(reader);
}

}  // namespace junheng::ingest
