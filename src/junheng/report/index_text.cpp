#include <algorithm>

#include "junheng/core/text.h"
#include "junheng/report/index_report.h"
#include "junheng/report/index_words.h"
#include "junheng/report/inequality_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/table_words.h"
#include "junheng/report/terminal_table.h"

namespace junheng::report {

namespace {

using monitor::CompositeIndex;
using monitor::RankedUnit;

/// Units shown at each end of a long ranking.
constexpr std::size_t kEnds = 10;
/// Peers shown in a row; files have all.
constexpr std::size_t kPeers = 2;

class IndexText {
 public:
  explicit IndexText(const IndexInput& input) : input_(input), index_(*input.index) {}

  std::string run() {
    const model::Manifest& manifest = index_.sample.dataset->manifest;
    if (manifest.is_synthetic) out_ += std::string(text("text.synthetic", input_.lang)) + "\n";
    if (input_.is_partial) out_ += std::string(text("inequality.partial", input_.lang)) + "\n";
    out_ += say("title", {{"title", index_.spec.title},
                          {"stage", index_stage(index_, input_.lang)},
                          {"first", std::to_string(index_.sample.year.first)},
                          {"next", next_year_digits(index_.sample.year)}}) +
            "\n\n";
    components();
    league();
    contributions();
    coordination();
    unranked();
    for (const std::string& note : index_notes(index_, input_.lang)) out_ += "  · " + note + "\n";
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const {
    return text("index." + std::string(key), input_.lang, params);
  }
  [[nodiscard]] std::string component_name(std::size_t component) const { return index_component(index_, component, input_.lang); }

  void components() {
    TerminalTable table({say("column.component"), say("column.direction"), say("column.weight")},
                        {ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Right});
    for (std::size_t j = 0; j < index_.weights.size(); ++j) {
      const monitor::IndexComponent& part = index_.spec.components[j];
      table.add_row(
          {component_name(j), say(part.direction == stats::Direction::Higher ? "positive" : "negative"), shown(index_.weights[j], 4)});
    }
    out_ += table.text() + "\n";
  }

  void add_unit(TerminalTable& table, const RankedUnit& unit) {
    std::vector<std::string> row = {std::to_string(unit.rank)};
    if (index_.replicates > 0) row.push_back(std::to_string(*unit.rank_low) + " – " + std::to_string(*unit.rank_high));
    row.push_back(index_unit(index_, unit.unit));
    row.push_back(shown(unit.score, 4));
    for (const monitor::ComponentResult& part : unit.components) row.push_back(shown_digits(part.value));
    if (has_funnel(index_)) row.push_back(index_funnel_place(unit, input_.lang));
    if (has_peers(index_)) row.push_back(index_peers(index_, unit, input_.lang, kPeers));
    table.add_row(std::move(row));
  }

  void league() {
    std::vector<std::string> header = {say("column.rank")};
    std::vector<ColumnAlign> aligns = {ColumnAlign::Right};
    const auto column = [&](std::string name, ColumnAlign align) {
      header.push_back(std::move(name));
      aligns.push_back(align);
    };
    if (index_.replicates > 0) column(say("column.interval"), ColumnAlign::Left);
    column(say("column.unit"), ColumnAlign::Left);
    column(say("column.score"), ColumnAlign::Right);
    for (std::size_t j = 0; j < index_.spec.components.size(); ++j) column(component_name(j), ColumnAlign::Right);
    if (has_funnel(index_)) column(say("column.funnel"), ColumnAlign::Left);
    if (has_peers(index_)) column(say("column.peers"), ColumnAlign::Left);
    const std::size_t count = index_.ranking.size();
    const bool is_cut = !input_.with_all && count > 2 * kEnds;
    TerminalTable top(header, aligns);
    for (std::size_t i = 0; i < (is_cut ? kEnds : count); ++i) add_unit(top, index_.ranking[i]);
    out_ += top.text();
    if (is_cut) {
      out_ += "  " + say("between", {{"count", shown_amount(static_cast<double>(count - 2 * kEnds))}}) + "\n";
      TerminalTable bottom(header, aligns);
      for (std::size_t i = count - kEnds; i < count; ++i) add_unit(bottom, index_.ranking[i]);
      out_ += bottom.text();
    }
    out_ += "\n";
  }

  /// What each component adds to the score, of the units of the ranking.
  void contributions() {
    if (index_.spec.aggregation == monitor::IndexAggregation::Topsis) return;
    std::vector<std::string> header = {say("column.rank"), say("column.unit")};
    std::vector<ColumnAlign> aligns = {ColumnAlign::Right, ColumnAlign::Left};
    for (std::size_t j = 0; j < index_.weights.size(); ++j) header.push_back(component_name(j));
    header.push_back(say("column.score"));
    aligns.resize(header.size(), ColumnAlign::Right);
    const bool is_geometric = index_.spec.aggregation == monitor::IndexAggregation::Geometric;
    out_ += "  " + say(is_geometric ? "contributions_log" : "contributions") + "\n";
    TerminalTable table(std::move(header), std::move(aligns));
    const std::size_t count = index_.ranking.size();
    const bool is_cut = !input_.with_all && count > 2 * kEnds;
    for (std::size_t i = 0; i < count; ++i) {
      if (is_cut && i >= kEnds && i < count - kEnds) continue;
      const RankedUnit& unit = index_.ranking[i];
      std::vector<std::string> row = {std::to_string(unit.rank), index_unit(index_, unit.unit)};
      for (const monitor::ComponentResult& part : unit.components) row.push_back(shown(part.contribution, 4));
      row.push_back(shown(unit.score, 4));
      table.add_row(std::move(row));
    }
    out_ += table.text() + "\n";
  }

  void coordination() {
    if (index_.spec.subsystems.empty()) return;
    std::vector<std::string> header = {say("column.rank"), say("column.unit")};
    std::vector<ColumnAlign> aligns = {ColumnAlign::Right, ColumnAlign::Left};
    for (std::size_t s = 0; s < index_.spec.subsystems.size(); ++s) header.push_back(subsystem_name(index_, s));
    for (const char* key : {"coupling", "development", "coordination"}) header.push_back(say("column." + std::string(key)));
    aligns.resize(header.size(), ColumnAlign::Right);
    if (!index_.spec.classes.empty()) {
      header.push_back(say("column.coordination_class"));
      aligns.push_back(ColumnAlign::Left);
    }
    out_ += "  " + say("html.coordination") + "\n";
    TerminalTable table(std::move(header), std::move(aligns));
    const std::size_t count = index_.ranking.size();
    const bool is_cut = !input_.with_all && count > 2 * kEnds;
    for (std::size_t i = 0; i < count; ++i) {
      if (is_cut && i >= kEnds && i < count - kEnds) continue;
      const RankedUnit& unit = index_.ranking[i];
      std::vector<std::string> row = {std::to_string(unit.rank), index_unit(index_, unit.unit)};
      for (const double score : unit.coordination->scores) row.push_back(shown(score, 4));
      row.push_back(shown(unit.coordination->coupling, 4));
      row.push_back(shown(unit.coordination->development, 4));
      row.push_back(shown(unit.coordination->degree, 4));
      if (!index_.spec.classes.empty()) row.push_back(coordination_class(index_, unit));
      table.add_row(std::move(row));
    }
    out_ += table.text() + "\n";
  }

  void unranked() {
    if (index_.unranked.empty()) return;
    out_ += "  " + say("unranked", {{"count", shown_amount(static_cast<double>(index_.unranked.size()))}}) + "\n";
    const std::size_t shown_count = input_.with_all ? index_.unranked.size() : std::min(kEnds, index_.unranked.size());
    for (std::size_t i = 0; i < shown_count; ++i) {
      const monitor::UnrankedUnit& unit = index_.unranked[i];
      out_ += "    " + index_unit(index_, unit.unit) + ": " + index_lack(index_, unit, input_.lang) + "\n";
    }
    if (shown_count < index_.unranked.size()) out_ += "    …\n";
    out_ += "\n";
  }

  const IndexInput& input_;
  const CompositeIndex& index_;
  std::string out_;
};

}  // namespace

std::string index_text(const IndexInput& input) { return IndexText(input).run(); }

}  // namespace junheng::report
