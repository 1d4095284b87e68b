#include "junheng/assess/margins.h"
#include "junheng/core/catalogue.h"
#include "junheng/formats/csv_writer.h"
#include "junheng/report/text_report.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::AreaResult;
using assess::StageResult;

/// A spreadsheet takes a CSV file for UTF-8 only if it begins with this.
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class CsvReport {
 public:
  explicit CsvReport(const ReportInput& input) : assessment_(*input.assessment), data_(*input.dataset), lang_(input.lang) {}

  std::string run() {
    for (const char* name : {"area_code", "stage",       "school_id",   "school_name", "pupils",    "school_verdict", "indicator",
                             "value",     "standard",    "floor",       "state",       "numerator", "denominator",    "missing_reason",
                             "unit",      "school_year", "standard_id", "source",      "synthetic", "area_name",      "indicator_title",
                             "margin",    "cv",          "cv_limit",    "cv_margin"})
      csv_.field(text("csv." + std::string(name), lang_));
    csv_.end_row();
    for (const AreaResult& area : assessment_.areas)
      for (const StageResult& stage : area.stages) {
        const auto& group = assessment_.units.of(stage.stage).groups[stage.group];
        for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit)
          for (std::size_t i = 0; i < assessment_.rules_of(stage.stage).indicators.size(); ++i) row(area, stage, unit, i);
      }
    return (lang_ == Lang::Zh ? std::string(kByteOrderMark) : std::string()) + csv_.take();
  }

 private:
  void number(const std::optional<double>& value) {
    if (value) csv_.field(*value);
    else csv_.blank();
  }
  void limit(const std::optional<standards::Limit>& value) { number(value ? std::optional(value->value) : std::nullopt); }
  /// A word of the JSON, or what it means in Chinese.
  void word(std::string_view kind, std::string_view code) {
    if (lang_ == Lang::Zh) csv_.field(text("csv." + std::string(kind) + "." + std::string(code), lang_));
    else csv_.field(code);
  }

  void row(const AreaResult& area, const StageResult& result, std::uint32_t unit, std::size_t i) {
    const Stage stage = result.stage;
    const assess::UnitTable& units = assessment_.units.of(stage);
    const assess::SchoolColumns& schools = assessment_.schools_of(stage);
    const assess::IndicatorRule& rule = assessment_.rules_of(stage).indicators[i];
    const assess::IndicatorColumn& column = schools.indicators[i];
    const std::size_t school = units.schools[unit].value;
    csv_.field(data_.areas.codes.at(area.area.value));
    if (lang_ == Lang::Zh) csv_.field(stage_name(stage, lang_));
    else csv_.field(to_string(stage));
    csv_.field(data_.schools.ids.at(school)).field(data_.schools.names.at(school));
    number(units.pupils.get(unit));
    if (schools.verdicts[unit]) word("verdict", to_string(*schools.verdicts[unit]));
    else csv_.blank();
    csv_.field(rule.indicator->id);
    number(column.values.get(unit));
    limit(rule.standard);
    limit(rule.floor);
    word("state", assess::to_string(column.states[unit]));
    number(column.numerator.get(unit));
    number(column.denominator.get(unit));
    if (column.values.has(unit)) csv_.blank();
    else if (lang_ == Lang::Zh) csv_.field(text("absence." + std::string(model::to_string(column.values.at(unit).absence)), lang_));
    else csv_.field(model::to_string(column.values.at(unit).absence));
    // Each row says by itself what its number is and where it comes from: a table of figures outlives its file name.
    if (lang_ == Lang::Zh) csv_.field(standards::unit_label(rule.indicator->unit, lang_));
    else csv_.field(rule.indicator->unit);
    csv_.field(assessment_.year.first).field(assessment_.standard->pack.id).field(data_.manifest.source);
    word("synthetic", data_.manifest.is_synthetic ? "1" : "0");
    csv_.field(data_.areas.names.at(area.area.value)).field(rule.indicator->title.in(lang_));
    number(assess::margin_of(column.values.get(unit), rule.standard ? std::optional(rule.standard->value) : std::nullopt,
                             rule.indicator->direction));
    const assess::IndicatorSummary& summary = result.indicators[i];
    number(summary.cv);
    limit(rule.cv);
    number(assess::cv_margin(rule, summary));
    csv_.end_row();
  }

  const assess::Assessment& assessment_;
  const model::Dataset& data_;
  Lang lang_;
  formats::CsvWriter csv_;
};

}  // namespace

std::string assessment_csv(const ReportInput& input) { return CsvReport(input).run(); }

}  // namespace junheng::report
