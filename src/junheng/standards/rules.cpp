#include "junheng/standards/rules.h"

#include <array>

namespace junheng::standards {

namespace {

using enum ItemRule;

constexpr auto kRoomParams = std::to_array<RuleParam>({{"per_classes", true}, {"music_m2", true}, {"art_m2", true}});
constexpr auto kRoomWords = std::to_array<RuleWord>({{"reading", WordMeaning::Reading}});
constexpr auto kRoomTolerance = std::to_array<std::string_view>({"per_classes", "music_m2", "art_m2"});

constexpr auto kFundsParams = std::to_array<RuleParam>({{"pupils", true}});
constexpr auto kFundsWords =
    std::to_array<RuleWord>({{"quota_primary", WordMeaning::AreaMeasure}, {"quota_junior", WordMeaning::AreaMeasure}});

constexpr auto kYearsWords = std::to_array<RuleWord>({{"kind", WordMeaning::Accreditation}});

constexpr auto kMonitoringParams = std::to_array<RuleParam>({{"level", true}, {"between_school_share_below", true}});

constexpr auto kSurveyParams = std::to_array<RuleParam>({
    {"satisfied_from", true},
    {"sample_per_mille", false},
    {"parents_share", false},
    {"fixed_sample", false},
    {"fixed_sample_below_residents", false},
});

constexpr auto kSizeVariants = std::to_array<std::string_view>({"through_school"});
constexpr auto kClassTolerance = std::to_array<std::string_view>({"max"});
constexpr auto kSizeTolerance = std::to_array<std::string_view>({"max", "max_through_school"});

/// In the order of ItemRule, so that the position is the value.
constexpr auto kSpecs = std::to_array<RuleSpec>({
    {.rule = Reported},
    {.rule = AreaRatio, .has_formula = true, .is_of_area = true, .has_limit = true},
    {.rule = SchoolsRatio, .has_formula = true, .has_limit = true},
    {.rule = EachSchoolRatio, .has_formula = true, .has_limit = true},
    {.rule = ClassSize, .has_limit = true, .tolerance_params = kClassTolerance},
    {.rule = SchoolSize, .has_limit = true, .variants = kSizeVariants, .tolerance_params = kSizeTolerance},
    {.rule = SpecialRooms, .params = kRoomParams, .words = kRoomWords, .tolerance_params = kRoomTolerance},
    {.rule = SmallSchoolFunds, .has_formula = true, .params = kFundsParams, .words = kFundsWords},
    {.rule = SchoolStandard},
    {.rule = YearsSince, .has_limit = true, .words = kYearsWords},
    {.rule = QualityMonitoring, .params = kMonitoringParams},
    {.rule = Survey, .has_limit = true, .params = kSurveyParams},
});

constexpr auto kReadings = std::to_array<std::string_view>({"each", "sum"});
constexpr auto kAccreditations = std::to_array<std::string_view>({"basic", "quality"});

}  // namespace

const RuleSpec& rule_spec(ItemRule rule) { return kSpecs[static_cast<std::size_t>(rule)]; }

std::span<const std::string_view> allowed_words(WordMeaning meaning) {
  switch (meaning) {
    case WordMeaning::Reading: return kReadings;
    case WordMeaning::Accreditation: return kAccreditations;
    case WordMeaning::AreaMeasure: return {};
  }
  return {};
}

}  // namespace junheng::standards
