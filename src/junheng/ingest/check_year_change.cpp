// Rule "year_change": a value does not jump from one year to the next.
#include <algorithm>
#include <cmath>
#include <utility>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"

namespace junheng::ingest {

namespace {

using formats::number_text;
using model::FactTable;
using model::NumberColumn;

class YearChange : public CheckRule {
 public:
  explicit YearChange(CheckReader& reader)
      : columns_(reader.columns("columns", reader.fixed_table("stage_facts"))),
        times_(reader.number_above("times", 1)),
        at_least_(reader.number_or("at_least", 0)) {}

  std::size_t unit_count(const CheckFrame& frame) const override {
    if (!frame.year()) return 0;
    const auto years = frame.dataset().stage_facts.distinct_years();
    return std::ranges::find(years, before(*frame.year())) == years.end() ? 0 : frame.dataset().schools.size();
  }

  void run(const CheckFrame& frame, UnitRange schools, Findings& findings) const override {
    const FactTable& facts = frame.dataset().stage_facts;
    std::vector<std::pair<std::string_view, const NumberColumn*>> columns;
    for (const std::string& id : columns_)
      if (const NumberColumn* column = facts.column(id)) columns.emplace_back(id, column);
    for (std::size_t school = schools.begin; school < schools.end; ++school) {
      for (const std::uint32_t row : facts.rows_of(*frame.year(), SchoolIndex(school))) {
        const std::uint32_t old = facts.find(before(*frame.year()), SchoolIndex(school), facts.parts[row]);
        if (old == model::kNoRow) continue;
        for (const auto& [id, column] : columns) {
          const model::Quantity then = column->at(old);
          const model::Quantity now = column->at(row);
          if (!then.is_present() || !now.is_present() || !is_jump(then.value, now.value)) continue;
          if (is_explained(frame, school, now.value > then.value) || !findings.takes("stage_facts", row)) continue;
          findings.add({"stage_facts", row, id}, number_text(now.value),
                       {{"before", number_text(then.value)},
                        {"change", number_text(now.value - then.value)},
                        {"before_year", std::to_string(before(*frame.year()).first)}});
        }
      }
    }
  }

  bool is_doubt() const override { return true; }
  std::vector<std::string_view> placeholders() const override { return {"before", "change", "before_year"}; }

 private:
  static SchoolYear before(SchoolYear year) { return {year.first - 1}; }

  [[nodiscard]] bool is_jump(double then, double now) const {
    return std::abs(now - then) >= at_least_ && std::max(then, now) > times_ * std::min(then, now);
  }

  /// A school that opened two years ago at most is still filling up; one with a closing year is being run down.
  static bool is_explained(const CheckFrame& frame, std::size_t school, bool is_growth) {
    constexpr int kYearsOfFilling = 2;
    const NumberColumn* bound = frame.column("schools", is_growth ? "opened_year" : "closed_year");
    if (bound == nullptr || !bound->has(school)) return false;
    const double year = bound->at(school).value;
    return is_growth ? year >= frame.year()->first - kYearsOfFilling : year <= frame.year()->first + kYearsOfFilling;
  }

  std::vector<std::string> columns_;
  double times_;
  double at_least_;
};

}  // namespace

std::unique_ptr<CheckRule> make_year_change_rule(CheckReader& reader) { return std::make_unique<YearChange>(reader); }

}  // namespace junheng::ingest
