#include <algorithm>

#include "junheng/report/data_origin.h"
#include "junheng/report/html_view.h"
#include "junheng/report/inequality_charts.h"
#include "junheng/report/inequality_relations.h"
#include "junheng/report/inequality_report.h"
#include "junheng/report/inequality_words.h"
#include "junheng/report/listing.h"
#include "junheng/report/number_format.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

using monitor::Inequality;

/// Rows of a level that are open at once; the rest can be unfolded, up to kMostAreas.
constexpr std::size_t kAreasOpen = 15;
constexpr std::size_t kMostAreas = 300;
constexpr std::size_t kContributorsNamed = 3;
constexpr std::size_t kMissingNamed = 50;

class InequalityPage {
 public:
  explicit InequalityPage(const InequalityInput& input) : input_(input), templates_(input.lang) {}

  std::string run() {
    const model::Manifest& manifest = input_.dataset().manifest;
    const monitor::SampleRequest& request = input_.first().request;
    View view;
    std::vector<View> parts;
    for (const Inequality& result : *input_.results) parts.push_back(part(result));
    view.list("parts", std::move(parts));
    view.text("title", manifest.title.empty() ? say("html.kicker") : manifest.title).text("kicker", say("html.kicker"));
    view.flag("is_of_schools", !request.unit_level).flag("has_concentration", input_.first().concentration.has_value());
    view.text("stage", sample_name(request, input_.lang)).text("year", school_year_words(request.year, input_.lang));
    view.text("source", source_words(manifest.source, input_.lang)).text("licence", manifest.licence);
    view.text("pack", request.pack->title.in(input_.lang)).text("pack_id", request.pack->id);
    view.text("date", input_.date).text("version", input_.version);
    view.flag("is_synthetic", manifest.is_synthetic).flag("is_partial", input_.is_partial);
    for (const char* key : {"part", "index", "value", "interval", "definition", "area", "schools", "mean", "share", "between", "weight",
                            "school", "reason", "year", "stage", "place", "area_code", "evidence"})
      view.text("column_" + std::string(key), say("column." + std::string(key)));
    for (const char* key : {"indices", "lorenz", "decomposition", "missing", "method", "reading", "trend", "method_weights", "method_theil",
                            "method_between", "method_bootstrap", "method_undefined", "relations", "moran", "method_moran",
                            "method_convergence", "method_dagum", "method_segregation", "method_concentration"})
      view.text("word_" + std::string(key), say("html." + std::string(key)));
    view.text("theil_t", say("name.theil_t")).text("theil_l", say("name.theil_l")).text("label_cv", say("name.cv"));
    view.text("css", std::string(asset("report.css"))).text("script", std::string(asset("report.js")));
    view.text("lang", input_.lang == Lang::Zh ? "zh-CN" : "en");
    return templates_.render("inequality", view);
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const {
    return unit_text(units_of(input_.first().request), key, input_.lang, params);
  }

  View part(const Inequality& result) {
    View view;
    view.text("quantity", inequality_quantity(result.request, input_.lang));
    view.text("mean_sentence", say("mean", {{"mean", shown_digits(result.whole.mean)},
                                            {"schools", shown_amount(static_cast<double>(result.whole.schools))}}));
    view.text("summary", summary(result));
    view.list("rows", index_rows(result));
    view.flag("has_units", result.request.unit_level.has_value()).list("units", unit_rows(result));
    view.text("lorenz_chart", lorenz_chart(result, input_.lang)).text("parts_chart", theil_chart(result, input_.lang));
    view.list("terms", term_rows(result));
    view.flag("has_trend", !result.trend.empty()).list("years", year_rows(result));
    std::vector<View> relations;
    for (const auto& lines : {concentration_lines, dagum_lines, moran_lines, convergence_lines, segregation_lines})
      for (const std::string& words : lines(result, input_.lang)) {
        View line;
        relations.push_back(line.text("words", words));
      }
    view.flag("has_relations", !relations.empty()).list("relations", std::move(relations));
    view.text("moran_chart", moran_chart(result, input_.lang));
    std::vector<View> levels;
    for (std::size_t level = 0; level < result.levels.size(); ++level) levels.push_back(level_view(result, level));
    view.list("levels", std::move(levels));
    std::vector<View> notes;
    for (const std::string& note : inequality_notes(result, input_.lang)) {
      View line;
      notes.push_back(line.text("words", note));
    }
    view.list("notes", std::move(notes));
    view.flag("has_missing", !result.sample.without_value.empty()).list("missing", missing_rows(result));
    view.text("missing_more",
              result.sample.without_value.size() > kMissingNamed
                  ? say("html.more", {{"count", shown_amount(static_cast<double>(result.sample.without_value.size() - kMissingNamed))}})
                  : "");
    return view;
  }

  /// "62.4 % of Theil T lies between counties ...".
  std::string summary(const Inequality& result) {
    const monitor::TheilByLevel& theil = result.whole.theil_t;
    if (theil.undefined || theil.terms.size() < 2 || theil.total() == 0) return {};
    const auto largest = std::ranges::max_element(theil.terms, {}, &monitor::TheilTerm::value);
    return say(
        "html.summary",
        {{"share", shown_percent(largest->value / theil.total())},
         {"part", term_name(theil.terms, static_cast<std::size_t>(largest - theil.terms.begin()), input_.lang, units_of(result.request))}});
  }

  std::vector<View> unit_rows(const Inequality& result) {
    std::vector<View> rows;
    const std::vector<AreaUnit> units = area_units(result);
    for (std::size_t i = 0; i < std::min(kMostAreas, units.size()); ++i) {
      View row;
      row.text("name", units[i].name).text("code", units[i].code).text("value", shown_digits(units[i].value));
      rows.push_back(row.text("weight", shown_amount(units[i].weight)).text("evidence", units[i].evidence));
    }
    return rows;
  }

  std::vector<View> index_rows(const Inequality& result) {
    std::vector<View> rows;
    for (const monitor::IndexResult& index : result.whole.indices) {
      const auto interval = shown_interval(index);
      View row;
      row.text("name", index_name(index.index, input_.lang)).text("value", shown(index.value, 4));
      row.text("interval", interval ? shown(interval->interval.low, 4) + " – " + shown(interval->interval.high, 4) : "—");
      row.text("method", interval ? say("method." + interval->method) + interval_warning(result, input_.lang) : "");
      row.text("definition", index_remark(index, input_.lang));
      rows.push_back(std::move(row));
    }
    return rows;
  }

  std::vector<View> term_rows(const Inequality& result) {
    const monitor::TheilByLevel& t = result.whole.theil_t;
    const monitor::TheilByLevel& l = result.whole.theil_l;
    const auto& named = t.undefined ? l.terms : t.terms;
    const auto words = [](const monitor::TheilByLevel& theil, std::size_t i) {
      if (theil.undefined) return std::string("—");
      const std::string value = shown(theil.terms[i].value, 5);
      return theil.total() > 0 ? value + " (" + shown_percent(theil.terms[i].value / theil.total()) + ")" : value;
    };
    std::vector<View> rows;
    for (std::size_t i = 0; i < named.size(); ++i) {
      View row;
      rows.push_back(
          row.text("name", term_name(named, i, input_.lang, units_of(result.request))).text("t", words(t, i)).text("l", words(l, i)));
    }
    return rows;
  }

  std::vector<View> year_rows(const Inequality& result) {
    std::vector<View> rows;
    for (const monitor::YearInequality& year : result.trend) {
      View row;
      row.text("year", school_year_words(year.year, input_.lang)).text("schools", shown_amount(static_cast<double>(year.schools)));
      std::vector<View> cells;
      for (const monitor::IndexResult& index : year.indices) {
        View cell;
        cells.push_back(cell.text("label", index_name(index.index, input_.lang)).text("value", shown(index.value, 4)));
      }
      row.text("mean", year.undefined ? "—" : shown_digits(year.mean)).list("cells", std::move(cells));
      rows.push_back(row.text("why", year.undefined ? year.undefined->message(input_.lang) : ""));
    }
    return rows;
  }

  View area_row(const Inequality& result, std::size_t at, std::size_t g, double total) {
    const monitor::GroupResult& group = result.levels[at].groups[g];
    View row;
    const std::string name = group_name(result, at, group.group, input_.lang);
    const std::string code = group.group.setting && !group.group.area ? "" : group_code(input_.dataset(), group.group);
    row.text("name", name).text("code", code == name ? "" : code);
    row.text("schools", shown_amount(static_cast<double>(group.schools))).text("weight", shown_amount(group.weight));
    row.text("mean", shown_digits(group.mean)).text("cv", shown(group.cv, 3));
    row.text("between", group.between ? shown(*group.between, 6) : "—");
    return row.text("share", group.between && total > 0 ? shown_percent(*group.between / total) : "—");
  }

  View level_view(const Inequality& result, std::size_t at) {
    const monitor::LevelResult& level = result.levels[at];
    std::vector<std::size_t> order = by_contribution(level);
    if (order.empty())
      for (std::size_t g = 0; g < level.groups.size(); ++g) order.push_back(g);
    const double total = result.whole.theil_t.undefined ? 0 : result.whole.theil_t.terms[at].value;
    View view;
    view.text("title", say("html.areas",
                           {{"level", level_name(level.name, input_.lang)}, {"count", shown_amount(static_cast<double>(order.size()))}}));
    std::string top;
    for (std::size_t i = 0; i < std::min(kContributorsNamed, order.size()) && total > 0; ++i)
      append_listed(top,
                    group_name(result, at, level.groups[order[i]].group, input_.lang) + " (" +
                        shown_percent(*level.groups[order[i]].between / total) + ")",
                    input_.lang);
    view.text("contributors", top.empty() ? "" : say("html.contributors", {{"names", top}}));
    std::vector<View> open;
    std::vector<View> rest;
    for (std::size_t i = 0; i < std::min(kMostAreas, order.size()); ++i)
      (i < kAreasOpen ? open : rest).push_back(area_row(result, at, order[i], total));
    view.text("more", rest.empty() ? "" : say("html.more_areas", {{"count", std::to_string(rest.size())}}));
    view.text("left_out", order.size() > kMostAreas
                              ? say("html.areas_left_out", {{"count", shown_amount(static_cast<double>(order.size() - kMostAreas))}})
                              : "");
    return view.list("open", std::move(open)).list("rest", std::move(rest));
  }

  std::vector<View> missing_rows(const Inequality& result) {
    std::vector<View> rows;
    for (std::size_t i = 0; i < std::min(kMissingNamed, result.sample.without_value.size()); ++i) {
      const monitor::UnitWithoutValue& school = result.sample.without_value[i];
      const UnitPlace place = unit_place(result.request, school.unit);
      View row;
      row.text("name", place.name).text("area", place.area);
      rows.push_back(row.text("reason", inequality_measure(result.request, school.measure, input_.lang) + ": " +
                                            std::string(text("absence." + std::string(model::to_string(school.absence)), input_.lang))));
    }
    return rows;
  }

  const InequalityInput& input_;
  HtmlTemplates templates_;
};

}  // namespace

std::string inequality_html(const InequalityInput& input) { return InequalityPage(input).run(); }

}  // namespace junheng::report
