// What is asked of an assessed area: what if, why, how it differs, and its report.
#include <algorithm>
#include <iterator>

#include "junheng/app/area_case.h"
#include "junheng/app/area_places.h"
#include "junheng/app/area_scope.h"
#include "junheng/app/import_findings.h"
#include "junheng/app/run_case.h"
#include "junheng/app/version.h"
#include "junheng/app/what_if_changes.h"
#include "junheng/app/what_if_checks.h"
#include "junheng/assess/compare.h"
#include "junheng/core/codes.h"
#include "junheng/formats/file.h"
#include "junheng/formats/json_writer.h"
#include "junheng/report/compare_report.h"
#include "junheng/report/explain_report.h"
#include "junheng/report/html_report.h"
#include "junheng/report/input_list.h"
#include "junheng/report/json_report.h"
#include "junheng/report/table_words.h"
#include "junheng/report/text_report.h"
#include "junheng/report/what_if_view.h"
#include "junheng/report/xlsx_report.h"

namespace junheng::app {

namespace {

using report::Masking;
using report::SmallCounts;

/// A run and an area of it that the account sees, with the desk.
struct OpenedDesk {
  VisibleRun run;
  store::AreaRow area;
  std::shared_ptr<const AreaDesk> desk;
};

Result<OpenedDesk> open_area_desk(Office& office, store::Transaction& transaction, const Access& access, const AreaOfRun& at,
                                  DeskLevel level = DeskLevel::Own) {
  auto place = visible_place(transaction, at.run_id, at.area_code, access);
  if (!place) return fail(place.error());
  auto desk = open_desk(office, transaction, place->run, place->area, level);
  if (!desk) return fail(desk.error());
  return OpenedDesk{std::move(place->run), std::move(place->area), std::move(*desk)};
}

/// Whole results would tell what is hidden.
Result<void> check_nothing_is_hidden(const AreaDesk& desk, const Access& access) {
  if (masking_of(access) == Masking::Full) return {};
  const auto tells = [](const assess::AreaResult& area) { return std::ranges::any_of(area.items, report::tells_small_count); };
  if (desk.masked || std::ranges::any_of(desk.assessment.areas, tells)) return fail(Code::SmallCountsHidden);
  return {};
}

/// A what-if whose schools and measures are known.
struct BoundQuestion {
  std::vector<assess::ValueChange> changes;
  std::optional<SchoolIndex> school;
  std::vector<report::DerivedChange> derived;
  std::vector<report::ChangeWarning> warnings;
};

Result<BoundQuestion> bound(const AreaDesk& desk, Masking masking, const WhatIfQuestion& question, Lang lang) {
  auto changes = bound_changes(desk, masking, question.changes);
  if (!changes) return fail(changes.error());
  BoundQuestion out{std::move(*changes), std::nullopt, {}, {}};
  out.derived = report::classes_of_bands(desk.assessment, out.changes);
  for (const report::DerivedChange& each : out.derived) out.changes.push_back(each.change);
  out.warnings = change_warnings(desk.assessment, out.changes, lang);
  // A warning tells what is recorded beside what is typed, and whether there is one tells it as well.
  if (masking == Masking::SmallCountsHidden)
    std::erase_if(out.warnings, [&](const report::ChangeWarning& each) {
      return report::has_small_count(desk.dataset, desk.assessment.year, each.school);
    });
  if (question.school.empty()) return out;
  out.school = desk.dataset.schools.find(question.school);
  if (!out.school) return fail(Code::NoSuchSchool, {{"id", question.school}});
  return out;
}

/// The changes, and the small counts that they leave replaced.
BoundQuestion with_small_counts(const AreaDesk& desk, BoundQuestion question, report::HiddenSide side) {
  std::ranges::move(report::small_count_changes(desk.dataset, desk.assessment.year, side), std::back_inserter(question.changes));
  return question;
}

Result<std::string> what_if_side(const AreaDesk& desk, const assess::Assessment& before, const BoundQuestion& question, Masking masking,
                                 Lang lang) {
  const auto after = desk.assessor->reassess(desk.area().area, question.changes);
  if (!after) return fail(after.error());
  const SmallCounts hidden(before, before.areas.front(), masking);
  const SmallCounts hidden_after(*after, after->areas.front(), masking);
  report::WhatIfInput input{{&before, &before.areas.front(), &hidden, lang}, {&*after, &after->areas.front(), &hidden_after, lang}};
  input.changes = question.changes;
  input.derived = question.derived;
  input.warnings = question.warnings;
  if (!question.school) return report::what_if_json(input);
  const report::SchoolLacksInput lacks{input.after, &desk.assessor->campuses(), *question.school, question.changes};
  input.lacks = &lacks;
  return report::what_if_json(input);
}

report::ReportInput report_input(const AreaDesk& desk, const std::vector<Issue>& issues, Lang lang, const Date& today) {
  return {&desk.assessment, &desk.dataset, &issues, desk.is_partial, lang, to_string(today), std::string(kVersion)};
}

/// What was found at the import in rows of the area and the run's year; of the whole, for accounts of all areas, all of it. Findings quote
/// what stands in cells, so nothing for those who may not see small counts.
Result<std::vector<Issue>> visible_findings(store::Transaction& transaction, const OpenedDesk& opened, const Access& access, Lang lang) {
  if (masking_of(access) != Masking::Full) return std::vector<Issue>();
  auto findings = stored_findings(transaction, opened.run.snapshot.id, lang);
  const auto& roots = opened.run.snapshot.root_codes;
  const bool is_whole = opened.area.code == kWholeCode || (roots.size() == 1 && roots.front() == opened.area.code);
  if (!findings || (access.sees_all_areas() && is_whole)) return findings;
  return findings_in_rows_of(std::move(*findings), opened.desk->dataset, opened.desk->assessment.year);
}

Result<void> check_clause(const AreaDesk& desk, const LineageOf& of) {
  if (of.clause.empty() || desk.assessment.rules_of(of.stage).find(of.clause) || desk.standard->item(of.clause) != nullptr) return {};
  std::string ids;
  for (const auto& rule : desk.assessment.rules_of(of.stage).indicators) ids += (ids.empty() ? "" : ", ") + rule.indicator->id;
  for (const auto& item : desk.standard->pack.items) ids += ", " + item.id;
  return fail(Code::UnknownIndicator, {{"id", of.clause}, {"ids", ids}});
}

std::string label_of(const OpenedDesk& side) {
  const RunParameters parameters = parameters_of(side.run.run);
  return side.run.snapshot.name + ", " + side.run.run.request.standard_id + ", " + report::school_year_words(parameters.year, Lang::En);
}

std::filesystem::path scratch_path(Office& office, const std::string& format) {
  return office.upload_folder() / ("report-" + office.next_name() + "." + format);
}

}  // namespace

Result<std::string> what_if(Office& office, const Access& access, const AreaOfRun& at, const WhatIfQuestion& question) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto opened = open_area_desk(office, *transaction, access, at);
  if (!opened) return fail(opened.error());
  const AreaDesk& desk = *opened->desk;
  const Masking masking = masking_of(access);
  auto asked = bound(desk, masking, question, at.lang);
  if (!asked) return fail(asked.error());
  if (masking == Masking::Full || !desk.masked) return what_if_side(desk, desk.assessment, *asked, masking, at.lang);
  // The verdicts after the change are those of the sides: the real ones would answer one question after the other about what is hidden.
  return report::shown_of_results(at.lang, [&](report::HiddenSide side) {
    return what_if_side(desk, desk.masked->of(side), with_small_counts(desk, *asked, side), masking, at.lang);
  });
}

Result<std::string> lineage(Office& office, const Access& access, const AreaOfRun& at, const LineageOf& of) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto opened = open_area_desk(office, *transaction, access, at);
  if (!opened) return fail(opened.error());
  const AreaDesk& desk = *opened->desk;
  if (auto open = check_nothing_is_hidden(desk, access); !open) return fail(open.error());
  if (auto known = check_clause(desk, of); !known) return fail(known.error());
  const std::vector<Issue> none;
  report::ExplainInput input;
  input.report = report_input(desk, none, at.lang, office.today());
  input.campuses = &desk.assessor->campuses();
  input.stage = of.stage;
  input.clause = of.clause;
  if (!of.school.empty()) {
    const auto school = desk.dataset.schools.find(of.school);
    if (!school) return fail(Code::NoSuchSchool, {{"id", of.school}});
    input.school = school;
    const auto stage = std::ranges::find(desk.area().stages, of.stage, &assess::StageResult::stage);
    const auto& units = desk.assessment.units.of(of.stage);
    for (std::uint32_t unit = units.groups[stage->group].begin; unit < units.groups[stage->group].end; ++unit)
      if (units.schools[unit] == *school) input.unit = unit;
    if (!input.unit && desk.standard->item(of.clause) == nullptr) return fail(Code::NoSuchSchool, {{"id", of.school}});
  }
  std::string json = report::explain_json(input);
  formats::JsonWriter words;
  words.begin_object().member("text", std::string_view(report::explain_text(input))).end_object();
  json.back() = ',';
  return json + words.take().substr(1);
}

Result<std::string> compare_runs(Office& office, const Access& access, const AreaOfRun& at, std::int64_t with) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto before =
      open_area_desk(office, *transaction, access, {at.run_id, code_or_own(at.area_code, access), at.lang}, DeskLevel::Counties);
  if (!before) return fail(before.error());
  const auto after = open_area_desk(office, *transaction, access, {with, before->area.code, at.lang}, DeskLevel::Counties);
  if (!after) return fail(after.error());
  report::CompareInput input;
  input.label_a = label_of(*before);
  input.label_b = label_of(*after);
  input.is_same = at.run_id == with;
  input.lang = at.lang;
  input.is_partial_a = before->desk->is_partial;
  input.is_partial_b = after->desk->is_partial;
  input.manifest_a = &before->desk->dataset.manifest;
  input.manifest_b = &after->desk->dataset.manifest;
  input.masking = masking_of(access);
  const auto of = [&](const assess::Assessment& a, const assess::Assessment& b) {
    const auto changes = assess::compare(a, b);
    input.areas = &changes;
    return report::compare_json(input);
  };
  const AreaDesk& a = *before->desk;
  const AreaDesk& b = *after->desk;
  if (input.masking == Masking::Full || (!a.masked && !b.masked)) return of(a.assessment, b.assessment);
  return report::shown_of_sides(at.lang, [&](report::HiddenSide hidden) {
    return of(a.masked ? a.masked->of(hidden) : a.assessment, b.masked ? b.masked->of(hidden) : b.assessment);
  });
}

Result<ReportFile> area_report(Office& office, const Access& access, const AreaOfRun& at, const std::string& format) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  // A county by itself; of an area above, each of its counties, as `junheng assess --area` has it.
  const auto opened = open_area_desk(office, *transaction, access, at, DeskLevel::Counties);
  if (!opened) return fail(opened.error());
  if (auto open = check_nothing_is_hidden(*opened->desk, access); !open) return fail(open.error());
  const auto findings = visible_findings(*transaction, *opened, access, at.lang);
  if (!findings) return fail(findings.error());
  const report::ReportInput input = report_input(*opened->desk, *findings, at.lang, office.today());
  const RunParameters parameters = parameters_of(opened->run.run);
  ReportFile file{scratch_path(office, format), (opened->area.name.empty() ? opened->run.snapshot.name : opened->area.name) + "-" +
                                                    std::to_string(parameters.year.first) + "-" + opened->run.run.request.standard_id +
                                                    "." + format};
  Result<void> written;
  if (format == "html") written = formats::write_file(file.path.string(), report::assessment_html(input));
  else if (format == "xlsx") written = report::write_assessment_xlsx(input, file.path.string());
  else if (format == "csv") written = formats::write_file(file.path.string(), report::assessment_csv(input));
  else written = formats::write_file(file.path.string(), report::assessment_json(input, 1) + "\n");
  if (!written) return fail(written.error());
  return file;
}

}  // namespace junheng::app
