#include "junheng/stats/peers.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "junheng/core/codes.h"

namespace junheng::stats {

Result<std::vector<std::vector<Peer>>> nearest_peers(std::span<const Column> covariates, std::size_t count) {
  if (covariates.empty()) return fail(Code::EmptyInput);
  std::vector<Column> scores;
  for (const Column& covariate : covariates) {
    if (covariate.size() != covariates.front().size()) return fail(Code::SizeMismatch);
    auto own = z_scores(covariate, {}, Direction::Higher);
    if (own) {
      scores.push_back(std::move(*own));
    } else if (own.error().code != Code::NoVariation) {
      return fail(own.error());
    }
  }
  const std::size_t units = covariates.front().size();
  std::vector<std::vector<Peer>> out(units);
  std::vector<Peer> others;
  for (std::size_t i = 0; i < units; ++i) {
    others.clear();
    for (std::size_t k = 0; k < units; ++k) {
      if (k == i) continue;
      double squares = 0;
      for (const Column& score : scores) squares += (score[i] - score[k]) * (score[i] - score[k]);
      others.push_back({static_cast<std::uint32_t>(k), std::sqrt(squares)});
    }
    const auto kept = static_cast<std::ptrdiff_t>(std::min(count, others.size()));
    std::ranges::partial_sort(others, others.begin() + kept, {}, [](const Peer& peer) { return std::pair(peer.distance, peer.unit); });
    out[i].assign(others.begin(), others.begin() + kept);
  }
  return out;
}

}  // namespace junheng::stats
