#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/assess/diagnosis.h"
#include "junheng/core/catalogue.h"
#include "junheng/report/html_view.h"
#include "junheng/report/report_input.h"
#include "junheng/report/svg_chart.h"

namespace junheng::report {

/// Numbers the sources of a page in the order in which they are first cited.
class SourceList {
 public:
  struct Entry {
    standards::Source source;
    standards::ValueStatus status = standards::ValueStatus::Unverified;
    /// What it is cited for, each once: "L1 ... standard 4.2".
    std::vector<std::string> uses;
  };

  /// Position of the source in the list, from 1. The same document and clause with another status is another entry.
  std::size_t number(const standards::Source& source, standards::ValueStatus status, std::string use);
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

/// What every part of the page is made from.
struct HtmlPage {
  const ReportInput* input = nullptr;
  const HtmlTemplates* templates = nullptr;
  SourceList* sources = nullptr;
  /// Whether areas carry a sheet per school.
  bool has_sheets = true;
  /// Of many areas only those that fail list their schools.
  bool lists_all_schools = true;

  [[nodiscard]] Lang lang() const { return input->lang; }
  [[nodiscard]] const assess::Assessment& assessment() const { return *input->assessment; }
  [[nodiscard]] const model::Dataset& dataset() const { return *input->dataset; }
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const { return junheng::text(key, lang(), params); }
  [[nodiscard]] std::string render(std::string_view name, const View& view) const { return templates->render(name, view); }
};

/// An area and the prefix of the anchors of its parts ("a0").
struct AreaPart {
  const assess::AreaResult* area = nullptr;
  std::string anchor;

  [[nodiscard]] std::string stage_anchor(Stage stage) const { return anchor + "-" + std::string(to_string(stage)); }
  [[nodiscard]] std::string indicator_anchor(Stage stage, std::size_t indicator) const;
  [[nodiscard]] std::string school_anchor(Stage stage, std::uint32_t unit) const;
  [[nodiscard]] std::string item_anchor(std::size_t item) const;
};

/// Markup of a verdict: its sign, its word and a class for its colour. nullopt: "not judged".
[[nodiscard]] std::string badge(std::optional<assess::Verdict> verdict, Lang lang);
/// Place of a verdict in lists that begin with what needs attention: unmet, unknown, met, not judged.
[[nodiscard]] int urgency_of(std::optional<assess::Verdict> verdict);
/// "met", "unmet", "unknown" or "none", for CSS classes.
[[nodiscard]] std::string_view verdict_class(std::optional<assess::Verdict> verdict);

/// Markup: a link to the source's place in the list, and the mark of an unverified value. Empty for a source without a document.
[[nodiscard]] std::string cite(const HtmlPage& page, const standards::Source& source, standards::ValueStatus status, std::string use);
[[nodiscard]] std::string cite(const HtmlPage& page, const standards::Limit& limit, std::string use);

[[nodiscard]] std::string area_name(const HtmlPage& page, AreaIndex area);
/// Name of a school; its id where it has none.
[[nodiscard]] std::string school_name(const HtmlPage& page, SchoolIndex school);

/// "at least 4.2" as a sign: "≥ 4.2" or "≤ 19".
[[nodiscard]] std::string limit_sign(const standards::Indicator& indicator, double limit);
/// Markup: a line below a limit that says what the value has to spare.
[[nodiscard]] std::string margin_line(const HtmlPage& page, const std::string& margin);
/// A count with its thousands set apart.
[[nodiscard]] std::string counted(double count);

[[nodiscard]] std::optional<double> value_of(const std::optional<standards::Limit>& limit);

[[nodiscard]] Symbol symbol_of(assess::IndicatorState state);
[[nodiscard]] Symbol symbol_of(std::optional<assess::Verdict> verdict);

/// The parts of the page. Each returns finished markup; empty where there is nothing to show.
[[nodiscard]] std::string overview_section(const HtmlPage& page, const std::vector<std::optional<AreaPart>>& parts);
[[nodiscard]] std::string summary_section(const HtmlPage& page, const AreaPart& part);
[[nodiscard]] std::string stage_section(const HtmlPage& page, const AreaPart& part, const assess::StageResult& stage);
/// The counties of a pooled area with verdict and reasons, at the anchor of the part with "-counties".
[[nodiscard]] std::string county_section(const HtmlPage& page, const AreaPart& part);
[[nodiscard]] std::string contribution_section(const HtmlPage& page, const AreaPart& part, const assess::StageResult& stage);
[[nodiscard]] std::string map_section(const HtmlPage& page, const AreaPart& part);
/// One list of schools to look at, to be named in the contents.
struct PriorityPart {
  std::string anchor;
  std::string title;
  assess::PriorityKind kind = assess::PriorityKind::Mend;
};
/// The lists that have any school. None for a pooled area: the limits on CVs are those of its counties.
[[nodiscard]] std::vector<PriorityPart> priority_parts(const HtmlPage& page, const AreaPart& part);
[[nodiscard]] std::string priority_section(const HtmlPage& page, const AreaPart& part);
[[nodiscard]] std::string item_section(const HtmlPage& page, const AreaPart& part);
[[nodiscard]] std::string school_section(const HtmlPage& page, const AreaPart& part);
/// Whether that section ends in a sheet per school, at the anchor of the part with "-sheets".
[[nodiscard]] bool has_school_sheets(const HtmlPage& page, const AreaPart& part);
[[nodiscard]] std::string finding_section(const HtmlPage& page);
/// Definitions, formulas, notes, tolerances; cites what no other part does.
[[nodiscard]] std::string method_section(const HtmlPage& page);
/// The list of sources; made last.
[[nodiscard]] std::string source_section(const HtmlPage& page);

}  // namespace junheng::report
