#include "junheng/stats/segregation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "junheng/core/codes.h"
#include "junheng/stats/entropy_terms.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

namespace {

/// Numbers of persons by group, for all or for one cluster.
struct Composition {
  std::vector<double> counts;
  double persons = 0;

  [[nodiscard]] double share(std::size_t group) const { return counts[group] / persons; }
};

Composition composition_of(std::span<const double> counts) {
  return {{counts.begin(), counts.end()}, std::accumulate(counts.begin(), counts.end(), 0.0)};
}

std::span<const double> row(const GroupCounts& table, std::size_t unit) {
  return table.counts.subspan(unit * table.group_count, table.group_count);
}

/// The composition of all units of a table that has been checked: two groups at least have persons.
Result<Composition> checked_total(const GroupCounts& table) {
  if (table.group_count == 0 || table.counts.empty()) return fail(Code::EmptyInput);
  if (table.counts.size() % table.group_count != 0) return fail(Code::SizeMismatch);
  // Counts are weights: they may be zero, but not all of them.
  if (const auto checked = check_sample(table.counts, table.counts, Domain::Any); !checked) return fail(checked.error());
  Composition total{std::vector<double>(table.group_count), 0};
  for (std::size_t i = 0; i < table.counts.size(); ++i) total.counts[i % table.group_count] += table.counts[i];
  total.persons = std::accumulate(total.counts.begin(), total.counts.end(), 0.0);
  if (std::ranges::count_if(total.counts, [](double count) { return count > 0; }) < 2) return fail(Code::OneGroupOnly);
  return total;
}

/// sum_g p_g ln(p_g / q_g), p of `own`, q of the `outer` it is part of, as terms that are never negative: nothing cancels where the two are
/// nearly alike.
double divergence(const Composition& own, const Composition& outer) {
  double sum = 0;
  for (std::size_t g = 0; g < own.counts.size(); ++g) {
    const double expected = outer.share(g);
    if (expected > 0) sum += expected * theil_t_term(own.share(g), expected, (own.share(g) - expected) / expected);
  }
  return sum;
}

double entropy(const Composition& total) {
  double sum = 0;
  for (std::size_t g = 0; g < total.counts.size(); ++g)
    if (total.counts[g] > 0) sum -= total.share(g) * std::log(total.share(g));
  return sum;
}

/// Compositions of the clusters of every level, the outer ones from the inner ones.
std::vector<std::vector<Composition>> cluster_compositions(const GroupCounts& table, const NestedGroups& clusters) {
  std::vector<std::vector<Composition>> levels(clusters.level_count());
  for (std::size_t level = 0; level < levels.size(); ++level)
    levels[level].assign(clusters.group_count(level), {std::vector<double>(table.group_count), 0});
  const auto add = [](std::span<const double> counts, Composition& to) {
    for (std::size_t g = 0; g < counts.size(); ++g) {
      to.counts[g] += counts[g];
      to.persons += counts[g];
    }
  };
  for (std::size_t unit = 0; unit < table.unit_count(); ++unit) add(row(table, unit), levels.back()[clusters.innermost()[unit]]);
  for (std::size_t level = levels.size(); level-- > 1;)
    for (std::size_t c = 0; c < levels[level].size(); ++c) add(levels[level][c].counts, levels[level - 1][clusters.parents(level)[c]]);
  return levels;
}

}  // namespace

Result<double> dissimilarity(const GroupCounts& table) {
  const auto total = checked_total(table);
  if (!total) return fail(total.error());
  double interaction = 0;
  for (std::size_t g = 0; g < table.group_count; ++g) interaction += total->share(g) * (1 - total->share(g));
  double sum = 0;
  for (std::size_t unit = 0; unit < table.unit_count(); ++unit) {
    const Composition own = composition_of(row(table, unit));
    for (std::size_t g = 0; g < table.group_count; ++g) sum += std::fabs(own.counts[g] - own.persons * total->share(g));
  }
  return sum / (2 * total->persons * interaction);
}

Result<EntropySegregation> entropy_segregation(const GroupCounts& table) {
  const auto total = checked_total(table);
  if (!total) return fail(total.error());
  EntropySegregation out;
  for (std::size_t unit = 0; unit < table.unit_count(); ++unit) {
    const Composition own = composition_of(row(table, unit));
    if (own.persons > 0) out.m += own.persons / total->persons * divergence(own, *total);
  }
  out.h = out.m / entropy(*total);
  return out;
}

EntropySegregation SegregationDecomposition::total() const {
  EntropySegregation sum = within;
  for (const EntropySegregation& level : between) {
    sum.m += level.m;
    sum.h += level.h;
  }
  return sum;
}

Result<SegregationDecomposition> segregation_decomposition(const GroupCounts& table, const NestedGroups& clusters) {
  const auto total = checked_total(table);
  if (!total) return fail(total.error());
  if (clusters.observation_count() != table.unit_count()) return fail(Code::SizeMismatch);
  const double groups_entropy = entropy(*total);
  const auto levels = cluster_compositions(table, clusters);
  SegregationDecomposition out;
  for (std::size_t level = 0; level < levels.size(); ++level) {
    double m = 0;
    for (std::size_t c = 0; c < levels[level].size(); ++c) {
      const Composition& own = levels[level][c];
      if (own.persons == 0) continue;
      const Composition& outer = level == 0 ? *total : levels[level - 1][clusters.parents(level)[c]];
      m += own.persons / total->persons * divergence(own, outer);
    }
    out.between.push_back({m, m / groups_entropy});
  }
  for (std::size_t unit = 0; unit < table.unit_count(); ++unit) {
    const Composition own = composition_of(row(table, unit));
    if (own.persons > 0) out.within.m += own.persons / total->persons * divergence(own, levels.back()[clusters.innermost()[unit]]);
  }
  out.within.h = out.within.m / groups_entropy;
  return out;
}

}  // namespace junheng::stats
