#include <array>
#include <string_view>
#include <vector>

#include "junheng/assess/item_rules.h"
#include "junheng/model/schema.h"
#include "junheng/monitor/monitor_functions.h"
#include "junheng/monitor/year_frame.h"

namespace junheng::monitor {

namespace {

/// After kVeryLarge: classes of the bands of the format.
enum ClassTally : std::size_t { kTotal, kLarge, kVeryLarge, kBands };

constexpr std::string_view kLostRows = "lost_rows";

/// A class is large from `least` pupils on: it is above one pupil fewer.
std::optional<assess::ClassLimit> class_limit(const standards::MonitorLimits& limits, std::string_view id, SchoolYear year) {
  const auto least = limits.in_force(id, year.start());
  return least ? std::optional(assess::ClassLimit(least->value - 1)) : std::nullopt;
}

struct SizeLimit {
  std::size_t tally;
  std::string_view figure;
  std::optional<assess::ClassLimit> limit;
};

void count_unit(const assess::ClassCounter& counter, SchoolIndex school, Stage stage, const assess::StageSize& unit,
                const std::array<SizeLimit, 2>& sizes, CountyTallies& out) {
  for (const SizeLimit& size : sizes) {
    if (!size.limit) continue;
    const assess::ClassCounts counts = counter.count(school, stage, *size.limit, unit);
    Tally& tally = out.tallies[size.tally];
    tally.add(counts.above);
    if (counts.is_open) {
      assess::ClauseDraft open;
      counter.name_open_tables(school, stage, *size.limit, open);
      for (const std::string_view table : open.missing) tally.leave_open(table);
      if (open.missing.empty()) tally.leave_open("classes");
    }
    if (counts.above > 0) out.offenders.push_back({school, stage, size.figure, counts.above, std::nullopt});
    if (size.tally != kLarge) continue;
    // The number of classes is known from what is told, or from the school's own count.
    Tally& total = out.tallies[kTotal];
    if (counts.is_complete) total.add(counts.told);
    else if (unit.classes.is_present()) total.add(unit.classes.value);
    else {
      total.add(counts.told);
      total.leave_open("classes");
    }
  }
}

void count_bands(const assess::ClassBands& bands, CountyTallies& out) {
  for (std::size_t band = 0; band < bands.classes.size(); ++band) {
    out.tallies[kBands + band].add(bands.classes[band]);
    if (bands.is_open) out.tallies[kBands + band].leave_open("classes");
  }
}

}  // namespace

std::vector<CountyTallies> tally_classes(const YearFrame& frame, const standards::MonitorLimits& limits) {
  const assess::ItemInput input = frame.item_input();
  const assess::ClassCounter counter(input);
  const std::array sizes = {SizeLimit{kLarge, "large", class_limit(limits, "large_class", frame.year)},
                            SizeLimit{kVeryLarge, "very_large", class_limit(limits, "very_large_class", frame.year)}};
  std::vector<CountyTallies> out(frame.county_count());
  for (std::size_t county = 0; county < out.size(); ++county) {
    out[county].tallies.resize(kBands + model::kClassBandCount);
    if (frame.has_lost_rows(county))
      for (Tally& tally : out[county].tallies) tally.leave_open(kLostRows);
    for (const Stage stage : kCompulsoryStages) {
      const assess::UnitTable& units = frame.assessment.units.of(stage);
      const assess::UnitColumn* column = units.measure("classes", false);
      const assess::UnitTable::Group& group = units.groups[county];
      for (std::size_t unit = group.begin; unit < group.end; ++unit) {
        if (model::SchoolKind::is_special(frame.dataset->schools.kinds[units.schools[unit].value])) continue;
        const assess::StageSize size = {column == nullptr ? model::Quantity::missing(model::Absence::NoColumn) : column->at(unit),
                                        units.pupils.at(unit)};
        count_unit(counter, units.schools[unit], stage, size, sizes, out[county]);
        count_bands(counter.by_band(units.schools[unit], stage, size), out[county]);
      }
    }
  }
  return out;
}

std::vector<Figure> conclude_classes(const ConcludeInput& input) {
  const CountyTallies& tallies = *input.sums;
  std::vector<Figure> out = {count_figure("total", tallies[kTotal]), count_figure("large", tallies[kLarge]),
                             count_figure("very_large", tallies[kVeryLarge]),
                             percent_figure("large_share", tallies[kLarge], tallies[kTotal]),
                             percent_figure("very_large_share", tallies[kVeryLarge], tallies[kTotal])};
  judge(out[3], input, "large_class_share");
  judge(out[4], input, "very_large_class_share");
  return out;
}

Histogram class_histogram(const ConcludeInput& input) {
  Histogram out;
  const auto bands = model::class_bands();
  for (std::size_t band = 0; band < bands.size(); ++band) out.bands.push_back(count_figure(bands[band].code, (*input.sums)[kBands + band]));
  out.limit = input.limits->in_force("large_class", input.year.start());
  const auto limit = class_limit(*input.limits, "large_class", input.year);
  out.first_beyond = limit ? limit->first_above : bands.size();
  return out;
}

}  // namespace junheng::monitor
