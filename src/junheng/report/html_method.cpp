// How the numbers came about: findings in the data, definitions, formulas, notes, tolerances and sources.
#include <algorithm>

#include <fmt/format.h>

#include "junheng/model/schema.h"
#include "junheng/report/html_page.h"
#include "junheng/report/listing.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/source_words.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

constexpr std::size_t kFindingsShown = 50;
constexpr std::size_t kUnplacedShown = 20;

View definition_view(const HtmlPage& page, const standards::Indicator& indicator) {
  View view;
  view.text("id", indicator.id)
      .text("title", indicator.title.in(page.lang()))
      .text("unit", std::string(standards::unit_label(indicator.unit, page.lang())));
  const standards::Standard& standard = *page.assessment().standard;
  std::string words;
  if (indicator.parts.empty()) words = formula_words(standard, indicator.ratio, page.lang());
  const std::string comma = page.lang() == Lang::Zh ? "；" : "; ";
  for (const standards::IndicatorPart& part : indicator.parts)
    words += (words.empty() ? "" : comma) + part.title.in(page.lang()) + ": " + formula_words(standard, part.ratio, page.lang());
  view.text("formula", words).flag("is_split", indicator.is_split);
  return view.text("missing", page.say(indicator.missing == standards::MissingStrategy::Unknown ? "html.method.missing_unknown"
                                                                                                : "html.method.missing_exclude"));
}

View sentence_view(std::string words, std::string mark) {
  View view;
  return view.text("words", std::move(words)).text("cite", std::move(mark));
}

std::string kind_names(const HtmlPage& page, const std::vector<int>& kinds) {
  std::string out;
  for (const int kind : kinds) {
    const auto found = std::ranges::find(model::school_kinds(), std::to_string(kind), &model::CodeName::code);
    const std::string name =
        found == model::school_kinds().end() ? std::to_string(kind) : std::string(page.lang() == Lang::Zh ? found->zh : found->en);
    append_listed(out, name, page.lang());
  }
  return out.empty() ? page.say("html.method.any_kind") : out;
}

std::vector<View> entry_views(const HtmlPage& page, const standards::Pack& pack) {
  std::vector<View> out;
  for (const standards::EntryRule& entry : pack.entry) {
    std::string words =
        page.say("html.method.entry", {{"stage", stage_text(entry.stage, page.lang())}, {"kinds", kind_names(page, entry.kinds)}});
    for (const auto& [kind, pupils] : entry.min_pupils)
      words += page.say("html.method.entry_pupils", {{"kind", kind_names(page, {kind})}, {"pupils", shown_limit(pupils)}});
    if (!entry.founders.empty()) {
      std::string founders;
      for (const int founder : entry.founders) {
        const auto found = std::ranges::find(model::founder_kinds(), std::to_string(founder), &model::CodeName::code);
        if (found != model::founder_kinds().end()) append_listed(founders, page.lang() == Lang::Zh ? found->zh : found->en, page.lang());
      }
      words += page.say("html.method.entry_founders", {{"founders", founders}});
    }
    out.push_back(sentence_view(words, cite(page, entry.source, entry.status,
                                            page.say("html.method.entry_use", {{"stage", stage_text(entry.stage, page.lang())}}))));
  }
  return out;
}

std::vector<View> split_views(const HtmlPage& page, const standards::Pack& pack) {
  std::vector<View> out;
  for (const standards::SplitWeights& split : pack.split) {
    const std::string kinds = split.kinds.empty() ? page.say("html.method.through_schools") : kind_names(page, split.kinds);
    const Params params = {{"kinds", kinds},
                           {"primary", shown_limit(split.primary)},
                           {"junior", shown_limit(split.junior)},
                           {"senior", shown_limit(split.senior)}};
    out.push_back(
        sentence_view(page.say("html.method.split", params), cite(page, split.source, split.status, page.say("html.method.split_use"))));
  }
  return out;
}

std::vector<View> tolerance_views(const HtmlPage& page, const standards::Standard& standard) {
  std::vector<View> out;
  for (const standards::Tolerance& tolerance : standard.tolerances) {
    const bool is_expired = tolerance.until && *tolerance.until <= standard.on;
    const Params params = {{"id", tolerance.id},
                           {"title", tolerance.title.in(page.lang())},
                           {"target", tolerance.target},
                           {"from", to_string(tolerance.from)},
                           {"until", tolerance.until ? to_string(*tolerance.until) : "—"}};
    out.push_back(sentence_view(page.say(is_expired ? "html.method.tolerance_expired" : "html.method.tolerance", params),
                                cite(page, tolerance.source, tolerance.status, tolerance.id)));
  }
  return out;
}

/// A pack is a user's file: what it gives as an address may be a script.
bool is_web_address(std::string_view href) { return href.starts_with("https://") || href.starts_with("http://"); }

/// The language that a screen reader should read a text in, where it is not that of the page: standards are quoted in Chinese.
std::string foreign_language(const HtmlPage& page, std::string_view words) {
  return has_chinese(words) && page.lang() != Lang::Zh ? "zh-CN" : "";
}

View finding_view(const Issue& issue, Lang lang) {
  View view;
  view.text("severity", std::string(to_string(issue.severity)))
      .text("severity_word", std::string(text("severity." + std::string(to_string(issue.severity)), lang)));
  return view.text("where", describe(issue.where, lang))
      .text("value", issue.value)
      .text("message", issue.message(lang))
      .text("hint", issue.hint(lang));
}

}  // namespace

std::string finding_section(const HtmlPage& page) {
  const std::vector<Issue>& issues = *page.input->issues;
  const IssueCounts counts = count_issues(issues);
  // What rejects rows comes before what only looks odd; within each, the order of the files.
  std::vector<const Issue*> order;
  for (const Issue& issue : issues) order.push_back(&issue);
  std::ranges::stable_sort(order, std::greater<>{}, [](const Issue* issue) { return issue->severity; });
  std::vector<View> rows;
  for (std::size_t i = 0; i < std::min(kFindingsShown, order.size()); ++i) rows.push_back(finding_view(*order[i], page.lang()));
  View view;
  view.text("counts", page.say("html.findings.counts", {{"errors", counted(static_cast<double>(counts.errors))},
                                                        {"warnings", counted(static_cast<double>(counts.warnings))},
                                                        {"infos", counted(static_cast<double>(counts.infos))}}));
  view.text("more", issues.size() > kFindingsShown
                        ? page.say("html.findings.more", {{"count", counted(static_cast<double>(issues.size() - kFindingsShown))}})
                        : "");
  std::string unplaced;
  const auto& lost = page.assessment().unplaced;
  for (std::size_t i = 0; i < std::min(kUnplacedShown, lost.size()); ++i) append_listed(unplaced, school_name(page, lost[i]), page.lang());
  if (!lost.empty()) unplaced = page.say("html.findings.unplaced", {{"count", std::to_string(lost.size())}, {"names", unplaced}});
  view.text("unplaced", unplaced).flag("has_rows", !rows.empty()).list("rows", std::move(rows));
  return page.render("findings", view);
}

std::string method_section(const HtmlPage& page) {
  const standards::Standard& standard = *page.assessment().standard;
  const standards::Pack& pack = standard.pack;
  std::vector<View> definitions;
  for (const standards::Indicator& indicator : pack.indicators) definitions.push_back(definition_view(page, indicator));
  View view;
  view.list("definitions", std::move(definitions)).list("entries", entry_views(page, pack));
  const bool splits = std::ranges::any_of(pack.indicators, &standards::Indicator::is_split);
  view.flag("has_split", splits).list("splits", splits ? split_views(page, pack) : std::vector<View>{});
  std::vector<View> tolerances = tolerance_views(page, standard);
  view.flag("has_tolerances", !tolerances.empty()).list("tolerances", std::move(tolerances));
  view.flag("pack_has_tolerances", !pack.tolerances.empty());
  std::vector<View> notes;
  for (const Bilingual& note : pack.notes) notes.push_back(sentence_view(note.in(page.lang()), {}));
  view.flag("has_notes", !notes.empty()).list("notes", std::move(notes));
  const bool has_floor_share =
      std::ranges::any_of(page.assessment().rules, [](const assess::StageRules& rules) { return rules.floor_share.has_value(); });
  std::string floor_share;
  if (has_floor_share)
    for (const assess::StageRules& rules : page.assessment().rules)
      if (rules.floor_share) floor_share = page.say("html.method.floor_share", {{"share", shown_percent(rules.floor_share->value)}}) + " ";
  view.text("floor_share", floor_share);
  return page.render("method", view);
}

std::string source_section(const HtmlPage& page) {
  std::vector<View> rows;
  std::size_t unverified = 0;
  for (const SourceList::Entry& entry : page.sources->entries()) {
    View row;
    row.text("number", std::to_string(rows.size() + 1))
        .text("document", entry.source.document)
        .text("english", page.lang() == Lang::En ? english_document(entry.source.document) : "")
        .text("document_lang", foreign_language(page, entry.source.document))
        .text("clause", entry.source.clause)
        .text("clause_lang", foreign_language(page, entry.source.clause))
        .text("href", is_web_address(entry.source.href) ? entry.source.href : "");
    std::string uses;
    for (const std::string& use : entry.uses) uses += (uses.empty() ? "" : page.lang() == Lang::Zh ? "；" : "; ") + use;
    const bool is_verified = entry.status == standards::ValueStatus::Verified;
    if (!is_verified) ++unverified;
    row.text("uses", uses).flag("is_verified", is_verified);
    const auto& checked = entry.source.last_checked_on ? entry.source.last_checked_on : page.assessment().standard->pack.last_checked_on;
    rows.push_back(row.text("checked", checked ? to_string(*checked) : "—"));
  }
  View view;
  view.text("counts", page.say("html.source.counts", {{"count", std::to_string(rows.size())}, {"unverified", std::to_string(unverified)}}));
  return page.render("sources", view.list("rows", std::move(rows)));
}

}  // namespace junheng::report
