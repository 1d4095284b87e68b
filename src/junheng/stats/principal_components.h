#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "junheng/stats/covariance.h"

namespace junheng::stats {

/// What the components are taken from. Covariances let indicators of large spread lead and fit scores of one scale; correlations count all
/// alike.
enum class ComponentBasis : std::uint8_t { Covariance, Correlation };

/// Principal components of indicators, the largest first.
struct PrincipalComponents {
  /// Variances of the components (eigenvalues).
  std::vector<double> variances;
  /// Of all variance, 0 to 1; they add up to 1.
  std::vector<double> variance_shares;
  /// Unit vectors over the indicators, one per component; the sign is that of Eigensystem.
  std::vector<std::vector<double>> vectors;
};

/// Errors: those of covariance_matrix; NoVariation (all indicators constant). With Correlation a constant indicator is IndicatorConstant,
/// its `column` the number of the indicator from 1.
/// Source: Hotelling, Journal of Educational Psychology 24 (1933) 417-441; Jolliffe, Principal Component Analysis, 2nd ed. 2002.
[[nodiscard]] Result<PrincipalComponents> principal_components(std::span<const Column> columns, ComponentBasis basis);

/// Weights from principal components: one per indicator, 0 or more, adding up to 1.
///
/// Definition: w_j = sum_k share_k v_kj^2 / sum_k share_k over the components kept: those whose variance is not below the mean variance
/// (Kaiser's rule; eigenvalue 1 for correlations), v_kj the entry of component k at indicator j. Squared entries add up to 1 in each
/// component, so no weight is negative. No rotation. Other rules are in use (the entries of the first component alone, sums of their
/// absolute values): they give other weights.
/// Errors: those of principal_components.
/// Source: Nicoletti, Scarpetta and Boylaud, OECD Economics Department Working Papers 226, 2000; OECD and JRC, Handbook on Constructing
/// Composite Indicators, 2008, step 6.
[[nodiscard]] Result<std::vector<double>> principal_component_weights(std::span<const Column> columns, ComponentBasis basis);

}  // namespace junheng::stats
