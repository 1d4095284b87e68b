#include "junheng/report/standard_report.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/core/catalogue.h"
#include "junheng/formats/json_writer.h"
#include "junheng/report/limit_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/terminal_table.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using standards::DatedValue;
using standards::ValueStatus;

/// Visits every dated value of a pack with the thing it limits and the unit of that.
template <typename Visit>
void for_each_value(const standards::Pack& pack, Visit visit) {
  for (const auto& indicator : pack.indicators) {
    for (const DatedValue& value : indicator.limits) visit(indicator.id, value, indicator.unit);
    for (const auto& part : indicator.parts)
      for (const DatedValue& value : part.limits) visit(indicator.id + "/" + part.id, value, indicator.unit);
  }
  for (const DatedValue& value : pack.school_limits) visit("school", value, "");
  for (const DatedValue& value : pack.composite_limits) visit("composite", value, "");
  for (const DatedValue& value : pack.county_limits) visit("county", value, "");
  for (const auto& item : pack.items)
    for (const auto& clause : item.clauses)
      for (const DatedValue& value : clause.limits) visit(item.id, value, clause.unit);
}

struct ValueCounts {
  std::size_t all = 0;
  std::size_t verified = 0;
};

ValueCounts count_tolerances(const standards::Pack& pack) {
  const auto verified = std::ranges::count(pack.tolerances, ValueStatus::Verified, &standards::Tolerance::status);
  return {pack.tolerances.size(), static_cast<std::size_t>(verified)};
}

std::string counts_text(const ValueCounts& counts) {
  return counts.all == 0 ? "—" : std::to_string(counts.verified) + "/" + std::to_string(counts.all);
}

ValueCounts count_values(const standards::Pack& pack) {
  ValueCounts counts;
  for_each_value(pack, [&](const std::string&, const DatedValue& value, std::string_view) {
    ++counts.all;
    if (value.status == ValueStatus::Verified) ++counts.verified;
  });
  return counts;
}

std::string_view kind_key(standards::LimitKind kind) {
  using enum standards::LimitKind;
  switch (kind) {
    case Standard: return "standard.kind.standard";
    case Floor: return "standard.kind.floor";
    case Cv: return "standard.kind.cv";
    case AtLeast: return "standard.kind.at_least";
    case FloorShare: return "standard.kind.floor_share";
    case PassScore: return "standard.kind.pass_score";
  }
  return "standard.kind.standard";
}

}  // namespace

std::string standards_text(const std::vector<standards::Pack>& packs, Lang lang) {
  using enum ColumnAlign;
  const auto t = [&](std::string_view key) { return std::string(text(key, lang)); };
  TerminalTable table({t("standard.id"), t("standard.title"), t("standard.from"), t("standard.indicators"), t("standard.items"),
                       t("standard.verified"), t("standard.verified_tolerances")},
                      {Left, Left, Left, Right, Right, Right, Right});
  for (const auto& pack : packs) {
    table.add_row({pack.id, pack.title.in(lang), pack.in_force_from ? to_string(*pack.in_force_from) : "—",
                   std::to_string(pack.indicators.size()), std::to_string(pack.items.size()), counts_text(count_values(pack)),
                   counts_text(count_tolerances(pack))});
  }
  return table.text(0);
}

std::string standards_json(const std::vector<standards::Pack>& packs) {
  formats::JsonWriter json;
  json.begin_array();
  for (const auto& pack : packs) {
    const ValueCounts counts = count_values(pack);
    json.begin_object();
    json.member("id", std::string_view(pack.id));
    json.key("title")
        .begin_object()
        .member("zh", std::string_view(pack.title.zh))
        .member("en", std::string_view(pack.title.en))
        .end_object();
    json.member("extends", std::string_view(pack.extends)).member("country", std::string_view(pack.country));
    json.key("in_force_from");
    if (pack.in_force_from) json.value(std::string_view(to_string(*pack.in_force_from)));
    else json.null();
    json.member("values", counts.all).member("verified", counts.verified);
    const ValueCounts tolerances = count_tolerances(pack);
    json.member("tolerances", tolerances.all).member("tolerances_verified", tolerances.verified);
    json.key("indicators").begin_array();
    for (const auto& indicator : pack.indicators) json.value(std::string_view(indicator.id));
    json.end_array();
    json.key("items").begin_array();
    for (const auto& item : pack.items) json.value(std::string_view(item.id));
    json.end_array().end_object();
  }
  json.end_array();
  return json.take();
}

std::string standard_text(const standards::Pack& pack, Lang lang) {
  using enum ColumnAlign;
  const auto t = [&](std::string_view key) { return std::string(text(key, lang)); };
  std::string out = pack.id + "  " + pack.title.in(lang) + "\n";
  if (!pack.extends.empty()) out += text("standard.extends", lang, {{"id", pack.extends}}) + "\n";
  for (const Bilingual& note : pack.notes) out += t("text.note") + note.in(lang) + "\n";
  out += "\n";
  TerminalTable clauses({"", t("standard.title"), t("text.unit")}, {Left, Left, Left});
  for (const auto& indicator : pack.indicators)
    clauses.add_row({indicator.id, indicator.title.in(lang), std::string(standards::unit_label(indicator.unit, lang))});
  for (const auto& item : pack.items)
    clauses.add_row(
        {item.id, item.title.in(lang), item.scoring ? text("standard.points", lang, {{"max", shown_limit(item.scoring->max)}}) : ""});
  out += clauses.text(0);
  TerminalTable values(
      {"", t("standard.kind"), t("standard.stage"), t("standard.value"), t("standard.from"), t("standard.status"), t("standard.source")},
      {Left, Left, Left, Right, Left, Left, Left});
  for_each_value(pack, [&](const std::string& id, const DatedValue& value, std::string_view unit) {
    // A coefficient of variation, a number of indicators and a share have no unit of their own.
    const bool has_unit = value.kind == standards::LimitKind::Standard || value.kind == standards::LimitKind::Floor;
    const std::string owner = has_text("standard.owner." + id) ? t("standard.owner." + id) : id;
    values.add_row(
        {owner,
         t(kind_key(value.kind)) + (value.variant.empty() ? "" : t("standard.variant." + value.variant)) +
             (value.setting_prefixes.empty() ? "" : text("text.offender", lang, {{"words", setting_words(value.setting_prefixes, lang)}})),
         value.stage ? stage_text(*value.stage, lang) : "—",
         with_unit(value.kind == standards::LimitKind::Cv ? shown_cv_limit(value.value) : shown_limit(value.value),
                   has_unit ? unit : std::string_view(), lang),
         to_string(value.from) + (value.until ? " – " + to_string(*value.until) : ""),
         t(value.status == ValueStatus::Verified ? "status.verified" : "status.unverified"),
         value.source.document + ", " + value.source.clause});
  });
  if (!values.is_empty()) out += "\n" + values.text(0);
  if (pack.tolerances.empty()) return out;
  out += "\n" + t("standard.tolerances") + "\n";
  for (const auto& tolerance : pack.tolerances)
    out += "  " + tolerance.id + "  " + tolerance.target + "  " + to_string(tolerance.from) + " – " +
           (tolerance.until ? to_string(*tolerance.until) : "—") + "  " + tolerance.title.in(lang) + "  [" +
           t(tolerance.status == ValueStatus::Verified ? "status.verified" : "status.unverified") + "]\n";
  return out;
}

}  // namespace junheng::report
