#include "junheng/report/forecast_plan_view.h"

#include <array>
#include <cmath>
#include <functional>
#include <utility>

#include "junheng/formats/json_writer.h"
#include "junheng/report/forecast_areas.h"
#include "junheng/report/forecast_plan_tables.h"
#include "junheng/report/page_table_json.h"

namespace junheng::report {

namespace {

using forecast::TeacherNeed;
using formats::JsonWriter;

/// By year.
using Needs = std::vector<TeacherNeed>;

/// Short enough to send, and so close that whole teachers come out alike.
double to_millionth(double teachers) { return std::round(1e6 * teachers) / 1e6; }

void write_line(JsonWriter& json, std::string_view id, std::string_view name, const Needs& needs) {
  json.begin_object().member("id", id).member("name", name);
  json.member("on_post", given(to_millionth(needs.front().on_post))).member("schools_unknown", needs.front().unknown_schools);
  const std::array<std::pair<std::string_view, std::function<double(const TeacherNeed&)>>, 8> columns = {{
      {"primary_need", [](const TeacherNeed& need) { return need.primary_need; }},
      {"junior_need", [](const TeacherNeed& need) { return need.junior_need; }},
      {"need", [](const TeacherNeed& need) { return need.need(); }},
      {"retired", [](const TeacherNeed& need) { return need.retired(); }},
      {"retired_at_least", [](const TeacherNeed& need) { return need.retired_told; }},
      {"shortage", [](const TeacherNeed& need) { return need.shortage; }},
      {"to_hire", [](const TeacherNeed& need) { return need.to_hire; }},
      {"to_hire_at_least", [](const TeacherNeed& need) { return need.to_hire_at_least; }},
  }};
  for (const auto& [key, value] : columns) {
    json.key(key).begin_array();
    for (const TeacherNeed& need : needs) json.value(to_millionth(value(need)));
    json.end_array();
  }
  json.end_object();
}

void write_teachers(JsonWriter& json, const ForecastInput& input) {
  if (input.teachers == nullptr) {
    json.null();
    return;
  }
  const ForecastArea whole = forecast_areas(input).front();
  const auto summed = subjects_in_sum(input);
  const auto line = [&](std::string_view id, std::string_view name, const std::vector<std::size_t>& subjects) {
    Needs needs;
    for (std::size_t ahead = 0; ahead < input.forecast->horizon; ++ahead) needs.push_back(teachers_together(input, whole, ahead, subjects));
    write_line(json, id, name, needs);
  };
  json.begin_object().member("curriculum", std::string_view(input.staff.curriculum));
  json.member("loads", std::string_view(input.staff.loads)).member("retirement", std::string_view(input.staff.retirement));
  json.member("is_verified", input.staff.is_verified).member("retirements_withheld", input.staff.is_withheld);
  json.key("subjects").begin_array();
  line("all", "", summed);
  for (std::size_t subject = 0; subject < input.teachers->subjects.size(); ++subject)
    if (!is_idle_subject(input, subject)) line(input.teachers->subjects[subject], input.staff.subjects[subject], {subject});
  json.end_array().end_object();
}

void write_tables(JsonWriter& json, const ForecastInput& input) {
  const auto group = [&](std::string_view id) {
    return PageTableGroup{std::string(id), std::string(text("forecast.page.group." + std::string(id), input.lang))};
  };
  json.begin_array();
  for (const ReportTable& table : forecast_page_tables(input))
    if (!table.rows.empty()) write_page_table(json, table, table.id, group(table.id == "settlements" ? "settlements" : "teachers"));
  json.end_array();
}

}  // namespace

std::string forecast_plan_json(const ForecastView& view) {
  const ForecastInput& input = *view.input;
  JsonWriter json;
  json.begin_object().member("run_id", view.run_id).member("area_code", std::string_view(view.area_code));
  json.member("area_name", std::string_view(view.area_name)).member("last_history_year", input.history->last_year());
  json.member("horizon", input.forecast->horizon).member("source", std::string_view(input.origin.source));
  json.member("is_synthetic", input.origin.is_synthetic).member("is_partial", input.is_partial);
  json.key("teachers");
  write_teachers(json, input);
  json.member("settlements", input.settlements == nullptr ? std::size_t{0} : input.settlements->rows.size() / kCompulsoryStages.size());
  json.key("tables");
  write_tables(json, input);
  json.key("findings");
  write_page_findings(json, *input.findings, input.lang);
  return json.end_object().take();
}

}  // namespace junheng::report
