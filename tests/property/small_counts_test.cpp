// Nothing that somebody gets who may not see small counts depends on them, but for the verdicts.
#include "junheng/report/small_counts.h"

#include <functional>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <nlohmann/json.hpp>

#include "junheng/assess/compare.h"
#include "junheng/report/compare_report.h"
#include "unit/report/view_scene.h"

namespace junheng::report {
namespace {

using nlohmann::json;

/// A school with one or two stages; 0: the stage is not there.
struct DrawnSchool {
  int primary = 0;
  int junior = 0;
  int teachers = 0;
  int area_m2 = 0;
};

rc::Gen<int> pupils() {
  return rc::gen::weightedOneOf<int>({{2, rc::gen::inRange(1, 5)}, {1, rc::gen::inRange(5, 40)}, {3, rc::gen::inRange(40, 900)}});
}

std::vector<DrawnSchool> draw_county() {
  const auto count = *rc::gen::inRange<std::size_t>(1, 8);
  std::vector<DrawnSchool> schools;
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_through = *rc::gen::weightedElement<bool>({{1, true}, {3, false}});
    schools.push_back({*pupils(), is_through ? *pupils() : 0, *rc::gen::inRange(1, 60), *rc::gen::inRange(20, 5000)});
  }
  return schools;
}

/// Every number of 1 to 4 replaced by what `hidden` gives for it.
model::Dataset county_of(const std::vector<DrawnSchool>& schools, const std::function<int(int)>& hidden) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县");
  int number = 0;
  for (const DrawnSchool& school : schools) {
    ++number;
    data.school("213300000" + std::to_string(number), school.junior > 0 ? 312 : 211, "学校" + std::to_string(number))
        .founder(7)
        .setting(121);
    for (const auto& [stage, drawn] : {std::pair{Stage::Primary, school.primary}, {Stage::Junior, school.junior}}) {
      if (drawn == 0) continue;
      const int count = is_small_count(drawn) ? hidden(drawn) : drawn;
      data.stage(stage).set("pupils", count).set("teachers", school.teachers).set("teachers_above_required", school.teachers);
      data.set("teachers_backbone", school.teachers / 3)
          .set("classes", 6)
          .set("area_teaching_m2", school.area_m2)
          .set("area_indoor_sports_m2", 0);
      data.set("area_sports_ground_m2", school.area_m2).set("equipment_value_yuan", school.area_m2 * 100).set("multimedia_rooms", 3);
    }
  }
  data.item("resident_population", 412345).item("G1", 1);
  return data.build();
}

/// All that a viewer gets of the county.
std::map<std::string, std::string> pages_of(model::Dataset dataset) {
  static const auto kStandard = testing::built_in_standard("cn.quality-2017");
  const ViewScene scene(testing::assess_scene(std::move(dataset), kStandard), Masking::SmallCountsHidden);
  std::map<std::string, std::string> pages;
  pages["overview"] = scene.overview().dump();
  pages["schools"] = scene.schools().dump();
  pages["inputs"] = scene.inputs().dump();
  pages["trend"] = scene.shown([](const AreaViewInput& view) { return trend_year_json(*view.assessment, *view.area, 7); });
  pages["league"] = scene.shown([](const AreaViewInput& view) {
    const LeagueRow row{view.area, "330182", "青溪县", "", 1};
    return league_json({view.assessment, ViewScene::run(), "county", Lang::En}, std::span(&row, 1));
  });
  pages["counties"] = scene.shown([](const AreaViewInput& view) {
    const LeagueRow row{view.area, "330182", "青溪县", "", 1};
    return county_failings_json({view.assessment, ViewScene::run(), "county", Lang::En}, std::span(&row, 1), Masking::SmallCountsHidden);
  });
  pages["comparison"] = scene.shown([](const AreaViewInput& view) {
    const auto changes = assess::compare(*view.assessment, *view.assessment);
    CompareInput input;
    input.areas = &changes;
    input.manifest_a = input.manifest_b = &view.assessment->dataset->manifest;
    input.masking = Masking::SmallCountsHidden;
    return compare_json(input);
  });
  const model::Schools& schools = scene.scene->dataset.schools;
  for (std::size_t i = 0; i < schools.size(); ++i) pages["school " + std::string(schools.ids.at(i))] = scene.page(schools.ids.at(i)).dump();
  return pages;
}

/// Without the verdicts, the counts and reasons that go with them, and the list that they choose from.
json without_verdicts(json page) {
  if (page.is_array())
    for (json& each : page) each = without_verdicts(std::move(each));
  if (!page.is_object()) return page;
  for (const char* key : {"verdict", "cv_verdict", "composite_verdict", "schools_verdict", "reasons", "first_schools", "schools_met_share"})
    page.erase(key);
  for (const char* side : {"_a", "_b"}) page.erase("verdict" + std::string(side));
  if (page.contains("composite_cv")) {
    for (const char* key : {"schools_met", "schools_unmet", "schools_unknown"}) page.erase(key);
  }
  for (auto each = page.begin(); each != page.end();) {
    if (each.key().ends_with("schools_met_share")) {
      each = page.erase(each);
      continue;
    }
    *each = without_verdicts(std::move(*each));
    ++each;
  }
  return page;
}

/// What a list of counties tells of each clause that is missed, by that clause: which ones stand there, and how many schools miss, are
/// verdicts.
std::map<std::string, json> numbers_of_failings(const json& page) {
  std::map<std::string, json> numbers;
  for (const json& each : page["counties"][0]["failings"]) {
    const json& clause = page["clauses"][each["clause"].get<std::size_t>()];
    if (clause["kind"] == "schools") continue;
    numbers[clause.dump()] = json::array({each["value"], each["limit"], each["margin"]});
  }
  return numbers;
}

RC_GTEST_PROP(SmallCountsProperty, EveryNumberOfOneToFourGivesTheSamePages, ()) {
  const std::vector<DrawnSchool> county = draw_county();
  const auto real = pages_of(county_of(county, [](int count) { return count; }));
  const int other = *rc::gen::inRange(1, 5);
  const auto pages = pages_of(county_of(county, [&](int) { return other; }));
  RC_ASSERT(pages.size() == real.size());
  for (const auto& [name, page] : real) {
    RC_LOG() << name << "\n";
    if (name == "counties") {
      const auto others = numbers_of_failings(json::parse(pages.at(name)));
      for (const auto& [clause, numbers] : numbers_of_failings(json::parse(page))) {
        const auto found = others.find(clause);
        RC_ASSERT(found == others.end() || found->second.dump() == numbers.dump());
      }
      continue;
    }
    RC_ASSERT(without_verdicts(json::parse(page)) == without_verdicts(json::parse(pages.at(name))));
  }
}

}  // namespace
}  // namespace junheng::report
