#include "junheng/report/compare_report.h"

#include <algorithm>

#include "junheng/formats/json_writer.h"
#include "junheng/report/compare_words.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/listing.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/terminal_table.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::AreaChange;
using assess::IndicatorChange;
using assess::ItemChange;
using assess::Match;
using assess::SchoolChange;
using assess::StageChange;
using assess::VerdictChange;
using formats::JsonWriter;

constexpr std::size_t kSchoolsShown = 20;
constexpr std::size_t kAreasNamed = 10;
constexpr std::size_t kFlipsInSummary = 8;

class CompareText {
 public:
  explicit CompareText(const CompareInput& input) : in_(input), lang_(input.lang) {}

  std::string run() {
    head();
    // One area is shown whether or not it moved; of many only those that did.
    const bool is_alone = in_.areas->size() == 1;
    std::vector<const AreaChange*> unmoved;
    for (const AreaChange& area : *in_.areas) {
      if (is_alone || has_moved(area, lang_)) area_text(area);
      else unmoved.push_back(&area);
    }
    rest(unmoved);
    totals(in_.areas->size());
    return std::move(out_);
  }

  std::string summary() {
    head();
    if (in_.areas->size() == 1) {
      const AreaChange& area = in_.areas->front();
      line(0, "");
      line(0, area.name + " (" + area.area_code + ")  " + arrow(area.verdict));
      for (const StageChange& stage : area.stages) {
        line(2, stage_text(stage.stage, lang_) + "  " + arrow(stage.verdict));
        if (stage.judges_schools_before && stage.judges_schools_after)
          line(4, t("compare.schools_flip", {{"count", std::to_string(flips_of(stage))}}));
      }
    }
    totals(kFlipsInSummary);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string t(std::string_view key, const Params& params = {}) const { return text(key, lang_, params); }
  void head() {
    out_ = "A: " + in_.label_a + "\nB: " + in_.label_b + "\n";
    out_ += origin_text({compared_sources(in_), is_any_synthetic(in_)}, lang_) + "\n";
    if (in_.is_partial_a) out_ += t("compare.partial", {{"side", "A"}}) + "\n";
    if (in_.is_partial_b) out_ += t("compare.partial", {{"side", "B"}}) + "\n";
    if (in_.is_same) out_ += t("compare.same") + "\n";
  }
  void line(std::size_t indent, const std::string& words) { out_ += std::string(indent, ' ') + words + "\n"; }
  [[nodiscard]] std::string arrow(const VerdictChange& change) const { return verdict_arrow(change, lang_); }

  /// Names the areas that are not shown.
  void rest(const std::vector<const AreaChange*>& unmoved) {
    if (unmoved.empty()) return;
    std::string names;
    for (std::size_t i = 0; i < std::min(kAreasNamed, unmoved.size()); ++i)
      append_listed(names, unmoved[i]->name + " (" + unmoved[i]->area_code + ")", lang_);
    if (unmoved.size() > kAreasNamed) names += t("compare.and_more_areas", {{"count", std::to_string(unmoved.size() - kAreasNamed)}});
    line(0, "");
    line(0, t("compare.unmoved", {{"count", std::to_string(unmoved.size())}, {"names", names}}));
  }

  void area_text(const AreaChange& area) {
    line(0, "");
    line(0, area.name + " (" + area.area_code + ")  " + arrow(area.verdict));
    for (const StageChange& stage : area.stages) stage_text_of(stage);
    items(area);
  }

  void stage_text_of(const StageChange& stage) {
    line(0, "");
    line(2, stage_text(stage.stage, lang_) + "  " + arrow(stage.verdict));
    indicators(stage);
    schools(stage);
  }

  void indicators(const StageChange& stage) {
    using enum ColumnAlign;
    TerminalTable table({"", t("text.indicator"), t("text.unit"), t("compare.mean_a"), t("compare.mean_b"), t("compare.cv_a"),
                         t("compare.cv_b"), t("compare.difference"), t("text.cv_verdict")},
                        {Left, Left, Left, Right, Right, Right, Right, Right, Left});
    for (const IndicatorChange& change : stage.indicators) {
      if (change.match != Match::Same) continue;
      const standards::Indicator& indicator = *change.indicator;
      table.add_row({indicator.id, indicator.title.in(lang_), std::string(standards::unit_label(indicator.unit, lang_)),
                     shown(change.mean_before, indicator.decimals), shown(change.mean_after, indicator.decimals),
                     cv_text_before(stage, change), cv_text_after(stage, change), shown_difference(cv_before(change), cv_after(change), 3),
                     arrow(change.verdict)});
    }
    if (!table.is_empty()) out_ += table.text(4);
    else line(4, t("compare.no_common_indicator"));
    for (const auto& [match, key] : {std::pair{Match::OnlyBefore, "compare.indicators_a"},
                                     {Match::OnlyAfter, "compare.indicators_b"},
                                     {Match::Redefined, "compare.indicators_redefined"}}) {
      std::string ids;
      for (const IndicatorChange& change : stage.indicators)
        if (change.match == match) ids += (ids.empty() ? "" : ", ") + change.indicator->id;
      if (!ids.empty()) line(4, t(key, {{"ids", ids}}));
    }
    if (!stage.composite_before && !stage.composite_after) return;
    const Params composites = {{"a", shown(stage.composite_before, 3)},
                               {"b", shown(stage.composite_after, 3)},
                               {"change", shown_difference(stage.composite_before, stage.composite_after, 3)}};
    line(4, t(stage.is_composite_comparable ? "compare.composite" : "compare.composite_apart", composites));
  }

  void schools(const StageChange& stage) {
    if (!stage.judges_schools_before || !stage.judges_schools_after) {
      line(4, t(stage.judges_schools_before  ? "compare.schools_not_judged_b"
                : stage.judges_schools_after ? "compare.schools_not_judged_a"
                                             : "compare.schools_not_judged"));
    } else {
      const std::size_t flips = flips_of(stage);
      line(4, t("compare.schools_flip", {{"count", std::to_string(flips)}}));
      std::size_t listed = 0;
      for (const SchoolChange& school : stage.schools) {
        if (!school.verdict.is_flip() || ++listed > kSchoolsShown) continue;
        line(6, school.name + " (" + school.school_id + "): " + arrow(school.verdict));
      }
      if (flips > kSchoolsShown) line(6, t("text.more_schools", {{"count", std::to_string(flips - kSchoolsShown)}}));
    }
    one_sided(stage, "compare.only_a", [](const SchoolChange& school) { return school.only_before && !school.is_outside_other; });
    one_sided(stage, "compare.only_b", [](const SchoolChange& school) { return school.only_after && !school.is_outside_other; });
    one_sided(stage, "compare.enters_a", [](const SchoolChange& school) { return school.only_before && school.is_outside_other; });
    one_sided(stage, "compare.enters_b", [](const SchoolChange& school) { return school.only_after && school.is_outside_other; });
  }

  template <typename Is>
  void one_sided(const StageChange& stage, std::string_view key, Is is) {
    std::string names;
    std::size_t count = 0;
    for (const SchoolChange& school : stage.schools) {
      if (!is(school) || ++count > kSchoolsShown) continue;
      append_listed(names, school.name, lang_);
    }
    if (count > kSchoolsShown) names += t("text.and_more", {{"count", std::to_string(count - kSchoolsShown)}});
    if (count > 0) line(4, t(key, {{"count", std::to_string(count)}, {"names", names}}));
  }

  void items(const AreaChange& area) {
    if (area.items.empty()) return;
    line(0, "");
    line(2, t("text.items"));
    bool any = false;
    for (const ItemChange& item : area.items) {
      if (!has_moved(item, lang_)) continue;
      any = true;
      const auto values = [&](std::size_t i) {
        return item_clause_value(item.before, i, lang_) + " → " + item_clause_value(item.after, i, lang_);
      };
      const auto& clauses = item.any().clauses;
      const std::string title = item.any().item->id + " " + item.any().item->title.in(lang_) + ": ";
      line(4, title + (clauses.size() == 1 ? values(0) + "  " : "") + arrow(item.verdict));
      for (std::size_t i = 0; i < clauses.size() && clauses.size() > 1; ++i) line(6, clauses[i].clause->title.in(lang_) + ": " + values(i));
    }
    if (!any) line(4, t("compare.no_item_moved"));
    for (const auto& [match, key] : {std::pair{Match::OnlyBefore, "compare.items_a"},
                                     {Match::OnlyAfter, "compare.items_b"},
                                     {Match::Redefined, "compare.items_redefined"}}) {
      std::string ids;
      for (const ItemChange& item : area.items)
        if (item.match == match) ids += (ids.empty() ? "" : ", ") + item.any().item->id;
      if (!ids.empty()) line(4, t(key, {{"ids", ids}}));
    }
  }

  static std::size_t flips_of(const StageChange& stage) {
    return static_cast<std::size_t>(
        std::ranges::count_if(stage.schools, [](const SchoolChange& school) { return school.verdict.is_flip(); }));
  }

  /// At most so many areas by name.
  void totals(std::size_t most) {
    const auto flips = std::ranges::count_if(*in_.areas, [](const AreaChange& area) { return area.verdict.is_flip(); });
    line(0, "");
    line(0, t("compare.total", {{"areas", std::to_string(in_.areas->size())}, {"flips", std::to_string(flips)}}));
    std::size_t named = 0;
    for (const AreaChange& area : *in_.areas)
      if (area.verdict.is_flip() && ++named <= most) line(2, area.name + " (" + area.area_code + "): " + arrow(area.verdict));
    if (named > most) line(2, t("compare.more_flips", {{"count", std::to_string(named - most)}}));
  }

  const CompareInput& in_;
  Lang lang_;
  std::string out_;
};

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
  json.member("schools_a", stage.schools_entered_before).member("schools_b", stage.schools_entered_after);
  json.member("composite_cv_a", stage.composite_before).member("composite_cv_b", stage.composite_after);
  json.member("composite_comparable", stage.is_composite_comparable);
  json.member("schools_judged_a", stage.judges_schools_before).member("schools_judged_b", stage.judges_schools_after);
  json.key("indicators").begin_array();
  for (const auto& change : stage.indicators) {
    json.begin_object();
    json.member("id", std::string_view(change.indicator->id))
        .member("match", to_string(change.match))
        .member("unit", std::string_view(change.indicator->unit));
    json.member("mean_a", change.mean_before).member("mean_b", change.mean_after);
    json.member("cv_a", change.cv_before).member("cv_b", change.cv_after);
    // Null where a side does not have the indicator: there none was asked for a value.
    const bool is_in_a = change.match != Match::OnlyAfter;
    const bool is_in_b = change.match != Match::OnlyBefore;
    const auto count = [&](std::string_view name, bool is_there, std::uint32_t schools) {
      if (is_there) json.member(name, schools);
      else json.key(name).null();
    };
    count("schools_valued_a", is_in_a, change.schools_valued_before);
    count("schools_valued_b", is_in_b, change.schools_valued_after);
    write_change(json, change.verdict);
    json.end_object();
  }
  json.end_array();
  json.key("schools").begin_array();
  for (const auto& school : stage.schools) {
    json.begin_object();
    json.member("school_id", std::string_view(school.school_id)).member("name", std::string_view(school.name));
    write_change(json, school.verdict);
    json.member("only_a", school.only_before).member("only_b", school.only_after).member("outside_other", school.is_outside_other);
    json.end_object();
  }
  json.end_array().end_object();
}

void write_item(JsonWriter& json, const ItemChange& item, Masking masking) {
  const auto is_shown = [&](const assess::ItemResult* side) {
    return side != nullptr && (masking == Masking::Full || !tells_small_count(*side));
  };
  const auto value = [&](const assess::ItemResult* side) { return is_shown(side) ? side->value : std::nullopt; };
  json.begin_object();
  json.member("id", std::string_view(item.any().item->id)).member("match", to_string(item.match));
  json.member("value_a", value(item.before)).member("value_b", value(item.after));
  write_change(json, item.verdict);
  const auto clause_number = [&](const assess::ItemResult* side, std::size_t i) {
    return is_shown(side) ? side->clauses[i].value : std::nullopt;
  };
  json.key("clauses").begin_array();
  // Clauses of a redefined item are others on each side.
  for (std::size_t i = 0; i < item.any().clauses.size() && item.match != Match::Redefined; ++i) {
    json.begin_object();
    json.member("id", std::string_view(item.any().clauses[i].clause->id));
    json.member("value_a", clause_number(item.before, i)).member("value_b", clause_number(item.after, i));
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace

std::string compare_text(const CompareInput& input) { return CompareText(input).run(); }
std::string compare_summary(const CompareInput& input) { return CompareText(input).summary(); }

std::string compare_json(const CompareInput& input) {
  JsonWriter json;
  json.begin_object();
  json.member("a", std::string_view(input.label_a)).member("b", std::string_view(input.label_b));
  json.member("source_a", std::string_view(input.manifest_a->source)).member("source_b", std::string_view(input.manifest_b->source));
  json.member("synthetic_a", input.manifest_a->is_synthetic).member("synthetic_b", input.manifest_b->is_synthetic);
  json.member("partial_a", input.is_partial_a).member("partial_b", input.is_partial_b);
  json.key("areas").begin_array();
  for (const AreaChange& area : *input.areas) {
    json.begin_object();
    json.member("area_code", std::string_view(area.area_code)).member("name", std::string_view(area.name));
    write_change(json, area.verdict);
    json.key("stages").begin_array();
    for (const StageChange& stage : area.stages) write_stage(json, stage);
    json.end_array();
    json.key("items").begin_array();
    for (const ItemChange& item : area.items) write_item(json, item, input.masking);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace junheng::report
