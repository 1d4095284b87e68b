#include "junheng/report/compare_tables.h"

#include <algorithm>
#include <utility>

#include "junheng/core/catalogue.h"
#include "junheng/report/compare_words.h"
#include "junheng/report/listing.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::AreaChange;
using assess::IndicatorChange;
using assess::ItemChange;
using assess::Match;
using assess::SchoolChange;
using assess::StageChange;
using enum ColumnAlign;

class CompareTables {
 public:
  explicit CompareTables(const CompareInput& input) : in_(input) {}

  std::vector<ReportTable> run() {
    std::vector<ReportTable> out = {flips(), schools(), areas(), indicators(), items()};
    std::erase_if(out, [](const ReportTable& table) { return table.rows.empty() && table.notes.empty(); });
    return out;
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const { return text(key, in_.lang, params); }

  [[nodiscard]] ReportTable begin(std::string_view id, const std::vector<std::pair<std::string_view, ColumnAlign>>& columns) const {
    ReportTable table;
    table.id = id;
    table.title = say("compare.title." + std::string(id));
    for (const auto& [key, align] : columns) table.columns.push_back({say("compare.column." + std::string(key)), align});
    return table;
  }

  void add_verdicts(std::vector<TableCell>& row, const assess::VerdictChange& change) const {
    row.push_back(word_cell(verdict_side(change.before, in_.lang)));
    row.push_back(word_cell(verdict_side(change.after, in_.lang)));
  }

  [[nodiscard]] static std::vector<TableCell> area_cells(const AreaChange& area) {
    return {word_cell(area.name), word_cell(area.area_code)};
  }

  [[nodiscard]] ReportTable flips() const {
    ReportTable table = begin("flips", {{"area", Left}, {"code", Left}, {"verdict_a", Left}, {"verdict_b", Left}});
    for (const AreaChange& area : *in_.areas) {
      if (!area.verdict.is_flip()) continue;
      std::vector<TableCell> row = area_cells(area);
      add_verdicts(row, area.verdict);
      table.rows.push_back(std::move(row));
    }
    if (table.rows.empty()) table.notes.push_back(say("compare.no_flip", {{"areas", std::to_string(in_.areas->size())}}));
    return table;
  }

  [[nodiscard]] std::string what_of(const SchoolChange& school) const {
    if (school.only_before) return say(school.is_outside_other ? "compare.what.enters_a" : "compare.what.only_a");
    if (school.only_after) return say(school.is_outside_other ? "compare.what.enters_b" : "compare.what.only_b");
    return say("compare.what.flips");
  }

  [[nodiscard]] ReportTable schools() const {
    ReportTable table =
        begin("schools",
              {{"school", Left}, {"id", Left}, {"area", Left}, {"stage", Left}, {"what", Left}, {"verdict_a", Left}, {"verdict_b", Left}});
    bool judges_a = false;
    bool judges_b = false;
    for (const AreaChange& area : *in_.areas)
      for (const StageChange& stage : area.stages) {
        judges_a = judges_a || stage.judges_schools_before;
        judges_b = judges_b || stage.judges_schools_after;
        for (const SchoolChange& school : stage.schools) {
          std::vector<TableCell> row = {word_cell(school.name), word_cell(school.school_id), word_cell(area.name),
                                        word_cell(stage_text(stage.stage, in_.lang)), word_cell(what_of(school))};
          add_verdicts(row, school.verdict);
          table.rows.push_back(std::move(row));
        }
      }
    // Flips first: they are what a comparison is made for.
    const std::string flips = say("compare.what.flips");
    constexpr std::size_t kWhat = 4;
    std::ranges::stable_sort(table.rows, std::ranges::greater(), [&](const auto& row) { return row[kWhat].text == flips; });
    if (!judges_a || !judges_b)
      table.notes.push_back(say(judges_a   ? "compare.schools_not_judged_b"
                                : judges_b ? "compare.schools_not_judged_a"
                                           : "compare.schools_not_judged"));
    return table;
  }

  [[nodiscard]] ReportTable areas() const {
    ReportTable table = begin("areas", {{"area", Left},
                                        {"code", Left},
                                        {"verdict_a", Left},
                                        {"verdict_b", Left},
                                        {"schools_flip", Right},
                                        {"indicators_moved", Right},
                                        {"items_moved", Right}});
    for (const AreaChange& area : *in_.areas) {
      std::ptrdiff_t schools = 0;
      std::ptrdiff_t indicators = 0;
      for (const StageChange& stage : area.stages) {
        schools += std::ranges::count_if(stage.schools, [](const SchoolChange& school) { return school.verdict.is_flip(); });
        indicators += std::ranges::count_if(stage.indicators, [&](const IndicatorChange& change) { return has_moved(stage, change); });
      }
      const auto items = std::ranges::count_if(area.items, [&](const ItemChange& item) { return has_moved(item, in_.lang); });
      std::vector<TableCell> row = area_cells(area);
      add_verdicts(row, area.verdict);
      for (const auto count : {schools, indicators, items}) row.push_back(number_cell(static_cast<double>(count), 0));
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  void add_indicator(ReportTable& table, const AreaChange& area, const StageChange& stage, const IndicatorChange& change) const {
    const standards::Indicator& indicator = *change.indicator;
    const auto cv = [](std::string words, const std::optional<double>& number) {
      return TableCell{std::move(words), number, 3, {}, Shade::None};
    };
    const auto before = cv_before(change);
    const auto after = cv_after(change);
    table.rows.push_back({word_cell(area.name), word_cell(stage_text(stage.stage, in_.lang)),
                          word_cell(indicator.id + " " + indicator.title.in(in_.lang)),
                          word_cell(std::string(standards::unit_label(indicator.unit, in_.lang))),
                          number_cell(change.mean_before, indicator.decimals), number_cell(change.mean_after, indicator.decimals),
                          cv(cv_text_before(stage, change), before), cv(cv_text_after(stage, change), after),
                          word_cell(shown_difference(before, after, 3)), word_cell(verdict_arrow(change.verdict, in_.lang))});
  }

  [[nodiscard]] ReportTable indicators() {
    ReportTable table = begin("indicators", {{"area", Left},
                                             {"stage", Left},
                                             {"indicator", Left},
                                             {"unit", Left},
                                             {"mean_a", Right},
                                             {"mean_b", Right},
                                             {"cv_a", Right},
                                             {"cv_b", Right},
                                             {"difference", Right},
                                             {"cv_verdict", Left}});
    for (const AreaChange& area : *in_.areas)
      for (const StageChange& stage : area.stages)
        for (const IndicatorChange& change : stage.indicators)
          if (has_moved(stage, change)) add_indicator(table, area, stage, change);
    // Which indicators both standards have is the same in every area.
    if (in_.areas->empty()) return table;
    for (const StageChange& stage : in_.areas->front().stages)
      for (const auto& [match, key] : {std::pair{Match::OnlyBefore, "compare.indicators_a"},
                                       {Match::OnlyAfter, "compare.indicators_b"},
                                       {Match::Redefined, "compare.indicators_redefined"}}) {
        std::vector<std::string> ids;
        for (const IndicatorChange& change : stage.indicators)
          if (change.match == match) ids.push_back(change.indicator->id);
        if (!ids.empty()) table.notes.push_back(stage_text(stage.stage, in_.lang) + ": " + say(key, {{"ids", listed(ids, in_.lang)}}));
      }
    return table;
  }

  [[nodiscard]] ReportTable items() const {
    ReportTable table = begin("items", {{"area", Left},
                                        {"item", Left},
                                        {"clause", Left},
                                        {"value_a", Right},
                                        {"value_b", Right},
                                        {"verdict_a", Left},
                                        {"verdict_b", Left}});
    for (const AreaChange& area : *in_.areas)
      for (const ItemChange& item : area.items) {
        if (!has_moved(item, in_.lang)) continue;
        const auto& clauses = item.any().clauses;
        for (std::size_t i = 0; i < clauses.size(); ++i) {
          std::vector<TableCell> row = {word_cell(area.name), word_cell(item.any().item->id + " " + item.any().item->title.in(in_.lang)),
                                        word_cell(clauses.size() == 1 ? "" : clauses[i].clause->title.in(in_.lang)),
                                        word_cell(item_clause_value(item.before, i, in_.lang)),
                                        word_cell(item_clause_value(item.after, i, in_.lang))};
          add_verdicts(row, item.verdict);
          table.rows.push_back(std::move(row));
        }
      }
    drop_empty_columns(table);
    return table;
  }

  const CompareInput& in_;
};

}  // namespace

std::vector<ReportTable> compare_tables(const CompareInput& input) { return CompareTables(input).run(); }

}  // namespace junheng::report
