#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "junheng/ingest/campus_chain.h"
#include "junheng/ingest/checks.h"
#include "junheng/ingest/loss_record.h"

namespace junheng::ingest {

namespace {

using model::AreaLevel;
using model::Dataset;
using model::FactTable;
using model::NumberColumn;

/// Rows to drop, one flag per row.
using Drops = std::vector<bool>;

std::vector<std::uint32_t> kept_rows(const Drops& drops) {
  std::vector<std::uint32_t> rows;
  rows.reserve(drops.size());
  for (std::size_t row = 0; row < drops.size(); ++row)
    if (!drops[row]) rows.push_back(static_cast<std::uint32_t>(row));
  return rows;
}

bool drops_any(const Drops& drops) { return std::ranges::find(drops, true) != drops.end(); }

template <typename T>
std::vector<T> select(const std::vector<T>& values, const std::vector<std::uint32_t>& rows) {
  // Columns that were never filled stay empty.
  if (values.empty()) return {};
  std::vector<T> out;
  out.reserve(rows.size());
  for (const std::uint32_t row : rows) out.push_back(values[row]);
  return out;
}

NumberColumn select(const NumberColumn& column, const std::vector<std::uint32_t>& rows) {
  NumberColumn out;
  if (column.size() == 0) return out;
  out.reserve(rows.size());
  for (const std::uint32_t row : rows) out.push(column.at(row));
  return out;
}

model::TextColumn select(const model::TextColumn& column, const std::vector<std::uint32_t>& rows) {
  model::TextColumn out;
  if (column.size() == 0) return out;
  for (const std::uint32_t row : rows) out.push(column.at(row));
  return out;
}

/// Takes rows out of one dataset. The order is: mark, record what is lost, remove.
class RowRemoval {
 public:
  explicit RowRemoval(Dataset& dataset) : dataset_(dataset) {
    for (const auto& lost : dataset.lost_rows) recorded_.emplace(lost.area, lost.stage);
    for (std::size_t i = 0; i < kFacts.size(); ++i) facts_[i].assign((dataset.*kFacts[i].table).size(), false);
    schools_.assign(dataset.schools.size(), false);
    items_.assign(dataset.area_items.entries.size(), false);
    quality_.assign(dataset.quality_results.size(), false);
    survey_.assign(dataset.survey.size(), false);
    accreditations_.assign(dataset.accreditations.size(), false);
  }

  void mark(const RejectedRow& rejected) {
    const std::size_t row = rejected.row.value;
    for (std::size_t i = 0; i < kFacts.size(); ++i)
      if (rejected.table == kFacts[i].id) return mark_fact(i, row);
    if (rejected.table == "schools") return mark_school(row);
    if (rejected.table == "area_facts") return mark_area_row(items_, dataset_.area_items.entries, row);
    if (rejected.table == "quality_results") return mark_area_row(quality_, dataset_.quality_results, row);
    if (rejected.table == "survey") return mark_area_row(survey_, dataset_.survey, row);
    if (rejected.table == "accreditation") return mark_area_row(accreditations_, dataset_.accreditations, row);
    // Other rows refer to an area's row: it stays, and nothing of the area counts as complete.
    if (rejected.table == "areas" && row < dataset_.areas.size()) record(AreaIndex(row), std::nullopt);
  }

  void remove() {
    if (drops_any(schools_)) {
      mark_rows_of_schools();
      remove_schools();
    }
    for (std::size_t i = 0; i < kFacts.size(); ++i) remove_facts(dataset_.*kFacts[i].table, facts_[i]);
    remove_entries(dataset_.area_items.entries, dataset_.area_items.origin, items_);
    remove_entries(dataset_.quality_results, dataset_.quality_origin, quality_);
    remove_entries(dataset_.survey, dataset_.survey_origin, survey_);
    remove_entries(dataset_.accreditations, dataset_.accreditation_origin, accreditations_);
    dataset_.build();
  }

 private:
  enum class PartKind : std::uint8_t { Stage, Grade, None };

  struct Facts {
    std::string_view id;
    FactTable Dataset::*table;
    PartKind part;
  };

  static constexpr std::array kFacts = {
      Facts{"stage_facts", &Dataset::stage_facts, PartKind::Stage},
      Facts{"grade_facts", &Dataset::grade_facts, PartKind::Grade},
      Facts{"classes", &Dataset::classes, PartKind::Grade},
      Facts{"class_bands", &Dataset::class_bands, PartKind::Stage},
      Facts{"rooms", &Dataset::rooms, PartKind::None},
      Facts{"subject_staff", &Dataset::subject_staff, PartKind::Stage},
      Facts{"school_facts", &Dataset::school_facts, PartKind::None},
  };

  void record(AreaIndex area, std::optional<Stage> stage) {
    const AreaIndex county = dataset_.areas.at_level(area, AreaLevel::County).value_or(area);
    if (recorded_.emplace(county, stage).second) dataset_.lost_rows.push_back({county, stage});
  }

  void mark_fact(std::size_t table, std::size_t row) {
    if (row >= facts_[table].size()) return;
    facts_[table][row] = true;
    const FactTable& facts = dataset_.*kFacts[table].table;
    std::optional<Stage> stage;
    if (kFacts[table].part == PartKind::Stage) stage = static_cast<Stage>(facts.parts[row]);
    if (kFacts[table].part == PartKind::Grade) stage = stage_of_grade(facts.parts[row]);
    const SchoolIndex school = facts.schools[row];
    record(dataset_.schools.areas[school.value], stage_touched(stage, dataset_.schools.kinds[school.value]));
    for (const SchoolIndex above : schools_above(dataset_.schools, school))
      record(dataset_.schools.areas[above.value], stage_touched_above(stage, dataset_.schools.kinds[above.value]));
  }

  void mark_school(std::size_t school) {
    if (school >= schools_.size()) return;
    schools_[school] = true;
    record(dataset_.schools.areas[school], std::nullopt);
    for (const SchoolIndex above : schools_above(dataset_.schools, SchoolIndex(school)))
      record(dataset_.schools.areas[above.value], std::nullopt);
  }

  template <typename Entry>
  void mark_area_row(Drops& drops, const std::vector<Entry>& entries, std::size_t row) {
    if (row >= drops.size()) return;
    drops[row] = true;
    record(entries[row].area, std::nullopt);
  }

  /// The facts of a school go with it, and so do its campuses, whose facts are parts of its own.
  void mark_rows_of_schools() {
    for (std::size_t school = 0; school < schools_.size(); ++school)
      if (std::ranges::any_of(schools_above(dataset_.schools, SchoolIndex(school)),
                              [&](SchoolIndex above) { return schools_[above.value]; }))
        mark_school(school);
    for (std::size_t i = 0; i < kFacts.size(); ++i) {
      const FactTable& facts = dataset_.*kFacts[i].table;
      for (std::size_t row = 0; row < facts.size(); ++row)
        if (schools_[facts.schools[row].value]) facts_[i][row] = true;
    }
  }

  void remove_schools() {
    const auto rows = kept_rows(schools_);
    std::vector<std::optional<SchoolIndex>> new_index(schools_.size());
    for (std::size_t i = 0; i < rows.size(); ++i) new_index[rows[i]] = SchoolIndex(i);

    model::Schools& schools = dataset_.schools;
    schools.ids = select(schools.ids, rows);
    schools.names = select(schools.names, rows);
    schools.areas = select(schools.areas, rows);
    schools.kinds = select(schools.kinds, rows);
    schools.founders = select(schools.founders, rows);
    schools.settings = select(schools.settings, rows);
    schools.is_counted = select(schools.is_counted, rows);
    schools.parents = select(schools.parents, rows);
    for (NumberColumn* column : {&schools.lon, &schools.lat, &schools.is_boarding, &schools.opened_year, &schools.planned_built_year,
                                 &schools.closed_year, &schools.is_dense_inner_city})
      *column = select(*column, rows);
    if (schools.predecessors.size() != 0) schools.predecessors = schools.predecessors.select(rows);
    schools.origin = schools.origin.select(rows);
    for (auto& parent : schools.parents)
      if (parent) parent = new_index[parent->value];
    remove_persons_and_posts(new_index);
    for (const Facts& facts : kFacts)
      // Rows of removed schools are dropped next; until then any index will do.
      for (SchoolIndex& school : (dataset_.*facts.table).schools) school = new_index[school.value].value_or(SchoolIndex{});
  }

  void remove_persons_and_posts(const std::vector<std::optional<SchoolIndex>>& new_index) {
    const auto is_gone = [&](const std::optional<SchoolIndex>& school) { return school && !new_index[school->value]; };
    model::Teachers& teachers = dataset_.teachers;
    Drops gone(teachers.size());
    for (std::size_t row = 0; row < gone.size(); ++row) gone[row] = is_gone(teachers.schools[row]);
    if (drops_any(gone)) teachers = teachers.select(kept_rows(gone));
    for (SchoolIndex& school : teachers.schools) school = *new_index[school.value];
    model::Establishment& posts = dataset_.establishment;
    gone.assign(posts.entries.size(), false);
    for (std::size_t row = 0; row < gone.size(); ++row) gone[row] = is_gone(posts.entries[row].school);
    remove_entries(posts.entries, posts.origin, gone);
    for (auto& entry : posts.entries)
      if (entry.school) entry.school = new_index[entry.school->value];
  }

  static void remove_facts(FactTable& facts, const Drops& drops) {
    if (!drops_any(drops)) return;
    const auto rows = kept_rows(drops);
    facts.schools = select(facts.schools, rows);
    facts.years = select(facts.years, rows);
    facts.parts = select(facts.parts, rows);
    facts.subparts = select(facts.subparts, rows);
    if (facts.names.size() != 0) facts.names = facts.names.select(rows);
    for (NumberColumn& column : facts.columns) column = select(column, rows);
    facts.origin = facts.origin.select(rows);
  }

  template <typename Entry>
  static void remove_entries(std::vector<Entry>& entries, model::TableOrigin& origin, const Drops& drops) {
    if (!drops_any(drops)) return;
    const auto rows = kept_rows(drops);
    entries = select(entries, rows);
    origin = origin.select(rows);
  }

  Dataset& dataset_;
  std::set<std::pair<AreaIndex, std::optional<Stage>>> recorded_;
  std::array<Drops, kFacts.size()> facts_;
  Drops schools_;
  Drops items_;
  Drops quality_;
  Drops survey_;
  Drops accreditations_;
};

}  // namespace

std::vector<RejectedFact> rejected_facts(const Dataset& dataset, const std::vector<RejectedRow>& rejected) {
  std::vector<RejectedFact> out;
  for (const RejectedRow& each : rejected) {
    if (!holds_values(each.table)) continue;
    const bool is_stage = each.table == "stage_facts";
    const FactTable& facts = is_stage ? dataset.stage_facts : dataset.grade_facts;
    const std::size_t row = each.row.value;
    if (row >= facts.size()) continue;
    out.push_back({std::string(dataset.schools.ids.at(facts.schools[row].value)), SchoolYear{facts.years[row]},
                   is_stage ? std::optional(static_cast<Stage>(facts.parts[row])) : stage_of_grade(facts.parts[row]),
                   facts.origin.locate(each.row)});
  }
  return out;
}

void remove_rows(Dataset& dataset, const std::vector<RejectedRow>& rejected) {
  if (rejected.empty()) return;
  RowRemoval removal(dataset);
  for (const RejectedRow& row : rejected) removal.mark(row);
  removal.remove();
}

}  // namespace junheng::ingest
