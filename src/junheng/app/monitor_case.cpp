#include "junheng/app/monitor_case.h"

#include <utility>

#include "junheng/app/output_path.h"
#include "junheng/app/version.h"
#include "junheng/core/codes.h"
#include "junheng/formats/file.h"
#include "junheng/monitor/run_monitors.h"
#include "junheng/report/json_report.h"
#include "junheng/report/monitor_report.h"
#include "junheng/report/text_report.h"

namespace junheng::app {

namespace {

/// Findings to print instead of figures.
Outcome refused(const LoadedDataset& loaded, const MonitorRequest& request, const Session& session) {
  if (request.format == OutputFormat::Json) {
    std::string json;
    report::write_findings_json(loaded.issues, session.lang, [&](std::string_view part) { json += part; });
    return {json + "\n", kExitDataRejected};
  }
  return {report::findings_text(loaded.issues, session.lang, session.use_color ? report::Color::On : report::Color::Off) +
              no_result_text(loaded.counts, request.out_path, session.lang),
          kExitDataRejected};
}

Result<void> write_report(const report::MonitorInput& input, const std::string& path) {
  const std::string type = type_of(path);
  if (type == ".html") return formats::write_file(path, report::monitor_html(input));
  if (type == ".xlsx") return report::write_monitor_xlsx(input, path);
  if (type == ".csv") return formats::write_file(path, report::monitor_csv(input));
  return formats::write_file(path, report::monitor_json(input) + "\n");
}

}  // namespace

Result<Outcome> run_monitor(const MonitorRequest& request, const Session& session) {
  if (!request.out_path.empty()) {
    if (auto free = check_output({request.out_path, {".html", ".xlsx", ".csv", ".json"}, request.dataset}); !free)
      return fail(free.error());
  }
  for (const std::string& id : request.what)
    if (auto known = monitor::check_monitor(id); !known) return fail(known.error());
  auto loaded = load_dataset({request.dataset, request.mapping, request.accept_partial, nullptr}, session);
  if (!loaded) return fail(loaded.error());
  const bool is_partial = loaded->counts.errors > 0;
  if (is_partial && !request.accept_partial) return refused(*loaded, request, session);
  auto year = choose_year(loaded->dataset, request.year);
  if (!year) return fail(year.error());
  auto area = find_area_code(loaded->dataset, request.area);
  if (!area) return fail(area.error());
  auto monitoring =
      monitor::run_monitors(loaded->dataset, standards::built_in_monitor_limits(), {*year, request.what, request.level, *area});
  if (!monitoring) return fail(monitoring.error());
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());

  const report::MonitorInput input{&*monitoring, session.lang, is_partial, to_string(session.today), std::string(kVersion)};
  if (!request.out_path.empty())
    if (auto written = write_report(input, request.out_path); !written) return fail(written.error());
  if (request.format == OutputFormat::Csv) return Outcome{report::monitor_csv(input)};
  if (request.format == OutputFormat::Json) return Outcome{report::monitor_json(input) + "\n"};
  std::string out = report::monitor_text(input);
  if (!request.out_path.empty()) out += "\n" + text("text.written", session.lang, {{"path", request.out_path}}) + "\n";
  return Outcome{std::move(out)};
}

}  // namespace junheng::app
