#include "junheng/report/explain_item.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "junheng/assess/item_trace.h"
#include "junheng/assess/margins.h"
#include "junheng/model/schema.h"
#include "junheng/report/explain_parts.h"
#include "junheng/report/item_text.h"
#include "junheng/report/json_report.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/standards/names.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::ClauseResult;
using assess::ItemCell;
using assess::ItemResult;
using formats::JsonWriter;

constexpr std::size_t kSchoolsShown = 10;
constexpr std::size_t kCellsShown = 12;

std::vector<ItemCell> cells_of(const ExplainInput& input, const ItemResult& item, const ClauseResult& clause) {
  return assess::trace_clause(
      {input.report.assessment, input.campuses, &input.report.assessment->areas.front(), &item, &clause, input.school});
}

/// A limit of a clause in force, with the stage and variant for which it holds.
struct ClauseLimit {
  std::optional<Stage> stage;
  std::string variant;
  standards::Limit limit;
};

std::vector<ClauseLimit> limits_of(const standards::Standard& standard, const standards::ItemClause& clause) {
  std::vector<ClauseLimit> out;
  for (const standards::DatedValue& value : clause.limits) {
    const bool is_known =
        std::ranges::any_of(out, [&](const ClauseLimit& known) { return known.stage == value.stage && known.variant == value.variant; });
    const auto limit = standards::in_force(clause.limits, value.kind, value.stage.value_or(Stage::All), standard.on, value.variant);
    if (limit && !is_known) out.push_back({value.stage, value.variant, *limit});
  }
  return out;
}

/// What a cell's row is about: a class band or a kind of room in the reader's words, else the word itself.
std::string code_name(const std::string& code, Lang lang) {
  for (const auto& [table, column] : {std::pair{"class_bands", "band"}, {"rooms", "kind"}}) {
    const auto& codes = model::find_table(table)->column(column)->codes;
    const auto found = std::ranges::find(codes, code, &model::CodeName::code);
    if (found != codes.end()) return std::string(lang == Lang::Zh ? found->zh : found->en);
  }
  return code;
}

/// How a clause is judged, in words.
std::string rule_words(const ItemResult& item, const ClauseResult& clause, Lang lang) {
  const auto rule = clause.basis == assess::Basis::Reported ? standards::ItemRule::Reported : clause.clause->rule;
  Params params;
  for (const char* name : {"per_classes", "music_m2", "art_m2", "as_pupils", "level", "share_below", "satisfied_from"}) {
    const auto found = clause.clause->params.find(name);
    params.emplace_back(name, found == clause.clause->params.end() ? "—" : shown_limit(found->second));
  }
  const bool is_veto = item.item->group == standards::ItemGroup::Veto && rule == standards::ItemRule::Reported;
  return text(is_veto ? "explain.rule.veto" : "explain.rule." + std::string(to_string(rule)), lang, params);
}

class ItemText {
 public:
  ItemText(const ExplainInput& input, const ItemResult& item)
      : in_(input), item_(item), assessment_(*input.report.assessment), lang_(input.report.lang) {}

  std::string run() {
    line(0, item_.item->id + " " + item_.item->title.in(lang_) + ": " + verdict_text(item_.verdict, lang_));
    line(2, t("explain.item_source", {{"document", item_.item->source.document},
                                      {"clause", item_.item->source.clause},
                                      {"status", t("status." + std::string(to_string(item_.item->status)))}}));
    if (!item_.item->source.href.empty()) line(4, item_.item->source.href);
    score();
    // Which half decides, before the cells of either.
    if (item_.clauses.size() > 1)
      for (const ClauseResult& clause : item_.clauses)
        line(2, clause.clause->id + " " + clause.clause->title.in(lang_) + ": " + item_value_text(clause, lang_) + "  " +
                    verdict_text(clause.verdict, lang_));
    for (const ClauseResult& clause : item_.clauses) clause_lines(clause);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string t(std::string_view key, const Params& params = {}) const { return text(key, lang_, params); }
  void line(std::size_t indent, const std::string& words) { out_ += std::string(indent, ' ') + words + "\n"; }
  [[nodiscard]] std::string school_name(SchoolIndex school) const {
    const auto& schools = in_.report.dataset->schools;
    return std::string(schools.names.at(school.value)) + " (" + std::string(schools.ids.at(school.value)) + ")";
  }

  void score() {
    if (!item_.item->scoring) return;
    const standards::Scoring& scoring = *item_.item->scoring;
    line(2,
         t("explain.score", {{"score", item_.score ? shown(item_.score, 1) : shown(item_.score_low, 1) + "–" + shown(item_.score_high, 1)},
                             {"max", shown_limit(scoring.max)},
                             {"rule", t("explain.scoring." + std::string(to_string(scoring.kind)))},
                             {"status", t("status." + std::string(to_string(scoring.status)))}}));
  }

  void clause_lines(const ClauseResult& clause) {
    const standards::ItemClause& rule = *clause.clause;
    line(0, "");
    if (item_.clauses.size() > 1) line(2, rule.id + " " + rule.title.in(lang_));
    line(2, t(counts_offenders(clause) ? "explain.item_counted" : "explain.item_value",
              {{"value", item_value_text(clause, lang_)},
               {"limit", required_text(*assessment_.standard, item_, clause, lang_)},
               {"basis", basis_text(clause.basis, lang_)},
               {"verdict", verdict_text(clause.verdict, lang_)}}));
    line(2, t("explain.rule", {{"rule", rule_words(item_, clause, lang_)}}));
    if (!rule.ratio.numerator.empty())
      line(2, t("explain.formula", {{"formula", formula_words(*assessment_.standard, rule.ratio, lang_)},
                                    {"unit", std::string(standards::unit_label(rule.unit, lang_))}}));
    if (clause.numerator && clause.denominator)
      line(4, t("explain.sums",
                {{"numerator", fmt::format("{}", *clause.numerator)}, {"denominator", fmt::format("{}", *clause.denominator)}}));
    for (const ClauseLimit& limit : limits_of(*assessment_.standard, rule))
      out_ += limit_lines(2, limit.limit, limit_name(rule, limit), lang_);
    for (const std::string_view missing : clause.missing)
      line(2, t("explain.missing", {{"name", missing_name(*assessment_.standard, clause, missing, lang_)}}));
    for (const std::string_view warning : clause.warnings) line(2, "! " + t(warning));
    cells(clause);
  }

  [[nodiscard]] std::string limit_name(const standards::ItemClause& rule, const ClauseLimit& limit) const {
    const std::string value = with_unit(shown_limit(limit.limit.value), rule.unit, lang_);
    if (limit.variant == "through_school") return t("explain.required_through", {{"value", value}});
    if (limit.stage) return t("explain.required_stage", {{"stage", stage_text(*limit.stage, lang_)}, {"value", value}});
    return t("explain.required", {{"value", value}});
  }

  /// Cells of the area, then school by school, the offenders with what they are short of.
  void cells(const ClauseResult& clause) {
    std::vector<std::pair<SchoolIndex, std::optional<Stage>>> order;
    std::map<std::pair<SchoolIndex, std::optional<Stage>>, std::vector<const ItemCell*>> by_school;
    const std::vector<ItemCell> all = cells_of(in_, item_, clause);
    for (const ItemCell& cell : all) {
      if (!cell.school) {
        cell_line(4, cell);
        continue;
      }
      // Campuses are assessed with their school, and a whole school with all its stages and all its campuses.
      const bool is_staged =
          std::ranges::any_of(clause.offenders, [](const assess::Offender& offender) { return offender.stage.has_value(); }) ||
          !clause.clause->scope.stages.empty();
      const std::pair key{(is_staged ? *in_.campuses : in_.campuses->of_whole()).root[cell.school->value],
                          is_staged ? cell.stage : std::nullopt};
      if (!by_school.contains(key)) order.push_back(key);
      by_school[key].push_back(&cell);
    }
    const std::size_t listed = in_.lists_all ? order.size() : std::min(order.size(), kSchoolsShown);
    for (std::size_t i = 0; i < listed; ++i) school_lines(clause, order[i].first, order[i].second, by_school[order[i]]);
    if (listed < order.size()) line(4, t("explain.more_schools", {{"count", std::to_string(order.size() - listed)}}));
    if (in_.school && order.empty()) line(4, t("explain.school_outside", {{"school", school_name(*in_.school)}}));
    if (!in_.school && looks_at_schools(clause.clause->rule)) line(2, t("explain.ask_school"));
  }

  static bool looks_at_schools(standards::ItemRule rule) {
    using standards::ItemRule;
    return rule == ItemRule::SchoolsRatio || rule == ItemRule::EachSchoolRatio || rule == ItemRule::ClassSize ||
           rule == ItemRule::SchoolSize || rule == ItemRule::SpecialRooms || rule == ItemRule::SmallSchoolFunds ||
           rule == ItemRule::SchoolStandard;
  }

  void school_lines(const ClauseResult& clause, SchoolIndex school, std::optional<Stage> stage, const std::vector<const ItemCell*>& cells) {
    const auto offends = [&](const assess::Offender& offender) {
      return offender.school == school && (!offender.stage || !stage || offender.stage == stage);
    };
    const auto offender = std::ranges::find_if(clause.offenders, offends);
    std::string head = school_name(school) + (stage ? ", " + stage_text(*stage, lang_) : "");
    if (offender != clause.offenders.end())
      head += (offender->verdict == assess::Verdict::Unmet ? ": ✗ " : ": ? ") + offender_text(clause, *offender, lang_);
    line(4, head);
    const std::size_t listed = in_.school ? cells.size() : std::min(cells.size(), kCellsShown);
    for (std::size_t i = 0; i < listed; ++i) cell_line(6, *cells[i]);
    if (listed < cells.size()) line(6, t("explain.more_cells", {{"count", std::to_string(cells.size() - listed)}}));
  }

  void cell_line(std::size_t indent, const ItemCell& cell) {
    const std::string name = measure_name(*assessment_.standard, cell.measure, lang_);
    const std::string part = cell.part.empty() ? "" : " [" + code_name(cell.part, lang_) + "]";
    const std::string value = cell.value.is_present() ? fmt::format("{}", cell.value.value) : absence_text(cell.value.absence, lang_);
    line(indent, name + part + " = " + value + "   " + describe(cell.where, lang_));
  }

  const ExplainInput& in_;
  const ItemResult& item_;
  const assess::Assessment& assessment_;
  Lang lang_;
  std::string out_;
};

void write_school_names(JsonWriter& json, const ExplainInput& input, SchoolIndex school) {
  const model::Schools& schools = input.report.dataset->schools;
  json.member("school_id", schools.ids.at(school.value)).member("school_name", schools.names.at(school.value));
}

/// The offenders as a reader is told of them.
void write_offending_schools(JsonWriter& json, const ExplainInput& input, const ClauseResult& clause) {
  json.key("offending_schools").begin_array();
  for (const assess::Offender& offender : clause.offenders) {
    json.begin_object();
    write_school_names(json, input, offender.school);
    if (offender.stage) json.member("stage", to_string(*offender.stage));
    json.member("verdict", to_string(offender.verdict));
    json.member("text", std::string_view(offender_text(clause, offender, input.report.lang))).end_object();
  }
  json.end_array();
}

void write_cells(JsonWriter& json, const ExplainInput& input, const std::vector<ItemCell>& cells) {
  json.key("cells").begin_array();
  for (const ItemCell& cell : cells) {
    json.begin_object().member("measure", std::string_view(cell.measure));
    json.member("measure_name", std::string_view(measure_name(*input.report.assessment->standard, cell.measure, input.report.lang)));
    if (!cell.part.empty()) json.member("part", std::string_view(cell.part));
    if (cell.school) write_school_names(json, input, *cell.school);
    if (cell.stage) json.member("stage", to_string(*cell.stage));
    json.member("value", cell.value.get());
    write_location(json, cell.where);
    json.end_object();
  }
  json.end_array();
}

void write_clause(JsonWriter& json, const ExplainInput& input, const ItemResult& item, const ClauseResult& clause) {
  const standards::ItemClause& rule = *clause.clause;
  json.begin_object().member("id", std::string_view(rule.id)).member("title", std::string_view(rule.title.in(input.report.lang)));
  json.member("rule", to_string(rule.rule));
  json.key("formula");
  if (rule.ratio.numerator.empty()) json.null();
  else json.value(std::string_view(assess::formula_text(rule.ratio)));
  const standards::Standard& standard = *input.report.assessment->standard;
  json.key("formula_text");
  if (rule.ratio.numerator.empty()) json.null();
  else json.value(std::string_view(formula_words(standard, rule.ratio, input.report.lang)));
  json.member("rule_text", std::string_view(rule_words(item, clause, input.report.lang)));
  json.member("value_text", std::string_view(item_value_with_parts(clause, input.report.lang)));
  json.member("limit_text", std::string_view(required_text(standard, item, clause, input.report.lang)));
  write_clause_members(json, *input.report.assessment, *item.item, clause);
  write_offending_schools(json, input, clause);
  json.key("params").begin_object();
  for (const auto& [name, value] : rule.params) json.member(name, value);
  json.end_object();
  json.key("limits").begin_array();
  for (const ClauseLimit& limit : limits_of(*input.report.assessment->standard, rule)) {
    json.begin_object();
    if (limit.stage) json.member("stage", to_string(*limit.stage));
    if (!limit.variant.empty()) json.member("variant", std::string_view(limit.variant));
    json.member("value", limit.limit.value).member("from", std::string_view(to_string(limit.limit.from)));
    write_source(json, limit.limit.source, limit.limit.status);
    json.end_object();
  }
  json.end_array();
  write_cells(json, input, cells_of(input, item, clause));
  json.end_object();
}

}  // namespace

std::string explain_item_text(const ExplainInput& input, const ItemResult& item) { return ItemText(input, item).run(); }

void write_item_chain(JsonWriter& json, const ExplainInput& input, const ItemResult& item) {
  json.begin_object()
      .member("id", std::string_view(item.item->id))
      .member("title", std::string_view(item.item->title.in(input.report.lang)));
  json.member("group", to_string(item.item->group));
  json.member("verdict", to_string(item.verdict));
  json.member("basis", assess::to_string(item.basis))
      .member("value", item.value)
      .member("limit", item.limit)
      .member("margin", assess::item_margin(item));
  if (item.item->scoring) json.member("score", item.score).member("max", item.item->scoring->max);
  json.key("source").begin_object();
  write_source(json, item.item->source, item.item->status);
  json.end_object();
  json.key("clauses").begin_array();
  for (const ClauseResult& clause : item.clauses) write_clause(json, input, item, clause);
  json.end_array().end_object();
}

}  // namespace junheng::report
