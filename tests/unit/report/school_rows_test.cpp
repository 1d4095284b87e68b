// Columns of schools as bytes, and back.
#include "junheng/report/school_rows.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace junheng::report {
namespace {

using nlohmann::json;

/// Two rows: everything is there, and everything is missing.
json body(Lang lang) {
  const bool is_zh = lang == Lang::Zh;
  json out = json::parse(R"({
    "run_id": 7, "area_code": "110101", "total": 2, "offset": 0,
    "indicators": [{"id": "L4", "name": "", "unit_text": "", "direction": "at_least",
                    "stage_limits": {"primary": {"standard": 4.5, "floor": 3.8, "mean": 5.123456789012345}, "junior": {"standard": 5.8, "floor": null, "mean": null}}}],
    "school_id": ["A1", "A2"], "name": ["河口小学", ""], "stage": ["primary", "junior"], "kind": ["", ""],
    "county_code": ["110101", null], "county_name": ["东县", null], "township_code": ["110101001", null], "township_name": ["Hill", null],
    "lon": [100.123456789, null], "lat": [-0.1, null], "pupils": [300, null], "verdict": ["unmet", null], "met": [3, null],
    "outside": ["", ""], "values": {"L4": [4.1, null]}, "states": {"L4": ["floor", "unknown"]}, "hidden": [1]
  })");
  out["indicators"][0]["name"] = is_zh ? "面积" : "space";
  out["indicators"][0]["unit_text"] = is_zh ? "平方米" : "m2";
  out["kind"] = is_zh ? json{"小学", "教学点"} : json{"primary school", "teaching point"};
  out["outside"] = is_zh ? json{"", "无学生"} : json{"", "no pupils"};
  return out;
}

SchoolRows rows(Lang lang) { return read_school_rows(body(lang).dump()).value(); }

std::string packed() { return pack_school_rows(rows(Lang::Zh), rows(Lang::En)); }

TEST(PackedSchoolRows, ComeBackInBothLanguages) {
  for (const Lang lang : {Lang::Zh, Lang::En}) {
    const auto back = unpack_school_rows(packed(), lang);
    ASSERT_TRUE(back);
    EXPECT_EQ(json::parse(school_rows_json(*back, 7, "110101")), body(lang));
  }
}

TEST(PackedSchoolRows, NoRowsComeBack) {
  const auto back = unpack_school_rows(pack_school_rows({}, {}), Lang::Zh);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->size(), 0U);
}

TEST(PackedSchoolRows, CutBytesAreRefused) {
  const std::string whole = packed();
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(unpack_school_rows(whole.substr(0, size), Lang::Zh)) << size;
  EXPECT_FALSE(unpack_school_rows(whole + "x", Lang::Zh));
}

TEST(PackedSchoolRows, ColumnsThatDoNotFitAreRefused) {
  const json sound = json::from_cbor(packed());
  const auto is_refused = [&](const char* pointer, const json& value) {
    json broken = sound;
    broken[json::json_pointer(pointer)] = value;
    const std::vector<std::uint8_t> bytes = json::to_cbor(broken);
    return !unpack_school_rows({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, Lang::Zh);
  };
  EXPECT_FALSE(is_refused("/size", 2)) << "as it was";
  EXPECT_TRUE(is_refused("/size", 3));
  EXPECT_TRUE(is_refused("/size", -1));
  EXPECT_TRUE(is_refused("/school_id/1", json::binary({'A'}))) << "texts longer than their bytes";
  EXPECT_TRUE(is_refused("/stage", json::binary({1, 9}))) << "no stage";
  EXPECT_TRUE(is_refused("/verdict", json::binary({0, 4}))) << "no verdict";
  EXPECT_TRUE(is_refused("/hidden", json::binary({0, 2})));
  EXPECT_TRUE(is_refused("/lon/1", json::binary({0, 200}))) << "no reason";
  EXPECT_TRUE(is_refused("/indicators/0/states", json::binary({0, 5}))) << "no state";
  EXPECT_TRUE(is_refused("/indicators/0/limits/0/0", 5)) << "no stage";
  EXPECT_TRUE(is_refused("/zh", 1));
  EXPECT_TRUE(is_refused("/zh/indicators", json::array())) << "an indicator without words";
}

}  // namespace
}  // namespace junheng::report
