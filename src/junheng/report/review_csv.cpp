// A plan-period review for spreadsheets and programs: one row per number.
#include <fmt/format.h>

#include "junheng/core/catalogue.h"
#include "junheng/formats/csv_writer.h"
#include "junheng/model/schema.h"
#include "junheng/report/review_county_tables.h"
#include "junheng/report/review_report.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using monitor::AreaFigure;
using monitor::Percent;

/// A spreadsheet takes a CSV file for UTF-8 only if it begins with this.
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class ReviewCsv {
 public:
  explicit ReviewCsv(const ReviewReport& report) : report_(report), review_(*report.review) {}

  std::string run() {
    for (const char* name : {"list", "area_code", "area_name", "level", "item", "item_title", "quantity", "year", "value", "unit", "word",
                             "basis", "inferred", "note", "before", "during", "source", "synthetic"})
      csv_.field(text("review.csv." + std::string(name), report_.lang));
    csv_.end_row();
    for (const auto& row : review_.accreditation) accreditation(row);
    for (const auto& row : review_.accredited_years) accredited_year(row);
    for (const auto& row : review_.recognised) recognised(row);
    for (const auto& row : review_.retention) retention(row);
    for (const auto& row : review_.classes) {
      counts({"large_classes", row.area, "large_classes"}, row.large, "large_class_share_percent");
      counts({"large_classes", row.area, "very_large_classes"}, row.very_large, "very_large_class_share_percent");
    }
    for (const auto& row : review_.schools) {
      counts({"large_schools", row.area, "schools_over_2000"}, row.over_2000, "schools_over_2000_share_percent");
      counts({"large_schools", row.area, "schools_over_3000"}, row.over_3000, "schools_over_3000_share_percent");
    }
    for (const auto& row : review_.shortages) {
      const Subject subject{"shortages", row.area, "subject_teacher_shortage"};
      figure(subject, "before", row.before);
      figure(subject, "during", row.during);
    }
    for (const auto& row : review_.pay) pay(row);
    for (const auto& row : review_.funds) total("funds", row);
    for (const auto& row : review_.totals) total("totals", row);
    for (const auto& row : review_.targets) target(row);
    for (const auto& row : review_.elimination) elimination(row);
    for (const auto& row : review_.series)
      for (const AreaFigure& point : row.points) figure({"series", row.area, std::string(row.item->id)}, "value", point);
    return (report_.lang == Lang::Zh ? std::string(kByteOrderMark) : std::string()) + csv_.take();
  }

 private:
  /// What a row is about.
  struct Subject {
    std::string_view list;
    AreaIndex area;
    std::string item;
    /// Instead of the name and unit of the item.
    std::string title = {};
    std::string unit = {};
  };

  /// The number of a row and what is said of it.
  struct Cell {
    std::optional<int> year;
    std::optional<double> value;
    std::string word = {};
    std::string_view basis = {};
    bool is_inferred = false;
    std::string_view note = {};
  };

  static std::string unit_of(std::string_view item, Lang lang) {
    const model::ColumnSpec* measure = model::find_area_measure(item);
    return measure == nullptr ? "" : std::string(standards::unit_label(measure->unit, lang));
  }

  void row(const Subject& subject, std::string_view quantity, const Cell& cell) {
    const model::Areas& areas = report_.dataset->areas;
    csv_.field(subject.list).field(areas.codes.at(subject.area.value)).field(areas.names.at(subject.area.value));
    csv_.field(model::to_string(areas.levels[subject.area.value])).field(subject.item);
    csv_.field(subject.title.empty() ? review_item(subject.item, report_.lang) : subject.title).field(quantity);
    if (cell.year) csv_.field(*cell.year);
    else csv_.blank();
    if (cell.value) csv_.field(*cell.value);
    else csv_.blank();
    csv_.field(subject.title.empty() ? unit_of(subject.item, report_.lang) : subject.unit).field(cell.word).field(cell.basis);
    csv_.field(cell.is_inferred ? 1 : 0).field(cell.note);
    csv_.field(period_text(review_.periods.before)).field(period_text(review_.periods.during));
    csv_.field(report_.dataset->manifest.source).field(report_.dataset->manifest.is_synthetic ? 1 : 0);
    csv_.end_row();
  }

  /// Nothing where nothing is said.
  void figure(const Subject& subject, std::string_view quantity, const AreaFigure& figure) {
    if (!figure.is_said()) return;
    const auto year = figure.value ? std::optional(figure.year) : std::nullopt;
    row(subject, quantity, {year, figure.value, {}, to_string(figure.basis), figure.is_inferred, figure.evidence});
  }

  /// The computed percentage, and the published one beside it.
  void percent(const Subject& subject, const std::string& quantity, const Percent& percent) {
    Subject in_percent = subject;
    in_percent.title = review_item(subject.item, report_.lang);
    in_percent.unit = "%";
    figure(in_percent, quantity, percent.computed);
    figure(in_percent, quantity + (percent.published.is_of_schools ? "" : "_published"), percent.published);
  }

  void accreditation(const monitor::AccreditationRow& row_of) {
    const std::string kind = row_of.kind == model::AccreditationKind::Basic ? "basic" : "quality";
    const auto about = [&](const std::string& item) { return item == "counties" ? item : fmt::format("counties_{}_{}", kind, item); };
    const auto put = [&](const std::string& item, std::string_view quantity, const AreaFigure& value) {
      figure({"accreditation", row_of.area, about(item)}, quantity, value);
    };
    put("in_period", "before", row_of.before);
    put("in_period", "during", row_of.during);
    put("accredited", "accredited", row_of.accredited);
    put("counties", "counties", row_of.counties);
    percent({"accreditation", row_of.area, about("growth_percent")}, "growth_percent", row_of.growth);
    percent({"accreditation", row_of.area, about("share_percent")}, "share_percent", row_of.share);
  }

  void accredited_year(const monitor::AccreditedYear& row_of) {
    const std::string kind = row_of.kind == model::AccreditationKind::Basic ? "basic" : "quality";
    figure({"accredited_years", row_of.area, fmt::format("counties_{}_in_year", kind)}, "in_year", row_of.in_year);
    figure({"accredited_years", row_of.area, fmt::format("counties_{}_accredited", kind)}, "accredited", row_of.accredited);
    percent({"accredited_years", row_of.area, fmt::format("counties_{}_share_percent", kind)}, "share_percent", row_of.share);
  }

  void recognised(const monitor::RecognisedCounty& county) {
    const bool is_basic = county.kind == model::AccreditationKind::Basic;
    const Subject subject{"recognised", county.area, is_basic ? "basic" : "quality",
                          std::string(text(is_basic ? "review.kind.basic" : "review.kind.quality", report_.lang))};
    row(subject, "recognised", {county.year, std::nullopt});
    row(subject, "years_since", {std::nullopt, county.years_since});
    if (!county.present) return;
    row(subject, "present", {county.present_year, std::nullopt, std::string(to_string(*county.present))});
    if (county.trend.compared > 0) {
      row(subject, "clauses_worse", {county.trend.to, county.trend.worse});
      row(subject, "clauses_better", {county.trend.to, county.trend.better});
    }
    for (const monitor::ClauseTrend& failed : county.trend.failed) {
      const Subject clause{"recognised", county.area, failed.now.id, clause_words(failed.now, report_.lang)};
      row(clause, "value", {county.present_year, failed.now.value, "unmet"});
      row(clause, "limit", {county.present_year, failed.now.limit});
      row(clause, "margin", {county.present_year, failed.now.margin});
      if (failed.yearly_change) row(clause, "margin_per_year", {county.present_year, failed.yearly_change});
    }
    if (!county.trend.next) return;
    const Subject next{"recognised", county.area, county.trend.next->now.id, clause_words(county.trend.next->now, report_.lang)};
    row(next, "years_left", {county.present_year, county.trend.next->years_left});
  }

  void retention(const monitor::RetentionRow& row_of) {
    const Subject subject{"retention", row_of.area, std::string(row_of.item->id)};
    figure(subject, "before", row_of.before);
    figure(subject, "during", row_of.during);
    figure(subject, "national", row_of.national);
    if (row_of.target) row(subject, "target", {row_of.target->year, row_of.target->value});
  }

  void counts(const Subject& subject, const monitor::CountShare& share, std::string_view share_item) {
    figure(subject, "before", share.before);
    figure(subject, "during", share.count);
    percent({subject.list, subject.area, std::string(share_item)}, "share_percent", share.share);
  }

  void pay(const monitor::PayRow& row_of) {
    const auto put = [&](std::string_view quantity, const std::optional<monitor::PayYear>& pay) {
      if (!pay) return;
      const int year = pay->year.first;
      row({"pay", row_of.area, "teacher_pay_yuan"}, quantity, {year, pay->pay.teacher.get()});
      row({"pay", row_of.area, "civil_servant_pay_yuan"}, quantity, {year, pay->pay.civil_servant.get()});
      row({"pay", row_of.area, "pay_ratio", std::string(text("review.csv.pay_ratio", report_.lang))}, quantity,
          {year, pay->ratio(), pay->verdict ? std::string(to_string(*pay->verdict)) : std::string()});
    };
    put("before", row_of.before);
    put("during", row_of.during);
  }

  void total(std::string_view list, const monitor::PeriodTotal& row_of) {
    const Subject subject{list, row_of.area, std::string(row_of.item->id)};
    figure(subject, "before", row_of.before);
    figure(subject, "during", row_of.during);
    percent(subject, "growth_percent", row_of.growth);
  }

  void target(const monitor::TargetCourse& course) {
    const Subject subject{"targets", course.target.area, course.target.item};
    row(subject, "target", {course.target.year, course.target.value, std::string(to_string(course.status))});
    figure(subject, "baseline", course.baseline);
    figure(subject, "actual", course.actual);
    if (course.expected) row(subject, "expected", {course.actual.year, course.expected});
    if (course.pace_so_far) row(subject, "pace_so_far", {course.actual.year, course.pace_so_far});
    if (course.pace_needed) row(subject, "pace_needed", {course.target.year, course.pace_needed});
  }

  void elimination(const monitor::EliminationRow& row_of) {
    const Subject subject{"elimination", row_of.area, std::string(row_of.item->id)};
    row(subject, "planned", {row_of.year, row_of.planned, std::string(to_string(row_of.status()))});
    figure(subject, "actual", row_of.actual);
    if (row_of.excess()) row(subject, "excess", {row_of.year, row_of.excess()});
  }

  const ReviewReport& report_;
  const monitor::Review& review_;
  formats::CsvWriter csv_;
};

}  // namespace

std::string review_csv(const ReviewReport& report) { return ReviewCsv(report).run(); }

}  // namespace junheng::report
