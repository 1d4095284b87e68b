#include <algorithm>

#include "junheng/assess/margins.h"
#include "junheng/report/form_tables.h"
#include "junheng/report/item_text.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::Basis;
using assess::ClauseResult;
using assess::ItemResult;
using assess::Verdict;
using formats::Align;
using standards::ItemRule;

/// Ratios of table IV have one decimal; counts and yes or no have none (standards.md 2.2).
constexpr int kRatioDecimals = 1;
constexpr std::size_t kOffendersNamed = 5;

Mark mark_of(Verdict verdict) {
  if (verdict == Verdict::Met) return Mark::None;
  return verdict == Verdict::Unmet ? Mark::Bad : Mark::Unknown;
}

/// Rules whose value is a ratio in the unit of the clause; the others count offenders.
bool is_ratio(ItemRule rule) {
  return rule == ItemRule::AreaRatio || rule == ItemRule::SchoolsRatio || rule == ItemRule::Survey || rule == ItemRule::YearsSince;
}

/// What the county reports about an item that is no ratio is 1 or 0.
bool is_yes_or_no(const ClauseResult& clause) {
  return clause.clause->rule == ItemRule::Reported || (clause.basis == Basis::Reported && !is_ratio(clause.clause->rule));
}

std::string_view counted_unit(const standards::ItemClause& clause) {
  if (clause.rule == ItemRule::ClassSize) return "xlsx.unit.classes";
  return clause.rule == ItemRule::QualityMonitoring ? "xlsx.unit.subjects" : "xlsx.unit.schools";
}

/// Rules that count offenders count classes, schools or subjects, whatever the unit of their limit.
std::string value_unit(const standards::ItemClause& clause, Lang lang) {
  if (is_ratio(clause.rule) || clause.rule == ItemRule::Reported) return std::string(standards::unit_label(clause.unit, lang));
  return std::string(text(counted_unit(clause), lang));
}

class ItemTable {
 public:
  ItemTable(const FormContext& context, FormSheet& sheet, bool is_scored) : context_(context), sheet_(sheet), is_scored_(is_scored) {}

  void write(const ItemResult& item) {
    for (const ClauseResult& clause : item.clauses) row(item, clause);
  }

 private:
  void row(const ItemResult& item, const ClauseResult& clause) {
    const bool is_first = &clause == &item.clauses.front();
    const std::string& part = clause.clause->title.in(context_.lang());
    std::string title = is_first ? item.item->title.in(context_.lang()) : "";
    if (!part.empty() && item.clauses.size() > 1) title += (title.empty() ? "" : "\n") + std::string("· ") + part;
    sheet_.text(is_first ? item.item->id : "").text(title);
    value_cells(clause);
    margin_cell(item, clause);
    sheet_.number(clause.numerator, decimals_of(clause.numerator)).number(clause.denominator, decimals_of(clause.denominator));
    const bool is_judged = !item.item->scoring || clause.limit;
    sheet_.text(is_judged ? verdict_text(clause.verdict, context_.lang()) : "—", is_judged ? mark_of(clause.verdict) : Mark::None);
    sheet_.text(basis_text(clause.basis, context_.lang()), clause.basis == Basis::Missing ? Mark::Unknown : Mark::None);
    if (is_scored_) score_cells(item, is_first);
    sheet_.text(remark(item, clause));
    sheet_.end_row();
  }

  void value_cells(const ClauseResult& clause) {
    const Mark mark = mark_of(clause.verdict);
    if (!clause.value) {
      sheet_.text("—", Mark::Unknown).text("");
    } else if (is_yes_or_no(clause) && (*clause.value == 1 || *clause.value == 0)) {
      sheet_.text(item_value_text(clause, context_.lang()), mark).text("");
    } else {
      const int decimals = is_ratio(clause.clause->rule) && clause.clause->rule != ItemRule::YearsSince
                               ? shown_decimals(*clause.value, kRatioDecimals, clause.limit, clause.clause->direction)
                               : decimals_of(clause.value);
      sheet_.number(clause.value, decimals, mark).text(value_unit(*clause.clause, context_.lang()));
    }
    requirement_cell(clause);
  }

  void requirement_cell(const ClauseResult& clause) {
    if (clause.limit && is_yes_or_no(clause)) {
      sheet_.text(item_limit_text(clause, context_.lang()));
      return;
    }
    // Rules that count offenders allow none.
    if (clause.limit && !is_ratio(clause.clause->rule)) {
      sheet_.limit(clause.limit, "");
      return;
    }
    sheet_.limit(clause.limit ? clause.limit : limit_in_force(*clause.clause), direction_sign(clause.clause->direction));
  }

  /// Of the number of those that do not comply, as many too many.
  void margin_cell(const ItemResult& item, const ClauseResult& clause) {
    const auto margin = assess::clause_margin(*item.item, clause);
    if (!margin) {
      sheet_.number(margin, 0);
      return;
    }
    const int decimals =
        decimals_of(clause.value) == 0 ? 0 : shown_decimals(*clause.value, kRatioDecimals, clause.limit, assess::direction_of(clause));
    sheet_.number(margin, std::max(decimals, limit_decimals(*clause.limit)));
  }

  /// The limit of a ratio that could not be worked out.
  [[nodiscard]] std::optional<double> limit_in_force(const standards::ItemClause& clause) const {
    if (!is_ratio(clause.rule)) return std::nullopt;
    const Stage stage = clause.scope.stages.size() == 1 ? clause.scope.stages.front() : Stage::All;
    const auto limit = standards::in_force(clause.limits, standards::LimitKind::Standard, stage, context_.assessment().standard->on);
    return limit ? std::optional(limit->value) : std::nullopt;
  }

  void score_cells(const ItemResult& item, bool is_first) {
    if (!is_first || !item.item->scoring) {
      sheet_.text("").text("");
      return;
    }
    sheet_.number(item.item->scoring->max, decimals_of(item.item->scoring->max));
    if (item.score) sheet_.number(item.score, decimals_of(item.score), *item.score < item.item->scoring->max ? Mark::Near : Mark::None);
    else sheet_.text("?", Mark::Unknown);
  }

  [[nodiscard]] std::string remark(const ItemResult& item, const ClauseResult& clause) const {
    std::vector<std::string> parts;
    for (const Verdict verdict : {Verdict::Unmet, Verdict::Unknown})
      if (std::string listed_schools = offenders(clause, verdict); !listed_schools.empty()) parts.push_back(std::move(listed_schools));
    if (!clause.missing.empty()) {
      std::vector<std::string> names;
      for (const std::string_view id : clause.missing)
        names.push_back(id == item.item->id ? context_.words("xlsx.items.report", {{"id", std::string(id)}})
                                            : missing_name(*context_.assessment().standard, clause, id, context_.lang()));
      parts.push_back(context_.words("xlsx.items.missing", {{"names", listed(names, context_.lang())}}));
    }
    for (const std::string_view warning : clause.warnings) parts.push_back(context_.words(warning));
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : context_.words("xlsx.remark.separator")) + part;
    return out;
  }

  /// The first schools of a verdict; empty if there are none.
  [[nodiscard]] std::string offenders(const ClauseResult& clause, Verdict verdict) const {
    std::vector<std::string> names;
    std::size_t count = 0;
    for (const assess::Offender& offender : clause.offenders)
      if (offender.verdict == verdict && ++count <= kOffendersNamed) names.push_back(context_.school_name(offender.school));
    if (count == 0) return {};
    const Params params = {{"names", listed(names, context_.lang())}, {"count", std::to_string(count)}};
    if (verdict == Verdict::Unmet)
      return context_.words(count > kOffendersNamed ? "xlsx.items.offenders_more" : "xlsx.items.offenders", params);
    return context_.words(count > kOffendersNamed ? "xlsx.items.open_more" : "xlsx.items.open", params);
  }

  static int decimals_of(std::optional<double> value) {
    return value && *value != static_cast<double>(static_cast<long long>(*value)) ? 2 : 0;
  }

  const FormContext& context_;
  FormSheet& sheet_;
  bool is_scored_;
};

void score_notes(const FormContext& context, FormSheet& sheet) {
  const assess::AreaResult& area = *context.area;
  if (area.score) sheet.note(context.words("text.total_score", {{"score", shown(area.score, 1)}}));
  else if (area.score_low)
    sheet.note(context.words("text.open_score", {{"low", shown(area.score_low, 1)}, {"high", shown(area.score_high, 1)}}));
  if (area.score_verdict)
    sheet.note(context.words("xlsx.items.score_verdict", {{"verdict", verdict_text(*area.score_verdict, context.lang())}}));
}

}  // namespace

void write_items(const FormContext& context, const ItemSheet& plan) {
  std::vector<const ItemResult*> items;
  for (const ItemResult& item : context.area->items)
    if (std::ranges::find(plan.groups, item.item->group) != plan.groups.end()) items.push_back(&item);
  if (items.empty()) return;
  const bool is_scored = std::ranges::any_of(items, [](const ItemResult* item) { return item->item->scoring.has_value(); });
  std::vector<FormColumn> columns = {{context.words("xlsx.column.number"), 6, Align::Center},
                                     {context.words("xlsx.column.content"), 40, Align::Left},
                                     {context.words("text.value"), 9, Align::Right},
                                     {context.words("text.unit"), 8, Align::Center},
                                     {context.words("text.required"), 9, Align::Center},
                                     {context.words("text.margin"), 8, Align::Right},
                                     {context.words("xlsx.column.numerator"), 10, Align::Right},
                                     {context.words("xlsx.column.denominator"), 10, Align::Right},
                                     {context.words("text.verdict"), 11, Align::Center},
                                     {context.words("text.basis"), 8, Align::Center}};
  if (is_scored) {
    columns.push_back({context.words("xlsx.column.max_score"), 7, Align::Right});
    columns.push_back({context.words("text.score"), 7, Align::Right});
  }
  columns.push_back({context.words("xlsx.column.remark"), 34, Align::Left});
  FormSheet sheet = plan.is_numbered ? context.numbered_sheet(plan.key, std::move(columns), Page::Landscape)
                                     : context.sheet(plan.key, std::move(columns), Page::Landscape);
  ItemTable table(context, sheet, is_scored);
  for (const ItemResult* item : items) table.write(*item);
  if (is_scored) score_notes(context, sheet);
  sheet.note(context.words("xlsx.items.basis"));
  if (std::ranges::find(plan.groups, standards::ItemGroup::Veto) != plan.groups.end()) sheet.note(context.words("xlsx.items.veto"));
}

void write_offenders(const FormContext& context) {
  std::size_t count = 0;
  for (const ItemResult& item : context.area->items)
    for (const ClauseResult& clause : item.clauses) count += clause.offenders.size();
  if (count == 0) return;
  FormSheet sheet = context.sheet("offenders",
                                  {{context.words("xlsx.column.number"), 6, Align::Center},
                                   {context.words("xlsx.column.item"), 46, Align::Left},
                                   {context.words("xlsx.column.school"), 28, Align::Left},
                                   {context.words("xlsx.column.school_id"), 14, Align::Left},
                                   {context.words("xlsx.column.stage"), 9, Align::Center},
                                   {context.words("text.value"), 12, Align::Right},
                                   {context.words("xlsx.column.asked"), 12, Align::Right},
                                   {context.words("xlsx.column.meaning"), 34, Align::Left}},
                                  Page::Landscape);
  for (const ItemResult& item : context.area->items) {
    for (const ClauseResult& clause : item.clauses) {
      for (const assess::Offender& offender : clause.offenders) {
        const auto whole = [](double value) { return value == static_cast<double>(static_cast<long long>(value)); };
        const int decimals = whole(offender.value) ? 0 : shown_decimals(offender.value, 1, offender.limit, clause.clause->direction);
        sheet.text(item.item->id).text(item.item->title.in(context.lang())).text(context.school_name(offender.school));
        sheet.text(context.dataset().schools.ids.at(offender.school.value))
            .text(offender.stage ? stage_text(*offender.stage, context.lang()) : "—");
        sheet.number(offender.value, decimals, mark_of(offender.verdict)).number(offender.limit, whole(offender.limit) ? 0 : 1);
        sheet.text(offender_text(clause, offender, context.lang()));
        sheet.end_row();
      }
    }
  }
  sheet.note(context.words("xlsx.offenders.note"));
}

}  // namespace junheng::report
