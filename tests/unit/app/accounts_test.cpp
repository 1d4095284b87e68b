#include "junheng/app/accounts.h"

#include <gtest/gtest.h>

#include "junheng/app/settings.h"
#include "junheng/app/tokens.h"
#include "junheng/core/codes.h"
#include "junheng/store/snapshots.h"
#include "unit/app/accounts_scene.h"

namespace junheng::app {
namespace {

using store::code_of;
using store::must;

class AccountsOfStore : public AccountsTest {};

TEST_F(AccountsOfStore, FirstStartMakesAnAdministratorWithoutPassword) {
  const auto first = must(accounts().first_administrator());
  ASSERT_TRUE(first);
  EXPECT_EQ(first->account.login, "admin");
  EXPECT_EQ(first->account.role, Role::Admin);
  EXPECT_EQ(first->account.area_code, "");
  EXPECT_FALSE(first->account.last_login);
  // Valid for a day.
  EXPECT_EQ(first->link.expires, store::kNow + std::chrono::hours(24));
  EXPECT_EQ(code_of(accounts().log_in("admin", "", desk())), Code::LoginFailed);
  // Until somebody can log in, each start gives a fresh link, and the old one is withdrawn.
  const auto second = must(accounts().first_administrator());
  ASSERT_TRUE(second);
  EXPECT_EQ(must(accounts().list(full_access())).size(), 1U);
  EXPECT_EQ(code_of(accounts().redeem_link(token_of(first->link), kPassword, desk())), Code::LinkInvalid);
  must(accounts().redeem_link(token_of(second->link), kPassword, desk()));
  EXPECT_FALSE(must(accounts().first_administrator()));
}

TEST_F(AccountsOfStore, LinkHoldsOnceAndForADay) {
  const AccountWithLink made = make("clerk", Role::Editor);
  clock += std::chrono::hours(24);
  EXPECT_EQ(code_of(accounts().redeem_link(token_of(made.link), kPassword, desk())), Code::LinkInvalid);
  const AccountWithLink again = must(accounts().reset(full_access(), made.account.id));
  must(accounts().redeem_link(token_of(again.link), kPassword, desk()));
  EXPECT_EQ(code_of(accounts().redeem_link(token_of(again.link), kPassword, desk())), Code::LinkInvalid);
  EXPECT_EQ(code_of(accounts().redeem_link("no token", kPassword, desk())), Code::LinkInvalid);
}

TEST_F(AccountsOfStore, RefusedPasswordLeavesTheLinkGood) {
  const AccountWithLink made = make("clerk", Role::Editor);
  EXPECT_EQ(code_of(accounts().redeem_link(token_of(made.link), "short", desk())), Code::PasswordTooShort);
  EXPECT_EQ(code_of(accounts().redeem_link(token_of(made.link), "1234567890", desk())), Code::PasswordTooCommon);
  EXPECT_TRUE(accounts().redeem_link(token_of(made.link), kPassword, desk()));
}

TEST_F(AccountsOfStore, LoginGivesASessionThatIsFound) {
  register_user("clerk", Role::Editor, "110101");
  const LoggedIn begun = must(accounts().log_in("CLERK", kPassword, desk()));
  const auto session = must(accounts().find_session(begun.token));
  ASSERT_TRUE(session);
  EXPECT_EQ(session->access.login, "clerk");
  EXPECT_EQ(session->access.role, Role::Editor);
  EXPECT_EQ(session->access.area_code, "110101");
  EXPECT_EQ(session->csrf_token, begun.session.csrf_token);
  EXPECT_FALSE(must(accounts().find_session(make_token())));
  EXPECT_FALSE(must(accounts().find_session("")));
  EXPECT_EQ(begun.session.account.last_login, clock.time);
}

TEST_F(AccountsOfStore, UnknownWrongDisabledAreAnsweredAlike) {
  const auto id = register_user("clerk", Role::Editor);
  EXPECT_EQ(code_of(accounts().log_in("nobody", kPassword, desk())), Code::LoginFailed);
  EXPECT_EQ(code_of(accounts().log_in("clerk", "wrong password", desk())), Code::LoginFailed);
  must(accounts().change(full_access(), id, 1, {.name = {}, .role = {}, .area_code = {}, .is_disabled = true}));
  EXPECT_EQ(code_of(accounts().log_in("clerk", kPassword, desk())), Code::LoginFailed);
}

// 10 failures: 15 minutes; 20: 30 minutes; failures during a lock do not count.
TEST_F(AccountsOfStore, TenFailuresLockForAQuarterOfAnHourThenTwiceAsLong) {
  register_user("clerk", Role::Editor);
  const auto fail_times = [&](int times) {
    for (int i = 0; i < times; ++i) {
      clock += std::chrono::minutes(1);
      EXPECT_EQ(code_of(accounts().log_in("clerk", "wrong password", desk())), Code::LoginFailed);
    }
  };
  fail_times(9);
  EXPECT_FALSE(only_account("clerk").locked_until);
  fail_times(1);
  EXPECT_EQ(only_account("clerk").locked_until, clock.time + std::chrono::minutes(15));
  EXPECT_EQ(code_of(accounts().log_in("clerk", kPassword, desk())), Code::LoginFailed);
  fail_times(5);
  clock += std::chrono::minutes(15);
  EXPECT_FALSE(only_account("clerk").locked_until);
  fail_times(10);
  EXPECT_EQ(only_account("clerk").locked_until, clock.time + std::chrono::minutes(30));
  clock += std::chrono::minutes(31);
  EXPECT_TRUE(accounts().log_in("clerk", kPassword, desk()));
  // A success clears the count.
  fail_times(9);
  EXPECT_FALSE(only_account("clerk").locked_until);
}

TEST_F(AccountsOfStore, TooManyAttemptsOfOneAddressHaveToWait) {
  register_user("clerk", Role::Editor);
  std::optional<Code> last;
  for (int i = 0; i < 31; ++i) last = code_of(accounts().log_in("nobody" + std::to_string(i), "wrong password", desk()));
  EXPECT_EQ(last, Code::TooManyAttempts);
  EXPECT_TRUE(accounts().log_in("clerk", kPassword, {.address = "10.0.0.9", .user_agent = {}, .session_token = {}}));
}

TEST_F(AccountsOfStore, TooManyAttemptsOfOneLoginHaveToWaitWhateverTheAddress) {
  std::optional<Code> last;
  for (int i = 0; i < 11; ++i)
    last = code_of(accounts().log_in("nobody", "wrong", {.address = "10.0.0." + std::to_string(i), .user_agent = {}, .session_token = {}}));
  EXPECT_EQ(last, Code::TooManyAttempts);
}

TEST_F(AccountsOfStore, IdleSessionEndsAfterEightHoursAndAnyAfterSevenDays) {
  register_user("clerk", Role::Editor);
  const LoggedIn begun = must(accounts().log_in("clerk", kPassword, desk()));
  for (int hour = 0; hour < 24 * 7; hour += 7) {
    EXPECT_TRUE(must(accounts().find_session(begun.token))) << hour;
    clock += std::chrono::hours(7);
  }
  EXPECT_FALSE(must(accounts().find_session(begun.token)));
  const LoggedIn idle = must(accounts().log_in("clerk", kPassword, desk()));
  clock += std::chrono::hours(8);
  EXPECT_FALSE(must(accounts().find_session(idle.token)));
}

TEST_F(AccountsOfStore, SessionIsGoodWhileTheStoreTakesNoWrites) {
  register_user("clerk", Role::Editor);
  const LoggedIn begun = must(accounts().log_in("clerk", kPassword, desk()));
  const UtcTime seen = clock.time;
  const store::Store hasty = must(store::Store::open({.place = place(), .time = seen, .wait = std::chrono::milliseconds(50)}));
  const auto reader = must(Accounts::open(hasty, options()));
  const auto last_seen = [&] { return must(reader->list_sessions(begun.session.access, begun.token)).at(0).last_seen; };
  clock += std::chrono::minutes(10);
  {
    auto writer = must(store().write());
    must(writer.execute("UPDATE session SET last_seen = last_seen", {}));
    EXPECT_TRUE(must(reader->find_session(begun.token)));
    EXPECT_EQ(last_seen(), seen);
  }
  EXPECT_TRUE(must(reader->find_session(begun.token)));
  EXPECT_EQ(last_seen(), seen) << "a refused write is not tried again at once";
  clock += std::chrono::minutes(1);
  EXPECT_TRUE(must(reader->find_session(begun.token)));
  EXPECT_EQ(last_seen(), clock.time);
}

TEST_F(AccountsOfStore, LoginRotatesTheTokenAndEndsTheOldSession) {
  register_user("clerk", Role::Editor);
  const LoggedIn first = must(accounts().log_in("clerk", kPassword, desk()));
  Caller again = desk();
  again.session_token = first.token;
  const LoggedIn second = must(accounts().log_in("clerk", kPassword, again));
  EXPECT_NE(first.token, second.token);
  EXPECT_FALSE(must(accounts().find_session(first.token)));
  EXPECT_TRUE(must(accounts().find_session(second.token)));
}

TEST_F(AccountsOfStore, PasswordChangeEndsTheOtherSessions) {
  register_user("clerk", Role::Editor);
  const LoggedIn here = must(accounts().log_in("clerk", kPassword, desk()));
  const LoggedIn elsewhere = must(accounts().log_in("clerk", kPassword, desk()));
  Caller caller = desk();
  caller.session_token = here.token;
  EXPECT_EQ(code_of(accounts().change_password(here.session.access, "wrong password", kOther, caller)), Code::OldPasswordWrong);
  EXPECT_EQ(code_of(accounts().change_password(here.session.access, kPassword, "clerk12345", caller)), Code::PasswordIsLogin);
  must(accounts().change_password(here.session.access, kPassword, kOther, caller));
  EXPECT_TRUE(must(accounts().find_session(here.token)));
  EXPECT_FALSE(must(accounts().find_session(elsewhere.token)));
  EXPECT_EQ(code_of(accounts().log_in("clerk", kPassword, desk())), Code::LoginFailed);
  EXPECT_TRUE(accounts().log_in("clerk", kOther, desk()));
}

TEST_F(AccountsOfStore, SessionsAreListedAndEndedByTheirOwnerOnly) {
  register_user("clerk", Role::Editor);
  register_user("other", Role::Editor);
  const LoggedIn mine = must(accounts().log_in("clerk", kPassword, desk()));
  const LoggedIn theirs = must(accounts().log_in("other", kPassword, desk()));
  auto sessions = must(accounts().list_sessions(mine.session.access, mine.token));
  // The one of the link and this one.
  ASSERT_EQ(sessions.size(), 2U);
  EXPECT_EQ(std::ranges::count_if(sessions, [](const SessionView& each) { return each.is_current; }), 1);
  EXPECT_EQ(code_of(accounts().end_session(theirs.session.access, sessions.front().id)), Code::StoreNoRecord);
  must(accounts().log_out(mine.session.access, mine.token));
  EXPECT_FALSE(must(accounts().find_session(mine.token)));
  EXPECT_TRUE(must(accounts().find_session(theirs.token)));
}

TEST_F(AccountsOfStore, NewRoleHoldsAtOnceAndDisablingEndsSessions) {
  const auto id = register_user("clerk", Role::Editor);
  const LoggedIn begun = must(accounts().log_in("clerk", kPassword, desk()));
  const AccountView changed =
      must(accounts().change(full_access(), id, 1, {.name = "王", .role = Role::Viewer, .area_code = {}, .is_disabled = {}}));
  EXPECT_EQ(changed.name, "王");
  EXPECT_EQ(changed.version, 2);
  EXPECT_EQ(must(accounts().find_session(begun.token))->access.role, Role::Viewer);
  EXPECT_EQ(code_of(accounts().change(full_access(), id, 1, {.name = "陈", .role = {}, .area_code = {}, .is_disabled = {}})),
            Code::StoreConflict);
  must(accounts().change(full_access(), id, 2, {.name = {}, .role = {}, .area_code = {}, .is_disabled = true}));
  EXPECT_FALSE(must(accounts().find_session(begun.token)));
}

TEST_F(AccountsOfStore, ResetTakesThePasswordAwayAndUnlocks) {
  const auto id = register_user("clerk", Role::Editor);
  const LoggedIn begun = must(accounts().log_in("clerk", kPassword, desk()));
  for (int i = 0; i < 10; ++i) {
    clock += std::chrono::minutes(1);
    (void)accounts().log_in("clerk", "wrong password", desk());
  }
  const AccountWithLink reset = must(accounts().reset(full_access(), id));
  EXPECT_FALSE(reset.account.locked_until);
  EXPECT_FALSE(must(accounts().find_session(begun.token)));
  EXPECT_EQ(code_of(accounts().log_in("clerk", kPassword, desk())), Code::LoginFailed);
  must(accounts().redeem_link(token_of(reset.link), kOther, desk()));
  EXPECT_TRUE(accounts().log_in("clerk", kOther, desk()));
}

TEST_F(AccountsOfStore, LastAdministratorOfAllAreasStays) {
  const auto id = register_user("first", Role::Admin);
  const AccountChange disabled{.name = {}, .role = {}, .area_code = {}, .is_disabled = true};
  const AccountChange demoted{.name = {}, .role = Role::Viewer, .area_code = {}, .is_disabled = {}};
  const AccountChange bound{.name = {}, .role = {}, .area_code = "11", .is_disabled = {}};
  register_user("bound", Role::Admin, "11");
  for (const AccountChange& change : {disabled, demoted, bound})
    EXPECT_EQ(code_of(accounts().change(full_access(), id, 1, change)), Code::LastAdministrator);
  register_user("second", Role::Admin);
  EXPECT_TRUE(accounts().change(full_access(), id, 1, disabled));
}

TEST_F(AccountsOfStore, LoginsAndCodesHaveTheirForm) {
  const auto code_with = [&](const char* login, const char* area) {
    return code_of(accounts().create(full_access(), {.login = login, .name = "", .role = Role::Viewer, .area_code = area}));
  };
  EXPECT_EQ(code_with("", ""), Code::BadLoginName);
  EXPECT_EQ(code_with("two words", ""), Code::BadLoginName);
  EXPECT_EQ(code_with("a/b", ""), Code::BadLoginName);
  EXPECT_EQ(code_with("ok", "61/6101"), Code::BadAreaCode);
  EXPECT_EQ(code_with("张伟", ""), std::nullopt);
  EXPECT_EQ(code_with("张伟", ""), Code::StoreExists);
}

TEST_F(AccountsOfStore, AreaMustBeOneOfTheDataOnceThereAreAny) {
  const auto code_with = [&](const char* login, const char* area) {
    return code_of(accounts().create(full_access(), {.login = login, .name = "", .role = Role::Viewer, .area_code = area}));
  };
  EXPECT_EQ(code_with("before", "110109"), std::nullopt) << "nothing is known of areas yet";
  save_areas();
  EXPECT_EQ(code_with("demo", "110109"), std::nullopt) << "made-up data tell nothing of areas";
  model::Dataset real = store::two_counties();
  real.manifest.is_synthetic = false;
  must(store::save_snapshot(
      store(), {.name = "real", .actor = store::kProgram, .sources = {}, .importer_version = "test", .mapping_id = {}, .mapping_text = {}},
      real));
  EXPECT_EQ(code_with("slip", "110109"), Code::UnknownAreaCode);
  EXPECT_EQ(code_with("county", "110102"), std::nullopt);
  EXPECT_EQ(code_with("all", ""), std::nullopt);
  const AccountView early = only_account("before");
  const AccountChange named{.name = "王", .role = {}, .area_code = "110109", .is_disabled = {}};
  const AccountChange moved{.name = {}, .role = {}, .area_code = "110108", .is_disabled = {}};
  EXPECT_TRUE(accounts().change(full_access(), early.id, early.version, named)) << "the area that it has";
  EXPECT_EQ(code_of(accounts().change(full_access(), early.id, early.version + 1, moved)), Code::UnknownAreaCode);
}

// The province's administrator of city 1101 manages that city and its counties, and nothing beside or above.
TEST_F(AccountsOfStore, AdministratorOfAnAreaManagesItsSubtreeOnly) {
  save_areas();
  register_user("chief", Role::Admin);
  register_user("city", Role::Admin, "1101");
  const auto east = register_user("east", Role::Editor, "110101");
  const auto province = register_user("province", Role::Editor, "11");
  const auto all = register_user("all", Role::Viewer);
  const Access city = must(accounts().log_in("city", kPassword, desk())).session.access;
  std::vector<std::string> seen;
  for (const AccountView& account : must(accounts().list(city))) seen.push_back(account.login);
  EXPECT_EQ(seen, (std::vector<std::string>{"city", "east"}));
  EXPECT_TRUE(accounts().reset(city, east));
  for (const std::int64_t outside : {province, all}) {
    EXPECT_EQ(code_of(accounts().reset(city, outside)), Code::AccountUnknown);
    EXPECT_EQ(code_of(accounts().change(city, outside, 1, {.name = "x", .role = {}, .area_code = {}, .is_disabled = {}})),
              Code::AccountUnknown);
  }
  EXPECT_EQ(code_of(accounts().find(city, "province")), Code::NoAccount);
  for (const char* area : {"", "11", "1102", "11010"})
    EXPECT_EQ(code_of(accounts().create(city, {.login = "n", .name = "", .role = Role::Viewer, .area_code = area})), Code::AreaNotYours)
        << area;
  EXPECT_TRUE(accounts().create(city, {.login = "n", .name = "", .role = Role::Viewer, .area_code = "110102"}));
  // Nor can the own account be freed of its area.
  const std::int64_t own = city.account_id;
  EXPECT_EQ(code_of(accounts().change(city, own, 1, {.name = {}, .role = {}, .area_code = "", .is_disabled = {}})), Code::AreaNotYours);
}

TEST_F(AccountsOfStore, EveryWriteIsInTheAuditLogWithoutSecrets) {
  const auto id = register_user("clerk", Role::Editor);
  const LoggedIn begun = must(accounts().log_in("clerk", kPassword, desk()));
  (void)accounts().log_in("clerk", "wrong password", desk());
  (void)accounts().log_in("my secret password", "x", desk());
  Caller caller = desk();
  caller.session_token = begun.token;
  must(accounts().change_password(begun.session.access, kPassword, kOther, caller));
  must(accounts().change(full_access(), id, 1, {.name = {}, .role = Role::Viewer, .area_code = {}, .is_disabled = {}}));
  must(accounts().log_out(begun.session.access, begun.token));
  must(accounts().reset(full_access(), id));
  auto transaction = must(store().read());
  std::vector<std::string> events;
  std::string everything;
  for (const store::AuditEntry& entry : must(store::list_audit(transaction, {}))) {
    events.insert(events.begin(), entry.event.event);
    everything += entry.event.object + entry.event.details + entry.event.before_hash + entry.event.after_hash;
  }
  EXPECT_EQ(events, (std::vector<std::string>{"account:create", "account:password", "session:create", "session:create", "session:refuse",
                                              "session:refuse", "account:password", "account:change", "session:end", "account:reset"}));
  for (const std::string& secret : {std::string(kPassword), std::string(kOther), begun.token, token_hash(begun.token),
                                    begun.session.csrf_token, std::string("my secret"), std::string("argon2")})
    EXPECT_EQ(everything.find(secret), std::string::npos) << secret;
  EXPECT_FALSE(must(store::verify_audit(transaction)).first_broken);
}

TEST_F(AccountsOfStore, PasswordOfACheaperHashIsHashedAgainAtLogin) {
  register_user("clerk", Role::Editor);
  AccountsOptions dearer = options();
  dearer.cost.passes = 2;
  const auto later = must(Accounts::open(store(), dearer));
  must(later->log_in("clerk", kPassword, desk()));
  auto transaction = must(store().read());
  EXPECT_TRUE(must(store::find_account(transaction, "clerk"))->password_hash.find(",t=2,") != std::string::npos);
}

TEST_F(AccountsOfStore, SettingsGovernSessionsAndPasswords) {
  const auto set = [&](std::string_view key, std::int64_t value) {
    SettingChange change;
    change.key = key;
    change.value = value;
    return change_setting(store(), change, full_access(), clock.time);
  };
  must(set(kPasswordMinLength, 20));
  const AccountWithLink made = make("clerk", Role::Editor);
  EXPECT_EQ(code_of(accounts().redeem_link(token_of(made.link), "nineteen characters", desk())), Code::PasswordTooShort);
  must(set(kSessionIdleHours, 1));
  const LoggedIn begun = must(accounts().redeem_link(token_of(made.link), "twenty-one characters", desk()));
  clock += std::chrono::minutes(61);
  EXPECT_FALSE(must(accounts().find_session(begun.token)));
}

}  // namespace
}  // namespace junheng::app
