#pragma once

#include <algorithm>
#include <memory>
#include <string>

#include "junheng/app/accounts.h"
#include "junheng/store/snapshots.h"
#include "unit/store/dataset_of_two_counties.h"
#include "unit/store/store_place.h"

namespace junheng::app {

/// Accounts over a fresh store, with cheap hashes and a clock that stands until it is set.
class AccountsTest : public store::StoreTest {
 protected:
  static constexpr const char* kPassword = "a lamp in the tree";
  static constexpr const char* kOther = "seven dry mountains";

  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped()) return;
    store_ = std::make_unique<store::Store>(open());
    accounts_ = store::must(Accounts::open(*store_, options()));
  }

  void TearDown() override {
    accounts_.reset();
    store_.reset();
    StoreTest::TearDown();
  }

  [[nodiscard]] AccountsOptions options() {
    AccountsOptions options;
    options.now = [this] { return clock.time; };
    options.cost = {.passes = 1, .memory_bytes = 8192};
    return options;
  }
  [[nodiscard]] store::Store& store() { return *store_; }
  [[nodiscard]] Accounts& accounts() { return *accounts_; }
  [[nodiscard]] static Caller desk() { return {.address = "192.0.2.7", .user_agent = "a browser", .session_token = {}}; }
  [[nodiscard]] static std::string token_of(const OneTimeLink& link) { return link.path.substr(link.path.rfind('/') + 1); }

  AccountWithLink make(const std::string& login, Role role, const std::string& area = "") {
    return store::must(accounts().create(full_access(), {.login = login, .name = "", .role = role, .area_code = area}));
  }
  /// An account that has set kPassword; its id.
  std::int64_t register_user(const std::string& login, Role role, const std::string& area = "") {
    const AccountWithLink made = make(login, role, area);
    store::must(accounts().redeem_link(token_of(made.link), kPassword, desk()));
    return made.account.id;
  }
  [[nodiscard]] AccountView only_account(std::string_view login) { return store::must(accounts().find(full_access(), login)); }
  /// Province 11, city 1101, counties 110101 and 110102, township 110101001.
  void save_areas() {
    store::must(store::save_snapshot(
        store(),
        {.name = "two counties", .actor = store::kProgram, .sources = {}, .importer_version = "test", .mapping_id = {}, .mapping_text = {}},
        store::two_counties()));
  }

  struct StandingClock {
    UtcTime time = store::kNow;
    StandingClock& operator+=(std::chrono::milliseconds span) {
      time = time + span;
      return *this;
    }
  };
  StandingClock clock;

 private:
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Accounts> accounts_;
};

}  // namespace junheng::app
