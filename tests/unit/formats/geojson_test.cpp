#include "junheng/formats/geojson.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"

namespace junheng::formats {
namespace {

std::string feature(const std::string& geometry, const std::string& properties = R"("code":"1")") {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}]}";
}

/// The English words of the faults; "" where the text is taken.
std::string fault_of(const std::string& text) {
  const auto areas = read_geo_areas(text);
  return areas ? "" : areas.error().message(Lang::En);
}

constexpr const char* kTriangle = R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[0,0]]]})";

TEST(GeoJson, PolygonAndMultiPolygonAreTaken) {
  const auto one = read_geo_areas(feature(kTriangle, R"("code":"610113","name":"雁塔区","other":[1,2])"));
  ASSERT_TRUE(one);
  ASSERT_EQ(one->size(), 1U);
  EXPECT_EQ(one->front().code, "610113");
  EXPECT_EQ(one->front().name, "雁塔区");
  EXPECT_EQ(one->front().feature.find("other"), std::string::npos);
  EXPECT_EQ(fault_of(feature(R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[0,1],[0,0]]],[[[5,5,9],[6,5,9],[5,6,9],[5,5,9]]]]})")),
            "");
}

TEST(GeoJson, WhatIsWrittenReadsBack) {
  const auto areas = read_geo_areas(feature(kTriangle, R"("area_code":61)"));
  ASSERT_TRUE(areas);
  const auto again = read_geo_areas(feature_collection({areas->front().feature}));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->front().code, "61");
  EXPECT_EQ(again->front().feature, areas->front().feature);
}

TEST(GeoJson, NoJsonIsToldApart) {
  EXPECT_EQ(read_geo_areas("").error().code, Code::JsonSyntax);
  EXPECT_EQ(read_geo_areas("{\"type\":").error().code, Code::JsonSyntax);
  EXPECT_EQ(read_geo_areas("\xff").error().code, Code::JsonSyntax);
  EXPECT_NE(fault_of("[]").find("no FeatureCollection"), std::string::npos);
  EXPECT_NE(fault_of(R"({"type":"FeatureCollection","features":{}})").find("no FeatureCollection"), std::string::npos);
}

TEST(GeoJson, EveryFaultNamesItsFeatureAndRule) {
  EXPECT_NE(fault_of(feature(kTriangle, R"("name":"x")")).find("feature 1: the property code"), std::string::npos);
  EXPECT_NE(fault_of(feature("null")).find("Polygon or MultiPolygon"), std::string::npos);
  EXPECT_NE(fault_of(feature(R"({"type":"Point","coordinates":[0,0]})")).find("Polygon or MultiPolygon"), std::string::npos);
  EXPECT_NE(fault_of(feature(R"({"type":"Polygon","coordinates":[]})")).find("no coordinates"), std::string::npos);
  EXPECT_NE(fault_of(feature(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]})")).find("fewer than 4"), std::string::npos);
  EXPECT_NE(fault_of(feature(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[0,2]]]})")).find("not closed"), std::string::npos);
  EXPECT_NE(fault_of(feature(R"({"type":"Polygon","coordinates":[[[0,0],[181,0],[0,1],[0,0]]]})")).find("[181,0]"), std::string::npos);
  EXPECT_NE(fault_of(feature(R"({"type":"Polygon","coordinates":[[[0,0],[0,-90.5],[0,1],[0,0]]]})")).find("out of range"),
            std::string::npos);
  EXPECT_NE(fault_of(feature(R"({"type":"Polygon","coordinates":[[["a",0],[1,0],[0,1],["a",0]]]})")).find("no number"), std::string::npos);
}

TEST(GeoJson, AllFaultsAreCountedAndCodesStandOnce) {
  std::string features;
  for (int i = 0; i < 30; ++i) {
    if (i > 0) features += ",";
    features += R"({"type":"Feature","properties":{"code":"7"},"geometry":)" + std::string(kTriangle) + "}";
  }
  const std::string fault = fault_of(R"({"type":"FeatureCollection","features":[)" + features + "]}");
  EXPECT_NE(fault.find("29 faults"), std::string::npos) << fault;
  EXPECT_NE(fault.find("feature 2: the code 7 stands twice"), std::string::npos);
}

TEST(GeoJson, DeepNestingIsAFaultNotACrash) {
  EXPECT_NE(fault_of(feature(R"({"type":"Polygon","coordinates":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}")), "");
}

}  // namespace
}  // namespace junheng::formats
