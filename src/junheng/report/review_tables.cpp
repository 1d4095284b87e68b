#include "junheng/report/review_tables.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "junheng/model/english_names.h"
#include "junheng/model/schema.h"
#include "junheng/monitor/monitor.h"
#include "junheng/report/listing.h"
#include "junheng/report/monitor_subjects.h"
#include "junheng/report/number_format.h"
#include "junheng/report/review_cells.h"
#include "junheng/report/review_county_tables.h"
#include "junheng/report/review_target_tables.h"

namespace junheng::report {

namespace {

using model::AccreditationKind;
using monitor::AccreditationRow;
using monitor::AreaFigure;
using monitor::CountShare;
using enum ColumnAlign;

Params period_params(const monitor::PlanPeriods& periods) {
  return {{"before", period_text(periods.before)}, {"during", period_text(periods.during)}};
}

std::string_view kind_key(AccreditationKind kind) { return kind == AccreditationKind::Basic ? "basic" : "quality"; }

std::string item_of(AccreditationKind kind, std::string_view rest) { return fmt::format("counties_{}_{}", kind_key(kind), rest); }

ReportTable accreditation_table(const ReviewReport& report, AccreditationKind kind) {
  const Params params = period_params(report.review->periods);
  ReviewTableBuilder table(report, kind == AccreditationKind::Basic ? "accreditation_basic" : "accreditation_quality", params);
  table.column("area", Left);
  table.column("before", Right, params);
  table.column("during", Right, params);
  for (const auto* key :
       {"growth", "growth_published", "accredited", "counties", "share", "share_published", "share_year", "target", "complete_since"})
    table.column(key);
  for (const AccreditationRow& row : report.review->accreditation) {
    if (row.kind != kind) continue;
    table.row({table.area(row.area), table.figure(row.before, row.area, item_of(kind, "in_period")),
               table.figure(row.during, row.area, item_of(kind, "in_period")),
               table.percent(row.growth, row.area, item_of(kind, "growth_percent")), table.published(row.growth),
               table.figure(row.accredited, row.area, item_of(kind, "accredited")), table.figure(row.counties, row.area, "counties"),
               table.percent(row.share, row.area, item_of(kind, "share_percent")), table.published(row.share), table.year(row.share.best()),
               table.words(row.target ? shown_limit(row.target->value) : "—"),
               table.words(row.complete_since ? std::to_string(*row.complete_since) : "—")});
  }
  return table.take();
}

ReportTable accredited_year_table(const ReviewReport& report) {
  ReviewTableBuilder table(report, "accredited_years");
  table.column("area", Left);
  table.column("kind", Left);
  for (const auto* key : {"year", "in_year", "accredited", "counties", "share", "share_published"}) table.column(key);
  for (const monitor::AccreditedYear& row : report.review->accredited_years) {
    table.row({table.area(row.area), table.words(table.say("review.kind." + std::string(kind_key(row.kind)))),
               table.words(std::to_string(row.year)), table.figure(row.in_year, row.area, item_of(row.kind, "in_year")),
               table.figure(row.accredited, row.area, item_of(row.kind, "accredited")), table.figure(row.counties, row.area, "counties"),
               table.percent(row.share, row.area, item_of(row.kind, "share_percent")), table.published(row.share)});
  }
  return table.take();
}

ReportTable retention_table(const ReviewReport& report) {
  const Params params = period_params(report.review->periods);
  ReviewTableBuilder table(report, "retention", params);
  table.column("area", Left);
  table.column("rate", Left);
  for (const auto* key : {"before", "year", "during", "year", "national", "above_national", "target"}) table.column(key, Right, params);
  for (const monitor::RetentionRow& row : report.review->retention) {
    const auto rate = [&](const AreaFigure& figure) {
      const int decimals = figure.value ? std::min(2, monitor::decimals_of(figure)) : 1;
      return table.figure(figure, row.area, row.item->id, decimals);
    };
    TableCell national = rate(row.national);
    if (row.national.value && row.during.value && row.national.year != row.during.year) {
      national.mark += fmt::format(" ({})", row.national.year);
      table.note(table.say("review.note.national_year"));
    }
    const auto above = row.above_national();
    table.row({table.area(row.area),
               table.words(review_item(row.item->id, report.lang)),
               rate(row.before),
               table.year(row.before),
               rate(row.during),
               table.year(row.during),
               national,
               {above ? shown_difference(row.national.value, row.during.value, 2) : "—", above, 2, {}},
               table.words(row.target ? shown_limit(row.target->value) : "—")});
  }
  return table.take();
}

std::vector<TableCell> share_cells(ReviewTableBuilder& table, AreaIndex area, std::string_view item, const CountShare& share) {
  return {table.figure(share.before, area, item), table.figure(share.count, area, item),
          table.percent(share.share, area, monitor::find_review_item(item)->id)};
}

void add_share_columns(ReviewTableBuilder& table, std::string_view item, const Params& params, Lang lang) {
  Params with_item = params;
  with_item.emplace_back("item", text("review.short." + std::string(item), lang));
  table.column("item_before", Right, with_item);
  table.column("item_during", Right, with_item);
  table.column("item_share", Right, with_item);
}

ReportTable class_table(const ReviewReport& report) {
  const Params params = period_params(report.review->periods);
  ReviewTableBuilder table(report, "classes", params);
  table.column("area", Left);
  table.column("year");
  add_share_columns(table, "large_classes", params, report.lang);
  add_share_columns(table, "very_large_classes", params, report.lang);
  for (const monitor::ClassRow& row : report.review->classes) {
    std::vector<TableCell> cells = {table.area(row.area), table.year(row.large.count.value ? row.large.count : row.large.share.best())};
    for (TableCell& cell : share_cells(table, row.area, "large_classes", row.large)) cells.push_back(std::move(cell));
    for (TableCell& cell : share_cells(table, row.area, "very_large_classes", row.very_large)) cells.push_back(std::move(cell));
    table.row(std::move(cells));
  }
  return table.take();
}

ReportTable school_table(const ReviewReport& report) {
  const Params params = period_params(report.review->periods);
  ReviewTableBuilder table(report, "schools", params);
  table.column("area", Left);
  table.column("year");
  add_share_columns(table, "schools_over_2000", params, report.lang);
  add_share_columns(table, "schools_over_3000", params, report.lang);
  for (const monitor::SchoolRow& row : report.review->schools) {
    std::vector<TableCell> cells = {table.area(row.area),
                                    table.year(row.over_2000.count.value ? row.over_2000.count : row.over_3000.count)};
    for (TableCell& cell : share_cells(table, row.area, "schools_over_2000", row.over_2000)) cells.push_back(std::move(cell));
    for (TableCell& cell : share_cells(table, row.area, "schools_over_3000", row.over_3000)) cells.push_back(std::move(cell));
    table.row(std::move(cells));
    if (row.whole)
      table.note(table.say(
          "review.note.implied_schools",
          {{"area", review_area(report, row.area)}, {"low", shown_amount(row.whole->low)}, {"high", shown_amount(row.whole->high)}}));
  }
  return table.take();
}

/// What teachers lacking that are worked out from the schools rest on.
std::vector<std::string> subject_notes(const ReviewSubjects& subjects, Lang lang) {
  const monitor::SubjectMonitor nothing_read;
  SubjectReport report;
  report.monitor = &nothing_read;
  report.curriculum = subjects.curriculum;
  report.loads = subjects.loads;
  report.is_curriculum_assumed = subjects.is_curriculum_assumed;
  report.is_loads_assumed = subjects.is_loads_assumed;
  std::vector<std::string> out = subject_basis_lines(report, monitor::kSubjects, lang);
  std::string names;
  for (const std::string_view id : subjects.without_load) {
    const standards::Subject* subject = subjects.library->find_subject(id);
    append_listed(names, (subject == nullptr ? std::string(id) : subject->title.in(lang)), lang);
  }
  if (!names.empty()) out.push_back(text("review.note.without_load", lang, {{"subjects", names}}));
  return out;
}

ReportTable shortage_table(const ReviewReport& report) {
  const Params params = period_params(report.review->periods);
  ReviewTableBuilder table(report, "shortages", params);
  table.column("area", Left);
  for (const auto* key : {"before", "during", "year"}) table.column(key, Right, params);
  table.column("scope", Left);
  for (const monitor::ShortageRow& row : report.review->shortages) {
    const std::string scope = row.counties.value ? table.say("review.scope.counties", {{"count", shown_amount(*row.counties.value)}})
                                                 : table.say("review.scope.whole");
    table.row({table.area(row.area), table.figure(row.before, row.area, "subject_teacher_shortage"),
               table.figure(row.during, row.area, "subject_teacher_shortage"), table.year(row.during), table.words(scope)});
    if (row.during.value && !row.during.evidence.empty())
      table.note(
          table.say("review.note.evidence", {{"area", review_area(report, row.area)}, {"evidence", std::string(row.during.evidence)}}));
  }
  if (report.subjects != nullptr)
    for (std::string& line : subject_notes(*report.subjects, report.lang)) table.note(std::move(line));
  return table.take();
}

ReportTable total_table(const ReviewReport& report, std::string_view id, const std::vector<monitor::PeriodTotal>& totals) {
  const Params params = period_params(report.review->periods);
  ReviewTableBuilder table(report, id, params);
  table.column("area", Left);
  table.column("item", Left);
  table.column("before", Right, params);
  table.column("during", Right, params);
  table.column("growth");
  table.column("growth_published");
  for (const monitor::PeriodTotal& row : totals)
    table.row({table.area(row.area), table.words(review_item(row.item->id, report.lang)), table.figure(row.before, row.area, row.item->id),
               table.figure(row.during, row.area, row.item->id),
               table.percent(row.growth, row.area, "training_funds_period_growth_percent"), table.published(row.growth)});
  return table.take();
}

}  // namespace

int amount_decimals(double amount, std::string_view item) {
  constexpr int kMost = 2;
  return std::min(item == "subject_teacher_shortage" ? kStaffDecimals : kMost, monitor::decimals_of(amount));
}

std::string period_text(const monitor::PlanPeriod& period) { return fmt::format("{}–{}", period.first, period.last); }

std::string review_area(const ReviewReport& report, AreaIndex area) {
  const model::Areas& areas = report.dataset->areas;
  const std::string code(areas.codes.at(area.value));
  const std::string name(areas.names.at(area.value));
  if (name.empty()) return code;
  const bool is_low = areas.levels[area.value] == model::AreaLevel::County || areas.levels[area.value] == model::AreaLevel::Township;
  return is_low ? name + " (" + code + ")" : name;
}

std::string review_item(std::string_view id, Lang lang) {
  if (lang == Lang::En) return model::english_name(id);
  if (const model::ColumnSpec* measure = model::find_area_measure(id)) return std::string(measure->zh);
  if (const model::ColumnSpec* measure = model::find_stage_measure(id)) return std::string(measure->zh);
  return std::string(id);
}

std::vector<ReportTable> review_tables(const ReviewReport& report) {
  const monitor::Review& review = *report.review;
  std::vector<ReportTable> tables;
  tables.push_back(accreditation_table(report, AccreditationKind::Basic));
  tables.push_back(accreditation_table(report, AccreditationKind::Quality));
  tables.push_back(target_table(report));
  tables.push_back(accredited_year_table(report));
  tables.push_back(recognised_sum_table(report));
  tables.push_back(fallen_back_table(report));
  tables.push_back(recognised_table(report));
  tables.push_back(retention_table(report));
  tables.push_back(class_table(report));
  tables.push_back(school_table(report));
  tables.push_back(elimination_table(report));
  tables.push_back(shortage_table(report));
  tables.push_back(pay_sum_table(report));
  tables.push_back(pay_table(report));
  tables.push_back(total_table(report, "funds", review.funds));
  tables.push_back(total_table(report, "totals", review.totals));
  tables.push_back(series_table(report));
  tables.push_back(disagreement_table(report));
  tables.push_back(gap_table(report));
  tables.push_back(lack_table(report));
  std::erase_if(tables, [](const ReportTable& table) { return table.rows.empty(); });
  return tables;
}

}  // namespace junheng::report
