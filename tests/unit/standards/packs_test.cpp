#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include "junheng/standards/library.h"
#include "junheng/standards/rules.h"
#include "junheng/standards/standard.h"
#include "junheng/standards/visit.h"

namespace junheng::standards {
namespace {

constexpr Date kToday{2026, 11, 23};

const Library& library() {
  static const Library loaded = load_packs(built_in_packs(), kToday);
  return loaded;
}

const Pack& pack(std::string_view id) {
  const Pack* found = library().find(id);
  if (found == nullptr) throw std::runtime_error("no pack " + std::string(id));
  return *found;
}

Standard on_day(std::string_view id, const Date& day) { return resolve(pack(id), day).value(); }

/// Value of an indicator's limit, or NaN.
double limit(const Standard& standard, std::string_view id, LimitKind kind, Stage stage) {
  const Indicator* indicator = standard.indicator(id);
  if (indicator == nullptr) return std::nan("");
  const auto found = in_force(indicator->limits, kind, stage, standard.on);
  return found ? found->value : std::nan("");
}

double clause_limit(const Standard& standard, std::string_view id, std::size_t clause, Stage stage = Stage::Primary,
                    std::string_view variant = {}) {
  const Item* item = standard.item(id);
  if (item == nullptr || item->clauses.size() <= clause) return std::nan("");
  const auto found = in_force(item->clauses[clause].limits, LimitKind::Standard, stage, standard.on, variant);
  return found ? found->value : std::nan("");
}

/// scale x sum / sum, with the figures of one area.
double worked_out(const Ratio& ratio, const std::map<std::string, double>& figures) {
  const auto sum = [&](const std::vector<SignedMeasure>& terms) {
    double total = 0;
    for (const SignedMeasure& term : terms) total += term.sign * figures.at(term.measure);
    return total;
  };
  return ratio.scale * sum(ratio.numerator) / sum(ratio.denominator);
}

TEST(BuiltInPacks, LoadWithoutFindings) {
  for (const Issue& issue : library().issues) ADD_FAILURE() << describe(issue.where, Lang::En) << ": " << issue.message(Lang::En);
  std::vector<std::string> ids;
  for (const Pack& each : library().packs) ids.push_back(each.id);
  EXPECT_EQ(ids,
            (std::vector<std::string>{"cn.basic-2012", "cn.province-10of8", "cn.quality-2017", "cn.shaanxi-basic", "generic.resources"}));
}

TEST(BuiltInPacks, EveryValueNamesItsOrigin) {
  for (const Pack& each : library().packs) {
    for_each_source(each, [&](const Source& source, std::uint32_t line, std::string_view owner) {
      EXPECT_FALSE(source.document.empty()) << each.id << " " << owner << " line " << line;
      EXPECT_FALSE(source.clause.empty()) << each.id << " " << owner << " line " << line;
      EXPECT_TRUE(source.last_checked_on.has_value()) << each.id << " " << owner << " line " << line;
    });
    for_each_limits(each, [&](const std::vector<DatedValue>& limits, std::string_view owner) {
      for (const DatedValue& value : limits)
        EXPECT_FALSE(value.status == ValueStatus::Verified && (value.source.clause.find("凭记忆") != std::string::npos))
            << each.id << " " << owner;
    });
  }
}

// Reports show these texts to officials.
TEST(BuiltInPacks, SourcesAndNotesNameNoFilesKeysOrRepositories) {
  static const std::regex internal(R"(\.md\b|\.toml\b|github|judgement|\bwords\.|\b(JP|HEB|SY-form|SY-calc|FILL|TAO|SHX|PROV17|NEWS22)\b)");
  for (const Pack& each : library().packs) {
    for_each_source(each, [&](const Source& source, std::uint32_t, std::string_view owner) {
      for (const std::string& text : {source.document, source.clause, source.href})
        EXPECT_FALSE(std::regex_search(text, internal)) << each.id << " " << owner << ": " << text;
    });
    static const std::regex key(R"(\.md\b|\.toml\b|github|\bwords\.)");
    for (const Bilingual& note : each.notes)
      for (const std::string& text : {note.zh, note.en}) EXPECT_FALSE(std::regex_search(text, key)) << each.id << ": " << text;
  }
}

TEST(BuiltInPacks, EveryClauseSaysWhatItWasComparedWith) {
  for (const Pack& each : library().packs)
    for_each_source(each, [&](const Source& source, std::uint32_t, std::string_view owner) {
      const bool says = source.clause.find("核对自") != std::string::npos || source.clause.find("未核对") != std::string::npos ||
                        source.clause.find("本程序的判断") != std::string::npos;
      EXPECT_TRUE(says) << each.id << " " << owner << ": " << source.clause;
    });
}

TEST(BuiltInPacks, TextsStandInBothLanguages) {
  for (const Pack& each : library().packs) {
    const auto check = [&](const Bilingual& text) {
      EXPECT_FALSE(text.zh.empty()) << each.id;
      EXPECT_FALSE(text.en.empty()) << each.id << " " << text.zh;
    };
    check(each.title);
    for (const Bilingual& note : each.notes) check(note);
    for (const Indicator& indicator : each.indicators) check(indicator.title);
    for (const Item& item : each.items)
      for (const ItemClause& clause : item.clauses) check(clause.title);
    for (const Tolerance& tolerance : each.tolerances) check(tolerance.title);
  }
}

// The table of standards.md 2.2.
TEST(Quality2017, ThresholdsAreThoseOfTheText) {
  const Standard standard = on_day("cn.quality-2017", {2024, 9, 1});
  const std::vector<std::tuple<const char*, double, double, double, double>> rows = {
      {"L1", 4.2, 5.3, 3.57, 4.505},  {"L2", 1, 1, 0.85, 0.85},       {"L3", 0.9, 0.9, 0.765, 0.765}, {"L4", 4.5, 5.8, 3.825, 4.93},
      {"L5", 7.5, 10.2, 6.375, 8.67}, {"L6", 2000, 2500, 1700, 2125}, {"L7", 2.3, 2.4, 1.955, 2.04},
  };
  ASSERT_EQ(standard.pack.indicators.size(), rows.size());
  for (const auto& [id, primary, junior, primary_floor, junior_floor] : rows) {
    EXPECT_EQ(limit(standard, id, LimitKind::Standard, Stage::Primary), primary) << id;
    EXPECT_EQ(limit(standard, id, LimitKind::Standard, Stage::Junior), junior) << id;
    EXPECT_EQ(limit(standard, id, LimitKind::Floor, Stage::Primary), primary_floor) << id;
    EXPECT_EQ(limit(standard, id, LimitKind::Floor, Stage::Junior), junior_floor) << id;
    EXPECT_NEAR(primary_floor, 0.85 * primary, 1e-9) << id;
    EXPECT_NEAR(junior_floor, 0.85 * junior, 1e-9) << id;
    EXPECT_EQ(limit(standard, id, LimitKind::Cv, Stage::Primary), 0.50) << id;
    EXPECT_EQ(limit(standard, id, LimitKind::Cv, Stage::Junior), 0.45) << id;
  }
  EXPECT_EQ(in_force(standard.pack.school_limits, LimitKind::AtLeast, Stage::Primary, standard.on)->value, 6);
  EXPECT_TRUE(standard.pack.composite_limits.empty());
}

TEST(Quality2017, FacilitiesAreSplitAndTeachersAreNot) {
  for (const Indicator& indicator : pack("cn.quality-2017").indicators) EXPECT_EQ(indicator.is_split, indicator.id >= "L4") << indicator.id;
}

TEST(Quality2017, FormulaOfL4LeavesOutIndoorSportsRooms) {
  const Indicator& l4 = pack("cn.quality-2017").indicators[3];
  EXPECT_EQ(worked_out(l4.ratio, {{"area_teaching_m2", 5000}, {"area_indoor_sports_m2", 500}, {"pupils", 1000}}), 4.5);
}

TEST(Quality2017, EntryTakesPrivateSchoolsAndTeachingPointsOfFifty) {
  const Pack& quality = pack("cn.quality-2017");
  ASSERT_EQ(quality.entry.size(), 2U);
  EXPECT_TRUE(quality.entry[0].founders.empty());
  EXPECT_EQ(quality.entry[0].min_pupils, (std::map<int, double>{{218, 50}}));
  EXPECT_EQ(quality.entry[1].kinds, (std::vector<int>{311, 312, 319, 341, 345}));
}

TEST(Quality2017, ItemsHaveTheirNumbers) {
  const Standard standard = on_day("cn.quality-2017", {2024, 9, 1});
  EXPECT_EQ(clause_limit(standard, "G4", 0), 2000);
  EXPECT_EQ(clause_limit(standard, "G4", 0, Stage::Junior, "through_school"), 2500);
  EXPECT_EQ(clause_limit(standard, "G5", 0, Stage::Primary), 45);
  EXPECT_EQ(clause_limit(standard, "G5", 0, Stage::Junior), 50);
  EXPECT_EQ(clause_limit(standard, "G7", 0), 8000);
  EXPECT_EQ(clause_limit(standard, "G8", 0), 1);
  EXPECT_EQ(clause_limit(standard, "G9", 0), 100);
  EXPECT_EQ(clause_limit(standard, "G11", 0), 10);
  EXPECT_EQ(clause_limit(standard, "G11", 1), 20);
  EXPECT_EQ(clause_limit(standard, "G12", 0), 100);
  EXPECT_EQ(clause_limit(standard, "G13", 0), 100);
  EXPECT_EQ(clause_limit(standard, "G13", 1, Stage::Junior), 95);
  EXPECT_EQ(clause_limit(standard, "G14", 0), 50);
  EXPECT_EQ(clause_limit(standard, "G15", 0), 85);
  EXPECT_EQ(clause_limit(standard, "Q1", 0), 95);
  EXPECT_EQ(clause_limit(standard, "Q2", 0), 95);
  EXPECT_EQ(clause_limit(standard, "Q4", 0), 5);
  EXPECT_EQ(clause_limit(standard, "S1", 0), 85);
  EXPECT_EQ(clause_limit(standard, "P1", 0), 3);
  EXPECT_EQ(standard.item("P1")->clauses[0].words.at("kind"), "basic");
  EXPECT_EQ(standard.item("Q9")->clauses[0].params.at("share_below"), 0.15);
  EXPECT_EQ(standard.item("G3")->clauses[0].params.at("music_m2"), 96);
  EXPECT_EQ(standard.item("G3")->clauses[0].words.at("reading"), "each");
  EXPECT_EQ(standard.item("G13")->clauses[1].scope.setting_prefixes, std::vector<std::string>{"1"});
  EXPECT_TRUE(standard.item("G13")->clauses[1].scope.exclude_boarding);
}

TEST(Quality2017, GroupsAreComplete) {
  std::map<ItemGroup, int> count;
  for (const Item& item : pack("cn.quality-2017").items) ++count[item.group];
  EXPECT_EQ(count, (std::map<ItemGroup, int>{{ItemGroup::Government, 15},
                                             {ItemGroup::Quality, 9},
                                             {ItemGroup::Recognition, 1},
                                             {ItemGroup::Prerequisite, 2},
                                             {ItemGroup::Veto, 6}}));
}

// standards.md 9.5: (480 - 30 + 42) / (500 - 1).
TEST(Quality2017, RetentionIsTheOfficialFormula) {
  const Ratio& ratio = std::ranges::find(pack("cn.quality-2017").items, std::string("Q1"), &Item::id)->clauses[0].ratio;
  const double rate = worked_out(ratio, {{"junior_final_grade_pupils", 480},
                                         {"junior_in_3y", 30},
                                         {"junior_out_3y", 42},
                                         {"junior_entrants_3y_ago", 500},
                                         {"junior_deaths_3y", 1}});
  EXPECT_NEAR(rate, 98.597, 5e-4);
}

TEST(Quality2017, RequiredDegreeRisesWithTheStage) {
  const auto& measures = pack("cn.quality-2017").measures;
  const auto above = std::ranges::find(measures, std::string("teachers_above_required"), &DerivedMeasure::id);
  ASSERT_NE(above, measures.end());
  ASSERT_EQ(above->sums.size(), 2U);
  EXPECT_EQ(above->sums[0].stage, Stage::Primary);
  EXPECT_EQ(above->sums[0].terms.size(), 4U);
  EXPECT_EQ(above->sums[1].stage, Stage::Junior);
  const auto is_college = [](const SignedMeasure& term) { return term.measure == "teachers_college"; };
  EXPECT_TRUE(std::ranges::any_of(above->sums[0].terms, is_college));
  EXPECT_FALSE(std::ranges::any_of(above->sums[1].terms, is_college));
}

TEST(Basic2012, CompositeLimitsAndPassScore) {
  const Pack& basic = pack("cn.basic-2012");
  const Date day{2013, 9, 1};
  EXPECT_EQ(in_force(basic.composite_limits, LimitKind::Cv, Stage::Primary, day)->value, 0.65);
  EXPECT_EQ(in_force(basic.composite_limits, LimitKind::Cv, Stage::Junior, day)->value, 0.55);
  const auto pass = in_force(basic.county_limits, LimitKind::PassScore, Stage::Primary, day);
  EXPECT_EQ(pass->value, 85);
  // Read in Lin and Lü (western-china-figures.md 6): the county government's work scores at least 85 of 100.
  EXPECT_EQ(pass->status, ValueStatus::Verified);
  EXPECT_TRUE(basic.school_limits.empty());
}

TEST(Basic2012, EightIndicatorsInTheOrderOfTheText) {
  const Pack& basic = pack("cn.basic-2012");
  std::vector<std::string> ids;
  for (const Indicator& indicator : basic.indicators) {
    ids.push_back(indicator.id);
    EXPECT_EQ(indicator.is_split, indicator.id <= "B5") << indicator.id;
    EXPECT_TRUE(indicator.has_cv) << indicator.id;
    EXPECT_TRUE(indicator.limits.empty()) << indicator.id;
    EXPECT_EQ(indicator.status, ValueStatus::Verified) << indicator.id;
    EXPECT_FALSE(indicator.source.clause.empty()) << indicator.id;
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8"}));
}

TEST(Basic2012, OnlyTheCountysOwnSchoolsEnter) {
  for (const EntryRule& rule : pack("cn.basic-2012").entry) {
    EXPECT_EQ(rule.founders, (std::vector<int>{7, 8}));
    EXPECT_EQ(std::ranges::count(rule.kinds, 218), 0);
  }
}

// standards.md 1.7: 1.5 per mille of the residents, 600 forms below 400,000 of them, half of the forms from parents.
TEST(Basic2012, SurveySampleIsThatOfHainan) {
  const auto& items = pack("cn.basic-2012").items;
  const auto& clause = std::ranges::find(items, std::string("S1"), &Item::id)->clauses[0];
  EXPECT_EQ(clause.params, (std::map<std::string, double>{{"satisfied_from", 4},
                                                          {"sample_per_mille", 1.5},
                                                          {"fixed_sample", 600},
                                                          {"fixed_sample_below", 400000},
                                                          {"parents_share", 0.5}}));
}

TEST(Basic2012, PointsAddToAHundredWithAllKindsOfScoring) {
  double sum = 0;
  std::map<ScoreKind, int> kinds;
  int scored = 0;
  for (const Item& item : pack("cn.basic-2012").items) {
    if (!item.scoring) continue;
    ++scored;
    sum += item.scoring->max;
    ++kinds[item.scoring->kind];
    EXPECT_EQ(item.scoring->status, ValueStatus::Unverified) << item.id;
  }
  EXPECT_EQ(scored, 17);
  EXPECT_EQ(sum, 100);
  EXPECT_EQ(kinds.size(), 3U);
}

TEST(ShaanxiPack, NineIndicatorsAndTheFirstByFourOfFive) {
  const Pack& province = pack("cn.shaanxi-basic");
  EXPECT_EQ(province.extends, "cn.basic-2012");
  const auto own = [](const Indicator& indicator) { return indicator.id.starts_with("N"); };
  EXPECT_EQ(std::ranges::count_if(province.indicators, own), 9);
  const auto first = std::ranges::find_if(province.indicators, own);
  EXPECT_EQ(first->parts.size(), 5U);
  EXPECT_EQ(first->parts_at_least, 4);
  EXPECT_FALSE(first->has_cv);
  EXPECT_EQ(in_force(province.school_limits, LimitKind::AtLeast, Stage::Junior, kToday)->value, 7);
}

TEST(ProvincePack, EightOfTenWithAFloorOfSixtyPercent) {
  const Pack& province = pack("cn.province-10of8");
  const auto judged = [](const Indicator& indicator) { return !indicator.limits.empty(); };
  EXPECT_EQ(std::ranges::count_if(province.indicators, judged), 10);
  EXPECT_EQ(in_force(province.school_limits, LimitKind::AtLeast, Stage::Primary, kToday)->value, 8);
  EXPECT_EQ(in_force(province.school_limits, LimitKind::FloorShare, Stage::Primary, kToday)->value, 0.6);
}

TEST(ProvincePack, KeepsTheNationalSpreadAndJudgesThePrerequisite) {
  for (const char* id : {"cn.shaanxi-basic", "cn.province-10of8"}) {
    const Pack& province = pack(id);
    EXPECT_EQ(std::ranges::count_if(province.indicators, &Indicator::has_cv), 8) << id;
    EXPECT_EQ(in_force(province.composite_limits, LimitKind::Cv, Stage::Primary, kToday)->value, 0.65) << id;
    const auto prerequisite = std::ranges::find(province.items, std::string("P1"), &Item::id);
    ASSERT_NE(prerequisite, province.items.end()) << id;
    EXPECT_EQ(prerequisite->clauses[0].rule, ItemRule::SchoolStandard) << id;
  }
}

TEST(GenericPack, HasSpreadButNoLimits) {
  const Pack& generic = pack("generic.resources");
  EXPECT_TRUE(generic.country.empty());
  EXPECT_FALSE(generic.in_force_from.has_value());
  EXPECT_TRUE(generic.items.empty());
  for (const Indicator& indicator : generic.indicators) {
    EXPECT_TRUE(indicator.has_cv) << indicator.id;
    EXPECT_TRUE(indicator.limits.empty()) << indicator.id;
    EXPECT_EQ(indicator.missing, MissingStrategy::Exclude) << indicator.id;
  }
}

TEST(Packs, RulesTellWhichItemsAreReportedAsNumbers) {
  const auto reports = [](std::string_view pack_id, std::string_view id) {
    const auto& items = pack(pack_id).items;
    return reports_a_number(*std::ranges::find(items, id, &Item::id));
  };
  for (const char* id : {"G8", "G9", "G12", "G14", "G15", "Q1", "Q2", "S1", "P1"}) EXPECT_TRUE(reports("cn.quality-2017", id)) << id;
  for (const char* id : {"G1", "G5", "G7", "Q9", "V1", "P2"}) EXPECT_FALSE(reports("cn.quality-2017", id)) << id;
  for (const char* id : {"A3", "A14", "S1"}) EXPECT_TRUE(reports("cn.basic-2012", id)) << id;
  EXPECT_FALSE(reports("cn.basic-2012", "P1"));
}

}  // namespace
}  // namespace junheng::standards
