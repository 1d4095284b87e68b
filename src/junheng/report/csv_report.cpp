#include "junheng/assess/diagnosis.h"
#include "junheng/formats/csv_writer.h"
#include "junheng/report/text_report.h"

namespace junheng::report {

namespace {

void number(formats::CsvWriter& csv, const std::optional<double>& value) {
  if (value) csv.field(*value);
  else csv.blank();
}

void limit(formats::CsvWriter& csv, const std::optional<standards::Limit>& value) { number(csv, value ? std::optional(value->value) : std::nullopt); }

}  // namespace

std::string assessment_csv(const ReportInput& input) {
  const assess::Assessment& assessment = *input.assessment;
  const model::Manifest& manifest = assessment.dataset->manifest;
  formats::CsvWriter csv;
  for (const char* name : {"area_code", "stage", "school_id", "school_name", "pupils", "school_verdict", "indicator", "value", "standard", "floor", "state",
                           "numerator", "denominator", "missing_reason", "unit", "school_year", "standard_id", "source", "synthetic"})
    csv.field(name);
  csv.end_row();
  for (const assess::AreaResult& area : assessment.areas) {
    for (const assess::StageResult& stage : area.stages) {
      const assess::UnitTable& units = assessment.units.of(stage.stage);
      const assess::SchoolColumns& schools = assessment.schools_of(stage.stage);
      const assess::StageRules& rules = assessment.rules_of(stage.stage);
      const auto& group = units.groups[stage.group];
      for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
        for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
          const assess::IndicatorColumn& column = schools.indicators[i];
          const std::size_t school = units.schools[unit].value;
          csv.field(assessment.dataset->areas.codes.at(area.area.value)).field(to_string(stage.stage));
          csv.field(assessment.dataset->schools.ids.at(school)).field(assessment.dataset->schools.names.at(school));
          number(csv, units.pupils.get(unit));
          if (schools.verdicts[unit]) csv.field(to_string(*schools.verdicts[unit]));
          else csv.blank();
          csv.field(rules.indicators[i].indicator->id);
          number(csv, column.values.get(unit));
          limit(csv, rules.indicators[i].standard);
          limit(csv, rules.indicators[i].floor);
          csv.field(assess::to_string(column.states[unit]));
          number(csv, column.numerator.get(unit));
          number(csv, column.denominator.get(unit));
          if (column.values.has(unit)) csv.blank();
          else csv.field(model::to_string(column.values.at(unit).absence));
          // Each row says by itself what its number is and where it comes from: a table of figures outlives its file name.
          csv.field(rules.indicators[i].indicator->unit).field(assessment.year.first).field(assessment.standard->pack.id);
          csv.field(manifest.source).field(manifest.is_synthetic ? "1" : "0");
          csv.end_row();
        }
      }
    }
  }
  return csv.take();
}

}  // namespace junheng::report
