// Inequality as a workbook.
#include <numeric>

#include "junheng/formats/xlsx_writer.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/inequality_relations.h"
#include "junheng/report/inequality_report.h"
#include "junheng/report/inequality_words.h"
#include "junheng/report/sheet_styles.h"

namespace junheng::report {

namespace {

using formats::Align;
using monitor::Inequality;

class InequalityWorkbook {
 public:
  InequalityWorkbook(const InequalityInput& input, const std::string& path) : input_(input), writer_(path) {}

  Result<void> run() {
    const model::Manifest& manifest = input_.dataset().manifest;
    writer_.set_properties(say("html.kicker"),
                           manifest.is_synthetic ? text("text.synthetic", input_.lang) : std::string_view(manifest.source));
    indices();
    decomposition();
    if (input_.first().request.unit_level) {
      if (!input_.first().levels.empty()) areas();
      units();
    } else {
      areas();
      schools();
    }
    concentration();
    dagum();
    moran();
    convergence();
    segregation();
    return writer_.close();
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const {
    return unit_text(units_of(input_.first().request), key, input_.lang, params);
  }

  void begin(std::string_view sheet, const std::vector<std::string>& columns) {
    writer_.add_sheet(say("sheet." + std::string(sheet)));
    row_ = 1;
    writer_.text(
        row_++, 1,
        say("html.kicker") + (input_.dataset().manifest.is_synthetic ? " – " + std::string(text("text.synthetic", input_.lang)) : ""),
        title_style());
    if (input_.is_partial) writer_.text(row_++, 1, say("partial"), alert_style());
    for (std::size_t c = 0; c < columns.size(); ++c)
      writer_.text(row_, static_cast<std::uint32_t>(c + 1), say("column." + columns[c]), header_style());
    writer_.column_width(1, 2, 28);
    writer_.column_width(3, static_cast<std::uint32_t>(columns.size()), 18);
    writer_.freeze(row_, 0);
    head_ = row_++;
    columns_ = static_cast<std::uint32_t>(columns.size());
  }
  void finish() {
    if (row_ > head_ + 1) writer_.autofilter(head_, 1, row_ - 1, columns_);
    writer_.print_setup(true, head_);
  }
  /// Lines below the table, with an empty one before them.
  void notes(const std::vector<std::string>& lines) {
    ++row_;
    for (const std::string& line : lines) writer_.text(row_++, 1, line, line_style());
  }
  void source() {
    notes({text("inequality.note.source", input_.lang, {{"source", source_words(input_.dataset().manifest.source, input_.lang)}})});
  }
  void word(std::uint32_t column, const std::string& value) { writer_.text(row_, column, value, text_style(Mark::None, Align::Left)); }
  void number(std::uint32_t column, std::optional<double> value, int decimals) {
    if (value) writer_.number(row_, column, *value, number_style(Mark::None, decimals, Align::Right));
    else writer_.blank(row_, column, text_style(Mark::None, Align::Right));
  }
  void year(std::uint32_t column, SchoolYear year) { writer_.number(row_, column, year.first, text_style(Mark::None, Align::Right)); }

  void indices() {
    begin("indices", {"quantity", "index", "year", "value", "low", "high", "method", "definition"});
    for (const Inequality& result : *input_.results) {
      for (const monitor::IndexResult& index : result.whole.indices) {
        const auto interval = shown_interval(index);
        word(1, inequality_quantity(result.request, input_.lang));
        word(2, index_name(index.index, input_.lang));
        year(3, result.request.year);
        number(4, index.value, 6);
        number(5, interval ? std::optional(interval->interval.low) : std::nullopt, 6);
        number(6, interval ? std::optional(interval->interval.high) : std::nullopt, 6);
        word(7, interval ? say("method." + interval->method) + interval_warning(result, input_.lang) : "");
        word(8, index_remark(index, input_.lang));
        ++row_;
      }
    }
    finish();
    for (const Inequality& result : *input_.results) notes(inequality_notes(result, input_.lang));
    source();
  }

  void decomposition() {
    begin("decomposition", {"quantity", "part", "year", "theil_t", "theil_t_percent", "theil_l", "theil_l_percent"});
    for (const Inequality& result : *input_.results) {
      std::vector<monitor::YearInequality> years = result.trend;
      if (years.empty()) years.push_back(result.whole);
      for (const monitor::YearInequality& each : years) {
        const auto& named = each.theil_t.undefined ? each.theil_l.terms : each.theil_t.terms;
        const auto value = [](const monitor::TheilByLevel& theil, std::size_t i) {
          return theil.terms.empty() ? std::nullopt : std::optional(theil.terms[i].value);
        };
        const auto percent = [](const monitor::TheilByLevel& theil, std::size_t i) {
          return theil.terms.empty() || theil.total() == 0 ? std::nullopt : std::optional(100 * theil.terms[i].value / theil.total());
        };
        for (std::size_t i = 0; i < named.size(); ++i, ++row_) {
          word(1, inequality_quantity(result.request, input_.lang));
          word(2, term_name(named, i, input_.lang, units_of(result.request)));
          year(3, each.year);
          number(4, value(each.theil_t, i), 8);
          number(5, percent(each.theil_t, i), 2);
          number(6, value(each.theil_l, i), 8);
          number(7, percent(each.theil_l, i), 2);
        }
      }
    }
    finish();
  }

  void areas() {
    begin("areas", {"quantity", "area", "level", "area_code", "schools", "weight", "mean", "cv", "between"});
    for (const Inequality& result : *input_.results)
      for (std::size_t level = 0; level < result.levels.size(); ++level)
        for (const monitor::GroupResult& group : result.levels[level].groups) {
          word(1, inequality_quantity(result.request, input_.lang));
          word(2, group_name(result, level, group.group, input_.lang));
          word(3, level_name(result.levels[level].name, input_.lang));
          word(4, group_code(input_.dataset(), group.group));
          number(5, static_cast<double>(group.schools), 0);
          number(6, group.weight, 0);
          number(7, group.mean, 4);
          number(8, group.cv, 4);
          number(9, group.between, 8);
          ++row_;
        }
    finish();
  }

  void schools() {
    begin("schools", {"quantity", "school", "school_id", "area_code", "value", "weight", "reason"});
    const model::Dataset& data = input_.dataset();
    for (const Inequality& result : *input_.results) {
      const auto place = [&](SchoolIndex school) {
        word(1, inequality_quantity(result.request, input_.lang));
        word(2, std::string(data.schools.names.at(school.value)));
        word(3, std::string(data.schools.ids.at(school.value)));
        word(4, std::string(data.areas.codes.at(data.schools.areas[school.value].value)));
      };
      for (std::size_t i = 0; i < result.sample.schools.size(); ++i, ++row_) {
        place(result.sample.schools[i]);
        number(5, result.sample.values[i], 4);
        number(6, result.sample.weights.empty() ? 1 : result.sample.weights[i], 0);
        word(7, "");
      }
      for (const monitor::UnitWithoutValue& school : result.sample.without_value) {
        place(SchoolIndex(school.unit));
        number(5, std::nullopt, 4);
        number(6, std::nullopt, 0);
        word(7, inequality_measure(result.request, school.measure, input_.lang) + ": " +
                    std::string(text("absence." + std::string(model::to_string(school.absence)), input_.lang)));
        ++row_;
      }
    }
    finish();
  }

  /// Every area that is a unit, with its value and where that comes from.
  void units() {
    begin("schools", {"quantity", "school", "area_code", "value", "weight", "evidence", "reason"});
    for (const Inequality& result : *input_.results) {
      const auto begin_row = [&](const std::string& name, const std::string& code) {
        word(1, inequality_quantity(result.request, input_.lang));
        word(2, name);
        word(3, code);
      };
      for (const AreaUnit& unit : area_units(result)) {
        begin_row(unit.name, unit.code);
        number(4, unit.value, 4);
        number(5, unit.weight, 0);
        word(6, unit.evidence);
        word(7, "");
        ++row_;
      }
      for (const monitor::UnitWithoutValue& area : result.sample.without_value) {
        const UnitPlace place = unit_place(result.request, area.unit);
        begin_row(place.name, place.code);
        number(4, std::nullopt, 4);
        number(5, std::nullopt, 0);
        word(6, "");
        word(7, inequality_measure(result.request, area.measure, input_.lang) + ": " +
                    std::string(text("absence." + std::string(model::to_string(area.absence)), input_.lang)));
        ++row_;
      }
    }
    finish();
    for (const Inequality& result : *input_.results) notes(inequality_notes(result, input_.lang));
    source();
  }

  /// What the quantity is of: schools and weights.
  [[nodiscard]] std::string basis(const Inequality& result) const { return inequality_notes(result, input_.lang)[1]; }

  void concentration() {
    if (!input_.first().concentration) return;
    begin("concentration",
          {"quantity", "rank_by", "value", "low", "high", "method", "gini", "schools", "weight", "without_rank", "verdict"});
    for (const Inequality& result : *input_.results) {
      const monitor::Concentration& concentration = *result.concentration;
      const auto interval = concentration_interval(concentration);
      word(1, inequality_quantity(result.request, input_.lang));
      word(2, ranking_name(result, input_.lang));
      number(3, concentration.value, 6);
      number(4, interval ? std::optional(interval->interval.low) : std::nullopt, 6);
      number(5, interval ? std::optional(interval->interval.high) : std::nullopt, 6);
      word(6, interval ? say("method." + interval->method) + interval_warning(result, input_.lang) : "");
      number(7, concentration.gini, 6);
      number(8, static_cast<double>(concentration.units), 0);
      number(9, concentration.weight, 0);
      number(10, static_cast<double>(concentration.without_rank.size()), 0);
      word(11, concentration_verdict(result, input_.lang));
      ++row_;
    }
    finish();
    notes({say("html.method_concentration")});
    source();
  }

  void dagum() {
    if (!input_.first().dagum) return;
    begin("dagum", {"quantity", "level", "part", "value", "gini_percent", "unit", "schools", "weight", "basis"});
    for (const Inequality& result : *input_.results) {
      if (!result.dagum) continue;
      const auto line = [&](std::string_view part, std::optional<double> value, double total) {
        word(1, inequality_quantity(result.request, input_.lang));
        word(2, level_name(result.dagum->level, input_.lang));
        word(3, say("part." + std::string(part)));
        number(4, value, 6);
        number(5, value && total > 0 ? std::optional(100 * *value / total) : std::nullopt, 2);
        word(6, value ? say("unit.none") : result.dagum->undefined->message(input_.lang));
        number(7, static_cast<double>(result.whole.schools), 0);
        number(8, result.whole.weight, 0);
        word(9, basis(result));
        ++row_;
      };
      if (const auto& parts = result.dagum->parts) {
        line("within", parts->within, parts->total());
        line("between", parts->between, parts->total());
        line("overlap", parts->overlap, parts->total());
      }
      line("gini", result.dagum->parts ? std::optional(result.dagum->parts->total()) : std::nullopt,
           result.dagum->parts ? result.dagum->parts->total() : 0);
    }
    finish();
    notes({say("html.method_dagum")});
    source();
  }

  void moran() {
    if (!input_.first().moran) return;
    begin("moran", {"quantity", "area", "area_code", "moran_i", "p", "mean", "lag", "quadrant", "is_significant"});
    for (const Inequality& result : *input_.results) {
      if (!result.moran) continue;
      const monitor::AreaMoran& moran = *result.moran;
      const std::string quantity = inequality_quantity(result.request, input_.lang);
      word(1, quantity);
      word(2, say("moran.all", {{"areas", std::to_string(moran.placed)}, {"level", moran_level(result, input_.lang)}}));
      word(3, "");
      number(4, moran.undefined ? std::nullopt : std::optional(moran.i), 6);
      number(5, moran.undefined ? std::nullopt : std::optional(moran.p), 4);
      number(6, std::nullopt, 4);
      number(7, std::nullopt, 4);
      word(8, moran_verdict(result, input_.lang));
      word(9, "");
      ++row_;
      for (const monitor::MoranArea& area : moran.areas) {
        word(1, quantity);
        word(2, std::string(input_.dataset().areas.names.at(area.area.value)));
        word(3, std::string(input_.dataset().areas.codes.at(area.area.value)));
        number(4, std::nullopt, 6);
        number(5, area.p, 4);
        number(6, area.mean, 6);
        number(7, area.lag, 6);
        word(8, quadrant_name(area.quadrant, input_.lang));
        word(9, say(area.is_significant() ? "html.moran_significant" : "html.moran_other"));
        ++row_;
      }
    }
    finish();
    for (const Inequality& result : *input_.results) notes(moran_lines(result, input_.lang));
    notes({say("unit.means", {{"quantity", inequality_quantity(input_.first().request, input_.lang)}}), say("html.method_moran")});
    source();
  }

  void convergence() {
    if (!input_.first().convergence) return;
    begin("convergence", {"quantity", "level", "measure", "from_year", "year", "areas", "value", "unit"});
    for (const Inequality& result : *input_.results) {
      if (!result.convergence) continue;
      for (const ConvergenceFigure& figure : convergence_figures(*result.convergence)) {
        word(1, inequality_quantity(result.request, input_.lang));
        word(2, convergence_level(result, input_.lang));
        word(3, say("convergence." + figure.id));
        if (figure.first == figure.last) word(4, "");
        else year(4, figure.first);
        year(5, figure.last);
        number(6, static_cast<double>(figure.areas), 0);
        number(7, figure.value, 6);
        word(8, figure.undefined ? figure.undefined->message(input_.lang) : say("unit." + std::string(figure.unit)));
        ++row_;
      }
    }
    finish();
    for (const Inequality& result : *input_.results) notes(convergence_lines(result, input_.lang));
    notes({say("html.method_convergence")});
    source();
  }

  void segregation() {
    if (input_.first().segregation.empty()) return;
    begin("segregation", {"group", "index", "part", "value", "percent", "unit", "group_pupils", "pupils", "schools", "schools_missing"});
    for (const monitor::Segregation& each : input_.first().segregation) {
      for (const SegregationFigure& figure : segregation_figures(each, input_.lang)) {
        word(1, segregated_groups(each, input_.lang));
        word(2, std::string(figure.index));
        word(3, figure.part);
        number(4, figure.value, 6);
        number(5, figure.percent, 2);
        word(6, each.undefined ? each.undefined->message(input_.lang) : say("unit." + std::string(figure.unit)));
        number(7, std::accumulate(each.group_pupils.begin(), each.group_pupils.end(), 0.0), 0);
        number(8, each.pupils, 0);
        number(9, static_cast<double>(each.schools), 0);
        number(10, static_cast<double>(each.without_value.size()), 0);
        ++row_;
      }
    }
    finish();
    notes({say("html.method_segregation")});
    source();
  }

  const InequalityInput& input_;
  formats::XlsxWriter writer_;
  std::uint32_t row_ = 1;
  std::uint32_t head_ = 1;
  std::uint32_t columns_ = 1;
};

}  // namespace

Result<void> write_inequality_xlsx(const InequalityInput& input, const std::string& path) { return InequalityWorkbook(input, path).run(); }

}  // namespace junheng::report
