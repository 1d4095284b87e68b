#include <algorithm>

#include "junheng/core/text.h"
#include "junheng/report/index_report.h"
#include "junheng/report/inequality_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/terminal_table.h"

namespace junheng::report {

namespace {

using monitor::CompositeIndex;
using monitor::RankedUnit;

/// Units shown at each end of a long ranking.
constexpr std::size_t kEnds = 10;
/// Saaty's bound of the consistency ratio.
constexpr double kConsistent = 0.10;

class IndexText {
 public:
  explicit IndexText(const IndexInput& input) : input_(input), index_(*input.index) {}

  std::string run() {
    const model::Manifest& manifest = index_.sample.dataset->manifest;
    if (manifest.is_synthetic) out_ += std::string(text("text.synthetic", input_.lang)) + "\n";
    if (input_.is_partial) out_ += std::string(text("inequality.partial", input_.lang)) + "\n";
    out_ += say("title", {{"title", index_.spec.title},
                          {"stage", std::string(stage_name(index_.spec.stage, input_.lang))},
                          {"first", std::to_string(index_.sample.year.first)},
                          {"next", std::to_string(index_.sample.year.first + 1)}}) +
            "\n\n";
    components();
    league();
    unranked();
    notes();
    return out_ + "  · " +
           text("inequality.note.source", input_.lang,
                {{"source", manifest.source.empty() ? std::string(text("text.no_source", input_.lang)) : manifest.source}}) +
           "\n";
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const {
    return text("index." + std::string(key), input_.lang, params);
  }
  [[nodiscard]] std::string component_name(const monitor::IndexComponent& part) const {
    if (!part.title.empty()) return part.title;
    monitor::SampleRequest request = index_.sample;
    request.measure = part.measure;
    request.per = part.per;
    return inequality_quantity(request, input_.lang);
  }
  [[nodiscard]] std::string unit_name(std::uint32_t unit) const {
    const model::Dataset& data = *index_.sample.dataset;
    const std::string_view name = index_.spec.level ? data.areas.names.at(unit) : data.schools.names.at(unit);
    return std::string(!name.empty() ? name : index_.spec.level ? data.areas.codes.at(unit) : data.schools.ids.at(unit));
  }

  void components() {
    TerminalTable table({say("column.component"), say("column.direction"), say("column.weight")},
                        {ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Right});
    for (std::size_t j = 0; j < index_.weights.size(); ++j) {
      const monitor::IndexComponent& part = index_.spec.components[j];
      table.add_row(
          {component_name(part), say(part.direction == stats::Direction::Higher ? "positive" : "negative"), shown(index_.weights[j], 4)});
    }
    out_ += table.text() + "\n";
  }

  void add_unit(TerminalTable& table, const RankedUnit& unit) {
    std::vector<std::string> row = {std::to_string(unit.rank)};
    if (index_.replicates > 0) row.push_back(std::to_string(*unit.rank_low) + " – " + std::to_string(*unit.rank_high));
    row.push_back(unit_name(unit.unit));
    row.push_back(shown(unit.score, 4));
    for (const monitor::ComponentResult& part : unit.components) row.push_back(shown_digits(part.value));
    if (index_.spec.level) {
      const double value = unit.components.front().value;
      std::string_view place = "funnel.none";
      if (unit.funnel) place = value < unit.funnel->low ? "funnel.below" : value > unit.funnel->high ? "funnel.above" : "funnel.within";
      row.push_back(say(place));
      std::string peers;
      for (const std::uint32_t peer : unit.peers) peers += (peers.empty() ? "" : input_.lang == Lang::Zh ? "、" : ", ") + unit_name(peer);
      row.push_back(peers);
    }
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
    for (const auto& part : index_.spec.components) column(component_name(part), ColumnAlign::Right);
    if (index_.spec.level) {
      column(say("column.funnel"), ColumnAlign::Left);
      column(say("column.peers"), ColumnAlign::Left);
    }
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

  void unranked() {
    if (index_.unranked.empty()) return;
    out_ += "  " + say("unranked", {{"count", shown_amount(static_cast<double>(index_.unranked.size()))}}) + "\n";
    const std::size_t shown_count = input_.with_all ? index_.unranked.size() : std::min(kEnds, index_.unranked.size());
    for (std::size_t i = 0; i < shown_count; ++i) {
      const monitor::UnrankedUnit& unit = index_.unranked[i];
      out_ += "    " + unit_name(unit.unit) + ": " + inequality_measure(index_.sample, unit.measure, input_.lang) + " – " +
              std::string(text("absence." + std::string(model::to_string(unit.absence)), input_.lang)) + "\n";
    }
    if (shown_count < index_.unranked.size()) out_ += "    …\n";
    out_ += "\n";
  }

  void note(const std::string& words) { out_ += "  · " + words + "\n"; }

  void notes() {
    if (index_.consistency_ratio) {
      note(say(*index_.consistency_ratio > kConsistent ? "inconsistent" : "consistent", {{"ratio", shown(index_.consistency_ratio, 3)}}));
    }
    if (index_.replicates > 0)
      note(say("interval", {{"replicates", std::to_string(index_.replicates)}, {"seed", std::to_string(index_.seed)}}));
    else note(say(index_.spec.level ? "interval_undefined" : "interval_none"));
    if (!index_.spec.level) return;
    note(say("area_values"));
    std::string names;
    for (const std::string& name : index_.peer_covariates)
      names += (names.empty() ? "" : input_.lang == Lang::Zh ? "、" : ", ") + inequality_measure(index_.sample, name, input_.lang);
    if (!names.empty()) note(say("peers", {{"names", names}}));
  }

  const IndexInput& input_;
  const CompositeIndex& index_;
  std::string out_;
};

}  // namespace

std::string index_text(const IndexInput& input) { return IndexText(input).run(); }

}  // namespace junheng::report
