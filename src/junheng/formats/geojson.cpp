#include "junheng/formats/geojson.h"

#include <cmath>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "junheng/core/codes.h"
#include "junheng/core/lang.h"
#include "junheng/core/text.h"

namespace junheng::formats {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxFeatures = 10'000;
constexpr std::size_t kShownFaults = 20;
constexpr std::size_t kMinPositions = 4;
constexpr std::size_t kMaxCodeBytes = 64;
constexpr double kMaxLongitude = 180;
constexpr double kMaxLatitude = 90;

class Faults {
 public:
  void add(std::size_t feature, const Bilingual& rule) {
    if (++count_ > kShownFaults) return;
    const std::string number = std::to_string(feature + 1);
    if (count_ > 1) words_.zh += "；", words_.en += "; ";
    words_.zh += "第 " + number + " 个要素：" + rule.zh;
    words_.en += "feature " + number + ": " + rule.en;
  }
  void add_whole(const Bilingual& rule) {
    ++count_;
    words_ = rule;
  }
  [[nodiscard]] std::optional<Error> error() const {
    if (count_ == 0) return std::nullopt;
    const char* more = count_ > kShownFaults ? " ..." : "";
    return Error{
        Code::BoundariesInvalid, {{"count", std::to_string(count_)}, {"faults_zh", words_.zh + more}, {"faults_en", words_.en + more}}, {}};
  }

 private:
  std::size_t count_ = 0;
  Bilingual words_;
};

const Json* member(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::string text_of(const Json* value) {
  if (value == nullptr) return {};
  if (value->is_string()) return value->get<std::string>();
  if (value->is_number_integer()) return std::to_string(value->get<std::int64_t>());
  return {};
}

/// nullopt: sound.
std::optional<Bilingual> position_fault(const Json& position) {
  if (!position.is_array() || position.size() < 2 || position.size() > 3)
    return Bilingual{"坐标应为 [经度, 纬度]", "a position is [longitude, latitude]"};
  for (const Json& number : position)
    if (!number.is_number() || !std::isfinite(number.get<double>())) return Bilingual{"坐标不是数", "a coordinate is no number"};
  if (std::abs(position[0].get<double>()) > kMaxLongitude || std::abs(position[1].get<double>()) > kMaxLatitude)
    return Bilingual{"坐标超出范围（经度 ±180，纬度 ±90）：" + position.dump(),
                     "a position is out of range (longitude ±180, latitude ±90): " + position.dump()};
  return std::nullopt;
}

std::optional<Bilingual> polygon_fault(const Json& rings) {
  if (!rings.is_array() || rings.empty()) return Bilingual{"多边形没有环", "a polygon has no ring"};
  for (const Json& ring : rings) {
    if (!ring.is_array() || ring.size() < kMinPositions) return Bilingual{"环少于 4 个坐标", "a ring has fewer than 4 positions"};
    for (const Json& position : ring)
      if (auto fault = position_fault(position)) return fault;
    if (ring.front() != ring.back())
      return Bilingual{"环没有闭合（首尾坐标不同）", "a ring is not closed (first and last position differ)"};
  }
  return std::nullopt;
}

std::optional<Bilingual> geometry_fault(const Json* geometry) {
  const std::string type = geometry == nullptr ? std::string() : text_of(member(*geometry, "type"));
  if (type != "Polygon" && type != "MultiPolygon")
    return Bilingual{"几何应为 Polygon 或 MultiPolygon", "the geometry is Polygon or MultiPolygon"};
  const Json* coordinates = member(*geometry, "coordinates");
  if (coordinates == nullptr || !coordinates->is_array() || coordinates->empty()) return Bilingual{"没有坐标", "there are no coordinates"};
  if (type == "Polygon") return polygon_fault(*coordinates);
  for (const Json& polygon : *coordinates)
    if (auto fault = polygon_fault(polygon)) return fault;
  return std::nullopt;
}

std::optional<GeoArea> read_feature(const Json& feature, std::size_t index, std::set<std::string>& codes, Faults& faults) {
  if (text_of(member(feature, "type")) != "Feature") {
    faults.add(index, {"应为 Feature", "is no Feature"});
    return std::nullopt;
  }
  const Json* properties = member(feature, "properties");
  std::string code;
  std::string name;
  if (properties != nullptr) {
    code = text_of(member(*properties, "code"));
    if (code.empty()) code = text_of(member(*properties, "area_code"));
    name = text_of(member(*properties, "name"));
  }
  if (code.empty() || code.size() > kMaxCodeBytes) {
    faults.add(index, {"属性 code（或 area_code）缺失或过长", "the property code (or area_code) is missing or too long"});
    return std::nullopt;
  }
  if (!codes.insert(code).second) {
    faults.add(index, {"代码 " + code + " 重复", "the code " + code + " stands twice"});
    return std::nullopt;
  }
  const Json* geometry = member(feature, "geometry");
  if (const auto fault = geometry_fault(geometry)) {
    faults.add(index, {"（" + code + "）" + fault->zh, "(" + code + ") " + fault->en});
    return std::nullopt;
  }
  const Json out = {{"type", "Feature"},
                    {"properties", {{"code", code}, {"name", name}}},
                    {"geometry", {{"type", geometry->at("type")}, {"coordinates", geometry->at("coordinates")}}}};
  return GeoArea{std::move(code), std::move(name), out.dump()};
}

}  // namespace

Result<std::vector<GeoArea>> read_geo_areas(std::string_view text) {
  if (!is_utf8(text)) return fail(Code::JsonSyntax, {{"where", "UTF-8"}});
  const Json root = Json::parse(text, nullptr, false);
  if (root.is_discarded()) return fail(Code::JsonSyntax, {{"where", "GeoJSON"}});
  Faults faults;
  std::vector<GeoArea> areas;
  const Json* features = member(root, "features");
  if (text_of(member(root, "type")) != "FeatureCollection" || features == nullptr || !features->is_array()) {
    faults.add_whole({"应为 FeatureCollection", "it is no FeatureCollection"});
  } else if (features->size() > kMaxFeatures) {
    const std::string limit = std::to_string(kMaxFeatures);
    faults.add_whole({"要素多于 " + limit + " 个", "it has more than " + limit + " features"});
  } else {
    std::set<std::string> codes;
    for (std::size_t i = 0; i < features->size(); ++i)
      if (auto area = read_feature((*features)[i], i, codes, faults)) areas.push_back(std::move(*area));
  }
  if (auto error = faults.error()) return fail(std::move(*error));
  return areas;
}

std::string feature_collection(const std::vector<std::string_view>& features) {
  std::string out = R"({"type":"FeatureCollection","features":[)";
  for (std::size_t i = 0; i < features.size(); ++i) {
    if (i > 0) out += ',';
    out += features[i];
  }
  return out + "]}";
}

}  // namespace junheng::formats
