#include "junheng/store/audit.h"

#include "junheng/core/codes.h"
#include "junheng/store/sha256.h"
#include "store_place.h"

namespace junheng::store {
namespace {

class Audit : public StoreTest {};

AuditEvent event(std::string name, std::int64_t after_ms = 0) {
  return {{AccountId{7}, UtcTime{kNow.ms + after_ms}}, std::move(name), "snapshot/1", "", "h", R"({"x":1})"};
}

TEST_F(Audit, EntriesAreChained) {
  Store store = open();
  Transaction t = must(store.write());
  const AuditEntry first = must(append_audit(t, event("snapshot:import")));
  const AuditEntry second = must(append_audit(t, event("snapshot:delete")));
  EXPECT_EQ(first.seq, 1);
  EXPECT_EQ(first.previous_hash, "");
  // The canonical text by hand: seq, time, account, event, object, before, after, details, previous hash, each as "length:bytes,".
  EXPECT_EQ(first.hash, sha256("1:1,13:1788220800000,1:7,15:snapshot:import,10:snapshot/1,0:,1:h,7:{\"x\":1},0:,"));
  EXPECT_EQ(second.previous_hash, first.hash);
  const AuditVerification verified = must(verify_audit(t));
  EXPECT_EQ(verified.entries, 2);
  EXPECT_FALSE(verified.first_broken);
  EXPECT_EQ(verified.head, second.hash);
}

TEST_F(Audit, EmptyLogIsWhole) {
  Store store = open();
  Transaction t = must(store.read());
  const AuditVerification verified = must(verify_audit(t));
  EXPECT_EQ(verified.entries, 0);
  EXPECT_FALSE(verified.first_broken);
  EXPECT_EQ(verified.head, "");
}

TEST_F(Audit, CannotBeChangedOrShortened) {
  Store store = open();
  commit(store, [](Transaction& t) { must(append_audit(t, event("user:login"))); });
  for (const char* sql : {"UPDATE audit_log SET event = 'x'", "DELETE FROM audit_log"}) {
    Transaction t = must(store.write());
    EXPECT_EQ(code_of(t.execute(sql)), Code::StoreRefused) << sql;
  }
}

TEST_F(Audit, ChangeBehindTheDatabasesBackIsFound) {
  Store store = open();
  commit(store, [](Transaction& t) {
    for (int i = 0; i < 4; ++i) must(append_audit(t, event("user:login", i)));
  });
  // Somebody with access to the database takes the triggers away first.
  const auto tamper = [&](std::string_view sql) {
    Transaction t = must(store.write());
    if (is_postgres()) must(t.run_script("DROP TRIGGER audit_log_is_frozen ON audit_log"));
    else must(t.run_script("DROP TRIGGER audit_log_no_update; DROP TRIGGER audit_log_no_delete"));
    must(t.execute(sql));
    return must(verify_audit(t)).first_broken;
  };
  EXPECT_EQ(tamper("UPDATE audit_log SET object = 'snapshot/2' WHERE seq = 3"), 3);
  EXPECT_EQ(tamper("DELETE FROM audit_log WHERE seq = 2"), 2);
  EXPECT_EQ(tamper("UPDATE audit_log SET hash = 'x' WHERE seq = 1"), 1);
  EXPECT_EQ(tamper("DELETE FROM audit_log WHERE seq = 1"), 1);
}

TEST_F(Audit, IsListedNewestFirstAndNarrowed) {
  Store store = open();
  Transaction t = must(store.write());
  must(append_audit(t, event("user:login", 0)));
  must(append_audit(t, event("snapshot:import", 10)));
  AuditEvent by_program = event("snapshot:delete", 20);
  by_program.actor.account.reset();
  must(append_audit(t, by_program));
  EXPECT_EQ(must(list_audit(t, {}))[0].event.event, "snapshot:delete");
  EXPECT_EQ(must(list_audit(t, {.event_prefix = "snapshot:"})).size(), 2u);
  EXPECT_EQ(must(list_audit(t, {.account = AccountId{7}})).size(), 2u);
  EXPECT_EQ(must(list_audit(t, {.from = UtcTime{kNow.ms + 10}, .until = UtcTime{kNow.ms + 20}})).size(), 1u);
  const auto page = must(list_audit(t, {.before_seq = 3, .limit = 1}));
  ASSERT_EQ(page.size(), 1u);
  EXPECT_EQ(page[0].seq, 2);
  EXPECT_EQ(page[0].event.details, R"({"x":1})");
}

}  // namespace
}  // namespace junheng::store
