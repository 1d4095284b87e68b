#include "junheng/app/boundaries.h"

#include "junheng/app/area_paths.h"
#include "junheng/formats/json_writer.h"
#include "junheng/store/settings.h"
#include "junheng/store/sha256.h"

namespace junheng::app {

namespace {

constexpr std::string_view kTextKey = "boundaries";
/// Beside the text, so that looking for a change does not read megabytes.
constexpr std::string_view kHashKey = "boundaries_sha256";

Result<std::string> stored_hash(store::Transaction& transaction) {
  const auto found = store::find_setting(transaction, kHashKey);
  if (!found) return fail(found.error());
  if (!*found || (*found)->value.size() < 2) return std::string();
  // A JSON text of hexadecimal digits in quotes.
  return (*found)->value.substr(1, (*found)->value.size() - 2);
}

Result<void> put(store::Transaction& transaction, std::string_view key, std::string value, const store::Actor& actor) {
  const auto before = store::find_setting(transaction, key);
  if (!before) return fail(before.error());
  const std::int64_t version = *before ? (*before)->version : 0;
  const auto set =
      store::set_setting(transaction, {.key = std::string(key), .value = std::move(value), .changed = actor, .version = version});
  if (!set) return fail(set.error());
  return {};
}

}  // namespace

Result<Boundaries::Replaced> Boundaries::replace(std::string_view geojson, const Access& access, UtcTime now) {
  const auto areas = formats::read_geo_areas(geojson);
  if (!areas) return fail(areas.error());
  std::vector<std::string_view> features;
  for (const formats::GeoArea& area : *areas) features.push_back(area.feature);
  const std::string text = formats::feature_collection(features);
  const std::string hash = store::sha256(text);
  auto transaction = store_.write();
  if (!transaction) return fail(transaction.error());
  const auto paths = AreaPaths::over(*transaction);
  if (!paths) return fail(paths.error());
  Replaced replaced{.features = areas->size(), .unknown_codes = {}};
  for (const formats::GeoArea& area : *areas) {
    const auto place = paths->find(area.code);
    if (!place) return fail(place.error());
    if (!place->is_known) replaced.unknown_codes.push_back(area.code);
  }
  const auto before = stored_hash(*transaction);
  if (!before) return fail(before.error());
  const store::Actor actor = actor_of(access, now);
  if (auto kept = put(*transaction, kTextKey, text, actor); !kept) return fail(kept.error());
  if (auto kept = put(*transaction, kHashKey, "\"" + hash + "\"", actor); !kept) return fail(kept.error());
  formats::JsonWriter details;
  details.begin_object().member("features", areas->size()).end_object();
  const auto noted = store::append_audit(*transaction, {.actor = actor,
                                                        .event = "boundary:replace",
                                                        .object = "boundaries",
                                                        .before_hash = *before,
                                                        .after_hash = hash,
                                                        .details = details.take()});
  if (!noted) return fail(noted.error());
  if (auto kept = transaction->commit(); !kept) return fail(kept.error());
  return replaced;
}

Result<std::shared_ptr<const Boundaries::Areas>> Boundaries::areas(store::Transaction& transaction, const std::string& hash) {
  {
    const std::lock_guard lock(mutex_);
    if (cached_ && cached_hash_ == hash) return cached_;
  }
  const auto found = store::find_setting(transaction, kTextKey);
  if (!found) return fail(found.error());
  auto areas = std::make_shared<Areas>();
  if (*found) {
    auto read = formats::read_geo_areas((*found)->value);
    if (!read) return fail(read.error());
    *areas = std::move(*read);
  }
  const std::lock_guard lock(mutex_);
  cached_hash_ = hash;
  cached_ = areas;
  return cached_;
}

Result<Boundaries::Collection> Boundaries::collection(const Access& access) {
  auto transaction = store_.read();
  if (!transaction) return fail(transaction.error());
  const auto hash = stored_hash(*transaction);
  if (!hash) return fail(hash.error());
  if (hash->empty()) return Collection{formats::feature_collection({}), {}};
  const auto all = areas(*transaction, *hash);
  if (!all) return fail(all.error());
  const auto paths = AreaPaths::over(*transaction);
  if (!paths) return fail(paths.error());
  std::vector<std::string_view> seen;
  for (const formats::GeoArea& area : **all) {
    if (!access.sees_all_areas()) {
      const auto place = paths->find(area.code);
      if (!place) return fail(place.error());
      if (!access.covers(place->path)) continue;
    }
    seen.push_back(area.feature);
  }
  Collection collection{formats::feature_collection(seen), {}};
  collection.etag = store::sha256(collection.geojson).substr(0, 32);
  return collection;
}

}  // namespace junheng::app
