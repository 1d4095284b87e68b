#include "junheng/standards/rules.h"

#include <algorithm>
#include <array>

namespace junheng::standards {

namespace {

using enum ItemRule;

constexpr auto kRoomParams = std::to_array<RuleParam>({{"per_classes", true}, {"music_m2", true}, {"art_m2", true}});
constexpr auto kReadings = std::to_array<std::string_view>({"each", "sum"});
constexpr auto kRoomWords = std::to_array<RuleWord>({{"reading", kReadings}});
constexpr auto kRoomTolerance = std::to_array<std::string_view>({"music_m2", "art_m2"});

constexpr auto kFundsParams = std::to_array<RuleParam>({{"as_pupils", true}});

constexpr auto kAccreditations = std::to_array<std::string_view>({"basic", "quality"});
constexpr auto kYearsWords = std::to_array<RuleWord>({{"kind", kAccreditations}});

constexpr auto kMonitoringParams = std::to_array<RuleParam>({{"level", true}, {"share_below", true}});

constexpr auto kSurveyParams = std::to_array<RuleParam>({
    {"satisfied_from", true},
    {"sample_per_mille", false},
    {"parents_share", false},
    {"fixed_sample", false},
    {"fixed_sample_below", false},
});

constexpr auto kSizeVariants = std::to_array<std::string_view>({"through_school"});
constexpr auto kSizeTolerance = std::to_array<std::string_view>({"max", "max_through_school"});

/// In the order of ItemRule, so that the position is the value.
constexpr auto kSpecs = std::to_array<RuleSpec>({
    {.rule = Reported},
    {.rule = AreaRatio, .has_formula = true, .is_of_area = true, .has_limit = true, .is_reported_as_number = true},
    {.rule = SchoolsRatio, .has_formula = true, .has_limit = true, .is_reported_as_number = true},
    {.rule = EachSchoolRatio, .has_formula = true, .has_limit = true},
    {.rule = ClassSize, .has_limit = true},
    {.rule = SchoolSize, .has_limit = true, .variants = kSizeVariants, .tolerance_params = kSizeTolerance},
    {.rule = SpecialRooms, .params = kRoomParams, .words = kRoomWords, .tolerance_params = kRoomTolerance},
    {.rule = SmallSchoolFunds, .params = kFundsParams},
    {.rule = SchoolStandard},
    {.rule = YearsSince, .has_limit = true, .is_reported_as_number = true, .words = kYearsWords},
    {.rule = QualityMonitoring, .params = kMonitoringParams},
    {.rule = Survey, .has_limit = true, .is_reported_as_number = true, .params = kSurveyParams},
});

}  // namespace

const RuleSpec& rule_spec(ItemRule rule) { return kSpecs[static_cast<std::size_t>(rule)]; }

bool reports_a_number(const Item& item) { return item.clauses.size() == 1 && rule_spec(item.clauses.front().rule).is_reported_as_number; }

ReportedForm reported_form(const Item& item) {
  if (reports_a_number(item)) return {ReportedForm::Kind::Number, item.clauses.front().unit, 0, 1};
  ReportedForm form;
  if (!item.scoring || item.scoring->kind == ScoreKind::Binary) return form;
  form.kind = ReportedForm::Kind::Step;
  if (item.scoring->steps.empty()) return form;
  const auto [low, high] = std::ranges::minmax_element(item.scoring->steps, {}, &Scoring::Step::at);
  form.low = low->at;
  form.high = high->at;
  return form;
}

}  // namespace junheng::standards
