#include <algorithm>
#include <string_view>

#include "junheng/assess/threshold.h"
#include "junheng/monitor/monitor_functions.h"
#include "junheng/monitor/year_frame.h"

namespace junheng::monitor {

namespace {

using model::SchoolKind;

enum SchoolTally : std::size_t { kTotal, kOver2000, kOver3000, kThroughOver, kSchoolTallies };

struct SizeRule {
  SchoolTally tally;
  std::string_view figure;
  std::optional<standards::Limit> limit;
  /// Nine- and twelve-year schools only.
  bool is_through_only = false;
};

bool is_through(int kind) { return kind == SchoolKind::kNineYear || kind == SchoolKind::kTwelveYear; }

/// Whether a school above the limit of a rule misses a limit of its own by it: nine- and twelve-year schools have another one for what
/// large is, and one of unknown kind may be such a school.
bool is_held_to(const SizeRule& rule, std::span<const SizeRule> rules, int kind, double pupils) {
  if (rule.tally != kOver2000) return true;
  const auto through = std::ranges::find_if(rules, [](const SizeRule& each) { return each.is_through_only && each.limit.has_value(); });
  if (through == rules.end()) return true;
  if (is_through(kind)) return false;
  return kind != 0 || !assess::reaches(pupils, through->limit->value, standards::Direction::Lower);
}

void count_school(const YearFrame& frame, std::size_t row, std::span<const SizeRule> rules, CountyTallies& out) {
  const assess::WholeTable& whole = frame.assessment.units.whole;
  const SchoolIndex school = whole.schools[row];
  const model::Quantity pupils = whole.pupils.at(row);
  const int kind = frame.dataset->schools.kinds[school.value];
  out.tallies[kTotal].add(1);
  // A school without pupils is not counted: one that does not tell may be such a one.
  if (!pupils.is_present()) out.tallies[kTotal].leave_open("pupils");
  for (const SizeRule& rule : rules) {
    if (!rule.limit || (rule.is_through_only && kind != 0 && !is_through(kind))) continue;
    Tally& tally = out.tallies[rule.tally];
    tally.has_any = true;
    if (!pupils.is_present()) {
      tally.leave_open("pupils");
      continue;
    }
    if (assess::reaches(pupils.value, rule.limit->value, standards::Direction::Lower)) continue;
    if (rule.is_through_only && kind == 0) {
      tally.leave_open("kind");
      continue;
    }
    tally.add(1);
    if (is_held_to(rule, rules, kind, pupils.value))
      out.offenders.push_back({school, std::nullopt, rule.figure, pupils.value, rule.limit->value});
  }
}

}  // namespace

std::vector<CountyTallies> tally_schools(const YearFrame& frame, const standards::MonitorLimits& limits) {
  const Date on = frame.year.start();
  const std::array rules = {
      SizeRule{kOver2000, "over_2000", limits.in_force("large_school", on)},
      SizeRule{kOver3000, "over_3000", limits.in_force("very_large_school", on)},
      SizeRule{kThroughOver, "through_over_2500", limits.in_force("large_school", on, Stage::Primary, "through_school"), true}};
  std::vector<CountyTallies> out(frame.county_count());
  const assess::WholeTable& whole = frame.assessment.units.whole;
  for (std::size_t county = 0; county < out.size(); ++county) {
    out[county].tallies.resize(kSchoolTallies);
    if (frame.has_lost_rows(county))
      for (Tally& tally : out[county].tallies) tally.leave_open("lost_rows");
    for (std::size_t row = whole.offsets[county]; row < whole.offsets[county + 1]; ++row)
      if (whole.is_ordinary[row] != 0) count_school(frame, row, rules, out[county]);
    // Counties without a through-school have none above the limit.
    if (out[county].tallies[kTotal].has_any) out[county].tallies[kThroughOver].has_any = true;
  }
  return out;
}

std::vector<Figure> conclude_schools(const ConcludeInput& input) {
  const CountyTallies& tallies = *input.sums;
  return {count_figure("schools", tallies[kTotal]),
          count_figure("over_2000", tallies[kOver2000]),
          count_figure("over_3000", tallies[kOver3000]),
          count_figure("through_over_2500", tallies[kThroughOver]),
          percent_figure("over_2000_share", tallies[kOver2000], tallies[kTotal]),
          percent_figure("over_3000_share", tallies[kOver3000], tallies[kTotal])};
}

}  // namespace junheng::monitor
