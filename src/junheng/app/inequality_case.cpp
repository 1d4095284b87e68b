#include "junheng/app/inequality_case.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/app/findings_outcome.h"
#include "junheng/app/measure_words.h"
#include "junheng/app/output_path.h"
#include "junheng/app/report_output.h"
#include "junheng/app/sample_request.h"
#include "junheng/app/version.h"
#include "junheng/core/codes.h"
#include "junheng/geo/neighbours.h"
#include "junheng/monitor/area_sample.h"
#include "junheng/monitor/inequality_by_level.h"
#include "junheng/monitor/school_sample.h"
#include "junheng/report/inequality_report.h"
#include "junheng/standards/library.h"
#include "junheng/standards/suggestion.h"

namespace junheng::app {

namespace {

using model::AreaLevel;

/// Below this an interval of 95 % would end beyond its replicates.
constexpr std::size_t kLeastReplicates = 40;
constexpr double kMetresPerKm = 1000;

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

/// Levels in whatever order, each once, from the highest down; the setting is always the last.
Result<std::optional<monitor::Grouping>> find_grouping(const std::vector<std::string>& words) {
  if (words.empty()) return std::optional<monitor::Grouping>();
  monitor::Grouping grouping;
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

/// Ids of the groups of pupils that a word joins by '+', given by id or Chinese name, each once.
Result<std::vector<std::string>> find_groups(const std::string& word) {
  std::vector<std::string> out;
  const auto known = monitor::pupil_groups();
  for (std::size_t begin = 0; begin <= word.size();) {
    const std::size_t end = std::min(word.find('+', begin), word.size());
    const std::string part = word.substr(begin, end - begin);
    begin = end + 1;
    const auto group = std::ranges::find_if(
        known, [&](std::string_view id) { return part == id || part == text("inequality.group." + std::string(id), Lang::Zh); });
    if (group == known.end()) return fail(unknown(Code::NoSuchMeasure, "measure", part, {known.begin(), known.end()}));
    if (std::ranges::find(out, *group) == out.end()) out.emplace_back(*group);
  }
  return out;
}

using GroupSets = std::vector<std::vector<std::string>>;

Result<GroupSets> find_group_sets(const std::vector<std::string>& words, Lang lang) {
  GroupSets out;
  for (const std::string& word : words) {
    auto groups = find_groups(word);
    if (!groups) return fail(groups.error());
    if (!monitor::are_disjoint_groups(*groups))
      return fail(Code::WrongUsage,
                  {{"what", "--segregation " + word}, {"advice", std::string(text("inequality.groups_share_pupils", lang))}});
    if (std::ranges::find(out, *groups) == out.end()) out.push_back(std::move(*groups));
  }
  return out;
}

/// What the words of a request mean for a dataset.
struct Plan {
  standards::Pack pack;
  std::vector<monitor::InequalityIndex> indices;
  std::optional<monitor::Grouping> grouping;
  GroupSets segregation;
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
  auto groups = find_group_sets(request.segregation, session.lang);
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

/// Where all are neighbours of all and weigh alike, Moran's I is the same for any values: the distance has to be less.
std::optional<Error> too_wide(std::span<const geo::Position> positions, const geo::NeighbourLists& lists,
                              const monitor::NeighbourRule& rule, Lang lang) {
  const auto is_full = [&](const std::vector<std::uint32_t>& list) { return list.size() + 1 == positions.size(); };
  if (!rule.within_km || rule.is_inverse_distance || !std::ranges::all_of(lists, is_full)) return std::nullopt;
  return Error{Code::ParameterOutOfRange,
               {{"name", "--within"},
                {"value", fmt::format("{} km", *rule.within_km)},
                {"range", text("inequality.within_range", lang,
                               {{"km", fmt::format("{:.1f}", geo::greatest_distance_m(positions) / kMetresPerKm)}})}},
               {}};
}

Result<monitor::AreaNeighbours> neighbours_of(const monitor::AreaPlaces& places, const monitor::NeighbourRule& rule, Lang lang) {
  // area_moran says that they are too few.
  if (places.areas.size() < monitor::kLeastMoranAreas) return monitor::AreaNeighbours{};
  std::vector<geo::Position> positions;
  for (const monitor::AreaPlace& area : places.areas) positions.push_back({area.latitude, area.longitude});
  auto lists = rule.within_km ? geo::distance_band(positions, *rule.within_km * kMetresPerKm) : geo::k_nearest(positions, rule.nearest);
  if (!lists) return fail(lists.error());
  if (auto wide = too_wide(positions, *lists, rule, lang)) return fail(std::move(*wide));
  monitor::AreaNeighbours out;
  if (rule.is_inverse_distance) {
    auto weights = geo::inverse_distance_weights(positions, *lists);
    if (!weights) return fail(weights.error());
    out.weights = std::move(*weights);
  }
  out.lists = std::move(*lists);
  return out;
}

monitor::AreaMoran moran_of(const monitor::Inequality& result, const InequalityRequest& request, const Session& session) {
  const monitor::AreaPlaces places = monitor::area_places(result.request, result.sample, result.grouping);
  stats::Permutations permutations;
  permutations.seed = request.seed;
  permutations.threads = session.threads;
  const auto neighbours = neighbours_of(places, request.neighbours, session.lang);
  if (neighbours) return monitor::area_moran(places, *neighbours, request.neighbours, permutations);
  monitor::AreaMoran out;
  out.level = places.level;
  out.rule = request.neighbours;
  out.placed = places.areas.size();
  out.areas_without_place = places.areas_without_place;
  out.undefined = neighbours.error();
  return out;
}

/// What the areas of a result are to each other, and the pupils of its schools.
void add_relations(std::vector<monitor::Inequality>& results, const InequalityRequest& request, const Plan& plan, const Session& session) {
  std::vector<monitor::Segregation> segregation;
  for (const std::vector<std::string>& groups : plan.segregation)
    segregation.push_back(monitor::segregation_by_level(results.front().request, groups, results.front().grouping));
  for (monitor::Inequality& result : results) {
    result.moran = moran_of(result, request, session);
    result.segregation = segregation;
  }
}

/// Measures and denominator, all of schools or all of areas, and what units are ranked by.
struct Asked {
  std::vector<std::string> measures;
  std::string per;
  bool is_of_areas = false;
  std::optional<monitor::RankingQuantity> rank_by;
};

Error mixed(const std::string& of_areas, const std::string& of_schools) {
  return Error{Code::UnitsMixed, {{"area_measure", of_areas}, {"school_measure", of_schools}}, {}};
}

/// Measures of areas rank schools too: by the area that they lie in. The other way round there is nothing to rank by.
Result<std::optional<monitor::RankingQuantity>> ranking_of(const InequalityRequest& request, const Asked& asked,
                                                           const MeasureWords& words) {
  if (request.rank_by.empty()) return std::optional<monitor::RankingQuantity>();
  const auto measure = words.find(request.rank_by);
  if (!measure) return fail(measure.error());
  monitor::RankingQuantity out{measure->id, "", measure->is_of_areas};
  if (asked.is_of_areas && !out.is_of_areas) return fail(mixed(asked.measures.front(), out.measure));
  if (request.rank_per.empty()) {
    // A school's size divided by itself would rank nothing, and what areas report is mostly a rate.
    if (!out.is_of_areas && asked.per != out.measure) out.per = asked.per;
  } else if (request.rank_per != "none") {
    const auto per = words.find(request.rank_per);
    if (!per) return fail(per.error());
    if (per->is_of_areas != out.is_of_areas) return fail(out.is_of_areas ? mixed(out.measure, per->id) : mixed(per->id, out.measure));
    out.per = per->id;
  }
  return std::optional(std::move(out));
}

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
  if (of_areas != found.end() && of_schools != found.end()) return fail(mixed(of_areas->id, of_schools->id));
  Asked out;
  out.is_of_areas = of_areas != found.end();
  for (NamedMeasure& each : found) out.measures.push_back(std::move(each.id));
  if (!request.per.empty()) {
    out.per = std::move(out.measures.back());
    out.measures.pop_back();
  }
  auto ranking = ranking_of(request, out, words);
  if (!ranking) return fail(ranking.error());
  out.rank_by = std::move(*ranking);
  return out;
}

/// Options that ask about schools where areas report, and the other way round.
Result<void> check_options(const InequalityRequest& request, const Plan& plan, const Asked& asked) {
  std::string option;
  if (!asked.is_of_areas && request.level) option = "--level";
  else if (asked.is_of_areas && request.stage) option = "--stage";
  else if (asked.is_of_areas && plan.grouping && plan.grouping->is_by_setting) option = "--by setting";
  else if (asked.is_of_areas && !plan.segregation.empty()) option = "--segregation";
  else if (asked.is_of_areas && request.neighbours.within_km) option = "--within";
  else if (asked.is_of_areas && request.neighbours.is_inverse_distance) option = "--neighbour-weights";
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

/// Standards of the program, other than the one asked for, that divide what keeps schools out of the result.
std::vector<std::string> dividing_standards(const monitor::Inequality& result, const Session& session) {
  std::vector<std::string> out;
  const auto is_undivided = [](const monitor::UnitWithoutValue& each) { return each.absence == model::Absence::NotByStage; };
  const auto undivided = std::ranges::find_if(result.sample.without_value, is_undivided);
  if (undivided == result.sample.without_value.end()) return out;
  for (const standards::Pack& pack : standards::load_packs(standards::built_in_packs(), session.today).packs)
    if (monitor::divides_by_stage(pack, undivided->measure)) out.push_back(pack.id);
  return out;
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
  options.rank_by = asked->rank_by;
  const std::string type = type_of(request.out_path);
  options.with_trend = request.with_trend || request.format == OutputFormat::Text || type == ".html" || type == ".xlsx";
  std::vector<monitor::Inequality> out;
  for (const std::string& measure : asked->measures) {
    sample.measure = measure;
    auto result = asked->is_of_areas ? monitor::inequality_by_level(sample, options) : of_stage(sample, request.stage, options);
    if (!result) return fail(result.error());
    result->dividing_standards = dividing_standards(*result, session);
    out.push_back(std::move(*result));
    if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());
  }
  // Areas have no place of their own, and no pupils.
  if (!asked->is_of_areas) add_relations(out, request, plan, session);
  return out;
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
  const ReportForms forms{
      [&] { return report::inequality_text(input); }, [&] { return report::inequality_summary(input); },
      [&] { return report::inequality_json(input); }, [&] { return report::inequality_csv(input); },
      [&] { return report::inequality_html(input); }, [&](const std::string& path) { return report::write_inequality_xlsx(input, path); }};
  return deliver(forms, {request.format, request.out_path}, session);
}

}  // namespace junheng::app
