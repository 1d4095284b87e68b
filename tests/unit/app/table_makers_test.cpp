// Where the office makes tables: a county's never wait behind a country's.
#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "junheng/app/area_scope.h"
#include "junheng/app/snapshot_case.h"
#include "junheng/core/codes.h"
#include "unit/app/office_scene.h"

namespace junheng::app {
namespace {

using nlohmann::json;
using std::chrono::minutes;

/// A piece of work that goes on until it is let go; an office with one under way must not end before that.
class Held {
 public:
  explicit Held(const CacheMaker& maker) {
    const bool is_taken = maker.run([begun = begun_, end = end_] {
      begun->set_value();
      end->get_future().wait_for(minutes(1));
    });
    if (!is_taken) throw std::logic_error("not taken");
    begun_->get_future().wait();
  }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held() { end_->set_value(); }

 private:
  std::shared_ptr<std::promise<void>> begun_ = std::make_shared<std::promise<void>>();
  std::shared_ptr<std::promise<void>> end_ = std::make_shared<std::promise<void>>();
};

bool is_done_soon(const CacheMaker& maker, std::chrono::milliseconds patience) {
  const auto done = std::make_shared<std::promise<void>>();
  std::future<void> end = done->get_future();
  EXPECT_TRUE(maker.run([done] { done->set_value(); }));
  return end.wait_for(patience) == std::future_status::ready;
}

TEST(TableMakers, SmallAndLargeDoNotWaitForEachOther) {
  OfficeScene scene;
  Office& office = scene.office();
  {
    const Held large(office.maker(kMostSmallTableSchools + 1));
    EXPECT_TRUE(is_done_soon(office.maker(kMostSmallTableSchools), minutes(1)));
    EXPECT_TRUE(is_done_soon(office.maker(0), minutes(1)));
    EXPECT_FALSE(is_done_soon(office.maker(200'000), std::chrono::milliseconds(50))) << "large ones are made one after the other";
  }
  const Held small(office.maker(1));
  EXPECT_TRUE(is_done_soon(office.maker(200'000), minutes(1)));
}

TEST(TableMakers, RequestsThatWaitForLargeTablesLeavePlacesForSmallOnes) {
  OfficeScene scene;
  const CacheMaker large = scene.office().maker(200'000);
  const CacheMaker small = scene.office().maker(10);
  const WaitingRoom::Place first(large.room);
  const WaitingRoom::Place second(large.room);
  EXPECT_TRUE(first.is_taken());
  EXPECT_FALSE(second.is_taken()) << "half as many places";
  const WaitingRoom::Place of_small(small.room);
  const WaitingRoom::Place beside(small.room);
  const WaitingRoom::Place too_many(small.room);
  EXPECT_TRUE(of_small.is_taken() && beside.is_taken());
  EXPECT_FALSE(too_many.is_taken()) << "two places";
}

TEST(TableMakers, CountyIsShownWhileACountryIsBeingMade) {
  OfficeScene scene;
  const Access admin = scene.account("admin", Role::Admin);
  const JobResult made = scene.import_snapshot(scene.generated(), admin);
  const Held country(scene.office().maker(200'000));
  const auto until = std::chrono::steady_clock::now() + minutes(1);
  auto page = area_monitors(scene.office(), admin, *made.snapshot_id, "-", Lang::En);
  while (!page && page.error().code == Code::BeingMade && std::chrono::steady_clock::now() < until)
    page = area_monitors(scene.office(), admin, *made.snapshot_id, "-", Lang::En);
  ASSERT_TRUE(page) << page.error().message(Lang::En);
  EXPECT_TRUE(json::parse(*page->bytes).contains("tables"));
}

TEST(TableMakers, AreaIsCountedWithAllBelowIt) {
  OfficeScene scene;
  const Access admin = scene.account("admin", Role::Admin);
  const JobResult made = scene.import_snapshot(scene.generated(), admin);
  auto transaction = expect_value(scene.store().read());
  const store::SnapshotId id{*made.snapshot_id};
  const auto whole = expect_value(visible_area(transaction, id, "-", admin));
  EXPECT_EQ(expect_value(count_schools_in(transaction, id, whole)), 24) << "as many as were made up";
  store::AreaRow all;
  all.code = "-";
  EXPECT_EQ(expect_value(count_schools_in(transaction, id, all)), 24) << "of several topmost areas";
}

}  // namespace
}  // namespace junheng::app
