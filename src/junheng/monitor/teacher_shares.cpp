#include "junheng/monitor/teacher_shares.h"

#include <algorithm>

#include "junheng/assess/threshold.h"
#include "junheng/monitor/breakdown_cells.h"
#include "junheng/monitor/missing.h"
#include "junheng/monitor/year_frame.h"

namespace junheng::monitor {

namespace {

constexpr double kPercent = 100;

struct ShareSpec {
  std::string_view measure;
  /// Of the figure, and of its limit where there is one.
  std::string_view figure;
};
constexpr auto kShares = std::to_array<ShareSpec>({{"teachers_above_required", "above_required_share"},
                                                   {"teachers_certified", "certified_share"},
                                                   {"teachers_trained_360h", "trained_share"}});
static_assert(kShares.size() == kTeacherShares);

constexpr auto kColumns = std::to_array<BreakdownColumn>(
    {{"teachers"}, {"above_required_share", 2, true}, {"certified_share", 2, true}, {"trained_share", 2, true}});

std::size_t row_at(std::size_t stage, std::size_t setting) { return (stage * (kSettings + 1) + setting) * kSharesPerRow; }

class CountyShares {
 public:
  CountyShares(const YearFrame& frame, const standards::MonitorLimits& limits, std::span<Tally> tallies, std::vector<Offender>& offenders)
      : frame_(frame), tallies_(tallies), offenders_(offenders) {
    for (std::size_t i = 0; i < kTeacherShares; ++i) limits_[i] = limits.in_force(kShares[i].figure, frame.year.start());
  }

  void add(std::size_t county) {
    for (std::size_t stage = 0; stage < kCompulsoryStages.size(); ++stage) {
      const assess::UnitTable& units = frame_.assessment.units.of(kCompulsoryStages[stage]);
      const assess::UnitTable::Group& group = units.groups[county];
      for (std::size_t unit = group.begin; unit < group.end; ++unit) add_unit(units, unit, stage);
    }
  }

 private:
  void add_unit(const assess::UnitTable& units, std::size_t unit, std::size_t stage) {
    const SchoolIndex school = units.schools[unit];
    const Setting setting = setting_of(frame_.dataset->schools.settings[school.value]);
    const auto own = tallies_.subspan(row_at(stage, static_cast<std::size_t>(setting)), kSharesPerRow);
    const model::Quantity teachers = quantity_at(units.measure("teachers", false), unit);
    if (teachers.is_present()) own[0].add(teachers.value);
    else own[0].leave_open("teachers");
    for (std::size_t i = 0; i < kTeacherShares; ++i) {
      const model::Quantity part = quantity_at(units.measure(kShares[i].measure, false), unit);
      const auto pair = own.subspan(1 + 2 * i, 2);
      if (!part.is_present() || !teachers.is_present()) {
        for (Tally& tally : pair) tally.leave_open(teachers.is_present() ? kShares[i].measure : "teachers");
        continue;
      }
      pair[0].add(part.value);
      pair[1].add(teachers.value);
      if (!limits_[i] || assess::ratio_reaches(kPercent, part.value, teachers.value, limits_[i]->value, standards::Direction::Higher))
        continue;
      const double needed = limits_[i]->value / kPercent * teachers.value;
      offenders_.push_back({school, kCompulsoryStages[stage], kShares[i].figure, part.value, needed});
    }
  }

  const YearFrame& frame_;
  std::span<Tally> tallies_;
  std::vector<Offender>& offenders_;
  std::array<std::optional<standards::Limit>, kTeacherShares> limits_;
};

BreakdownRow row_of(std::size_t stage, std::string_view setting, std::span<const Tally> own) {
  BreakdownRow row;
  row.codes = {std::string(to_string(kCompulsoryStages[stage])), std::string(setting)};
  row.cells.push_back(count_cell(own[0]));
  for (std::size_t i = 0; i < kTeacherShares; ++i) row.cells.push_back(ratio_cell(own[1 + 2 * i], own[2 + 2 * i], kPercent));
  for (const Tally& tally : own)
    for (const std::string_view what : tally.missing) name_missing(row.missing, what);
  return row;
}

}  // namespace

void tally_shares(const YearFrame& frame, const standards::MonitorLimits& limits, std::size_t county, std::span<Tally> tallies,
                  std::vector<Offender>& offenders) {
  CountyShares(frame, limits, tallies, offenders).add(county);
}

std::vector<Figure> conclude_shares(const ConcludeInput& input, std::span<const Tally> tallies) {
  std::vector<Figure> out;
  for (std::size_t i = 0; i < kTeacherShares; ++i) {
    Tally part;
    Tally whole;
    for (std::size_t row = 0; row < kShareRows; ++row) {
      part.add(tallies[row * kSharesPerRow + 1 + 2 * i]);
      whole.add(tallies[row * kSharesPerRow + 2 + 2 * i]);
    }
    out.push_back(percent_figure(kShares[i].figure, part, whole));
    out.back().direction = standards::Direction::Higher;
    judge(out.back(), input, kShares[i].figure);
  }
  return out;
}

Breakdown share_breakdown(std::span<const Tally> tallies) {
  Breakdown out{"by_stage", {RowPart::Stage, RowPart::Setting}, kColumns, {}, {}, {}};
  for (std::size_t stage = 0; stage < kCompulsoryStages.size(); ++stage) {
    std::vector<BreakdownRow> settings;
    std::vector<Tally> all(kSharesPerRow);
    for (std::size_t setting = 0; setting <= kSettings; ++setting) {
      const auto own = tallies.subspan(row_at(stage, setting), kSharesPerRow);
      if (!std::ranges::any_of(own, [](const Tally& tally) { return tally.has_any || tally.open > 0; })) continue;
      settings.push_back(row_of(stage, to_string(static_cast<Setting>(setting)), own));
      for (std::size_t i = 0; i < kSharesPerRow; ++i) all[i].add(own[i]);
    }
    if (settings.size() > 1) out.rows.push_back(row_of(stage, kAllSettings, all));
    out.rows.insert(out.rows.end(), settings.begin(), settings.end());
  }
  return out;
}

}  // namespace junheng::monitor
