// Inequality as tables for a spreadsheet: the workbook, and one long CSV.
#include "junheng/formats/csv_writer.h"
#include "junheng/formats/xlsx_writer.h"
#include "junheng/report/inequality_report.h"
#include "junheng/report/inequality_words.h"
#include "junheng/report/sheet_styles.h"

namespace junheng::report {

namespace {

using formats::Align;
using monitor::Inequality;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class InequalityWorkbook {
 public:
  InequalityWorkbook(const InequalityInput& input, const std::string& path) : input_(input), writer_(path) {}

  Result<void> run() {
    const model::Manifest& manifest = input_.dataset().manifest;
    writer_.set_properties(say("html.kicker"),
                           manifest.is_synthetic ? text("text.synthetic", input_.lang) : std::string_view(manifest.source));
    indices();
    decomposition();
    areas();
    schools();
    return writer_.close();
  }

 private:
  [[nodiscard]] std::string say(std::string_view key) const { return std::string(text("inequality." + std::string(key), input_.lang)); }

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
        word(7, interval ? interval->method : "");
        word(8, index.undefined ? index.undefined->message(input_.lang) : index_definition(index.index, input_.lang));
        ++row_;
      }
    }
    finish();
    row_ += 1;
    for (const Inequality& result : *input_.results)
      for (const std::string& note : inequality_notes(result, input_.lang)) writer_.text(row_++, 1, note, line_style());
    writer_.text(row_++, 1, text("inequality.note.source", input_.lang, {{"source", input_.dataset().manifest.source}}), line_style());
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
          word(2, term_name(named, i, input_.lang));
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
      for (const monitor::SchoolWithoutValue& school : result.sample.without_value) {
        place(school.school);
        number(5, std::nullopt, 4);
        number(6, std::nullopt, 0);
        word(7, inequality_measure(result.request, school.measure, input_.lang) + ": " +
                    std::string(text("absence." + std::string(model::to_string(school.absence)), input_.lang)));
        ++row_;
      }
    }
    finish();
  }

  const InequalityInput& input_;
  formats::XlsxWriter writer_;
  std::uint32_t row_ = 1;
  std::uint32_t head_ = 1;
  std::uint32_t columns_ = 1;
};

}  // namespace

Result<void> write_inequality_xlsx(const InequalityInput& input, const std::string& path) { return InequalityWorkbook(input, path).run(); }

std::string inequality_csv(const InequalityInput& input) {
  formats::CsvWriter csv;
  for (const char* name :
       {"measure", "per", "stage", "school_year", "kind", "name", "level", "area_code", "area_name", "value", "low", "high"})
    csv.field(name);
  csv.end_row();
  for (const Inequality& result : *input.results) {
    const auto begin = [&](std::string_view kind, std::string_view name) {
      csv.field(result.request.measure).field(result.request.per).field(to_string(result.request.stage)).field(result.request.year.first);
      csv.field(kind).field(name);
    };
    const auto number = [&](const std::optional<double>& value) {
      if (value) csv.field(*value);
      else csv.blank();
    };
    for (const monitor::IndexResult& index : result.whole.indices) {
      begin("index", index.index.id());
      csv.blank().blank().blank();
      number(index.value);
      const auto interval = shown_interval(index);
      number(interval ? std::optional(interval->interval.low) : std::nullopt);
      number(interval ? std::optional(interval->interval.high) : std::nullopt);
      csv.end_row();
    }
    for (const auto& [name, theil] : {std::pair("theil_t", &result.whole.theil_t), std::pair("theil_l", &result.whole.theil_l)})
      for (const monitor::TheilTerm& term : theil->terms) {
        begin("decomposition", name);
        csv.field(term.level).blank().blank().field(term.value).blank().blank();
        csv.end_row();
      }
    for (std::size_t level = 0; level < result.levels.size(); ++level)
      for (const monitor::GroupResult& group : result.levels[level].groups)
        for (const auto& [name, value] :
             {std::pair("mean", std::optional(group.mean)), std::pair("cv", group.cv), std::pair("between_theil_t", group.between)}) {
          begin("area", name);
          csv.field(result.levels[level].name).field(group_code(input.dataset(), group.group));
          csv.field(group_name(result, level, group.group, input.lang));
          number(value);
          csv.blank().blank();
          csv.end_row();
        }
  }
  return (input.lang == Lang::Zh ? std::string(kByteOrderMark) : std::string()) + csv.take();
}

}  // namespace junheng::report
