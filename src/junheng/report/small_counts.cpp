#include "junheng/report/small_counts.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

namespace junheng::report {

namespace {

/// The columns of a table that count pupils, by position.
std::vector<std::size_t> pupil_columns(const model::FactTable& table) {
  std::vector<std::size_t> columns;
  for (std::size_t column = 0; column < table.columns.size(); ++column)
    if (counts_pupils(table.column_ids[column])) columns.push_back(column);
  return columns;
}

/// What the grades of schools add up to in the stages of one year that have no such cell of their own.
class GradeSums {
 public:
  /// `columns`: of the grades.
  GradeSums(const model::Dataset& dataset, SchoolYear year, std::span<const std::size_t> columns)
      : grades_(dataset.grade_facts), facts_(dataset.stage_facts), year_grades_(grades_.of_year(year)), year_facts_(facts_.of_year(year)) {
    for (const std::size_t column : columns)
      columns_.push_back({&grades_.columns[column], facts_.column(grades_.column_ids[column]), grades_.column_ids[column]});
  }

  /// Calls visit(stage, column, pupils) for every sum of the school.
  template <typename Visit>
  void each(SchoolIndex school, Visit visit) const {
    const auto rows = year_grades_.of(school);
    if (rows.empty()) return;
    std::array<std::uint32_t, kStageCount> own_rows;
    own_rows.fill(model::kNoRow);
    for (const std::uint32_t row : year_facts_.of(school))
      if (own_rows[facts_.parts[row]] == model::kNoRow) own_rows[facts_.parts[row]] = row;
    for (const Column& column : columns_) {
      std::array<std::optional<double>, kStageCount> sums;
      for (const std::uint32_t row : rows) {
        const auto stage = stage_of_grade(grades_.parts[row]);
        if (!stage || !column.grades->has(row)) continue;
        auto& sum = sums[static_cast<std::size_t>(*stage)];
        sum = sum.value_or(0) + column.grades->at(row).value;
      }
      for (std::size_t stage = 0; stage < sums.size(); ++stage) {
        const bool is_given = column.given != nullptr && own_rows[stage] != model::kNoRow && column.given->has(own_rows[stage]);
        if (sums[stage] && !is_given) visit(static_cast<Stage>(stage), column.id, *sums[stage]);
      }
    }
  }

 private:
  struct Column {
    const model::NumberColumn* grades;
    /// The same measure of stages; null where the table lacks it.
    const model::NumberColumn* given;
    std::string_view id;
  };
  const model::FactTable& grades_;
  const model::FactTable& facts_;
  model::FactTable::YearRows year_grades_;
  model::FactTable::YearRows year_facts_;
  std::vector<Column> columns_;
};

/// Changes of one school in one column of stage_facts. `next` gives the number in place of its hidden ones.
template <typename Next>
void add_changes(const model::FactTable& facts, std::span<const std::uint32_t> rows, std::size_t column, Next next,
                 std::vector<assess::ValueChange>& changes) {
  const auto is_hidden = [&](std::uint32_t row) { return is_small_count(facts.columns[column].get(row).value_or(0)); };
  if (std::ranges::none_of(rows, is_hidden)) return;
  const double pupils = next();
  double more = 0;
  std::optional<std::uint32_t> whole;
  const auto change = [&](std::uint32_t row, double value) {
    changes.push_back({facts.schools[row], static_cast<Stage>(facts.parts[row]), facts.column_ids[column], model::Quantity::of(value)});
  };
  for (const std::uint32_t row : rows) {
    const auto count = facts.columns[column].get(row);
    if (!count) continue;
    if (is_small_count(*count)) {
      change(row, pupils);
      if (static_cast<Stage>(facts.parts[row]) != Stage::All) more += pupils - *count;
    } else if (static_cast<Stage>(facts.parts[row]) == Stage::All) {
      whole = row;
    }
  }
  if (whole && more != 0) change(*whole, facts.columns[column].at(*whole).value + more);
}

/// `next` gives the number in place of a hidden one, by row.
template <typename Next>
void replace_in(model::NumberColumn& column, Next next) {
  for (std::size_t row = 0; row < column.size(); ++row)
    if (const auto count = column.get(row); count && is_small_count(*count)) column.set(row, model::Quantity::of(next(row)));
}

/// The grades of a stage of one school and year that have a small count, and those that have a larger one, by row.
struct StageCounts {
  std::vector<std::size_t> small;
  std::vector<std::size_t> large;
};

/// School, year, stage.
using StageKey = std::tuple<std::uint32_t, std::int16_t, Stage>;

/// The stages that have a small count in a column of the grades.
std::map<StageKey, StageCounts> stages_with_small_counts(const model::FactTable& grades, const model::NumberColumn& column) {
  std::map<StageKey, StageCounts> found;
  const auto for_counts = [&](auto visit) {
    for (std::size_t row = 0; row < column.size(); ++row)
      if (const auto count = column.get(row); count && *count > 0)
        if (const auto stage = stage_of_grade(grades.parts[row]))
          visit(StageKey(grades.schools[row].value, grades.years[row], *stage), row, is_small_count(*count));
  };
  // Most schools have none: the larger counts of the others are looked up afterwards.
  for_counts([&](const StageKey& key, std::size_t row, bool is_small) {
    if (is_small) found[key].small.push_back(row);
  });
  if (found.empty()) return found;
  for_counts([&](const StageKey& key, std::size_t row, bool is_small) {
    if (const auto of = found.find(key); !is_small && of != found.end()) of->second.large.push_back(row);
  });
  return found;
}

/// What a stage shows as its total: its own number, else the sum of its grades.
double shown_total(const model::Dataset& dataset, std::size_t column_at, const StageKey& key, const StageCounts& counts) {
  const auto& [school, year, stage] = key;
  const model::NumberColumn* given = dataset.stage_facts.column(dataset.grade_facts.column_ids[column_at]);
  const std::uint32_t row = dataset.stage_facts.find(SchoolYear{year}, SchoolIndex(school), static_cast<std::uint8_t>(stage));
  if (given != nullptr && row != model::kNoRow && given->has(row)) return given->at(row).value;
  double sum = 0;
  for (const auto* rows : {&counts.small, &counts.large})
    for (const std::size_t each : *rows) sum += *dataset.grade_facts.columns[column_at].get(each);
  return sum;
}

/// As replace_in(), of the grades, whose totals by stage are shown: where the small counts of a stage follow from its total (one alone, or
/// several that must all be 1 or all be 4), its smallest other grade moves against them, so that the total stays and neither is told.
template <typename Next>
void replace_in_grades(model::Dataset& dataset, std::size_t column_at, Next next) {
  model::NumberColumn& column = dataset.grade_facts.columns[column_at];
  struct Moving {
    std::size_t row = 0;
    /// What the total leaves for it and the small counts.
    double together = 0;
    std::vector<std::size_t> small;
  };
  std::vector<Moving> moving;
  for (auto& [key, counts] : stages_with_small_counts(dataset.grade_facts, column)) {
    if (counts.large.empty()) continue;
    double left = shown_total(dataset, column_at, key, counts);
    for (const std::size_t row : counts.large) left -= *column.get(row);
    const auto fewest = static_cast<double>(counts.small.size());
    const double most = fewest * (kLeastShownPupils - 1);
    const bool follows = counts.small.size() == 1 ? left >= fewest && left <= most : left == fewest || left == most;
    if (!follows) continue;
    const std::size_t other = *std::ranges::min_element(counts.large, {}, [&](std::size_t row) { return *column.get(row); });
    moving.push_back({other, left + *column.get(other), std::move(counts.small)});
  }
  replace_in(column, next);
  for (const Moving& each : moving) {
    double left = each.together;
    for (const std::size_t row : each.small) left -= *column.get(row);
    column.set(each.row, model::Quantity::of(left));
  }
}

/// Its parts, or its value, tell of 1 to 4 pupils.
bool is_of_small_count(const assess::ClauseResult& clause) {
  if (!involves_pupils(clause.clause->ratio)) return false;
  const auto is_small = [](const std::optional<double>& count) { return count && is_small_count(*count); };
  if (is_small(clause.numerator) || is_small(clause.denominator)) return true;
  // What is left of the denominator, as the pupils that do not go to a public school.
  return clause.numerator && clause.denominator && is_small_count(*clause.denominator - *clause.numerator);
}

}  // namespace

bool is_small_count(double pupils) { return pupils > 0 && pupils < kLeastShownPupils; }

bool counts_pupils(std::string_view measure) {
  constexpr std::array<std::string_view, 18> kWords = {
      "pupil",  "boarders", "girls",    "entrants", "graduates", "repeaters",    "dropouts",      "suspended",    "transfers",
      "deaths", "children", "disabled", "enrol",    "migrant_",  "junior_in_3y", "junior_out_3y", "left_behind_", "inclusive_"};
  // Money and areas "per pupil" are not counts of pupils.
  if (measure.find("per_pupil") != std::string_view::npos || measure.find("yuan") != std::string_view::npos) return false;
  return std::ranges::any_of(kWords, [&](std::string_view word) { return measure.find(word) != std::string_view::npos; });
}

bool involves_pupils(const standards::Ratio& ratio) {
  const auto is_of_pupils = [](const standards::SignedMeasure& term) { return counts_pupils(term.measure); };
  return std::ranges::any_of(ratio.numerator, is_of_pupils) || std::ranges::any_of(ratio.denominator, is_of_pupils);
}

bool tells_small_count(const assess::ItemResult& item) { return std::ranges::any_of(item.clauses, is_of_small_count); }

bool has_small_stage(const model::Dataset& dataset, SchoolYear year, SchoolIndex school) {
  constexpr std::string_view kPupils = "pupils";
  const model::FactTable& facts = dataset.stage_facts;
  if (const model::NumberColumn* pupils = facts.column(kPupils)) {
    for (const std::uint32_t row : facts.rows_of(year, school))
      if (const auto count = pupils->get(row); count && is_small_count(*count)) return true;
  }
  const auto& ids = dataset.grade_facts.column_ids;
  const auto column = std::ranges::find(ids, kPupils);
  if (column == ids.end()) return false;
  bool has = false;
  GradeSums(dataset, year, std::array{static_cast<std::size_t>(column - ids.begin())})
      .each(school, [&](Stage, std::string_view, double count) { has = has || is_small_count(count); });
  return has;
}

bool has_small_count(const model::Dataset& dataset, SchoolYear year, SchoolIndex school) {
  const model::FactTable& facts = dataset.stage_facts;
  for (std::size_t i = 0; i < facts.column_ids.size(); ++i) {
    if (!counts_pupils(facts.column_ids[i])) continue;
    for (const std::uint32_t row : facts.rows_of(year, school))
      if (const auto count = facts.columns[i].get(row); count && is_small_count(*count)) return true;
  }
  return has_small_stage(dataset, year, school);
}

double HiddenPupils::next(AreaIndex area, std::string_view measure, int year) {
  constexpr double kFewest = 1;
  constexpr double kMost = kLeastShownPupils - 1;
  if (side_ == HiddenSide::Fewest) return kFewest;
  if (side_ == HiddenSide::Most) return kMost;
  const AreaIndex county = dataset_.areas.at_level(area, model::AreaLevel::County).value_or(area);
  bool& is_odd = is_odd_[{county, std::string(measure), year}];
  is_odd = !is_odd;
  return is_odd == (side_ == HiddenSide::Mixed) ? kFewest : kMost;
}

std::vector<assess::ValueChange> small_count_changes(const model::Dataset& dataset, SchoolYear year, HiddenSide side) {
  std::vector<assess::ValueChange> changes;
  HiddenPupils hidden(dataset, side);
  const model::FactTable& facts = dataset.stage_facts;
  const auto year_rows = facts.of_year(year);
  const std::vector<std::size_t> columns = pupil_columns(facts);
  const GradeSums grade_sums(dataset, year, pupil_columns(dataset.grade_facts));
  for (std::size_t i = 0; i < dataset.schools.size(); ++i) {
    const SchoolIndex school(i);
    const auto next = [&](std::string_view measure) { return hidden.next(dataset.schools.areas[i], measure, year.first); };
    const auto rows = year_rows.of(school);
    for (const std::size_t column : columns)
      add_changes(
          facts, rows, column, [&] { return next(facts.column_ids[column]); }, changes);
    grade_sums.each(school, [&](Stage stage, std::string_view column, double count) {
      if (is_small_count(count)) changes.push_back({school, stage, std::string(column), model::Quantity::of(next(column))});
    });
  }
  return changes;
}

void replace_small_counts(model::Dataset& dataset, HiddenSide side) {
  // The rows of whole schools first, while the small counts of their stages are still there.
  for (const SchoolYear year : dataset.years())
    for (const assess::ValueChange& change : small_count_changes(dataset, year, side)) {
      const std::uint32_t row = dataset.stage_facts.find(year, change.school, static_cast<std::uint8_t>(change.stage));
      const auto column = std::ranges::find(dataset.stage_facts.column_ids, change.measure);
      if (row == model::kNoRow || column == dataset.stage_facts.column_ids.end()) continue;
      dataset.stage_facts.columns[static_cast<std::size_t>(column - dataset.stage_facts.column_ids.begin())].set(row, change.value);
    }
  HiddenPupils hidden(dataset, side);
  const auto of_school = [&](const model::FactTable& table, std::string_view measure) {
    return
        [&, measure](std::size_t row) { return hidden.next(dataset.schools.areas[table.schools[row].value], measure, table.years[row]); };
  };
  for (const std::size_t column : pupil_columns(dataset.grade_facts)) {
    const auto next = of_school(dataset.grade_facts, dataset.grade_facts.column_ids[column]);
    replace_in_grades(dataset, column, next);
  }
  for (const std::size_t column : pupil_columns(dataset.classes))
    replace_in(dataset.classes.columns[column], of_school(dataset.classes, dataset.classes.column_ids[column]));
  replace_in(dataset.age_facts.pupils,
             [&](std::size_t row) { return hidden.next(dataset.age_facts.areas[row], "pupils", dataset.age_facts.years[row]); });
  for (std::size_t row = 0; row < dataset.school_facts.size(); ++row)
    if (const std::string_view item = dataset.school_facts.names.at(row); counts_pupils(item))
      for (model::NumberColumn& column : dataset.school_facts.columns)
        if (const auto count = column.get(row); count && is_small_count(*count))
          column.set(row, model::Quantity::of(of_school(dataset.school_facts, item)(row)));
  model::Settlements& settlements = dataset.settlements;
  const auto of_settlement = [&](std::string_view measure) {
    return [&, measure](std::size_t row) { return hidden.next(settlements.areas[row], measure, 0); };
  };
  replace_in(settlements.pupils_primary, of_settlement("settlement_pupils_primary"));
  replace_in(settlements.pupils_junior, of_settlement("settlement_pupils_junior"));
  for (std::size_t age = 0; age < settlements.children.size(); ++age) {
    const std::string measure = "settlement_children_" + std::to_string(age);
    replace_in(settlements.children[age], of_settlement(measure));
  }
  for (model::AreaItems::Entry& entry : dataset.area_items.entries)
    if (counts_pupils(entry.item) && entry.value.is_present() && is_small_count(entry.value.value))
      entry.value = model::Quantity::of(hidden.next(entry.area, entry.item, entry.year));
}

SmallCounts::SmallCounts(const assess::Assessment& assessment, const assess::AreaResult& area, Masking masking) : masking_(masking) {
  if (masking == Masking::Full) return;
  for (const assess::StageResult& stage : area.stages) {
    const assess::UnitTable& units = assessment.units.of(stage.stage);
    const auto& group = units.groups[stage.group];
    for (std::uint32_t unit = group.begin; unit < group.end; ++unit) {
      const auto pupils = units.pupils.get(unit);
      if (!pupils || !is_small_count(*pupils)) continue;
      units_[assess::Assessment::slot(stage.stage)].push_back(unit);
      schools_.push_back(units.schools[unit]);
    }
  }
  std::ranges::sort(schools_);
  const auto doubled = std::ranges::unique(schools_);
  schools_.erase(doubled.begin(), doubled.end());
}

bool SmallCounts::hides(Stage stage, std::uint32_t unit) const {
  return std::ranges::binary_search(units_[assess::Assessment::slot(stage)], unit);
}

bool SmallCounts::hides(SchoolIndex school) const { return std::ranges::binary_search(schools_, school); }

bool SmallCounts::hides(const assess::ItemResult& item) const { return masking_ == Masking::SmallCountsHidden && tells_small_count(item); }

}  // namespace junheng::report
