#include <algorithm>
#include <array>

#include "junheng/monitor/breakdown_cells.h"
#include "junheng/monitor/missing.h"
#include "junheng/monitor/monitor_functions.h"
#include "junheng/monitor/pupil_gaps.h"
#include "junheng/monitor/year_frame.h"

namespace junheng::monitor {

namespace {

constexpr double kPercent = 100;
constexpr std::size_t kGroups = kPupilGroups.size();
/// Per area: pupils by setting, of which the schools without a setting are open; then for each group its pupils, of the pupils.
constexpr std::size_t kGroupsFrom = kSettings;
constexpr std::size_t kStagesFrom = kGroupsFrom + 2 * kGroups;
/// Per stage: the same of the groups; then per indicator numerators, denominators and pupils of the schools by setting, then sum and pupils
/// of all pupils and of each group.
constexpr std::size_t kPerSetting = 3;
constexpr std::size_t kMeansFrom = kPerSetting * kSettings;
constexpr std::size_t kPerIndicator = kMeansFrom + 2 * (1 + kGroups);
constexpr std::array<std::string_view, kSettings> kSettingPupils = {"city_pupils", "town_pupils", "village_pupils"};

constexpr auto kSettingColumns = std::to_array<BreakdownColumn>(
    {{"city", 2}, {"city_pupils"}, {"town", 2}, {"town_pupils"}, {"village", 2}, {"village_pupils"}, {"village_of_urban", 1, true}});
constexpr auto kGroupColumns = std::to_array<BreakdownColumn>({{"group_pupils"}, {"pupils"}, {"share", 2, true}});
constexpr auto kGroupMeanColumns = std::to_array<BreakdownColumn>({{"all", 2},
                                                                   {"girls", 2},
                                                                   {"boarders", 2},
                                                                   {"migrant_pupils", 2},
                                                                   {"migrant_worker_pupils", 2},
                                                                   {"left_behind_pupils", 2},
                                                                   {"inclusive_pupils", 2}});

/// The indicators that have a value of their own.
std::vector<const standards::Indicator*> indicators_of(const standards::Pack* pack) {
  std::vector<const standards::Indicator*> out;
  if (pack == nullptr) return out;
  for (const standards::Indicator& indicator : pack->indicators)
    if (indicator.parts.empty() && !indicator.ratio.numerator.empty()) out.push_back(&indicator);
  return out;
}

std::size_t per_stage(std::size_t indicators) { return 2 * kGroups + indicators * kPerIndicator; }

/// Adds numerator and denominator of a mean; the schools that could not enter it leave both open.
void add(std::span<Tally> pair, const GapMean& mean, std::string_view what) {
  if (mean.schools_valued > 0) {
    pair[0].add(mean.numerator);
    pair[1].add(mean.denominator);
  }
  if (mean.schools_unknown == 0) return;
  for (Tally& tally : pair.first(2)) {
    tally.leave_open(what);
    tally.open += mean.schools_unknown - 1;
  }
}

/// The schools that could not enter the mean leave the pupils open too.
void add_setting(std::span<Tally> tallies, const IndicatorGaps& gaps, std::size_t setting, std::string_view what) {
  const GapMean& mean = gaps.settings[setting];
  add(tallies, mean, what);
  Tally& pupils = tallies[2];
  if (mean.schools_valued > gaps.setting_pupils_unknown[setting]) pupils.add(gaps.setting_pupils[setting]);
  for (std::uint32_t school = 0; school < mean.schools_unknown; ++school) pupils.leave_open(what);
  for (std::uint32_t school = 0; school < gaps.setting_pupils_unknown[setting]; ++school) pupils.leave_open("pupils");
}

/// group_percent is in percent; the tallies are in persons.
GapMean in_persons(GapMean share) {
  share.numerator /= kPercent;
  return share;
}

void add_stage(const StageGaps& gaps, const std::vector<const standards::Indicator*>& indicators, std::vector<Tally>& tallies) {
  const std::span<Tally> all(tallies);
  for (std::size_t s = 0; s < kSettings; ++s) {
    if (gaps.setting_pupils[s] > 0) all[s].add(gaps.setting_pupils[s]);
    for (std::uint32_t school = 0; school < gaps.setting_pupils_unknown[s]; ++school) all[s].leave_open("pupils");
    for (std::uint32_t school = 0; school < gaps.schools_without_setting; ++school) all[s].leave_open("setting");
  }
  const std::size_t from = kStagesFrom + (gaps.stage == Stage::Primary ? 0 : per_stage(indicators.size()));
  for (std::size_t g = 0; g < kGroups; ++g) {
    add(all.subspan(kGroupsFrom + 2 * g), in_persons(gaps.group_percent[g]), kPupilGroups[g]);
    add(all.subspan(from + 2 * g), in_persons(gaps.group_percent[g]), kPupilGroups[g]);
  }
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const auto found = std::ranges::find(gaps.indicators, indicators[i]->id, &IndicatorGaps::indicator);
    if (found == gaps.indicators.end()) continue;
    const std::string_view measure = indicators[i]->ratio.numerator.front().measure;
    std::size_t at = from + 2 * kGroups + i * kPerIndicator;
    for (std::size_t s = 0; s < kSettings; ++s, at += kPerSetting) add_setting(all.subspan(at, kPerSetting), *found, s, measure);
    add(all.subspan(std::exchange(at, at + 2)), found->all, measure);
    for (std::size_t g = 0; g < kGroups; ++g) add(all.subspan(std::exchange(at, at + 2)), found->groups[g], kPupilGroups[g]);
  }
}

/// Rows of the three breakdowns of one stage, from its tallies.
class StageRows {
 public:
  StageRows(const ConcludeInput& input, Stage stage) : input_(input), indicators_(indicators_of(input.frame->reading)), stage_(stage) {
    const std::size_t size = per_stage(indicators_.size());
    tallies_ = std::span(input.sums->tallies).subspan(kStagesFrom + (stage == Stage::Primary ? 0 : size), size);
  }

  void add_to(Breakdown& by_setting, Breakdown& by_group, Breakdown& group_schools) const {
    for (std::size_t i = 0; i < indicators_.size(); ++i) {
      const auto own = tallies_.subspan(2 * kGroups + i * kPerIndicator, kPerIndicator);
      if (has_any(own.first(kMeansFrom))) by_setting.rows.push_back(setting_row(*indicators_[i], own));
      if (has_any(own.subspan(kMeansFrom, 2))) group_schools.rows.push_back(group_mean_row(*indicators_[i], own));
    }
    for (std::size_t g = 0; g < kGroups; ++g) {
      const auto own = tallies_.subspan(2 * g, 2);
      if (has_any(own)) by_group.rows.push_back(group_row(kPupilGroups[g], own));
    }
  }

 private:
  static bool has_any(std::span<const Tally> tallies) {
    return std::ranges::any_of(tallies, [](const Tally& tally) { return tally.has_any; });
  }

  [[nodiscard]] BreakdownRow row(std::string_view code, std::span<const Tally> tallies) const {
    BreakdownRow out;
    out.codes = {std::string(to_string(stage_)), std::string(code)};
    for (const Tally& tally : tallies)
      for (const std::string_view what : tally.missing) name_missing(out.missing, what);
    return out;
  }

  [[nodiscard]] BreakdownRow with_limit(BreakdownRow out, const standards::Indicator& indicator) const {
    if (!input_.has_standards) return out;
    out.limit = standards::in_force(indicator.limits, standards::LimitKind::Standard, stage_, input_.year.start());
    out.direction = indicator.direction;
    return out;
  }

  [[nodiscard]] BreakdownRow setting_row(const standards::Indicator& indicator, std::span<const Tally> own) const {
    BreakdownRow out = row(indicator.id, own.first(kMeansFrom));
    std::array<BreakdownCell, kSettings> means;
    for (std::size_t s = 0; s < kSettings; ++s) {
      means[s] = ratio_cell(own[kPerSetting * s], own[kPerSetting * s + 1]);
      out.cells.push_back(means[s]);
      out.cells.push_back(count_cell(own[kPerSetting * s + 2]));
    }
    constexpr auto kCity = static_cast<std::size_t>(Setting::City), kTown = static_cast<std::size_t>(Setting::Town);
    Tally over = own[kPerSetting * kCity], under = own[kPerSetting * kCity + 1];
    over.add(own[kPerSetting * kTown]);
    under.add(own[kPerSetting * kTown + 1]);
    const BreakdownCell urban = ratio_cell(over, under);
    const BreakdownCell& village = means[static_cast<std::size_t>(Setting::Village)];
    BreakdownCell of_urban;
    of_urban.open = urban.open + village.open;
    if (urban.value && village.value && *urban.value > 0) of_urban.value = kPercent * *village.value / *urban.value;
    out.cells.push_back(of_urban);
    return with_limit(std::move(out), indicator);
  }

  [[nodiscard]] BreakdownRow group_mean_row(const standards::Indicator& indicator, std::span<const Tally> own) const {
    const auto means = own.subspan(kMeansFrom);
    BreakdownRow out = row(indicator.id, means);
    for (std::size_t i = 0; i <= kGroups; ++i) out.cells.push_back(ratio_cell(means[2 * i], means[2 * i + 1]));
    return with_limit(std::move(out), indicator);
  }

  [[nodiscard]] BreakdownRow group_row(std::string_view group, std::span<const Tally> own) const {
    BreakdownRow out = row(group, own);
    out.cells = {count_cell(own[0]), count_cell(own[1]), ratio_cell(own[0], own[1], kPercent)};
    return out;
  }

  const ConcludeInput& input_;
  std::vector<const standards::Indicator*> indicators_;
  Stage stage_;
  std::span<const Tally> tallies_;
};

}  // namespace

std::vector<CountyTallies> tally_gaps(const YearFrame& frame, const standards::MonitorLimits&) {
  const auto indicators = indicators_of(frame.reading);
  std::vector<CountyTallies> out(frame.county_count());
  const std::vector<AreaGaps> gaps = pupil_gaps(frame.assessment);
  for (std::size_t county = 0; county < out.size(); ++county) {
    std::vector<Tally>& tallies = out[county].tallies;
    tallies.resize(kStagesFrom + 2 * per_stage(indicators.size()));
    for (const StageGaps& stage : gaps[county].stages) add_stage(stage, indicators, tallies);
    // A county where every school tells another setting has no pupils in this one.
    const bool is_told = std::ranges::any_of(std::span(tallies).first(kSettings), &Tally::has_any);
    for (Tally& tally : std::span(tallies).first(kSettings)) tally.has_any = is_told;
    if (frame.has_lost_rows(county))
      for (Tally& tally : tallies) tally.leave_open("lost_rows");
  }
  return out;
}

std::vector<Figure> conclude_gaps(const ConcludeInput& input) {
  const std::vector<Tally>& tallies = input.sums->tallies;
  std::vector<Figure> out;
  for (std::size_t s = 0; s < kSettings; ++s) out.push_back(count_figure(kSettingPupils[s], tallies[s]));
  for (std::size_t g = 0; g < kGroups; ++g)
    out.push_back(percent_figure(kPupilGroups[g], tallies[kGroupsFrom + 2 * g], tallies[kGroupsFrom + 2 * g + 1]));
  return out;
}

std::vector<Breakdown> gap_breakdowns(const ConcludeInput& input) {
  Breakdown by_setting{"by_setting", {RowPart::Stage, RowPart::Indicator}, kSettingColumns, {}, "village_of_urban", {}};
  Breakdown by_group{"by_group", {RowPart::Stage, RowPart::PupilGroup}, kGroupColumns, {}, "share", {}};
  Breakdown group_schools{"group_schools", {RowPart::Stage, RowPart::Indicator}, kGroupMeanColumns, {}, {}, {}};
  for (const Stage stage : kCompulsoryStages) StageRows(input, stage).add_to(by_setting, by_group, group_schools);
  return {std::move(by_setting), std::move(by_group), std::move(group_schools)};
}

bool tells_gaps(const model::Dataset& dataset) {
  return std::ranges::any_of(dataset.schools.settings, [](int setting) { return setting_of(setting) != Setting::NotGiven; }) ||
         std::ranges::any_of(kPupilGroups, [&](std::string_view group) { return dataset.grade_facts.column(group) != nullptr; });
}

}  // namespace junheng::monitor
