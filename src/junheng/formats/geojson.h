#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"

namespace junheng::formats {

/// An area's outline.
struct GeoArea {
  std::string code;
  /// Empty where the file gives none.
  std::string name;
  /// A GeoJSON feature with `code` and `name` as its properties: others of the file are left out.
  std::string feature;
};

/// Reads a GeoJSON FeatureCollection (RFC 7946) of Polygons and MultiPolygons: longitude and latitude in degrees, rings of four and more
/// positions that close, and the property `code` or `area_code` (text or whole number), each once. In the order of the file.
/// Whether rings cross themselves is not looked at. Memory: some ten times the text.
/// Errors: JsonSyntax (no JSON, not UTF-8); BoundariesInvalid (names the first twenty faults with their feature).
[[nodiscard]] Result<std::vector<GeoArea>> read_geo_areas(std::string_view text);

/// A FeatureCollection of features as GeoArea has them.
[[nodiscard]] std::string feature_collection(const std::vector<std::string_view>& features);

}  // namespace junheng::formats
