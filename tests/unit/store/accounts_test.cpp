#include "junheng/store/accounts.h"

#include "junheng/core/codes.h"
#include "junheng/store/sessions.h"
#include "store_place.h"

namespace junheng::store {
namespace {

class Accounts : public StoreTest {};

Account clerk() {
  Account account;
  account.login = "wang.fang";
  account.display_name = "王芳";
  account.role = Role::Editor;
  account.area_code = "610113";
  account.created = kNow;
  return account;
}

TEST_F(Accounts, IsReadAsItWasMade) {
  Store store = open();
  AccountId id;
  commit(store, [&](Transaction& t) { id = must(create_account(t, clerk())); });
  Transaction t = must(store.read());
  const auto found = must(find_account(t, id));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->login, "wang.fang");
  EXPECT_EQ(found->display_name, "王芳");
  EXPECT_EQ(found->role, Role::Editor);
  EXPECT_EQ(found->area_code, "610113");
  EXPECT_EQ(found->password_hash, "");
  EXPECT_FALSE(found->locked_until);
  EXPECT_EQ(found->created, kNow);
  EXPECT_EQ(found->version, 1);
  EXPECT_FALSE(must(find_account(t, AccountId{id.value + 1})));
}

TEST_F(Accounts, LoginIsUniqueWhateverItsCase) {
  Store store = open();
  commit(store, [](Transaction& t) { must(create_account(t, clerk())); });
  Transaction t = must(store.write());
  Account again = clerk();
  again.login = "Wang.Fang";
  EXPECT_EQ(code_of(create_account(t, again)), Code::StoreExists);
  EXPECT_TRUE(must(find_account(t, "WANG.FANG")));
}

TEST_F(Accounts, SecondEditorIsToldOfTheFirst) {
  Store store = open();
  commit(store, [](Transaction& t) { must(create_account(t, clerk())); });
  Transaction t = must(store.write());
  Account first = *must(find_account(t, "wang.fang"));
  Account second = first;
  first.role = Role::Admin;
  must(update_account(t, first));
  second.is_disabled = true;
  EXPECT_EQ(code_of(update_account(t, second)), Code::StoreConflict);
  const Account now = *must(find_account(t, "wang.fang"));
  EXPECT_EQ(now.role, Role::Admin);
  EXPECT_FALSE(now.is_disabled);
  EXPECT_EQ(now.version, 2);
  second.id = AccountId{99};
  EXPECT_EQ(code_of(update_account(t, second)), Code::StoreNoRecord);
}

TEST_F(Accounts, FailedLoginsAreCountedUntilOneSucceeds) {
  Store store = open();
  Transaction t = must(store.write());
  const AccountId id = must(create_account(t, clerk()));
  EXPECT_EQ(must(note_failed_login(t, id)), 1);
  EXPECT_EQ(must(note_failed_login(t, id)), 2);
  must(lock_account(t, id, kLater));
  EXPECT_EQ(must(find_account(t, id))->locked_until, kLater);
  must(note_login(t, id, kNow));
  const Account after = *must(find_account(t, id));
  EXPECT_EQ(after.failed_logins, 0);
  EXPECT_FALSE(after.locked_until);
  EXPECT_EQ(code_of(note_failed_login(t, AccountId{77})), Code::StoreNoRecord);
}

TEST_F(Accounts, PasswordIsSetAndTheLockTaken) {
  Store store = open();
  Transaction t = must(store.write());
  const AccountId id = must(create_account(t, clerk()));
  must(lock_account(t, id, kLater));
  must(set_password(t, id, {"$argon2id$x", true}));
  const Account after = *must(find_account(t, id));
  EXPECT_EQ(after.password_hash, "$argon2id$x");
  EXPECT_TRUE(after.must_change_password);
  EXPECT_FALSE(after.locked_until);
}

TEST_F(Accounts, LinkIsUsedOnceAndNotAfterItsTime) {
  Store store = open();
  Transaction t = must(store.write());
  const AccountId id = must(create_account(t, clerk()));
  must(create_link(t, {"hash-1", id, LinkPurpose::SetPassword, kLater}));
  EXPECT_FALSE(must(use_link(t, "hash-1", LinkPurpose::SetPassword, kLater)));
  EXPECT_EQ(must(find_link(t, "hash-1", LinkPurpose::SetPassword, kNow)), id);
  EXPECT_EQ(must(use_link(t, "hash-1", LinkPurpose::SetPassword, kNow)), id);
  EXPECT_FALSE(must(use_link(t, "hash-1", LinkPurpose::SetPassword, kNow)));
}

TEST_F(Accounts, NewLinkWithdrawsTheOneBefore) {
  Store store = open();
  Transaction t = must(store.write());
  const AccountId id = must(create_account(t, clerk()));
  must(create_link(t, {"hash-1", id, LinkPurpose::SetPassword, kLater}));
  must(create_link(t, {"hash-2", id, LinkPurpose::SetPassword, kLater}));
  EXPECT_FALSE(must(find_link(t, "hash-1", LinkPurpose::SetPassword, kNow)));
  EXPECT_EQ(must(find_link(t, "hash-2", LinkPurpose::SetPassword, kNow)), id);
}

TEST_F(Accounts, SessionsAreFoundListedAndRevoked) {
  Store store = open();
  Transaction t = must(store.write());
  const AccountId id = must(create_account(t, clerk()));
  const SessionId first = must(create_session(t, {{}, "token-1", id, kNow, kNow, kLater, "Firefox", "127.0.0.1"}));
  const SessionId second = must(create_session(t, {{}, "token-2", id, kNow, kNow, kLater, "Edge", "10.0.0.2"}));
  must(touch_session(t, first, UtcTime{kNow.ms + 5}, kLater));
  const auto listed = must(list_sessions(t, id, kNow));
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_EQ(listed[0].user_agent, "Firefox");
  EXPECT_EQ(listed[1].address, "10.0.0.2");
  EXPECT_EQ(must(find_session(t, "token-2", kNow))->account, id);
  EXPECT_FALSE(must(find_session(t, "token-2", kLater))) << "expired";
  EXPECT_EQ(code_of(revoke_session(t, second, AccountId{id.value + 1})), Code::StoreNoRecord) << "another's";
  EXPECT_EQ(must(revoke_sessions(t, id, first)), 1);
  EXPECT_FALSE(must(find_session(t, "token-2", kNow)));
  EXPECT_EQ(must(delete_expired(t, kLater)), 1);
  EXPECT_TRUE(must(list_sessions(t, id, kNow)).empty());
}

}  // namespace
}  // namespace junheng::store
