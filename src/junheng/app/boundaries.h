#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "junheng/app/access.h"
#include "junheng/formats/geojson.h"
#include "junheng/store/store.h"

namespace junheng::app {

/// Outlines of areas, as an administrator gave them; none come with the program. Kept in the store as one text. Any thread may call.
class Boundaries {
 public:
  /// `store` must outlive it.
  explicit Boundaries(const store::Store& store) : store_(store) {}

  struct Replaced {
    std::size_t features = 0;
    /// Codes that no snapshot has, in the order of the file.
    std::vector<std::string> unknown_codes;
  };
  /// Puts a GeoJSON text in place of all that was there and notes "boundary:replace".
  /// Errors: those of formats::read_geo_areas and of the store.
  [[nodiscard]] Result<Replaced> replace(std::string_view geojson, const Access& access, UtcTime now);

  struct Collection {
    std::string geojson;
    /// Changes with the text and with the areas that may be seen.
    std::string etag;
  };
  /// The outlines of the areas that may be seen; an empty collection where there are none. Errors: those of the store.
  [[nodiscard]] Result<Collection> collection(const Access& access);

 private:
  using Areas = std::vector<formats::GeoArea>;
  [[nodiscard]] Result<std::shared_ptr<const Areas>> areas(store::Transaction& transaction, const std::string& hash);

  const store::Store& store_;
  std::mutex mutex_;
  /// Of the text with this hash: parsing takes long.
  std::string cached_hash_;
  std::shared_ptr<const Areas> cached_;
};

}  // namespace junheng::app
