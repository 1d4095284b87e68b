#include "junheng/app/monitor_case.h"

#include <algorithm>
#include <utility>

#include "junheng/app/findings_outcome.h"
#include "junheng/app/output_path.h"
#include "junheng/app/subject_basis.h"
#include "junheng/app/version.h"
#include "junheng/core/codes.h"
#include "junheng/formats/file.h"
#include "junheng/monitor/reported_figures.h"
#include "junheng/monitor/run_monitors.h"
#include "junheng/report/monitor_report.h"
#include "junheng/report/page_tables.h"

namespace junheng::app {

namespace {

bool asks_for(const MonitorRequest& request, std::string_view id, bool has_tables) {
  if (!request.what.empty()) return std::ranges::find(request.what, id) != request.what.end();
  return has_tables || !request.curriculum.empty() || !request.loads.empty();
}

/// Refuses a curriculum or loads that nothing asked for rests on: periods rest on no loads.
Result<void> check_basis_is_used(const MonitorRequest& request) {
  const auto is_named = [&](std::string_view id) { return std::ranges::find(request.what, id) != request.what.end(); };
  const auto refuse = [](std::string_view option, std::string_view monitors) {
    return fail(Code::BasisWithoutSubjects, {{"option", std::string(option)}, {"monitors", std::string(monitors)}});
  };
  if (request.what.empty() || is_named(monitor::kSubjects)) return {};
  if (!request.loads.empty()) return refuse("--loads", "subjects");
  if (!request.curriculum.empty() && !is_named(monitor::kPeriods)) return refuse("--curriculum", "subjects, periods");
  return {};
}

/// As choose_year(); of a dataset without schools the manifest's year, else the latest, for which areas report figures of monitors.
Result<SchoolYear> choose_monitored_year(const model::Dataset& dataset, const MonitorRequest& request, const std::string& area) {
  const auto is_by_subject = [](const std::string& id) { return id == monitor::kSubjects || id == monitor::kPeriods; };
  const bool needs_schools = !request.what.empty() && std::ranges::all_of(request.what, is_by_subject);
  if (!dataset.years().empty() || needs_schools) return choose_year(dataset, request.year);
  const auto years = monitor::reported_years(dataset, area);
  if (years.empty()) return fail(Code::NoSchoolYears);
  if (request.year) return SchoolYear{*request.year};
  const auto& preferred = dataset.manifest.default_year;
  return preferred && std::ranges::find(years, *preferred) != years.end() ? *preferred : years.back();
}

/// Points into its arguments.
Result<report::SubjectReport> subject_report(const monitor::SubjectInput& input, const monitor::SubjectMonitor& subjects,
                                             const monitor::MonitorOptions& options) {
  report::SubjectReport report;
  report.dataset = input.dataset;
  report.monitor = &subjects;
  report.library = input.library;
  report.curriculum = input.curriculum;
  report.loads = input.loads;
  report.areas = monitor::subject_areas(subjects, *input.dataset, options.level, options.area_code);
  report.years = monitor::subject_years(input, subjects);
  if (options.level && report.areas.empty())
    return fail(Code::NoAreaAtLevel, {{"level", std::string(to_string(*options.level))}, {"area", options.area_code}});
  return report;
}

Result<void> write_report(const report::MonitorInput& input, const std::string& path) {
  const std::string type = type_of(path);
  if (type == ".html") return formats::write_file(path, report::monitor_html(input));
  if (type == ".xlsx") return report::write_monitor_xlsx(input, path);
  if (type == ".csv") return formats::write_file(path, report::monitor_csv(input));
  return formats::write_file(path, report::monitor_json(input) + "\n");
}

Result<Outcome> monitor_dataset(const MonitorRequest& request, LoadedDataset& loaded, bool is_partial, const SubjectBasis& basis,
                                const Session& session) {
  auto area = find_area_code(loaded.dataset, request.area);
  if (!area) return fail(area.error());
  auto year = choose_monitored_year(loaded.dataset, request, *area);
  if (!year) return fail(year.error());
  auto reading = find_pack(std::string(pack_of_country(loaded.dataset.manifest.country)), session);
  if (!reading) return fail(reading.error());
  const monitor::MonitorOptions options{*year, request.what, request.level, *area, &*reading, monitor::Reports::Take};
  auto monitoring = monitor::run_monitors(loaded.dataset, standards::built_in_monitor_limits(), options);
  if (!monitoring) return fail(monitoring.error());
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());

  report::MonitorInput input{&*monitoring, session.lang, is_partial, nullptr, to_string(session.today), std::string(kVersion)};
  const bool has_need = asks_for(request, monitor::kSubjects, monitor::has_subject_tables(loaded.dataset, *year));
  const bool has_periods = asks_for(request, monitor::kPeriods, monitor::has_period_tables(loaded.dataset, *year));
  std::optional<monitor::SubjectMonitor> subjects;
  std::optional<report::SubjectReport> by_subject;
  if (has_need || has_periods) {
    const monitor::SubjectInput asked = {&loaded.dataset, *year, &basis.library, basis.curriculum, basis.loads};
    subjects = monitor::monitor_subjects(asked);
    auto made = subject_report(asked, *subjects, options);
    if (!made) return fail(made.error());
    by_subject = std::move(*made);
    by_subject->has_need = has_need;
    by_subject->has_periods = has_periods;
    by_subject->is_curriculum_assumed = request.curriculum.empty();
    by_subject->is_loads_assumed = request.loads.empty();
    input.subjects = &*by_subject;
  }
  if (!request.out_path.empty())
    if (auto written = write_report(input, request.out_path); !written) return fail(written.error());
  if (request.is_for_page) return Outcome{report::monitor_page_json(input)};
  if (request.format == OutputFormat::Csv) return Outcome{report::monitor_csv(input)};
  if (request.format == OutputFormat::Json) return Outcome{report::monitor_json(input) + "\n"};
  std::string out = report::monitor_text(input);
  if (!request.out_path.empty()) out += "\n" + text("text.written", session.lang, {{"path", request.out_path}}) + "\n";
  return Outcome{std::move(out)};
}

}  // namespace

Result<Outcome> run_monitor(const MonitorRequest& request, const Session& session) {
  if (!request.out_path.empty()) {
    if (auto free = check_output({request.out_path, {".html", ".xlsx", ".csv", ".json"}, request.dataset}); !free)
      return fail(free.error());
  }
  for (const std::string& id : request.what)
    if (auto known = monitor::check_monitor(id); !known) return fail(known.error());
  if (auto used = check_basis_is_used(request); !used) return fail(used.error());
  auto basis = choose_subject_basis(request.curriculum, request.loads);
  if (!basis) return fail(basis.error());
  if (!basis->issues.empty()) return findings_outcome(std::move(basis->issues), {request.format, {}, {}, 0}, session);
  auto loaded = load_dataset({request.dataset, request.mapping, request.accept_partial, nullptr}, session);
  if (!loaded) return fail(loaded.error());
  const bool is_partial = loaded->counts.errors > 0;
  if (is_partial && !request.accept_partial) return no_result_outcome(std::move(loaded->issues), request.format, request.out_path, session);
  return monitor_dataset(request, *loaded, is_partial, *basis, session);
}

Result<Outcome> monitor_loaded(const MonitorRequest& request, LoadedDataset& loaded, bool is_partial, const Session& session) {
  auto basis = choose_subject_basis(request.curriculum, request.loads);
  if (!basis) return fail(basis.error());
  return monitor_dataset(request, loaded, is_partial, *basis, session);
}

}  // namespace junheng::app
