#include "junheng/app/boundaries.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"
#include "unit/app/accounts_scene.h"

namespace junheng::app {
namespace {

using store::code_of;
using store::must;

class BoundariesOfStore : public AccountsTest {};

std::string square(const std::string& property) {
  return R"({"type":"Feature","properties":{)" + property +
         R"(},"geometry":{"type":"Polygon","coordinates":[[[108,34],[109,34],[109,35],[108,35],[108,34]]]}})";
}

std::string collection(const std::string& features) { return R"({"type":"FeatureCollection","features":[)" + features + "]}"; }

TEST_F(BoundariesOfStore, NoneIsAnEmptyCollection) {
  Boundaries boundaries(store());
  EXPECT_EQ(must(boundaries.collection(full_access())).geojson, R"({"type":"FeatureCollection","features":[]})");
}

TEST_F(BoundariesOfStore, AreasThatNoSnapshotHasAreNamed) {
  save_areas();
  Boundaries boundaries(store());
  const auto replaced =
      must(boundaries.replace(collection(square(R"("code":"110101")") + "," + square(R"("area_code":999999)")), full_access(), clock.time));
  EXPECT_EQ(replaced.features, 2U);
  EXPECT_EQ(replaced.unknown_codes, std::vector<std::string>{"999999"});
}

TEST_F(BoundariesOfStore, EveryAccountSeesItsSubtree) {
  save_areas();
  Boundaries boundaries(store());
  must(boundaries.replace(collection(square(R"("code":"110101","name":"东县","owner":"secret")") + "," + square(R"("code":"110102")")),
                          full_access(), clock.time));
  const Access east{.account_id = 0, .login = "east", .role = Role::Viewer, .area_code = "110101"};
  const Access city{.account_id = 0, .login = "city", .role = Role::Viewer, .area_code = "1101"};
  const auto of_east = must(boundaries.collection(east));
  const auto of_city = must(boundaries.collection(city));
  EXPECT_NE(of_east.geojson.find("110101"), std::string::npos);
  EXPECT_EQ(of_east.geojson.find("110102"), std::string::npos);
  // Properties besides code and name are not kept.
  EXPECT_EQ(of_east.geojson.find("secret"), std::string::npos);
  EXPECT_NE(of_city.geojson.find("110102"), std::string::npos);
  EXPECT_NE(of_east.etag, of_city.etag);
}

TEST_F(BoundariesOfStore, AnotherProcessSeesTheChange) {
  Boundaries here(store());
  Boundaries there(store());
  must(here.replace(collection(square(R"("code":"1")")), full_access(), clock.time));
  EXPECT_NE(must(there.collection(full_access())).geojson.find(R"("code":"1")"), std::string::npos);
  must(here.replace(collection(square(R"("code":"2")")), full_access(), clock.time));
  EXPECT_EQ(must(there.collection(full_access())).geojson.find(R"("code":"1")"), std::string::npos);
}

TEST_F(BoundariesOfStore, FaultyFileLeavesTheOldOneAndIsNotLogged) {
  Boundaries boundaries(store());
  must(boundaries.replace(collection(square(R"("code":"1")")), full_access(), clock.time));
  EXPECT_EQ(code_of(boundaries.replace("{}", full_access(), clock.time)), Code::BoundariesInvalid);
  EXPECT_NE(must(boundaries.collection(full_access())).geojson.find(R"("code":"1")"), std::string::npos);
  auto transaction = must(store().read());
  EXPECT_EQ(must(store::list_audit(transaction, {})).size(), 1U);
}

TEST_F(BoundariesOfStore, EveryReplacementIsLoggedWithWhatWasThereAndWhatIs) {
  Boundaries boundaries(store());
  const std::int64_t admin = register_user("chief", Role::Admin);
  Access chief = full_access();
  chief.account_id = admin;
  must(boundaries.replace(collection(square(R"("code":"1")")), chief, clock.time));
  must(boundaries.replace(collection(square(R"("code":"2")")), chief, clock.time));
  auto transaction = must(store().read());
  store::AuditQuery query;
  query.event_prefix = "boundary:replace";
  const auto entries = must(store::list_audit(transaction, query));
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].event.actor.account, store::AccountId{admin});
  EXPECT_EQ(entries[0].event.before_hash, entries[1].event.after_hash);
  EXPECT_NE(entries[0].event.after_hash, entries[1].event.after_hash);
}

}  // namespace
}  // namespace junheng::app
