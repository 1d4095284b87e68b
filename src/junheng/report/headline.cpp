#include "junheng/report/headline.h"

#include <vector>

#include "junheng/core/catalogue.h"
#include "junheng/report/html_page.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

namespace {

std::string_view sign_of(const Headline& headline) {
  if (!headline.verdict) return "·";
  switch (*headline.verdict) {
    case assess::Verdict::Met: return "✓";
    case assess::Verdict::Unmet: return "✗";
    case assess::Verdict::Unknown: return "?";
  }
  return "·";
}

/// "of 5,723, ≤ 5%, 2023/2024: 0.29%", in brackets; empty where there is nothing to add.
std::string beside(const Headline& headline, Lang lang) {
  std::string out;
  for (const std::string* part : {&headline.of, &headline.limit, &headline.before})
    if (!part->empty()) out += (out.empty() ? "" : std::string(text("headline.comma", lang))) + *part;
  return out.empty() ? out : text("headline.beside", lang, {{"words", out}});
}

}  // namespace

std::string headline_lines(std::span<const Headline> headlines, Lang lang) {
  std::string out;
  for (const Headline& headline : headlines)
    out += "  " + std::string(sign_of(headline)) + " " +
           text("headline.line", lang, {{"label", headline.label}, {"value", headline.value}}) + beside(headline, lang) + "\n";
  return out;
}

std::string headline_cards(std::span<const Headline> headlines, const std::string& title, const HtmlTemplates& templates, Lang lang) {
  if (headlines.empty()) return {};
  std::vector<View> tiles;
  for (const Headline& headline : headlines) {
    View tile;
    tile.text("label", headline.label).text("value", headline.value).text("of", headline.of).text("href", headline.href);
    tile.text("limit", headline.limit).text("before", headline.before).text("state", std::string(verdict_class(headline.verdict)));
    tiles.push_back(std::move(tile.text("badge", headline.verdict ? badge(headline.verdict, lang) : "")));
  }
  View view;
  return templates.render("headlines", view.text("title", title).list("tiles", std::move(tiles)));
}

}  // namespace junheng::report
