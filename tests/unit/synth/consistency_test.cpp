// What must hold inside every generated dataset, read back from its files.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include <gtest/gtest.h>

#include "unit/synth/generated_dataset.h"

namespace junheng::synth {
namespace {

using StageKey = std::tuple<std::string, std::string, std::string>;  // school, year, stage

class Consistency : public ::testing::Test {
 protected:
  static GenerateOptions varied() {
    GenerateOptions options;
    options.counties = 20;
    options.schools = 1200;
    options.seed = 3;
    options.years = 3;
    return options;
  }

  static std::string stage_of(double grade) { return grade <= 6 ? "primary" : grade <= 9 ? "junior" : "senior"; }

  const std::vector<CsvRecord>& rows(const std::string& table) { return dataset_.table(table).rows; }

  std::map<std::string, const CsvRecord*> schools() {
    std::map<std::string, const CsvRecord*> by_id;
    for (const CsvRecord& school : rows("schools")) by_id.emplace(school.text("school_id"), &school);
    return by_id;
  }

  /// Rows of stage_facts that hold a stage, not the whole school.
  std::map<StageKey, const CsvRecord*> stages() {
    std::map<StageKey, const CsvRecord*> by_key;
    for (const CsvRecord& row : rows("stage_facts")) {
      if (row.text("stage") != "all") by_key.emplace(StageKey{row.text("school_id"), row.text("school_year"), row.text("stage")}, &row);
    }
    return by_key;
  }

  GeneratedDataset dataset_{varied()};
};

TEST_F(Consistency, DegreeColumnsAddUpToTeachers) {
  for (const auto& [key, row] : stages()) {
    const double above_college = row->number("teachers_phd") + row->number("teachers_master") + row->number("teachers_bachelor");
    const double above_secondary = above_college + row->number("teachers_college");
    ASSERT_EQ(above_secondary + row->number("teachers_upper_secondary") + row->number("teachers_below"), row->number("teachers"))
        << std::get<0>(key);
    if (std::get<2>(key) == "primary") {
      ASSERT_EQ(row->number("teachers_above_required"), above_secondary);
    }
    if (std::get<2>(key) == "junior") {
      ASSERT_EQ(row->number("teachers_above_required"), above_college);
    }
    if (std::get<2>(key) == "senior") {
      ASSERT_EQ(row->number("teachers_above_required"), row->number("teachers_phd") + row->number("teachers_master"));
    }
  }
}

TEST_F(Consistency, PartsOfTheStaffDoNotExceedIt) {
  for (const auto& [key, row] : stages()) {
    const double teachers = row->number("teachers");
    ASSERT_GE(teachers, 2);
    ASSERT_GE(row->number("staff"), teachers);
    for (const char* part : {"teachers_backbone", "teachers_pe_arts", "teachers_mid_title", "teachers_certified", "teachers_trained_360h",
                             "teachers_rotation_eligible"}) {
      ASSERT_LE(row->number(part), teachers) << part;
      ASSERT_GE(row->number(part), 0) << part;
    }
    ASSERT_LE(row->number("teachers_rotated"), row->number("teachers_rotation_eligible"));
    ASSERT_LE(row->number("backbone_rotated"), row->number("teachers_rotated"));
    ASSERT_LE(row->number("backbone_rotated"), row->number("teachers_backbone"));
  }
}

TEST_F(Consistency, FacilitiesStandOnTheStagesOrOnTheWholeSchool) {
  std::map<std::string, std::set<std::string>> with_facilities;
  std::map<std::string, std::set<std::string>> all_stages;
  for (const CsvRecord& row : rows("stage_facts")) {
    const std::string key = row.text("school_id") + row.text("school_year");
    all_stages[key].insert(row.text("stage"));
    ASSERT_EQ(row.has("area_teaching_m2"), row.has("multimedia_rooms"));
    ASSERT_EQ(row.text("stage") != "all", row.has("pupils"));
    if (!row.has("area_teaching_m2")) continue;
    with_facilities[key].insert(row.text("stage"));
    ASSERT_LE(row.number("area_indoor_sports_m2"), row.number("area_teaching_m2"));
    ASSERT_GT(row.number("area_sports_ground_m2"), 0);
    ASSERT_GT(row.number("equipment_value_yuan"), 0);
    ASSERT_GE(row.number("multimedia_rooms"), 1);
  }
  for (const auto& [key, stages] : all_stages) {
    if (stages.contains("all")) {
      ASSERT_EQ(with_facilities[key], std::set<std::string>{"all"}) << key;
    } else {
      ASSERT_EQ(with_facilities[key], stages) << key;
    }
  }
}

TEST_F(Consistency, StagesAreThoseOfTheKind) {
  const std::map<std::string, std::set<std::string>> expected = {
      {"211", {"primary"}},           {"218", {"primary"}},          {"311", {"junior"}},
      {"312", {"primary", "junior"}}, {"341", {"junior", "senior"}}, {"345", {"primary", "junior", "senior"}},
      {"514", {"primary", "junior"}},
  };
  std::map<std::string, std::set<std::string>> found;
  for (const auto& [key, row] : stages()) found[std::get<0>(key)].insert(std::get<2>(key));
  std::set<std::string> kinds;
  for (const auto& [id, school] : schools()) {
    const std::string& kind = school->text("kind");
    kinds.insert(kind);
    ASSERT_EQ(found[id], expected.at(kind)) << id;
  }
  EXPECT_EQ(kinds.size(), expected.size());
}

TEST_F(Consistency, GradesAddUpToTheStage) {
  std::map<StageKey, std::array<double, 3>> sums;
  for (const CsvRecord& row : rows("grade_facts")) {
    auto& sum = sums[{row.text("school_id"), row.text("school_year"), stage_of(row.number("grade"))}];
    sum[0] += row.number("pupils");
    sum[1] += row.number("classes");
    sum[2] += row.number("boarders");
    ASSERT_GE(row.number("pupils"), 1);
    for (const char* part : {"girls", "boarders", "migrant_pupils", "inclusive_pupils"})
      ASSERT_LE(row.number(part), row.number("pupils")) << part;
    ASSERT_LE(row.number("migrant_worker_pupils"), row.number("migrant_pupils"));
    ASSERT_LE(row.number("migrant_pupils") + row.number("left_behind_pupils"), row.number("pupils"));
    if (row.has("entrants")) {
      ASSERT_LE(row.number("entrants"), row.number("pupils"));
    }
  }
  const auto all = stages();
  ASSERT_EQ(sums.size(), all.size());
  for (const auto& [key, row] : all) {
    ASSERT_EQ(sums[key][0], row->number("pupils"));
    ASSERT_EQ(sums[key][1], row->number("classes"));
    ASSERT_EQ(sums[key][2], row->number("boarders"));
    if (row->has("pupils_in_catchment")) {
      ASSERT_LE(row->number("pupils_in_catchment"), row->number("pupils"));
    }
  }
}

TEST_F(Consistency, AGradeIsTheGradeBelowOfTheYearBefore) {
  std::map<std::tuple<std::string, std::string, double>, const CsvRecord*> grades;
  for (const CsvRecord& row : rows("grade_facts"))
    grades.emplace(std::tuple{row.text("school_id"), row.text("school_year"), row.number("grade")}, &row);
  std::size_t followed = 0;
  for (const auto& [key, row] : grades) {
    const auto& [school, year, grade] = key;
    const std::string before = std::to_string(static_cast<int>(row->number("school_year")) - 1);
    const auto same = grades.find({school, before, grade});
    if (same == grades.end()) continue;
    if (row->has("graduates")) {
      ASSERT_EQ(row->number("graduates"), same->second->number("pupils"));
    }
    const auto below = grades.find({school, before, grade - 1});
    if (below == grades.end() || row->has("entrants")) continue;
    ASSERT_EQ(row->number("pupils"), below->second->number("pupils") + row->number("transfers_in") - row->number("transfers_out") -
                                         row->number("deaths") - row->number("dropouts"))
        << school << " grade " << grade;
    ++followed;
  }
  EXPECT_GT(followed, 10000U);
}

TEST_F(Consistency, ClassListsBandsAndGradesAgree) {
  const std::vector<std::pair<std::string, double>> bands = {{"le25", 25},  {"26_30", 30}, {"31_35", 35}, {"36_40", 40}, {"41_45", 45},
                                                             {"46_50", 50}, {"51_55", 55}, {"56_60", 60}, {"61_65", 65}, {"ge66", 1e9}};
  std::map<std::tuple<std::string, std::string, std::string>, std::pair<double, double>> listed;  // by grade: pupils, classes
  std::map<std::pair<StageKey, std::string>, double> counted;
  for (const CsvRecord& row : rows("classes")) {
    auto& [pupils, classes] = listed[{row.text("school_id"), row.text("school_year"), row.text("grade")}];
    pupils += row.number("pupils");
    classes += 1;
    ASSERT_EQ(row.number("class_no"), classes);
    ASSERT_GE(row.number("pupils"), 1);
    const auto band = std::ranges::find_if(bands, [&](const auto& candidate) { return row.number("pupils") <= candidate.second; });
    counted[{{row.text("school_id"), row.text("school_year"), stage_of(row.number("grade"))}, band->first}] += 1;
  }
  for (const CsvRecord& row : rows("grade_facts")) {
    const auto& [pupils, classes] = listed[{row.text("school_id"), row.text("school_year"), row.text("grade")}];
    ASSERT_EQ(pupils, row.number("pupils"));
    ASSERT_EQ(classes, row.number("classes"));
  }
  std::map<StageKey, double> sums;
  for (const CsvRecord& row : rows("class_bands")) {
    const StageKey key = {row.text("school_id"), row.text("school_year"), row.text("stage")};
    sums[key] += row.number("classes");
    const auto found = counted.find({key, row.text("band")});
    ASSERT_EQ(row.number("classes"), found == counted.end() ? 0 : found->second);
  }
  for (const auto& [key, row] : stages()) ASSERT_EQ(sums[key], row->number("classes"));
}

TEST_F(Consistency, RoomListAgreesWithTheMeasures) {
  std::map<std::string, std::map<std::string, double>> listed;
  for (const CsvRecord& row : rows("rooms")) {
    auto& counts = listed[row.text("school_id") + row.text("school_year")];
    const std::string kind = row.text("kind");
    counts[kind + "_rooms"] += 1;
    for (const double least : kind == "music" ? std::vector<double>{96, 73, 61, 54} : std::vector<double>{90, 67, 61, 54}) {
      if (row.number("area_m2") >= least) counts[kind + "_rooms_" + std::to_string(static_cast<int>(least)) + "m2"] += 1;
    }
  }
  std::map<std::string, std::map<std::string, double>> measured;
  for (const CsvRecord& row : rows("stage_facts")) {
    auto& counts = measured[row.text("school_id") + row.text("school_year")];
    for (const char* measure : {"music_rooms", "music_rooms_96m2", "music_rooms_73m2", "music_rooms_61m2", "music_rooms_54m2", "art_rooms",
                                "art_rooms_90m2", "art_rooms_67m2", "art_rooms_61m2", "art_rooms_54m2"}) {
      if (row.number(measure) > 0) counts[measure] += row.number(measure);
    }
  }
  std::erase_if(measured, [](const auto& school) { return school.second.empty(); });
  EXPECT_EQ(listed, measured);
}

TEST_F(Consistency, CampusesNameACountedMainSchool) {
  const auto by_id = schools();
  std::size_t campuses = 0;
  for (const auto& [id, school] : by_id) {
    ASSERT_EQ(school->text("is_counted") == "0", school->has("parent_school_id"));
    if (!school->has("parent_school_id")) continue;
    ++campuses;
    const CsvRecord& main = *by_id.at(school->text("parent_school_id"));
    ASSERT_EQ(main.text("is_counted"), "1");
    ASSERT_EQ(main.text("area_code").substr(0, 6), school->text("area_code").substr(0, 6));
    ASSERT_NE(school->text("kind"), "218");
  }
  EXPECT_GT(campuses, 0U);
}

TEST_F(Consistency, SchoolCodesFollowTheRule) {
  const std::map<std::string, std::string> category = {{"211", "21"}, {"218", "21"}, {"311", "31"}, {"312", "31"},
                                                       {"341", "34"}, {"345", "34"}, {"514", "51"}};
  for (const auto& [id, school] : schools()) {
    ASSERT_EQ(id.size(), 10U);
    ASSERT_EQ(id.substr(0, 2), category.at(school->text("kind")));
    ASSERT_EQ(id.substr(2, 2), school->text("area_code").substr(0, 2));
    if (school->text("kind") == "345") {
      ASSERT_EQ(school->text("founder"), "10");
    }
  }
}

TEST_F(Consistency, SchoolsStandNearTheirTownship) {
  std::map<std::string, std::pair<double, double>> first;
  for (const auto& [id, school] : schools()) {
    const double lon = school->number("lon");
    const double lat = school->number("lat");
    ASSERT_GT(lon, 73);
    ASSERT_LT(lon, 135);
    ASSERT_GT(lat, 18);
    ASSERT_LT(lat, 53);
    const auto [found, is_first] = first.try_emplace(school->text("area_code"), lon, lat);
    ASSERT_LT(std::abs(found->second.first - lon), 0.07) << id;
    ASSERT_LT(std::abs(found->second.second - lat), 0.07) << id;
    ASSERT_LE(school->number("opened_year"), school->number("planned_built_year"));
    ASSERT_LT(school->number("planned_built_year"), 2024);
  }
}

TEST_F(Consistency, AreasFormATree) {
  std::map<std::string, std::string> level_of;
  for (const CsvRecord& row : rows("areas")) {
    const std::string parent = row.text("parent_code");
    const std::string level = row.text("level");
    if (level == "province") {
      ASSERT_TRUE(parent.empty());
    }
    if (level == "city") {
      ASSERT_EQ(level_of.at(parent), "province");
    }
    if (level == "county") {
      ASSERT_EQ(level_of.at(parent), "city");
    }
    if (level == "township") {
      ASSERT_EQ(level_of.at(parent), "county");
    }
    level_of.emplace(row.text("area_code"), level);
  }
  for (const auto& [id, school] : schools()) ASSERT_EQ(level_of.at(school->text("area_code")), "township");
}

TEST_F(Consistency, CountyTotalsAgreeWithTheSchools) {
  const auto by_id = schools();
  std::map<std::string, double> final_grade;
  std::map<std::string, double> migrants;
  for (const CsvRecord& row : rows("grade_facts")) {
    const CsvRecord& school = *by_id.at(row.text("school_id"));
    const std::string key = school.text("area_code").substr(0, 6) + row.text("school_year");
    if (row.text("grade") == "9") final_grade[key] += row.number("pupils");
    if (row.number("grade") <= 9 && school.text("founder") != "10") migrants[key] += row.number("migrant_worker_pupils");
  }
  std::map<std::string, std::map<std::string, double>> facts;
  for (const CsvRecord& row : rows("area_facts"))
    facts[row.text("area_code") + row.text("school_year")][row.text("item")] = row.number("value");
  ASSERT_EQ(facts.size(), 60U);
  for (auto& [key, items] : facts) {
    ASSERT_EQ(items["junior_final_grade_pupils"], final_grade[key]);
    ASSERT_EQ(items["migrant_public"], migrants[key]);
    ASSERT_LE(items["migrant_public"] + items["migrant_purchased"], items["migrant_eligible"]);
    ASSERT_LE(items["disabled_enrolled"], items["disabled_children"]);
    ASSERT_LE(items["quality_senior_places_allocated_rural"], items["quality_senior_places_allocated"]);
    ASSERT_LE(items["quality_senior_places_allocated"], items["quality_senior_places"]);
    ASSERT_LT(items["rural_population"], items["resident_population"]);
    const double stayed = (items["junior_final_grade_pupils"] - items["junior_in_3y"] + items["junior_out_3y"]) /
                          (items["junior_entrants_3y_ago"] - items["junior_deaths_3y"]);
    ASSERT_GT(stayed, 0.90);
    ASSERT_LE(stayed, 1.0);
  }
}

TEST_F(Consistency, SurveyIsLargeEnoughAndMostlyOfParents) {
  std::map<std::string, double> residents;
  for (const CsvRecord& row : rows("area_facts")) {
    if (row.text("item") == "resident_population") residents[row.text("area_code") + row.text("school_year")] = row.number("value");
  }
  struct Form {
    std::string group;
    std::string county;
    int answers = 0;
    bool is_valid = true;
  };
  std::map<std::string, Form> forms;
  for (const CsvRecord& row : rows("survey")) {
    Form& form = forms[row.text("response_id")];
    form.group = row.text("group");
    form.county = row.text("area_code") + row.text("school_year");
    ++form.answers;
    if (!row.has("score")) {
      form.is_valid = false;
    } else {
      ASSERT_TRUE(row.number("score") >= 1 && row.number("score") <= 5);
    }
  }
  std::map<std::string, std::pair<double, double>> valid_and_parents;
  for (const auto& [id, form] : forms) {
    ASSERT_EQ(form.answers, 5);
    if (!form.is_valid) continue;
    auto& [valid, parents] = valid_and_parents[form.county];
    valid += 1;
    if (form.group == "parent") parents += 1;
  }
  ASSERT_EQ(valid_and_parents.size(), residents.size());
  for (const auto& [county, counts] : valid_and_parents) {
    // 1.5 per mille of the residents, and 600 in a small county (standards.md 1.7).
    ASSERT_GE(counts.first, std::max(0.0015 * residents.at(county), residents.at(county) < 400000 ? 600.0 : 0.0));
    ASSERT_LE(counts.first, 1 + std::max(0.0015 * residents.at(county), 600.0));
    ASSERT_GE(counts.second, 0.5 * counts.first);
  }
}

}  // namespace
}  // namespace junheng::synth
