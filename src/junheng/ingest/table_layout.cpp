#include "junheng/ingest/table_layout.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace junheng::ingest {

namespace {

constexpr std::array<std::string_view, 11> kJudgedTables = {"areas",           "schools",     "stage_facts",  "grade_facts",
                                                            "classes",         "class_bands", "rooms",        "area_facts",
                                                            "quality_results", "survey",      "accreditation"};
constexpr std::array<std::string_view, 9> kMonitoredTables = {"age_facts",  "teachers", "subject_staff", "establishment", "school_facts",
                                                              "population", "targets",  "events",        "settlements"};
/// Columns of kept tables that nothing asks for (but evidence of area_facts). What a person's hardship and wishes are is nobody's business
/// here.
constexpr std::array<std::string_view, 9> kUnusedColumns = {"evidence", "item_title", "backbone", "at_school_since",      "rotated_year",
                                                            "home_lon", "home_lat",   "hardship", "preference_school_ids"};

template <typename Range>
bool holds(const Range& range, std::string_view id) {
  return std::ranges::find(range, id) != std::ranges::end(range);
}

Reading reading_of(const model::TableSpec& table, const model::ColumnSpec& column) {
  if (column.id == "school_id" && table.id != "schools" && table.id != "events") return Reading::School;
  if (column.id == "area_code" && table.id != "schools" && table.id != "areas") return Reading::Area;
  switch (column.type) {
    case model::ColumnType::Id: return Reading::Id;
    case model::ColumnType::Text: return Reading::Text;
    case model::ColumnType::Number: return Reading::Number;
    case model::ColumnType::Count: return Reading::Count;
    case model::ColumnType::Year: return Reading::Year;
    case model::ColumnType::SchoolYear: return Reading::SchoolYear;
    case model::ColumnType::Flag: return Reading::Flag;
    case model::ColumnType::Code: return Reading::Code;
    case model::ColumnType::Word: return Reading::Word;
    case model::ColumnType::StageWord: return Reading::Stage;
    case model::ColumnType::Grade: return Reading::Grade;
  }
  return Reading::Text;
}

Keeping keeping_of(Reading reading) {
  switch (reading) {
    case Reading::Id:
    case Reading::Text: return Keeping::Texts;
    case Reading::Number:
    case Reading::Count:
    case Reading::Year:
    case Reading::Flag: return Keeping::Numbers;
    default: return Keeping::Codes;
  }
}

bool has_header_error(const std::vector<Issue>& findings) {
  return std::ranges::any_of(findings, [](const Issue& issue) { return issue.severity == Severity::Error && issue.where.row == 1; });
}

}  // namespace

bool is_judged_table(std::string_view table) { return holds(kJudgedTables, table); }

bool is_kept_table(const model::TableSpec& table) { return is_judged_table(table.id) || holds(kMonitoredTables, table.id); }

ColumnLayout layout_of(const model::TableSpec& table, const model::ColumnSpec& column) {
  const Reading reading = reading_of(table, column);
  const bool is_unused = holds(kUnusedColumns, column.id) && !(table.id == "area_facts" && column.id == "evidence");
  const bool is_kept = holds(table.key, column.id) || (is_kept_table(table) && !is_unused);
  // A published figure is compared at its own digits.
  const bool keeps_decimals = table.id == "area_facts" && column.id == "value";
  return {&column, reading, is_kept ? keeping_of(reading) : Keeping::Nothing, keeps_decimals};
}

TableLayout lay_out(const HeaderRules& rules, std::span<const RowSource* const> sources) {
  TableLayout out;
  std::vector<HeaderBinding> bindings;
  for (const RowSource* source : sources) {
    auto findings = source->findings();
    const bool has_header = !has_header_error(findings);
    std::ranges::move(findings, std::back_inserter(out.issues));
    HeaderBinding binding;
    if (has_header) binding = bind_header(*source, rules);
    std::ranges::move(binding.issues, std::back_inserter(out.issues));
    if (!has_header || !binding.is_usable) {
      out.has_unusable_source = true;
      continue;
    }
    out.parts.push_back({source, {}, 0});
    bindings.push_back(std::move(binding));
  }
  for (const auto columns : {rules.table->columns, rules.table->measures, rules.added_measures}) {
    for (const model::ColumnSpec& column : columns) {
      const auto binds = [&](const HeaderBinding& binding) {
        return std::ranges::count(binding.columns, &column, &BoundColumn::column) > 0;
      };
      const bool is_filled_in = column.type == model::ColumnType::SchoolYear;
      if (is_filled_in || std::ranges::any_of(bindings, binds)) out.columns.push_back(layout_of(*rules.table, column));
    }
  }
  for (std::size_t i = 0; i < out.parts.size(); ++i) {
    for (const ColumnLayout& column : out.columns) {
      const auto bound = std::ranges::find(bindings[i].columns, column.spec, &BoundColumn::column);
      out.parts[i].fields.push_back(bound == bindings[i].columns.end() ? std::nullopt : std::optional(bound->field));
    }
  }
  return out;
}

}  // namespace junheng::ingest
