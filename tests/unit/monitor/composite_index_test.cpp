#include "junheng/monitor/composite_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using testing::DatasetBuilder;

/// Three counties of one school with 10 pupils each: computers per pupil 1, 2, 3; books per pupil 10, 40, 40. A fourth school lies in the
/// province, in no county.
model::Dataset three_counties() {
  DatasetBuilder builder;
  builder.county("A").school("a", 211).stage(Stage::Primary).set("pupils", 10).set("computers", 10).set("books", 100);
  builder.county("B").school("b", 211).stage(Stage::Primary).set("pupils", 10).set("computers", 20).set("books", 400);
  builder.county("C").school("c", 211).stage(Stage::Primary).set("pupils", 10).set("computers", 30).set("books", 400);
  builder.area("P", model::AreaLevel::Province).school("p", 211).stage(Stage::Primary).set("pupils", 10).set("computers", 900);
  return builder.build();
}

IndexSpec spec_of(IndexWeights weights, Normalisation normalisation) {
  IndexSpec spec;
  spec.level = model::AreaLevel::County;
  spec.weights = weights;
  spec.normalisation = normalisation;
  spec.components.resize(2);
  spec.components[0].measure = "computers";
  spec.components[1].measure = "books";
  for (IndexComponent& part : spec.components) part.per = "pupils";
  return spec;
}

Result<CompositeIndex> index_of(const model::Dataset& data, const IndexSpec& spec) {
  static const auto standard = testing::built_in_standard("cn.quality-2017");
  IndexOptions options;
  options.sample = {&data, &standard->pack, SchoolYear{2024}, Stage::Primary, {}, {}, {}};
  return composite_index(spec, options);
}

// Min-max 0, 1/2, 1 and 0, 1, 1. Entropies -(1/3 ln 1/3 + 2/3 ln 2/3) / ln 3 = 0.5793802 and ln 2 / ln 3 = 0.6309298, so weights
// 0.4206198 : 0.3690702 = 0.5326391 : 0.4673609, and B has 0.5326391 / 2 + 0.4673609 = 0.7336804.
TEST(CompositeIndex, EntropyWeightsByHand) {
  const model::Dataset data = three_counties();
  const auto index = index_of(data, spec_of(IndexWeights::Entropy, Normalisation::MinMax));
  ASSERT_TRUE(index);
  ASSERT_EQ(index->weights.size(), 2U);
  EXPECT_NEAR(index->weights[0], 0.5326391, 1e-6);
  EXPECT_NEAR(index->weights[1], 0.4673609, 1e-6);
  ASSERT_EQ(index->ranking.size(), 3U);
  EXPECT_NEAR(index->ranking[0].score, 1, 1e-12);
  EXPECT_NEAR(index->ranking[1].score, 0.7336804, 1e-6);
  EXPECT_NEAR(index->ranking[2].score, 0, 1e-12);
  EXPECT_EQ(index->ranking[1].unit, 1U);
}

// Towards 2 computers and 50 books: 1/2, 1, 1 (capped) and 1/5, 4/5, 4/5. Equal weights: 0.35, 0.9, 0.9; equal scores share rank 1.
TEST(CompositeIndex, TargetsByHandAreCappedAndTiesShareTheRank) {
  const model::Dataset data = three_counties();
  IndexSpec spec = spec_of(IndexWeights::Equal, Normalisation::Target);
  spec.components[0].target = {0, 2};
  spec.components[1].target = {0, 50};
  const auto index = index_of(data, spec);
  ASSERT_TRUE(index);
  ASSERT_EQ(index->ranking.size(), 3U);
  EXPECT_NEAR(index->ranking[0].score, 0.9, 1e-12);
  EXPECT_NEAR(index->ranking[1].score, 0.9, 1e-12);
  EXPECT_NEAR(index->ranking[2].score, 0.35, 1e-12);
  EXPECT_EQ(index->ranking[0].rank, 1U);
  EXPECT_EQ(index->ranking[1].rank, 1U);
  EXPECT_EQ(index->ranking[2].rank, 3U);
  EXPECT_NEAR(index->ranking[2].components[1].score.value_or(-1), 0.2, 1e-12);
  EXPECT_NEAR(index->ranking[2].components[1].contribution.value_or(-1), 0.1, 1e-12);
}

// 672 and 70 pupils with 27,540 and 2,140 books, and 100 with 4,000: 40 books per pupil exactly, whatever rounding the schools' own
// quotients bring.
TEST(CompositeIndex, EqualMeansShareTheRankHoweverSchoolsAddUpToThem) {
  DatasetBuilder builder;
  builder.county("A").school("a1", 211).stage(Stage::Primary).set("pupils", 672).set("books", 27540);
  builder.school("a2", 211).stage(Stage::Primary).set("pupils", 70).set("books", 2140);
  builder.county("B").school("b", 211).stage(Stage::Primary).set("pupils", 100).set("books", 4000);
  builder.county("C").school("c", 211).stage(Stage::Primary).set("pupils", 100).set("books", 100);
  const model::Dataset data = builder.build();
  IndexSpec spec = spec_of(IndexWeights::Equal, Normalisation::MinMax);
  spec.components.erase(spec.components.begin());
  const auto index = index_of(data, spec);
  ASSERT_TRUE(index);
  EXPECT_EQ(index->ranking[0].rank, 1U);
  EXPECT_EQ(index->ranking[1].rank, 1U);
  EXPECT_EQ(index->ranking[0].components[0].value, index->ranking[1].components[0].value);
}

// 30 and 10 pupils leave a mean as uncertain as 40^2 / (30^2 + 10^2) = 1.6 equal schools, 20 and 20 as 2: widths as sqrt(2 / 1.6).
TEST(CompositeIndex, FunnelIsWiderWhereOneSchoolHasMostPupils) {
  DatasetBuilder builder;
  builder.county("A").school("a1", 211).stage(Stage::Primary).set("pupils", 30).set("computers", 30).set("books", 90);
  builder.school("a2", 211).stage(Stage::Primary).set("pupils", 10).set("computers", 30).set("books", 90);
  builder.county("B").school("b1", 211).stage(Stage::Primary).set("pupils", 20).set("computers", 10).set("books", 40);
  builder.school("b2", 211).stage(Stage::Primary).set("pupils", 20).set("computers", 40).set("books", 40);
  const model::Dataset data = builder.build();
  const auto index = index_of(data, spec_of(IndexWeights::Equal, Normalisation::MinMax));
  ASSERT_TRUE(index);
  ASSERT_EQ(index->ranking.size(), 2U);
  const auto width = [&](std::uint32_t unit) {
    const auto found = std::ranges::find(index->ranking, unit, &RankedUnit::unit);
    return found->funnel->high - found->funnel->low;
  };
  EXPECT_NEAR(width(0) / width(1), std::sqrt(2 / 1.6), 1e-12);
}

// It has a value of computers and none of books, and is one school all the same.
TEST(CompositeIndex, SchoolInNoCountyIsCountedOnce) {
  const model::Dataset data = three_counties();
  const auto index = index_of(data, spec_of(IndexWeights::Equal, Normalisation::MinMax));
  ASSERT_TRUE(index);
  EXPECT_EQ(index->outside, 1U);
  EXPECT_TRUE(index->unranked.empty());
}

}  // namespace
}  // namespace junheng::monitor
