#include "junheng/standards/item_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/standards/names.h"
#include "junheng/standards/value_reader.h"

namespace junheng::standards {

using formats::TomlReader;

namespace {

Scope read_scope(TomlReader& clause) {
  Scope scope;
  auto table = clause.table("scope");
  if (!table) return scope;
  scope.stages = read_stages(*table, "stages");
  scope.kinds = read_codes(*table, "kinds");
  scope.founders_excluded = read_codes(*table, "founders_excluded");
  scope.setting_prefixes = table->texts_or_empty("setting_prefixes");
  scope.exclude_boarding = table->flag_or("exclude_boarding", false);
  scope.pupils_below = table->maybe_number("pupils_below");
  scope.pupils_at_least = table->maybe_number("pupils_at_least");
  table->finish();
  return scope;
}

/// The clause's id and title where its file leaves them to the item.
struct ClauseDefaults {
  std::string id;
  Bilingual title;
};

ItemClause read_clause(TomlReader& table, ClauseDefaults defaults) {
  ItemClause clause;
  clause.line = table.line();
  clause.id = table.text_or("id", defaults.id);
  clause.title = table.has("title") ? table.bilingual("title") : std::move(defaults.title);
  clause.rule = parse_item_rule(
                    table.one_of("rule",
                                 {"reported", "area_ratio", "schools_ratio", "each_school_ratio", "class_size", "school_size",
                                  "special_rooms", "small_school_funds", "school_standard", "years_since", "quality_monitoring", "survey"},
                                 "reported"))
                    .value_or(ItemRule::Reported);
  clause.ratio = read_ratio(table);
  clause.scope = read_scope(table);
  clause.unit = table.text_or("unit", "");
  clause.direction = read_direction(table);
  clause.limits = read_limits(table, {"standard"});
  clause.params = read_numbers(table, "params");
  clause.words = read_words(table, "words");
  table.finish();
  return clause;
}

/// The clauses of [[item.clause]]; an item without any is one that the county reports.
std::vector<ItemClause> read_clauses(TomlReader& table, const Item& item) {
  auto tables = table.tables("clause");
  std::vector<ItemClause> clauses;
  for (TomlReader& clause : tables) {
    const std::string id = tables.size() == 1 ? item.id : fmt::format("{}.{}", item.id, clauses.size() + 1);
    clauses.push_back(read_clause(clause, {id, item.title}));
  }
  if (clauses.empty()) {
    ItemClause reported;
    reported.id = item.id;
    reported.title = item.title;
    reported.line = item.line;
    clauses.push_back(std::move(reported));
  }
  return clauses;
}

Scoring read_scoring(TomlReader& table) {
  Scoring scoring;
  scoring.line = table.line();
  scoring.kind = parse_score_kind(table.one_of("kind", {"binary", "stepped", "linear_per_point"}, "binary")).value_or(ScoreKind::Binary);
  scoring.max = table.number("max");
  for (TomlReader& step : table.tables("steps")) {
    scoring.steps.push_back({step.number("at"), step.number("points")});
    step.finish();
  }
  scoring.per_point = table.maybe_number("per_point").value_or(0);
  scoring.status = read_status(table);
  scoring.source = read_source(table);
  table.finish();
  return scoring;
}

std::optional<int> read_year(TomlReader& table, std::string_view key) {
  if (!table.has(key)) return std::nullopt;
  constexpr std::int64_t kFirstYear = 1800;
  constexpr std::int64_t kLastYear = 2999;
  const std::int64_t year = table.integer_or(key, kFirstYear);
  if (year < kFirstYear || year > kLastYear)
    table.report(Code::NumberOutOfRange, fmt::format("{}", year),
                 {{"low", fmt::format("{}", kFirstYear)}, {"high", fmt::format("{}", kLastYear)}}, key);
  return static_cast<int>(std::clamp(year, kFirstYear, kLastYear));
}

Tolerance read_tolerance(TomlReader& table) {
  Tolerance tolerance;
  tolerance.line = table.line();
  tolerance.id = read_id(table);
  tolerance.title = table.bilingual("title");
  tolerance.target = table.text("target");
  tolerance.from = table.date("from");
  tolerance.until = table.maybe_date("until");
  tolerance.status = read_status(table);
  tolerance.source = read_source(table);
  tolerance.stage = read_stage(table);
  tolerance.planned_built_until = read_year(table, "planned_built_until");
  tolerance.migrant_worker_share_above = table.maybe_number("migrant_worker_share_above");
  tolerance.only_rural = table.flag_or("only_rural", false);
  tolerance.only_dense_inner_city = table.flag_or("only_dense_inner_city", false);
  tolerance.pupils_at_least = table.maybe_number("pupils_at_least");
  tolerance.pupils_below = table.maybe_number("pupils_below");
  tolerance.largest_class_below = table.maybe_number("largest_class_below");
  tolerance.add_numerator = table.texts_or_empty("add_numerator");
  tolerance.params = read_numbers(table, "params");
  table.finish();
  return tolerance;
}

}  // namespace

std::vector<Item> read_items(TomlReader& pack) {
  std::vector<Item> items;
  for (TomlReader& table : pack.tables("item")) {
    Item item;
    item.line = table.line();
    item.id = read_id(table);
    item.title = table.bilingual("title");
    item.group = parse_item_group(table.one_of("group", {"government", "quality", "recognition", "prerequisite", "veto"}, "government"))
                     .value_or(ItemGroup::Government);
    item.status = read_status(table);
    item.source = read_source(table);
    item.clauses = read_clauses(table, item);
    if (auto scoring = table.table("scoring")) item.scoring = read_scoring(*scoring);
    table.finish();
    items.push_back(std::move(item));
  }
  return items;
}

std::vector<Tolerance> read_tolerances(TomlReader& pack) {
  std::vector<Tolerance> tolerances;
  for (TomlReader& table : pack.tables("tolerance")) tolerances.push_back(read_tolerance(table));
  return tolerances;
}

}  // namespace junheng::standards
