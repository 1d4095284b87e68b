#include <algorithm>

#include "junheng/assess/units.h"
#include "junheng/model/school_traits.h"

namespace junheng::assess {

namespace {

using model::kNoRow;

constexpr StageSet kTaughtStages = StageSet::of(std::array{Stage::Primary, Stage::Junior, Stage::Senior});

/// Stages of which a school has rows or grades, or that its row `all` stands for.
StageSet stages_with_rows(const model::Schools& schools, const YearRows& rows, SchoolIndex school) {
  const StageSet told = rows.told_stages(school);
  if (!told.empty() || rows.row(school, Stage::All) == kNoRow) return told;
  return stages_of_whole(schools, school, schools.parents[school.value].value_or(school));
}

/// Stages of the kinds of schools, looked up once where schools of a kind follow each other.
class StagesOfKind {
 public:
  [[nodiscard]] StageSet of(int kind) {
    if (kind != kind_) {
      kind_ = kind;
      stages_ = StageSet::of(model::stages_of_kind(kind));
    }
    return stages_;
  }

 private:
  int kind_ = 0;
  StageSet stages_ = StageSet::of(model::stages_of_kind(0));
};

/// Fills untold_stages.
void find_untold_stages(const model::Dataset& dataset, SchoolYear year, YearRows& rows) {
  const model::Schools& schools = dataset.schools;
  std::vector<StageSet> told(schools.size());
  StageSet collected;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    told[i] = stages_with_rows(schools, rows, SchoolIndex(i));
    collected.add(told[i]);
  }
  for (std::size_t i = 0; i < schools.size(); ++i)
    if (model::is_campus(schools, i)) told[schools.parents[i]->value].add(told[i]);
  StageSet uncollected = StageSet::of(kCompulsoryStages);
  uncollected.remove(collected);
  StagesOfKind stages_of_kind;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    const bool may_be_any = schools.kinds[i] == 0 && told[i].empty();
    StageSet untold = may_be_any ? StageSet::of(kCompulsoryStages) : stages_of_kind.of(schools.kinds[i]);
    untold.remove(told[i]);
    untold.remove(uncollected);
    if (!untold.empty() && !model::is_campus(schools, i) && model::was_open(schools, i, year)) rows.untold_stages[i] = untold;
  }
}

/// The stages of the grades that each school has.
std::vector<StageSet> find_grade_stages(const model::FactTable& grades, SchoolYear year, std::size_t schools) {
  std::vector<StageSet> stages(schools);
  const model::FactTable::YearRows rows = grades.of_year(year);
  if (rows.empty()) return stages;
  // There are a million rows in a country, but few grades.
  std::array<StageSet, 256> stages_of_grade;
  for (int grade = 0; grade < 256; ++grade)
    if (const auto stage = stage_of_grade(grade)) stages_of_grade[static_cast<std::size_t>(grade)].add(*stage);
  const std::uint8_t* const parts = grades.parts.data();
  for (std::size_t i = 0; i < schools; ++i)
    for (const std::uint32_t row : rows.of(SchoolIndex(i))) stages[i].add(stages_of_grade[parts[row]]);
  return stages;
}

/// The school with which a school is assessed: a campus with one stage of a through-school stays by itself.
SchoolIndex root_of(const model::Dataset& dataset, const YearRows& rows, SchoolIndex school) {
  const model::Schools& schools = dataset.schools;
  SchoolIndex at = school;
  // The walk is bounded as in model::whole_school().
  for (std::size_t step = 0; step < schools.size(); ++step) {
    if (!model::is_campus(schools, at.value)) return at;
    const SchoolIndex parent = *schools.parents[at.value];
    if (model::SchoolKind::is_through(schools.kinds[parent.value]) && rows.told_stages(at).is_one()) return at;
    at = parent;
  }
  return school;
}

void list_members(Merging& merging) {
  const std::size_t count = merging.root.size();
  merging.offsets.assign(count + 1, 0);
  for (const SchoolIndex root : merging.root) ++merging.offsets[root.value + 1];
  for (std::size_t i = 0; i < count; ++i) merging.offsets[i + 1] += merging.offsets[i];
  merging.members.resize(count);
  std::vector<std::uint32_t> next(merging.offsets.begin(), merging.offsets.end() - 1);
  // Roots first, so that a unit's first member is the school it is named after.
  for (std::size_t i = 0; i < count; ++i)
    if (merging.root[i].value == i) merging.members[next[i]++] = SchoolIndex(i);
  for (std::size_t i = 0; i < count; ++i)
    if (merging.root[i].value != i) merging.members[next[merging.root[i].value]++] = SchoolIndex(i);
}

}  // namespace

StageSet stages_of_whole(const model::Schools& schools, SchoolIndex school, SchoolIndex root) {
  const int own = schools.kinds[school.value];
  return StageSet::of(model::stages_of_kind(own != 0 ? own : schools.kinds[root.value]));
}

StageSet YearRows::told_stages(SchoolIndex school) const {
  StageSet told = row_stages[school.value];
  told.keep(kTaughtStages);
  told.add(grade_stages[school.value]);
  return told;
}

YearRows find_rows(const model::Dataset& dataset, SchoolYear year) {
  YearRows rows;
  std::array<std::uint32_t, kStageCount> none{};
  none.fill(kNoRow);
  rows.stage_rows.assign(dataset.schools.size(), none);
  rows.row_stages.resize(dataset.schools.size());
  rows.untold_stages.resize(dataset.schools.size());
  const model::FactTable& stages = dataset.stage_facts;
  for (std::size_t row = 0; row < stages.size(); ++row) {
    if (stages.years[row] != year.first) continue;
    const std::size_t school = stages.schools[row].value;
    rows.stage_rows[school][stages.parts[row]] = static_cast<std::uint32_t>(row);
    rows.row_stages[school].add(static_cast<Stage>(stages.parts[row]));
  }
  rows.grade_stages = find_grade_stages(dataset.grade_facts, year, dataset.schools.size());
  find_untold_stages(dataset, year, rows);
  return rows;
}

Campuses find_campuses(const model::Dataset& dataset, const YearRows& rows) {
  const std::size_t count = dataset.schools.size();
  Campuses campuses;
  campuses.root.reserve(count);
  bool is_kept_apart = false;
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_campus = model::is_campus(dataset.schools, i);
    campuses.root.push_back(is_campus ? root_of(dataset, rows, SchoolIndex(i)) : SchoolIndex(i));
    is_kept_apart = is_kept_apart || (is_campus && campuses.root.back().value == i);
  }
  list_members(campuses);
  if (!is_kept_apart) return campuses;
  Merging& whole = campuses.whole.emplace();
  whole.root.reserve(count);
  for (std::size_t i = 0; i < count; ++i) whole.root.push_back(model::whole_school(dataset.schools, SchoolIndex(i)));
  list_members(whole);
  return campuses;
}

}  // namespace junheng::assess
