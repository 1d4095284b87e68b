#include "junheng/monitor/segregation.h"

#include <algorithm>
#include <array>

#include "junheng/assess/units.h"
#include "junheng/core/codes.h"
#include "junheng/monitor/school_sample.h"

namespace junheng::monitor {

namespace {

using model::Absence;

constexpr std::array<std::string_view, 5> kGroups = {"girls", "migrant_pupils", "left_behind_pupils", "boarders", "inclusive_pupils"};

/// A rounding of shares that were multiplied out again.
constexpr double kRounding = 1e-9;

/// Group and other pupils, two numbers per school.
struct Counts {
  std::vector<SchoolIndex> schools;
  std::vector<double> rows;
  std::vector<UnitWithoutValue> without_value;

  void add(SchoolIndex school, double group, double pupils, std::string_view id) {
    if (group > pupils * (1 + kRounding)) {
      without_value.push_back({school.value, Absence::Rejected, std::string(id)});
      return;
    }
    schools.push_back(school);
    rows.push_back(group);
    rows.push_back(std::max(0.0, pupils - group));
  }
};

std::optional<Counts> counts_of_stages(const SampleRequest& request, std::string_view group) {
  SampleRequest asked = request;
  asked.measure = group;
  asked.per = "pupils";
  const auto sample = school_sample(asked);
  if (!sample) return std::nullopt;
  Counts out;
  out.without_value = sample->without_value;
  for (std::size_t i = 0; i < sample->schools.size(); ++i)
    out.add(sample->schools[i], sample->values[i] * sample->weights[i], sample->weights[i], group);
  return out;
}

/// Sums over the grades of a school and its campuses.
struct GradeTotals {
  double group = 0;
  double pupils = 0;
  bool has_any = false;
  bool has_gap = false;
};

std::vector<GradeTotals> grade_totals(const SampleRequest& request, std::string_view group) {
  const model::Dataset& data = *request.dataset;
  const assess::Campuses campuses = assess::find_campuses(data, assess::find_rows(data, request.year));
  const model::FactTable& grades = data.grade_facts;
  const model::NumberColumn* const of_group = grades.column(group);
  const model::NumberColumn* const of_pupils = grades.column("pupils");
  const auto rows = grades.of_year(request.year);
  std::vector<GradeTotals> out(data.schools.size());
  for (std::size_t s = 0; s < data.schools.size(); ++s) {
    GradeTotals& totals = out[campuses.root[s].value];
    for (const std::uint32_t row : rows.of(SchoolIndex(s))) {
      if (stage_of_grade(grades.parts[row]) != request.stage) continue;
      totals.has_any = true;
      if (of_group == nullptr || of_pupils == nullptr || !of_group->has(row) || !of_pupils->has(row)) {
        totals.has_gap = true;
        continue;
      }
      totals.group += of_group->at(row).value;
      totals.pupils += of_pupils->at(row).value;
    }
  }
  return out;
}

Result<Counts> counts_of_grades(const SampleRequest& request, std::string_view group) {
  SampleRequest asked = request;
  asked.measure = "pupils";
  asked.per.clear();
  const auto pupils = school_sample(asked);
  if (!pupils) return fail(pupils.error());
  Counts out;
  out.without_value = pupils->without_value;
  const std::vector<GradeTotals> totals = grade_totals(request, group);
  const Absence gap = request.dataset->grade_facts.column(group) == nullptr ? Absence::NoColumn : Absence::PartMissing;
  for (std::size_t i = 0; i < pupils->schools.size(); ++i) {
    const SchoolIndex school = pupils->schools[i];
    const GradeTotals& each = totals[school.value];
    if (!each.has_any) out.without_value.push_back({school.value, Absence::NoRow, std::string(group)});
    else if (each.has_gap || each.pupils < pupils->values[i] * (1 - kRounding))
      out.without_value.push_back({school.value, gap, std::string(group)});
    else out.add(school, each.group, each.pupils, group);
  }
  if (out.schools.empty())
    return fail(Code::MeasureWithoutValues, {{"measure", std::string(group)},
                                             {"per", "pupils"},
                                             {"stage_zh", std::string(stage_name(request.stage, Lang::Zh))},
                                             {"stage_en", std::string(stage_name(request.stage, Lang::En))},
                                             {"year", std::to_string(request.year.first)},
                                             {"schools", std::to_string(out.without_value.size())}});
  return out;
}

Result<void> measure(const SampleRequest& request, const Counts& counts, const Grouping& grouping, Segregation& out) {
  const stats::GroupCounts table{counts.rows, 2};
  const auto levels = group_schools(*request.dataset, counts.schools, grouping);
  if (!levels) return fail(levels.error());
  const auto nested = nested_groups(*levels, counts.schools.size());
  if (!nested) return fail(nested.error());
  const auto d = stats::dissimilarity(table);
  if (!d) return fail(d.error());
  auto parts = stats::segregation_decomposition(table, *nested);
  if (!parts) return fail(parts.error());
  out.dissimilarity = *d;
  for (const GroupingLevel& level : *levels) out.levels.push_back(level.name);
  out.parts = std::move(*parts);
  // Without a level nested_groups has one group of all, of which the term is 0.
  out.parts.between.resize(out.levels.size());
  return {};
}

}  // namespace

std::span<const std::string_view> pupil_groups() { return kGroups; }

Segregation segregation_by_level(const SampleRequest& request, std::string_view group, const Grouping& grouping) {
  Segregation out;
  out.group = group;
  auto of_stages = counts_of_stages(request, group);
  auto counts = of_stages ? Result<Counts>(std::move(*of_stages)) : counts_of_grades(request, group);
  if (!counts) {
    out.undefined = counts.error();
    return out;
  }
  out.schools = counts->schools.size();
  for (std::size_t i = 0; i < out.schools; ++i) {
    out.group_pupils += counts->rows[2 * i];
    out.pupils += counts->rows[2 * i] + counts->rows[2 * i + 1];
  }
  out.without_value = std::move(counts->without_value);
  if (auto done = measure(request, *counts, grouping, out); !done) out.undefined = done.error();
  return out;
}

}  // namespace junheng::monitor
