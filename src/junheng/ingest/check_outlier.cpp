// Rule "outlier": a value per pupil that stands apart from those of the county's other schools.
#include <algorithm>
#include <cmath>
#include <utility>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"
#include "junheng/ingest/median.h"
#include "junheng/model/school_traits.h"

namespace junheng::ingest {

namespace {

using model::is_campus;
using model::NumberColumn;

struct Candidate {
  std::uint32_t row = 0;
  double ratio = 0;
  /// How many times it is above or below the median: exp of the distance on the log scale.
  double times = 0;
};

double times_from(double ratio, double middle) { return ratio > middle ? ratio / middle : middle / ratio; }

/// More than `z` robust standard deviations (scaled median absolute deviation) from the median on the log scale, since values per
/// pupil are skewed to the right, and more than `times` the median or below its part, so that near-equal schools yield no findings.
class Outlier : public CheckRule {
 public:
  explicit Outlier(CheckReader& reader)
      : columns_(reader.columns("columns", reader.fixed_table("stage_facts"))),
        per_(reader.column("per", "stage_facts")),
        per_from_(reader.number_or("per_from", 0)),
        z_(reader.number_above("z", 0)),
        times_(reader.number_above("times", 1)),
        min_schools_(reader.number_above("min_schools", 2)),
        most_(reader.number_above("most", 0)) {}

  std::size_t unit_count(const CheckFrame& frame) const override {
    return frame.year() && frame.column("stage_facts", per_) != nullptr ? frame.county_count() : 0;
  }

  void run(const CheckFrame& frame, UnitRange counties, Findings& findings) const override {
    const model::FactTable& facts = frame.dataset().stage_facts;
    const NumberColumn& per = *frame.column("stage_facts", per_);
    std::vector<std::uint32_t> rows;
    for (std::size_t county = counties.begin; county < counties.end; ++county) {
      for (const Stage stage : kCompulsoryStages) {
        rows.clear();
        for (const std::uint32_t row : frame.stage_rows_of(county))
          if (facts.parts[row] == static_cast<std::uint8_t>(stage) && is_comparable(frame, row, per)) rows.push_back(row);
        if (static_cast<double>(rows.size()) < min_schools_) continue;
        for (const std::string& id : columns_)
          if (const NumberColumn* column = frame.column("stage_facts", id)) compare(frame, rows, {id, *column, per}, findings);
      }
    }
  }

  bool is_doubt() const override { return true; }
  bool compares_schools() const override { return true; }
  std::vector<std::string_view> placeholders() const override { return {"ratio", "median", "per", "per_value", "count"}; }

 private:
  struct Compared {
    std::string_view id;
    const NumberColumn& column;
    const NumberColumn& per;
  };

  /// Campuses and special education are no schools of their own here, and small schools vary too much.
  [[nodiscard]] bool is_comparable(const CheckFrame& frame, std::uint32_t row, const NumberColumn& per) const {
    const model::Schools& schools = frame.dataset().schools;
    const std::uint32_t school = frame.dataset().stage_facts.schools[row].value;
    return per.has(row) && per.at(row).value > 0 && per.at(row).value >= per_from_ && !is_campus(schools, school) &&
           !model::SchoolKind::is_special(schools.kinds[school]);
  }

  void compare(const CheckFrame& frame, const std::vector<std::uint32_t>& rows, const Compared& by, Findings& findings) const {
    std::vector<Candidate> candidates;
    std::vector<double> values;
    candidates.reserve(rows.size());
    values.reserve(rows.size());
    for (const std::uint32_t row : rows) {
      const model::Quantity cell = by.column.at(row);
      if (!cell.is_present() || cell.value <= 0) continue;
      candidates.push_back({row, cell.value / by.per.at(row).value});
      values.push_back(candidates.back().ratio);
    }
    if (static_cast<double>(candidates.size()) < min_schools_) return;
    // Logarithms keep the order, so medians can be taken before them, and no value needs one.
    const double middle = upper_median(values);
    double farthest = 1;
    for (double& value : values) farthest = std::max(farthest, value = times_from(value, middle));
    // Nearly always the end, before the second median.
    if (farthest <= times_) return;
    // 1.4826 makes the median absolute deviation the standard deviation of normal values; a floor of 5 % for counties of equal schools.
    constexpr double kToSigma = 1.4826;
    constexpr double kLeastSpread = 0.05;
    const double spread = std::max(kToSigma * std::log(upper_median(values)), kLeastSpread);
    const double least = std::max(std::exp(z_ * spread), times_);
    for (Candidate& candidate : candidates) candidate.times = times_from(candidate.ratio, middle);
    std::erase_if(candidates, [&](const Candidate& candidate) { return candidate.times <= least; });
    if (!candidates.empty()) report(frame, candidates, {by.id, middle}, findings);
  }

  struct County {
    std::string_view column;
    double median = 0;
  };

  void report(const CheckFrame& frame, std::vector<Candidate>& candidates, const County& county, Findings& findings) const {
    const std::size_t count = candidates.size();
    std::ranges::stable_sort(candidates, std::ranges::greater{}, &Candidate::times);
    if (static_cast<double>(count) > most_) candidates.resize(static_cast<std::size_t>(most_));
    for (const Candidate& candidate : candidates) {
      if (!findings.takes("stage_facts", candidate.row)) continue;
      findings.add({"stage_facts", candidate.row, county.column},
                   formats::number_text(frame.column("stage_facts", county.column)->at(candidate.row).value),
                   {{"ratio", rounded_text(candidate.ratio)},
                    {"median", rounded_text(county.median)},
                    {"per", header_of(frame, {"stage_facts", candidate.row, per_})},
                    {"per_value", formats::number_text(frame.column("stage_facts", per_)->at(candidate.row).value)},
                    {"count", std::to_string(count)}});
    }
  }

  std::vector<std::string> columns_;
  std::string per_;
  double per_from_;
  double z_;
  double times_;
  double min_schools_;
  /// The farthest of a county, stage and column that are listed; {count} tells how many there are.
  double most_;
};

}  // namespace

std::unique_ptr<CheckRule> make_outlier_rule(CheckReader& reader) { return std::make_unique<Outlier>(reader); }

}  // namespace junheng::ingest
