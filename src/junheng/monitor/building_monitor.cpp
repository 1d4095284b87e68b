#include <algorithm>
#include <array>
#include <span>

#include "junheng/assess/threshold.h"
#include "junheng/monitor/breakdown_cells.h"
#include "junheng/monitor/building_need.h"
#include "junheng/monitor/monitor_functions.h"

namespace junheng::monitor {

namespace {

/// Per kind and setting. Ratios are over the schools that tell both numbers.
enum BuildingTally : std::size_t {
  kSchools,
  kFloor,
  kFloorOfPupils,
  kPupilsOfFloor,
  kSiteOfPupils,
  kPupilsOfSite,
  kHeld,
  kMet,
  kBelow,
  kUnknown,
  kBelowPlanned,
  kBuildingTallies
};

constexpr auto kColumns = std::to_array<BreakdownColumn>({{"schools"},
                                                          {"floor_area_m2"},
                                                          {"floor_area_per_pupil", 2},
                                                          {"site_area_per_pupil", 2},
                                                          {"schools_held"},
                                                          {"schools_met"},
                                                          {"schools_below"},
                                                          {"schools_unknown"},
                                                          {"schools_below_planned"}});

void add_ratio(std::span<Tally> pair, const model::Quantity& area, const model::Quantity& pupils, std::string_view what) {
  if (area.is_present() && pupils.is_present()) {
    pair[0].add(area.value);
    pair[1].add(pupils.value);
  } else {
    for (Tally& tally : pair.first(2)) tally.leave_open(area.is_present() ? "pupils" : what);
  }
}

/// Counts a verdict where it is known; else leaves the count open, saying why.
void add_verdict(Tally& tally, const BuildingVerdict& verdict, assess::Verdict counted) {
  if (verdict.verdict == assess::Verdict::Unknown) tally.leave_open(verdict.missing);
  else tally.add(verdict.verdict == counted ? 1 : 0);
}

void add_school(const SchoolBuilding& own, std::span<Tally> tallies) {
  tallies[kSchools].add(1);
  if (own.floor.is_present()) tallies[kFloor].add(own.floor.value);
  else tallies[kFloor].leave_open("floor_area_m2");
  add_ratio(tallies.subspan(kFloorOfPupils), own.floor, own.pupils, "floor_area_m2");
  add_ratio(tallies.subspan(kSiteOfPupils), own.site, own.pupils, "site_area_m2");
  tallies[kHeld].add(own.basic ? 1 : 0);
  if (!own.basic) {
    for (const BuildingTally each : {kMet, kBelow, kUnknown, kBelowPlanned}) tallies[each].add(0);
    return;
  }
  add_verdict(tallies[kMet], *own.basic, assess::Verdict::Met);
  add_verdict(tallies[kBelow], *own.basic, assess::Verdict::Unmet);
  tallies[kUnknown].add(own.basic->verdict == assess::Verdict::Unknown ? 1 : 0);
  if (own.planned) add_verdict(tallies[kBelowPlanned], *own.planned, assess::Verdict::Unmet);
}

std::vector<BreakdownCell> cells(std::span<const Tally> t) {
  return {count_cell(t[kSchools]),
          count_cell(t[kFloor]),
          ratio_cell(t[kFloorOfPupils], t[kPupilsOfFloor]),
          ratio_cell(t[kSiteOfPupils], t[kPupilsOfSite]),
          count_cell(t[kHeld]),
          count_cell(t[kMet]),
          count_cell(t[kBelow]),
          count_cell(t[kUnknown]),
          count_cell(t[kBelowPlanned])};
}

}  // namespace

std::vector<CountyTallies> tally_buildings(const YearFrame& frame, const standards::MonitorLimits& limits) {
  const std::vector<SchoolBuilding> buildings = school_buildings(frame, limits);
  const assess::WholeTable& whole = frame.assessment.units.whole;
  const model::Schools& schools = frame.dataset->schools;
  std::vector<CountyTallies> out(frame.county_count());
  for (std::size_t county = 0; county < out.size(); ++county) {
    std::vector<Tally>& tallies = out[county].tallies;
    tallies.resize(kKindSettings * kBuildingTallies);
    for (std::size_t row = whole.offsets[county]; row < whole.offsets[county + 1]; ++row) {
      if (whole.is_ordinary[row] == 0) continue;
      const SchoolIndex school = whole.schools[row];
      const SchoolBuilding& own = buildings[row];
      const std::size_t at = kind_setting_of(schools.kinds[school.value], schools.settings[school.value]) * kBuildingTallies;
      add_school(own, std::span(tallies).subspan(at, kBuildingTallies));
      if (own.basic && own.basic->verdict == assess::Verdict::Unmet)
        out[county].offenders.push_back({school, std::nullopt, "schools_below", own.floor.value, *own.basic->bounds.low});
    }
    if (frame.has_lost_rows(county))
      for (Tally& tally : tallies) tally.leave_open("lost_rows");
  }
  return out;
}

std::vector<Figure> conclude_buildings(const ConcludeInput& input) {
  std::array<Tally, kBuildingTallies> sum;
  for (std::size_t row = 0; row < kKindSettings; ++row)
    for (std::size_t i = 0; i < kBuildingTallies; ++i) sum[i].add(input.sums->tallies[row * kBuildingTallies + i]);
  std::vector<Figure> out = {count_figure("schools", sum[kSchools]), count_figure("floor_area_m2", sum[kFloor]),
                             ratio_figure("floor_area_per_pupil", sum[kFloorOfPupils], sum[kPupilsOfFloor]),
                             ratio_figure("site_area_per_pupil", sum[kSiteOfPupils], sum[kPupilsOfSite])};
  if (!input.has_standards)
    for (const BuildingTally each : {kHeld, kBelow, kUnknown, kBelowPlanned}) sum[each] = Tally();
  out.push_back(count_figure("schools_held", sum[kHeld]));
  out.push_back(count_figure("schools_below", sum[kBelow]));
  out.push_back(count_figure("schools_unknown", sum[kUnknown]));
  out.push_back(count_figure("schools_below_planned", sum[kBelowPlanned]));
  return out;
}

std::vector<Breakdown> building_breakdowns(const ConcludeInput& input) {
  Breakdown out{"by_kind", {RowPart::Kind, RowPart::Setting}, kColumns, {}, "floor_area_per_pupil", {}};
  out.rows = kind_setting_rows(input.sums->tallies, kBuildingTallies, &cells);
  if (!input.has_standards)
    for (BreakdownRow& row : out.rows)
      for (std::size_t i = *out.column("schools_held"); i < row.cells.size(); ++i) row.cells[i] = {};
  return {std::move(out)};
}

bool tells_buildings(const model::Dataset& dataset) {
  return dataset.stage_facts.column("floor_area_m2") != nullptr || dataset.stage_facts.column("site_area_m2") != nullptr;
}

}  // namespace junheng::monitor
