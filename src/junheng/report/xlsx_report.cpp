#include "junheng/report/xlsx_report.h"

#include <algorithm>
#include <vector>

#include "junheng/report/findings_sheet.h"
#include "junheng/report/form_tables.h"

namespace junheng::report {

namespace {

using standards::ItemGroup;

void write_area(const FormContext& context) {
  const CountySchools schools(context.assessment(), *context.area);
  write_summary(context);
  if (context.form != FormKind::None) write_situation(context, schools);
  if (context.form == FormKind::Quality) write_shares(context);
  for (const assess::StageResult& stage : context.area->stages) write_schools(context, schools, stage);
  write_balance(context);
  write_items(context, {"government", {ItemGroup::Government}, true});
  write_items(context, {"quality", {ItemGroup::Quality}, true});
  write_survey(context);
  write_items(context, {"conditions", {ItemGroup::Prerequisite, ItemGroup::Recognition, ItemGroup::Veto}, false});
  write_offenders(context);
  write_school_plans(context);
}

void write_data_findings(const FormContext& context) {
  FormSheet sheet = context.sheet("findings", finding_columns(context.lang()), Page::Landscape);
  FindingsOptions options;
  options.lang = context.lang();
  write_findings(*context.writer, sheet, *context.input->issues, options);
}

/// Schools that enter in any stage of any area.
std::size_t count_schools(const assess::Assessment& assessment) {
  std::vector<bool> enters(assessment.dataset->schools.size(), false);
  for (const assess::AreaResult& area : assessment.areas) {
    for (const assess::StageResult& stage : area.stages) {
      const assess::UnitTable& units = assessment.units.of(stage.stage);
      const auto& group = units.groups[stage.group];
      for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) enters[units.schools[unit].value] = true;
    }
  }
  return static_cast<std::size_t>(std::ranges::count(enters, true));
}

}  // namespace

Result<void> write_assessment_xlsx(const ReportInput& input, const std::string& path) {
  formats::XlsxWriter writer(path);
  const auto& areas = input.assessment->areas;
  FormContext context;
  context.input = &input;
  context.writer = &writer;
  context.form = form_of(*input.assessment);
  context.is_one_of_many = areas.size() > 1;
  context.school_count = count_schools(*input.assessment);
  writer.set_properties(context.words("xlsx.properties.title"),
                        context.words(input.dataset->manifest.is_synthetic ? "text.synthetic" : "xlsx.properties.comment"));

  FormContext whole = context;
  whole.is_one_of_many = false;
  if (context.is_one_of_many) {
    write_summary(whole);
    write_area_lists(whole);
  }
  if (areas.size() <= kMostAreasInFull) {
    for (const assess::AreaResult& area : areas) {
      context.area = &area;
      write_area(context);
    }
  }
  write_data_findings(whole);
  write_sources(whole);
  return writer.close();
}

}  // namespace junheng::report
