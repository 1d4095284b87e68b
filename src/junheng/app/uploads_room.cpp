#include <system_error>
#include <utility>

#include "junheng/app/settings.h"
#include "junheng/app/upload_state.h"
#include "junheng/core/codes.h"

namespace junheng::app {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kBytesPerMb = 1024ULL * 1024;

Error too_large(std::uint64_t used_bytes, std::uint64_t more_bytes, std::uint64_t limit_bytes) {
  const auto megabytes = [](std::uint64_t all) { return std::to_string((all + kBytesPerMb - 1) / kBytesPerMb); };
  return {Code::UploadsTooLarge,
          {{"used_mb", megabytes(used_bytes)}, {"size_mb", megabytes(more_bytes)}, {"limit_mb", std::to_string(limit_bytes / kBytesPerMb)}},
          {}};
}

}  // namespace

void Uploads::remove(const std::string& id) {
  const auto found = uploads_.find(id);
  if (found == uploads_.end()) return;
  std::error_code failure;
  fs::remove_all(found->second->folder, failure);
  uploads_.erase(found);
}

void Uploads::remove_expired() {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> expired;
  for (const auto& [id, upload] : uploads_) {
    if (office_.now() - upload->created <= kLifetime) continue;
    const std::lock_guard busy(upload->mutex);
    if (upload->state != "reading" && upload->state != "committing") expired.push_back(id);
  }
  for (const std::string& id : expired) remove(id);
}

Result<Uploads::Limits> Uploads::limits() const {
  auto transaction = office_.store().read();
  if (!transaction) return fail(transaction.error());
  const auto count = setting_value(*transaction, office_.options().settings, kUploadOpenLimit);
  if (!count) return fail(count.error());
  const auto megabytes = setting_value(*transaction, office_.options().settings, kUploadTotalMb);
  if (!megabytes) return fail(megabytes.error());
  return Limits{static_cast<std::size_t>(*count), static_cast<std::uint64_t>(*megabytes) * kBytesPerMb};
}

Result<void> Uploads::make_room(const Access& access, std::uint64_t size_bytes, const Limits& limits) {
  std::size_t count = 0;
  std::uint64_t bytes = size_bytes;
  // Those that are committed are only kept to be looked at, and go first, the oldest before others.
  std::vector<std::pair<std::string, std::uint64_t>> committed;
  for (const auto& [id, upload] : uploads_) {
    if (upload->account_id != access.account_id) continue;
    const std::lock_guard busy(upload->mutex);
    ++count;
    bytes += upload->disk_bytes;
    if (upload->state == "committed") committed.emplace_back(id, upload->disk_bytes);
  }
  const auto is_over = [&] { return count >= limits.count || bytes > limits.bytes; };
  for (auto old = committed.begin(); is_over() && old != committed.end(); ++old) {
    remove(old->first);
    --count;
    bytes -= old->second;
  }
  if (count >= limits.count) return fail(Code::TooManyUploads, {{"count", std::to_string(count)}, {"limit", std::to_string(limits.count)}});
  if (bytes > limits.bytes) return fail(too_large(bytes - size_bytes, size_bytes, limits.bytes));
  return {};
}

Result<void> Uploads::take_room(Upload& upload, std::uint64_t bytes, const Limits& limits) {
  const std::lock_guard lock(mutex_);
  std::uint64_t others = 0;
  for (const auto& [id, other] : uploads_) {
    if (other->account_id != upload.account_id || other.get() == &upload) continue;
    const std::lock_guard busy(other->mutex);
    others += other->disk_bytes;
  }
  const std::lock_guard busy(upload.mutex);
  const std::uint64_t own = upload.disk_bytes + bytes;
  if (others + own > limits.bytes) return fail(too_large(others + upload.order.size_bytes, own - upload.order.size_bytes, limits.bytes));
  upload.disk_bytes = own;
  return {};
}

}  // namespace junheng::app
