#include <algorithm>

#include <fmt/format.h>

#include "junheng/report/data_origin.h"
#include "junheng/report/inequality_relations.h"
#include "junheng/report/inequality_report.h"
#include "junheng/report/inequality_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/table_words.h"
#include "junheng/report/terminal_table.h"

namespace junheng::report {

namespace {

using monitor::Inequality;

constexpr std::size_t kAreasShown = 5;
/// Of a long list of units the highest and the lowest.
constexpr std::size_t kUnitsAtEachEnd = 10;

class InequalityText {
 public:
  InequalityText(const InequalityInput& input, const Inequality& result) : input_(input), result_(result) {}

  std::string run() {
    const monitor::SampleRequest& request = result_.request;
    out_ += say("title", {{"quantity", inequality_quantity(request, input_.lang)},
                          {"stage", sample_name(request, input_.lang)},
                          {"first", std::to_string(request.year.first)},
                          {"next", next_year_digits(request.year)}}) +
            "\n";
    out_ +=
        "  " +
        say("mean", {{"mean", shown_digits(result_.whole.mean)}, {"schools", shown_amount(static_cast<double>(result_.whole.schools))}}) +
        "\n\n";
    units();
    indices();
    terms();
    for (std::size_t level = 0; level < result_.levels.size(); ++level) areas(level);
    trend();
    relations();
    for (const std::string& note : inequality_notes(result_, input_.lang)) out_ += "  · " + note + "\n";
    return out_;
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const {
    return unit_text(units_of(result_.request), key, input_.lang, params);
  }

  /// The areas that are compared, where those are the units.
  void units() {
    const std::vector<AreaUnit> all = area_units(result_);
    if (all.empty()) return;
    TerminalTable table({say("column.school"), say("column.area_code"), say("column.value"), say("column.weight")},
                        {ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Right});
    const std::size_t hidden = all.size() > 2 * kUnitsAtEachEnd ? all.size() - 2 * kUnitsAtEachEnd : 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (hidden > 0 && i == kUnitsAtEachEnd) table.add_row({say("units_between", {{"count", std::to_string(hidden)}}), "", "", ""});
      if (hidden > 0 && i >= kUnitsAtEachEnd && i < kUnitsAtEachEnd + hidden) continue;
      table.add_row({all[i].name, all[i].code, shown_digits(all[i].value), shown_amount(all[i].weight)});
    }
    out_ += table.text() + "\n";
  }

  void indices() {
    TerminalTable table({say("column.index"), say("column.value"), say("column.interval") + interval_warning(result_, input_.lang),
                         say("column.definition")},
                        {ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Left, ColumnAlign::Left});
    for (const monitor::IndexResult& index : result_.whole.indices) {
      const auto interval = shown_interval(index);
      table.add_row({index_name(index.index, input_.lang), shown(index.value, 4),
                     interval ? shown(interval->interval.low, 4) + " – " + shown(interval->interval.high, 4) : "—",
                     index_remark(index, input_.lang)});
    }
    out_ += table.text() + "\n";
  }

  void terms() {
    const monitor::TheilByLevel& t = result_.whole.theil_t;
    const monitor::TheilByLevel& l = result_.whole.theil_l;
    const auto& named = t.undefined ? l.terms : t.terms;
    if (named.empty()) return;
    TerminalTable table({say("column.part"), say("name.theil_t"), "%", say("name.theil_l"), "%"},
                        {ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Right, ColumnAlign::Right, ColumnAlign::Right});
    const auto value = [](const monitor::TheilByLevel& theil, std::size_t i) {
      return theil.undefined ? std::string("—") : shown(theil.terms[i].value, 5);
    };
    const auto share = [](const monitor::TheilByLevel& theil, std::size_t i) {
      return theil.undefined || theil.total() == 0 ? std::string("—") : shown(100 * theil.terms[i].value / theil.total(), 1);
    };
    for (std::size_t i = 0; i < named.size(); ++i)
      table.add_row({term_name(named, i, input_.lang, units_of(result_.request)), value(t, i), share(t, i), value(l, i), share(l, i)});
    out_ += table.text() + "\n";
  }

  void areas(std::size_t at) {
    const monitor::LevelResult& level = result_.levels[at];
    const std::vector<std::size_t> order = by_contribution(level);
    if (order.size() < 2) return;
    const double total = result_.whole.theil_t.terms[at].value;
    out_ +=
        "  " + say("areas_that_add_most", {{"level", level_name(level.name, input_.lang)}, {"count", std::to_string(order.size())}}) + "\n";
    TerminalTable table({say("column.area"), say("column.schools"), say("column.mean"), say("name.cv"), say("column.share")},
                        {ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Right, ColumnAlign::Right, ColumnAlign::Right});
    for (std::size_t i = 0; i < std::min(kAreasShown, order.size()); ++i) {
      const monitor::GroupResult& group = level.groups[order[i]];
      table.add_row({group_name(result_, at, group.group, input_.lang), shown_amount(static_cast<double>(group.schools)),
                     shown_digits(group.mean), shown(group.cv, 3), total > 0 ? shown_percent(*group.between / total) : "—"});
    }
    out_ += table.text(4) + "\n";
  }

  void trend() {
    if (result_.trend.empty()) return;
    std::vector<std::string> header = {say("column.year"), say("column.schools"), say("column.mean")};
    std::vector<ColumnAlign> aligns(3, ColumnAlign::Right);
    for (const auto& index : result_.whole.indices) header.push_back(index_name(index.index, input_.lang));
    for (std::size_t i = 0; i < result_.whole.theil_t.terms.size(); ++i)
      header.push_back(term_name(result_.whole.theil_t.terms, i, input_.lang, units_of(result_.request)));
    aligns.resize(header.size(), ColumnAlign::Right);
    TerminalTable table(header, aligns);
    for (const monitor::YearInequality& year : result_.trend) {
      std::vector<std::string> row = {school_year_words(year.year, input_.lang), shown_amount(static_cast<double>(year.schools)),
                                      year.undefined ? "—" : shown_digits(year.mean)};
      for (const auto& index : year.indices) row.push_back(shown(index.value, 4));
      for (const auto& term : year.theil_t.terms) row.push_back(shown(term.value, 5));
      row.resize(header.size(), "—");
      table.add_row(std::move(row));
    }
    out_ += table.text();
    for (const monitor::YearInequality& year : result_.trend)
      if (year.undefined) out_ += "  " + school_year_words(year.year, input_.lang) + ": " + year.undefined->message(input_.lang) + "\n";
    out_ += "\n";
  }

  void relations() {
    for (const auto& lines : {concentration_lines, dagum_lines, moran_lines, convergence_lines, segregation_lines})
      for (const std::string& line : lines(result_, input_.lang)) out_ += "  " + line + "\n";
    out_ += "\n";
  }

  const InequalityInput& input_;
  const Inequality& result_;
  std::string out_;
};

}  // namespace

std::string inequality_text(const InequalityInput& input) {
  const model::Manifest& manifest = input.dataset().manifest;
  std::string out;
  if (manifest.is_synthetic) out += std::string(text("text.synthetic", input.lang)) + "\n";
  if (input.is_partial) out += std::string(text("inequality.partial", input.lang)) + "\n";
  for (const Inequality& result : *input.results) out += (out.empty() ? "" : "\n") + InequalityText(input, result).run();
  return out + "  · " + text("inequality.note.source", input.lang, {{"source", source_words(manifest.source, input.lang)}}) + "\n";
}

}  // namespace junheng::report
