#include "junheng/model/band_counts.h"

#include <algorithm>

#include "junheng/model/dataset.h"

namespace junheng::model {

BandTable::Part& BandTable::part_of(std::int16_t year, std::uint8_t stage, std::size_t school_count) {
  const auto found = std::ranges::find_if(parts_, [&](const Part& part) { return part.year == year && part.stage == stage; });
  if (found != parts_.end()) return *found;
  return parts_.emplace_back(Part{year, stage, std::vector<std::uint32_t>(school_count, kNone), {}});
}

BandTable::BandTable(const FactTable& bands, std::size_t school_count) {
  const NumberColumn* classes = bands.column("classes");
  Part* part = nullptr;
  for (std::size_t row = 0; row < bands.size(); ++row) {
    // The rows of a year and stage mostly follow each other.
    if (part == nullptr || part->year != bands.years[row] || part->stage != bands.parts[row])
      part = &part_of(bands.years[row], bands.parts[row], school_count);
    std::uint32_t& line = part->line_of[bands.schools[row].value];
    if (line == kNone) {
      line = static_cast<std::uint32_t>(part->counts.size());
      part->counts.emplace_back();
    }
    BandCounts& counts = part->counts[line];
    const Quantity number = classes == nullptr ? Quantity::missing(Absence::NoColumn) : classes->at(row);
    counts.classes[bands.subparts[row]] += number.value;
    counts.has_gap = counts.has_gap || !number.is_present();
  }
}

BandTable::Lines BandTable::of(SchoolYear year, Stage stage) const {
  Lines lines;
  for (const Part& part : parts_) {
    if (part.year != year.first || part.stage != static_cast<std::uint8_t>(stage)) continue;
    lines.line_of_ = &part.line_of;
    lines.counts_ = &part.counts;
  }
  return lines;
}

}  // namespace junheng::model
