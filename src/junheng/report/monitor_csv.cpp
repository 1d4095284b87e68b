#include <array>

#include "junheng/formats/csv_writer.h"
#include "junheng/report/breakdown_tables.h"
#include "junheng/report/listing.h"
#include "junheng/report/monitor_report.h"
#include "junheng/report/monitor_words.h"
#include "junheng/standards/names.h"

namespace junheng::report {

namespace {

using monitor::Figure;
using monitor::MonitorArea;

class MonitorCsv {
 public:
  explicit MonitorCsv(const MonitorInput& input) : in_(input), dataset_(*input.monitoring->dataset), words_(input) {}

  std::string run() {
    for (const char* name : {"school_year", "monitor",       "area_code",      "area_name",   "level",     "figure",    "figure_title",
                             "value",       "at_least",      "numerator",      "denominator", "standard",  "direction", "verdict",
                             "missing",     "document",      "clause",         "source",      "synthetic", "subject",   "subject_title",
                             "known_value", "figure_source", "reported_value", "evidence"})
      csv_.field(words_.say("csv." + std::string(name)));
    csv_.end_row();
    for (const monitor::MonitorResult& result : in_.monitoring->results)
      for (const monitor::MonitorYear& year : result.years)
        for (const MonitorArea& area : year.areas) {
          for (const Figure& figure : area.figures)
            if (area.has_schools || is_known(figure) || !figure.evidence.empty()) row(result, year.year, area.area, figure);
          write_breakdown_csv(in_, result, year.year, area, csv_);
        }
    if (in_.subjects != nullptr) subjects(*in_.subjects);
    return (in_.lang == Lang::Zh ? std::string(formats::kByteOrderMark) : std::string()) + csv_.take();
  }

 private:
  void row(const monitor::MonitorResult& result, SchoolYear year, AreaIndex area, const Figure& figure) {
    csv_.field(year.first).field(result.id).field(words_.area_code(area)).field(words_.area_name(area));
    csv_.field(to_string(dataset_.areas.levels[area.value])).field(figure.id).field(words_.title(result.id, figure.id));
    csv_.field(figure.value);
    csv_.field(figure.at_least);
    csv_.field(figure.numerator);
    csv_.field(figure.denominator);
    csv_.field(figure.limit ? std::optional(figure.limit->value) : std::nullopt);
    if (figure.limit) csv_.field(to_string(figure.direction));
    else csv_.blank();
    if (!figure.verdict) csv_.blank();
    else if (in_.lang == Lang::Zh) csv_.field(words_.say("csv.verdict." + std::string(to_string(*figure.verdict))));
    else csv_.field(to_string(*figure.verdict));
    std::string missing;
    for (const std::string_view what : figure.missing) append_listed(missing, words_.missing_name(what), in_.lang);
    csv_.field(missing);
    csv_.field(figure.limit ? figure.limit->source.document : std::string());
    csv_.field(figure.limit ? figure.limit->source.clause : std::string());
    csv_.field(dataset_.manifest.source).field(dataset_.manifest.is_synthetic ? 1 : 0);
    csv_.blank().blank().blank();
    csv_.field(figure.value ? figure.source : std::string_view());
    csv_.field(figure.reported);
    csv_.field(figure.evidence);
    csv_.end_row();
  }

  /// A number of a subject, which is that of every school or of those that are known.
  struct SubjectNumber {
    std::string_view id;
    double known = 0;
    std::optional<double> numerator;
    std::optional<double> denominator;
  };

  void subjects(const SubjectReport& report) {
    for (const monitor::SubjectYear& year : report.years)
      for (const monitor::SubjectArea& shown : report.areas) {
        const monitor::AreaSubjects* sums = year.find(shown.area());
        if (sums == nullptr) continue;
        for (std::size_t i = 0; i < report.monitor->subjects.size(); ++i) {
          if (report.has_need) need(report, year.year, *sums, i);
          if (report.has_periods) periods(report, year.year, *sums, i);
        }
      }
  }

  void need(const SubjectReport& report, SchoolYear year, const monitor::AreaSubjects& sums, std::size_t subject) {
    const monitor::AreaSubject& sum = sums.subjects[subject];
    const SubjectRow row = {&report, monitor::kSubjects,     year,        sums.area,
                            subject, sum.has_every_school(), sum.schools, sum.schools_unknown};
    const std::array numbers = {SubjectNumber{"need", sum.need, {}, {}},
                                SubjectNumber{"have", sum.have, {}, {}},
                                SubjectNumber{"gap", sum.gap, {}, {}},
                                SubjectNumber{"shortage", sum.shortage, {}, {}},
                                SubjectNumber{"schools_short", static_cast<double>(sum.schools_short), {}, {}},
                                SubjectNumber{"full_posts", sum.full_posts, {}, {}},
                                SubjectNumber{"shared_posts", sum.shared_posts, {}, {}},
                                SubjectNumber{"second", sum.second, {}, {}}};
    for (const SubjectNumber& number : numbers) subject_row(row, number);
  }

  void periods(const SubjectReport& report, SchoolYear year, const monitor::AreaSubjects& sums, std::size_t subject) {
    const monitor::AreaSubject& sum = sums.subjects[subject];
    const SubjectRow row = {
        &report, monitor::kPeriods, year, sums.area, subject, sum.has_all_periods(), sum.schools_with_periods, sum.schools_periods_unknown};
    subject_row(row, {"due", sum.due, {}, {}});
    subject_row(row, {"taught", sum.taught, {}, {}});
    if (const auto share = sum.share_taught()) subject_row(row, {"share", 100 * *share, sum.taught, sum.due});
    subject_row(row, {"schools_under", static_cast<double>(sum.schools_under_taught), {}, {}});
  }

  struct SubjectRow {
    const SubjectReport* report = nullptr;
    std::string_view monitor;
    SchoolYear year;
    AreaIndex area;
    std::size_t subject = 0;
    bool is_complete = false;
    std::uint32_t schools = 0;
    std::uint32_t schools_unknown = 0;
  };

  void subject_row(const SubjectRow& row, const SubjectNumber& figure) {
    csv_.field(row.year.first).field(row.monitor).field(words_.area_code(row.area)).field(words_.area_name(row.area));
    csv_.field(to_string(dataset_.areas.levels[row.area.value]));
    const std::string& title = row.report->title(row.subject, in_.lang);
    csv_.field(figure.id).field(
        words_.say("csv.subject_figure", {{"subject", title}, {"figure", words_.say("monitor.subject." + std::string(figure.id))}}));
    csv_.field(row.is_complete ? std::optional(figure.known) : std::nullopt);
    csv_.blank();
    csv_.field(figure.numerator);
    csv_.field(figure.denominator);
    csv_.blank().blank().blank();
    csv_.field(row.schools_unknown == 0 ? std::string()
                                        : words_.say("csv.schools_unknown", {{"count", std::to_string(row.schools_unknown)}}));
    const standards::Source& source = row.report->curriculum->source;
    csv_.field(source.document).field(source.clause);
    csv_.field(dataset_.manifest.source).field(dataset_.manifest.is_synthetic ? 1 : 0);
    csv_.field(row.report->monitor->subjects[row.subject]).field(title);
    csv_.field(row.schools > 0 ? std::optional(figure.known) : std::nullopt);
    csv_.blank().blank().blank();
    csv_.end_row();
  }

  const MonitorInput& in_;
  const model::Dataset& dataset_;
  MonitorWords words_;
  formats::CsvWriter csv_;
};

}  // namespace

std::string monitor_csv(const MonitorInput& input) { return MonitorCsv(input).run(); }

}  // namespace junheng::report
