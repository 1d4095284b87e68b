#include "junheng/assess/item_trace.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

#include "junheng/assess/item_rules.h"
#include "junheng/assess/measure_plan.h"
#include "junheng/assess/threshold.h"
#include "junheng/model/schema.h"

namespace junheng::assess {

namespace {

using model::Quantity;
using standards::ItemRule;

/// A school that a clause looks at, with its stage where the clause looks at stages.
struct Looked {
  SchoolIndex school;
  std::optional<Stage> stage;
  /// What it was held against, where it offends.
  std::optional<double> limit;
};

class ClauseTracer {
 public:
  explicit ClauseTracer(const ClauseQuestion& question)
      : ask_(question),
        assessment_(*question.assessment),
        data_(*assessment_.dataset),
        clause_(*question.clause->clause),
        scope_(clause_.scope, data_.schools),
        group_(question.area->stages.empty() ? 0 : question.area->stages.front().group) {}

  std::vector<ItemCell> run() {
    if (ask_.clause->basis == Basis::Reported || clause_.rule == ItemRule::Reported) {
      area_fact(ask_.item->item->id);
      return std::move(cells_);
    }
    switch (clause_.rule) {
      case ItemRule::AreaRatio: for_each_term([&](const standards::SignedMeasure& term) { area_fact(term.measure); }); break;
      case ItemRule::SmallSchoolFunds:
        area_fact("public_funds_quota_primary_yuan");
        area_fact("public_funds_quota_junior_yuan");
        break;
      case ItemRule::YearsSince: accreditations(); break;
      case ItemRule::QualityMonitoring: quality_results(); break;
      case ItemRule::Survey: survey(); break;
      default: break;
    }
    for (const Looked& looked : schools()) school_cells(looked);
    return std::move(cells_);
  }

 private:
  template <typename Take>
  void for_each_term(Take take) const {
    for (const auto* terms : {&clause_.ratio.numerator, &clause_.ratio.denominator})
      for (const auto& term : *terms) take(term);
  }

  void area_fact(const std::string& item) {
    const auto row = data_.area_items.row(ask_.area->area, assessment_.year, item);
    if (!row) return;
    cells_.push_back(
        {item, {}, {}, {}, data_.area_items.get(ask_.area->area, assessment_.year, item), data_.area_items.origin.locate(*row, "value")});
  }

  void accreditations() {
    for (const std::uint32_t row : data_.by_county().accreditations.of(ask_.area->area.value)) {
      const model::Accreditation& entry = data_.accreditations[row];
      if (entry.area != ask_.area->area) continue;
      cells_.push_back({"accreditation", {}, {}, {}, Quantity::of(entry.year), data_.accreditation_origin.locate(RowIndex(row), "year")});
    }
  }

  void quality_results() {
    for (const std::uint32_t row : data_.by_county().quality_results.of(ask_.area->area.value)) {
      const model::QualityResult& entry = data_.quality_results[row];
      if (entry.area != ask_.area->area || entry.year > assessment_.year.first) continue;
      const std::string subject = entry.subject + (entry.grade == 0 ? "" : " " + std::to_string(entry.grade));
      const auto cell = [&](const char* column, const Quantity& value) {
        cells_.push_back({column, subject, {}, {}, value, data_.quality_origin.locate(RowIndex(row), column)});
      };
      cell("level", entry.level);
      cell("between_school_share", entry.between_school_share);
    }
  }

  /// Thousands of answers: their file, and the number of valid forms.
  void survey() {
    if (ask_.clause->denominator && !data_.survey.empty()) {
      Location table = data_.survey_origin.locate(RowIndex(0));
      table.row = 0;
      cells_.push_back({"survey", {}, {}, {}, Quantity::of(*ask_.clause->denominator), std::move(table)});
    }
    area_fact("resident_population");
  }

  [[nodiscard]] std::vector<Looked> schools() const {
    std::vector<Looked> out;
    if (ask_.school) {
      for (const Looked& looked : offending())
        if (looked.school == *ask_.school) out.push_back(looked);
      if (!out.empty()) return out;
      for (const Looked& looked : in_scope_of_clause())
        if (looked.school == *ask_.school) out.push_back(looked);
      return out;
    }
    out = offending();
    const bool sums_schools = clause_.rule == ItemRule::SchoolsRatio || clause_.rule == ItemRule::EachSchoolRatio;
    return out.empty() && sums_schools ? in_scope_of_clause() : out;
  }

  [[nodiscard]] std::vector<Looked> offending() const {
    std::vector<Looked> out;
    for (const Offender& offender : ask_.clause->offenders) out.push_back({offender.school, offender.stage, offender.limit});
    return out;
  }

  /// Class size and the school standard look at stages without naming them in their scope.
  [[nodiscard]] std::vector<Looked> in_scope_of_clause() const {
    std::vector<Looked> out;
    std::vector<Stage> stages = clause_.scope.stages;
    if (stages.empty() && (clause_.rule == ItemRule::ClassSize || clause_.rule == ItemRule::SchoolStandard))
      stages.assign(kCompulsoryStages.begin(), kCompulsoryStages.end());
    for (const Stage stage : stages) {
      const UnitTable& units = assessment_.units.of(stage);
      const UnitTable::Group& group = units.groups[group_];
      for (std::size_t unit = group.begin; unit < group.end; ++unit)
        if (scope_.entry(units.schools[unit], units.pupils.at(unit)) != Entry::No) out.push_back({units.schools[unit], stage, {}});
    }
    if (!stages.empty()) return out;
    const WholeTable& whole = assessment_.units.whole;
    // A school is small with all its pupils, also those of the senior stage.
    const UnitColumn* const all_pupils = clause_.rule == ItemRule::SmallSchoolFunds ? whole.measure("pupils", Part::Whole) : &whole.pupils;
    for (std::size_t row = whole.offsets[group_]; row < whole.offsets[group_ + 1]; ++row) {
      const Quantity compulsory = whole.pupils.at(row);
      if (compulsory.is_present() && compulsory.value == 0) continue;
      const Quantity pupils = all_pupils == nullptr ? compulsory : all_pupils->at(row);
      if (scope_.entry(whole.schools[row], pupils) != Entry::No) out.push_back({whole.schools[row], {}, {}});
    }
    return out;
  }

  void school_cells(const Looked& looked) {
    switch (clause_.rule) {
      case ItemRule::SchoolsRatio:
      case ItemRule::EachSchoolRatio:
        for_each_term([&](const standards::SignedMeasure& term) { facts(looked, term.measure, part_of(clause_)); });
        break;
      case ItemRule::ClassSize: classes(looked); break;
      case ItemRule::SchoolSize: facts(looked, "pupils", Part::Compulsory); break;
      case ItemRule::SpecialRooms:
        facts(looked, "classes", Part::Compulsory);
        rooms(looked);
        break;
      case ItemRule::SmallSchoolFunds:
        facts(looked, "pupils", Part::Whole);
        facts(looked, "public_funds_yuan", Part::Whole);
        break;
      case ItemRule::SchoolStandard: standard_cells(looked); break;
      default: break;
    }
  }

  /// The cells behind the indicators that a school does not meet; behind all that are judged where it is asked for and meets them.
  void standard_cells(const Looked& looked) {
    const Stage stage = *looked.stage;
    const UnitTable& units = assessment_.units.of(stage);
    const auto begin = units.schools.begin() + units.groups[group_].begin;
    const auto end = units.schools.begin() + units.groups[group_].entered_end;
    const auto found = std::find(begin, end, looked.school);
    if (found == end) return;
    const auto unit = static_cast<std::uint32_t>(found - units.schools.begin());
    const StageRules& rules = assessment_.rules_of(stage);
    const std::size_t before = cells_.size();
    for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
      if (!rules.indicators[i].is_judged()) continue;
      ValueTrace trace = trace_value(assessment_, *ask_.campuses, stage, unit, i);
      if (looked.limit && trace.state == IndicatorState::Met) continue;
      for (SourceCell& cell : trace.cells) {
        const auto is_same = [&](const ItemCell& known) {
          return known.measure == cell.measure && known.school == cell.school && known.where == cell.where;
        };
        if (std::any_of(cells_.begin() + static_cast<std::ptrdiff_t>(before), cells_.end(), is_same)) continue;
        cells_.push_back(
            {std::move(cell.measure), rules.indicators[i].indicator->id, cell.school, stage, cell.value, std::move(cell.where)});
      }
    }
  }

  /// The cells of a measure: of the stage that is looked at, else of a part of the whole school. Special schools have their pupils and
  /// classes in no stage that could be left out (WholeTable).
  void facts(const Looked& looked, const std::string& measure, Part part = Part::Whole) {
    const bool is_special = model::SchoolKind::is_special(data_.schools.kinds[looked.school.value]);
    if (is_special && (measure == "pupils" || measure == "classes")) part = Part::Whole;
    auto cells = looked.stage ? trace_measure(assessment_, *ask_.campuses, *looked.stage, looked.school, measure)
                              : trace_measure(assessment_, *ask_.campuses, part, looked.school, measure);
    for (SourceCell& cell : cells)
      cells_.push_back({std::move(cell.measure), {}, cell.school, looked.stage.value_or(cell.stage), cell.value, std::move(cell.where)});
  }

  enum class ClassTable : std::uint8_t { List, Bands };

  /// Campus by campus what decided (ClassCounter::count): of a school that offends the table that shows more classes above the limit; of
  /// another the one that tells more classes, and the other too where it shows more above the limit. Where neither table shows an offence,
  /// pupils and classes prove it.
  void classes(const Looked& looked) {
    const std::optional<double> limit = looked.limit ? looked.limit : limit_of(*looked.stage);
    if (!limit) return;
    const ItemInput input = item_input();
    const ClassCounter counter(input);
    const ClassLimit class_limit(*limit);
    bool is_shown = false;
    for (const SchoolIndex member : ask_.campuses->of(looked.school)) {
      const auto list = counter.listed(member, *looked.stage, class_limit);
      const auto bands = counter.banded(member, *looked.stage, class_limit);
      const ClassTable fuller = ClassCounter::is_list_fuller(list, bands) ? ClassTable::List : ClassTable::Bands;
      const ClassTable decisive = list.above == bands.above ? fuller : list.above > bands.above ? ClassTable::List : ClassTable::Bands;
      if (looked.limit && std::max(list.above, bands.above) == 0) continue;
      is_shown = true;
      class_cells(looked, member, decisive);
      if (!looked.limit && fuller != decisive) class_cells(looked, member, fuller);
    }
    if (is_shown || !looked.limit) return;
    facts(looked, "pupils");
    facts(looked, "classes");
  }

  void class_cells(const Looked& looked, SchoolIndex member, ClassTable table) {
    if (table == ClassTable::List) class_list(looked, member);
    else bands(looked, member);
  }

  /// The limit in force for a stage.
  [[nodiscard]] std::optional<double> limit_of(Stage stage) const {
    const auto limit = standards::in_force(clause_.limits, standards::LimitKind::Standard, stage, assessment_.standard->on, {});
    return limit ? std::optional(limit->value) : std::nullopt;
  }

  /// The listed classes: of a school that offends those above the limit.
  void class_list(const Looked& looked, SchoolIndex member) {
    const model::NumberColumn* pupils = data_.classes.column("pupils");
    for (const std::uint32_t row : data_.classes.rows_of(assessment_.year, member)) {
      if (stage_of_grade(data_.classes.parts[row]) != looked.stage) continue;
      const Quantity size = pupils == nullptr ? Quantity::missing(model::Absence::NoColumn) : pupils->at(row);
      if (looked.limit && (!size.is_present() || reaches(size.value, *looked.limit, standards::Direction::Lower))) continue;
      cells_.push_back({"pupils", {}, member, looked.stage, size, data_.classes.origin.locate(RowIndex(row), "pupils")});
    }
  }

  /// The bands that hold any classes.
  void bands(const Looked& looked, SchoolIndex member) {
    const model::FactTable& bands = data_.class_bands;
    const model::NumberColumn* classes = bands.column("classes");
    for (const std::uint32_t row : bands.rows_of(assessment_.year, member)) {
      if (!looked.stage || bands.parts[row] != static_cast<std::uint8_t>(*looked.stage)) continue;
      const Quantity number = classes == nullptr ? Quantity::missing(model::Absence::NoColumn) : classes->at(row);
      if (number.is_present() && number.value == 0) continue;
      std::string band(model::class_bands()[bands.subparts[row]].code);
      cells_.push_back({"classes", std::move(band), member, looked.stage, number, bands.origin.locate(RowIndex(row), "classes")});
    }
  }

  void rooms(const Looked& looked) {
    const std::optional<std::size_t> row = whole_row(looked.school);
    if (!row) return;
    const auto tolerances = tolerances_of(*row);
    const RoomSizes least = room_sizes(clause_, tolerances);
    rooms_of_kind(looked, *row, "music", least.music_m2);
    rooms_of_kind(looked, *row, "art", least.art_m2);
  }

  /// What the rule counts of a kind: the listed rooms, and the measures unless the list has rooms of the kind and covers every campus. A
  /// list that covers every campus and has none of the kind says so by itself where nothing is measured.
  void rooms_of_kind(const Looked& looked, std::size_t row, const std::string& kind, double least_m2) {
    const std::size_t before = cells_.size();
    const bool is_list_whole = listed_rooms(looked, kind);
    if (is_list_whole && cells_.size() > before) return;
    measured_rooms(looked, row, kind, least_m2, is_list_whole);
  }

  /// Shows the listed rooms of a kind; tells whether every campus lists rooms, of whatever kind.
  bool listed_rooms(const Looked& looked, const std::string& kind) {
    const model::NumberColumn* area = data_.rooms.column("area_m2");
    const auto kind_slot = static_cast<std::uint8_t>(kind == "music" ? 0 : 1);
    bool is_whole = true;
    for (const SchoolIndex member : ask_.campuses->of_whole().of(looked.school)) {
      const auto listed = data_.rooms.rows_of(assessment_.year, member);
      is_whole = is_whole && !listed.empty();
      for (const std::uint32_t row : listed) {
        if (data_.rooms.subparts[row] != kind_slot) continue;
        const Quantity size = area == nullptr ? Quantity::missing(model::Absence::NoColumn) : area->at(row);
        cells_.push_back({"area_m2", kind, member, {}, size, data_.rooms.origin.locate(RowIndex(row), "area_m2")});
      }
    }
    return is_whole;
  }

  /// The rooms counted at the size that is asked for, or where that is not known those counted at a larger one.
  void measured_rooms(const Looked& looked, std::size_t row, const std::string& kind, double least_m2, bool is_list_whole) {
    const auto is_known = [&](double size) {
      const UnitColumn* column = assessment_.units.whole.measure(room_measure(kind, size), Part::Whole);
      return column != nullptr && column->at(row).is_present();
    };
    if (is_known(least_m2) || !is_list_whole) facts(looked, room_measure(kind, least_m2), Part::Whole);
    if (is_known(least_m2)) return;
    for (const double size : counted_sizes(kind))
      if (size > least_m2 && is_known(size)) facts(looked, room_measure(kind, size), Part::Whole);
  }

  /// The sizes at which rooms of a kind are counted for the item: that of its rule and those of its tolerances.
  [[nodiscard]] std::set<double> counted_sizes(const std::string& kind) const {
    std::set<double> sizes;
    const auto add = [&](const std::map<std::string, double>& params) {
      if (const auto size = params.find(kind + "_m2"); size != params.end()) sizes.insert(size->second);
    };
    add(clause_.params);
    for (const standards::Tolerance& tolerance : assessment_.standard->tolerances)
      if (tolerance.target == ask_.item->item->id) add(tolerance.params);
    return sizes;
  }

  /// What the rules of schools look at.
  [[nodiscard]] ItemInput item_input() const {
    ItemInput input;
    input.dataset = &data_;
    input.standard = assessment_.standard.get();
    input.year = assessment_.year;
    input.units = &assessment_.units;
    input.campuses = ask_.campuses;
    return input;
  }

  /// The school's row in the table of whole schools.
  [[nodiscard]] std::optional<std::size_t> whole_row(SchoolIndex school) const {
    const WholeTable& whole = assessment_.units.whole;
    const auto end = whole.schools.begin() + whole.offsets[group_ + 1];
    const auto found = std::find(whole.schools.begin() + whole.offsets[group_], end, school);
    return found == end ? std::nullopt : std::optional(static_cast<std::size_t>(found - whole.schools.begin()));
  }

  /// The tolerances of the item by which a school was judged.
  [[nodiscard]] std::vector<const standards::Tolerance*> tolerances_of(std::size_t whole_row) const {
    BoundItem item{ask_.item->item, {}, {}, nullptr, {}};
    for (const standards::Tolerance& tolerance : assessment_.standard->tolerances)
      if (tolerance.target == item.item->id) item.tolerances.push_back(&tolerance);
    const WholeTable& whole = assessment_.units.whole;
    const ItemInput input = item_input();
    const ItemContext context{&input, ask_.area->area, group_, ask_.area->stages};
    return tolerances_for(context, item, whole.schools[whole_row], whole.pupils.at(whole_row));
  }

  const ClauseQuestion& ask_;
  const Assessment& assessment_;
  const model::Dataset& data_;
  const standards::ItemClause& clause_;
  ScopeTest scope_;
  std::size_t group_;
  std::vector<ItemCell> cells_;
};

}  // namespace

std::vector<ItemCell> trace_clause(const ClauseQuestion& question) { return ClauseTracer(question).run(); }

}  // namespace junheng::assess
