#include "junheng/monitor/inequality_index.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "junheng/stats/atkinson.h"
#include "junheng/stats/generalised_entropy.h"
#include "junheng/stats/gini.h"
#include "junheng/stats/hoover.h"
#include "junheng/stats/lorenz.h"
#include "junheng/stats/median_indices.h"
#include "junheng/stats/theil.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::monitor {

namespace {

using Kind = InequalityIndex::Kind;

constexpr std::array<std::pair<Kind, std::string_view>, 12> kNames = {{{Kind::Cv, "cv"},
                                                                       {Kind::Gini, "gini"},
                                                                       {Kind::TheilT, "theil_t"},
                                                                       {Kind::TheilL, "theil_l"},
                                                                       {Kind::Hoover, "hoover"},
                                                                       {Kind::Atkinson, "atkinson"},
                                                                       {Kind::GeneralisedEntropy, "ge"},
                                                                       {Kind::Mcloone, "mcloone"},
                                                                       {Kind::Verstegen, "verstegen"},
                                                                       {Kind::Palma, "palma"},
                                                                       {Kind::PercentileRatio, "p90_p10"},
                                                                       {Kind::RangeRatio, "range_ratio"}}};

constexpr bool has_parameter(Kind kind) { return kind == Kind::Atkinson || kind == Kind::GeneralisedEntropy; }

}  // namespace

std::string_view InequalityIndex::name() const {
  return std::ranges::find(kNames, kind, &std::pair<Kind, std::string_view>::first)->second;
}

std::string InequalityIndex::id() const { return has_parameter(kind) ? fmt::format("{}_{}", name(), parameter) : std::string(name()); }

std::optional<InequalityIndex> parse_index(std::string_view word) {
  std::string id(word);
  const std::size_t first_digit = std::min(id.find_first_of("0123456789"), id.size());
  // A hyphen before a number may be its sign: "ge_-1".
  for (std::size_t i = 0; i < id.size(); ++i)
    if (id[i] == '-' && (i + 1 < first_digit || id.find('_') == std::string::npos || id.starts_with("p90"))) id[i] = '_';
  for (const auto& [kind, name] : kNames) {
    if (id == name && !has_parameter(kind)) return InequalityIndex{kind, 0};
    if (!has_parameter(kind) || !id.starts_with(std::string(name) + "_")) continue;
    const char* const begin = id.data() + name.size() + 1;
    const char* const end = id.data() + id.size();
    double parameter = 0;
    const auto [rest, failure] = std::from_chars(begin, end, parameter);
    if (failure == std::errc() && rest == end) return InequalityIndex{kind, parameter};
  }
  return std::nullopt;
}

std::vector<InequalityIndex> default_indices() {
  return {{Kind::Cv, 0}, {Kind::Gini, 0}, {Kind::TheilT, 0}, {Kind::TheilL, 0}, {Kind::Hoover, 0}, {Kind::Atkinson, 0.5}};
}

std::vector<InequalityIndex> all_indices() {
  std::vector<InequalityIndex> all = default_indices();
  for (const InequalityIndex& more : std::initializer_list<InequalityIndex>{{Kind::Atkinson, 1},
                                                                            {Kind::Atkinson, 2},
                                                                            {Kind::GeneralisedEntropy, 2},
                                                                            {Kind::Mcloone, 0},
                                                                            {Kind::Verstegen, 0},
                                                                            {Kind::Palma, 0},
                                                                            {Kind::PercentileRatio, 0},
                                                                            {Kind::RangeRatio, 0}})
    all.push_back(more);
  return all;
}

Result<double> compute_index(const InequalityIndex& index, std::span<const double> values, std::span<const double> weights) {
  switch (index.kind) {
    case Kind::Cv: return stats::weighted_cv(values, weights);
    case Kind::Gini: return stats::gini(values, weights);
    case Kind::TheilT: return stats::theil_t(values, weights);
    case Kind::TheilL: return stats::theil_l(values, weights);
    case Kind::Hoover: return stats::hoover(values, weights);
    case Kind::Atkinson: return stats::atkinson(values, weights, index.parameter);
    case Kind::GeneralisedEntropy: return stats::generalised_entropy(values, weights, index.parameter);
    case Kind::Mcloone: return stats::mcloone(values, weights);
    case Kind::Verstegen: return stats::verstegen(values, weights);
    case Kind::Palma: return stats::palma_ratio(values, weights);
    case Kind::PercentileRatio: return stats::percentile_ratio(values, weights, kPercentileShares);
    case Kind::RangeRatio: return stats::range_ratio(values, weights, kRangeShares);
  }
  return stats::weighted_cv(values, weights);
}

}  // namespace junheng::monitor
