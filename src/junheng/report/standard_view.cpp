#include "junheng/report/standard_view.h"

#include <array>
#include <optional>
#include <span>

#include "junheng/formats/json_writer.h"
#include "junheng/report/measure_names.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;
using standards::DatedValue;
using standards::LimitKind;

struct KindName {
  LimitKind kind;
  std::string_view name;
};
constexpr std::array kKinds = {KindName{LimitKind::Standard, "standard"},
                               KindName{LimitKind::Floor, "floor"},
                               KindName{LimitKind::Cv, "cv"},
                               KindName{LimitKind::AtLeast, "at_least"},
                               KindName{LimitKind::FloorShare, "floor_share"},
                               KindName{LimitKind::PassScore, "pass_score"}};

void write_source(JsonWriter& json, const standards::Source& source, standards::ValueStatus status) {
  json.member("document", std::string_view(source.document)).member("clause", std::string_view(source.clause));
  json.member("href", std::string_view(source.href)).member("verified", status == standards::ValueStatus::Verified);
}

/// Those in force on the day, by kind and stage; a value for both stages stands once.
void write_limits(JsonWriter& json, std::string_view name, std::span<const DatedValue> values, const Date& on) {
  json.key(name).begin_array();
  for (const KindName& kind : kKinds) {
    for (const Stage stage : {Stage::All, Stage::Primary, Stage::Junior}) {
      const auto limit = standards::in_force(values, kind.kind, stage, on);
      if (!limit) continue;
      const auto both = standards::in_force(values, kind.kind, Stage::All, on);
      if (stage != Stage::All && both && both->value == limit->value) continue;
      json.begin_object().member("kind", kind.name).member("stage", to_string(stage)).member("value", limit->value);
      json.member("from", std::string_view(to_string(limit->from)));
      write_source(json, limit->source, limit->status);
      json.end_object();
    }
  }
  json.end_array();
}

void write_indicator(JsonWriter& json, const standards::Standard& standard, const standards::Indicator& indicator, Lang lang) {
  json.begin_object().member("id", std::string_view(indicator.id)).member("name", std::string_view(indicator.title.in(lang)));
  json.member("unit", std::string_view(indicator.unit)).member("unit_text", standards::unit_label(indicator.unit, lang));
  json.member("decimals", indicator.decimals);
  json.member("direction", indicator.direction == standards::Direction::Higher ? "at_least" : "at_most");
  json.member("formula", std::string_view(indicator.parts.empty() ? formula_words(standard, indicator.ratio, lang) : ""));
  json.key("parts").begin_array();
  for (const standards::IndicatorPart& part : indicator.parts) {
    json.begin_object().member("id", std::string_view(part.id)).member("name", std::string_view(part.title.in(lang)));
    json.member("formula", std::string_view(formula_words(standard, part.ratio, lang)));
    write_limits(json, "limits", part.limits, standard.on);
    json.end_object();
  }
  json.end_array();
  write_limits(json, "limits", indicator.limits, standard.on);
  write_source(json, indicator.source, indicator.status);
  json.end_object();
}

void write_item(JsonWriter& json, const standards::Standard& standard, const standards::Item& item, Lang lang) {
  json.begin_object().member("id", std::string_view(item.id)).member("name", std::string_view(item.title.in(lang)));
  json.key("clauses").begin_array();
  for (const standards::ItemClause& clause : item.clauses) {
    json.begin_object().member("id", std::string_view(clause.id)).member("name", std::string_view(clause.title.in(lang)));
    json.member("unit", std::string_view(clause.unit)).member("unit_text", standards::unit_label(clause.unit, lang));
    write_limits(json, "limits", clause.limits, standard.on);
    json.end_object();
  }
  json.end_array();
  write_source(json, item.source, item.status);
  json.end_object();
}

}  // namespace

std::string standard_view_json(const standards::Standard& standard, Lang lang) {
  const standards::Pack& pack = standard.pack;
  JsonWriter json;
  json.begin_object().member("id", std::string_view(pack.id)).member("title", std::string_view(pack.title.in(lang)));
  json.member("on", std::string_view(to_string(standard.on))).key("notes").begin_array();
  for (const Bilingual& note : pack.notes) json.value(std::string_view(note.in(lang)));
  json.end_array();
  write_limits(json, "school_limits", pack.school_limits, standard.on);
  write_limits(json, "composite_limits", pack.composite_limits, standard.on);
  write_limits(json, "county_limits", pack.county_limits, standard.on);
  json.key("indicators").begin_array();
  for (const standards::Indicator& indicator : pack.indicators) write_indicator(json, standard, indicator, lang);
  json.end_array().key("items").begin_array();
  for (const standards::Item& item : pack.items) write_item(json, standard, item, lang);
  json.end_array().key("tolerances").begin_array();
  for (const standards::Tolerance& tolerance : pack.tolerances) {
    json.begin_object().member("id", std::string_view(tolerance.id)).member("name", std::string_view(tolerance.title.in(lang)));
    json.member("target", std::string_view(tolerance.target)).member("from", std::string_view(to_string(tolerance.from)));
    json.end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace junheng::report
