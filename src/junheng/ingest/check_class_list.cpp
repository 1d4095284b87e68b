// Rule "class_list": the classes that a school lists, counted by stage, against another table that counts them.
#include <array>
#include <optional>
#include <utility>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"

namespace junheng::ingest {

namespace {

using model::FactTable;
using model::NumberColumn;

class ClassList : public CheckRule {
 public:
  explicit ClassList(CheckReader& reader) : against_(reader.word("against", {"stage_facts", "class_bands"})) {
    reader.fixed_table("classes");
  }

  [[nodiscard]] std::size_t unit_count(const CheckFrame& frame) const override {
    if (frame.table("classes").size == 0 || against_.empty() || frame.column(against_, "classes") == nullptr) return 0;
    return frame.dataset().schools.size();
  }

  void run(const CheckFrame& frame, UnitRange schools, Findings& findings) const override {
    const FactTable& listed = frame.dataset().classes;
    for (const SchoolYear year : listed.distinct_years()) {
      for (std::size_t at = schools.begin; at < schools.end; ++at) {
        const SchoolIndex school(at);
        std::array<std::size_t, kStageCount> counts{};
        std::array<std::uint32_t, kStageCount> first{};
        for (const std::uint32_t row : listed.rows_of(year, school)) {
          const auto stage = stage_of_grade(listed.parts[row]);
          if (stage && counts[static_cast<std::size_t>(*stage)]++ == 0) first[static_cast<std::size_t>(*stage)] = row;
        }
        for (const Stage stage : kCompulsoryStages) {
          const std::size_t count = counts[static_cast<std::size_t>(stage)];
          if (count == 0 || frame.has_lost_rows("classes", school, stage) || frame.has_lost_rows(against_, school, stage)) continue;
          const auto expected = classes_elsewhere(frame, year, school, stage);
          const std::uint32_t row = first[static_cast<std::size_t>(stage)];
          if (!expected || *expected == static_cast<double>(count) || !findings.takes("classes", row)) continue;
          findings.add({"classes", row}, std::to_string(count), {{"expected", formats::number_text(*expected)}});
        }
      }
    }
  }

  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {"expected"}; }

 private:
  /// The classes that the other table counts for the stage; nullopt where it counts none, leaves one out, or where the grades are
  /// compared one by one.
  [[nodiscard]] std::optional<double> classes_elsewhere(const CheckFrame& frame, SchoolYear year, SchoolIndex school, Stage stage) const {
    if (against_ == "stage_facts" && counts_by_grade(frame, year, school, stage)) return std::nullopt;
    const FactTable& table = *frame.table(against_).facts;
    const NumberColumn& classes = *frame.column(against_, "classes");
    std::optional<double> sum;
    for (const std::uint32_t row : table.rows_of(year, school)) {
      if (table.parts[row] != static_cast<std::uint8_t>(stage)) continue;
      if (!classes.has(row)) return std::nullopt;
      sum = sum.value_or(0) + classes.at(row).value;
    }
    return sum;
  }

  static bool counts_by_grade(const CheckFrame& frame, SchoolYear year, SchoolIndex school, Stage stage) {
    const NumberColumn* classes = frame.column("grade_facts", "classes");
    if (classes == nullptr) return false;
    const FactTable& grades = frame.dataset().grade_facts;
    for (const std::uint32_t row : grades.rows_of(year, school))
      if (stage_of_grade(grades.parts[row]) == stage && classes->has(row)) return true;
    return false;
  }

  std::string against_;
};

}  // namespace

std::unique_ptr<CheckRule> make_class_list_rule(CheckReader& reader) { return std::make_unique<ClassList>(reader); }

}  // namespace junheng::ingest
