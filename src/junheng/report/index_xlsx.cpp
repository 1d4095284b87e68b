#include "junheng/core/text.h"
#include "junheng/report/form_sheet.h"
#include "junheng/report/index_report.h"
#include "junheng/report/index_words.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

using formats::Align;
using monitor::CompositeIndex;

std::string say(std::string_view key, Lang lang, const Params& params = {}) { return text("index." + std::string(key), lang, params); }

SheetHead head_of(const IndexInput& input) {
  const CompositeIndex& index = *input.index;
  const model::Manifest& manifest = index.sample.dataset->manifest;
  SheetHead head;
  head.lines.push_back(say("title", input.lang,
                           {{"title", index.spec.title},
                            {"stage", index_stage(index, input.lang)},
                            {"first", std::to_string(index.sample.year.first)},
                            {"next", next_year_digits(index.sample.year)}}));
  head.lines.push_back(index_method(index, input.lang));
  if (!input.date.empty()) head.lines.push_back(text("review.made", input.lang, {{"date", input.date}, {"version", input.version}}));
  if (manifest.is_synthetic) head.alerts.emplace_back(text("text.synthetic", input.lang));
  if (input.is_partial) head.alerts.emplace_back(text("inequality.partial", input.lang));
  return head;
}

FormSheet::Layout layout(std::string_view key, Lang lang, std::vector<FormColumn> columns) {
  const std::string title = say("html." + std::string(key), lang);
  return {title, title, std::move(columns), Page::Landscape};
}

void write_ranking(formats::XlsxWriter& writer, const IndexInput& input) {
  const CompositeIndex& index = *input.index;
  const Lang lang = input.lang;
  std::vector<FormColumn> columns = {{say("column.rank", lang), 8},
                                     {say("column.rank_low", lang), 9},
                                     {say("column.rank_high", lang), 9},
                                     {say("column.code", lang), 14, Align::Left},
                                     {say("column.unit", lang), 24, Align::Left}};
  if (!index.spec.is_of_areas()) columns.push_back({say("column.schools", lang), 9});
  columns.push_back({say("column.score", lang), 11});
  for (std::size_t j = 0; j < index.weights.size(); ++j) columns.push_back({index_component(index, j, lang), 14});
  if (has_funnel(index)) {
    columns.push_back({say("column.funnel_low", lang), 11});
    columns.push_back({say("column.funnel_high", lang), 11});
    columns.push_back({say("column.funnel", lang), 22, Align::Left});
  }
  if (has_peers(index)) columns.push_back({say("column.peers", lang), 40, Align::Left});
  FormSheet sheet(writer, head_of(input), layout("ranking", lang, std::move(columns)));
  sheet.freeze(5);
  for (const monitor::RankedUnit& unit : index.ranking) {
    sheet.number(unit.rank, 0).number(unit.rank_low, 0).number(unit.rank_high, 0);
    sheet.text(index_unit_id(index, unit.unit)).text(index_unit(index, unit.unit));
    if (!index.spec.is_of_areas()) sheet.number(static_cast<double>(unit.schools), 0);
    sheet.number(unit.score, 4);
    for (const monitor::ComponentResult& part : unit.components) sheet.number(part.value, 4);
    if (has_funnel(index)) {
      sheet.number(unit.funnel ? std::optional(unit.funnel->low) : std::nullopt, 4);
      sheet.number(unit.funnel ? std::optional(unit.funnel->high) : std::nullopt, 4);
      sheet.text(index_funnel_place(unit, lang));
    }
    if (has_peers(index)) sheet.text(index_peers(index, unit, lang, unit.peers.size()));
    sheet.end_row();
  }
  for (const std::string& note : index_notes(index, lang)) sheet.note(note);
}

/// Normalised scores and what they add to the score, side by side.
void write_contributions(formats::XlsxWriter& writer, const IndexInput& input) {
  const CompositeIndex& index = *input.index;
  const Lang lang = input.lang;
  std::vector<FormColumn> columns = {{say("column.rank", lang), 8},
                                     {say("column.code", lang), 14, Align::Left},
                                     {say("column.unit", lang), 24, Align::Left},
                                     {say("column.score", lang), 11}};
  for (const char* key : {"column.normalised", "column.contribution"})
    for (std::size_t j = 0; j < index.weights.size(); ++j)
      columns.push_back({say(key, lang, {{"component", index_component(index, j, lang)}}), 15});
  FormSheet sheet(writer, head_of(input), layout("contributions", lang, std::move(columns)));
  sheet.freeze(3);
  for (const monitor::RankedUnit& unit : index.ranking) {
    sheet.number(unit.rank, 0).text(index_unit_id(index, unit.unit)).text(index_unit(index, unit.unit)).number(unit.score, 4);
    for (const monitor::ComponentResult& part : unit.components) sheet.number(part.score, 4);
    for (const monitor::ComponentResult& part : unit.components) sheet.number(part.contribution, 4);
    sheet.end_row();
  }
  const bool is_geometric = index.spec.aggregation == monitor::IndexAggregation::Geometric;
  sheet.note(say(is_geometric ? "contributions_log" : "contributions", lang));
}

/// Scores of the subsystems and how far they are in step.
void write_coordination(formats::XlsxWriter& writer, const IndexInput& input) {
  const CompositeIndex& index = *input.index;
  const Lang lang = input.lang;
  std::vector<FormColumn> columns = {
      {say("column.rank", lang), 8}, {say("column.code", lang), 14, Align::Left}, {say("column.unit", lang), 24, Align::Left}};
  for (std::size_t s = 0; s < index.spec.subsystems.size(); ++s) columns.push_back({subsystem_name(index, s), 15});
  for (const char* key : {"column.coupling", "column.development", "column.coordination"}) columns.push_back({say(key, lang), 15});
  columns.push_back({say("column.coordination_class", lang), 18, Align::Left});
  FormSheet sheet(writer, head_of(input), layout("coordination", lang, std::move(columns)));
  sheet.freeze(3);
  for (const monitor::RankedUnit& unit : index.ranking) {
    sheet.number(unit.rank, 0).text(index_unit_id(index, unit.unit)).text(index_unit(index, unit.unit));
    for (const double score : unit.coordination->scores) sheet.number(score, 4);
    sheet.number(unit.coordination->coupling, 4).number(unit.coordination->development, 4).number(unit.coordination->degree, 4);
    sheet.text(coordination_class(index, unit));
    sheet.end_row();
  }
  sheet.note(say("coordination", lang));
  if (!index.spec.classes.empty()) sheet.note(say("coordination_classes", lang));
}

void write_weights(formats::XlsxWriter& writer, const IndexInput& input) {
  const CompositeIndex& index = *input.index;
  const Lang lang = input.lang;
  FormSheet sheet(writer, head_of(input),
                  layout("weights", lang,
                         {{say("column.component", lang), 40, Align::Left},
                          {say("column.direction", lang), 18, Align::Left},
                          {say("column.weight", lang), 12}}));
  for (std::size_t j = 0; j < index.weights.size(); ++j) {
    sheet.text(index_component(index, j, lang));
    sheet.text(say(index.spec.components[j].direction == stats::Direction::Higher ? "positive" : "negative", lang));
    sheet.number(index.weights[j], 4);
    sheet.end_row();
  }
  if (index.consistency_ratio) sheet.note(index_consistency(index, lang));
}

void write_unranked(formats::XlsxWriter& writer, const IndexInput& input) {
  const CompositeIndex& index = *input.index;
  const Lang lang = input.lang;
  FormSheet sheet(writer, head_of(input),
                  layout("unranked", lang,
                         {{say("column.code", lang), 16, Align::Left},
                          {say("column.unit", lang), 30, Align::Left},
                          {say("html.reason", lang), 44, Align::Left}}));
  for (const monitor::UnrankedUnit& unit : index.unranked) {
    sheet.text(index_unit_id(index, unit.unit)).text(index_unit(index, unit.unit)).text(index_lack(index, unit, lang));
    sheet.end_row();
  }
  if (index.unranked.empty()) sheet.note(say("html.all_ranked", lang));
}

}  // namespace

Result<void> write_index_xlsx(const IndexInput& input, const std::string& path) {
  formats::XlsxWriter writer(path);
  writer.set_properties(say("html.kicker", input.lang), input.index->spec.title);
  write_ranking(writer, input);
  if (input.index->spec.aggregation != monitor::IndexAggregation::Topsis) write_contributions(writer, input);
  if (!input.index->spec.subsystems.empty()) write_coordination(writer, input);
  write_weights(writer, input);
  write_unranked(writer, input);
  return writer.close();
}

}  // namespace junheng::report
