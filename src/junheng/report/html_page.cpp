#include "junheng/report/html_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

std::size_t SourceList::number(const standards::Source& source, standards::ValueStatus status, std::string use) {
  const auto is_same = [&](const Entry& entry) {
    return entry.status == status && entry.source.document == source.document && entry.source.clause == source.clause &&
           entry.source.href == source.href;
  };
  auto found = std::ranges::find_if(entries_, is_same);
  if (found == entries_.end()) found = entries_.insert(entries_.end(), Entry{source, status, {}});
  if (!use.empty() && std::ranges::find(found->uses, use) == found->uses.end()) found->uses.push_back(std::move(use));
  return static_cast<std::size_t>(found - entries_.begin()) + 1;
}

std::string AreaPart::indicator_anchor(Stage stage, std::size_t indicator) const {
  return fmt::format("{}-i{}", stage_anchor(stage), indicator);
}
std::string AreaPart::school_anchor(Stage stage, std::uint32_t unit) const { return fmt::format("{}-s{}", stage_anchor(stage), unit); }
std::string AreaPart::item_anchor(std::size_t item) const { return fmt::format("{}-item{}", anchor, item); }

int urgency_of(std::optional<assess::Verdict> verdict) {
  if (!verdict) return 3;
  return *verdict == assess::Verdict::Unmet ? 0 : *verdict == assess::Verdict::Unknown ? 1 : 2;
}

std::string_view verdict_class(std::optional<assess::Verdict> verdict) { return verdict ? to_string(*verdict) : "none"; }

std::string badge(std::optional<assess::Verdict> verdict, Lang lang) {
  const std::string words = verdict ? verdict_text(*verdict, lang) : std::string(text("verdict.none", lang));
  return fmt::format(R"(<span class="badge v-{}">{}</span>)", verdict_class(verdict), escape_html(words));
}

std::string cite(const HtmlPage& page, const standards::Source& source, standards::ValueStatus status, std::string use) {
  if (source.document.empty()) return {};
  const std::size_t number = page.sources->number(source, status, std::move(use));
  std::string out = fmt::format(R"(<a class="cite" href="#source-{0}">[{0}]</a>)", number);
  if (status == standards::ValueStatus::Unverified)
    out += fmt::format(R"( <span class="unverified">{}</span>)", escape_html(page.say("html.source.unverified")));
  return out;
}

std::string cite(const HtmlPage& page, const standards::Limit& limit, std::string use) {
  return cite(page, limit.source, limit.status, std::move(use));
}

std::string area_name(const HtmlPage& page, AreaIndex area) {
  const std::string_view name = page.dataset().areas.names.at(area.value);
  return std::string(name.empty() ? page.dataset().areas.codes.at(area.value) : name);
}

std::string school_name(const HtmlPage& page, SchoolIndex school) {
  const std::string_view name = page.dataset().schools.names.at(school.value);
  return std::string(name.empty() ? page.dataset().schools.ids.at(school.value) : name);
}

std::string limit_sign(const standards::Indicator& indicator, double limit) {
  return std::string(direction_sign(indicator.direction)) + " " + shown_limit(limit);
}

std::string margin_line(const HtmlPage& page, const std::string& margin) {
  return fmt::format(R"(<span class="sub">{}</span>)", escape_html(page.say("html.margin", {{"margin", margin}})));
}

std::string counted(double count) { return shown_amount(count); }

std::optional<double> value_of(const std::optional<standards::Limit>& limit) { return limit ? std::optional(limit->value) : std::nullopt; }

Symbol symbol_of(assess::IndicatorState state) {
  switch (state) {
    case assess::IndicatorState::Met: return Symbol::Met;
    case assess::IndicatorState::Floor: return Symbol::Floor;
    case assess::IndicatorState::Unmet: return Symbol::Unmet;
    case assess::IndicatorState::Unknown: return Symbol::Unknown;
    case assess::IndicatorState::NotJudged: return Symbol::Neutral;
  }
  return Symbol::Neutral;
}

Symbol symbol_of(std::optional<assess::Verdict> verdict) {
  if (!verdict) return Symbol::Neutral;
  switch (*verdict) {
    case assess::Verdict::Met: return Symbol::Met;
    case assess::Verdict::Unmet: return Symbol::Unmet;
    case assess::Verdict::Unknown: return Symbol::Unknown;
  }
  return Symbol::Neutral;
}

}  // namespace junheng::report
