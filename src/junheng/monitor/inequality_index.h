#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/stats/quantile.h"

namespace junheng::monitor {

/// One of the measures of inequality of `stats`, by the name under which a command asks for it.
struct InequalityIndex {
  enum class Kind : std::uint8_t {
    Cv,
    Gini,
    TheilT,
    TheilL,
    Hoover,
    Atkinson,            ///< with its aversion: "atkinson_0.5"
    GeneralisedEntropy,  ///< with its alpha: "ge_2"
    Mcloone,
    Verstegen,
    Palma,
    PercentileRatio,  ///< P90 / P10
    RangeRatio,       ///< (P95 - P5) / P5
  };
  Kind kind = Kind::Cv;
  double parameter = 0;

  /// As in JSON: "theil_t", "atkinson_0.5".
  [[nodiscard]] std::string id() const;
  /// Without the parameter: "atkinson", the key of its name and definition.
  [[nodiscard]] std::string_view name() const;
  friend bool operator==(const InequalityIndex&, const InequalityIndex&) = default;
};

/// Between which shares of the weight the ratios of quantiles look.
inline constexpr stats::QuantilePair kPercentileShares{0.1, 0.9};
inline constexpr stats::QuantilePair kRangeShares{0.05, 0.95};

/// The index of that name; hyphens count as underscores ("theil-t"). nullopt for any other word.
[[nodiscard]] std::optional<InequalityIndex> parse_index(std::string_view word);

/// CV, Gini, Theil T, Theil L, Hoover, Atkinson 0.5.
[[nodiscard]] std::vector<InequalityIndex> default_indices();
/// Every index, with the parameters in use: Atkinson 0.5, 1 and 2, GE 2.
[[nodiscard]] std::vector<InequalityIndex> all_indices();

/// The index of a sample. Errors: those of its function in stats.
[[nodiscard]] Result<double> compute_index(const InequalityIndex& index, std::span<const double> values, std::span<const double> weights);

}  // namespace junheng::monitor
