#include "junheng/ingest/loader.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/ingest/age_tables.h"
#include "junheng/ingest/area_tables.h"
#include "junheng/ingest/dependent_rows.h"
#include "junheng/ingest/fact_tables.h"
#include "junheng/ingest/key_check.h"
#include "junheng/ingest/link_areas.h"
#include "junheng/ingest/link_schools.h"
#include "junheng/ingest/loss_record.h"
#include "junheng/ingest/plan_tables.h"
#include "junheng/ingest/staff_tables.h"
#include "junheng/ingest/table_layout.h"
#include "junheng/ingest/table_reader.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

namespace {

/// Where most of what indicators are made of stands.
constexpr std::string_view kMainTable = "stage_facts";

/// The tables of which a dataset needs one, beside the schools: the section "Facts" of the format.
bool is_fact_table(const model::TableSpec& table) {
  const auto tables = model::table_specs();
  const auto position = [&](std::string_view id) { return model::find_table(id) - tables.data(); };
  const auto at = &table - tables.data();
  return at >= position("stage_facts") && at <= position("survey");
}

std::vector<model::ColumnSpec> measure_columns(const std::vector<std::string>& ids) {
  std::vector<model::ColumnSpec> out;
  for (const std::string& id : ids) out.push_back({id, {}, model::ColumnType::Number, {}, {}, false});
  return out;
}

class Loader {
 public:
  Loader(SourceSet sources, const ImportOptions& options)
      : sources_(std::move(sources)),
        options_(options),
        added_measures_(measure_columns(options.added_measures)),
        losses_(registry_),
        dependents_(registry_) {
    registry_.is_china = sources_.manifest.country == "CN";
    out_.dataset.manifest = sources_.manifest;
    out_.issues = std::move(sources_.issues);
    out_.unreadable_tables = sources_.unreadable_tables;
  }

  Result<Import> load() {
    const auto tables = model::table_specs();
    if (!stands_there("schools") && !is_about_areas_only()) return fail(Code::NoSchoolsTable, what_is_there());
    const bool has_facts =
        std::ranges::any_of(tables, [&](const model::TableSpec& table) { return is_fact_table(table) && stands_there(table.id); });
    if (!has_facts) return fail(Code::NoFactTable, what_is_there());
    load_areas_and_schools();
    for (const model::TableSpec& table : tables)
      if (table.id != "areas" && table.id != "schools") load_table(table);
    finish();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool is_unreadable(std::string_view table) const { return std::ranges::count(sources_.unreadable_tables, table) > 0; }
  [[nodiscard]] bool stands_there(std::string_view table) const {
    return is_unreadable(table) || std::ranges::count(sources_.tables, table, &SourceTable::table) > 0;
  }
  /// Figures of areas need no schools: published ones of provinces, say.
  [[nodiscard]] bool is_about_areas_only() const {
    const auto is_of_schools = [&](const model::TableSpec& table) {
      return stands_there(table.id) && table.column("school_id") != nullptr;
    };
    return stands_there("areas") && stands_there("area_facts") && std::ranges::none_of(model::table_specs(), is_of_schools);
  }
  [[nodiscard]] Params what_is_there() const {
    Params params = list_params("found", sources_.found.empty() ? std::vector<std::string>{"-"} : sources_.found);
    params.emplace_back("path", sources_.name);
    return params;
  }

  /// Reads a table if it stands there and can be used; what is lost with it is recorded.
  std::optional<ParsedTable> read(const model::TableSpec& table) {
    std::vector<const RowSource*> rows;
    for (const SourceTable& source : sources_.tables)
      if (source.table == table.id) rows.push_back(source.rows.get());
    if (is_unreadable(table.id) && is_kept_table(table)) losses_.add_unplaced(table.id);
    if (rows.empty()) return std::nullopt;
    HeaderRules rules{&table, {}, sources_.manifest.default_year.has_value()};
    if (table.id == "stage_facts") rules.added_measures = added_measures_;
    TableReading reading = read_table(rules, rows, {registry_, sources_.manifest.default_year, options_.reported_items}, options_.threads);
    // To the size needed and no more: the last doubling of millions of findings would take half a gigabyte.
    out_.issues.reserve(out_.issues.size() + reading.issues.size());
    std::ranges::move(reading.issues, std::back_inserter(out_.issues));
    reading.issues = {};
    for (const auto& [source, dependents] : reading.dependents) dependents_.add(*source, dependents);
    if (reading.has_lost_source && is_kept_table(table)) losses_.add_unplaced(table.id);
    if (reading.has_lost_source) out_.unreadable_tables.emplace_back(table.id);
    if (!reading.is_usable()) return std::nullopt;
    if (table.id == kMainTable) has_main_rows_ = reading.table.size() > 0;
    if (reading.table.size() == 0) {
      const Code code = table.id == "schools" ? Code::SchoolsEmpty : Code::TableEmpty;
      const RowSource& source = *rows.front();
      out_.issues.push_back(make_issue(code, Location{source.file(), source.sheet(), 0, 0, ""}, "", {{"table", both_names(table)}}));
    }
    return std::move(reading.table);
  }

  void load_areas_and_schools() {
    auto areas = read(*model::find_table("areas"));
    if (areas) {
      const auto before = part_ends(*areas);
      link_areas(*areas, registry_, dependents_, out_.issues);
      add_files(*areas, before);
    }
    auto schools = read(*model::find_table("schools"));
    registry_.has_schools = schools && schools->size() > 0;
    if (!registry_.has_schools) return;
    const bool is_country_known = !sources_.manifest.country.empty();
    registry_.has_china_areas = is_country_known ? registry_.is_china : has_china_codes_only(*schools);
    // Without a usable table of areas the schools' codes tell them.
    if (!areas) derive_areas(*schools, registry_);
    const auto before = part_ends(*schools);
    link_schools(*schools, registry_, {losses_, dependents_}, out_.issues);
    add_files(*schools, before);
    release_sources("schools");
  }

  void load_table(const model::TableSpec& spec) {
    auto table = read(spec);
    if (!table) return;
    if (!registry_.has_schools && table->find("school_id") != nullptr) report_unused(*table);
    else check_rows(*table);
    if (is_kept_table(spec)) losses_.add_rejected(*table);
    if (spec.id == "area_facts") out_.rejected_items = rejected_items(*table);
    const auto before = part_ends(*table);
    table->drop_rejected();
    add_files(*table, before);
    travel_ends_.add(*table);
    if (model::FactTable* facts = fact_table(out_.dataset, spec.id)) {
      *facts = take_fact_table(*table);
    } else {
      take_area_table(*table, out_.dataset);
      take_staff_table(*table, out_.dataset);
      take_age_table(*table, out_.dataset);
      take_plan_table(*table, out_.dataset);
    }
    release_sources(spec.id);
  }

  void check_rows(ParsedTable& table) {
    const std::string_view id = table.spec->id;
    if (id == "area_facts") resolve_items(table, options_, out_.issues);
    if (id == "targets" || id == "school_facts") unify_items(table);
    if (id == "establishment") check_posts(table, out_.issues);
    if (id == "events") check_events(table, out_.issues);
    if (id == "travel") travel_ends_.check(table, out_.issues);
    reject_repeated_keys(table, registry_, out_.issues);
  }

  void report_unused(ParsedTable& table) {
    std::ranges::fill(table.rejected, std::uint8_t{1});
    const RowSource& source = *table.parts.front().rows;
    out_.issues.push_back(
        make_issue(Code::TableWithoutSchools, Location{source.file(), source.sheet(), 0, 0, ""}, "", {{"table", both_names(*table.spec)}}));
  }

  static std::vector<std::size_t> part_ends(const ParsedTable& table) {
    std::vector<std::size_t> out;
    for (const ParsedTable::Part& part : table.parts) out.push_back(part.end);
    return out;
  }

  /// Enters the table's files in the import report; `ends_before` are the ends of its parts before the rejected rows were taken out.
  void add_files(const ParsedTable& table, const std::vector<std::size_t>& ends_before) {
    std::size_t begin_before = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < table.parts.size(); ++i) {
      const ParsedTable::Part& part = table.parts[i];
      const std::size_t rows = ends_before[i] - begin_before;
      const std::size_t kept = part.end - begin;
      out_.files.push_back({part.rows->file(), part.rows->sheet(), std::string(table.spec->id), part.rows->encoding(), rows, rows - kept,
                            part.rows->separator()});
      begin_before = ends_before[i];
      begin = part.end;
    }
  }

  /// A whole country's files are large; what has been read is not needed any more.
  void release_sources(std::string_view table) {
    for (SourceTable& source : sources_.tables)
      if (source.table == table) source.rows.reset();
  }

  /// Schools whose main table is not there, or is empty, get no value of any indicator. What cannot be read has its error; which tables
  /// there are is the choice of a mapping.
  void note_main_table() {
    if (!options_.mapping.empty()) return;
    const bool is_missing = !stands_there(kMainTable) || has_main_rows_ == false;
    if (!registry_.has_schools || !is_missing) return;
    out_.issues.push_back(make_issue(Code::MainTableMissing, Location{sources_.name, "", 0, 0, ""}, "",
                                     {{"table", both_names(*model::find_table(kMainTable))}}));
  }

  /// One empty cell is behind all tables that lack a year.
  void join_year_findings() {
    if (!sources_.empty_year_cell) return;
    std::vector<std::string> tables;
    std::erase_if(out_.issues, [&](const Issue& issue) {
      if (issue.id() != code_entry(Code::SchoolYearMissing).name) return false;
      tables.push_back(issue.where.sheet);
      return true;
    });
    if (tables.empty()) return;
    Params params = list_params("tables", tables);
    params.emplace_back("count", std::to_string(tables.size()));
    out_.issues.push_back(make_issue(Code::ManifestSchoolYearMissing, *sources_.empty_year_cell, "", std::move(params)));
  }

  void finish() {
    note_main_table();
    join_year_findings();
    model::Dataset& dataset = out_.dataset;
    losses_.write_to(dataset);
    out_.lost_rows = losses_.rows();
    out_.rejected_facts = losses_.take_facts();
    dependents_.report(out_.issues);
    dataset.areas = std::move(registry_.areas);
    dataset.schools = std::move(registry_.schools);
    dataset.build(options_.threads);
    sort_issues(out_.issues);
  }

  SourceSet sources_;
  const ImportOptions& options_;
  std::vector<model::ColumnSpec> added_measures_;
  Registry registry_;
  LossRecord losses_;
  DependentRows dependents_;
  TravelEnds travel_ends_;
  /// Known once the main table has been read.
  std::optional<bool> has_main_rows_;
  Import out_;
};

}  // namespace

Result<Import> load(SourceSet sources, const ImportOptions& options) { return Loader(std::move(sources), options).load(); }

}  // namespace junheng::ingest
