#include "junheng/standards/loader.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/standards/item_reader.h"
#include "junheng/standards/value_reader.h"

namespace junheng::standards {

using formats::TomlReader;

namespace {

std::map<int, double> read_min_pupils(TomlReader& entry) {
  std::map<int, double> min_pupils;
  for (const auto& [kind, pupils] : read_numbers(entry, "min_pupils")) {
    int code = 0;
    const char* end = kind.data() + kind.size();
    const auto [stop, failure] = std::from_chars(kind.data(), end, code);
    if (failure != std::errc{} || stop != end) entry.report(Code::CodeNotInList, kind, {{"list", "GB/T 33782"}}, "min_pupils");
    else min_pupils[code] = pupils;
  }
  return min_pupils;
}

std::vector<EntryRule> read_entry(TomlReader& pack) {
  std::vector<EntryRule> rules;
  for (TomlReader& table : pack.tables("entry")) {
    EntryRule rule;
    rule.line = table.line();
    // one_of() is silent about an absent key, and an entry rule without a stage would be read as one for primary schools.
    if (!table.has("stage")) static_cast<void>(table.text("stage"));
    rule.stage = read_stage(table).value_or(Stage::Primary);
    rule.kinds = read_codes(table, "kinds");
    rule.founders = read_codes(table, "founders");
    rule.min_pupils = read_min_pupils(table);
    rule.status = read_status(table);
    rule.source = read_source(table);
    table.finish();
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::vector<SplitWeights> read_split(TomlReader& pack) {
  std::vector<SplitWeights> rules;
  for (TomlReader& table : pack.tables("split")) {
    SplitWeights weights;
    weights.line = table.line();
    weights.kinds = read_codes(table, "kinds");
    weights.primary = table.maybe_number("primary").value_or(1);
    weights.junior = table.maybe_number("junior").value_or(1);
    weights.senior = table.maybe_number("senior").value_or(1);
    weights.status = read_status(table);
    weights.source = read_source(table);
    table.finish();
    rules.push_back(std::move(weights));
  }
  return rules;
}

std::vector<DerivedMeasure> read_measures(TomlReader& pack) {
  std::vector<DerivedMeasure> measures;
  for (TomlReader& table : pack.tables("measure")) {
    DerivedMeasure measure;
    measure.line = table.line();
    measure.id = read_id(table);
    measure.title = table.bilingual("title");
    measure.unit = table.text_or("unit", "");
    for (TomlReader& sum : table.tables("sum")) {
      measure.sums.push_back({read_stage(sum), read_terms(sum.texts("terms"))});
      sum.finish();
    }
    table.finish();
    measures.push_back(std::move(measure));
  }
  return measures;
}

IndicatorPart read_part(TomlReader& table) {
  IndicatorPart part;
  part.line = table.line();
  part.id = read_id(table);
  part.title = table.bilingual("title");
  part.ratio = read_ratio(table);
  part.unit = table.text("unit");
  part.direction = read_direction(table);
  part.is_split = table.flag_or("split", false);
  part.limits = read_limits(table, {"standard"});
  table.finish();
  return part;
}

/// A whole number of the pack that has to lie in a small range.
int read_small(TomlReader& table, std::string_view key, int fallback) {
  constexpr std::int64_t kLargest = 99;
  const std::int64_t number = table.integer_or(key, fallback);
  if (number < 0 || number > kLargest)
    table.report(Code::NumberOutOfRange, fmt::format("{}", number), {{"low", "0"}, {"high", fmt::format("{}", kLargest)}}, key);
  return static_cast<int>(std::clamp<std::int64_t>(number, 0, kLargest));
}

Indicator read_indicator(TomlReader& table) {
  Indicator indicator;
  indicator.line = table.line();
  indicator.id = read_id(table);
  indicator.title = table.bilingual("title");
  indicator.ratio = read_ratio(table);
  indicator.stages = read_stages(table, "stages");
  for (TomlReader& part : table.tables("part")) indicator.parts.push_back(read_part(part));
  indicator.parts_at_least = read_small(table, "parts_at_least", 0);
  // An indicator of parts has no value of its own, hence no unit and no coefficient of variation.
  const bool has_parts = !indicator.parts.empty();
  indicator.unit = has_parts ? table.text_or("unit", "") : table.text("unit");
  indicator.decimals = read_small(table, "decimals", indicator.decimals);
  indicator.direction = read_direction(table);
  indicator.missing =
      table.one_of("missing", {"unknown", "exclude"}, "unknown") == "exclude" ? MissingStrategy::Exclude : MissingStrategy::Unknown;
  indicator.is_split = table.flag_or("split", false);
  indicator.has_cv = table.flag_or("cv", !has_parts);
  indicator.status = read_status(table);
  indicator.source = read_source(table);
  indicator.limits = read_limits(table, {"standard", "floor", "cv"}, {"primary", "junior"}, BySetting::Yes);
  table.finish();
  return indicator;
}

std::vector<DatedValue> read_group_limits(TomlReader& pack, std::string_view key, std::initializer_list<std::string_view> kinds) {
  auto table = pack.table(key);
  if (!table) return {};
  auto limits = read_limits(*table, kinds);
  table->finish();
  return limits;
}

void read_head(TomlReader& root, PackDraft& draft) {
  if (!root.has("pack")) draft.report(Code::TomlMissingKey, 1, "", {{"key", "pack"}, {"expected_zh", "表"}, {"expected_en", "a table"}});
  auto head = root.table("pack");
  if (!head) return;
  Pack& pack = draft.pack;
  pack.id = read_id(*head);
  pack.title = head->bilingual("title");
  pack.extends = head->text_or("extends", "");
  pack.country = head->text_or("country", "");
  pack.in_force_from = head->maybe_date("in_force_from");
  pack.last_checked_on = head->maybe_date("last_checked_on");
  draft.id_line = head->line_of("id");
  draft.extends_line = head->line_of("extends");
  draft.last_checked_line = head->line_of("last_checked_on");
  head->finish();
}

}  // namespace

bool PackDraft::has_errors() const {
  return std::ranges::any_of(issues, [](const Issue& issue) { return issue.severity == Severity::Error; });
}

void PackDraft::report(Code code, std::uint32_t line, std::string value, Params params) {
  issues.push_back(make_issue(code, Location{pack.file, "", line, 0, ""}, std::move(value), std::move(params)));
}

PackDraft read_pack(const PackFile& file) {
  PackDraft draft;
  draft.pack.file = file.name;
  const auto parsed = formats::parse_toml(file.text, file.name);
  if (!parsed) {
    const Params& params = parsed.error().params;
    const auto line = std::ranges::find(params, std::string("line"), &Params::value_type::first);
    std::uint32_t row = 0;
    if (line != params.end()) std::from_chars(line->second.data(), line->second.data() + line->second.size(), row);
    draft.report(parsed.error().code, row, "", params);
    return draft;
  }
  TomlReader root(*parsed, file.name, draft.issues);
  read_head(root, draft);
  Pack& pack = draft.pack;
  for (TomlReader& note : root.tables("note")) {
    pack.notes.push_back({note.text("zh"), note.text("en")});
    note.finish();
  }
  pack.entry = read_entry(root);
  pack.split = read_split(root);
  pack.measures = read_measures(root);
  for (TomlReader& table : root.tables("indicator")) pack.indicators.push_back(read_indicator(table));
  pack.school_limits = read_group_limits(root, "school", {"at_least", "floor_share"});
  pack.composite_limits = read_group_limits(root, "composite", {"cv"});
  pack.county_limits = read_group_limits(root, "county", {"pass_score"});
  pack.items = read_items(root);
  pack.tolerances = read_tolerances(root);
  root.finish();
  return draft;
}

}  // namespace junheng::standards
