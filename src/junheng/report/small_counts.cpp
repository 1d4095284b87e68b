#include "junheng/report/small_counts.h"

#include <algorithm>
#include <array>
#include <optional>

namespace junheng::report {

namespace {

/// Units of a stage with 1 to 4 pupils, and those that keep them from being worked out.
std::vector<std::uint32_t> hidden_units(const assess::UnitTable& units, const assess::UnitTable::Group& group) {
  std::vector<std::uint32_t> hidden;
  std::optional<std::uint32_t> next;
  for (std::uint32_t unit = group.begin; unit < group.end; ++unit) {
    const auto pupils = units.pupils.get(unit);
    if (!pupils || *pupils <= 0) continue;
    if (is_small_count(*pupils)) hidden.push_back(unit);
    // Only a school that enters is part of the total.
    else if (unit < group.entered_end && (!next || *pupils < *units.pupils.get(*next))) next = unit;
  }
  const auto entered = std::ranges::count_if(hidden, [&](std::uint32_t unit) { return unit < group.entered_end; });
  if (entered == 1 && next) hidden.push_back(*next);
  std::ranges::sort(hidden);
  return hidden;
}

/// Its parts, or its value, tell of 1 to 4 pupils.
bool tells_small_count(const assess::ClauseResult& clause) {
  if (!involves_pupils(clause.clause->ratio)) return false;
  const auto is_small = [](const std::optional<double>& count) { return count && is_small_count(*count); };
  if (is_small(clause.numerator) || is_small(clause.denominator)) return true;
  // What is left of the denominator, as the pupils that do not go to a public school.
  return clause.numerator && clause.denominator && is_small_count(*clause.denominator - *clause.numerator);
}

}  // namespace

bool is_small_count(double pupils) { return pupils > 0 && pupils < kLeastShownPupils; }

bool counts_pupils(std::string_view measure) {
  constexpr std::array<std::string_view, 8> kWords = {"pupil",     "boarders",  "girls",    "entrants",
                                                      "graduates", "repeaters", "dropouts", "suspended"};
  // Money and areas "per pupil" are not counts of pupils.
  if (measure.find("per_pupil") != std::string_view::npos || measure.find("yuan") != std::string_view::npos) return false;
  return std::ranges::any_of(kWords, [&](std::string_view word) { return measure.find(word) != std::string_view::npos; });
}

bool involves_pupils(const standards::Ratio& ratio) {
  const auto is_of_pupils = [](const standards::SignedMeasure& term) { return counts_pupils(term.measure); };
  return std::ranges::any_of(ratio.numerator, is_of_pupils) || std::ranges::any_of(ratio.denominator, is_of_pupils);
}

SmallCounts::SmallCounts(const assess::Assessment& assessment, const assess::AreaResult& area, Masking masking) : masking_(masking) {
  if (masking == Masking::Full) return;
  for (const assess::StageResult& stage : area.stages) {
    const assess::UnitTable& units = assessment.units.of(stage.stage);
    const auto& group = units.groups[stage.group];
    Slot& slot = slots_[assess::Assessment::slot(stage.stage)];
    slot.units = hidden_units(units, group);
    std::size_t entered = 0;
    for (const std::uint32_t unit : slot.units) {
      if (unit < group.entered_end) ++entered;
      schools_.push_back(units.schools[unit]);
    }
    slot.hides_total = entered == 1 || is_small_count(stage.pupils);
  }
  std::ranges::sort(schools_);
  const auto doubled = std::ranges::unique(schools_);
  schools_.erase(doubled.begin(), doubled.end());
}

bool SmallCounts::hides(Stage stage, std::uint32_t unit) const {
  return std::ranges::binary_search(slots_[assess::Assessment::slot(stage)].units, unit);
}

bool SmallCounts::hides(SchoolIndex school) const { return std::ranges::binary_search(schools_, school); }

bool SmallCounts::hides(const assess::ItemResult& item) const {
  return masking_ == Masking::SmallCountsHidden && std::ranges::any_of(item.clauses, tells_small_count);
}

bool SmallCounts::any() const {
  return std::ranges::any_of(slots_, [](const Slot& slot) { return !slot.units.empty() || slot.hides_total; });
}

std::size_t SmallCounts::count() const { return schools_.size(); }

}  // namespace junheng::report
