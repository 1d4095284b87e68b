#include "junheng/assess/entry_reason.h"

#include <gtest/gtest.h>

#include "support/dataset_builder.h"

namespace junheng::assess {
namespace {

using junheng::testing::DatasetBuilder;
using model::Absence;
using model::Quantity;

/// Primary: kinds 211 and 218, the latter from 50 pupils on; junior: nothing of the kind, but founders 1 to 9 only.
standards::Pack pack_with_entries() {
  standards::Pack pack;
  standards::EntryRule primary;
  primary.stage = Stage::Primary;
  primary.kinds = {211, 218};
  primary.min_pupils = {{218, 50}};
  standards::EntryRule junior;
  junior.stage = Stage::Junior;
  junior.founders = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  pack.entry = {primary, junior};
  return pack;
}

TEST(EntryTest, TellsTheSameOfEverySchoolAsOneByOne) {
  DatasetBuilder data;
  data.county("330102");
  // 211 and 227 share a place in the table of kinds (both 3 modulo 16); 0 is not given.
  int id = 0;
  for (const int kind : {211, 227, 211, 218, 0, 218, 311}) data.school(std::to_string(2133000001 + id++), kind);
  const auto dataset = data.build();
  const standards::Pack pack = pack_with_entries();
  for (const Stage stage : kCompulsoryStages) {
    EntryTest test(pack, dataset.schools, stage);
    for (std::size_t i = 0; i < dataset.schools.size(); ++i) {
      for (const Quantity pupils : {Quantity::of(20), Quantity::of(50), Quantity::missing(Absence::NotCollected)})
        EXPECT_EQ(test.entry(SchoolIndex(i), pupils), decide_entry(pack, dataset.schools, SchoolIndex(i), stage, pupils))
            << "school " << i << ", " << to_string(stage);
    }
  }
}

TEST(EntryTest, PupilsDecideOnlyWhereTheKindAsksForThem) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211);
  data.school("2133000002", 218);
  const auto dataset = data.build();
  const standards::Pack pack = pack_with_entries();
  EntryTest test(pack, dataset.schools, Stage::Primary);
  EXPECT_EQ(test.entry(SchoolIndex(0), Quantity::of(20)), Entry::Yes);
  EXPECT_EQ(test.entry(SchoolIndex(1), Quantity::of(20)), Entry::No);
  EXPECT_EQ(test.entry(SchoolIndex(1), Quantity::of(50)), Entry::Yes);
  EXPECT_EQ(test.entry(SchoolIndex(1), Quantity::missing(Absence::NotCollected)), Entry::Uncertain);
}

}  // namespace
}  // namespace junheng::assess
