#include "junheng/report/html_report.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/report/data_origin.h"
#include "junheng/report/html_page.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

using assess::AreaResult;
using assess::StageResult;

/// Areas shown in detail: a page of all counties of a country could be neither opened nor read.
constexpr std::size_t kMostDetailed = 30;
/// Above this many areas there are no sheets per school, and only areas that fail list their schools.
constexpr std::size_t kMostWithSheets = 3;
/// What the areas in detail may take: a page of some 5 MB is still opened by any browser and sent by mail.
constexpr std::size_t kMostDetailBytes = 4'000'000;

/// Positions of areas: those that are not met, then unknown, then met, in the order of their codes; not more than are shown in detail.
std::vector<std::size_t> by_urgency(const std::vector<AreaResult>& areas) {
  std::vector<std::size_t> order(areas.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return urgency_of(areas[i].verdict); });
  if (order.size() > kMostDetailed) order.resize(kMostDetailed);
  return order;
}

std::string area_body(const HtmlPage& page, const AreaPart& part) {
  std::string out = summary_section(page, part) + county_section(page, part);
  for (const StageResult& stage : part.area->stages) {
    out += stage_section(page, part, stage);
    if (stage.schools > 0) out += contribution_section(page, part, stage);
  }
  out += priority_section(page, part);
  out += map_section(page, part);
  out += item_section(page, part);
  return out + school_section(page, part);
}

/// Areas shown in detail, by their position, with what is shown of them.
struct Details {
  std::vector<std::optional<AreaPart>> parts;
  std::vector<std::string> bodies;
};

/// The most urgent areas, as many as there is room for, and one in any case: none is passed over for a less urgent one. What is not shown
/// cites nothing.
Details details_of(const HtmlPage& page) {
  const std::vector<AreaResult>& areas = page.assessment().areas;
  Details out{std::vector<std::optional<AreaPart>>(areas.size()), std::vector<std::string>(areas.size())};
  std::size_t bytes = 0;
  for (const std::size_t i : by_urgency(areas)) {
    const AreaPart part{&areas[i], "a" + std::to_string(i)};
    SourceList cited = *page.sources;
    std::string body = area_body(page, part);
    if (bytes > 0 && bytes + body.size() > kMostDetailBytes) {
      *page.sources = std::move(cited);
      break;
    }
    bytes += body.size();
    out.parts[i] = part;
    out.bodies[i] = std::move(body);
  }
  return out;
}

std::vector<View> contents(const HtmlPage& page, const AreaPart& part) {
  std::vector<View> links;
  const auto add = [&](std::string href, std::string words) {
    View link;
    links.push_back(link.text("href", std::move(href)).text("words", std::move(words)));
  };
  if (part.area->is_pooled && page.input->counties != nullptr) add(part.anchor + "-counties", page.say("html.counties.link"));
  for (const StageResult& stage : part.area->stages)
    if (stage.schools > 0) add(part.stage_anchor(stage.stage), stage_text(stage.stage, page.lang()));
  for (const PriorityPart& priorities : priority_parts(page, part)) add(priorities.anchor, priorities.title);
  if (!part.area->items.empty()) add(part.anchor + "-items", page.say("html.items.title"));
  add(part.anchor + "-schools", page.say("html.schools.title"));
  if (has_school_sheets(page, part)) add(part.anchor + "-sheets", page.say("html.sheet.title"));
  return links;
}

void add_facts(View& view, const HtmlPage& page) {
  const assess::Assessment& assessment = page.assessment();
  const model::Manifest& manifest = page.dataset().manifest;
  const standards::Pack& pack = assessment.standard->pack;
  const IssueCounts counts = count_issues(*page.input->issues);
  view.text("standard", pack.title.in(page.lang())).text("standard_id", pack.id);
  view.text("applied_on", to_string(assessment.standard->on))
      .text("in_force_from", pack.in_force_from ? page.say("html.head.in_force_from", {{"date", to_string(*pack.in_force_from)}}) : "");
  view.text("year",
            page.say("html.head.year", {{"first", std::to_string(assessment.year.first)}, {"next", next_year_digits(assessment.year)}}));
  view.text("source", source_words(manifest.source, page.lang())).text("dataset_title", manifest.title).text("licence", manifest.licence);
  view.text("findings_count", page.say("html.findings.counts", {{"errors", std::to_string(counts.errors)},
                                                                {"warnings", std::to_string(counts.warnings)},
                                                                {"infos", std::to_string(counts.infos)}}));
  view.text("date", page.input->date).text("version", page.input->version);
  view.flag("is_synthetic", manifest.is_synthetic).flag("is_partial", page.input->is_partial);
}

}  // namespace

std::string assessment_html(const ReportInput& input) {
  const HtmlTemplates templates(input.lang);
  SourceList sources;
  HtmlPage page{&input, &templates, &sources, true};
  const assess::Assessment& assessment = *input.assessment;
  page.has_sheets = assessment.areas.size() <= kMostWithSheets && assessment.level == model::AreaLevel::County;
  page.lists_all_schools = assessment.areas.size() <= kMostWithSheets;
  const Details details = details_of(page);
  const auto& parts = details.parts;
  const bool is_single = assessment.areas.size() == 1;

  View view;
  add_facts(view, page);
  view.text("overview", is_single ? "" : overview_section(page, parts)).flag("is_single", is_single);
  std::vector<View> areas;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto& part = parts[i];
    if (!part) continue;
    View area;
    area.text("anchor", part->anchor)
        .text("name", area_name(page, part->area->area))
        .text("code", std::string(page.dataset().areas.codes.at(part->area->area.value)));
    area.text("badge", part->area->is_pooled ? "" : badge(part->area->verdict, input.lang)).text("body", details.bodies[i]);
    areas.push_back(std::move(area));
  }
  const std::string place = is_single ? area_name(page, assessment.areas.front().area) : input.dataset->manifest.title;
  view.text("place", place).list("areas", std::move(areas));
  view.list("contents", is_single ? contents(page, *parts.front()) : std::vector<View>{});
  // Sources come last: every other part cites them.
  const std::string findings = finding_section(page);
  const std::string method = method_section(page);
  view.text("findings", findings).text("method", method).text("sources", source_section(page));
  view.text("css", std::string(asset("report.css")))
      .text("script", std::string(asset("report.js")))
      .text("symbols", std::string(asset("symbols.svg")));
  view.text("lang", input.lang == Lang::Zh ? "zh-CN" : "en");
  return templates.render("page", view);
}

}  // namespace junheng::report
