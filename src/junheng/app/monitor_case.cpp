#include "junheng/app/monitor_case.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "junheng/app/findings_outcome.h"
#include "junheng/app/output_path.h"
#include "junheng/app/report_output.h"
#include "junheng/app/subject_basis.h"
#include "junheng/app/version.h"
#include "junheng/core/codes.h"
#include "junheng/monitor/repeated_areas.h"
#include "junheng/monitor/reported_figures.h"
#include "junheng/monitor/run_monitors.h"
#include "junheng/report/listing.h"
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

/// What does not fit together in the request, before anything is read.
Result<void> check_request(const MonitorRequest& request) {
  if (!request.out_path.empty())
    if (auto free = check_output({request.out_path, {".html", ".xlsx", ".csv", ".json"}, request.dataset}); !free) return free;
  for (const std::string& id : request.what)
    if (auto known = monitor::check_monitor(id); !known) return known;
  return check_basis_is_used(request);
}

/// Periods against the ranges of a frame: only where need, which a frame does not tell, is not asked for.
standards::Frames frames_for(const MonitorRequest& request) {
  const auto is_named = [&](std::string_view id) { return std::ranges::find(request.what, id) != request.what.end(); };
  return is_named(monitor::kPeriods) && !is_named(monitor::kSubjects) ? standards::Frames::Accepted : standards::Frames::Refused;
}

/// The monitors by subject; where none is shown the report has neither need nor periods. On the heap: the report points into it.
struct BySubject {
  monitor::SubjectMonitor subjects;
  report::SubjectReport report;
  /// In their place under a frame without a table.
  std::optional<monitor::FrameMonitor> frame;
  report::FrameReport frame_report;
};

/// Fills the frame's part of `out`.
Result<void> by_frame(const monitor::SubjectInput& asked, const monitor::MonitorOptions& options, BySubject& out) {
  out.frame = monitor::monitor_frame(asked);
  out.frame_report = {asked.dataset, &*out.frame, asked.library, asked.curriculum,
                      monitor::frame_areas(*out.frame, *asked.dataset, options.level, options.area_code)};
  if (options.level && out.frame_report.areas.empty())
    return fail(Code::NoAreaAtLevel, {{"level", std::string(to_string(*options.level))}, {"area", options.area_code}});
  return {};
}

Result<std::unique_ptr<BySubject>> by_subject(const MonitorRequest& request, const model::Dataset& dataset, const SubjectBasis& basis,
                                              const monitor::MonitorOptions& options) {
  const bool has_need = asks_for(request, monitor::kSubjects, monitor::has_subject_tables(dataset, options.year));
  const bool has_periods = asks_for(request, monitor::kPeriods, monitor::has_period_tables(dataset, options.year));
  if (!has_need && !has_periods) return std::unique_ptr<BySubject>();
  const monitor::SubjectInput asked = {&dataset, options.year, &basis.library, basis.curriculum, basis.loads};
  auto out = std::make_unique<BySubject>();
  if (!basis.curriculum->has_table()) {
    if (auto made = by_frame(asked, options, *out); !made) return fail(made.error());
    return out;
  }
  out->subjects = monitor::monitor_subjects(asked);
  auto made = subject_report(asked, out->subjects, options);
  if (!made) return fail(made.error());
  out->report = std::move(*made);
  out->report.has_need = has_need;
  out->report.has_periods = has_periods;
  out->report.is_curriculum_assumed = request.curriculum.empty();
  out->report.is_loads_assumed = request.loads.empty();
  return out;
}

/// What people read: without the areas that repeat the one below them. Programs get all.
struct ShownMonitors {
  monitor::Monitoring monitoring;
  report::SubjectReport subjects;
  report::FrameReport frame;
  report::MonitorInput input;
};

std::unique_ptr<ShownMonitors> shown_of(const report::MonitorInput& input, const MonitorRequest& request, const std::string& area_code) {
  auto out = std::make_unique<ShownMonitors>();
  out->input = input;
  const model::Dataset& dataset = *input.monitoring->dataset;
  const std::vector<AreaIndex> left_out = request.level ? std::vector<AreaIndex>() : monitor::repeated_areas(dataset, area_code);
  if (left_out.empty()) return out;
  out->monitoring = monitor::without_areas(*input.monitoring, left_out);
  out->input.monitoring = &out->monitoring;
  out->input.left_out = report::area_names(dataset, left_out, input.lang);
  if (input.frame != nullptr) {
    out->frame = *input.frame;
    std::erase_if(out->frame.areas, [&](const monitor::FrameArea* area) { return std::ranges::binary_search(left_out, area->area); });
    out->input.frame = &out->frame;
  }
  if (input.subjects == nullptr) return out;
  out->subjects = *input.subjects;
  std::erase_if(out->subjects.areas, [&](const monitor::SubjectArea& area) { return std::ranges::binary_search(left_out, area.area()); });
  out->input.subjects = &out->subjects;
  return out;
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
  auto subjects = by_subject(request, loaded.dataset, basis, options);
  if (!subjects) return fail(subjects.error());
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());

  report::MonitorInput all{&*monitoring, session.lang, is_partial, nullptr, to_string(session.today), std::string(kVersion)};
  if (*subjects && (*subjects)->frame) all.frame = &(*subjects)->frame_report;
  else if (*subjects) all.subjects = &(*subjects)->report;
  const std::unique_ptr<ShownMonitors> shown = shown_of(all, request, *area);
  if (request.is_for_page) return Outcome{report::monitor_page_json(shown->input)};
  const ReportForms forms{[&] { return report::monitor_text(shown->input); },
                          [&] { return report::monitor_summary(shown->input); },
                          [&] { return report::monitor_json(all); },
                          [&] { return report::monitor_csv(all); },
                          [&] { return report::monitor_html(shown->input); },
                          [&](const std::string& path) { return report::write_monitor_xlsx(shown->input, path); }};
  return deliver(forms, {request.format, request.out_path}, session);
}

}  // namespace

Result<Outcome> run_monitor(const MonitorRequest& request, const Session& session) {
  if (auto fits = check_request(request); !fits) return fail(fits.error());
  auto basis = choose_subject_basis(request.curriculum, request.loads, frames_for(request));
  if (!basis) return fail(basis.error());
  if (!basis->issues.empty()) return findings_outcome(std::move(basis->issues), {request.format, {}, {}, 0}, session);
  auto loaded = load_dataset({request.dataset, request.mapping, request.accept_partial, nullptr}, session);
  if (!loaded) return fail(loaded.error());
  const bool is_partial = loaded->counts.errors > 0;
  if (is_partial && !request.accept_partial)
    return no_result_outcome(std::move(loaded->issues), request.format, request.out_path, session, origin_of(*loaded));
  return monitor_dataset(request, *loaded, is_partial, *basis, session);
}

Result<Outcome> monitor_loaded(const MonitorRequest& request, LoadedDataset& loaded, bool is_partial, const Session& session) {
  auto basis = choose_subject_basis(request.curriculum, request.loads, frames_for(request));
  if (!basis) return fail(basis.error());
  return monitor_dataset(request, loaded, is_partial, *basis, session);
}

}  // namespace junheng::app
