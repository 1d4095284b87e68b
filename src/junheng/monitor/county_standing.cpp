#include "junheng/monitor/county_standing.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "junheng/assess/margins.h"
#include "junheng/standards/standard.h"

namespace junheng::monitor {

namespace {

using assess::Verdict;
using standards::Direction;

constexpr double kPercent = 100;

bool is_decided(const std::optional<Verdict>& verdict) { return verdict && *verdict != Verdict::Unknown; }

void add_stage(const assess::StageResult& stage, const assess::StageRules& rules, std::vector<ClauseStanding>& out) {
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
    const assess::IndicatorRule& rule = rules.indicators[i];
    const assess::IndicatorSummary& summary = stage.indicators[i];
    if (is_decided(summary.cv_verdict))
      out.push_back({ClauseKind::Cv, stage.stage, rule.indicator->id, rule.indicator->title, *summary.cv_verdict, summary.cv,
                     rule.cv->value, cv_margin(rule, summary), 0, 0, Direction::Lower});
  }
  if (is_decided(stage.composite_verdict))
    out.push_back({ClauseKind::Composite,
                   stage.stage,
                   {},
                   {},
                   *stage.composite_verdict,
                   stage.composite_cv,
                   rules.composite->value,
                   composite_margin(rules, stage),
                   0,
                   0,
                   Direction::Lower});
  if (!is_decided(stage.schools_verdict) || stage.schools == 0) return;
  const double percent = kPercent * stage.schools_met / stage.schools;
  out.push_back({ClauseKind::Schools,
                 stage.stage,
                 {},
                 {},
                 *stage.schools_verdict,
                 percent,
                 kPercent,
                 percent - kPercent,
                 stage.schools_unmet,
                 stage.schools});
}

std::optional<ClauseStanding> score_of(const assess::AreaResult& area, const assess::Assessment& assessment) {
  const standards::Standard& standard = *assessment.standard;
  const auto limit = standards::in_force(standard.pack.county_limits, standards::LimitKind::PassScore, Stage::All, standard.on);
  if (!is_decided(area.score_verdict) || !limit) return std::nullopt;
  return ClauseStanding{ClauseKind::Score,   std::nullopt, {},           {},
                        *area.score_verdict, area.score,   limit->value, assess::margin_of(area.score, limit->value, Direction::Higher)};
}

CountyStanding standing_of(const assess::AreaResult& area, const assess::Assessment& assessment, model::AccreditationKind kind) {
  CountyStanding out{area.area, kind, assessment.year.first, Verdict::Met, {}};
  for (const assess::StageResult& stage : area.stages) {
    add_stage(stage, assessment.rules_of(stage.stage), out.clauses);
    if (stage.verdict == Verdict::Unknown) out.verdict = Verdict::Unknown;
  }
  for (const assess::ItemResult& item : area.items) {
    if (item.item->scoring || item.verdict == Verdict::Unknown) continue;
    out.clauses.push_back({ClauseKind::Item, std::nullopt, item.item->id, item.item->title, item.verdict, item.value, item.limit,
                           assess::item_margin(item), 0, 0, assess::direction_of(assess::deciding_clause(item))});
  }
  if (auto score = score_of(area, assessment)) out.clauses.push_back(std::move(*score));
  const auto is_unmet = [](const auto& each) { return each.verdict == Verdict::Unmet; };
  if (std::ranges::any_of(out.clauses, is_unmet) || std::ranges::any_of(area.stages, is_unmet)) out.verdict = Verdict::Unmet;
  return out;
}

/// Change of the margin between two years; 0 for what only rounding sets apart.
double change(double before, double after) {
  constexpr double kTolerance = 1e-9;
  const double difference = after - before;
  return std::abs(difference) <= kTolerance * std::max(std::abs(before), std::abs(after)) ? 0 : difference;
}

}  // namespace

std::string_view to_string(ClauseKind kind) {
  switch (kind) {
    case ClauseKind::Cv: return "cv";
    case ClauseKind::Composite: return "composite";
    case ClauseKind::Schools: return "schools";
    case ClauseKind::Item: return "item";
    case ClauseKind::Score: return "score";
  }
  return "cv";
}

std::vector<CountyStanding> county_standings(const assess::Assessment& assessment, model::AccreditationKind kind) {
  std::vector<CountyStanding> out;
  for (const assess::AreaResult& area : assessment.areas) {
    const auto is_judged = [](const assess::StageResult& stage) { return stage.verdict && stage.schools > 0; };
    if (std::ranges::any_of(area.stages, is_judged)) out.push_back(standing_of(area, assessment, kind));
  }
  return out;
}

StandingTrend standing_trend(const std::vector<const CountyStanding*>& standings) {
  StandingTrend out;
  const CountyStanding& first = *standings.front();
  const CountyStanding& last = *standings.back();
  const int years = last.year - first.year;
  if (years > 0) {
    out.from = first.year;
    out.to = last.year;
  }
  for (const ClauseStanding& now : last.clauses) {
    ClauseTrend trend{now, std::nullopt, std::nullopt};
    const auto then = std::ranges::find_if(first.clauses, [&](const ClauseStanding& each) { return each.is_same(now); });
    if (years > 0 && then != first.clauses.end() && then->margin && now.margin) {
      const double moved = change(*then->margin, *now.margin);
      ++out.compared;
      out.worse += moved < 0 ? 1 : 0;
      out.better += moved > 0 ? 1 : 0;
      trend.yearly_change = moved / years;
      if (moved < 0 && now.verdict == Verdict::Met) trend.years_left = *now.margin / -*trend.yearly_change;
    }
    if (now.verdict == Verdict::Unmet) out.failed.push_back(trend);
    else if (trend.years_left && (!out.next || *trend.years_left < *out.next->years_left)) out.next = trend;
  }
  return out;
}

}  // namespace junheng::monitor
