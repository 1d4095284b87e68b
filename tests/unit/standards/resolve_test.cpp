#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/standards/library.h"
#include "junheng/standards/standard.h"
#include "junheng/standards/visit.h"

namespace junheng::standards {
namespace {

DatedValue value(std::optional<Stage> stage, Date from, double number, std::optional<Date> until = std::nullopt) {
  DatedValue out;
  out.stage = stage;
  out.from = from;
  out.until = until;
  out.value = number;
  return out;
}

std::optional<double> standard_on(const std::vector<DatedValue>& values, Stage stage, const Date& on) {
  const auto found = in_force(values, LimitKind::Standard, stage, on);
  return found ? std::optional(found->value) : std::nullopt;
}

TEST(InForce, NoValuesGiveNone) { EXPECT_FALSE(standard_on({}, Stage::Primary, {2024, 9, 1}).has_value()); }

TEST(InForce, FirstDayCountsAndTheDayBeforeDoesNot) {
  const std::vector values = {value(std::nullopt, {2017, 4, 19}, 1)};
  EXPECT_FALSE(standard_on(values, Stage::Primary, {2017, 4, 18}).has_value());
  EXPECT_EQ(standard_on(values, Stage::Primary, {2017, 4, 19}), 1);
}

TEST(InForce, UntilIsTheFirstDayWithoutIt) {
  const std::vector values = {value(std::nullopt, {2019, 10, 12}, 1, Date{2022, 10, 12})};
  EXPECT_EQ(standard_on(values, Stage::Primary, {2022, 10, 11}), 1);
  EXPECT_FALSE(standard_on(values, Stage::Primary, {2022, 10, 12}).has_value());
}

TEST(InForce, LaterValueReplacesTheEarlierWhateverTheOrder) {
  const std::vector values = {value(std::nullopt, {2020, 1, 1}, 2), value(std::nullopt, {2017, 1, 1}, 1)};
  EXPECT_EQ(standard_on(values, Stage::Primary, {2019, 12, 31}), 1);
  EXPECT_EQ(standard_on(values, Stage::Primary, {2020, 1, 1}), 2);
}

TEST(InForce, EarlierValueHoldsAgainAfterATemporaryOne) {
  const std::vector values = {value(std::nullopt, {2017, 1, 1}, 1), value(std::nullopt, {2020, 1, 1}, 2, Date{2021, 1, 1})};
  EXPECT_EQ(standard_on(values, Stage::Primary, {2020, 6, 1}), 2);
  EXPECT_EQ(standard_on(values, Stage::Primary, {2021, 1, 1}), 1);
}

DatedValue in_settings(DatedValue limit, std::vector<std::string> prefixes) {
  limit.setting_prefixes = std::move(prefixes);
  return limit;
}

TEST(InForceBySetting, EachListOfPrefixesHasItsOwnSuccession) {
  const std::vector values = {value(std::nullopt, {2017, 1, 1}, 23), in_settings(value(std::nullopt, {2017, 1, 1}, 21), {"11"}),
                              in_settings(value(std::nullopt, {2020, 1, 1}, 20), {"11"}),
                              in_settings(value(std::nullopt, {2020, 1, 1}, 22), {"12"})};
  EXPECT_EQ(standard_on(values, Stage::Primary, {2021, 1, 1}), 23);
  const auto before = in_force_by_setting(values, LimitKind::Standard, Stage::Primary, {2019, 1, 1});
  ASSERT_EQ(before.size(), 1U);
  EXPECT_EQ(before[0].limit.value, 21);
  const auto after = in_force_by_setting(values, LimitKind::Standard, Stage::Primary, {2020, 1, 1});
  ASSERT_EQ(after.size(), 2U);
  EXPECT_EQ(after[0].limit.value, 20);
  EXPECT_EQ(after[1].setting_prefixes, std::vector<std::string>{"12"});
  EXPECT_EQ(after[1].limit.value, 22);
}

TEST(InForceBySetting, CodesBeginWithPrefixes) {
  const std::vector<std::string> city = {"11"};
  EXPECT_TRUE(names_setting(city, 111));
  EXPECT_TRUE(names_setting(city, 110));
  EXPECT_FALSE(names_setting(city, 121));
  EXPECT_FALSE(names_setting(city, 210));
  EXPECT_FALSE(names_setting(city, 0));
}

TEST(InForce, StageGoesBeforeBothFromTheSameDay) {
  const std::vector values = {value(std::nullopt, {2017, 1, 1}, 1), value(Stage::Junior, {2017, 1, 1}, 2)};
  EXPECT_EQ(standard_on(values, Stage::Primary, {2017, 1, 1}), 1);
  EXPECT_EQ(standard_on(values, Stage::Junior, {2017, 1, 1}), 2);
  const std::vector turned = {values[1], values[0]};
  EXPECT_EQ(standard_on(turned, Stage::Junior, {2017, 1, 1}), 2);
}

TEST(InForce, LaterValueForBothDoesNotEndTheStagesOwn) {
  const std::vector values = {value(Stage::Junior, {2017, 1, 1}, 2), value(std::nullopt, {2020, 1, 1}, 3)};
  EXPECT_EQ(standard_on(values, Stage::Junior, {2021, 1, 1}), 2);
  EXPECT_EQ(standard_on(values, Stage::Primary, {2021, 1, 1}), 3);
}

TEST(InForce, BothTakesOverWhenTheStagesOwnEnds) {
  const std::vector values = {value(std::nullopt, {2017, 1, 1}, 1), value(Stage::Junior, {2018, 1, 1}, 2, Date{2019, 1, 1})};
  EXPECT_EQ(standard_on(values, Stage::Junior, {2018, 12, 31}), 2);
  EXPECT_EQ(standard_on(values, Stage::Junior, {2019, 1, 1}), 1);
}

TEST(InForce, KindsAndVariantsAreKeptApart) {
  std::vector values = {value(std::nullopt, {2017, 1, 1}, 2000), value(std::nullopt, {2017, 1, 1}, 2500),
                        value(std::nullopt, {2017, 1, 1}, 0.5)};
  values[1].variant = "through_school";
  values[2].kind = LimitKind::Cv;
  const Date on{2024, 9, 1};
  EXPECT_EQ(in_force(values, LimitKind::Standard, Stage::Primary, on)->value, 2000);
  EXPECT_EQ(in_force(values, LimitKind::Standard, Stage::Primary, on, "through_school")->value, 2500);
  EXPECT_EQ(in_force(values, LimitKind::Cv, Stage::Primary, on)->value, 0.5);
  EXPECT_FALSE(in_force(values, LimitKind::Floor, Stage::Primary, on).has_value());
}

TEST(InForce, CarriesTheOriginOfTheValue) {
  std::vector values = {value(std::nullopt, {2017, 1, 1}, 1)};
  values[0].status = ValueStatus::Verified;
  values[0].source.clause = "4";
  const auto found = in_force(values, LimitKind::Standard, Stage::Primary, {2024, 9, 1});
  EXPECT_EQ(found->status, ValueStatus::Verified);
  EXPECT_EQ(found->source.clause, "4");
  EXPECT_EQ(found->from, (Date{2017, 1, 1}));
}

Date next_day(Date date) {
  ++date.day;
  if (parse_date(to_string(date))) return date;
  date.day = 1;
  ++date.month;
  if (date.month <= 12) return date;
  return {date.year + 1, 1, 1};
}

/// Between two neighbouring boundaries (a `from` or an `until`) nothing changes.
void expect_steps(const std::vector<DatedValue>& values, const Date& first, const Date& last) {
  for (const Stage stage : kCompulsoryStages) {
    for (const DatedValue& any : values) {
      std::optional<double> before;
      for (Date day = first; day < last; day = next_day(day)) {
        const auto found = in_force(values, any.kind, stage, day, any.variant);
        const std::optional<double> now = found ? std::optional(found->value) : std::nullopt;
        const bool is_boundary = std::ranges::any_of(values, [&](const DatedValue& each) { return each.from == day || each.until == day; });
        ASSERT_TRUE(day == first || is_boundary || now == before) << to_string(day);
        before = now;
      }
    }
  }
}

// Every day from before the first standard to beyond the last date in any pack.
TEST(InForceProperty, BuiltInValuesAreStepFunctionsOfTheDate) {
  for (const Pack& pack : load_packs(built_in_packs(), {2026, 11, 23}).packs)
    for_each_limits(pack, [](const std::vector<DatedValue>& limits, std::string_view) {
      expect_steps(limits, {2011, 12, 1}, {2018, 1, 1});
    });
}

/// The definition, read from the back: of the values in force, those for the stage if there are any, of them the latest.
std::optional<double> by_definition(std::vector<DatedValue> values, Stage stage, const Date& on) {
  std::erase_if(values, [&](const DatedValue& each) {
    return each.from > on || (each.until && *each.until <= on) || (each.stage && *each.stage != stage);
  });
  const bool has_own = std::ranges::any_of(values, [](const DatedValue& each) { return each.stage.has_value(); });
  std::erase_if(values, [&](const DatedValue& each) { return has_own && !each.stage; });
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values, {}, &DatedValue::from);
  return values.back().value;
}

TEST(InForceProperty, RandomValuesAgreeWithTheDefinitionAndAreStepFunctions) {
  std::mt19937 random(20171);
  const auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  for (int round = 0; round < 200; ++round) {
    std::vector<DatedValue> values;
    const int count = pick(0, 6);
    for (int i = 0; i < count; ++i) {
      const std::optional<Stage> stage =
          std::vector<std::optional<Stage>>{std::nullopt, Stage::Primary, Stage::Junior}[static_cast<std::size_t>(pick(0, 2))];
      // Distinct days, as the lint demands for one kind and stage.
      const Date from{2020, 1, static_cast<unsigned>(1 + 4 * i + pick(0, 3))};
      std::optional<Date> until;
      if (pick(0, 2) == 0) until = Date{2020, 2, static_cast<unsigned>(pick(1, 28))};
      values.push_back(value(stage, from, round * 10 + i, until));
    }
    std::ranges::shuffle(values, random);
    for (const Stage stage : kCompulsoryStages)
      for (Date day{2019, 12, 30}; day < Date{2020, 3, 2}; day = next_day(day))
        ASSERT_EQ(standard_on(values, stage, day), by_definition(values, stage, day)) << to_string(day);
    expect_steps(values, {2019, 12, 30}, {2020, 3, 2});
  }
}

const Library& built_in() {
  static const Library library = load_packs(built_in_packs(), {2026, 11, 23});
  return library;
}

std::vector<std::string> ids(const Standard& standard) {
  std::vector<std::string> out;
  for (const Tolerance& tolerance : standard.tolerances) out.push_back(tolerance.id);
  return out;
}

TEST(Resolve, DayBeforeTheStandardIsAnError) {
  const Pack& quality = *built_in().find("cn.quality-2017");
  const auto early = resolve(quality, {2017, 4, 18});
  ASSERT_FALSE(early.has_value());
  EXPECT_EQ(early.error().code, Code::StandardNotInForce);
  EXPECT_EQ(early.error().exit_code(), 2);
  EXPECT_NE(early.error().message(Lang::En).find("2017-04-19"), std::string::npos);
  EXPECT_TRUE(resolve(quality, {2017, 4, 19}).has_value());
}

TEST(Resolve, PackWithoutAStartAppliesAlways) { EXPECT_TRUE(resolve(*built_in().find("generic.resources"), {1990, 1, 1}).has_value()); }

TEST(Resolve, IndicatorsAndItemsAreFoundById) {
  const Standard standard = resolve(*built_in().find("cn.quality-2017"), {2024, 9, 1}).value();
  EXPECT_EQ(standard.indicator("L4")->id, "L4");
  EXPECT_EQ(standard.item("Q1")->id, "Q1");
  EXPECT_EQ(standard.indicator("Q1"), nullptr);
  EXPECT_EQ(standard.item("L4"), nullptr);
}

TEST(Tolerances, AreOffUnlessChosen) { EXPECT_TRUE(resolve(*built_in().find("cn.quality-2017"), {2020, 9, 1})->tolerances.empty()); }

TEST(Tolerances, InForceOnlyWithinTheirThreeYears) {
  const Pack& quality = *built_in().find("cn.quality-2017");
  const ToleranceChoice in_force_ones{ToleranceChoice::Mode::InForce, {}};
  EXPECT_TRUE(resolve(quality, {2019, 9, 1}, in_force_ones)->tolerances.empty());
  EXPECT_EQ(resolve(quality, {2020, 9, 1}, in_force_ones)->tolerances.size(), quality.tolerances.size());
  EXPECT_EQ(quality.tolerances.size(), 7U);
  EXPECT_TRUE(resolve(quality, {2022, 10, 12}, in_force_ones)->tolerances.empty());
}

TEST(Tolerances, NamedOnesMayHaveExpiredAndKeepTheirOrder) {
  const ToleranceChoice named{ToleranceChoice::Mode::Named, {"G4-built-2010", "L3-small-rural", "G4-built-2010"}};
  const auto standard = resolve(*built_in().find("cn.quality-2017"), {2025, 9, 1}, named);
  ASSERT_TRUE(standard.has_value());
  EXPECT_EQ(ids(*standard), (std::vector<std::string>{"G4-built-2010", "L3-small-rural"}));
}

TEST(Tolerances, UnknownNameIsAnErrorThatNamesTheNearest) {
  const auto standard = resolve(*built_in().find("cn.quality-2017"), {2025, 9, 1}, {ToleranceChoice::Mode::Named, {"G4-built-2011"}});
  ASSERT_FALSE(standard.has_value());
  EXPECT_EQ(standard.error().code, Code::UnknownTolerance);
  EXPECT_NE(standard.error().hint(Lang::En).find("Did you mean 'G4-built-2010'?"), std::string::npos);
}

// standards.md 2.2 (L3, L5) and 2.3 (items 3 and 4).
TEST(Tolerances, HaveTheNumbersOfTheProcedure) {
  const Pack& quality = *built_in().find("cn.quality-2017");
  const auto find = [&](const char* id) { return *std::ranges::find(quality.tolerances, std::string(id), &Tolerance::id); };
  const Tolerance l3 = find("L3-small-rural");
  EXPECT_TRUE(l3.only_rural);
  EXPECT_EQ(l3.pupils_at_least, 50);
  EXPECT_EQ(l3.pupils_below, 100);
  EXPECT_EQ(l3.add_numerator, std::vector<std::string>{"teachers_pe_arts_shared"});
  EXPECT_TRUE(find("L5-dense-city").only_dense_inner_city);
  const Tolerance g3 = find("G3-built-2016");
  EXPECT_EQ(g3.planned_built_until, 2016);
  EXPECT_EQ(g3.params, (std::map<std::string, double>{{"art_m2", 67}, {"music_m2", 73}}));
  EXPECT_EQ(find("G3-small-rural-primary").params.at("music_m2"), 54);
  EXPECT_EQ(find("G3-small-rural-junior").params.at("art_m2"), 61);
  EXPECT_EQ(find("G3-small-rural-junior").largest_class_below, 30);
  EXPECT_EQ(find("G4-migrants").migrant_worker_share_above, 0.5);
  EXPECT_EQ(find("G4-built-2010").params, (std::map<std::string, double>{{"max", 2400}, {"max_through_school", 3000}}));
  for (const Tolerance& tolerance : quality.tolerances) EXPECT_EQ(tolerance.status, ValueStatus::Unverified) << tolerance.id;
}

}  // namespace
}  // namespace junheng::standards
