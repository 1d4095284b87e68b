#include "junheng/app/assess_case.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "junheng/app/findings_outcome.h"
#include "junheng/app/output_path.h"
#include "junheng/app/report_output.h"
#include "junheng/app/standard_needs.h"
#include "junheng/app/version.h"
#include "junheng/assess/assess.h"
#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/model/schema.h"
#include "junheng/report/html_report.h"
#include "junheng/report/json_report.h"
#include "junheng/report/marked_workbook.h"
#include "junheng/report/needed_notes.h"
#include "junheng/report/text_report.h"
#include "junheng/report/xlsx_report.h"

namespace junheng::app {

namespace {

report::Color color_of(const Session& session) { return session.use_color ? report::Color::On : report::Color::Off; }

std::string table_name(const std::string& id, Lang lang) {
  const model::TableSpec* table = model::find_table(id);
  return lang == Lang::Zh && table != nullptr ? std::string(table->zh) : id;
}

std::string file_list(const LoadedDataset& loaded, Lang lang) {
  std::string out;
  for (const ingest::ImportedFile& file : loaded.files) {
    out += text("files.line", lang,
                {{"file", file.file},
                 {"sheet", file.sheet.empty() ? "" : " [" + file.sheet + "]"},
                 {"table", table_name(file.table, lang)},
                 {"rows", std::to_string(file.rows)},
                 {"rejected", std::to_string(file.rejected_rows)},
                 {"encoding", file.encoding.empty() ? "" : text("files.encoding", lang, {{"encoding", file.encoding}})}}) +
           "\n";
  }
  return out;
}

/// The files that were read, each once. The import names them as they stand in the dataset's folder.
std::vector<report::InputFile> distinct_files(const LoadedDataset& loaded, const std::string& dataset) {
  std::error_code failure;
  const bool is_folder = std::filesystem::is_directory(dataset, failure);
  std::vector<report::InputFile> files;
  for (const ingest::ImportedFile& file : loaded.files) {
    std::string path = is_folder ? (std::filesystem::path(dataset) / file.file).string() : dataset;
    if (std::ranges::find(files, path, &report::InputFile::path) == files.end()) files.push_back({std::move(path), file.separator});
  }
  return files;
}

/// The findings of the dataset with further ones, in the order of the files.
std::vector<Issue> joined(std::vector<Issue> issues, const std::vector<Issue>& more) {
  issues.insert(issues.end(), more.begin(), more.end());
  sort_issues(issues);
  return issues;
}

/// The counties below pooled areas, which their page lists; nullopt where counties are assessed, or there are none.
std::optional<assess::Assessment> counties_of(const model::Dataset& dataset, const std::shared_ptr<const standards::Standard>& standard,
                                              const assess::AssessOptions& options, model::AreaLevel asked) {
  if (asked == model::AreaLevel::County) return std::nullopt;
  const auto assessor = assess::Assessor::create(dataset, standard, options);
  return assessor ? std::optional(assessor->assess()) : std::nullopt;
}

}  // namespace

Result<Outcome> run_check(const CheckRequest& request, const Session& session) {
  if (!request.marked_path.empty()) {
    if (auto free = check_output({request.marked_path, {".xlsx"}, request.dataset}); !free) return fail(free.error());
  }
  std::optional<standards::Pack> pack;
  if (!request.standard.empty()) {
    auto found = find_pack(request.standard, session);
    if (!found) return fail(found.error());
    pack = std::move(*found);
  }
  auto loaded = load_dataset({request.dataset, request.mapping, false, pack ? &*pack : nullptr}, session);
  if (!loaded) return fail(loaded.error());
  std::optional<StandardNeeds> needs;
  if (pack) {
    auto found = StandardNeeds::of(*loaded, *pack, request.year);
    if (!found) return fail(found.error());
    needs = std::move(*found);
  }
  const auto notes = [&](report::NoteDetail detail) { return needs ? needs->notes(detail) : std::vector<Issue>(); };
  if (!request.marked_path.empty()) {
    // Every empty cell is marked, however few the terminal names.
    const std::vector<Issue> marked = pack ? joined(loaded->issues, notes(report::NoteDetail::PerCell)) : std::vector<Issue>();
    auto written = report::write_marked_workbook(distinct_files(*loaded, request.dataset), pack ? marked : loaded->issues,
                                                 origin_of(*loaded), session.lang, request.marked_path);
    if (!written) return fail(written.error());
  }
  if (pack) {
    const bool is_for_programs = request.format == OutputFormat::Json;
    loaded->issues =
        joined(std::move(loaded->issues), notes(is_for_programs ? report::NoteDetail::PerCell : report::NoteDetail::PerMeasure));
  }
  Outcome outcome =
      findings_outcome(std::move(loaded->issues),
                       {request.format, file_list(*loaded, session.lang) + "\n", {}, request.per_rule, origin_of(*loaded)}, session);
  if (!request.marked_path.empty()) outcome.talk = text("text.written", session.lang, {{"path", request.marked_path}}) + "\n";
  return outcome;
}

Result<Outcome> run_assess(const AssessRequest& request, const Session& session) {
  if (!request.out_path.empty()) {
    if (auto free = check_output({request.out_path, {".html", ".xlsx", ".json", ".csv"}, request.dataset}); !free)
      return fail(free.error());
  }
  auto pack = find_pack(request.standard, session);
  if (!pack) return fail(pack.error());
  auto loaded = load_dataset({request.dataset, request.mapping, request.accept_partial, &*pack}, session);
  if (!loaded) return fail(loaded.error());
  const bool is_partial = loaded->counts.errors > 0;
  if (is_partial && !request.accept_partial)
    return no_result_outcome(std::move(loaded->issues), request.format, request.out_path, session, origin_of(*loaded));

  auto year = choose_year(loaded->dataset, request.year);
  if (!year) return fail(year.error());
  auto standard = standards::resolve(*pack, request.on.value_or(year->start()), request.tolerances);
  if (!standard) return fail(standard.error());
  const auto shared = std::make_shared<const standards::Standard>(std::move(*standard));
  auto area = find_area_code(loaded->dataset, request.area);
  if (!area) return fail(area.error());
  auto assessor = assess::Assessor::create(loaded->dataset, shared, {*year, request.level, *area});
  if (!assessor) return fail(assessor.error());
  const assess::Assessment assessment = assessor->assess();
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());

  const report::ReportInput input{&assessment,  &loaded->dataset,         &loaded->issues,      is_partial,
                                  session.lang, to_string(session.today), std::string(kVersion)};
  const auto html = [&] {
    const auto counties = counties_of(loaded->dataset, shared, {*year, model::AreaLevel::County, *area}, request.level);
    report::ReportInput with_counties = input;
    with_counties.counties = counties ? &*counties : nullptr;
    return report::assessment_html(with_counties);
  };
  const ReportForms forms{[&] { return report::assessment_text(input, color_of(session)); },
                          [&] { return report::assessment_verdict_text(input, color_of(session)); },
                          [&] { return report::assessment_json(input, session.threads); },
                          [&] { return report::assessment_csv(input); },
                          html,
                          [&](const std::string& path) { return report::write_assessment_xlsx(input, path); }};
  auto outcome = deliver(forms, {request.format, request.out_path}, session);
  if (!outcome) return outcome;
  const auto is_unmet = [](const assess::AreaResult& each) { return each.verdict == assess::Verdict::Unmet; };
  if (request.fail_on_unmet && std::ranges::any_of(assessment.areas, is_unmet)) outcome->exit_code = kExitUnmet;
  return outcome;
}

}  // namespace junheng::app
