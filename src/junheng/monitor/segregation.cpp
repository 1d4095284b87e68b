#include "junheng/monitor/segregation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "junheng/assess/units.h"
#include "junheng/core/codes.h"
#include "junheng/monitor/school_sample.h"

namespace junheng::monitor {

namespace {

using model::Absence;

constexpr std::array<std::string_view, 5> kGroups = {"girls", "migrant_pupils", "left_behind_pupils", "boarders", "inclusive_pupils"};

/// A rounding of shares that were multiplied out again.
constexpr double kRounding = 1e-9;

/// Pupils of a group in one school, and all of its pupils.
struct GroupOfSchool {
  double group = 0;
  double pupils = 0;
};

/// One group over the schools that tell it.
struct GroupCounts {
  std::map<SchoolIndex, GroupOfSchool> schools;
  std::vector<UnitWithoutValue> without_value;
};

std::optional<GroupCounts> counts_of_stages(const SampleRequest& request, const std::string& group) {
  SampleRequest asked = request;
  asked.measure = group;
  asked.per = "pupils";
  const auto sample = school_sample(asked);
  if (!sample) return std::nullopt;
  GroupCounts out;
  out.without_value = sample->without_value;
  for (std::size_t i = 0; i < sample->schools.size(); ++i) out.schools[sample->schools[i]] = {sample->amounts[i], sample->weights[i]};
  return out;
}

/// Sums over the grades of a school and its campuses.
struct GradeTotals {
  double group = 0;
  double pupils = 0;
  bool has_any = false;
  bool has_gap = false;
};

std::vector<GradeTotals> grade_totals(const SampleRequest& request, const std::string& group) {
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

Result<GroupCounts> counts_of_grades(const SampleRequest& request, const std::string& group) {
  SampleRequest asked = request;
  asked.measure = "pupils";
  asked.per.clear();
  const auto pupils = school_sample(asked);
  if (!pupils) return fail(pupils.error());
  GroupCounts out;
  out.without_value = pupils->without_value;
  const std::vector<GradeTotals> totals = grade_totals(request, group);
  const Absence gap = request.dataset->grade_facts.column(group) == nullptr ? Absence::NoColumn : Absence::PartMissing;
  for (std::size_t i = 0; i < pupils->schools.size(); ++i) {
    const SchoolIndex school = pupils->schools[i];
    const GradeTotals& each = totals[school.value];
    if (!each.has_any) out.without_value.push_back({school.value, Absence::NoRow, group});
    else if (each.has_gap || each.pupils < pupils->values[i] * (1 - kRounding)) out.without_value.push_back({school.value, gap, group});
    else out.schools[school] = {each.group, each.pupils};
  }
  return out;
}

/// Numbers of the groups and of the other pupils, a row per school.
struct Counts {
  std::vector<SchoolIndex> schools;
  std::vector<double> rows;
  std::size_t group_count = 0;
  std::map<SchoolIndex, UnitWithoutValue> without_value;
};

void add_school(SchoolIndex school, std::span<const GroupCounts> all, std::span<const std::string> ids, Counts& out) {
  const double pupils = all.front().schools.at(school).pupils;
  std::vector<double> row;
  double rest = pupils;
  for (std::size_t g = 0; g < all.size(); ++g) {
    const GroupOfSchool& each = all[g].schools.at(school);
    rest -= each.group;
    row.push_back(each.group);
    if (rest < -kRounding * pupils || std::fabs(each.pupils - pupils) > kRounding * pupils) {
      out.without_value.insert({school, {school.value, Absence::Rejected, ids[g]}});
      return;
    }
  }
  row.push_back(std::max(0.0, rest));
  out.schools.push_back(school);
  out.rows.insert(out.rows.end(), row.begin(), row.end());
}

Result<Counts> counts_of(const SampleRequest& request, std::span<const std::string> groups) {
  std::vector<GroupCounts> all;
  Counts out;
  out.group_count = groups.size() + 1;
  for (const std::string& group : groups) {
    auto of_stages = counts_of_stages(request, group);
    auto counts = of_stages ? Result<GroupCounts>(std::move(*of_stages)) : counts_of_grades(request, group);
    if (!counts) return fail(counts.error());
    for (const UnitWithoutValue& each : counts->without_value) out.without_value.insert({SchoolIndex(each.unit), each});
    all.push_back(std::move(*counts));
  }
  for (const auto& [school, count] : all.front().schools)
    if (!out.without_value.contains(school)) add_school(school, all, groups, out);
  if (out.schools.empty())
    return fail(Code::MeasureWithoutValues, {{"measure", fmt::format("{}", fmt::join(groups, "+"))},
                                             {"per", "pupils"},
                                             {"stage_zh", std::string(stage_name(request.stage, Lang::Zh))},
                                             {"stage_en", std::string(stage_name(request.stage, Lang::En))},
                                             {"year", std::to_string(request.year.first)},
                                             {"schools", std::to_string(out.without_value.size())}});
  return out;
}

Result<void> measure(const SampleRequest& request, const Counts& counts, const Grouping& grouping, Segregation& out) {
  const stats::GroupCounts table{counts.rows, counts.group_count};
  const auto levels = group_schools(*request.dataset, counts.schools, grouping);
  if (!levels) return fail(levels.error());
  const auto d = stats::dissimilarity(table);
  if (!d) return fail(d.error());
  const auto whole = stats::entropy_segregation(table);
  if (!whole) return fail(whole.error());
  out.dissimilarity = *d;
  out.whole = *whole;
  out.parts.within = *whole;
  if (levels->empty()) return {};
  const auto nested = nested_groups(*levels, counts.schools.size());
  if (!nested) return fail(nested.error());
  auto parts = stats::segregation_decomposition(table, *nested);
  if (!parts) return fail(parts.error());
  for (const GroupingLevel& level : *levels) out.levels.push_back(level.name);
  out.parts = std::move(*parts);
  return {};
}

}  // namespace

std::span<const std::string_view> pupil_groups() { return kGroups; }

bool are_disjoint_groups(std::span<const std::string> groups) {
  const auto is_by_parents = [](const std::string& group) { return group == "migrant_pupils" || group == "left_behind_pupils"; };
  return groups.size() < 2 || std::ranges::all_of(groups, is_by_parents);
}

std::string Segregation::id() const { return fmt::format("{}", fmt::join(groups, "+")); }

Segregation segregation_by_level(const SampleRequest& request, std::span<const std::string> groups, const Grouping& grouping) {
  Segregation out;
  out.groups.assign(groups.begin(), groups.end());
  out.group_pupils.resize(groups.size());
  const auto counts = counts_of(request, groups);
  if (!counts) {
    out.undefined = counts.error();
    return out;
  }
  out.schools = counts->schools.size();
  for (std::size_t i = 0; i < counts->rows.size(); ++i) {
    const std::size_t group = i % counts->group_count;
    if (group < groups.size()) out.group_pupils[group] += counts->rows[i];
    out.pupils += counts->rows[i];
  }
  for (const auto& [school, each] : counts->without_value) out.without_value.push_back(each);
  if (auto done = measure(request, *counts, grouping, out); !done) out.undefined = done.error();
  return out;
}

}  // namespace junheng::monitor
