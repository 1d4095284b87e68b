#include "junheng/formats/csv_writer.h"
#include "junheng/report/monitor_report.h"
#include "junheng/report/monitor_words.h"

namespace junheng::report {

namespace {

using monitor::Figure;
using monitor::MonitorArea;

/// A spreadsheet takes a CSV file for UTF-8 only if it begins with this.
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class MonitorCsv {
 public:
  explicit MonitorCsv(const MonitorInput& input) : in_(input), dataset_(*input.monitoring->dataset), words_(input) {}

  std::string run() {
    for (const char* name :
         {"school_year", "monitor", "area_code", "area_name", "level", "figure", "figure_title", "value", "at_least", "numerator",
          "denominator", "standard", "direction", "verdict", "missing", "document", "clause", "source", "synthetic"})
      csv_.field(words_.say("csv." + std::string(name)));
    csv_.end_row();
    for (const monitor::MonitorResult& result : in_.monitoring->results)
      for (const monitor::MonitorYear& year : result.years)
        for (const MonitorArea& area : year.areas)
          for (const Figure& figure : area.figures) row(result, year.year, area.area, figure);
    return (in_.lang == Lang::Zh ? std::string(kByteOrderMark) : std::string()) + csv_.take();
  }

 private:
  void number(const std::optional<double>& value) {
    if (value) csv_.field(*value);
    else csv_.blank();
  }

  void row(const monitor::MonitorResult& result, SchoolYear year, AreaIndex area, const Figure& figure) {
    csv_.field(year.first).field(result.id).field(words_.area_code(area)).field(words_.area_name(area));
    csv_.field(to_string(dataset_.areas.levels[area.value])).field(figure.id).field(words_.title(result.id, figure.id));
    number(figure.value);
    number(figure.at_least);
    number(figure.numerator);
    number(figure.denominator);
    number(figure.limit ? std::optional(figure.limit->value) : std::nullopt);
    if (figure.limit) csv_.field(std::string_view(figure.direction == standards::Direction::Higher ? "higher" : "lower"));
    else csv_.blank();
    if (!figure.verdict) csv_.blank();
    else if (in_.lang == Lang::Zh) csv_.field(words_.say("csv.verdict." + std::string(to_string(*figure.verdict))));
    else csv_.field(to_string(*figure.verdict));
    std::string missing;
    for (const std::string_view what : figure.missing)
      missing += (missing.empty() ? "" : words_.say("monitor.comma")) + words_.missing_name(what);
    csv_.field(missing);
    csv_.field(figure.limit ? figure.limit->source.document : std::string());
    csv_.field(figure.limit ? figure.limit->source.clause : std::string());
    csv_.field(dataset_.manifest.source).field(dataset_.manifest.is_synthetic ? 1 : 0);
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
