#include "junheng/store/audit.h"

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/store/dialect.h"
#include "junheng/store/sha256.h"

namespace junheng::store {

namespace {

constexpr std::string_view kColumns =
    "SELECT seq, time, account_id, event, object, before_hash, after_hash, details, previous_hash, hash FROM audit_log";

/// Entries that are read at once while the chain is recomputed.
constexpr std::int64_t kVerifiedAtOnce = 10'000;

AuditEntry entry_of(const Row& row) {
  AuditEntry entry;
  entry.seq = row.integer(0);
  entry.event = {{row.id_or_null<AccountId>(2), {row.integer(1)}}, row.text(3), row.text(4), row.text(5), row.text(6), row.text(7)};
  entry.previous_hash = row.text(8);
  entry.hash = row.text(9);
  return entry;
}

/// Lengths before the texts: two different entries never give the same bytes.
std::string hash_of(const AuditEntry& entry) {
  std::string bytes;
  const auto add = [&](std::string_view field) { fmt::format_to(std::back_inserter(bytes), "{}:{},", field.size(), field); };
  const AuditEvent& event = entry.event;
  add(fmt::format("{}", entry.seq));
  add(fmt::format("{}", event.actor.time.ms));
  add(event.actor.account ? fmt::format("{}", event.actor.account->value) : "");
  add(event.event);
  add(event.object);
  add(event.before_hash);
  add(event.after_hash);
  add(event.details);
  add(entry.previous_hash);
  return sha256(bytes);
}

}  // namespace

Result<AuditEntry> append_audit(Transaction& transaction, const AuditEvent& event) {
  if (const std::string_view lock = audit_lock(transaction.engine()); !lock.empty())
    if (const auto locked = transaction.execute(lock); !locked) return fail(locked.error());
  const auto last = transaction.query("SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1");
  if (!last) return fail(last.error());
  AuditEntry entry;
  entry.event = event;
  entry.seq = last->empty() ? 1 : last->at(0).integer(0) + 1;
  if (!last->empty()) entry.previous_hash = last->at(0).text(1);
  entry.hash = hash_of(entry);
  const auto added = transaction.execute(
      "INSERT INTO audit_log (seq, time, account_id, event, object, before_hash, after_hash, details, previous_hash, hash) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {entry.seq, event.actor.time.ms, event.actor.account, event.event, event.object, event.before_hash, event.after_hash, event.details,
       entry.previous_hash, entry.hash});
  if (!added) return fail(added.error());
  return entry;
}

Result<std::vector<AuditEntry>> list_audit(Transaction& transaction, const AuditQuery& query) {
  std::string sql = std::string(kColumns) + " WHERE seq > 0";
  std::vector<Argument> arguments;
  const auto narrow = [&](std::string_view condition, Argument argument) {
    sql.append(" AND ").append(condition);
    arguments.push_back(argument);
  };
  if (query.account) narrow("account_id = ?", *query.account);
  const std::string behind = query.event_prefix + "\U0010FFFF";
  if (!query.event_prefix.empty()) {
    narrow("event >= ?", query.event_prefix);
    narrow("event < ?", behind);
  }
  if (query.from) narrow("time >= ?", query.from->ms);
  if (query.until) narrow("time < ?", query.until->ms);
  if (query.before_seq) narrow("seq < ?", *query.before_seq);
  sql += " ORDER BY seq DESC LIMIT ?";
  arguments.emplace_back(query.limit);
  const auto rows = transaction.query(sql, arguments);
  if (!rows) return fail(rows.error());
  std::vector<AuditEntry> entries;
  for (const Row& row : *rows) entries.push_back(entry_of(row));
  return entries;
}

Result<AuditVerification> verify_audit(Transaction& transaction) {
  AuditVerification out;
  while (true) {
    const auto rows = transaction.query(std::string(kColumns) + " WHERE seq > ? ORDER BY seq LIMIT ?", {out.entries, kVerifiedAtOnce});
    if (!rows) return fail(rows.error());
    for (const Row& row : *rows) {
      const AuditEntry entry = entry_of(row);
      if (entry.seq != out.entries + 1 || entry.previous_hash != out.head || entry.hash != hash_of(entry)) {
        out.first_broken = out.entries + 1;
        return out;
      }
      out.entries = entry.seq;
      out.head = entry.hash;
    }
    if (static_cast<std::int64_t>(rows->size()) < kVerifiedAtOnce) return out;
  }
}

}  // namespace junheng::store
