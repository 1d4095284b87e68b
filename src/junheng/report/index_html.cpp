#include <algorithm>

#include "junheng/core/text.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/html_view.h"
#include "junheng/report/index_chart.h"
#include "junheng/report/index_report.h"
#include "junheng/report/index_words.h"
#include "junheng/report/inequality_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

using monitor::CompositeIndex;
using monitor::RankedUnit;

/// Units in one picture; two pictures stand side by side.
constexpr std::size_t kChartRows = 30;
constexpr std::size_t kRowsOpen = 60;
constexpr std::size_t kMostRows = 500;
constexpr std::size_t kMostUnranked = 100;

class IndexPage {
 public:
  explicit IndexPage(const IndexInput& input) : input_(input), index_(*input.index), templates_(input.lang) {}

  std::string run() {
    const model::Manifest& manifest = index_.sample.dataset->manifest;
    View view;
    view.text("lang", input_.lang == Lang::Zh ? "zh-CN" : "en").text("version", input_.version).text("date", input_.date);
    view.text("css", std::string(asset("report.css"))).text("script", std::string(asset("report.js")));
    view.text("title", index_.spec.title).text("kicker", say("html.kicker")).text("place", manifest.title);
    view.text("stage", index_stage(index_, input_.lang));
    view.text("year", school_year_words(index_.sample.year, input_.lang));
    view.text("source", source_words(manifest.source, input_.lang)).text("licence", manifest.licence);
    view.flag("is_synthetic", manifest.is_synthetic).flag("is_partial", input_.is_partial);
    view.text("counts", say("html.counts", {{"ranked", amount(index_.ranking.size())}, {"unranked", amount(index_.unranked.size())}}));
    for (const char* key : {"ranking", "weights", "unranked", "notes", "reason", "stage", "coordination"})
      view.text("word_" + std::string(key), say("html." + std::string(key)));
    for (const char* key : {"rank", "interval", "unit", "score", "component", "direction", "weight", "funnel", "peers", "schools",
                            "coupling", "development", "coordination", "coordination_class"})
      view.text("column_" + std::string(key), say("column." + std::string(key)));
    view.flag("has_interval", index_.replicates > 0).flag("has_schools", index_.spec.level && !index_.spec.is_of_areas());
    view.flag("has_funnel", has_funnel(index_)).flag("has_peers", has_peers(index_));
    if (index_.spec.is_of_areas()) view.text("word_stage", say("html.level"));
    charts(view);
    ranking(view);
    weights(view);
    coordination(view);
    unranked(view);
    std::vector<View> notes;
    for (const std::string& note : index_notes(index_, input_.lang)) notes.push_back(View().text("words", note));
    return templates_.render("index", view.list("notes", std::move(notes)));
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const {
    return text("index." + std::string(key), input_.lang, params);
  }
  static std::string amount(std::size_t count) { return shown_amount(static_cast<double>(count)); }

  /// Of a long ranking the first and the last, each in a picture of its own.
  void charts(View& view) const {
    const std::size_t count = index_.ranking.size();
    const std::size_t first = count > kChartRows ? std::min((count + 1) / 2, kChartRows) : count;
    const std::size_t second = std::min(count - first, kChartRows);
    std::vector<View> charts = {chart(0, first)};
    if (second > 0) charts.push_back(chart(count - second, second));
    view.list("charts", std::move(charts));
    view.text("chart_words", say(index_.replicates > 0 ? "html.chart_rank" : "html.chart_score"));
    view.text("chart_cut", count > first + second ? say("html.chart_cut", {{"count", amount(count - first - second)}}) : "");
  }

  [[nodiscard]] View chart(std::size_t first, std::size_t count) const {
    View view;
    view.text("caption", say("html.chart_part", {{"first", amount(first + 1)}, {"last", amount(first + count)}}));
    return view.text("svg", league_chart(index_, first, count, input_.lang));
  }

  void ranking(View& view) const {
    std::vector<View> heads;
    for (std::size_t j = 0; j < index_.weights.size(); ++j) heads.push_back(View().text("words", index_component(index_, j, input_.lang)));
    std::vector<View> open;
    std::vector<View> rest;
    for (std::size_t i = 0; i < std::min(kMostRows, index_.ranking.size()); ++i)
      (i < kRowsOpen ? open : rest).push_back(row(index_.ranking[i]));
    view.list("heads", std::move(heads));
    view.text("more", rest.empty() ? "" : say("html.more", {{"count", amount(rest.size())}}));
    view.list("open", std::move(open)).list("rest", std::move(rest));
    const std::size_t count = index_.ranking.size();
    view.text("left_out", count > kMostRows ? say("html.left_out", {{"count", amount(count - kMostRows)}}) : "");
    if (!has_funnel(index_)) return;
    std::size_t beyond = 0;
    std::size_t limited = 0;
    for (const RankedUnit& unit : index_.ranking) {
      if (!unit.funnel) continue;
      ++limited;
      const double value = unit.components.front().value;
      if (value < unit.funnel->low || value > unit.funnel->high) ++beyond;
    }
    view.text("funnel",
              limited == 0
                  ? say("html.funnel_none")
                  : say("html.funnel",
                        {{"component", index_component(index_, 0, input_.lang)}, {"beyond", amount(beyond)}, {"count", amount(limited)}}));
  }

  [[nodiscard]] View row(const RankedUnit& unit) const {
    View view;
    view.text("rank", std::to_string(unit.rank)).text("interval", index_interval(unit)).text("name", index_unit(index_, unit.unit));
    view.text("code", index_unit_id(index_, unit.unit)).text("score", shown(unit.score, 4)).text("schools", amount(unit.schools));
    std::vector<View> cells;
    for (std::size_t j = 0; j < unit.components.size(); ++j) {
      const monitor::ComponentResult& part = unit.components[j];
      View cell;
      cell.text("label", index_component(index_, j, input_.lang)).text("value", shown_digits(part.value));
      cell.text("part", part.score ? say(part.contribution ? "html.part_contribution" : "html.part_score",
                                         {{"score", shown(part.score, 3)}, {"contribution", shown(part.contribution, 3)}})
                                   : "");
      cells.push_back(std::move(cell));
    }
    view.list("cells", std::move(cells));
    return view.text("place", index_funnel_place(unit, input_.lang))
        .text("likes", index_peers(index_, unit, input_.lang, unit.peers.size()));
  }

  void weights(View& view) const {
    std::vector<View> rows;
    for (std::size_t j = 0; j < index_.weights.size(); ++j) {
      View line;
      line.text("name", index_component(index_, j, input_.lang)).text("weight", shown(index_.weights[j], 4));
      line.text("direction", say(index_.spec.components[j].direction == stats::Direction::Higher ? "positive" : "negative"));
      rows.push_back(std::move(line));
    }
    view.list("components", std::move(rows));
    view.text("method", index_method(index_, input_.lang)).text("consistency", index_consistency(index_, input_.lang));
  }

  void coordination(View& view) const {
    std::vector<View> heads;
    for (std::size_t s = 0; s < index_.spec.subsystems.size(); ++s) heads.push_back(View().text("words", subsystem_name(index_, s)));
    view.flag("has_coordination", !heads.empty()).flag("has_classes", !index_.spec.classes.empty());
    std::vector<View> rows;
    for (std::size_t i = 0; i < std::min(kMostRows, index_.ranking.size()) && !heads.empty(); ++i) {
      const RankedUnit& unit = index_.ranking[i];
      View row;
      row.text("name", index_unit(index_, unit.unit)).text("rank", std::to_string(unit.rank));
      std::vector<View> cells;
      for (std::size_t s = 0; s < unit.coordination->scores.size(); ++s)
        cells.push_back(View().text("label", subsystem_name(index_, s)).text("value", shown(unit.coordination->scores[s], 4)));
      row.list("cells", std::move(cells)).text("c", shown(unit.coordination->coupling, 4));
      row.text("t", shown(unit.coordination->development, 4)).text("d", shown(unit.coordination->degree, 4));
      rows.push_back(row.text("class", coordination_class(index_, unit)));
    }
    view.list("subsystems", std::move(heads)).list("in_step", std::move(rows));
  }

  void unranked(View& view) const {
    std::vector<View> rows;
    for (std::size_t i = 0; i < std::min(kMostUnranked, index_.unranked.size()); ++i) {
      const monitor::UnrankedUnit& unit = index_.unranked[i];
      View line;
      rows.push_back(line.text("name", index_unit(index_, unit.unit)).text("reason", index_lack(index_, unit, input_.lang)));
    }
    view.flag("has_unranked", !rows.empty()).list("unranked", std::move(rows));
    const std::size_t count = index_.unranked.size();
    view.text("unranked_more", count > kMostUnranked ? say("html.left_out", {{"count", amount(count - kMostUnranked)}}) : "");
  }

  const IndexInput& input_;
  const CompositeIndex& index_;
  HtmlTemplates templates_;
};

}  // namespace

std::string index_html(const IndexInput& input) { return IndexPage(input).run(); }

}  // namespace junheng::report
