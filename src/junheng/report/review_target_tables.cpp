#include "junheng/report/review_target_tables.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "junheng/report/listing.h"
#include "junheng/report/missing_thing.h"
#include "junheng/report/number_format.h"
#include "junheng/report/review_cells.h"

namespace junheng::report {

namespace {

using monitor::AreaFigure;
using monitor::Course;
using monitor::TargetCourse;
using enum ColumnAlign;

standards::Direction direction_of(const monitor::ReviewItem& item) {
  return item.course == Course::Down ? standards::Direction::Lower : standards::Direction::Higher;
}

/// Digits of a value beside its target: two, or as many as show on which side of it the value stands.
int value_decimals(const AreaFigure& figure, const TargetCourse& row) {
  if (!figure.value) return 0;
  return shown_decimals(*figure.value, amount_decimals(*figure.value, row.item->id), row.target.value, direction_of(*row.item));
}

std::string signed_pace(const std::optional<double>& pace) { return pace ? shown_difference(0.0, pace, 2) : "—"; }

}  // namespace

std::string status_text(monitor::TargetStatus status, Lang lang) {
  return std::string(text("review.status." + std::string(to_string(status)), lang));
}

ReportTable target_table(const ReviewReport& report) {
  ReviewTableBuilder table(report, "targets");
  table.column("area", Left);
  table.column("item", Left);
  for (const auto* key : {"target_year", "target", "baseline", "actual", "expected"}) table.column(key);
  table.column("status", Left);
  for (const auto* key : {"pace_so_far", "pace_needed"}) table.column(key);
  for (const TargetCourse& row : report.review->targets) {
    const auto with_year = [&](const AreaFigure& figure) {
      TableCell cell = table.figure(figure, row.target.area, row.target.item, value_decimals(figure, row));
      if (figure.value) cell.mark += fmt::format(" ({})", figure.year);
      return cell;
    };
    if (row.unknown)
      table.note(table.say("review.note." + std::string(to_string(*row.unknown)), {{"area", review_area(report, row.target.area)},
                                                                                   {"item", review_item(row.target.item, report.lang)},
                                                                                   {"year", std::to_string(row.target.year)}}));
    table.row({table.area(row.target.area),
               table.words(review_item(row.target.item, report.lang)),
               table.words(std::to_string(row.target.year)),
               {std::string(direction_sign(direction_of(*row.item))) + " " + shown_limit(row.target.value), row.target.value, 2, {}},
               with_year(row.baseline),
               with_year(row.actual),
               table.number(row.expected, 2),
               table.words(status_text(row.status, report.lang)),
               {signed_pace(row.pace_so_far), row.pace_so_far, 2, {}},
               {signed_pace(row.pace_needed), row.pace_needed, 2, {}}});
  }
  return table.take();
}

ReportTable elimination_table(const ReviewReport& report) {
  ReviewTableBuilder table(report, "elimination");
  table.column("area", Left);
  table.column("item", Left);
  for (const auto* key : {"year", "planned", "remaining", "excess"}) table.column(key);
  table.column("status", Left);
  table.column("schedule_of", Left);
  for (const monitor::EliminationRow& row : report.review->elimination) {
    const auto excess = row.excess();
    table.row({table.area(row.area),
               table.words(review_item(row.item->id, report.lang)),
               table.words(std::to_string(row.year)),
               table.number(row.planned, 0),
               table.figure(row.actual, row.area, row.item->id),
               {excess ? shown_difference(0.0, excess, 0) : "—", excess, 0, {}},
               table.words(status_text(row.status(), report.lang)),
               table.words(row.counties == 0 ? table.say("review.schedule.own")
                                             : table.say("review.schedule.counties", {{"count", std::to_string(row.counties)}}))});
  }
  return table.take();
}

ReportTable series_table(const ReviewReport& report) {
  const monitor::PlanPeriods& periods = report.review->periods;
  std::set<int> years;
  for (const monitor::Series& series : report.review->series)
    for (const AreaFigure& point : series.points) years.insert(point.year);
  ReviewTableBuilder table(report, "series");
  table.column("area", Left);
  table.column("item", Left);
  for (const int year : years) table.column("one_year", Right, {{"year", std::to_string(year)}});
  table.column("change", Right, {{"before", period_text(periods.before)}, {"during", period_text(periods.during)}});
  for (const monitor::Series& series : report.review->series) {
    std::vector<TableCell> cells = {table.area(series.area), table.words(review_item(series.item->id, report.lang))};
    int decimals = 0;
    for (const AreaFigure& point : series.points) decimals = std::max(decimals, amount_decimals(*point.value));
    AreaFigure before;
    AreaFigure during;
    for (const int year : years) {
      const auto point = std::ranges::find(series.points, year, &AreaFigure::year);
      if (point == series.points.end()) {
        cells.push_back(table.words("—"));
        continue;
      }
      if (periods.before.holds(year)) before = *point;
      if (periods.during.holds(year)) during = *point;
      cells.push_back(table.figure(*point, series.area, series.item->id, decimals));
    }
    const bool is_share = series.item->kind == monitor::ItemKind::Share;
    const AreaFigure growth = series.item->is_of_one_year ? AreaFigure{} : monitor::growth_percent(before, during);
    if (is_share) cells.push_back({shown_difference(before.value, during.value, decimals), std::nullopt, decimals, {}});
    else
      cells.push_back({growth.value ? shown_difference(0.0, growth.value, 1) + " %" : "—", growth.value, 1, growth.is_inferred ? "†" : ""});
    table.row(std::move(cells));
  }
  return table.take();
}

ReportTable disagreement_table(const ReviewReport& report) {
  ReviewTableBuilder table(report, "disagreements");
  table.column("area", Left);
  table.column("item", Left);
  for (const auto* key : {"year", "computed", "published"}) table.column(key);
  table.column("computed_from", Left);
  for (const monitor::Disagreement& row : report.review->disagreements)
    table.row({table.area(row.area), table.words(review_item(row.item, report.lang)), table.year(row.percent.published),
               table.number(row.percent.computed.value, row.percent.decimals + 1),
               table.number(row.percent.published.value, row.percent.decimals),
               table.words(
                   table.say(row.percent.computed.basis == monitor::FigureBasis::Schools ? "review.from.schools" : "review.from.counts"))});
  return table.take();
}

ReportTable gap_table(const ReviewReport& report) {
  ReviewTableBuilder table(report, "gaps");
  table.column("area", Left);
  table.column("item", Left);
  for (const auto* key : {"year", "counties_missing", "counties"}) table.column(key);
  for (const monitor::Gap& gap : report.review->gaps)
    table.row({table.area(gap.area), table.words(review_item(gap.item, report.lang)), table.words(std::to_string(gap.year)),
               table.number(gap.counties_missing, 0), table.number(gap.counties, 0)});
  return table.take();
}

ReportTable lack_table(const ReviewReport& report) {
  ReviewTableBuilder table(report, "lacks", {{"during", period_text(report.review->periods.during)}});
  table.column("item", Left);
  table.column("areas");
  table.column("missing", Left);
  for (const monitor::Lack& lack : report.review->lacks) {
    std::string names;
    for (const std::string_view what : lack.missing) append_listed(names, missing_thing(what, report.lang), report.lang);
    table.row({table.words(review_item(lack.item, report.lang)), table.number(lack.areas, 0), table.words(names)});
  }
  return table.take();
}

}  // namespace junheng::report
