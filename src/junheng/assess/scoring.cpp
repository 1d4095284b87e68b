#include "junheng/assess/scoring.h"

#include <algorithm>

#include "junheng/assess/threshold.h"

namespace junheng::assess {

namespace {

using standards::Direction;
using standards::ScoreKind;

double stepped_points(const standards::Scoring& scoring, double value) {
  double points = 0;
  for (const auto& step : scoring.steps)
    if (reaches(value, step.at, Direction::Higher)) points = std::max(points, step.points);
  return points;
}

double linear_points(const standards::Scoring& scoring, const ItemResult& item) {
  const Direction direction = item.clauses.front().clause->direction;
  const double miss = direction == Direction::Higher ? *item.limit - *item.value : *item.value - *item.limit;
  if (reaches(*item.value, *item.limit, direction)) return scoring.max;
  return std::max(0.0, scoring.max - scoring.per_point * miss);
}

}  // namespace

void score_item(ItemResult& item) {
  const standards::Scoring& scoring = *item.item->scoring;
  item.score_low = 0;
  item.score_high = scoring.max;
  switch (scoring.kind) {
    case ScoreKind::Binary:
      if (item.verdict != Verdict::Unknown) item.score = item.verdict == Verdict::Met ? scoring.max : 0;
      break;
    case ScoreKind::Stepped:
      if (item.value) item.score = stepped_points(scoring, *item.value);
      break;
    case ScoreKind::LinearPerPoint:
      if (item.value && item.limit) item.score = linear_points(scoring, item);
      break;
  }
  if (item.score) item.score_low = item.score_high = *item.score;
}

void add_score(AreaResult& area, std::optional<double> pass_score, std::vector<Reason>& reasons) {
  const bool scores = std::ranges::any_of(area.items, [](const ItemResult& item) { return item.item->scoring.has_value(); });
  if (!scores) return;
  double low = 0;
  double high = 0;
  for (const ItemResult& item : area.items) {
    if (!item.item->scoring) continue;
    low += item.score_low;
    high += item.score_high;
  }
  area.score_low = low;
  area.score_high = high;
  if (low == high) area.score = low;
  if (!pass_score) return;
  if (reaches(low, *pass_score, Direction::Higher)) area.score_verdict = Verdict::Met;
  else area.score_verdict = reaches(high, *pass_score, Direction::Higher) ? Verdict::Unknown : Verdict::Unmet;
  if (*area.score_verdict == Verdict::Met) return;
  const bool unmet = *area.score_verdict == Verdict::Unmet;
  reasons.push_back(
      {unmet ? ReasonKind::ScoreBelowPass : ReasonKind::ScoreUnknown, *area.score_verdict, {}, {}, unmet ? high : low, *pass_score, 0, 0});
}

}  // namespace junheng::assess
