#include "junheng/store/snapshots.h"

#include "dataset_of_two_counties.h"
#include "junheng/core/codes.h"
#include "junheng/ingest/import.h"
#include "junheng/store/snapshot_lists.h"
#include "junheng/synth/generate.h"
#include "same_dataset.h"
#include "store_place.h"

namespace junheng::store {
namespace {

class Snapshots : public StoreTest {
 protected:
  /// Saves, loads with another number of threads, compares.
  void expect_round_trip(const model::Dataset& dataset) {
    Store store = open();
    const SnapshotId id = must(save_snapshot(store, {.name = "x", .actor = kProgram, .threads = 2}, dataset));
    Transaction t = must(store.read());
    expect_same(dataset, must(load_snapshot(t, id)));
  }
};

TEST_F(Snapshots, HoldEveryTable) { expect_round_trip(two_counties()); }

TEST_F(Snapshots, HoldAnEmptyDataset) {
  model::Dataset empty;
  empty.build();
  expect_round_trip(empty);
}

TEST_F(Snapshots, HoldGeneratedCountiesWithDetailLists) {
  synth::GenerateOptions options;
  options.counties = 3;
  options.schools = 40;
  options.years = 2;
  options.seed = 11;
  const std::string folder = (folder_ / "generated").string();
  must(synth::generate_dataset(options, folder));
  auto import = must(ingest::import_dataset({.path = folder, .mapping = {}, .added_measures = {}}));
  for (const auto table : {&model::Dataset::classes, &model::Dataset::rooms, &model::Dataset::subject_staff})
    ASSERT_GT((import.dataset.*table).size(), 0u);
  ASSERT_GT(import.dataset.population.size(), 0u);
  ASSERT_GT(import.dataset.survey.size(), 0u);
  expect_round_trip(import.dataset);
}

TEST_F(Snapshots, HoldPublishedFiguresOfAreas) {
  auto import = must(ingest::import_dataset({.path = JUNHENG_SOURCE_DIR "/data/western-china", .mapping = {}, .added_measures = {}}));
  ASSERT_GT(import.dataset.area_items.entries.size(), 0u);
  ASSERT_GT(import.dataset.targets.size(), 0u);
  expect_round_trip(import.dataset);
}

TEST_F(Snapshots, HoldRealSchoolsOfAMapping) {
  const std::string path = JUNHENG_SHARED_DATA "/taiwan_elementary_2024";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared data";
  auto import = ingest::import_dataset({.path = path, .mapping = "tw-elementary", .added_measures = {}});
  ASSERT_TRUE(import) << import.error().message(Lang::En);
  ASSERT_GT(import->dataset.schools.size(), 2000u);
  expect_round_trip(import->dataset);
}

std::string ids(const model::Schools& schools) {
  std::string out;
  for (std::size_t i = 0; i < schools.size(); ++i) out += std::string(schools.ids.at(i)) + " ";
  return out;
}

TEST_F(Snapshots, PartOfACountyHasItsRowsAndThoseOfTheAreasAbove) {
  Store store = open();
  const SnapshotId id = must(save_snapshot(store, {.name = "x", .actor = kProgram}, two_counties()));
  Transaction t = must(store.read());
  const model::Dataset east = must(load_area(t, id, "110101"));
  EXPECT_EQ(ids(east.schools), "S1 S3 S5 ");
  // Province, city, the county, its township; not the other county.
  ASSERT_EQ(east.areas.size(), 4u);
  EXPECT_FALSE(east.areas.find("110102"));
  EXPECT_EQ(east.areas.at_level(east.schools.areas[2], model::AreaLevel::Province), east.areas.find("11"));
  // The campus knows its school; S4's parent, S5, is here, but S4 itself is not.
  EXPECT_EQ(east.schools.parents[1], SchoolIndex(0u));
  ASSERT_EQ(east.stage_facts.size(), 3u);
  const std::uint32_t row = east.stage_facts.find(SchoolYear{2023}, *east.schools.find("S5"), 0);
  ASSERT_NE(row, model::kNoRow);
  EXPECT_EQ(east.stage_facts.column("pupils")->at(row).absence, model::Absence::Rejected);
  EXPECT_EQ(east.stage_facts.origin.locate(RowIndex(row)).row, 6u) << "the fifth row of the file";
  ASSERT_EQ(east.teachers.size(), 3u);
  // Areas: their own figures, in the order of the file, without those of the other county.
  ASSERT_EQ(east.area_items.entries.size(), 4u);
  EXPECT_EQ(east.area_items.get(*east.areas.find("11"), SchoolYear{2024}, "counties").get(), 0.25);
  // Posts of the province, not of the schools of the other county and of the city.
  ASSERT_EQ(east.establishment.entries.size(), 1u);
  EXPECT_EQ(east.establishment.entries[0].posts.get(), 9000);
  EXPECT_TRUE(east.lost_unplaced_rows);
  ASSERT_EQ(east.lost_figures.size(), 1u);
  EXPECT_EQ(east.lost_figures[0].table, "population");
  EXPECT_EQ(east.manifest.title, "两县");
}

TEST_F(Snapshots, CampusOfASchoolElsewhereHasNoParentInItsPart) {
  Store store = open();
  const SnapshotId id = must(save_snapshot(store, {.name = "x", .actor = kProgram}, two_counties()));
  Transaction t = must(store.read());
  const model::Dataset west = must(load_area(t, id, "110102"));
  EXPECT_EQ(ids(west.schools), "S2 S4 ");
  EXPECT_FALSE(west.schools.parents[1]);
}

TEST_F(Snapshots, PartOfACityIsAllBelowIt) {
  Store store = open();
  const model::Dataset whole = two_counties();
  const SnapshotId id = must(save_snapshot(store, {.name = "x", .actor = kProgram}, whole));
  Transaction t = must(store.read());
  expect_same(whole, must(load_area(t, id, "1101")));
  EXPECT_EQ(ids(must(load_area(t, id, "110101001")).schools), "S1 S3 S5 ") << "a township gives its county";
  EXPECT_EQ(code_of(load_area(t, id, "12")), Code::StoreNoRecord);
  EXPECT_EQ(code_of(load_area(t, SnapshotId{99}, "11")), Code::StoreNoRecord);
}

TEST_F(Snapshots, SourcesComeBackByteByByte) {
  Store store = open();
  std::string large;
  // Longer than two pieces.
  for (int i = 0; large.size() < 9'000'000; ++i) large += std::to_string(i) + ",";
  const std::string odd("a\0b\xff", 4);
  const std::vector<SourceBytes> sources = {{"schools.csv", large}, {"空.xlsx", ""}, {"odd", odd}};
  const SnapshotId id = must(save_snapshot(store, {.name = "x", .actor = kProgram, .sources = sources, .threads = 2}, two_counties()));
  Transaction t = must(store.read());
  const auto listed = must(list_sources(t, id));
  ASSERT_EQ(listed.size(), 3u);
  EXPECT_EQ(listed[1].name, "空.xlsx");
  // printf 'a\0b\377' | sha256sum
  EXPECT_EQ(listed[2].sha256, "a37cc3026aae4d519e0b19c298fa913b4dccfdf0658cbccbb7deaa0226d5acdb");
  EXPECT_EQ(listed[0].size, static_cast<std::int64_t>(large.size()));
  EXPECT_EQ(must(load_source(t, id, 0)), large);
  EXPECT_EQ(must(load_source(t, id, 1)), "");
  EXPECT_EQ(must(load_source(t, id, 2)), odd);
  EXPECT_EQ(code_of(load_source(t, id, 3)), Code::StoreNoRecord);
  EXPECT_EQ(must(list_same_sources(t, hash_of_sources(sources))), std::vector{id});
  EXPECT_TRUE(must(list_same_sources(t, hash_of_sources({}))).empty());
}

TEST_F(Snapshots, TellWhereTheyComeFrom) {
  Store store = open();
  const SnapshotId id = must(save_snapshot(
      store, {.name = "春季", .actor = kProgram, .importer_version = "0.1.0", .mapping_id = "cn-export", .mapping_text = "[mapping]"},
      two_counties()));
  Transaction t = must(store.read());
  const Snapshot found = *must(find_snapshot(t, id));
  EXPECT_EQ(found.name, "春季");
  EXPECT_EQ(found.title, "两县");
  EXPECT_EQ(found.licence, "CC0-1.0");
  EXPECT_TRUE(found.is_synthetic);
  EXPECT_EQ(found.years, (std::vector<SchoolYear>{{2023}, {2024}}));
  EXPECT_EQ(found.root_codes, std::vector<std::string>{"11"});
  EXPECT_EQ(found.school_count, 6);
  EXPECT_EQ(found.area_count, 5);
  EXPECT_EQ(found.mapping_id, "cn-export");
  EXPECT_EQ(found.imported.time, kNow);
  EXPECT_EQ(must(list_snapshots(t)).size(), 1u);
}

TEST_F(Snapshots, AreNeverChangedAndDeletedWhole) {
  Store store = open();
  const SnapshotId id = must(save_snapshot(store, {.name = "x", .actor = kProgram, .sources = {{"a", "b"}}}, two_counties()));
  for (const char* sql :
       {"UPDATE snapshot SET name = 'y'", "UPDATE snapshot_part SET path = 'y'", "UPDATE snapshot_school SET name = 'y'"}) {
    Transaction t = must(store.write());
    EXPECT_EQ(code_of(t.execute(sql)), Code::StoreRefused) << sql;
  }
  commit(store, [&](Transaction& t) { must(delete_snapshot(t, id, kProgram)); });
  Transaction t = must(store.read());
  for (const char* table : {"snapshot", "snapshot_part", "snapshot_area", "snapshot_school", "snapshot_source", "snapshot_chunk"})
    EXPECT_EQ(must(t.query(std::string("SELECT count(*) FROM ") + table))[0].integer(0), 0) << table;
  const auto log = must(list_audit(t, {}));
  ASSERT_EQ(log.size(), 2u);
  EXPECT_EQ(log[0].event.event, "snapshot:delete");
  EXPECT_EQ(log[1].event.event, "snapshot:import");
}

TEST_F(Snapshots, IdOfADeletedOneIsNotGivenAgain) {
  Store store = open();
  const SnapshotId first = must(save_snapshot(store, {.name = "x", .actor = kProgram}, two_counties()));
  commit(store, [&](Transaction& t) { must(delete_snapshot(t, first, kProgram)); });
  EXPECT_GT(must(save_snapshot(store, {.name = "x", .actor = kProgram}, two_counties())).value, first.value);
}

TEST_F(Snapshots, AreasAndSchoolsAreListedPageByPage) {
  Store store = open();
  const SnapshotId id = must(save_snapshot(store, {.name = "x", .actor = kProgram}, two_counties()));
  Transaction t = must(store.read());
  EXPECT_EQ(must(find_area(t, id, "110101001"))->path, "/11/1101/110101/110101001/");
  EXPECT_EQ(must(find_area(t, id, "110101"))->parent_code, "1101");
  EXPECT_EQ(must(find_school(t, id, "S5"))->township_code, "110101001");
  EXPECT_EQ(must(find_school(t, id, "S6"))->county_code, "");

  AreaQuery areas{.snapshot = id, .under = "1101", .limit = 3};
  auto page = must(list_areas(t, areas));
  ASSERT_EQ(page.rows.size(), 3u);
  EXPECT_EQ(page.rows[2].code, "110101001") << "every area behind the one above it";
  ASSERT_TRUE(page.next);
  areas.after = *page.next;
  page = must(list_areas(t, areas));
  ASSERT_EQ(page.rows.size(), 1u);
  EXPECT_EQ(page.rows[0].code, "110102");
  EXPECT_FALSE(page.next);
  // A percent sign and an underscore are letters like others.
  EXPECT_EQ(must(list_areas(t, {.snapshot = id, .name_part = "0%_"})).rows.size(), 1u);
  EXPECT_TRUE(must(list_areas(t, {.snapshot = id, .name_part = "%县"})).rows.empty());
  EXPECT_EQ(must(list_areas(t, {.snapshot = id, .under = "1101", .children_only = true})).rows.size(), 2u);
  EXPECT_EQ(must(list_areas(t, {.snapshot = id, .children_only = true})).rows.size(), 1u);
  EXPECT_EQ(must(list_areas(t, {.snapshot = id, .level = "county"})).rows.size(), 2u);

  SchoolQuery schools{.snapshot = id, .under = "110101", .limit = 2};
  auto first = must(list_schools(t, schools));
  ASSERT_EQ(first.rows.size(), 2u);
  EXPECT_EQ(first.rows[1].school_id, "S3");
  EXPECT_EQ(first.rows[0].lon, 116.407526);
  schools.after = *first.next;
  const auto second = must(list_schools(t, schools));
  ASSERT_EQ(second.rows.size(), 1u);
  EXPECT_EQ(second.rows[0].school_id, "S5");
  EXPECT_FALSE(second.next);
  EXPECT_EQ(must(list_schools(t, {.snapshot = id, .name_part = "school"})).rows.size(), 3u) << "case does not matter";
  EXPECT_EQ(must(list_schools(t, {.snapshot = id, .name_part = "S2"})).rows.size(), 1u) << "an id";
  EXPECT_EQ(code_of(list_schools(t, {.snapshot = id, .under = "99"})), Code::StoreNoRecord);
}

}  // namespace
}  // namespace junheng::store
