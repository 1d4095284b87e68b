#include "junheng/app/review_case.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "junheng/app/findings_outcome.h"
#include "junheng/app/output_path.h"
#include "junheng/app/report_output.h"
#include "junheng/app/review_schools.h"
#include "junheng/app/subject_basis.h"
#include "junheng/app/version.h"
#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/monitor/repeated_areas.h"
#include "junheng/monitor/review.h"
#include "junheng/report/listing.h"
#include "junheng/report/page_tables.h"
#include "junheng/report/review_report.h"
#include "junheng/report/text_report.h"

namespace junheng::app {

namespace {

using monitor::PlanPeriods;

Issue target_issue(Code code, const model::Targets& targets, std::size_t row, std::string_view column, std::string value) {
  Params params;
  if (code == Code::TargetItemUnknown) {
    std::vector<std::string> ids;
    for (const monitor::ReviewItem& item : monitor::review_items())
      if (item.course != monitor::Course::None) ids.emplace_back(item.id);
    const auto likely = nearest(value, ids);
    params = {{"likely_zh", likely ? "，是否指 " + *likely + "？" : "。"},
              {"likely_en", likely ? ". Did you mean '" + *likely + "'?" : "."}};
  }
  return make_issue(code, targets.origin.locate(RowIndex(row), column), std::move(value), std::move(params));
}

struct CheckedTargets {
  std::vector<monitor::Target> targets;
  std::vector<Issue> issues;
};

/// The targets that a review can judge; the others are findings.
CheckedTargets check_targets(const model::Targets& table) {
  CheckedTargets out;
  for (std::size_t row = 0; row < table.size(); ++row) {
    std::string item(table.items.at(row));
    const monitor::ReviewItem* known = monitor::find_review_item(item);
    const auto value = table.targets.get(row);
    if (known == nullptr || known->course == monitor::Course::None)
      out.issues.push_back(target_issue(Code::TargetItemUnknown, table, row, "item", std::move(item)));
    else if (!value) out.issues.push_back(target_issue(Code::TargetMissing, table, row, "target", {}));
    else out.targets.push_back({table.areas[row], std::move(item), table.years[row], *value});
  }
  return out;
}

Result<PlanPeriods> choose_periods(const model::Dataset& dataset, const std::string& asked) {
  if (!asked.empty()) return monitor::parse_plan_periods(asked);
  if (dataset.manifest.default_year) return monitor::five_year_periods(dataset.manifest.default_year->first);
  int latest = 0;
  for (const model::AreaItems::Entry& entry : dataset.area_items.entries) latest = std::max<int>(latest, entry.year);
  for (const SchoolYear year : dataset.years()) latest = std::max<int>(latest, year.first);
  for (const model::Accreditation& entry : dataset.accreditations) latest = std::max(latest, entry.year);
  return monitor::five_year_periods(latest);
}

bool is_empty(const monitor::Review& review) {
  return review.accreditation.empty() && review.recognised.empty() && review.retention.empty() && review.classes.empty() &&
         review.schools.empty() && review.shortages.empty() && review.pay.empty() && review.funds.empty() && review.totals.empty() &&
         review.targets.empty() && review.series.empty();
}

/// People read the review without the areas that repeat the one below them; programs get all.
Result<Outcome> deliver_review(const ReviewRequest& request, const report::ReviewReport& report, const Session& session) {
  const report::Color color = session.use_color ? report::Color::On : report::Color::Off;
  const std::vector<AreaIndex> left_out = monitor::repeated_areas(*report.dataset, {});
  const monitor::Review shown_review = monitor::without_areas(*report.review, left_out);
  report::ReviewReport shown = report;
  shown.review = &shown_review;
  shown.left_out = report::area_names(*report.dataset, left_out, session.lang);
  if (request.is_for_page) return Outcome{report::review_page_json(shown), 0};
  const ReportForms forms{
      [&] { return report::review_text(shown, color); }, [&] { return report::review_summary(shown, color); },
      [&] { return report::review_json(report); },       [&] { return report::review_csv(report); },
      [&] { return report::review_html(shown); },        [&](const std::string& path) { return report::write_review_xlsx(shown, path); }};
  return deliver(forms, {request.format, request.out_path}, session);
}

Result<Outcome> review_dataset(const ReviewRequest& request, const LoadedDataset& loaded, const CheckedTargets& targets, bool is_partial,
                               const SubjectBasis& basis, const Session& session) {
  auto periods = choose_periods(loaded.dataset, request.periods);
  if (!periods) return fail(periods.error());
  int last_year = periods->during.last;
  for (const monitor::Target& target : targets.targets) last_year = std::max(last_year, target.year);
  const auto schools = review_schools({&loaded.dataset, *periods, last_year, &basis}, session);
  if (!schools) return fail(schools.error());
  const monitor::Review review =
      monitor::review({&loaded.dataset, *periods, targets.targets, schools->figures, schools->standings, schools->pay});
  if (is_empty(review)) return fail(Code::NothingToReview, {{"path", request.dataset}});
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());

  report::ReviewReport report{&review,      &loaded.dataset,          &loaded.issues,       is_partial,
                              session.lang, to_string(session.today), std::string(kVersion)};
  const report::ReviewSubjects subjects{
      &basis.library, basis.curriculum, basis.loads, schools->subjects_without_load, request.curriculum.empty(), request.loads.empty()};
  if (schools->has_subjects) report.subjects = &subjects;
  return deliver_review(request, report, session);
}

}  // namespace

Result<std::string> normal_periods(const std::string& periods) {
  if (periods.empty()) return std::string();
  const auto parsed = monitor::parse_plan_periods(periods);
  if (!parsed) return fail(parsed.error());
  const auto& [before, during] = *parsed;
  const auto span = [](const monitor::PlanPeriod& period) { return std::to_string(period.first) + "-" + std::to_string(period.last); };
  return span(before) + "," + span(during);
}

Result<Outcome> run_review(const ReviewRequest& request, const Session& session) {
  if (!request.out_path.empty())
    if (auto free = check_output({request.out_path, {".html", ".xlsx", ".csv", ".json"}, request.dataset}); !free)
      return fail(free.error());
  // A slip in the periods is told before a whole country is read.
  if (!request.periods.empty())
    if (auto periods = monitor::parse_plan_periods(request.periods); !periods) return fail(periods.error());
  auto basis = choose_subject_basis(request.curriculum, request.loads);
  if (!basis) return fail(basis.error());
  if (!basis->issues.empty()) return findings_outcome(std::move(basis->issues), {request.format, {}, {}, 0}, session);
  auto loaded = load_dataset({request.dataset, request.mapping, request.accept_partial, nullptr, request.targets}, session);
  if (!loaded) return fail(loaded.error());
  CheckedTargets targets = check_targets(loaded->dataset.targets);
  loaded->issues.insert(loaded->issues.end(), targets.issues.begin(), targets.issues.end());
  sort_issues(loaded->issues);
  loaded->counts = count_issues(loaded->issues);
  const bool is_partial = loaded->counts.errors > 0;
  if (is_partial && !request.accept_partial)
    return no_result_outcome(std::move(loaded->issues), request.format, request.out_path, session, origin_of(*loaded));
  return review_dataset(request, *loaded, targets, is_partial, *basis, session);
}

Result<Outcome> review_loaded(const ReviewRequest& request, LoadedDataset& loaded, bool is_partial, const Session& session) {
  if (!request.periods.empty())
    if (auto periods = monitor::parse_plan_periods(request.periods); !periods) return fail(periods.error());
  auto basis = choose_subject_basis(request.curriculum, request.loads);
  if (!basis) return fail(basis.error());
  const CheckedTargets targets = check_targets(loaded.dataset.targets);
  return review_dataset(request, loaded, targets, is_partial, *basis, session);
}

}  // namespace junheng::app
