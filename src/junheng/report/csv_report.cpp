#include "junheng/assess/diagnosis.h"
#include "junheng/assess/margins.h"
#include "junheng/core/catalogue.h"
#include "junheng/formats/csv_writer.h"
#include "junheng/report/item_text.h"
#include "junheng/report/limit_words.h"
#include "junheng/report/text_report.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::AreaResult;
using assess::StageResult;

class CsvReport {
 public:
  explicit CsvReport(const ReportInput& input) : input_(input), assessment_(*input.assessment), data_(*input.dataset), lang_(input.lang) {}

  std::string run() {
    for (const char* name :
         {"area_code",   "stage",    "school_id", "school_name", "pupils",          "school_verdict", "indicator", "value",
          "standard",    "floor",    "state",     "numerator",   "denominator",     "missing_reason", "unit",      "school_year",
          "standard_id", "source",   "synthetic", "area_name",   "indicator_title", "margin",         "cv",        "cv_limit",
          "cv_margin",   "row_kind", "basis",     "score",       "partial"})
      csv_.field(text("csv." + std::string(name), lang_));
    csv_.end_row();
    for (const AreaResult& area : assessment_.areas) {
      for (const StageResult& stage : area.stages) {
        school_rows(area, stage);
        composite_row(area, stage);
      }
      for (const assess::ItemResult& item : area.items) item_rows(area, item);
      area_row(area);
    }
    if (input_.is_partial)
      for (const Issue& issue : *input_.issues)
        if (issue.severity == Severity::Error) finding_row(issue);
    return (lang_ == Lang::Zh ? std::string(formats::kByteOrderMark) : std::string()) + csv_.take();
  }

 private:
  [[nodiscard]] static std::optional<double> value_of(const std::optional<standards::Limit>& limit) {
    return limit ? std::optional(limit->value) : std::nullopt;
  }
  /// A word of the JSON, or what it means in Chinese.
  [[nodiscard]] std::string word(std::string_view kind, std::string_view code) const {
    return std::string(lang_ == Lang::Zh ? text("csv." + std::string(kind) + "." + std::string(code), lang_) : code);
  }
  [[nodiscard]] std::string verdict_word(assess::Verdict verdict) const { return word("verdict", to_string(verdict)); }
  [[nodiscard]] std::string_view basis_word(assess::Basis basis) const {
    return lang_ == Lang::Zh ? text("basis." + std::string(to_string(basis)), lang_) : to_string(basis);
  }
  [[nodiscard]] std::string absence(model::Absence absence) const {
    return std::string(lang_ == Lang::Zh ? text("absence." + std::string(to_string(absence)), lang_) : to_string(absence));
  }

  /// One line. What a kind of line does not have stays empty.
  struct Row {
    std::string_view kind = {};
    const AreaResult* area = nullptr;
    std::optional<Stage> stage = {};
    std::string_view school_id = {};
    std::string_view school_name = {};
    std::optional<double> pupils = {};
    std::optional<assess::Verdict> school_verdict = {};
    std::string_view indicator = {};
    std::string_view indicator_title = {};
    std::optional<double> value = {};
    std::optional<double> standard = {};
    std::optional<double> floor = {};
    /// Written as it is.
    std::string state = {};
    std::optional<double> numerator = {};
    std::optional<double> denominator = {};
    std::string missing_reason = {};
    std::string_view unit = {};
    std::optional<double> margin = {};
    std::optional<double> cv = {};
    std::optional<double> cv_limit = {};
    std::optional<double> cv_margin = {};
    std::optional<assess::Basis> basis = {};
    std::optional<double> score = {};
  };

  void write(const Row& row) {
    csv_.field(row.area == nullptr ? std::string_view() : data_.areas.codes.at(row.area->area.value));
    if (row.stage) csv_.field(lang_ == Lang::Zh ? stage_name(*row.stage, lang_) : to_string(*row.stage));
    else csv_.blank();
    csv_.field(row.school_id).field(row.school_name);
    csv_.field(row.pupils);
    csv_.field(row.school_verdict ? verdict_word(*row.school_verdict) : std::string());
    csv_.field(row.indicator);
    csv_.field(row.value);
    csv_.field(row.standard);
    csv_.field(row.floor);
    csv_.field(row.state);
    csv_.field(row.numerator);
    csv_.field(row.denominator);
    // Each row says by itself what its number is and where it comes from: a table of figures outlives its file name.
    csv_.field(row.missing_reason).field(row.unit.empty() || lang_ == Lang::En ? row.unit : standards::unit_label(row.unit, lang_));
    csv_.field(assessment_.year.first).field(assessment_.standard->pack.id).field(data_.manifest.source);
    csv_.field(word("synthetic", data_.manifest.is_synthetic ? "1" : "0"));
    csv_.field(row.area == nullptr ? std::string_view() : data_.areas.names.at(row.area->area.value)).field(row.indicator_title);
    csv_.field(row.margin);
    csv_.field(row.cv);
    csv_.field(row.cv_limit);
    csv_.field(row.cv_margin);
    csv_.field(word("row_kind", row.kind));
    csv_.field(row.basis ? basis_word(*row.basis) : std::string_view());
    csv_.field(row.score);
    csv_.field(word("synthetic", input_.is_partial ? "1" : "0"));
    csv_.end_row();
  }

  void school_rows(const AreaResult& area, const StageResult& result) {
    const auto& group = assessment_.units.of(result.stage).groups[result.group];
    for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit)
      for (std::size_t i = 0; i < assessment_.rules_of(result.stage).indicators.size(); ++i) write(school_row(area, result, unit, i));
  }

  [[nodiscard]] Row school_row(const AreaResult& area, const StageResult& result, std::uint32_t unit, std::size_t i) const {
    const assess::UnitTable& units = assessment_.units.of(result.stage);
    const assess::SchoolColumns& schools = assessment_.schools_of(result.stage);
    const assess::IndicatorRule& rule = assessment_.rules_of(result.stage).indicators[i];
    const assess::IndicatorColumn& column = schools.indicators[i];
    const std::size_t school = units.schools[unit].value;
    Row row{"school", &area, result.stage, data_.schools.ids.at(school), data_.schools.names.at(school)};
    row.pupils = units.pupils.get(unit);
    row.school_verdict = schools.verdicts[unit];
    row.indicator = rule.indicator->id;
    row.indicator_title = rule.indicator->title.in(lang_);
    row.value = column.values.get(unit);
    const assess::OwnLimits own = limits_of_unit(assessment_, result.stage, unit, i);
    row.standard = own.standard;
    row.floor = own.floor;
    row.state = word("state", assess::to_string(column.states[unit]));
    row.numerator = column.numerator.get(unit);
    row.denominator = column.denominator.get(unit);
    if (!row.value) row.missing_reason = absence(column.values.at(unit).absence);
    else if (is_limit_several(assessment_, result.stage, unit, i)) row.missing_reason = word("limit", "setting_not_given");
    row.unit = rule.indicator->unit;
    row.margin = assess::margin_of(row.value, row.standard, rule.indicator->direction);
    const assess::IndicatorSummary& summary = result.indicators[i];
    row.cv = summary.cv;
    row.cv_limit = value_of(rule.cv);
    row.cv_margin = assess::cv_margin(rule, summary);
    return row;
  }

  /// A row of the data that was left out: what is wrong, and where.
  void finding_row(const Issue& issue) {
    Row row{"finding"};
    const std::string message = issue.message(lang_);
    row.indicator_title = message;
    row.missing_reason = describe(issue.where, lang_);
    write(row);
  }

  /// The composite CV of a stage, where there is one or should be.
  void composite_row(const AreaResult& area, const StageResult& stage) {
    const assess::StageRules& rules = assessment_.rules_of(stage.stage);
    if (stage.schools == 0 || (!stage.composite_cv && !rules.composite)) return;
    Row row{"composite", &area, stage.stage};
    row.pupils = stage.pupils;
    row.indicator_title = composite_title_;
    row.state = stage.composite_verdict ? verdict_word(*stage.composite_verdict) : word("state", "not_judged");
    row.cv = stage.composite_cv;
    row.cv_limit = value_of(rules.composite);
    row.cv_margin = assess::composite_margin(rules, stage);
    write(row);
  }

  /// The item, and of several clauses each.
  void item_rows(const AreaResult& area, const assess::ItemResult& item) {
    const assess::ClauseResult& deciding = deciding_clause(item);
    Row row = clause_row(area, item, deciding);
    row.kind = "item";
    row.indicator_title = item.item->title.in(lang_);
    row.value = item.value;
    row.standard = item.limit;
    row.state = verdict_word(item.verdict);
    row.margin = assess::item_margin(item);
    row.basis = item.basis;
    row.score = item.score;
    write(row);
    if (item.clauses.size() < 2) return;
    for (const assess::ClauseResult& clause : item.clauses) write(clause_row(area, item, clause));
  }

  [[nodiscard]] Row clause_row(const AreaResult& area, const assess::ItemResult& item, const assess::ClauseResult& clause) const {
    Row row{"clause", &area};
    row.indicator = item.item->id;
    row.indicator_title = clause.clause->title.in(lang_);
    row.value = clause.value;
    row.standard = clause.limit;
    row.state = verdict_word(clause.verdict);
    row.numerator = clause.numerator;
    row.denominator = clause.denominator;
    row.missing_reason = missing_names(*assessment_.standard, clause, lang_);
    row.unit = clause.clause->unit;
    row.margin = assess::clause_margin(*item.item, clause);
    row.basis = clause.basis;
    return row;
  }

  void area_row(const AreaResult& area) {
    if (!area.verdict) return;
    Row row{"area", &area};
    row.state = verdict_word(*area.verdict);
    row.score = area.score;
    write(row);
  }

  const ReportInput& input_;
  const assess::Assessment& assessment_;
  const model::Dataset& data_;
  Lang lang_;
  std::string composite_title_{text("html.stage.composite", lang_)};
  formats::CsvWriter csv_;
};

}  // namespace

std::string assessment_csv(const ReportInput& input) { return CsvReport(input).run(); }

}  // namespace junheng::report
