#include "junheng/monitor/pupil_gaps.h"

#include <algorithm>

#include "junheng/monitor/grade_rows.h"

namespace junheng::monitor {

namespace {

/// scale x numerator / denominator, or a weighted mean, while it is added up.
struct Sums {
  double numerator = 0;
  double denominator = 0;
  std::uint32_t valued = 0;
  std::uint32_t unknown = 0;

  void add(std::optional<double> over, std::optional<double> under) {
    if (!over || !under) {
      ++unknown;
      return;
    }
    numerator += *over;
    denominator += *under;
    ++valued;
  }
  [[nodiscard]] GapMean mean(double scale) const {
    const auto value = denominator > 0 ? std::optional(scale * numerator / denominator) : std::nullopt;
    return {value, scale * numerator, denominator, valued, unknown};
  }
};

/// Pupils of a group in a school, by its grades.
class GroupCounts {
 public:
  GroupCounts(const assess::Assessment& assessment, const assess::YearRows& rows, const assess::Campuses& campuses)
      : assessment_(assessment), rows_(rows), campuses_(campuses) {}

  [[nodiscard]] std::optional<double> count(SchoolIndex root, Stage stage, std::string_view group) const {
    const model::FactTable& grades = assessment_.dataset->grade_facts;
    const model::NumberColumn* column = grades.column(group);
    const model::NumberColumn* pupils = grades.column("pupils");
    if (column == nullptr) return std::nullopt;
    double sum = 0;
    std::size_t rows = 0;
    for (const SchoolIndex member : campuses_.of(root)) {
      if (lacking_grades(*assessment_.dataset, assessment_.year, rows_, member, stage).any()) return std::nullopt;
      for (const std::uint32_t row : grades.rows_of(assessment_.year, member)) {
        if (stage_of_grade(grades.parts[row]) != stage) continue;
        ++rows;
        const bool is_empty = pupils != nullptr && pupils->get(row) == 0.0;
        if (!column->has(row) && !is_empty) return std::nullopt;
        sum += column->get(row).value_or(0);
      }
    }
    return rows > 0 ? std::optional(sum) : std::nullopt;
  }

 private:
  const assess::Assessment& assessment_;
  const assess::YearRows& rows_;
  const assess::Campuses& campuses_;
};

std::optional<double> product(std::optional<double> a, std::optional<double> b) { return a && b ? std::optional(*a * *b) : std::nullopt; }

class StageGapFinder {
 public:
  StageGapFinder(const assess::Assessment& assessment, const GroupCounts& counts, const assess::StageResult& stage)
      : assessment_(assessment), units_(assessment.units.of(stage.stage)), stage_(stage.stage), group_(units_.groups[stage.group]) {
    for (std::size_t unit = group_.begin; unit < group_.entered_end; ++unit) {
      settings_.push_back(setting_of(assessment.dataset->schools.settings[units_.schools[unit].value]));
      auto& row = groups_.emplace_back();
      for (std::size_t g = 0; g < row.size(); ++g) row[g] = counts.count(units_.schools[unit], stage_, kPupilGroups[g]);
    }
  }

  [[nodiscard]] StageGaps find() const {
    StageGaps out;
    out.stage = stage_;
    out.schools_without_setting = static_cast<std::uint32_t>(std::ranges::count(settings_, Setting::NotGiven));
    for_each([&](std::size_t unit, std::size_t at) {
      if (settings_[at] == Setting::NotGiven) return;
      const auto setting = static_cast<std::size_t>(settings_[at]);
      const auto pupils = units_.pupils.get(unit);
      if (pupils) out.setting_pupils[setting] += *pupils;
      else ++out.setting_pupils_unknown[setting];
    });
    const assess::StageRules& rules = assessment_.rules_of(stage_);
    for (std::size_t i = 0; i < rules.indicators.size(); ++i)
      if (rules.indicators[i].indicator->parts.empty()) out.indicators.push_back(indicator_gaps(i));
    constexpr double kPercent = 100;
    for (std::size_t g = 0; g < kPupilGroups.size(); ++g) {
      Sums sums;
      for_each([&](std::size_t unit, std::size_t at) { sums.add(groups_[at][g], units_.pupils.get(unit)); });
      out.group_percent[g] = sums.mean(kPercent);
    }
    return out;
  }

 private:
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t unit = group_.begin; unit < group_.entered_end; ++unit) visit(unit, unit - group_.begin);
  }

  [[nodiscard]] IndicatorGaps indicator_gaps(std::size_t index) const {
    const standards::Indicator& indicator = *assessment_.rules_of(stage_).indicators[index].indicator;
    const assess::IndicatorColumn& column = assessment_.schools_of(stage_).indicators[index];
    IndicatorGaps out;
    out.indicator = indicator.id;
    std::array<Sums, kSettings> settings;
    Sums all;
    std::array<Sums, kPupilGroups.size()> groups;
    for_each([&](std::size_t unit, std::size_t at) {
      const auto value = column.values.get(unit);
      if (settings_[at] != Setting::NotGiven) {
        const auto setting = static_cast<std::size_t>(settings_[at]);
        // A school without a value (its denominator is 0) has no part in the mean, as in the assessment.
        const auto numerator = value ? column.numerator.get(unit) : std::nullopt;
        const auto denominator = column.denominator.get(unit);
        settings[setting].add(numerator, denominator);
        if (numerator && denominator) {
          const auto pupils = units_.pupils.get(unit);
          out.setting_pupils[setting] += pupils.value_or(0);
          if (!pupils) ++out.setting_pupils_unknown[setting];
        }
      }
      all.add(product(value, units_.pupils.get(unit)), units_.pupils.get(unit));
      for (std::size_t g = 0; g < groups.size(); ++g) groups[g].add(product(value, groups_[at][g]), groups_[at][g]);
    });
    for (std::size_t s = 0; s < kSettings; ++s) out.settings[s] = settings[s].mean(indicator.ratio.scale);
    out.all = all.mean(1);
    for (std::size_t g = 0; g < groups.size(); ++g) out.groups[g] = groups[g].mean(1);
    return out;
  }

  const assess::Assessment& assessment_;
  const assess::UnitTable& units_;
  Stage stage_;
  assess::UnitTable::Group group_;
  /// By unit that enters.
  std::vector<Setting> settings_;
  std::vector<std::array<std::optional<double>, kPupilGroups.size()>> groups_;
};

}  // namespace

std::vector<AreaGaps> pupil_gaps(const assess::Assessment& assessment) {
  const assess::YearRows rows = assess::find_rows(*assessment.dataset, assessment.year);
  const assess::Campuses campuses = assess::find_campuses(*assessment.dataset, rows);
  const GroupCounts counts(assessment, rows, campuses);
  std::vector<AreaGaps> out;
  for (const assess::AreaResult& area : assessment.areas) {
    AreaGaps gaps{area.area, {}};
    for (const assess::StageResult& stage : area.stages) gaps.stages.push_back(StageGapFinder(assessment, counts, stage).find());
    out.push_back(std::move(gaps));
  }
  return out;
}

}  // namespace junheng::monitor
