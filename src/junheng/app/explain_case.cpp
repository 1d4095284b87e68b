#include "junheng/app/explain_case.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "junheng/app/findings_outcome.h"
#include "junheng/app/output_path.h"
#include "junheng/app/report_output.h"
#include "junheng/app/version.h"
#include "junheng/assess/assess.h"
#include "junheng/assess/compare.h"
#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/ingest/wording.h"
#include "junheng/report/compare_report.h"
#include "junheng/report/explain_report.h"
#include "junheng/report/table_words.h"

namespace junheng::app {

namespace {

/// The assessor keeps who was merged into whom.
struct Judgement {
  assess::Assessor assessor;
  assess::Assessment assessment;
};

/// A dataset and its assessment; none where the findings are to be printed instead.
struct Assessed {
  LoadedDataset loaded;
  std::optional<Judgement> judgement;

  [[nodiscard]] bool is_partial() const { return loaded.counts.errors > 0; }
};

struct AssessedRequest {
  std::string dataset;
  std::string mapping;
  std::string standard;
  std::optional<int> year;
  std::string area;
  standards::ToleranceChoice tolerances;
  std::optional<Date> on;
  bool accept_partial = false;
};

Result<std::unique_ptr<Assessed>> load_and_assess(const AssessedRequest& request, const Session& session) {
  auto pack = find_pack(request.standard, session);
  if (!pack) return fail(pack.error());
  auto loaded = load_dataset({request.dataset, request.mapping, request.accept_partial, &*pack}, session);
  if (!loaded) return fail(loaded.error());
  // On the heap: the assessment points into the dataset.
  auto out = std::make_unique<Assessed>();
  out->loaded = std::move(*loaded);
  if (out->is_partial() && !request.accept_partial) return out;
  auto year = choose_year(out->loaded.dataset, request.year);
  if (!year) return fail(year.error());
  auto standard = standards::resolve(*pack, request.on.value_or(year->start()), request.tolerances);
  if (!standard) return fail(standard.error());
  auto area = find_area_code(out->loaded.dataset, request.area);
  if (!area) return fail(area.error());
  auto assessor = assess::Assessor::create(out->loaded.dataset, std::make_shared<const standards::Standard>(std::move(*standard)),
                                           {*year, model::AreaLevel::County, *area});
  if (!assessor) return fail(assessor.error());
  assess::Assessment assessment = assessor->assess();
  out->judgement = Judgement{std::move(*assessor), std::move(assessment)};
  return out;
}

std::optional<std::uint32_t> unit_of(const assess::Assessment& assessment, Stage stage, std::uint32_t group, const std::string& school_id) {
  const auto& units = assessment.units.of(stage);
  for (std::uint32_t unit = units.groups[group].begin; unit < units.groups[group].end; ++unit)
    if (assessment.dataset->schools.ids.at(units.schools[unit].value) == school_id) return unit;
  return std::nullopt;
}

/// Offers the id that is nearest among some; nothing where none is near.
Params nearest_params(const std::string& school_id, const std::vector<std::string>& ids) {
  const auto found = nearest(school_id, ids);
  return ingest::likely_params(found ? std::vector<std::string>{*found} : std::vector<std::string>{});
}

/// Why the stage of the area has no such school: it is in the other stage, has no pupils, or is not there.
tl::unexpected<Error> no_unit(const assess::Assessment& assessment, const assess::StageResult& stage, const std::string& school_id) {
  const model::Dataset& dataset = *assessment.dataset;
  Params params = {{"school", school_id},
                   {"year", std::to_string(assessment.year.first)},
                   {"stage_zh", std::string(stage_name(stage.stage, Lang::Zh))},
                   {"stage_en", std::string(stage_name(stage.stage, Lang::En))}};
  const auto school = dataset.schools.find(school_id);
  if (school) params.emplace_back("name", std::string(dataset.schools.names.at(school->value)));
  for (const Stage other : kCompulsoryStages) {
    if (other == stage.stage || !unit_of(assessment, other, stage.group, school_id)) continue;
    params.insert(params.end(), {{"other", std::string(to_string(other))},
                                 {"other_zh", std::string(stage_name(other, Lang::Zh))},
                                 {"other_en", std::string(stage_name(other, Lang::En))}});
    return fail(Code::SchoolInOtherStage, std::move(params));
  }
  if (school && dataset.stage_facts.find(assessment.year, *school, static_cast<std::uint8_t>(stage.stage)) != model::kNoRow)
    return fail(Code::SchoolNotAssessed, std::move(params));
  std::vector<std::string> ids;
  const auto& units = assessment.units.of(stage.stage);
  for (std::uint32_t unit = units.groups[stage.group].begin; unit < units.groups[stage.group].end; ++unit)
    ids.emplace_back(dataset.schools.ids.at(units.schools[unit].value));
  const Params likely = nearest_params(school_id, ids);
  params.insert(params.end(), likely.begin(), likely.end());
  return fail(Code::UnknownSchool, std::move(params));
}

Params unknown_id_params(const model::Dataset& dataset, const std::string& school_id) {
  std::vector<std::string> ids;
  for (std::size_t school = 0; school < dataset.schools.size(); ++school) ids.emplace_back(dataset.schools.ids.at(school));
  Params params = nearest_params(school_id, ids);
  params.emplace_back("school", school_id);
  return params;
}

/// Code and name of the first areas.
std::string first_codes(const assess::Assessment& assessment) {
  constexpr std::size_t kCodesShown = 10;
  std::string out;
  for (std::size_t i = 0; i < std::min(kCodesShown, assessment.areas.size()); ++i)
    out += (i == 0 ? "" : ", ") + area_label(*assessment.dataset, assessment.areas[i].area);
  return assessment.areas.size() > kCodesShown ? out + " …" : out;
}

Result<void> check_clause(const assess::Assessment& assessment, Stage stage, const std::string& clause) {
  if (clause.empty() || assessment.rules_of(stage).find(clause) || assessment.standard->item(clause) != nullptr) return {};
  std::string ids;
  for (const auto& rule : assessment.rules_of(stage).indicators) ids += (ids.empty() ? "" : ", ") + rule.indicator->id;
  for (const auto& item : assessment.standard->pack.items) ids += ", " + item.id;
  return fail(Code::UnknownIndicator, {{"id", clause}, {"ids", ids}});
}

bool is_same_data(const CompareRequest& request) {
  std::error_code failure;
  return std::filesystem::equivalent(request.dataset_a, request.dataset_b, failure) && !failure;
}

/// The rejected rows that hold values of the stage in the year, by the schools that are there.
std::vector<report::LeftOutRow> left_out_rows(const LoadedDataset& loaded, SchoolYear year, Stage stage) {
  std::vector<report::LeftOutRow> out;
  for (const ingest::RejectedFact& fact : loaded.rejected_facts) {
    const auto school = loaded.dataset.schools.find(fact.school_id);
    const bool may_be_it = fact.year.value_or(year) == year && (!fact.stage || *fact.stage == stage || *fact.stage == Stage::All);
    if (school && may_be_it) out.push_back({*school, fact.where});
  }
  return out;
}

/// The findings of both sides where one of them has errors. Two datasets have files of the same names, which are then told with their
/// folders.
std::vector<Issue> joined_findings(const CompareRequest& request, Assessed& before, Assessed& after) {
  if (is_same_data(request)) return std::move((before.judgement ? after : before).loaded.issues);
  std::vector<Issue> out;
  for (const auto& [side, dataset] : {std::pair{&before, &request.dataset_a}, {&after, &request.dataset_b}}) {
    std::error_code failure;
    const bool is_folder = std::filesystem::is_directory(*dataset, failure);
    for (Issue& issue : side->loaded.issues) {
      issue.where.file = is_folder && !issue.where.file.empty() ? (std::filesystem::path(*dataset) / issue.where.file).string() : *dataset;
      out.push_back(std::move(issue));
    }
  }
  return out;
}

std::string label(const std::string& path, const assess::Assessment& assessment) {
  return path + ", " + assessment.standard->pack.id + ", " + report::school_year_words(assessment.year, Lang::En);
}

}  // namespace

Result<Outcome> run_explain(const ExplainRequest& request, const Session& session) {
  auto assessed = load_and_assess({request.dataset, request.mapping, request.standard, request.year, request.area, request.tolerances,
                                   request.on, request.accept_partial},
                                  session);
  if (!assessed) return fail(assessed.error());
  const std::optional<Judgement>& judgement = (*assessed)->judgement;
  if (!judgement)
    return no_result_outcome(std::move((*assessed)->loaded.issues), request.format, "", session, origin_of((*assessed)->loaded));
  const assess::Assessment& assessment = judgement->assessment;
  if (assessment.areas.size() > 1)
    return fail(request.area.empty() ? Code::AreaNotChosen : Code::AreaHoldsSeveral,
                {{"area", request.area}, {"count", std::to_string(assessment.areas.size())}, {"codes", first_codes(assessment)}});
  const auto& area = assessment.areas.front();
  if (auto known = check_clause(assessment, request.stage, request.clause); !known) return fail(known.error());
  const LoadedDataset& loaded = (*assessed)->loaded;
  report::ExplainInput input{{&assessment, &loaded.dataset, &loaded.issues, (*assessed)->is_partial(), session.lang,
                              to_string(session.today), std::string(kVersion)},
                             &judgement->assessor.campuses(),
                             request.stage,
                             request.clause,
                             std::nullopt,
                             std::nullopt,
                             request.lists_all,
                             left_out_rows(loaded, assessment.year, request.stage)};
  const bool is_item = assessment.standard->item(request.clause) != nullptr;
  auto school_id = find_school_id(loaded.dataset, area.area, request.school);
  if (!school_id) return fail(school_id.error());
  if (!school_id->empty() && is_item) {
    input.school = loaded.dataset.schools.find(*school_id);
    if (!input.school) return fail(Code::UnknownSchoolId, unknown_id_params(loaded.dataset, *school_id));
  } else if (!school_id->empty()) {
    const auto stage = std::ranges::find(area.stages, request.stage, &assess::StageResult::stage);
    input.unit = unit_of(assessment, stage->stage, stage->group, *school_id);
    if (!input.unit) return no_unit(assessment, *stage, *school_id);
  }
  return Outcome{request.format == OutputFormat::Json ? report::explain_json(input) + "\n" : report::explain_text(input), 0};
}

Result<Outcome> run_compare(const CompareRequest& request, const Session& session) {
  if (!request.out_path.empty())
    for (const std::string* dataset : {&request.dataset_a, &request.dataset_b})
      if (auto free = check_output({request.out_path, {".html", ".xlsx", ".json", ".csv"}, *dataset}); !free) return fail(free.error());
  const std::string standard_b = request.standard_b.empty() ? request.standard_a : request.standard_b;
  auto before = load_and_assess(
      {request.dataset_a, request.mapping, request.standard_a, request.year_a, request.area, {}, {}, request.accept_partial}, session);
  if (!before) return fail(before.error());
  auto after = load_and_assess(
      {request.dataset_b, request.mapping, standard_b, request.year_b, request.area, {}, {}, request.accept_partial}, session);
  if (!after) return fail(after.error());
  const std::optional<Judgement>& a = (*before)->judgement;
  const std::optional<Judgement>& b = (*after)->judgement;
  if (!a || !b) return no_result_outcome(joined_findings(request, **before, **after), request.format, request.out_path, session);
  const auto changes = assess::compare(a->assessment, b->assessment);
  const bool is_same = is_same_data(request) && a->assessment.year.first == b->assessment.year.first && request.standard_a == standard_b;
  const report::CompareInput input{&changes,
                                   label(request.dataset_a, a->assessment),
                                   label(request.dataset_b, b->assessment),
                                   is_same,
                                   session.lang,
                                   (*before)->is_partial(),
                                   (*after)->is_partial(),
                                   &a->assessment.dataset->manifest,
                                   &b->assessment.dataset->manifest,
                                   to_string(session.today),
                                   std::string(kVersion)};
  const ReportForms forms{
      [&] { return report::compare_text(input); }, [&] { return report::compare_summary(input); },
      [&] { return report::compare_json(input); }, [&] { return report::compare_csv(input); },
      [&] { return report::compare_html(input); }, [&](const std::string& path) { return report::write_compare_xlsx(input, path); }};
  return deliver(forms, {request.format, request.out_path}, session);
}

}  // namespace junheng::app
