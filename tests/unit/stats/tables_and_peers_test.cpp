// Dissimilarity, peers, overdispersion and simulated ranks against numpy and scipy: oracles/tables_and_peers.py.
#include <gtest/gtest.h>

#include <vector>

#include "junheng/stats/funnel.h"
#include "junheng/stats/peers.h"
#include "junheng/stats/ranks.h"
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

// An interval of 90 % leaves at most 5 % on either side, and one rank less would leave more: with 20,000 draws a share is right to 0.005
// (three standard errors of 5 %), which is the slack here.
TEST(TablesAndPeersOracle, SimulatedRanks) {
  RankSimulation options;
  options.replicates = 20000;
  options.confidence = 0.9;
  const auto found = simulated_ranks(expected()["estimates"], expected()["errors"], Direction::Higher, options).value();
  const std::vector<double>& shares = expected()["rank_shares"];
  ASSERT_EQ(found.size(), 8U);
  for (std::size_t unit = 0; unit < 8; ++unit) {
    EXPECT_EQ(found[unit].median, expected()["rank_medians"][unit]) << unit;
    const auto share_of = [&](std::uint32_t from, std::uint32_t to) {
      double sum = 0;
      for (std::uint32_t rank = from; rank <= to; ++rank) sum += shares[8 * unit + rank - 1];
      return sum;
    };
    const auto [best, worst] = found[unit].interval;
    EXPECT_LE(share_of(1, best - 1), 0.055) << unit;
    EXPECT_GE(share_of(1, best), 0.045) << unit;
    EXPECT_LE(share_of(worst + 1, 8), 0.055) << unit;
    EXPECT_GE(share_of(worst, 8), 0.045) << unit;
  }
}

}  // namespace
}  // namespace junheng::stats
