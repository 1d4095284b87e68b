#include <algorithm>

#include "junheng/assess/threshold.h"
#include "junheng/monitor/monitor_functions.h"
#include "junheng/monitor/year_frame.h"

namespace junheng::monitor {

namespace {

enum BedTally : std::size_t { kBoarders, kBeds, kShared, kWithoutBed, kBedTallies };

}  // namespace

std::vector<CountyTallies> tally_beds(const YearFrame& frame, const standards::MonitorLimits& limits) {
  const auto standard = limits.in_force("boarders_without_bed", frame.year.start());
  const assess::WholeTable& whole = frame.assessment.units.whole;
  const assess::UnitColumn* boarder_column = whole.measure("boarders", assess::Part::Whole);
  const assess::UnitColumn* bed_column = whole.measure("beds", assess::Part::Whole);
  const assess::UnitColumn* shared_column = whole.measure("shared_platform_beds", assess::Part::Whole);
  std::vector<CountyTallies> out(frame.county_count());
  for (std::size_t county = 0; county < out.size(); ++county) {
    std::vector<Tally>& tallies = out[county].tallies;
    tallies.resize(kBedTallies);
    if (frame.has_lost_rows(county))
      for (Tally& tally : tallies) tally.leave_open("lost_rows");
    for (std::size_t row = whole.offsets[county]; row < whole.offsets[county + 1]; ++row) {
      if (whole.is_ordinary[row] == 0) continue;
      const model::Quantity boarders = quantity_at(boarder_column, row);
      const model::Quantity beds = quantity_at(bed_column, row);
      const model::Quantity shared = quantity_at(shared_column, row);
      if (!boarders.is_present()) {
        for (Tally& tally : tallies) tally.leave_open("boarders");
        continue;
      }
      tallies[kBoarders].add(boarders.value);
      if (boarders.value == 0) {
        for (const BedTally none : {kBeds, kShared, kWithoutBed}) tallies[none].add(0);
        continue;
      }
      if (shared.is_present()) tallies[kShared].add(shared.value);
      else tallies[kShared].leave_open("shared_platform_beds");
      if (!beds.is_present()) {
        tallies[kBeds].leave_open("beds");
        tallies[kWithoutBed].leave_open("beds");
        continue;
      }
      tallies[kBeds].add(beds.value);
      const double without_bed = std::max(0.0, boarders.value - beds.value);
      tallies[kWithoutBed].add(without_bed);
      if (standard && !assess::reaches(without_bed, standard->value, standards::Direction::Lower))
        out[county].offenders.push_back({whole.schools[row], std::nullopt, "boarders_without_bed", without_bed, standard->value});
    }
  }
  return out;
}

std::vector<Figure> conclude_beds(const ConcludeInput& input) {
  const CountyTallies& tallies = *input.sums;
  std::vector<Figure> out = {count_figure("boarders", tallies[kBoarders]),
                             count_figure("beds", tallies[kBeds]),
                             percent_figure("beds_per_100_boarders", tallies[kBeds], tallies[kBoarders]),
                             count_figure("boarders_without_bed", tallies[kWithoutBed]),
                             count_figure("shared_platform_beds", tallies[kShared]),
                             percent_figure("shared_platform_share", tallies[kShared], tallies[kBeds])};
  judge(out[3], input, "boarders_without_bed");
  return out;
}

}  // namespace junheng::monitor
