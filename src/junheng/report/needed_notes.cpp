#include "junheng/report/needed_notes.h"

#include <algorithm>
#include <compare>
#include <map>
#include <set>
#include <string>

#include "junheng/assess/diagnosis.h"
#include "junheng/assess/item_trace.h"
#include "junheng/core/codes.h"
#include "junheng/model/schema.h"
#include "junheng/model/school_traits.h"
#include "junheng/report/item_text.h"
#include "junheng/report/listing.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/template_plan.h"

namespace junheng::report {

namespace {

using assess::Assessment;
using assess::ClauseResult;

constexpr std::size_t kPlacesNamed = 5;

using Ids = std::set<std::string>;

/// A measure in one file or sheet: tables may have measures of the same name.
struct Place {
  std::string measure;
  std::string file;
  std::string sheet;

  friend auto operator<=>(const Place&, const Place&) = default;
};

/// What is missing there, and which indicators and items miss it.
struct Gap {
  Ids users;
  std::vector<Location> cells;
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
  bool has_column = false;
};

bool holds_rows(const model::Dataset& data, std::string_view table) {
  if (table == "classes") return data.classes.size() > 0;
  if (table == "class_bands") return data.class_bands.size() > 0;
  if (table == "rooms") return data.rooms.size() > 0;
  if (table == "quality_results") return !data.quality_results.empty();
  if (table == "survey") return !data.survey.empty();
  if (table == "accreditation") return !data.accreditations.empty();
  return false;
}

/// Tables each of which would do for the clause; empty where it asks for none.
std::vector<std::string_view> tables_wanted(const ClauseResult& clause) {
  std::vector<std::string_view> out;
  for (const std::string_view missing : clause.missing) {
    // A measure may have the name of a table; only sizes of classes are taken from the tables of such names.
    const bool is_measure = model::find_stage_measure(missing) != nullptr && clause.clause->rule != standards::ItemRule::ClassSize;
    if (!is_measure && missing != "stage_facts" && model::find_table(missing) != nullptr) out.push_back(missing);
  }
  return out;
}

class Needs {
 public:
  Needs(const Assessment& assessment, const assess::Campuses& campuses, const GivenRows& given, NoteDetail detail)
      : assessment_(assessment), campuses_(campuses), given_(given), data_(*assessment.dataset), detail_(detail) {}

  std::vector<Issue> run() {
    nothing_valued();
    for (const assess::AreaResult& area : assessment_.areas) {
      for (const assess::StageResult& stage : area.stages) stage_gaps(stage);
      for (const assess::ItemResult& item : area.items)
        for (const ClauseResult& clause : item.clauses)
          if (clause.basis == assess::Basis::Missing || clause.verdict == assess::Verdict::Unknown) clause_gaps(area, item, clause);
    }
    for (const auto& [place, gap] : gaps_) measure_notes(place.measure, gap);
    for (const auto& [wanted, users] : tables_) {
      const auto& [table, kind] = wanted;
      Params params = {{"table", table_name(table)}};
      add_users(users, params);
      if (!kind.empty()) add_kind(kind, params);
      const auto empty = given_.empty_tables.find(table);
      const bool is_there = empty != given_.empty_tables.end();
      for (const Lang lang : {Lang::Zh, Lang::En}) {
        const std::string how = is_there       ? how_to_fill(users, kind, params, lang)
                                : kind.empty() ? how_to_add(table, users, params, lang)
                                               : text("needed.accreditation", lang, params);
        params.emplace_back(lang == Lang::Zh ? "how_zh" : "how_en", how);
      }
      notes_.push_back(is_there ? make_issue(Code::NeededTableEmpty, empty->second, table, std::move(params))
                                : make_issue(Code::NeededTableMissing, {}, table, std::move(params)));
    }
    return std::move(notes_);
  }

 private:
  static void add_users(const Ids& ids, Params& params) {
    std::string listed;
    for (const std::string& id : ids) listed += (listed.empty() ? "" : ", ") + id;
    params.emplace_back("rules", std::move(listed));
  }
  void add_kind(const std::string& kind, Params& params) const {
    params.insert(params.end(), {{"kind", kind}, {"kind_zh", accreditation_word(kind)}, {"id", assessment_.standard->pack.id}});
  }
  /// Whether the county may report all of the items in rows that the template has.
  [[nodiscard]] bool are_reportable(const Ids& items) const {
    return std::ranges::all_of(items, [&](const std::string& id) {
      return std::ranges::any_of(template_.items, [&](const TemplateItem& each) { return each.item != nullptr && each.item->id == id; });
    });
  }
  [[nodiscard]] std::string how_to_fill(const Ids& users, const std::string& kind, const Params& params, Lang lang) const {
    if (!kind.empty()) return text("needed.fill_accreditation", lang, params);
    return text(are_reportable(users) ? "needed.fill_table_or_item" : "needed.fill_table", lang, params);
  }
  /// A sheet of the template where it has the table; else the columns of the table itself.
  [[nodiscard]] std::string how_to_add(const std::string& id, const Ids& users, Params params, Lang lang) const {
    const auto is_it = [&](const TemplateTable& each) { return each.table->id == id; };
    if (std::ranges::any_of(template_.tables, is_it)) {
      params.emplace_back("id", assessment_.standard->pack.id);
      return text(are_reportable(users) ? "needed.table_or_item" : "needed.table_of_template", lang, params);
    }
    const model::TableSpec* table = model::find_table(id);
    std::string columns;
    for (const model::ColumnSpec& column : table->columns)
      if (column.id != "school_year") append_listed(columns, std::string(lang == Lang::Zh ? column.zh : column.id), lang);
    const auto rules = std::ranges::find(params, "rules", &Params::value_type::first);
    return text("needed.table_of_own", lang, {{"columns", columns}, {"rules", rules->second}});
  }
  static std::string table_name(const std::string& id) {
    const model::TableSpec* table = model::find_table(id);
    return table == nullptr ? id : id + " " + std::string(table->zh);
  }
  [[nodiscard]] Params titles(std::string_view id) const {
    return {{"title_zh", measure_name(*assessment_.standard, id, Lang::Zh)},
            {"title_en", measure_name(*assessment_.standard, id, Lang::En)},
            {"id", std::string(id)}};
  }

  /// Without any value the single gaps below are many, and what they come to is easily overlooked.
  void nothing_valued() {
    Ids indicators;
    std::set<std::uint32_t> schools;
    for (const assess::AreaResult& area : assessment_.areas)
      for (const assess::StageResult& stage : area.stages) {
        const assess::StageRules& rules = assessment_.rules_of(stage.stage);
        const auto& units = assessment_.units.of(stage.stage);
        const auto& group = units.groups[stage.group];
        for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
          schools.insert(units.schools[unit].value);
          for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
            if (assessment_.schools_of(stage.stage).indicators[i].values.has(unit)) return;
            indicators.insert(rules.indicators[i].indicator->id);
          }
        }
      }
    if (schools.empty() || indicators.empty()) return;
    const Bilingual& title = assessment_.standard->pack.title;
    Params params = {{"standard_zh", title.in(Lang::Zh)}, {"standard_en", title.in(Lang::En)}, {"schools", std::to_string(schools.size())}};
    add_users(indicators, params);
    notes_.push_back(make_issue(Code::NeededNothingValued, {}, "", std::move(params)));
  }

  void stage_gaps(const assess::StageResult& stage) {
    const assess::StageRules& rules = assessment_.rules_of(stage.stage);
    const auto& group = assessment_.units.of(stage.stage).groups[stage.group];
    for (std::size_t i = 0; i < rules.indicators.size(); ++i)
      for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
        if (assess::is_limit_open(assessment_, stage.stage, unit, i)) setting_gap(stage.stage, unit, rules.indicators[i].indicator->id);
        if (assessment_.schools_of(stage.stage).indicators[i].values.has(unit)) continue;
        for (const assess::SourceCell& cell : assess::trace_value(assessment_, campuses_, stage.stage, unit, i).cells)
          if (!cell.value.is_present() && !is_staff_of_whole(cell.measure, cell.stage, cell.school))
            add(cell.measure, rules.indicators[i].indicator->id, cell.where);
      }
  }

  /// The cell that would tell which limit holds for a school.
  void setting_gap(Stage stage, std::uint32_t unit, const std::string& indicator) {
    const SchoolIndex school = assessment_.units.of(stage).schools[unit];
    add("setting", indicator, data_.schools.origin.locate(RowIndex(school.value), "setting"));
  }

  /// Staff are counted by stage and never divided: nobody is to count them in the row of a whole school of several stages.
  [[nodiscard]] bool is_staff_of_whole(std::string_view measure, std::optional<Stage> stage, SchoolIndex school) const {
    const bool is_staff = measure == "staff" || measure.starts_with("teachers") || measure.starts_with("backbone");
    return is_staff && stage == Stage::All && model::stages_of_kind(data_.schools.kinds[school.value]).size() > 1;
  }

  [[nodiscard]] bool is_rejected(const assess::AreaResult& area, std::string_view item) const {
    return std::ranges::any_of(given_.rejected_items, [&](const auto& rejected) {
      return rejected.second == item && (!rejected.first || *rejected.first == area.area);
    });
  }

  void clause_gaps(const assess::AreaResult& area, const assess::ItemResult& item, const ClauseResult& clause) {
    if (is_rejected(area, item.item->id)) return;
    bool is_told = false;
    for (const std::string_view missing : clause.missing) {
      if (missing != item.item->id && model::find_area_measure(missing) == nullptr) continue;
      area_gap(area, item, std::string(missing));
      is_told = true;
    }
    const auto& whole = assessment_.units.whole;
    const std::size_t group = area.stages.empty() ? 0 : area.stages.front().group;
    assess::ClauseQuestion question{&assessment_, &campuses_, &area, &item, &clause, {}};
    for (std::size_t row = whole.offsets[group]; row < whole.offsets[group + 1]; ++row) {
      question.school = whole.schools[row];
      for (const assess::ItemCell& cell : assess::trace_clause(question)) {
        if (cell.value.is_present() || !cell.school || is_staff_of_whole(cell.measure, cell.stage, *cell.school)) continue;
        add(cell.measure, item.item->id, cell.where);
        is_told = true;
      }
    }
    // Rooms are counted from columns of stage_facts too: what these lack, or what their rejected rows held, is the cause then.
    const bool is_of_rooms = clause.clause->rule == standards::ItemRule::SpecialRooms;
    if (is_of_rooms && (is_told || given_.tables_with_errors.contains("stage_facts"))) return;
    if (note_tables(item, clause) || is_told || clause.basis != assess::Basis::Missing) return;
    if (const auto kind = accreditation_kind(clause)) return accreditation_gap(area, item, *kind);
    // No school that the clause is about, or a table with rows of others: what is left to the county is to report the item.
    const auto says_no_school = [](std::string_view warning) {
      return warning == "item.no_special_school" || warning == "item.no_school_in_scope";
    };
    if (!tables_wanted(clause).empty() || std::ranges::any_of(clause.warnings, says_no_school)) area_gap(area, item, item.item->id);
  }

  /// The accreditations are those of other counties, or of another kind.
  void accreditation_gap(const assess::AreaResult& area, const assess::ItemResult& item, const std::string& kind) {
    Params params = {{"area", std::string(data_.areas.names.at(area.area.value))},
                     {"area_code", std::string(data_.areas.codes.at(area.area.value))}};
    add_kind(kind, params);
    add_users({item.item->id}, params);
    notes_.push_back(make_issue(Code::NeededAccreditationMissing, {}, item.item->id, std::move(params)));
  }

  void area_gap(const assess::AreaResult& area, const assess::ItemResult& item, const std::string& missing) {
    if (is_rejected(area, missing) || !told_.emplace(area.area, missing).second) return;
    Params params = missing == item.item->id
                        ? Params{{"title_zh", missing + " " + item.item->title.zh}, {"title_en", missing + " " + item.item->title.en}}
                        : titles(missing);
    params.emplace_back("area", std::string(data_.areas.names.at(area.area.value)));
    add_users({item.item->id}, params);
    // The row may stand there without its value.
    const auto row = data_.area_items.row(area.area, assessment_.year, missing);
    const Location where = row ? data_.area_items.origin.locate(*row, "value") : Location();
    notes_.push_back(where.column > 0 ? make_issue(Code::NeededItemEmpty, where, missing, std::move(params))
                                      : make_issue(Code::NeededItemMissing, {}, missing, std::move(params)));
  }

  /// Notes the tables that the clause needs where none of them has rows. False where it needs none, or one has and the gap is within it.
  bool note_tables(const assess::ItemResult& item, const ClauseResult& clause) {
    const std::vector<std::string_view> wanted = tables_wanted(clause);
    // Rows that were rejected are reported with their errors.
    if (std::ranges::any_of(wanted, [&](std::string_view table) { return given_.tables_with_errors.contains(std::string(table)); }))
      return true;
    const auto has_rows = [&](std::string_view table) { return holds_rows(data_, table); };
    if (wanted.empty() || std::ranges::any_of(wanted, has_rows)) return false;
    for (const std::string_view table : wanted)
      tables_[{std::string(table), accreditation_kind(clause).value_or("")}].insert(item.item->id);
    return true;
  }

  void add(const std::string& measure, const std::string& user, const Location& where) {
    Gap& gap = gaps_[{measure, where.file, where.sheet}];
    gap.users.insert(user);
    gap.has_column = gap.has_column || where.column > 0;
    if (gap.seen.emplace(where.row, where.column).second) gap.cells.push_back(where);
  }

  void measure_notes(const std::string& measure, const Gap& gap) {
    Params params = titles(measure);
    add_users(gap.users, params);
    if (!gap.has_column) {
      Location table = gap.cells.front();
      table.row = 0;
      table.header.clear();
      notes_.push_back(make_issue(Code::NeededColumnMissing, std::move(table), measure, std::move(params)));
      return;
    }
    if (detail_ == NoteDetail::PerMeasure) return cells_note(gap.cells, measure, std::move(params));
    for (const Location& where : gap.cells) cells_note({where}, measure, params);
  }

  /// The places by row and column where several are named, else as the place of the note itself.
  void cells_note(const std::vector<Location>& cells, const std::string& measure, Params params) {
    Location where = cells.front();
    std::string rows;
    for (std::size_t i = 0; i < std::min(kPlacesNamed, cells.size()); ++i)
      rows += (rows.empty() ? "" : ", ") + column_letters(cells[i].column) + std::to_string(cells[i].row);
    for (const Lang lang : {Lang::Zh, Lang::En}) {
      const std::string more = cells.size() > kPlacesNamed
                                   ? text("text.and_more_cells", lang, {{"count", std::to_string(cells.size() - kPlacesNamed)}})
                                   : std::string();
      params.emplace_back(lang == Lang::Zh ? "places_zh" : "places_en", rows + more);
    }
    params.emplace_back("count", std::to_string(cells.size()));
    if (cells.size() > 1) where.row = 0;
    notes_.push_back(make_issue(Code::NeededCellsEmpty, std::move(where), measure, std::move(params)));
  }

  const Assessment& assessment_;
  const assess::Campuses& campuses_;
  const GivenRows& given_;
  const model::Dataset& data_;
  NoteDetail detail_;
  TemplatePlan template_ = plan_template(*assessment_.standard);
  std::map<Place, Gap> gaps_;
  /// By table, and by the kind of accreditation where it is that one.
  std::map<std::pair<std::string, std::string>, Ids> tables_;
  std::set<std::pair<AreaIndex, std::string>> told_;
  std::vector<Issue> notes_;
};

}  // namespace

std::vector<Issue> needed_notes(const Assessment& assessment, const assess::Campuses& campuses, const GivenRows& given, NoteDetail detail) {
  return Needs(assessment, campuses, given, detail).run();
}

}  // namespace junheng::report
