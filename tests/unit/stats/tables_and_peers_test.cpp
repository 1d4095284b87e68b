// Dissimilarity, peers and overdispersion against numpy and scipy: oracles/tables_and_peers.py.
#include <gtest/gtest.h>

#include <vector>

#include "junheng/stats/funnel.h"
#include "junheng/stats/peers.h"
#include "junheng/stats/segregation.h"
#include "support/oracle_values.h"

namespace junheng::stats {
namespace {

const testing::OracleValues& expected() {
  static const testing::OracleValues values("unit/stats/oracles/tables_and_peers");
  return values;
}

TEST(TablesAndPeersOracle, Dissimilarity) {
  const std::vector<double>& counts = expected()["d_counts"];
  EXPECT_NEAR(dissimilarity({counts, 3}).value(), expected()["d_three"][0], 1e-14);
  std::vector<double> two;
  for (std::size_t unit = 0; unit < counts.size() / 3; ++unit) two.insert(two.end(), {counts[3 * unit], counts[3 * unit + 1]});
  EXPECT_NEAR(dissimilarity({two, 2}).value(), expected()["d_two"][0], 1e-14);
}

TEST(TablesAndPeersOracle, NearestPeers) {
  const std::vector<double>& given = expected()["peers_covariates"];
  const auto third = [&](std::ptrdiff_t i) { return Column(given.begin() + 20 * i, given.begin() + 20 * (i + 1)); };
  const std::vector<Column> covariates = {third(0), third(1), third(2)};
  const auto peers = nearest_peers(covariates, 4).value();
  std::vector<double> units, distances;
  for (const auto& own : peers)
    for (const Peer& peer : own) {
      units.push_back(peer.unit);
      distances.push_back(peer.distance);
    }
  testing::expect_near(units, expected()["peers_units"], 0);
  testing::expect_near(distances, expected()["peers_distances"], 1e-12);
}

TEST(TablesAndPeersOracle, Overdispersion) {
  const std::vector<double>& z = expected()["z"];
  testing::expect_near({overdispersion(z, 0).value(), overdispersion(z, 0.1).value(), overdispersion(z, 0.25).value()}, expected()["phi"],
                       1e-14);
}

}  // namespace
}  // namespace junheng::stats
