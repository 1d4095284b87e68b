// A plan-period review for spreadsheets and programs: one row per number.
#include <fmt/format.h>

#include "junheng/core/catalogue.h"
#include "junheng/formats/csv_writer.h"
#include "junheng/model/schema.h"
#include "junheng/report/listing.h"
#include "junheng/report/missing_thing.h"
#include "junheng/report/review_county_tables.h"
#include "junheng/report/review_report.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using monitor::AreaFigure;
using monitor::Percent;

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
    for (const auto& row : review_.recognised_sums) recognised_sum(row);
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
    for (const auto& row : review_.pay_sums) pay_sum(row);
    for (const auto& row : review_.funds) total("funds", row);
    for (const auto& row : review_.totals) total("totals", row);
    for (const auto& row : review_.targets) target(row);
    for (const auto& row : review_.elimination) elimination(row);
    for (const auto& row : review_.series)
      for (const AreaFigure& point : row.points) figure({"series", row.area, std::string(row.item->id)}, "value", point);
    for (const auto& row_of : review_.lacks) lack(row_of);
    for (const auto& row_of : review_.disagreements) disagreement(row_of);
    for (const auto& row_of : review_.gaps) {
      const Subject subject = in_counties({"gaps", row_of.area, std::string(row_of.item)}, review_item(row_of.item, report_.lang));
      row(subject, "counties_missing", {row_of.year, row_of.counties_missing});
      row(subject, "counties", {row_of.year, row_of.counties});
    }
    return (report_.lang == Lang::Zh ? std::string(formats::kByteOrderMark) : std::string()) + csv_.take();
  }

 private:
  /// What a row is about.
  struct Subject {
    std::string_view list;
    /// None: the row is of all areas.
    std::optional<AreaIndex> area;
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
    std::optional<monitor::FigureBasis> basis = {};
    bool is_inferred = false;
    std::string note = {};
  };

  static std::string unit_of(std::string_view item, Lang lang) {
    const model::ColumnSpec* measure = model::find_area_measure(item);
    return measure == nullptr ? "" : std::string(standards::unit_label(measure->unit, lang));
  }

  /// What a code of a column reads in the language of the report: in English the code itself.
  [[nodiscard]] std::string_view say(std::string_view column, std::string_view code) const {
    return text(fmt::format("review.csv.{}.{}", column, code), report_.lang);
  }

  [[nodiscard]] std::string missing(const std::vector<std::string_view>& what) const {
    std::string names;
    for (const std::string_view id : what) append_listed(names, missing_thing(id, report_.lang), report_.lang);
    return text("review.csv.missing", report_.lang, {{"what", names}});
  }

  [[nodiscard]] Subject in_counties(Subject subject, std::string title) const {
    subject.title = std::move(title);
    subject.unit = text("review.csv.counties_unit", report_.lang);
    return subject;
  }

  void row(const Subject& subject, std::string_view quantity, const Cell& cell) {
    csv_.field(say("list", subject.list));
    if (subject.area) {
      const model::Areas& areas = report_.dataset->areas;
      csv_.field(areas.codes.at(subject.area->value)).field(areas.names.at(subject.area->value));
      csv_.field(say("level", model::to_string(areas.levels[subject.area->value])));
    } else {
      csv_.blank().blank().blank();
    }
    csv_.field(subject.item).field(subject.title.empty() ? review_item(subject.item, report_.lang) : subject.title);
    csv_.field(say("quantity", quantity));
    if (cell.year) csv_.field(*cell.year);
    else csv_.blank();
    csv_.field(cell.value).field(subject.title.empty() ? unit_of(subject.item, report_.lang) : subject.unit);
    csv_.field(cell.word.empty() ? std::string_view() : say("word", cell.word));
    csv_.field(cell.basis ? say("basis", to_string(*cell.basis)) : std::string_view());
    csv_.field(cell.is_inferred ? 1 : 0).field(cell.note);
    csv_.field(period_text(review_.periods.before)).field(period_text(review_.periods.during));
    csv_.field(report_.dataset->manifest.source).field(report_.dataset->manifest.is_synthetic ? 1 : 0);
    csv_.end_row();
  }

  /// Nothing where nothing is said, and nothing is known to be missing.
  void figure(const Subject& subject, std::string_view quantity, const AreaFigure& figure) {
    const bool is_lacking = !figure.value && !figure.missing.empty();
    if (!figure.is_said() && !is_lacking) return;
    const auto year = figure.value ? std::optional(figure.year) : std::nullopt;
    const std::string note = is_lacking && figure.evidence.empty() ? missing(figure.missing) : std::string(figure.evidence);
    row(subject, quantity, {year, figure.value, {}, figure.basis, figure.is_inferred, note});
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
    const Subject share{"accreditation", row_of.area, about("share_percent")};
    percent(share, "share_percent", row_of.share);
    if (row_of.target) row(share, "target", {row_of.target->year, row_of.target->value});
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

  void recognised_sum(const monitor::RecognisedSum& sum) {
    const bool is_basic = sum.kind == model::AccreditationKind::Basic;
    Subject subject{"recognised_sums", sum.area, is_basic ? "basic" : "quality",
                    std::string(text(is_basic ? "review.kind.basic" : "review.kind.quality", report_.lang))};
    row(subject, "least_years_since", {std::nullopt, sum.least_years_since});
    row(subject, "most_years_since", {std::nullopt, sum.most_years_since});
    subject = in_counties(subject, subject.title);
    for (const auto& [quantity, count] :
         {std::pair("counties", sum.counties), std::pair("met", sum.met), std::pair("fallen_back", sum.fallen_back),
          std::pair("unknown", sum.unknown), std::pair("without_schools", sum.without_schools), std::pair("compared", sum.compared),
          std::pair("points_down", sum.points_down)})
      row(subject, quantity, {std::nullopt, count});
  }

  void pay_sum(const monitor::PaySum& sum) {
    const Subject subject = in_counties({"pay_sums", sum.area, "pay_ratio"}, std::string(text("review.csv.pay_ratio", report_.lang)));
    for (const auto& [quantity, count] : {std::pair("met", sum.met), std::pair("unmet", sum.unmet), std::pair("unknown", sum.unknown)})
      row(subject, quantity, {std::nullopt, count});
  }

  void lack(const monitor::Lack& lack) {
    Subject subject{"lacks", std::nullopt, std::string(lack.item), review_item(lack.item, report_.lang)};
    subject.unit = text("review.csv.areas_unit", report_.lang);
    row(subject, "areas", {std::nullopt, lack.areas, {}, {}, false, missing(lack.missing)});
  }

  void disagreement(const monitor::Disagreement& row_of) {
    const Subject subject{"disagreements", row_of.area, std::string(row_of.item)};
    figure(subject, "computed", row_of.percent.computed);
    figure(subject, "published", row_of.percent.published);
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
