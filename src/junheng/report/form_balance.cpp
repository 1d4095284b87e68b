#include <algorithm>

#include "junheng/assess/margins.h"
#include "junheng/report/cv_text.h"
#include "junheng/report/form_tables.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

namespace {

using assess::IndicatorSummary;
using assess::StageResult;
using assess::StageRules;
using assess::Verdict;
using formats::Align;
using standards::Direction;

constexpr int kCvDecimals = 3;

std::optional<double> value_of(const std::optional<standards::Limit>& limit) { return limit ? std::optional(limit->value) : std::nullopt; }

Mark mark_of(std::optional<Verdict> verdict) {
  if (verdict == Verdict::Unmet) return Mark::Bad;
  return verdict == Verdict::Unknown ? Mark::Unknown : Mark::None;
}

void cv_cell(FormSheet& sheet, std::optional<double> cv, std::optional<double> limit, std::optional<Verdict> verdict) {
  const int decimals = cv ? shown_decimals(*cv, kCvDecimals, limit, Direction::Lower) : kCvDecimals;
  sheet.number(cv, decimals, mark_of(verdict));
}

void margin_cell(FormSheet& sheet, std::optional<double> cv, std::optional<double> limit, std::optional<double> margin) {
  sheet.number(margin, cv ? shown_decimals(*cv, kCvDecimals, limit, Direction::Lower) : kCvDecimals);
}

/// The indicators whose spread is computed; a province's school standard has others too.
std::vector<std::size_t> with_cv(const StageRules& rules) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < rules.indicators.size(); ++i)
    if (rules.indicators[i].indicator->has_cv) out.push_back(i);
  return out;
}

class BalanceTable {
 public:
  BalanceTable(const FormContext& context, const StageResult& stage, FormSheet& sheet)
      : context_(context), stage_(stage), rules_(context.assessment().rules_of(stage.stage)), sheet_(sheet) {}

  void write() {
    begin("xlsx.balance.mean");
    for (const std::size_t i : shown_) sheet_.number(stage_.indicators[i].mean, rules_.indicators[i].indicator->decimals);
    end("—", Mark::None, "");
    begin("xlsx.balance.cv");
    for (const std::size_t i : shown_)
      cv_cell(sheet_, spread(stage_.indicators[i]), value_of(rules_.indicators[i].cv), stage_.indicators[i].cv_verdict);
    cv_cell(sheet_, stage_.composite_cv, value_of(rules_.composite), stage_.composite_verdict);
    sheet_.text(remark());
    sheet_.end_row();
    if (!rules_.judges_cvs()) return;
    begin("xlsx.balance.limit");
    for (const std::size_t i : shown_) sheet_.cv_limit(value_of(rules_.indicators[i].cv), "≤");
    if (rules_.composite) sheet_.cv_limit(rules_.composite->value, "≤");
    else sheet_.text(context_.words("limit.none"));
    sheet_.text("").end_row();
    begin("xlsx.balance.margin");
    for (const std::size_t i : shown_)
      margin_cell(sheet_, spread(stage_.indicators[i]), value_of(rules_.indicators[i].cv),
                  is_single_value(stage_.indicators[i]) ? std::nullopt : assess::cv_margin(rules_.indicators[i], stage_.indicators[i]));
    margin_cell(sheet_, stage_.composite_cv, value_of(rules_.composite), assess::composite_margin(rules_, stage_));
    sheet_.text("").end_row();
    begin("xlsx.balance.verdict");
    for (const std::size_t i : shown_) sheet_.text(verdict(stage_.indicators[i].cv_verdict), mark_of(stage_.indicators[i].cv_verdict));
    end(verdict(stage_.composite_verdict), mark_of(stage_.composite_verdict), "");
  }

 private:
  void begin(std::string_view key) { sheet_.text(stage_text(stage_.stage, context_.lang())).text(context_.words(key)); }

  void end(std::string_view composite, Mark mark, std::string_view remark) {
    sheet_.text(composite, mark).text(remark);
    sheet_.end_row();
  }

  [[nodiscard]] std::string verdict(std::optional<Verdict> verdict) const {
    return verdict ? verdict_text(*verdict, context_.lang()) : "—";
  }

  [[nodiscard]] std::string remark() const {
    std::vector<std::string> above;
    std::vector<std::string> gaps;
    std::vector<std::string> singles;
    for (const std::size_t i : shown_) {
      const std::string& id = rules_.indicators[i].indicator->id;
      const IndicatorSummary& summary = stage_.indicators[i];
      if (summary.cv_verdict == Verdict::Unmet) above.push_back(id);
      if (is_single_value(summary)) singles.push_back(id);
      if (summary.schools_valued < stage_.schools)
        gaps.push_back(id + " " + std::to_string(summary.schools_valued) + "/" + std::to_string(stage_.schools));
    }
    if (stage_.composite_verdict == Verdict::Unmet) above.push_back(context_.words("xlsx.balance.composite"));
    std::string out;
    if (!above.empty()) out += context_.words("xlsx.balance.above", {{"ids", listed(above, context_.lang())}});
    if (!singles.empty())
      out += (out.empty() ? "" : context_.words("xlsx.remark.separator")) +
             context_.words("xlsx.balance.single", {{"ids", listed(singles, context_.lang())}});
    if (!gaps.empty())
      out += (out.empty() ? "" : context_.words("xlsx.remark.separator")) +
             context_.words("xlsx.balance.gaps", {{"ids", listed(gaps, context_.lang())}});
    return out;
  }

  const FormContext& context_;
  const StageResult& stage_;
  const StageRules& rules_;
  FormSheet& sheet_;
  std::vector<std::size_t> shown_ = with_cv(rules_);
};

std::vector<FormColumn> indicator_columns(const FormContext& context, const StageRules& rules) {
  std::vector<FormColumn> out;
  for (const std::size_t i : with_cv(rules))
    out.push_back({indicator_header(*rules.indicators[i].indicator, context.lang()), 10.5, Align::Right});
  return out;
}

}  // namespace

void write_balance(const FormContext& context) {
  // Both stages stand in one table where they have the same indicators, as in the form; else each has a table of its own.
  const auto ids = [&](Stage stage) {
    std::vector<std::string> out;
    const StageRules& rules = context.assessment().rules_of(stage);
    for (const std::size_t i : with_cv(rules)) out.push_back(rules.indicators[i].indicator->id);
    return out;
  };
  const bool is_common = ids(Stage::Primary) == ids(Stage::Junior);
  std::optional<FormSheet> sheet;
  for (const StageResult& stage : context.area->stages) {
    if (stage.schools == 0) continue;
    if (!sheet || !is_common) {
      std::vector<FormColumn> columns = {{context.words("xlsx.column.stage"), 10, Align::Center},
                                         {context.words("xlsx.column.figure"), 14, Align::Left}};
      for (FormColumn& column : indicator_columns(context, context.assessment().rules_of(stage.stage)))
        columns.push_back(std::move(column));
      columns.push_back({context.words("xlsx.balance.composite"), 10, Align::Right});
      columns.push_back({context.words("xlsx.column.remark"), 22, Align::Left});
      sheet.emplace(context.numbered_sheet("balance", std::move(columns), Page::Landscape));
      sheet->freeze(2);
    }
    BalanceTable(context, stage, *sheet).write();
  }
  if (sheet)
    sheet->note(context.words(std::string("xlsx.balance.note.") + (context.form == FormKind::Basic  ? "basic"
                                                                   : context.form == FormKind::None ? "plain"
                                                                                                    : "single")));
}

void write_area_lists(const FormContext& context) {
  for (const bool is_cv : {true, false}) {
    std::vector<FormColumn> columns = {{context.words("text.code"), 13, Align::Left},
                                       {context.words("text.area"), 18, Align::Left},
                                       {context.words("xlsx.column.stage"), 9, Align::Center},
                                       {context.words("xlsx.column.schools"), 8, Align::Right},
                                       {context.words("xlsx.column.pupils"), 10, Align::Right}};
    const auto fixed = static_cast<std::uint32_t>(columns.size());
    const StageRules& widest = context.assessment().rules_of(Stage::Primary);
    for (FormColumn& column : indicator_columns(context, widest)) columns.push_back(std::move(column));
    if (is_cv) columns.push_back({context.words("xlsx.balance.composite"), 11, Align::Right});
    const bool has_verdicts =
        std::ranges::any_of(context.assessment().areas, [](const assess::AreaResult& area) { return area.verdict.has_value(); });
    if (has_verdicts) columns.push_back({context.words("xlsx.column.stage_verdict"), 12, Align::Center});
    FormSheet sheet = context.sheet(is_cv ? "all_cvs" : "all_means", std::move(columns), Page::Landscape);
    sheet.freeze(2);
    for (const assess::AreaResult& area : context.assessment().areas) {
      for (const StageResult& stage : area.stages) {
        if (stage.schools == 0) continue;
        const StageRules& rules = context.assessment().rules_of(stage.stage);
        sheet.text(context.dataset().areas.codes.at(area.area.value)).text(context.dataset().areas.names.at(area.area.value));
        sheet.text(stage_text(stage.stage, context.lang())).number(stage.schools, 0).number(stage.pupils, 0);
        for (const std::size_t i : with_cv(widest)) {
          const standards::Indicator& indicator = *widest.indicators[i].indicator;
          const auto at = rules.find(indicator.id);
          if (!at) sheet.text("—");
          else if (is_cv)
            cv_cell(sheet, spread(stage.indicators[*at]), value_of(rules.indicators[*at].cv), stage.indicators[*at].cv_verdict);
          else sheet.number(stage.indicators[*at].mean, indicator.decimals);
        }
        if (is_cv) cv_cell(sheet, stage.composite_cv, value_of(rules.composite), stage.composite_verdict);
        if (has_verdicts) sheet.text(stage.verdict ? verdict_text(*stage.verdict, context.lang()) : "—", mark_of(stage.verdict));
        sheet.end_row();
      }
    }
    context.writer->autofilter(sheet.header_row(), 1, std::max(sheet.row() - 1, sheet.header_row()), fixed);
  }
}

}  // namespace junheng::report
