#include <algorithm>

#include "junheng/assess/survey_forms.h"
#include "junheng/report/form_tables.h"
#include "junheng/report/item_text.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

namespace {

using formats::Align;

/// A percentage as it stands in the form, with more digits where one would hide a miss.
void percent_cell(FormSheet& sheet, std::optional<double> percent, const assess::ClauseResult& clause, Mark mark) {
  sheet.number(percent, percent ? shown_decimals(*percent, 1, clause.limit, clause.clause->direction) : 1, mark);
}

void count_row(FormSheet& sheet, std::string_view label, const assess::SurveyCount& count, const assess::ClauseResult& clause, Mark mark) {
  sheet.text(label);
  if (count.forms == 0) {
    for (int i = 0; i < 4; ++i) sheet.text("—");
  } else {
    sheet.number(count.forms, 0).number(count.valid, 0).number(count.satisfied, 0);
    percent_cell(sheet, count.valid == 0 ? std::nullopt : std::optional(100.0 * count.satisfied / count.valid), clause, mark);
  }
  sheet.end_row();
}

}  // namespace

void write_survey(const FormContext& context) {
  const auto is_survey = [](const assess::ClauseResult& clause) { return clause.clause->rule == standards::ItemRule::Survey; };
  for (const assess::ItemResult& item : context.area->items) {
    const auto clause = std::ranges::find_if(item.clauses, is_survey);
    if (clause == item.clauses.end()) continue;
    FormSheet sheet = context.numbered_sheet("survey",
                                             {{"", 14, Align::Center},
                                              {context.words("xlsx.survey.forms"), 13, Align::Right},
                                              {context.words("xlsx.survey.valid"), 13, Align::Right},
                                              {context.words("xlsx.survey.satisfied"), 13, Align::Right},
                                              {context.words("xlsx.survey.percent"), 14, Align::Right},
                                              {context.words("xlsx.survey.visited"), 13, Align::Right},
                                              {context.words("xlsx.survey.visited_satisfied"), 13, Align::Right},
                                              {context.words("xlsx.survey.visited_percent"), 14, Align::Right}},
                                             Page::Landscape);
    const auto satisfied_from = clause->clause->params.find("satisfied_from");
    const double from = satisfied_from == clause->clause->params.end() ? 4 : satisfied_from->second;
    const Mark mark = clause->verdict == assess::Verdict::Unmet     ? Mark::Bad
                      : clause->verdict == assess::Verdict::Unknown ? Mark::Unknown
                                                                    : Mark::None;
    const assess::SurveyForms forms = assess::count_survey_forms(context.dataset(), context.area->area, context.assessment().year, from);
    if (forms.all.forms == 0 && clause->value) {
      // Reported by the county: the share is known, the forms behind it are not.
      sheet.text(context.words("xlsx.survey.all")).text("—").text("—").text("—");
      percent_cell(sheet, clause->value, *clause, mark);
      sheet.end_row();
    } else {
      count_row(sheet, context.words("xlsx.survey.all"), forms.all, *clause, mark);
      count_row(sheet, context.words("xlsx.survey.parents"), forms.parents, *clause, Mark::None);
    }
    sheet.note(context.words("xlsx.survey.result", {{"title", item.item->title.in(context.lang())},
                                                    {"limit", required_text(*context.assessment().standard, item, *clause, context.lang())},
                                                    {"verdict", verdict_text(clause->verdict, context.lang())},
                                                    {"basis", basis_text(clause->basis, context.lang())}}));
    for (const std::string_view warning : clause->warnings) sheet.note(context.words(warning));
    sheet.note(context.words("xlsx.survey.note", {{"from", shown_limit(from)}}));
  }
}

}  // namespace junheng::report
