#include "junheng/app/run_bodies.h"

#include <algorithm>
#include <array>
#include <functional>
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
#include "junheng/report/shown_school_rows.h"
#include "junheng/report/shown_to_all.h"
#include "junheng/report/trend_view.h"

namespace junheng::app {

namespace {

using assess::AreaResult;
using assess::Assessment;
using model::AreaLevel;
using report::HiddenSide;
using report::Masking;
using report::SmallCounts;

constexpr std::array kLangs = {Lang::Zh, Lang::En};
constexpr std::array kLevels = {AreaLevel::County, AreaLevel::City, AreaLevel::Province, AreaLevel::Country};
/// Areas whose bodies are written in one transaction.
constexpr std::size_t kBatch = 64;

std::string lang_name(Lang lang) { return lang == Lang::Zh ? "zh" : "en"; }

std::string body_name(std::string name, Masking masking) { return masking == Masking::Full ? name : name + ".masked"; }

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
    has_small_counts_.resize(request.dataset->areas.size());
    for (const assess::ValueChange& change : report::small_count_changes(*request.dataset, request.year, report::HiddenSide::Most))
      for (const AreaIndex area : places_.chain(request.dataset->schools.areas[change.school.value])) has_small_counts_[area.value] = true;
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
      const auto masked = report::mask_assessment(*assessor, assessment);
      if (auto done = write_level({assessment, masked ? &*masked : nullptr}); !done) return done;
    }
    if (!any) return fail(Code::NoAreaAtLevel, {{"level", "county"}, {"area", ""}});
    return last;
  }

 private:
  /// The areas of a level, with both sides of what is masked; null where nothing is.
  struct Level {
    const Assessment& assessment;
    const report::MaskedAssessment* masked = nullptr;
  };

  Result<void> write_level(const Level& level) {
    const Assessment& assessment = level.assessment;
    count_townships(assessment);
    for (const AreaResult& area : assessment.areas) summarise(assessment, area);
    const std::size_t count = assessment.areas.size();
    for (std::size_t begin = 0; begin < count; begin += kBatch) {
      if (auto go_on = context_.check_stop(); !go_on) return go_on;
      context_.report(progress_of(assessment.level, begin, count), "job.step.assess");
      const std::size_t end = std::min(count, begin + kBatch);
      std::vector<std::vector<store::RunResult>> made(end - begin);
      parallel_for(end - begin, in_.threads, [&](std::size_t i) { made[i] = bodies_of(level, begin + i); });
      std::vector<store::RunResult> batch;
      for (auto& bodies : made) std::ranges::move(bodies, std::back_inserter(batch));
      if (auto saved = save(std::move(batch)); !saved) return saved;
    }
    return write_leagues(level);
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

  [[nodiscard]] report::RunView run_in(Lang lang) const {
    report::RunView run = in_.run;
    run.standard_title = in_.standard->pack.title.in(lang);
    return run;
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
    if (area.is_pooled) summary.counties = {area.counties_met, area.counties_unmet, area.counties_unknown};
  }

  [[nodiscard]] std::vector<report::ChildView> children_of(AreaIndex area) const {
    std::vector<report::ChildView> children;
    for (const AreaIndex child : places_.children(area)) {
      const Summary& summary = summaries_[child.value];
      children.push_back({places_.node(child), summary.verdict, summary.schools, summary.counties});
    }
    return children;
  }

  /// The page that `write` (assessment, SmallCounts -> text) makes of the area: the whole one, and the masked one where it differs.
  template <typename Write>
  void add_bodies(std::vector<store::RunResult>& bodies, const Level& level, std::size_t position, Lang lang,
                  const std::function<std::string(Masking)>& name, Write write) const {
    const AreaIndex area = level.assessment.areas[position].area;
    const std::string_view code = in_.dataset->areas.codes.at(area.value);
    const auto of = [&](const Assessment& assessment, Masking masking) -> std::string {
      const SmallCounts hidden(assessment, assessment.areas[position], masking);
      return write(report::AreaViewInput{&assessment, &assessment.areas[position], &hidden, lang});
    };
    std::string whole = of(level.assessment, Masking::Full);
    const bool is_masked = level.masked != nullptr && has_small_counts_[area.value];
    std::string masked =
        is_masked ? report::shown_of_sides(lang, [&](HiddenSide side) { return of(level.masked->of(side), Masking::SmallCountsHidden); })
                  : of(level.assessment, Masking::SmallCountsHidden);
    if (masked != whole) bodies.push_back(result(code, name(Masking::SmallCountsHidden), std::move(masked)));
    bodies.push_back(result(code, name(Masking::Full), std::move(whole)));
  }

  void add_schools(std::vector<store::RunResult>& bodies, const Level& level, std::size_t position) const {
    const AreaIndex area = level.assessment.areas[position].area;
    const std::string_view code = in_.dataset->areas.codes.at(area.value);
    const auto view = [&](const Assessment& assessment, Masking masking, Lang lang, auto make) {
      const SmallCounts hidden(assessment, assessment.areas[position], masking);
      return make(report::AreaViewInput{&assessment, &assessment.areas[position], &hidden, lang});
    };
    const auto packed = [&](Masking masking) {
      const auto rows = [&](Lang lang) { return view(level.assessment, masking, lang, report::school_rows); };
      return report::pack_school_rows(rows(Lang::Zh), rows(Lang::En));
    };
    const auto add = [&](Masking masking, std::string bytes) {
      bodies.push_back(result(code, school_rows_name(masking), std::move(bytes)));
      bodies.back().media_type = "application/cbor";
    };
    add(Masking::Full, packed(Masking::Full));
    if (level.masked != nullptr && has_small_counts_[area.value]) {
      const auto shown = [&](Lang lang) {
        std::array<report::SchoolRows, report::kHiddenSides.size()> sides;
        for (const HiddenSide side : report::kHiddenSides)
          sides[static_cast<std::size_t>(side)] = view(level.masked->of(side), Masking::SmallCountsHidden, lang, report::school_rows);
        return report::shown_school_rows(sides, lang);
      };
      add(Masking::SmallCountsHidden, report::pack_school_rows(shown(Lang::Zh), shown(Lang::En)));
    } else if (SmallCounts(level.assessment, level.assessment.areas[position], Masking::SmallCountsHidden).count() > 0) {
      add(Masking::SmallCountsHidden, packed(Masking::SmallCountsHidden));
    }
  }

  std::vector<store::RunResult> bodies_of(const Level& level, std::size_t position) const {
    const AreaIndex area = level.assessment.areas[position].area;
    const bool has_schools = !level.assessment.areas[position].is_pooled || in_.dataset->schools.size() <= kMostPooledSchools;
    std::vector<store::RunResult> bodies;
    for (const Lang lang : kLangs) {
      add_bodies(
          bodies, level, position, lang, [&](Masking masking) { return overview_name(lang, masking); },
          [&](const report::AreaViewInput& view) {
            return report::overview_json({view, run_in(lang), places_.node(area), places_.path(area), children_of(area)});
          });
    }
    if (has_schools) add_schools(bodies, level, position);
    add_bodies(bodies, level, position, Lang::En, trend_name,
               [&](const report::AreaViewInput& view) { return report::trend_year_json(*view.assessment, *view.area, in_.run.id); });
    return bodies;
  }

  /// By the areas above: the whole is "".
  using LeagueRows = std::map<std::string, std::vector<report::LeagueRow>, std::less<>>;

  [[nodiscard]] LeagueRows league_rows(const Assessment& assessment) const {
    LeagueRows rows;
    for (const AreaResult& area : assessment.areas) {
      const report::AreaNode node = places_.node(area.area);
      const report::LeagueRow row{&area, node.code, node.name, places_.names_above(area.area), summaries_[area.area.value].schools};
      rows[""].push_back(row);
      for (const AreaIndex above : places_.chain(area.area)) rows[std::string(in_.dataset->areas.codes.at(above.value))].push_back(row);
    }
    return rows;
  }

  [[nodiscard]] static bool tells_small_count(const report::LeagueRow& row) {
    return std::ranges::any_of(row.area->items, report::tells_small_count);
  }

  /// The table of a level for the whole and for every area above.
  Result<void> write_leagues(const Level& level) {
    const LeagueRows rows = league_rows(level.assessment);
    std::array<LeagueRows, report::kHiddenSides.size()> sides;
    if (level.masked != nullptr)
      std::ranges::transform(level.masked->sides, sides.begin(), [&](const auto& side) { return league_rows(side); });
    const std::string name(to_string(level.assessment.level));
    std::vector<store::RunResult> results;
    for (const auto& [scope, members] : rows)
      for (const Lang lang : kLangs) {
        const report::LeagueInput input{&level.assessment, run_in(lang), name, lang};
        const auto shown = [&, &area = scope](auto write) {
          return report::shown_of_sides(lang, [&](HiddenSide side) { return write(sides[static_cast<std::size_t>(side)].at(area)); });
        };
        const auto of = [&](const std::vector<report::LeagueRow>& side) { return report::league_json(input, side); };
        std::string whole = of(members);
        if (level.masked != nullptr)
          if (std::string masked = shown(of); masked != whole)
            results.push_back(result(scope, league_name(name, lang, Masking::SmallCountsHidden), std::move(masked)));
        results.push_back(result(scope, league_name(name, lang, Masking::Full), std::move(whole)));
        if (level.assessment.level != AreaLevel::County) continue;
        const auto hidden = [&](const std::vector<report::LeagueRow>& side) {
          return report::county_failings_json(input, side, Masking::SmallCountsHidden);
        };
        if (level.masked != nullptr || std::ranges::any_of(members, tells_small_count))
          results.push_back(
              result(scope, failings_name(lang, Masking::SmallCountsHidden), level.masked != nullptr ? shown(hidden) : hidden(members)));
        results.push_back(result(scope, failings_name(lang, Masking::Full), report::county_failings_json(input, members, Masking::Full)));
      }
    return save(std::move(results));
  }

  const store::Store& store_;
  const RunBodies& in_;
  const JobContext& context_;
  AreaPlaces places_;
  std::vector<Summary> summaries_;
  /// By area: it holds a number of 1 to 4 pupils.
  std::vector<bool> has_small_counts_;
};

}  // namespace

std::string overview_name(Lang lang, Masking masking) { return body_name("overview." + lang_name(lang), masking); }
std::string school_rows_name(Masking masking) { return body_name("school_rows", masking); }
std::string failings_name(Lang lang, Masking masking) { return body_name("failings." + lang_name(lang), masking); }
std::string league_name(std::string_view level, Lang lang, Masking masking) {
  return body_name("league." + std::string(level) + "." + lang_name(lang), masking);
}
std::string trend_name(Masking masking) { return body_name("trend", masking); }

Result<void> save_run_bodies(const store::Store& store, const RunBodies& request, const JobContext& context) {
  return Writer(store, request, context).write();
}

}  // namespace junheng::app
