#include "junheng/app/forecast_settlements.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "junheng/core/catalogue.h"
#include "junheng/core/codes.h"
#include "junheng/forecast/regions.h"
#include "junheng/model/column_words.h"

namespace junheng::app {

void name_settlement_gaps(const forecast::SettlementPlan& plan, const forecast::History& history, const AskedArea& asked,
                          std::vector<Issue>& findings) {
  const auto report = [&](std::size_t count, const std::function<std::string(Lang)>& columns, std::string names) {
    if (count > 0)
      findings.push_back(make_issue(Code::ForecastSettlementsUnknown, {}, {},
                                    {{"count", std::to_string(count)},
                                     {"columns_zh", columns(Lang::Zh)},
                                     {"columns_en", columns(Lang::En)},
                                     {"areas", std::move(names)}}));
  };
  const auto column = [](std::string_view id) { return [id](Lang lang) { return model::column_words("settlements", {&id, 1}, lang); }; };
  const auto of_children = [](Lang lang) { return std::string(text("forecast.settlement_columns", lang)); };
  const auto with_gap = [&](forecast::SettlementGap gap) {
    std::vector<std::size_t> counties;
    for (std::size_t county = 0; county < plan.gaps.size(); ++county)
      if (plan.gaps[county] == gap) counties.push_back(county);
    return counties;
  };
  const auto childless = with_gap(forecast::SettlementGap::NoChildren);
  report(childless.size(), of_children, forecast::name_counties(history, childless));
  if (const auto bare = with_gap(forecast::SettlementGap::NoTable); plan.has_table())
    report(bare.size(), column("settlement_id"), forecast::name_counties(history, bare));
  std::vector<forecast::SettlementOutside> nowhere;
  std::vector<forecast::SettlementOutside> elsewhere;
  for (const forecast::SettlementOutside& each : plan.outside) {
    const bool is_told = std::ranges::find(asked.whole.counties, each.county, &forecast::HistoryArea::code) != asked.whole.counties.end();
    (is_told ? elsewhere : nowhere).push_back(each);
  }
  report(nowhere.size(), column("area_code"), forecast::name_settlements(nowhere));
  if (!elsewhere.empty())
    findings.push_back(
        make_issue(Code::ForecastSettlementsElsewhere, {}, {},
                   {{"count", std::to_string(elsewhere.size())}, {"area", asked.name}, {"names", forecast::name_settlements(elsewhere)}}));
}

}  // namespace junheng::app
