// A comparison as a page, a workbook and a CSV file.
#include <algorithm>

#include "junheng/core/catalogue.h"
#include "junheng/formats/csv_writer.h"
#include "junheng/formats/xlsx_writer.h"
#include "junheng/report/compare_report.h"
#include "junheng/report/compare_tables.h"
#include "junheng/report/compare_words.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/table_page.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::AreaChange;
using assess::StageChange;

Headline flips_headline(const CompareInput& input) {
  const auto flips = std::ranges::count_if(*input.areas, [](const AreaChange& area) { return area.verdict.is_flip(); });
  return {std::string(text("compare.headline.areas", input.lang)),
          std::to_string(flips),
          text("headline.of", input.lang, {{"whole", std::to_string(input.areas->size())}}),
          {},
          {},
          {},
          "flips"};
}

/// Counties that are met on each side, and schools whose verdict flips, for the better and for the worse.
std::vector<Headline> headlines(const CompareInput& input) {
  std::vector<Headline> out = {flips_headline(input)};
  std::size_t better = 0;
  std::size_t worse = 0;
  bool judges = false;
  for (const AreaChange& area : *input.areas)
    for (const StageChange& stage : area.stages) {
      judges = judges || (stage.judges_schools_before && stage.judges_schools_after);
      for (const assess::SchoolChange& school : stage.schools) {
        better += school.verdict.is_flip() && school.verdict.after == assess::Verdict::Met ? 1 : 0;
        worse += school.verdict.is_flip() && school.verdict.after == assess::Verdict::Unmet ? 1 : 0;
      }
    }
  const auto met = [&](auto side) {
    return std::to_string(
        std::ranges::count_if(*input.areas, [&](const AreaChange& area) { return area.verdict.*side == assess::Verdict::Met; }));
  };
  out.push_back({std::string(text("compare.headline.met", input.lang)),
                 met(&assess::VerdictChange::after),
                 text("headline.of", input.lang, {{"whole", std::to_string(input.areas->size())}}),
                 {},
                 {},
                 "A: " + met(&assess::VerdictChange::before),
                 "areas"});
  if (!judges) return out;
  out.push_back({std::string(text("compare.headline.better", input.lang)), std::to_string(better), {}, {}, {}, {}, "schools"});
  out.push_back({std::string(text("compare.headline.worse", input.lang)), std::to_string(worse), {}, {}, {}, {}, "schools"});
  return out;
}

class CompareCsv {
 public:
  explicit CompareCsv(const CompareInput& input) : in_(input) {}

  std::string run() {
    for (const char* name :
         {"row_kind", "area_code", "area",     "stage",    "id",          "title",       "unit",      "match",    "mean_a",
          "mean_b",   "cv_a",      "cv_b",     "value_a",  "value_b",     "verdict_a",   "verdict_b", "flips",    "only_in",
          "side_a",   "side_b",    "source_a", "source_b", "synthetic_a", "synthetic_b", "partial_a", "partial_b"})
      csv_.field(say("compare.csv." + std::string(name)));
    csv_.end_row();
    for (const AreaChange& area : *in_.areas) {
      begin("area", area, {}).field(area.area_code).field(area.name).blank().blank();
      numbers({}, {});
      end(area.verdict, "");
      for (const StageChange& stage : area.stages) add(area, stage);
      for (const assess::ItemChange& item : area.items) add(area, item);
    }
    return (in_.lang == Lang::Zh ? std::string(formats::kByteOrderMark) : std::string()) + csv_.take();
  }

 private:
  using Pair = std::pair<std::optional<double>, std::optional<double>>;

  [[nodiscard]] std::string say(std::string_view key) const { return std::string(text(key, in_.lang)); }
  /// For spreadsheets a word, for programs the code.
  [[nodiscard]] std::string word(const std::string& kind, std::string_view code) const {
    return in_.lang == Lang::Zh ? say("compare.csv." + kind + "." + std::string(code)) : std::string(code);
  }

  formats::CsvWriter& begin(std::string_view kind, const AreaChange& area, std::optional<Stage> stage) {
    csv_.field(word("row_kind", kind)).field(area.area_code).field(area.name);
    if (stage) csv_.field(in_.lang == Lang::Zh ? stage_text(*stage, in_.lang) : std::string(to_string(*stage)));
    else csv_.blank();
    return csv_;
  }

  void numbers(const Pair& means, const Pair& cvs, const Pair& values = {}) {
    for (const Pair* pair : {&means, &cvs, &values}) csv_.field(pair->first).field(pair->second);
  }

  void verdict(const std::optional<assess::Verdict>& of) {
    if (!of) csv_.blank();
    else csv_.field(in_.lang == Lang::Zh ? say("csv.verdict." + std::string(to_string(*of))) : std::string(to_string(*of)));
  }

  void end(const assess::VerdictChange& change, std::string_view only_in) {
    verdict(change.before);
    verdict(change.after);
    csv_.field(change.is_flip() ? 1 : 0).field(only_in).field(in_.label_a).field(in_.label_b);
    // What the numbers are stands on each line: it outlives the file name.
    csv_.field(in_.manifest_a->source).field(in_.manifest_b->source);
    for (const bool flag : {in_.manifest_a->is_synthetic, in_.manifest_b->is_synthetic, in_.is_partial_a, in_.is_partial_b})
      csv_.field(in_.lang == Lang::Zh ? say(flag ? "csv.synthetic.1" : "csv.synthetic.0") : flag ? "1" : "0");
    csv_.end_row();
  }

  void add(const AreaChange& area, const StageChange& stage) {
    begin("stage", area, stage.stage).blank().field(stage_text(stage.stage, in_.lang)).blank();
    csv_.field(word("match", stage.is_composite_comparable ? "same" : "redefined"));
    numbers({}, {stage.composite_before, stage.composite_after});
    end(stage.verdict, "");
    for (const assess::IndicatorChange& change : stage.indicators) {
      begin("indicator", area, stage.stage).field(change.indicator->id).field(change.indicator->title.in(in_.lang));
      csv_.field(standards::unit_label(change.indicator->unit, in_.lang)).field(word("match", to_string(change.match)));
      numbers({change.mean_before, change.mean_after}, {cv_before(change), cv_after(change)});
      end(change.verdict, "");
    }
    for (const assess::SchoolChange& school : stage.schools) {
      begin("school", area, stage.stage).field(school.school_id).field(school.name).blank().blank();
      numbers({}, {});
      end(school.verdict, school.only_before ? "A" : school.only_after ? "B" : "");
    }
  }

  void add(const AreaChange& area, const assess::ItemChange& item) {
    const auto value = [](const assess::ItemResult* side) { return side == nullptr ? std::nullopt : side->value; };
    begin("item", area, {}).field(item.any().item->id).field(item.any().item->title.in(in_.lang)).blank();
    csv_.field(word("match", to_string(item.match)));
    numbers({}, {}, {value(item.before), value(item.after)});
    end(item.verdict, "");
  }

  const CompareInput& in_;
  formats::CsvWriter csv_;
};

}  // namespace

std::string compare_html(const CompareInput& input) {
  const auto say = [&](std::string_view key) { return std::string(text(key, input.lang)); };
  TablePage page{input.lang,
                 say("compare.kicker"),
                 say("compare.kicker_sides"),
                 "A: " + input.label_a + "; B: " + input.label_b,
                 compared_sources(input),
                 input.manifest_a->licence == input.manifest_b->licence ? input.manifest_a->licence : std::string(),
                 is_any_synthetic(input),
                 input.is_partial_a || input.is_partial_b,
                 input.date,
                 input.version};
  page.headlines = headlines(input);
  page.headlines_title = say("headline.plain");
  for (ReportTable& table : compare_tables(input)) page.sections.push_back({std::move(table)});
  if (input.is_same && !page.sections.empty()) page.sections.front().table.lead = say("compare.same");
  return table_page_html(page);
}

Result<void> write_compare_xlsx(const CompareInput& input, const std::string& path) {
  formats::XlsxWriter writer(path);
  const std::string title(text("compare.kicker", input.lang));
  writer.set_properties(title, input.manifest_b->title);
  SheetHead head;
  head.lines = {title, "A: " + input.label_a, "B: " + input.label_b,
                text("review.source", input.lang, {{"source", compared_sources(input)}}),
                text("review.made", input.lang, {{"date", input.date}, {"version", input.version}})};
  if (is_any_synthetic(input)) head.alerts.emplace_back(text("text.synthetic", input.lang));
  if (input.is_partial_a) head.alerts.push_back(text("compare.partial", input.lang, {{"side", "A"}}));
  if (input.is_partial_b) head.alerts.push_back(text("compare.partial", input.lang, {{"side", "B"}}));
  if (input.is_same) head.alerts.emplace_back(text("compare.same", input.lang));
  for (const ReportTable& table : compare_tables(input))
    write_table_sheet(writer, head, text("compare.sheet." + std::string(table.id), input.lang), table);
  return writer.close();
}

std::string compare_csv(const CompareInput& input) { return CompareCsv(input).run(); }

}  // namespace junheng::report
