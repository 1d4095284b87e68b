#include "junheng/app/inequality_case.h"

#include <algorithm>

#include "junheng/app/findings_outcome.h"
#include "junheng/app/measure_words.h"
#include "junheng/app/output_path.h"
#include "junheng/app/sample_request.h"
#include "junheng/app/version.h"
#include "junheng/core/codes.h"
#include "junheng/formats/file.h"
#include "junheng/geo/neighbours.h"
#include "junheng/monitor/area_sample.h"
#include "junheng/monitor/inequality_by_level.h"
#include "junheng/report/inequality_report.h"
#include "junheng/standards/suggestion.h"

namespace junheng::app {

namespace {

using model::AreaLevel;

/// Below this an interval of 95 % would end beyond its replicates.
constexpr std::size_t kLeastReplicates = 40;

Error unknown(Code code, std::string_view key, const std::string& word, const std::vector<std::string>& known) {
  Params params = standards::suggestion(word, {known.begin(), known.end()});
  params.emplace_back(key, word);
  return Error{code, std::move(params), {}};
}

Result<std::vector<monitor::InequalityIndex>> find_indices(const std::vector<std::string>& words) {
  if (words.empty()) return monitor::default_indices();
  std::vector<monitor::InequalityIndex> out;
  for (const std::string& word : words) {
    if (word == "all") return monitor::all_indices();
    const auto index = monitor::parse_index(word);
    if (!index) {
      std::vector<std::string> known;
      for (const monitor::InequalityIndex& each : monitor::all_indices()) known.push_back(each.id());
      return fail(unknown(Code::UnknownIndex, "index", word, known));
    }
    if (std::ranges::find(out, *index) == out.end()) out.push_back(*index);
  }
  return out;
}

/// Levels in whatever order, each once, from the highest down.
Result<std::optional<monitor::Grouping>> find_grouping(const std::vector<std::string>& words) {
  if (words.empty()) return std::optional<monitor::Grouping>();
  monitor::Grouping grouping;
  if (words.size() > 1 && std::ranges::find(words, "setting") != words.end()) return fail(Code::SettingNotAlone);
  for (const std::string& word : words) {
    const auto level = model::parse_area_level(word);
    if (word == "setting") grouping.is_by_setting = true;
    else if (level && std::ranges::find(grouping.levels, *level) == grouping.levels.end()) grouping.levels.push_back(*level);
    else if (!level)
      return fail(unknown(Code::UnknownGrouping, "level", word, {"country", "province", "city", "county", "township", "setting"}));
  }
  std::ranges::sort(grouping.levels);
  return std::optional(std::move(grouping));
}

/// Ids of groups of pupils given by id or Chinese name, each once.
Result<std::vector<std::string>> find_groups(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  const auto known = monitor::pupil_groups();
  for (const std::string& word : words) {
    const auto group = std::ranges::find_if(
        known, [&](std::string_view id) { return word == id || word == text("inequality.group." + std::string(id), Lang::Zh); });
    if (group == known.end()) return fail(unknown(Code::NoSuchMeasure, "measure", word, {known.begin(), known.end()}));
    if (std::ranges::find(out, *group) == out.end()) out.emplace_back(*group);
  }
  return out;
}

/// What the words of a request mean for a dataset.
struct Plan {
  standards::Pack pack;
  std::vector<monitor::InequalityIndex> indices;
  std::optional<monitor::Grouping> grouping;
  std::vector<std::string> segregation;
};

Result<Plan> plan_of(const InequalityRequest& request, const Session& session) {
  if (!request.out_path.empty()) {
    if (auto free = check_output({request.out_path, {".html", ".xlsx", ".json", ".csv"}, request.dataset}); !free)
      return fail(free.error());
  }
  if (request.replicates > 0 && request.replicates < kLeastReplicates)
    return fail(Code::TooFewReplicates, {{"count", std::to_string(request.replicates)}});
  auto indices = find_indices(request.indices);
  if (!indices) return fail(indices.error());
  auto grouping = find_grouping(request.by);
  if (!grouping) return fail(grouping.error());
  auto pack = find_pack(request.standard, session);
  if (!pack) return fail(pack.error());
  auto groups = find_groups(request.segregation);
  if (!groups) return fail(groups.error());
  return Plan{std::move(*pack), std::move(*indices), std::move(*grouping), std::move(*groups)};
}

Result<monitor::Inequality> of_stage(monitor::SampleRequest sample, const std::optional<Stage>& stage,
                                     const monitor::InequalityOptions& options) {
  sample.stage = stage.value_or(Stage::Primary);
  auto result = monitor::inequality_by_level(sample, options);
  if (result || stage || result.error().code != Code::StageWithoutSchools) return result;
  sample.stage = Stage::Junior;
  auto junior = monitor::inequality_by_level(sample, options);
  return junior ? std::move(junior) : std::move(result);
}

monitor::AreaMoran moran_of(const monitor::Inequality& result, const InequalityRequest& request, unsigned threads) {
  const monitor::AreaPlaces places = monitor::area_places(result.request, result.sample, result.grouping);
  stats::Permutations permutations;
  permutations.seed = request.seed;
  permutations.threads = threads;
  if (places.areas.size() < monitor::kLeastMoranAreas) return monitor::area_moran(places, {}, request.neighbours, permutations);
  std::vector<geo::Position> positions;
  for (const monitor::AreaPlace& area : places.areas) positions.push_back({area.latitude, area.longitude});
  const auto neighbours = geo::k_nearest(positions, request.neighbours);
  if (neighbours) return monitor::area_moran(places, *neighbours, request.neighbours, permutations);
  monitor::AreaMoran out;
  out.level = places.level;
  out.neighbours = request.neighbours;
  out.areas_without_place = places.areas_without_place;
  out.undefined = neighbours.error();
  return out;
}

/// What the areas of a result are to each other, and the pupils of its schools.
void add_relations(std::vector<monitor::Inequality>& results, const InequalityRequest& request, const Plan& plan, unsigned threads) {
  std::vector<monitor::Segregation> segregation;
  for (const std::string& group : plan.segregation)
    segregation.push_back(monitor::segregation_by_level(results.front().request, group, results.front().grouping));
  for (monitor::Inequality& result : results) {
    result.moran = moran_of(result, request, threads);
    result.segregation = segregation;
  }
}

/// Measures and denominator, all of schools or all of areas.
struct Asked {
  std::vector<std::string> measures;
  std::string per;
  bool is_of_areas = false;
};

Result<Asked> asked_of(const InequalityRequest& request, const MeasureWords& words) {
  std::vector<NamedMeasure> found;
  std::vector<std::string> all = request.measures;
  if (!request.per.empty()) all.push_back(request.per);
  for (const std::string& word : all) {
    auto measure = words.find(word);
    if (!measure) return fail(measure.error());
    found.push_back(std::move(*measure));
  }
  const auto of_areas = std::ranges::find(found, true, &NamedMeasure::is_of_areas);
  const auto of_schools = std::ranges::find(found, false, &NamedMeasure::is_of_areas);
  if (of_areas != found.end() && of_schools != found.end())
    return fail(Code::UnitsMixed, {{"area_measure", of_areas->id}, {"school_measure", of_schools->id}});
  Asked out;
  out.is_of_areas = of_areas != found.end();
  for (NamedMeasure& each : found) out.measures.push_back(std::move(each.id));
  if (!request.per.empty()) {
    out.per = std::move(out.measures.back());
    out.measures.pop_back();
  }
  return out;
}

/// Options that ask about schools where areas report, and the other way round.
Result<void> check_options(const InequalityRequest& request, const Plan& plan, const Asked& asked) {
  std::string option;
  if (!asked.is_of_areas && request.level) option = "--level";
  else if (asked.is_of_areas && request.stage) option = "--stage";
  else if (asked.is_of_areas && plan.grouping && plan.grouping->is_by_setting) option = "--by setting";
  else if (asked.is_of_areas && !plan.segregation.empty()) option = "--segregation";
  if (option.empty()) return {};
  const std::string units = asked.is_of_areas ? "inequality.units.areas" : "inequality.units.schools";
  return fail(Code::OptionNotOfUnits, {{"option", option},
                                       {"measure", asked.measures.front()},
                                       {"units_zh", std::string(text(units, Lang::Zh))},
                                       {"units_en", std::string(text(units, Lang::En))}});
}

/// The level of the areas, which every level of the grouping is to be above.
Result<AreaLevel> unit_level(const InequalityRequest& request, const Plan& plan, const monitor::SampleRequest& sample) {
  auto level = request.level ? Result<AreaLevel>(*request.level) : monitor::reporting_level(sample);
  if (!level || !plan.grouping) return level;
  for (const AreaLevel each : plan.grouping->levels)
    if (each >= *level)
      return fail(Code::GroupingNotAboveUnits, {{"unit", std::string(to_string(*level))}, {"level", std::string(to_string(each))}});
  return level;
}

Result<monitor::SampleRequest> sample_of(const InequalityRequest& request, const Plan& plan, const Asked& asked,
                                         const model::Dataset& dataset) {
  const SampleUnits units = asked.is_of_areas ? SampleUnits::Areas : SampleUnits::Schools;
  auto sample = sample_request(dataset, plan.pack, {units, request.year, request.area});
  if (!sample) return sample;
  sample->measure = asked.measures.front();
  sample->per = asked.per;
  if (!asked.is_of_areas) return sample;
  const auto level = unit_level(request, plan, *sample);
  if (!level) return fail(level.error());
  sample->unit_level = *level;
  return sample;
}

Result<std::vector<monitor::Inequality>> results_of(const InequalityRequest& request, const Plan& plan, const model::Dataset& dataset,
                                                    const Session& session) {
  const auto asked = asked_of(request, MeasureWords(dataset, plan.pack));
  if (!asked) return fail(asked.error());
  if (const auto fits = check_options(request, plan, *asked); !fits) return fail(fits.error());
  auto begun = sample_of(request, plan, *asked, dataset);
  if (!begun) return fail(begun.error());
  monitor::SampleRequest sample = std::move(*begun);
  monitor::InequalityOptions options;
  options.indices = plan.indices;
  options.grouping = plan.grouping;
  options.replicates = request.replicates;
  options.seed = request.seed;
  options.threads = session.threads;
  const std::string type = type_of(request.out_path);
  options.with_trend = request.with_trend || request.format == OutputFormat::Text || type == ".html" || type == ".xlsx";
  std::vector<monitor::Inequality> out;
  for (const std::string& measure : asked->measures) {
    sample.measure = measure;
    auto result = asked->is_of_areas ? monitor::inequality_by_level(sample, options) : of_stage(sample, request.stage, options);
    if (!result) return fail(result.error());
    out.push_back(std::move(*result));
    if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());
  }
  // Areas have no place of their own, and no pupils.
  if (!asked->is_of_areas) add_relations(out, request, plan, session.threads);
  return out;
}

Result<void> write_report(const report::InequalityInput& input, const std::string& path) {
  const std::string type = type_of(path);
  if (type == ".html") return formats::write_file(path, report::inequality_html(input));
  if (type == ".xlsx") return report::write_inequality_xlsx(input, path);
  if (type == ".json") return formats::write_file(path, report::inequality_json(input) + "\n");
  return formats::write_file(path, report::inequality_csv(input));
}

std::string render(const report::InequalityInput& input, OutputFormat format) {
  switch (format) {
    case OutputFormat::Json: return report::inequality_json(input) + "\n";
    case OutputFormat::Csv: return report::inequality_csv(input);
    case OutputFormat::Text: break;
  }
  return report::inequality_text(input);
}

}  // namespace

Result<Outcome> run_inequality(const InequalityRequest& request, const Session& session) {
  const auto plan = plan_of(request, session);
  if (!plan) return fail(plan.error());
  auto loaded = load_dataset({request.dataset, request.mapping, request.accept_partial, &plan->pack}, session);
  if (!loaded) return fail(loaded.error());
  const bool is_partial = loaded->counts.errors > 0;
  if (is_partial && !request.accept_partial)
    return no_result_outcome(std::move(loaded->issues), request.format, request.out_path, session, origin_of(*loaded));
  const auto results = results_of(request, *plan, loaded->dataset, session);
  if (!results) return fail(results.error());
  const report::InequalityInput input{&*results, is_partial, session.lang, to_string(session.today), std::string(kVersion)};
  if (!request.out_path.empty()) {
    if (auto written = write_report(input, request.out_path); !written) return fail(written.error());
  }
  std::string output = render(input, request.format);
  if (!request.out_path.empty() && request.format == OutputFormat::Text)
    output += text("text.written", session.lang, {{"path", request.out_path}}) + "\n";
  return Outcome{std::move(output), 0};
}

}  // namespace junheng::app
