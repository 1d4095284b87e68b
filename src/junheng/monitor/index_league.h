#pragma once

#include <vector>

#include "junheng/core/rng.h"
#include "junheng/monitor/composite_index.h"

// What a league table is made of: sums by unit, resamples, funnel limits, peers.

namespace junheng::monitor {

/// Measure and denominator of one school in every component; both 0 where the school has no value, and in the components of areas.
struct SchoolTerms {
  std::vector<double> numerators;
  std::vector<double> denominators;
};

struct UnitSums {
  std::uint32_t unit = 0;
  /// What the area itself reports; 0 in the components of schools. Never drawn.
  SchoolTerms own;
  std::vector<SchoolTerms> schools;
  /// Schools without a value, by component.
  std::vector<std::size_t> missing;
};

struct LeagueSums {
  /// Those that have a value in every component, in the order of the dataset.
  std::vector<UnitSums> units;
  std::vector<UnrankedUnit> unranked;
  /// Schools that lie in no area of the level and so are in no sum.
  std::size_t outside = 0;
};

/// Errors: those of school_sample and area_sample.
[[nodiscard]] Result<LeagueSums> unit_sums(const IndexSpec& spec, const SampleRequest& request);

/// One column per component, one value per unit.
[[nodiscard]] std::vector<stats::Column> values_of(const std::vector<UnitSums>& units, std::size_t components);

/// Draws the schools of every unit again. They lie side by side in memory, since each is drawn as often as there are replicates.
class SchoolDraws {
 public:
  SchoolDraws(const std::vector<UnitSums>& units, std::size_t components);

  /// As many schools as each unit has, with replacement; unit u of the replicate draws from Rng::stream(seed, {replicate, u}). Puts the
  /// values into `values`, one column per component with a place per unit; false where a denominator stays 0.
  [[nodiscard]] bool draw(std::uint64_t seed, std::uint64_t replicate, std::vector<stats::Column>& values) const;

 private:
  struct Unit {
    std::uint32_t id = 0;
    /// Of its own terms, which stand before those of its schools.
    std::size_t first = 0;
    std::size_t schools = 0;
  };
  std::size_t components_;
  std::vector<Unit> units_;
  /// Numerator and denominator by school and component.
  std::vector<double> terms_;
};

/// Limits of the first component: of a mean over schools, and of a share (IndexComponent::is_share). The ranking is in the order of
/// `units`.
void set_mean_funnel(CompositeIndex& index, const std::vector<UnitSums>& units, double confidence);

void set_share_funnel(CompositeIndex& index, const std::vector<UnitSums>& units, double confidence);

/// Peers by what every ranked area has. Errors: those of nearest_peers.
[[nodiscard]] Result<void> set_peers(CompositeIndex& index, std::size_t count);

}  // namespace junheng::monitor
