#include "junheng/monitor/plan_period.h"

#include <charconv>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"

namespace junheng::monitor {

namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;

std::optional<int> year_of(std::string_view digits) {
  int year = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), year);
  if (failure != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return year >= kFirstYear && year <= kLastYear ? std::optional(year) : std::nullopt;
}

std::optional<PlanPeriod> period_of(std::string_view span) {
  span = trim(span);
  const auto dash = span.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto first = year_of(trim(span.substr(0, dash)));
  const auto last = year_of(trim(span.substr(dash + 1)));
  if (!first || !last || *last < *first) return std::nullopt;
  return PlanPeriod{*first, *last};
}

}  // namespace

Result<PlanPeriods> parse_plan_periods(std::string_view text) {
  const auto comma = text.find(',');
  const auto before = comma == std::string_view::npos ? std::nullopt : period_of(text.substr(0, comma));
  const auto during = comma == std::string_view::npos ? std::nullopt : period_of(text.substr(comma + 1));
  if (!before || !during) return fail(Code::PeriodWritten, {{"value", std::string(text)}});
  if (during->first <= before->last)
    return fail(Code::PeriodsOverlap, {{"earlier", fmt::format("{}-{}", before->first, before->last)},
                                       {"later", fmt::format("{}-{}", during->first, during->last)}});
  return PlanPeriods{*before, *during};
}

PlanPeriods five_year_periods(int year) {
  constexpr int kYears = 5;
  const int last = (year + kYears - 1) / kYears * kYears;
  return {{last - 2 * kYears + 1, last - kYears}, {last - kYears + 1, last}};
}

}  // namespace junheng::monitor
