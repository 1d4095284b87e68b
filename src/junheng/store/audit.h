#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/core/utc_time.h"
#include "junheng/store/database.h"

namespace junheng::store {

/// Who does something, and when.
struct Actor {
  /// nullopt: the program itself, or the command line.
  std::optional<AccountId> account = {};
  UtcTime time = {};
};

/// What happened, to be written down.
struct AuditEvent {
  Actor actor = {};
  /// `object:verb`, e.g. "snapshot:import".
  std::string event = {};
  /// What it happened to, e.g. "snapshot/12".
  std::string object = {};
  /// SHA-256 of what was there before and is there after; empty: nothing.
  std::string before_hash = {};
  std::string after_hash = {};
  /// JSON object; never a password or a token.
  std::string details = "{}";
};

struct AuditEntry {
  std::int64_t seq = 0;
  AuditEvent event = {};
  /// Hash of the entry before; empty for the first.
  std::string previous_hash = {};
  /// SHA-256 over the fields above, each as "length:bytes,", previous hash included.
  std::string hash = {};
};

/// Adds an entry behind the last one. The database forbids to change or delete entries.
/// Errors: those of Connection.
[[nodiscard]] Result<AuditEntry> append_audit(Transaction& transaction, const AuditEvent& event);

struct AuditQuery {
  std::optional<AccountId> account = {};
  /// Events that begin with this text, e.g. "snapshot:"; empty: all.
  std::string event_prefix = {};
  std::optional<UtcTime> from = {};
  /// Not included.
  std::optional<UtcTime> until = {};
  /// Entries older than this one; nullopt: from the newest on.
  std::optional<std::int64_t> before_seq = {};
  std::size_t limit = 100;
};

/// Newest first.
/// Errors: those of Connection.
[[nodiscard]] Result<std::vector<AuditEntry>> list_audit(Transaction& transaction, const AuditQuery& query);

struct AuditVerification {
  std::int64_t entries = 0;
  /// The first entry that is missing (the number of the gap) or does not agree with its hash or the one before.
  std::optional<std::int64_t> first_broken = {};
  /// Hash of the last entry. Whoever noted it elsewhere can tell whether the end of the log was cut off, which the chain alone cannot.
  std::string head = {};
};

/// Recomputes the chain from the first entry on.
/// Errors: those of Connection.
[[nodiscard]] Result<AuditVerification> verify_audit(Transaction& transaction);

}  // namespace junheng::store
