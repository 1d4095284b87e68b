#include "junheng/report/forecast_plan_json.h"

#include "junheng/core/stage.h"
#include "junheng/forecast/reported_flows.h"
#include "junheng/formats/json_writer.h"
#include "junheng/report/forecast_areas.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;

void teacher_members(JsonWriter& writer, const forecast::TeacherNeed& need) {
  writer.member("primary_lessons", given(need.primary_lessons)).member("junior_lessons", given(need.junior_lessons));
  writer.member("primary_need", given(need.primary_need)).member("junior_need", given(need.junior_need));
  writer.member("need", given(need.need())).member("on_post", given(need.on_post)).member("schools_unknown", need.unknown_schools);
  writer.member("missing", given(need.missing())).member("shortage", given(need.shortage));
  writer.member("retired", given(need.retired())).member("retired_at_least", need.retired_told);
  writer.member("retirement_unknown", given(need.untold));
  writer.member("to_hire", given(need.to_hire)).member("to_hire_at_least", given(need.to_hire_at_least));
}

std::string teacher_rows(const ForecastInput& input) {
  JsonWriter writer;
  writer.begin_array();
  if (input.teachers != nullptr) {
    for (const ForecastArea& area : forecast_areas(input))
      for (std::size_t ahead = 0; ahead < input.forecast->horizon; ++ahead)
        for (std::size_t subject = 0; subject < input.teachers->subjects.size(); ++subject) {
          writer.begin_object().key("area_code");
          if (area.area == nullptr) writer.null();
          else writer.value(area.area->code);
          writer.member("school_year", input.forecast->first_year + static_cast<int>(ahead));
          writer.member("subject", input.teachers->subjects[subject]);
          teacher_members(writer, teachers_of(input, area, ahead, subject));
          writer.end_object();
        }
  }
  writer.end_array();
  return writer.take();
}

std::string teachers_apart(const ForecastInput& input) {
  JsonWriter writer;
  writer.begin_array();
  if (input.teachers != nullptr) {
    for (const ForecastArea& area : forecast_areas(input)) {
      const forecast::StaffApart apart = staff_apart(input, area);
      writer.begin_object().key("area_code");
      if (area.area == nullptr) writer.null();
      else writer.value(area.area->code);
      writer.member("without_subject", apart.without_subject).member("unknown_subject", apart.unknown_subject);
      writer.member("outside_curriculum", apart.outside_curriculum).end_object();
    }
  }
  writer.end_array();
  return writer.take();
}

std::string staff_basis(const ForecastInput& input) {
  JsonWriter writer;
  if (input.teachers == nullptr) return "null";
  writer.begin_object().member("curriculum", input.staff.curriculum).member("loads", input.staff.loads);
  writer.member("retirement", input.staff.retirement).member("verified", input.staff.is_verified).end_object();
  return writer.take();
}

std::string flow_rows(const ForecastInput& input) {
  const forecast::History& history = *input.history;
  JsonWriter writer;
  writer.begin_array();
  for (std::size_t county = 0; county < history.flows.size(); ++county) {
    const forecast::GradeArray last = history.county_total(county, history.years - 1);
    const forecast::GradeArray unexplained = forecast::unexplained_change(history, county);
    for (std::size_t g = 0; g < forecast::kGrades; ++g) {
      if (forecast::is_none(last[g])) continue;
      writer.begin_object().member("area_code", history.counties[county].code).member("school_year", history.last_year());
      writer.member("grade", g).member("pupils", last[g]);
      for (std::size_t flow = 0; flow < forecast::kFlows; ++flow)
        writer.member(forecast::kFlowColumns[flow], given(history.flows[county][flow][g]));
      writer.member("unexplained", given(unexplained[g])).end_object();
    }
  }
  writer.end_array();
  return writer.take();
}

std::string settlement_rows(const ForecastInput& input) {
  JsonWriter writer;
  writer.begin_array();
  if (input.settlements != nullptr) {
    for (const forecast::SettlementDemand& each : input.settlements->rows)
      for (std::size_t ahead = 0; ahead < each.pupils.size(); ++ahead) {
        writer.begin_object().member("settlement_id", each.id).member("name", each.name);
        writer.member("area_code", input.history->counties[each.county].code).member("stage", to_string(each.stage));
        writer.member("school_year", input.forecast->first_year + static_cast<int>(ahead));
        writer.member("pupils", each.pupils[ahead]).member("today", given(each.today)).end_object();
      }
  }
  writer.end_array();
  return writer.take();
}

}  // namespace

void write_forecast_plans(const ForecastInput& input, const Sink& sink) {
  sink("],\"staff_basis\":" + staff_basis(input));
  sink(",\"teachers\":" + teacher_rows(input));
  sink(",\"teachers_apart\":" + teachers_apart(input));
  sink(",\"flows\":" + flow_rows(input));
  sink(",\"settlements\":" + settlement_rows(input));
}

}  // namespace junheng::report
