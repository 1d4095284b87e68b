#include "junheng/forecast/history.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "junheng/core/codes.h"
#include "junheng/forecast/campuses.h"
#include "junheng/forecast/dated_events.h"
#include "junheng/forecast/history_checks.h"
#include "junheng/forecast/predecessors.h"
#include "junheng/forecast/reported_flows.h"

namespace junheng::forecast {

namespace {

using model::AreaLevel;
using model::Dataset;

/// A school as one dataset knows it.
struct FoundSchool {
  std::string id;
  std::string name;
  std::string county;
  std::string county_name;
  std::string township;
  std::string township_name;
  int kind = 0;
  std::string predecessor;
  std::vector<std::string> campuses = {};
};

/// Pupils of a school by year, as they come.
using YearRows = std::map<int, GradeArray>;

AreaIndex county_of(const Dataset& data, SchoolIndex school) {
  const AreaIndex area = data.schools.areas[school.value];
  return data.areas.at_level(area, AreaLevel::County).value_or(area);
}

/// Calls visit(school, year, grade, pupils) for every number of a dataset: of the table of grades, of schools that list their classes and
/// give no grades in a year the sums of the list.
template <typename Visit>
void for_each_cell(const Dataset& data, Visit visit) {
  if (const model::NumberColumn* pupils = data.grade_facts.column("pupils")) {
    for (std::size_t row = 0; row < data.grade_facts.size(); ++row)
      if (pupils->has(row))
        visit(data.grade_facts.schools[row], data.grade_facts.years[row], data.grade_facts.parts[row], pupils->at(row).value);
  }
  const model::NumberColumn* pupils = data.classes.column("pupils");
  if (pupils == nullptr) return;
  std::map<std::tuple<std::uint32_t, int, int>, std::optional<double>> sums;
  for (std::size_t row = 0; row < data.classes.size(); ++row) {
    const SchoolIndex school = data.classes.schools[row];
    if (!data.grade_facts.rows_of(SchoolYear{data.classes.years[row]}, school).empty()) continue;
    const auto [sum, is_new] = sums.try_emplace({school.value, data.classes.years[row], data.classes.parts[row]}, 0.0);
    // One class of unknown size leaves the grade unknown.
    if (!pupils->has(row)) sum->second.reset();
    else if (sum->second) *sum->second += pupils->at(row).value;
  }
  for (const auto& [key, sum] : sums)
    if (sum) visit(SchoolIndex(std::get<0>(key)), std::get<1>(key), static_cast<std::size_t>(std::get<2>(key)), *sum);
}

/// Counties and years that a dataset leaves to others.
using CountyYears = std::set<std::pair<std::string, int>>;

/// All datasets put together, by school id.
class Gatherer {
 public:
  Result<void> add(const Dataset& data, const CountyYears& told_by_others) {
    for_each_cell(data, [&](SchoolIndex school, int year, std::size_t grade, double pupils) {
      if (!told_by_others.empty() && told_by_others.contains({std::string(data.areas.codes.at(county_of(data, school).value)), year}))
        return;
      put(data, school, year, grade, pupils);
    });
    if (doubled_ > 0)
      return fail(Code::ForecastYearDoubled, {{"year", std::to_string(first_doubled_.year)},
                                              {"school", first_doubled_.school},
                                              {"grade", std::to_string(first_doubled_.grade)},
                                              {"first", number_text(first_doubled_.first)},
                                              {"second", number_text(first_doubled_.second)},
                                              {"count", std::to_string(doubled_)}});
    seen_.clear();
    return {};
  }

  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] const std::map<std::string, YearRows, std::less<>>& rows() const { return rows_; }
  [[nodiscard]] std::map<std::string, YearRows, std::less<>>& rows() { return rows_; }
  [[nodiscard]] const FoundSchool& school(const std::string& id) const { return schools_.at(id); }
  /// Adds the years of campuses to those of their schools.
  void merge_campuses(std::span<const Dataset* const> datasets) {
    const Campuses campuses = find_campuses(datasets);
    const std::map<std::string, YearRows, std::less<>> own = rows_;
    for (const auto& [id, root] : campuses.roots) {
      const auto found = own.find(id);
      if (found == own.end()) continue;
      describe_root(datasets, root);
      schools_.at(root).campuses.push_back(id);
      campus_rows_.emplace(id, found->second);
      for (const auto& [year, pupils] : found->second) add_up(rows_[root].try_emplace(year, filled(kNone)).first->second, pupils);
      rows_.erase(id);
    }
    for (const UntoldCell& cell : campuses.untold)
      if (const auto rows = rows_.find(cell.school); rows != rows_.end())
        if (const auto row = rows->second.find(cell.year); row != rows->second.end()) row->second[cell.grade] = kNone;
  }

  [[nodiscard]] const std::map<std::string, YearRows, std::less<>>& campus_rows() const { return campus_rows_; }
  /// Of a county, by its code.
  [[nodiscard]] const std::vector<AreaAbove>& above(const std::string& county) const { return above_.at(county); }

 private:
  struct Doubled {
    int year = 0;
    std::string school;
    std::size_t grade = 0;
    double first = 0;
    double second = 0;
  };

  void put(const Dataset& data, SchoolIndex index, int year, std::size_t grade, double pupils) {
    if (grade >= kGrades) return;
    const std::string id(data.schools.ids.at(index.value));
    if (const auto found = seen_.find(index.value); found == seen_.end()) seen_.emplace(index.value, describe(data, index, id));
    GradeArray& row = rows_[id].try_emplace(year, filled(kNone)).first->second;
    if (!is_none(row[grade]) && row[grade] != pupils) {
      if (doubled_++ == 0) first_doubled_ = {year, id, grade, row[grade], pupils};
    }
    row[grade] = pupils;
  }

  /// A school that has pupils on its campuses alone is described by the last dataset that has it.
  void describe_root(std::span<const Dataset* const> datasets, const std::string& id) {
    for (std::size_t i = datasets.size(); !schools_.contains(id) && i-- > 0;)
      if (const auto index = datasets[i]->schools.find(id)) describe(*datasets[i], *index, id);
  }

  /// The latest dataset describes the school.
  bool describe(const Dataset& data, SchoolIndex index, const std::string& id) {
    const model::Areas& areas = data.areas;
    const AreaIndex area = data.schools.areas[index.value];
    const AreaIndex county = county_of(data, index);
    const AreaIndex township = areas.at_level(area, AreaLevel::Township).value_or(county);
    schools_[id] = {id,
                    std::string(data.schools.names.at(index.value)),
                    std::string(areas.codes.at(county.value)),
                    std::string(areas.names.at(county.value)),
                    std::string(areas.codes.at(township.value)),
                    std::string(areas.names.at(township.value)),
                    data.schools.kinds[index.value],
                    std::string(data.schools.predecessors.at(index.value))};
    const std::string& code = schools_[id].county;
    if (!above_.contains(code)) above_.emplace(code, above_of(areas, county));
    return true;
  }

  static std::vector<AreaAbove> above_of(const model::Areas& areas, AreaIndex county) {
    std::vector<AreaAbove> out;
    for (auto at = areas.parents[county.value]; at; at = areas.parents[at->value])
      out.push_back({areas.levels[at->value], {std::string(areas.codes.at(at->value)), std::string(areas.names.at(at->value))}});
    return out;
  }

  std::map<std::string, YearRows, std::less<>> rows_;
  std::map<std::string, YearRows, std::less<>> campus_rows_;
  std::map<std::string, FoundSchool, std::less<>> schools_;
  std::map<std::string, std::vector<AreaAbove>, std::less<>> above_;
  std::map<std::uint32_t, bool> seen_;
  std::size_t doubled_ = 0;
  Doubled first_doubled_;
};

/// Position of a code in a sorted list of areas that grows.
std::uint32_t area_position(std::map<std::string, std::uint32_t>& positions, std::vector<HistoryArea>& areas, const std::string& code,
                            const std::string& name) {
  const auto [found, is_new] = positions.try_emplace(code, static_cast<std::uint32_t>(areas.size()));
  if (is_new) areas.push_back({code, name});
  return found->second;
}

void place_schools(const Gatherer& gathered, History& history) {
  std::map<std::string, std::map<std::string, const FoundSchool*>> by_county;
  for (const auto& [id, rows] : gathered.rows()) {
    const FoundSchool& school = gathered.school(id);
    by_county[school.county][id] = &school;
  }
  std::map<std::string, std::uint32_t> townships;
  for (const auto& [code, schools] : by_county) {
    history.county_begin.push_back(static_cast<std::uint32_t>(history.schools.size()));
    history.counties.push_back({code, schools.begin()->second->county_name});
    history.above.push_back(gathered.above(code));
    for (const auto& [id, school] : schools)
      history.schools.push_back({id, school->name, static_cast<std::uint32_t>(history.counties.size() - 1),
                                 area_position(townships, history.townships, school->township, school->township_name), school->kind,
                                 school->predecessor, school->campuses});
  }
  history.county_begin.push_back(static_cast<std::uint32_t>(history.schools.size()));
}

void fill_pupils(const Gatherer& gathered, History& history) {
  int first = 9999;
  int last = 0;
  for (const auto& [id, rows] : gathered.rows()) {
    first = std::min(first, rows.begin()->first);
    last = std::max(last, rows.rbegin()->first);
  }
  history.first_year = first;
  history.years = static_cast<std::size_t>(last - first + 1);
  history.pupils.assign(history.schools.size() * history.years, filled(kNone));
  for (std::size_t s = 0; s < history.schools.size(); ++s)
    for (const auto& [year, row] : gathered.rows().find(history.schools[s].id)->second)
      history.pupils[s * history.years + static_cast<std::size_t>(year - first)] = row;
  for (const auto& [id, rows] : gathered.campus_rows())
    if (const auto row = rows.find(last); row != rows.end()) history.campus_pupils.emplace(id, row->second);
}

/// Classes of the last year by grade of one school or campus: of the table of grades, else of the list of classes. A grade that has neither
/// is kNone in `classes`; one that is taught and tells none is kNone in it and has its mark in `untold`.
struct OwnClasses {
  GradeArray classes = filled(kNone);
  std::array<bool, kGrades> untold{};
};

OwnClasses classes_of(const Dataset& data, SchoolYear year, SchoolIndex school) {
  const model::NumberColumn* classes = data.grade_facts.column("classes");
  OwnClasses out;
  GradeArray listed = filled(0);
  for (const std::uint32_t row : data.classes.rows_of(year, school))
    if (data.classes.parts[row] < kGrades) listed[data.classes.parts[row]] += 1;
  for (std::size_t g = 0; g < kGrades; ++g)
    if (listed[g] > 0) out.classes[g] = listed[g];
  for (const std::uint32_t row : data.grade_facts.rows_of(year, school)) {
    const std::size_t grade = data.grade_facts.parts[row];
    if (grade >= kGrades) continue;
    if (classes != nullptr && classes->has(row)) out.classes[grade] = classes->at(row).value;
    else out.untold[grade] = is_none(out.classes[grade]);
  }
  return out;
}

/// Classes of the last year, campuses with their school: one that does not tell its own leaves the grade unknown.
void add_classes(std::span<const Dataset* const> datasets, History& history) {
  history.classes.assign(history.schools.size(), filled(kNone));
  const SchoolYear year{history.last_year()};
  for (const Dataset* data : datasets) {
    for (std::size_t s = 0; s < history.schools.size(); ++s) {
      GradeArray sums = filled(kNone);
      std::array<bool, kGrades> untold{};
      const auto add = [&](const std::string& id) {
        const auto school = data->schools.find(id);
        if (!school) return;
        const OwnClasses own = classes_of(*data, year, *school);
        add_up(sums, own.classes);
        for (std::size_t g = 0; g < kGrades; ++g) untold[g] = untold[g] || own.untold[g];
      };
      add(history.schools[s].id);
      for (const std::string& campus : history.schools[s].campuses) add(campus);
      for (std::size_t g = 0; g < kGrades; ++g)
        if (!is_none(sums[g]) && !untold[g]) history.classes[s][g] = sums[g];
    }
  }
}

void add_published(std::span<const Dataset* const> datasets, History& history) {
  history.published.assign(history.counties.size() * history.years, kNone);
  for (const Dataset* data : datasets) {
    for (std::size_t county = 0; county < history.counties.size(); ++county) {
      const auto area = data->areas.find(history.counties[county].code);
      if (!area) continue;
      for (std::size_t year = 0; year < history.years; ++year) {
        const auto value = data->area_items.get(*area, SchoolYear{history.first_year + static_cast<int>(year)}, "enrolment_published");
        if (value.is_present()) history.published[county * history.years + year] = value.value;
      }
    }
  }
}

/// Births of the years that any pupil of the history, or of the next twenty years, may be born in.
void add_births(std::span<const Dataset* const> datasets, History& history) {
  constexpr int kOldest = 18;
  history.first_birth_year = history.first_year - kOldest;
  history.birth_years = history.years + kOldest + 20;
  history.births.assign(history.counties.size() * history.birth_years, kNone);
  // The youngest age tells the births best; ages above school age tell nothing of entrants.
  for (int age = 14; age >= 0; --age) {
    for (const Dataset* data : datasets) {
      if (data->population.size() == 0) continue;
      for (std::size_t county = 0; county < history.counties.size(); ++county) {
        const auto area = data->areas.find(history.counties[county].code);
        if (!area) continue;
        for (std::size_t year = 0; year < history.birth_years; ++year) {
          const auto persons =
              data->population.get(*area, history.first_birth_year + static_cast<int>(year) + age, static_cast<std::uint8_t>(age));
          if (persons.is_present()) history.births[county * history.birth_years + year] = persons.value;
        }
      }
    }
  }
}

}  // namespace

std::optional<std::size_t> History::find_school(std::string_view id) const {
  const auto found = std::ranges::find_if(
      schools, [&](const HistorySchool& each) { return each.id == id || std::ranges::find(each.campuses, id) != each.campuses.end(); });
  return found == schools.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - schools.begin()));
}

double History::births_of(std::size_t county, int year) const {
  const int at = year - first_birth_year;
  if (at < 0 || at >= static_cast<int>(birth_years)) return kNone;
  return births[county * birth_years + static_cast<std::size_t>(at)];
}

GradeArray History::county_total(std::size_t county, std::size_t year) const {
  GradeArray sums = filled(kNone);
  for (std::size_t s = county_begin[county]; s < county_begin[county + 1]; ++s) {
    add_up(sums, at(s, year));
  }
  return sums;
}

CountyYears county_years(const Dataset& dataset) {
  // The school years of each county, each found once by a number.
  std::set<std::pair<std::uint32_t, int>> found;
  for_each_cell(dataset, [&](SchoolIndex school, int year, std::size_t, double) { found.emplace(county_of(dataset, school).value, year); });
  CountyYears out;
  for (const auto& [county, year] : found) out.emplace(dataset.areas.codes.at(county), year);
  return out;
}

Result<History> build_history(std::span<const Dataset* const> datasets, HistoryFindings& findings, SameYear same_year) {
  std::vector<CountyYears> left_to_later(datasets.size());
  for (std::size_t i = datasets.size(); same_year == SameYear::LatestHolds && i-- > 1;) {
    left_to_later[i - 1] = left_to_later[i];
    left_to_later[i - 1].merge(county_years(*datasets[i]));
  }
  Gatherer gathered;
  for (std::size_t i = 0; i < datasets.size(); ++i)
    if (auto added = gathered.add(*datasets[i], left_to_later[i]); !added) return fail(added.error());
  if (gathered.empty()) return fail(Code::ForecastWithoutGrades);
  gathered.merge_campuses(datasets);
  History history;
  place_schools(gathered, history);
  fill_pupils(gathered, history);
  join_predecessors(history, findings);
  join_changed_codes(history, findings);
  add_classes(datasets, history);
  add_published(datasets, history);
  add_births(datasets, history);
  add_reported_flows(datasets, history, findings);
  mark_past_events(datasets, history, findings);
  check_history(history, findings);
  return history;
}

}  // namespace junheng::forecast
