#include "junheng/app/upkeep.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <system_error>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/store/audit.h"
#include "junheng/store/backup.h"

namespace junheng::app {

namespace {

constexpr std::string_view kNamePattern = "junheng-########-######.db";

bool is_backup_name(std::string_view name) {
  return std::ranges::equal(name, kNamePattern, [](char c, char pattern) { return pattern == '#' ? c >= '0' && c <= '9' : c == pattern; });
}

UtcTime written(const std::filesystem::directory_entry& entry, std::error_code& failure) {
  const auto time = entry.last_write_time(failure);
  if (failure) return {};
  return {std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::file_clock::to_sys(time).time_since_epoch()).count()};
}

}  // namespace

std::string backup_name(UtcTime time) {
  const std::chrono::sys_time<std::chrono::milliseconds> moment{std::chrono::milliseconds(time.ms)};
  const auto midnight = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day day{midnight};
  const std::chrono::hh_mm_ss clock{moment - midnight};
  return fmt::format("junheng-{:04}{:02}{:02}-{:02}{:02}{:02}.db", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()), clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

Result<std::vector<BackupFile>> list_backups(const std::filesystem::path& folder) {
  std::error_code failure;
  std::vector<BackupFile> files;
  if (!std::filesystem::exists(folder, failure)) return files;
  for (auto entry = std::filesystem::directory_iterator(folder, failure); !failure && entry != std::filesystem::directory_iterator();
       entry.increment(failure)) {
    const std::string name = entry->path().filename().string();
    if (!is_backup_name(name)) continue;
    std::error_code gone;
    const std::uint64_t size = entry->file_size(gone);
    const UtcTime made = written(*entry, gone);
    // It may be removed while the folder is read.
    if (!gone) files.push_back({name, size, made});
  }
  if (failure) return fail(Code::CannotReadFile, {{"path", folder.string()}, {"reason", failure.message()}});
  std::ranges::sort(files, std::greater<>(), &BackupFile::name);
  return files;
}

Result<std::filesystem::path> find_backup(const std::filesystem::path& folder, std::string_view name) {
  std::error_code failure;
  const std::filesystem::path file = folder / name;
  // The form of the name is looked at first: it may come from a request and name any place.
  if (!is_backup_name(name) || !std::filesystem::is_regular_file(file, failure)) return fail(Code::NoBackup, {{"name", std::string(name)}});
  return file;
}

Result<std::string> make_backup(store::Store& store, const std::filesystem::path& folder, const Access& access, UtcTime now) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (!failure) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failure);
  if (failure) return fail(Code::CannotWriteFile, {{"path", folder.string()}, {"reason", failure.message()}});
  const std::string name = backup_name(now);
  {
    auto transaction = store.write();
    if (!transaction) return fail(transaction.error());
    const auto noted = store::append_audit(
        *transaction,
        {.actor = actor_of(access, now), .event = "backup:make", .object = "backup/" + name, .before_hash = {}, .after_hash = {}});
    if (!noted) return fail(noted.error());
    if (auto kept = transaction->commit(); !kept) return fail(kept.error());
  }
  if (auto made = store::backup(store, folder / name); !made) return fail(made.error());
  return name;
}

Result<AuditPage> list_audit(const store::Store& store, const AuditFilter& filter) {
  auto transaction = store.read();
  if (!transaction) return fail(transaction.error());
  store::AuditQuery query;
  if (filter.account_id) query.account = store::AccountId{*filter.account_id};
  query.event_prefix = filter.event_prefix;
  query.before_seq = filter.before;
  // One more tells whether there is a next page.
  query.limit = filter.limit + 1;
  const auto entries = store::list_audit(*transaction, query);
  if (!entries) return fail(entries.error());
  std::map<store::AccountId, std::string> logins;
  AuditPage page;
  for (const store::AuditEntry& entry : *entries) {
    if (page.events.size() == filter.limit) {
      page.next = page.events.back().seq;
      break;
    }
    AuditView view{entry.seq, entry.event.actor.time, {}, entry.event.event, entry.event.object, entry.event.details, entry.hash};
    if (const auto who = entry.event.actor.account) {
      auto [login, is_fresh] = logins.try_emplace(*who);
      if (is_fresh) {
        const auto account = store::find_account(*transaction, *who);
        if (!account) return fail(account.error());
        if (*account) login->second = (*account)->login;
      }
      view.login = login->second;
    }
    page.events.push_back(std::move(view));
  }
  return page;
}

Result<AuditState> verify_audit(const store::Store& store) {
  auto transaction = store.read();
  if (!transaction) return fail(transaction.error());
  const auto verified = store::verify_audit(*transaction);
  if (!verified) return fail(verified.error());
  return AuditState{verified->entries, verified->first_broken};
}

}  // namespace junheng::app
