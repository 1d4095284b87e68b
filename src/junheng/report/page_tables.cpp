#include "junheng/report/page_tables.h"

#include <utility>
#include <vector>

#include "junheng/formats/json_writer.h"
#include "junheng/report/breakdown_tables.h"
#include "junheng/report/monitor_headlines.h"
#include "junheng/report/monitor_subject_tables.h"
#include "junheng/report/monitor_tables.h"
#include "junheng/report/page_table_json.h"
#include "junheng/report/review_headlines.h"
#include "junheng/report/review_tables.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;
using monitor::Figure;
using monitor::MonitorArea;
using monitor::MonitorResult;

void write_headline(JsonWriter& json, const Headline& headline) {
  json.begin_object().member("label", std::string_view(headline.label)).member("value", std::string_view(headline.value));
  json.member("of", std::string_view(headline.of)).member("limit", std::string_view(headline.limit)).key("verdict");
  if (headline.verdict) json.value(to_string(*headline.verdict));
  else json.null();
  json.member("before", std::string_view(headline.before)).member("group", std::string_view(headline.href)).end_object();
}

/// Writes what has rows, under numbered ids.
class TableList {
 public:
  TableList(const std::string& title, const std::vector<Headline>& headlines) {
    json_.begin_object().member("title", std::string_view(title)).key("headlines").begin_array();
    for (const Headline& headline : headlines) write_headline(json_, headline);
    json_.end_array().key("tables").begin_array();
  }

  /// Tables that are added from here on belong to the group.
  void begin_group(std::string_view id, std::string title) { group_ = {std::string(id), std::move(title)}; }
  void add(const ReportTable& table) {
    if (!table.rows.empty()) write_page_table(json_, table, std::to_string(++count_), group_);
  }
  void add(ReportTable table, const std::string& about) {
    if (table.title.empty()) table.title = about;
    else table.title = about + " · " + table.title;
    add(table);
  }
  [[nodiscard]] std::string take() { return json_.end_array().end_object().take(); }

 private:
  JsonWriter json_;
  PageTableGroup group_;
  std::size_t count_ = 0;
};

TableCell figure_cell(const Figure& figure, const MonitorWords& words) {
  TableCell cell = word_cell(words.value(figure));
  cell.number = figure.value;
  cell.mark = words.signs(figure);
  return cell;
}

ReportTable figures_table(const MonitorResult& result, const MonitorWords& words) {
  ReportTable table;
  table.title = words.say("monitor." + std::string(result.id));
  table.columns.push_back({words.say("text.area"), ColumnAlign::Left});
  const auto areas = words.shown_areas(result);
  const auto positions = words.shown_figures(result);
  for (const std::size_t position : positions) {
    const Figure& figure = areas.front()->figures[position];
    const std::string limit = words.limit(figure);
    table.columns.push_back({words.title(result.id, figure.id) + (limit.empty() ? "" : " (" + limit + ")")});
  }
  for (const MonitorArea* area : areas) {
    std::vector<TableCell> row = {word_cell(words.area_name(area->area))};
    for (const std::size_t position : positions) row.push_back(figure_cell(area->figures[position], words));
    table.rows.push_back(std::move(row));
  }
  table.notes = words.notes(result);
  return table;
}

void add_breakdowns(TableList& list, const BreakdownTables& tables, const MonitorResult& result, const std::string& about) {
  std::vector<AreaIndex> areas;
  for (const MonitorArea& area : result.years.back().areas) areas.push_back(area.area);
  if (areas.empty()) return;
  const std::size_t count = result.years.back().areas.front().breakdowns.size();
  for (std::size_t position = 0; position < count; ++position) {
    list.add(tables.table(result, areas, position), about);
    list.add(tables.trend(result, areas, position), about);
  }
}

void add_subjects(TableList& list, const SubjectReport& report, Lang lang) {
  const SubjectTables tables(report, lang);
  const SubjectAreas tops = report.top_areas();
  for (ReportTable table : {tables.need(tops, AreaColumns::With), tables.need_trend(tops, AreaColumns::With), tables.short_schools(tops),
                            tables.periods(tops, AreaColumns::With), tables.periods_trend(tops, AreaColumns::With), tables.squeezed(tops),
                            tables.under_taught(tops)})
    list.add(table);
}

}  // namespace

std::string monitor_page_json(const MonitorInput& input) {
  const MonitorWords words(input);
  const BreakdownTables breakdowns(input);
  TableList list(monitor_headlines_title(input, words), monitor_headlines(input, words));
  for (const MonitorResult& result : input.monitoring->results) {
    if (words.is_empty(result)) continue;
    const ReportTable figures = figures_table(result, words);
    list.begin_group(result.id, figures.title);
    list.add(figures);
    for (const MonitorArea& area : result.years.back().areas)
      if (words.is_top(result.years.back(), area.area)) list.add(trend_table(result, area.area, words), figures.title);
    list.add(offender_table({&result, 1}, words), figures.title);
    list.add(reported_table({&result, 1}, words), figures.title);
    add_breakdowns(list, breakdowns, result, figures.title);
  }
  list.begin_group(monitor::kSubjects, words.say("monitor.subjects"));
  if (input.subjects != nullptr) add_subjects(list, *input.subjects, input.lang);
  return list.take();
}

std::string review_page_json(const ReviewReport& report) {
  TableList list(review_headlines_title(report), review_headlines(report));
  for (const ReportTable& table : review_tables(report)) {
    list.begin_group(table.id, table.title);
    list.add(table);
  }
  return list.take();
}

}  // namespace junheng::report
