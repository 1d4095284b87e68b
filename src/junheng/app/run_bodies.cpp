#include "junheng/app/run_bodies.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "junheng/app/area_places.h"
#include "junheng/assess/assess.h"
#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/report/area_view.h"
#include "junheng/report/county_failings.h"
#include "junheng/report/league_view.h"
#include "junheng/report/schools_view.h"
#include "junheng/report/trend_view.h"

namespace junheng::app {

namespace {

using assess::AreaResult;
using assess::Assessment;
using model::AreaLevel;
using report::Masking;
using report::SmallCounts;

constexpr std::array kLangs = {Lang::Zh, Lang::En};
constexpr std::array kMaskings = {Masking::Full, Masking::SmallCountsHidden};
constexpr std::array kLevels = {AreaLevel::County, AreaLevel::City, AreaLevel::Province, AreaLevel::Country};
/// Areas whose bodies are written in one transaction.
constexpr std::size_t kBatch = 64;

std::string lang_name(Lang lang) { return lang == Lang::Zh ? "zh" : "en"; }

std::string body_name(std::string_view view, Lang lang, Masking masking) {
  return std::string(view) + "." + lang_name(lang) + (masking == Masking::Full ? "" : ".masked");
}

/// What areas above show of one below.
struct Summary {
  bool is_assessed = false;
  std::optional<assess::Verdict> verdict;
  std::int64_t schools = 0;
  std::optional<report::ChildView::Counties> counties;
};

class Writer {
 public:
  Writer(const store::Store& store, const RunBodies& request, const JobContext& context)
      : store_(store), in_(request), context_(context), places_(*request.dataset), summaries_(request.dataset->areas.size()) {
    for (auto& hidden : hidden_totals_) hidden.resize(request.dataset->areas.size());
  }

  Result<void> write() {
    Result<void> last;
    bool any = false;
    for (const AreaLevel level : kLevels) {
      auto assessor = assess::Assessor::create(*in_.dataset, in_.standard, {in_.year, level, ""});
      if (!assessor && assessor.error().code == Code::NoAreaAtLevel) continue;
      if (!assessor) return fail(assessor.error());
      const Assessment assessment = assessor->assess();
      any = any || !assessment.areas.empty();
      if (auto done = write_level(assessment); !done) return done;
    }
    if (!any) return fail(Code::NoAreaAtLevel, {{"level", "county"}, {"area", ""}});
    return last;
  }

 private:
  Result<void> write_level(const Assessment& assessment) {
    count_townships(assessment);
    for (const AreaResult& area : assessment.areas) summarise(assessment, area);
    const std::size_t count = assessment.areas.size();
    for (std::size_t begin = 0; begin < count; begin += kBatch) {
      if (auto go_on = context_.check_stop(); !go_on) return go_on;
      context_.report(progress_of(assessment.level, begin, count), "job.step.assess");
      const std::size_t end = std::min(count, begin + kBatch);
      std::vector<std::vector<store::RunResult>> made(end - begin);
      parallel_for(end - begin, in_.threads, [&](std::size_t i) { made[i] = bodies_of(assessment, assessment.areas[begin + i]); });
      std::vector<store::RunResult> batch;
      for (auto& bodies : made) std::ranges::move(bodies, std::back_inserter(batch));
      if (auto saved = save(std::move(batch)); !saved) return saved;
    }
    return write_leagues(assessment);
  }

  /// Counties are nearly all of the work.
  [[nodiscard]] static double progress_of(AreaLevel level, std::size_t done, std::size_t count) {
    const double share = static_cast<double>(done) / static_cast<double>(std::max<std::size_t>(count, 1));
    return level == AreaLevel::County ? 0.1 + 0.7 * share : 0.8 + 0.15 * share;
  }

  Result<void> save(std::vector<store::RunResult> results) {
    auto transaction = store_.write();
    if (!transaction) return fail(transaction.error());
    if (auto saved = store::save_results(*transaction, std::move(results), in_.threads); !saved) return saved;
    return transaction->commit();
  }

  [[nodiscard]] store::RunResult result(std::string_view area_code, std::string name, std::string body) const {
    store::RunResult out;
    out.run = {in_.run.id};
    out.area_code = area_code;
    out.name = std::move(name);
    out.media_type = "application/json";
    out.body = std::move(body);
    return out;
  }

  void count_townships(const Assessment& assessment) {
    if (assessment.level != AreaLevel::County) return;
    std::set<std::pair<AreaIndex, SchoolIndex>> counted;
    for (const AreaResult& area : assessment.areas)
      for (const assess::StageResult& stage : area.stages) {
        const assess::UnitTable& units = assessment.units.of(stage.stage);
        const auto& group = units.groups[stage.group];
        for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
          const AreaIndex at = in_.dataset->schools.areas[units.schools[unit].value];
          if (in_.dataset->areas.levels[at.value] == AreaLevel::Township) counted.insert({at, units.schools[unit]});
        }
      }
    for (const auto& [township, school] : counted) ++summaries_[township.value].schools;
  }

  void summarise(const Assessment& assessment, const AreaResult& area) {
    Summary& summary = summaries_[area.area.value];
    summary.is_assessed = true;
    summary.verdict = area.verdict;
    summary.schools = report::count_schools(assessment, area);
    if (area.is_pooled) {
      summary.counties = {area.counties_met, area.counties_unmet, area.counties_unknown};
      return;
    }
    const SmallCounts hidden(assessment, area, Masking::SmallCountsHidden);
    for (const Stage stage : kCompulsoryStages)
      if (hidden.hides_total(stage))
        for (const AreaIndex above : places_.chain(area.area)) hidden_totals_[Assessment::slot(stage)][above.value] = true;
  }

  [[nodiscard]] std::vector<report::ChildView> children_of(AreaIndex area) const {
    std::vector<report::ChildView> children;
    for (const AreaIndex child : places_.children(area)) {
      const Summary& summary = summaries_[child.value];
      children.push_back({places_.node(child), summary.verdict, summary.schools, summary.counties});
    }
    return children;
  }

  std::vector<store::RunResult> bodies_of(const Assessment& assessment, const AreaResult& area) const {
    const std::string_view code = in_.dataset->areas.codes.at(area.area.value);
    const bool has_schools = !area.is_pooled || in_.dataset->schools.size() <= kMostPooledSchools;
    std::vector<store::RunResult> bodies;
    for (const Lang lang : kLangs) {
      std::array<std::string, 2> whole;
      for (const Masking masking : kMaskings) {
        SmallCounts hidden(assessment, area, masking);
        if (masking == Masking::SmallCountsHidden)
          for (const Stage stage : kCompulsoryStages)
            if (hidden_totals_[Assessment::slot(stage)][area.area.value]) hidden.hide_total(stage);
        const report::AreaViewInput view{&assessment, &area, &hidden, lang};
        const auto keep = [&](std::string& shown, std::string body, std::string name) {
          if (masking == Masking::Full) shown = body;
          else if (body == shown) return;
          bodies.push_back(result(code, std::move(name), std::move(body)));
        };
        keep(whole[0], report::overview_json({view, in_.run, places_.node(area.area), places_.path(area.area), children_of(area.area)}),
             overview_name(lang, masking));
        if (has_schools) keep(whole[1], report::school_results_json(view, in_.run.id), schools_name(lang, masking));
      }
    }
    bodies.push_back(result(code, std::string(kTrendName), report::trend_year_json(assessment, area, in_.run.id)));
    return bodies;
  }

  /// The table of a level for the whole and for every area above.
  Result<void> write_leagues(const Assessment& assessment) {
    std::map<std::string, std::vector<report::LeagueRow>, std::less<>> rows;
    for (const AreaResult& area : assessment.areas) {
      const report::AreaNode node = places_.node(area.area);
      const report::LeagueRow row{&area, node.code, node.name, places_.names_above(area.area), summaries_[area.area.value].schools};
      rows[""].push_back(row);
      for (const AreaIndex above : places_.chain(area.area)) rows[std::string(in_.dataset->areas.codes.at(above.value))].push_back(row);
    }
    const std::string level(to_string(assessment.level));
    std::vector<store::RunResult> results;
    for (const auto& [scope, members] : rows)
      for (const Lang lang : kLangs)
        results.push_back(result(scope, league_name(level, lang), report::league_json({&assessment, in_.run, level, lang}, members)));
    if (assessment.level == AreaLevel::County)
      for (const auto& [scope, members] : rows)
        for (const Lang lang : kLangs) add_failings(results, scope, {&assessment, in_.run, level, lang}, members);
    return save(std::move(results));
  }

  void add_failings(std::vector<store::RunResult>& results, const std::string& scope, const report::LeagueInput& input,
                    const std::vector<report::LeagueRow>& counties) const {
    std::string whole = report::county_failings_json(input, counties, Masking::Full);
    std::string masked = report::county_failings_json(input, counties, Masking::SmallCountsHidden);
    if (masked != whole) results.push_back(result(scope, failings_name(input.lang, Masking::SmallCountsHidden), std::move(masked)));
    results.push_back(result(scope, failings_name(input.lang, Masking::Full), std::move(whole)));
  }

  const store::Store& store_;
  const RunBodies& in_;
  const JobContext& context_;
  AreaPlaces places_;
  std::vector<Summary> summaries_;
  /// By stage and area: its number of pupils would give that of a small school away.
  std::array<std::vector<bool>, kCompulsoryStages.size()> hidden_totals_;
};

}  // namespace

std::string overview_name(Lang lang, Masking masking) { return body_name("overview", lang, masking); }
std::string schools_name(Lang lang, Masking masking) { return body_name("schools", lang, masking); }
std::string failings_name(Lang lang, Masking masking) { return body_name("failings", lang, masking); }
std::string league_name(std::string_view level, Lang lang) { return "league." + std::string(level) + "." + lang_name(lang); }

Result<void> save_run_bodies(const store::Store& store, const RunBodies& request, const JobContext& context) {
  return Writer(store, request, context).write();
}

}  // namespace junheng::app
