// The counties of a pooled area: verdict and reasons of each, those that fail first.
#include <algorithm>

#include "junheng/monitor/area_chain.h"
#include "junheng/report/html_page.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

namespace {

using assess::AreaResult;

/// Rows of one area; all stand in the report of level county.
constexpr std::size_t kMostCounties = 500;
/// Reasons of one county; all stand in its own report.
constexpr std::size_t kMostReasons = 12;

std::vector<const AreaResult*> counties_of(const HtmlPage& page, AreaIndex above) {
  std::vector<const AreaResult*> out;
  for (const AreaResult& county : page.input->counties->areas)
    if (monitor::is_within(page.dataset().areas, county.area, above)) out.push_back(&county);
  std::ranges::stable_sort(out, {}, [](const AreaResult* area) { return urgency_of(area->verdict); });
  return out;
}

/// "40 / 57": schools that meet the standard over the stages that judge them; a dash where none does.
std::string schools_met(const AreaResult& county) {
  std::size_t met = 0;
  std::size_t all = 0;
  for (const assess::StageResult& stage : county.stages) {
    if (!stage.schools_verdict) continue;
    met += stage.schools_met;
    all += stage.schools;
  }
  return all == 0 ? "—" : std::to_string(met) + " / " + std::to_string(all);
}

View row_view(const HtmlPage& page, const AreaResult& county, std::string anchor) {
  View row;
  row.text("anchor", std::move(anchor)).text("name", area_name(page, county.area));
  row.text("code", std::string(page.dataset().areas.codes.at(county.area.value)));
  row.text("badge", badge(county.verdict, page.lang()))
      .text("order", std::to_string(urgency_of(county.verdict)))
      .text("met", schools_met(county));
  row.text("count", page.say("html.counties.count", {{"count", std::to_string(county.reasons.size())}}));
  std::vector<View> reasons;
  for (const assess::Reason& reason : county.reasons) {
    if (reasons.size() == kMostReasons) break;
    View view;
    view.text("badge", badge(reason.verdict, page.lang()));
    reasons.push_back(std::move(view.text("words", reason_text(*page.input->counties, county, reason, page.lang()))));
  }
  return row.flag("has_reasons", !reasons.empty()).list("reasons", std::move(reasons));
}

}  // namespace

std::string county_section(const HtmlPage& page, const AreaPart& part) {
  if (page.input->counties == nullptr || !part.area->is_pooled) return {};
  const std::vector<const AreaResult*> counties = counties_of(page, part.area->area);
  if (counties.empty()) return {};
  const std::string anchor = part.anchor + "-counties";
  std::vector<View> rows;
  for (const AreaResult* county : counties) {
    if (rows.size() == kMostCounties) break;
    rows.push_back(row_view(page, *county, anchor + std::to_string(rows.size())));
  }
  View view;
  view.text("anchor", anchor).text("title", page.say("html.counties.title", {{"area", area_name(page, part.area->area)}}));
  view.text("more", counties.size() <= kMostCounties
                        ? ""
                        : page.say("html.counties.more", {{"count", std::to_string(counties.size() - kMostCounties)}}));
  return page.render("counties", view.list("rows", std::move(rows)));
}

}  // namespace junheng::report
