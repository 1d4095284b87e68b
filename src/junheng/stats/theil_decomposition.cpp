#include "junheng/stats/theil_decomposition.h"

#include <numeric>

#include "junheng/core/codes.h"
#include "junheng/stats/entropy_terms.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

namespace {

/// Where the values of a group lie: their mean, and by how much it differs from the mean of all. The difference is summed up by itself:
/// taken from the two rounded means it would have no right digits left where groups are nearly equal.
struct Centre {
  double mean = 0;
  double shift = 0;
};

struct GroupSums {
  double weight = 0;
  double value = 0;
  double shift = 0;
};

struct Level {
  std::vector<GroupSums> sums;
  std::vector<Centre> centres;
};

/// Sums and centres of every group of every level: one pass over the observations, the outer levels from the inner ones.
std::vector<Level> summarise(std::span<const double> values, Weights weight, const NestedGroups& groups, double mean) {
  std::vector<Level> levels(groups.level_count());
  for (std::size_t level = 0; level < levels.size(); ++level) levels[level].sums.resize(groups.group_count(level));
  std::vector<GroupSums>& innermost = levels.back().sums;
  for (std::size_t i = 0; i < values.size(); ++i) {
    GroupSums& own = innermost[groups.innermost()[i]];
    own.weight += weight[i];
    own.value += weight[i] * values[i];
    own.shift += weight[i] * (values[i] - mean);
  }
  for (std::size_t level = levels.size(); level-- > 0;) {
    levels[level].centres.resize(levels[level].sums.size());
    for (std::size_t g = 0; g < levels[level].sums.size(); ++g) {
      const GroupSums& own = levels[level].sums[g];
      if (own.weight > 0) levels[level].centres[g] = {own.value / own.weight, own.shift / own.weight};
      if (level == 0) continue;
      GroupSums& outer = levels[level - 1].sums[groups.parents(level)[g]];
      outer.weight += own.weight;
      outer.value += own.value;
      outer.shift += own.shift;
    }
  }
  return levels;
}

/// The mean of all, with what rounding took off it.
Centre centre_of_all(const std::vector<Level>& levels, double mean) {
  Centre all{mean, 0};
  double weight_sum = 0;
  for (const GroupSums& own : levels.front().sums) {
    weight_sum += own.weight;
    all.shift += own.shift;
  }
  all.shift /= weight_sum;
  return all;
}

/// What a group adds to the term of its level. `share` turns the weight of a term and the mean it is taken against into its share of the
/// whole: for T the weight times that mean over W m, for L the weight over W. A mean of zero is that of zeros only, which have no share of
/// T (and are refused for L).
template <typename Term, typename Share>
double group_term(double weight, const Centre& own, const Centre& outer, Term term, Share share) {
  if (!(weight > 0 && outer.mean > 0)) return 0;
  return share(weight, outer.mean) * term(own.mean, outer.mean, (own.shift - outer.shift) / outer.mean);
}

/// The decomposition with the term of T or L.
template <typename Term, typename Share>
TheilDecomposition decompose(std::span<const double> values, Weights weight, const NestedGroups& groups, double mean, Term term,
                             Share share) {
  const auto levels = summarise(values, weight, groups, mean);
  const Centre all = centre_of_all(levels, mean);
  TheilDecomposition out;
  for (std::size_t level = 0; level < levels.size(); ++level) {
    double between = 0;
    for (std::size_t g = 0; g < levels[level].sums.size(); ++g) {
      const Centre& outer = level == 0 ? all : levels[level - 1].centres[groups.parents(level)[g]];
      between += group_term(levels[level].sums[g].weight, levels[level].centres[g], outer, term, share);
    }
    out.between.push_back(between);
  }
  const std::vector<Centre>& innermost = levels.back().centres;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Centre& own = innermost[groups.innermost()[i]];
    if (weight[i] > 0 && own.mean > 0)
      out.within += share(weight[i], own.mean) * term(values[i], own.mean, ((values[i] - mean) - own.shift) / own.mean);
  }
  return out;
}

}  // namespace

double TheilDecomposition::total() const { return std::accumulate(between.begin(), between.end(), within); }

Result<TheilDecomposition> theil_t_decomposition(std::span<const double> values, std::span<const double> weights,
                                                 const NestedGroups& groups) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  if (groups.observation_count() != values.size()) return fail(Code::SizeMismatch);
  const double scale = 1 / totals->value_sum;
  return decompose(values, Weights(weights), groups, totals->mean(), theil_t_term,
                   [scale](double weight, double mean) { return weight * mean * scale; });
}

Result<TheilDecomposition> theil_l_decomposition(std::span<const double> values, std::span<const double> weights,
                                                 const NestedGroups& groups) {
  const auto totals = check_sample(values, weights, Domain::Positive);
  if (!totals) return fail(totals.error());
  if (groups.observation_count() != values.size()) return fail(Code::SizeMismatch);
  const double scale = 1 / totals->weight_sum;
  return decompose(values, Weights(weights), groups, totals->mean(), theil_l_term,
                   [scale](double weight, double) { return weight * scale; });
}

Result<std::vector<std::vector<double>>> theil_t_between_groups(std::span<const double> values, std::span<const double> weights,
                                                                const NestedGroups& groups) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  if (groups.observation_count() != values.size()) return fail(Code::SizeMismatch);
  const auto levels = summarise(values, Weights(weights), groups, totals->mean());
  const Centre all = centre_of_all(levels, totals->mean());
  const double scale = 1 / totals->value_sum;
  const auto share = [scale](double weight, double mean) { return weight * mean * scale; };
  std::vector<std::vector<double>> out(levels.size());
  for (std::size_t level = 0; level < levels.size(); ++level) {
    for (std::size_t g = 0; g < levels[level].sums.size(); ++g) {
      const Centre& outer = level == 0 ? all : levels[level - 1].centres[groups.parents(level)[g]];
      out[level].push_back(group_term(levels[level].sums[g].weight, levels[level].centres[g], outer, theil_t_term, share));
    }
  }
  return out;
}

}  // namespace junheng::stats
