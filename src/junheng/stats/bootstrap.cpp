#include "junheng/stats/bootstrap.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/core/rng.h"
#include "junheng/stats/resample_count.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

namespace {

using Replicate = std::vector<std::optional<double>>;

/// First parts of the paths of random streams: what is drawn for the one does not move the other.
constexpr std::uint64_t kReplicateStream = 0;
constexpr std::uint64_t kJackknifeStream = 1;

/// Resamples share one buffer of weights per run of this many, which keeps its cost out of sight.
constexpr std::size_t kRunLength = 16;

/// A sample whose clusters have been checked.
class Resampler {
 public:
  Resampler(const ClusteredSample& sample, const ResampleStatistics& statistics) : sample_(sample), statistics_(statistics) {
    if (sample.clusters.group_of.empty()) {
      own_clusters_.resize(sample.values.size());
      std::iota(own_clusters_.begin(), own_clusters_.end(), std::uint32_t{0});
      sample_.clusters = {own_clusters_, own_clusters_.size()};
    }
    std::vector<char> is_occupied(sample_.clusters.group_count);
    for (const std::uint32_t cluster : sample_.clusters.group_of) is_occupied[cluster] = 1;
    for (std::size_t cluster = 0; cluster < is_occupied.size(); ++cluster)
      if (is_occupied[cluster] != 0) occupied_.push_back(static_cast<std::uint32_t>(cluster));
  }

  Resampler(const Resampler&) = delete;
  Resampler& operator=(const Resampler&) = delete;

  /// Clusters that have observations: those that are drawn.
  [[nodiscard]] const std::vector<std::uint32_t>& occupied() const { return occupied_; }

  /// The statistics of `count` resamples. `set_multiplicities(r, multiplicities)` says for resample r how often each cluster stands in it;
  /// it is given zeros.
  template <typename SetMultiplicities>
  [[nodiscard]] std::vector<Replicate> resample(std::size_t count, unsigned threads, SetMultiplicities set_multiplicities) const {
    std::vector<Replicate> replicates(count);
    parallel_for((count + kRunLength - 1) / kRunLength, threads, [&](std::size_t run) {
      std::vector<double> multiplicities(sample_.clusters.group_count);
      std::vector<double> weights(sample_.values.size());
      const Weights given(sample_.weights);
      for (std::size_t r = run * kRunLength; r < std::min(count, (run + 1) * kRunLength); ++r) {
        std::ranges::fill(multiplicities, 0.0);
        set_multiplicities(r, std::span<double>(multiplicities));
        for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = given[i] * multiplicities[sample_.clusters.group_of[i]];
        replicates[r] = statistics_({sample_.values, weights, multiplicities});
      }
    });
    return replicates;
  }

 private:
  ClusteredSample sample_;
  const ResampleStatistics& statistics_;
  std::vector<std::uint32_t> own_clusters_;
  std::vector<std::uint32_t> occupied_;
};

std::vector<Replicate> draw_replicates(const Resampler& resampler, const BootstrapOptions& options) {
  const std::vector<std::uint32_t>& clusters = resampler.occupied();
  return resampler.resample(options.replicates, options.threads, [&](std::size_t r, std::span<double> multiplicities) {
    Rng rng = Rng::stream(options.seed, {kReplicateStream, r});
    const auto last = static_cast<std::int64_t>(clusters.size()) - 1;
    for (std::size_t draw = 0; draw < clusters.size(); ++draw) multiplicities[clusters[static_cast<std::size_t>(rng.whole(0, last))]] += 1;
  });
}

std::vector<Replicate> leave_parts_out(const Resampler& resampler, const BootstrapOptions& options) {
  std::vector<std::uint32_t> clusters = resampler.occupied();
  const std::size_t parts = std::min(clusters.size(), options.jackknife_parts);
  // Clusters often come in the order of provinces: shuffled, each part is one of the whole country.
  Rng rng = Rng::stream(options.seed, {kJackknifeStream});
  for (std::size_t i = clusters.size(); i-- > 1;)
    std::swap(clusters[i], clusters[static_cast<std::size_t>(rng.whole(0, static_cast<std::int64_t>(i)))]);
  return resampler.resample(parts, options.threads, [&](std::size_t part, std::span<double> multiplicities) {
    for (std::size_t i = 0; i < clusters.size(); ++i) multiplicities[clusters[i]] = i % parts == part ? 0 : 1;
  });
}

/// The defined values of one statistic over resamples.
std::vector<double> column(const std::vector<Replicate>& replicates, std::size_t statistic) {
  std::vector<double> out;
  out.reserve(replicates.size());
  for (const Replicate& replicate : replicates) {
    assert(statistic < replicate.size());
    const std::optional<double>& value = replicate[statistic];
    if (value) out.push_back(*value);
  }
  return out;
}

std::optional<double> sample_deviation(std::span<const double> values) {
  if (values.size() < 2) return std::nullopt;
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

Result<void> check(const ClusteredSample& sample, const BootstrapOptions& options) {
  const auto totals = check_sample(sample.values, sample.weights, Domain::Any);
  if (!totals) return fail(totals.error());
  const GroupLevel& clusters = sample.clusters;
  if (!clusters.group_of.empty()) {
    if (clusters.group_of.size() != sample.values.size()) return fail(Code::SizeMismatch);
    if (std::ranges::max(clusters.group_of) >= clusters.group_count) return fail(Code::GroupUnknown);
  }
  if (const auto checked = check_resample_count(options.replicates, options.confidence); !checked) return fail(checked.error());
  if (options.jackknife_parts < 2)
    return fail(Code::ParameterOutOfRange,
                {{"name", "jackknife_parts"}, {"value", fmt::format("{}", options.jackknife_parts)}, {"range", ">= 2"}});
  return {};
}

}  // namespace

Result<std::vector<BootstrapEstimate>> bootstrap(const ClusteredSample& sample, const Statistics& statistics,
                                                 const BootstrapOptions& options) {
  return bootstrap(sample, ResampleStatistics([&](const Resample& resample) { return statistics(resample.values, resample.weights); }),
                   options);
}

Result<std::vector<BootstrapEstimate>> bootstrap(const ClusteredSample& sample, const ResampleStatistics& statistics,
                                                 const BootstrapOptions& options) {
  if (const auto checked = check(sample, options); !checked) return fail(checked.error());
  const Resampler resampler(sample, statistics);
  if (resampler.occupied().size() < 2) return fail(Code::TooFewClusters);
  const auto whole =
      resampler.resample(1, 1, [](std::size_t, std::span<double> multiplicities) { std::ranges::fill(multiplicities, 1.0); });
  const auto replicates = draw_replicates(resampler, options);
  const auto jackknife = leave_parts_out(resampler, options);
  std::vector<BootstrapEstimate> out;
  for (std::size_t s = 0; s < whole.front().size(); ++s) {
    BootstrapEstimate& own = out.emplace_back();
    own.estimate = whole.front()[s];
    if (!own.estimate) continue;
    std::vector<double> values = column(replicates, s);
    own.defined_replicates = values.size();
    if (values.empty()) continue;
    std::ranges::sort(values);
    own.standard_error = sample_deviation(values);
    own.percentile = percentile_interval(values, options.confidence);
    const std::vector<double> left_out = column(jackknife, s);
    if (left_out.size() == jackknife.size()) own.bca = bca_interval(values, *own.estimate, acceleration(left_out), options.confidence);
  }
  return out;
}

}  // namespace junheng::stats
