#include "junheng/report/compare_report.h"

#include <algorithm>

#include "junheng/formats/json_writer.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/terminal_table.h"

namespace junheng::report {

namespace {

using assess::AreaChange;
using assess::StageChange;
using assess::VerdictChange;
using formats::JsonWriter;

constexpr std::size_t kSchoolsShown = 20;

std::string side(const std::optional<assess::Verdict>& verdict, Lang lang) {
  return verdict ? verdict_text(*verdict, lang) : std::string(text("verdict.none", lang));
}

std::string arrow(const VerdictChange& change, Lang lang) {
  return change.is_flip() ? side(change.before, lang) + " → " + side(change.after, lang) : side(change.after, lang);
}

std::string difference(const std::optional<double>& before, const std::optional<double>& after) {
  if (!before || !after) return "—";
  return (*after >= *before ? "+" : "") + shown(*after - *before, 3);
}

void stage_text_of(const StageChange& stage, Lang lang, std::string& out) {
  out += "\n  " + stage_text(stage.stage, lang) + "  " + arrow(stage.verdict, lang) + "\n";
  using enum ColumnAlign;
  TerminalTable table({"", text("compare.mean_a", lang, {}), text("compare.mean_b", lang, {}), text("compare.cv_a", lang, {}), text("compare.cv_b", lang, {}),
                       text("compare.difference", lang, {}), text("text.cv_verdict", lang, {})},
                      {Left, Right, Right, Right, Right, Right, Left});
  for (const auto& indicator : stage.indicators)
    table.add_row({indicator.id, shown(indicator.mean_before, 2), shown(indicator.mean_after, 2), shown(indicator.cv_before, 3), shown(indicator.cv_after, 3),
                   difference(indicator.cv_before, indicator.cv_after), arrow(indicator.verdict, lang)});
  if (stage.composite_before || stage.composite_after)
    table.add_row({text("compare.composite", lang, {}), "", "", shown(stage.composite_before, 3), shown(stage.composite_after, 3), difference(stage.composite_before, stage.composite_after), ""});
  out += table.text(4);
  for (std::size_t i = 0; i < std::min(stage.schools.size(), kSchoolsShown); ++i) {
    const auto& school = stage.schools[i];
    std::string words = arrow(school.verdict, lang);
    if (school.only_before) words = text("compare.only_a", lang, {});
    if (school.only_after) words = text("compare.only_b", lang, {});
    out += "    " + school.name + " (" + school.school_id + "): " + words + "\n";
  }
  if (stage.schools.size() > kSchoolsShown) out += "    " + text("text.more_schools", lang, {{"count", std::to_string(stage.schools.size() - kSchoolsShown)}}) + "\n";
}

void write_change(JsonWriter& json, const VerdictChange& change) {
  const auto verdict = [&](std::string_view name, const std::optional<assess::Verdict>& value) {
    json.key(name);
    if (value) json.value(to_string(*value));
    else json.null();
  };
  verdict("verdict_a", change.before);
  verdict("verdict_b", change.after);
  json.member("flips", change.is_flip());
}

void write_stage(JsonWriter& json, const StageChange& stage) {
  json.begin_object();
  json.member("stage", to_string(stage.stage));
  write_change(json, stage.verdict);
  json.member("composite_cv_a", stage.composite_before).member("composite_cv_b", stage.composite_after);
  json.key("indicators").begin_array();
  for (const auto& indicator : stage.indicators) {
    json.begin_object();
    json.member("id", std::string_view(indicator.id)).member("mean_a", indicator.mean_before).member("mean_b", indicator.mean_after);
    json.member("cv_a", indicator.cv_before).member("cv_b", indicator.cv_after);
    write_change(json, indicator.verdict);
    json.end_object();
  }
  json.end_array();
  json.key("schools").begin_array();
  for (const auto& school : stage.schools) {
    json.begin_object();
    json.member("school_id", std::string_view(school.school_id)).member("name", std::string_view(school.name));
    write_change(json, school.verdict);
    json.member("only_a", school.only_before).member("only_b", school.only_after);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string compare_text(const CompareInput& input) {
  const Lang lang = input.lang;
  std::string out = "A: " + input.label_a + "\nB: " + input.label_b + "\n";
  std::size_t flips = 0;
  for (const AreaChange& area : *input.areas) {
    if (area.verdict.is_flip()) ++flips;
    out += "\n" + area.name + " (" + area.area_code + ")  " + arrow(area.verdict, lang) + "\n";
    for (const StageChange& stage : area.stages) stage_text_of(stage, lang, out);
    for (const auto& item : area.items) {
      out += "    " + item.id + ": " + shown(item.value_before, 1) + " → " + shown(item.value_after, 1) + "  " + arrow(item.verdict, lang) + "\n";
    }
  }
  out += "\n" + text("compare.total", lang, {{"areas", std::to_string(input.areas->size())}, {"flips", std::to_string(flips)}}) + "\n";
  return out;
}

std::string compare_json(const CompareInput& input) {
  JsonWriter json;
  json.begin_object();
  json.member("a", std::string_view(input.label_a)).member("b", std::string_view(input.label_b));
  json.key("areas").begin_array();
  for (const AreaChange& area : *input.areas) {
    json.begin_object();
    json.member("area_code", std::string_view(area.area_code)).member("name", std::string_view(area.name));
    write_change(json, area.verdict);
    json.key("stages").begin_array();
    for (const StageChange& stage : area.stages) write_stage(json, stage);
    json.end_array();
    json.key("items").begin_array();
    for (const auto& item : area.items) {
      json.begin_object();
      json.member("id", std::string_view(item.id)).member("value_a", item.value_before).member("value_b", item.value_after);
      write_change(json, item.verdict);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace junheng::report
