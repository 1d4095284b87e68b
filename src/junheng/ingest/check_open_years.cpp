// Rule "open_years": a school has no pupils after it was closed or before it was opened.
#include <utility>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"

namespace junheng::ingest {

namespace {

class OpenYears : public CheckRule {
 public:
  explicit OpenYears(CheckReader& reader) : is_about_closing_(reader.word("bound", {"closed_year", "opened_year"}) == "closed_year") {}

  [[nodiscard]] std::size_t unit_count(const CheckFrame& frame) const override {
    return year_column(frame) == nullptr || frame.column("stage_facts", "pupils") == nullptr ? 0 : frame.dataset().stage_facts.size();
  }

  void run(const CheckFrame& frame, UnitRange rows, Findings& findings) const override {
    const model::FactTable& facts = frame.dataset().stage_facts;
    const model::NumberColumn& bounds = *year_column(frame);
    const model::NumberColumn& pupils = *frame.column("stage_facts", "pupils");
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
      const model::Quantity bound = bounds.at(facts.schools[row].value);
      const model::Quantity count = pupils.at(row);
      if (!bound.is_present() || !count.is_present() || count.value <= 0) continue;
      // Pupils are counted on 1 September. Closed in that calendar year may be the summer before or the winter after.
      const bool is_open = is_about_closing_ ? bound.value >= facts.years[row] : bound.value <= facts.years[row];
      if (is_open || !findings.takes("stage_facts", row)) continue;
      findings.add({"stage_facts", row, "pupils"}, formats::number_text(count.value), {{"limit", formats::number_text(bound.value)}});
    }
  }

  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {"limit"}; }

 private:
  [[nodiscard]] const model::NumberColumn* year_column(const CheckFrame& frame) const {
    return frame.column("schools", is_about_closing_ ? "closed_year" : "opened_year");
  }

  bool is_about_closing_;
};

}  // namespace

std::unique_ptr<CheckRule> make_open_years_rule(CheckReader& reader) {
  reader.fixed_table("stage_facts");
  return std::make_unique<OpenYears>(reader);
}

}  // namespace junheng::ingest
