#include <array>

#include "junheng/formats/csv_writer.h"
#include "junheng/formats/json_writer.h"
#include "junheng/report/forecast_areas.h"
#include "junheng/report/forecast_needs.h"
#include "junheng/report/forecast_plan_json.h"
#include "junheng/report/forecast_report.h"

namespace junheng::report {

namespace {

using forecast::CountyForecast;
using forecast::History;
using forecast::Interval;
using forecast::kGrades;
using formats::JsonWriter;

/// Pieces of a JSON document handed on before they grow large.
class Pieces {
 public:
  explicit Pieces(const Sink& sink) : sink_(sink) {}
  /// The next element of an array whose elements are written one by one.
  void element(JsonWriter& writer) {
    if (!is_first_) buffer_ += ",";
    is_first_ = false;
    buffer_ += writer.take();
    if (buffer_.size() > (1U << 16)) flush();
  }
  void begin(std::string_view text) {
    buffer_ += text;
    is_first_ = true;
  }
  void plain(std::string_view text) { buffer_ += text; }
  void flush() {
    sink_(buffer_);
    buffer_.clear();
  }

 private:
  const Sink& sink_;
  std::string buffer_;
  bool is_first_ = true;
};

void interval_members(JsonWriter& writer, const Interval& interval) {
  writer.member("pupils", interval.middle).member("low", interval.low).member("high", interval.high);
}

/// Calls visit(county, school in it, school in all, ahead).
template <typename Visit>
void for_each_school(const ForecastInput& input, Visit visit) {
  const History& history = *input.history;
  for (std::size_t county = 0; county < history.counties.size(); ++county)
    for (std::size_t s = 0; s < history.county_schools(county); ++s)
      for (std::size_t ahead = 0; ahead < input.forecast->horizon; ++ahead) visit(county, s, history.county_begin[county] + s, ahead);
}

/// A grade of a school as it is forecast.
Interval cell_of(const CountyForecast& county, std::size_t at, std::size_t grade) {
  return {county.schools.low[at][grade], county.path.pupils[at][grade], county.schools.high[at][grade]};
}

void write_grades(const ForecastInput& input, Pieces& out) {
  const std::size_t horizon = input.forecast->horizon;
  for_each_school(input, [&](std::size_t county, std::size_t s, std::size_t school, std::size_t ahead) {
    const CountyForecast& made = input.forecast->counties[county];
    for (std::size_t grade = 0; grade < kGrades; ++grade) {
      const Interval cell = cell_of(made, s * horizon + ahead, grade);
      if (forecast::is_none(cell.middle)) continue;
      JsonWriter writer;
      writer.begin_object().member("school_id", input.history->schools[school].id).member("grade", grade);
      writer.member("school_year", input.forecast->first_year + static_cast<int>(ahead));
      interval_members(writer, cell);
      writer.end_object();
      out.element(writer);
    }
  });
}

void need_members(JsonWriter& writer, const forecast::SchoolNeed& need) {
  writer.member("classes_at_limit", given(need.classes_at_limit)).member("classes_as_formed", given(need.classes_as_formed));
  writer.member("places", given(need.places)).member("places_missing", given(need.places_missing));
}

void write_schools(const ForecastInput& input, Pieces& out) {
  std::vector<forecast::SchoolNeed> needs;
  std::size_t of_county = input.history->counties.size();
  for_each_school(input, [&](std::size_t county, std::size_t s, std::size_t school, std::size_t ahead) {
    const Interval& total = input.forecast->counties[county].schools.total[s * input.forecast->horizon + ahead];
    if (of_county != county) {
      needs = forecast::school_needs(*input.history, input.forecast->counties[county], input.forecast->horizon, input.limits,
                                     input.own_class_sizes);
      of_county = county;
    }
    if (forecast::is_none(total.middle)) return;
    JsonWriter writer;
    writer.begin_object().member("school_id", input.history->schools[school].id).member("name", input.history->schools[school].name);
    writer.member("area_code", input.history->counties[county].code);
    writer.member("school_year", input.forecast->first_year + static_cast<int>(ahead));
    interval_members(writer, total);
    need_members(writer, needs[s * input.forecast->horizon + ahead]);
    writer.end_object();
    out.element(writer);
  });
}

void area_members(JsonWriter& writer, const forecast::HistoryArea* area) {
  writer.key("area_code");
  if (area == nullptr) writer.null();
  else writer.value(area->code);
  writer.key("name");
  if (area == nullptr) writer.null();
  else writer.value(area->name);
}

/// A row of an area: all grades (no grade) or one.
void write_area_row(const ForecastInput& input, Pieces& out, const ForecastArea& area, std::size_t ahead, std::optional<std::size_t> grade,
                    double classes) {
  const Interval& interval = grade ? (*area.grades)[ahead][*grade] : (*area.all)[ahead];
  if (forecast::is_none(interval.middle) || (grade && interval.middle == 0 && interval.high == 0)) return;
  std::optional<double> in_schools;
  if (area.school_sum != nullptr) {
    const forecast::GradeArray& sums = (*area.school_sum)[ahead];
    in_schools = grade ? given(sums[*grade]) : forecast::total(sums);
  }
  JsonWriter writer;
  writer.begin_object();
  area_members(writer, area.area);
  writer.key("grade");
  if (grade) writer.value(*grade);
  else writer.null();
  writer.member("school_year", input.forecast->first_year + static_cast<int>(ahead));
  interval_members(writer, interval);
  writer.member("in_todays_schools", in_schools).member("classes", given(classes));
  writer.end_object();
  out.element(writer);
}

void write_areas(const ForecastInput& input, Pieces& out) {
  for (const ForecastArea& area : forecast_areas(input)) {
    for (std::size_t ahead = 0; ahead < input.forecast->horizon; ++ahead) {
      const forecast::GradeArray classes = classes_of(input, area, ahead);
      write_area_row(input, out, area, ahead, {}, all_classes(input, area, ahead));
      for (std::size_t g = 0; g < kGrades; ++g) write_area_row(input, out, area, ahead, g, classes[g]);
    }
  }
}

void write_models(const ForecastInput& input, Pieces& out) {
  static constexpr std::array kBases = {"births", "births_alone", "last_level"};
  for (const CountyForecast& county : input.forecast->counties) {
    const forecast::CountyModel& model = county.model;
    JsonWriter writer;
    writer.begin_object().member("area_code", input.history->counties[model.county].code);
    writer.member("entrants", kBases[static_cast<std::size_t>(model.entrants)])
        .member("entrants_per_birth", given(model.entrants_per_birth));
    writer.member("feeding", model.feeding).member("lowest_grade", model.lowest_grade).member("highest_grade", model.highest_grade);
    for (const auto& [name, ratios] : {std::pair("progression", &model.schools_ratio), std::pair("flow", &model.flow_ratio)}) {
      writer.key(name).begin_array();
      for (int g = model.lowest_grade; g < model.highest_grade; ++g) writer.value((*ratios)[static_cast<std::size_t>(g)]);
      writer.end_array();
    }
    writer.end_object();
    out.element(writer);
  }
}

void write_breaches(const ForecastInput& input, Pieces& out) {
  for (const forecast::Breach& each : input.breaches) {
    JsonWriter writer;
    writer.begin_object().member("school_id", input.history->schools[each.school].id).member("kind", to_string(each.kind));
    writer.member("school_year", each.school_year).key("grade");
    if (each.grade) writer.value(*each.grade);
    else writer.null();
    writer.member("is_today", each.is_today).member("pupils", each.pupils).member("limit", each.limit);
    writer.member("chance", each.chance).end_object();
    out.element(writer);
  }
}

void write_left_out(const ForecastInput& input, Pieces& out) {
  if (input.level != ForecastLevel::School) return;
  for (const LeftOutStage& each : left_out_stages(input))
    for (const std::size_t school : each.schools) {
      JsonWriter writer;
      writer.begin_object().member("school_id", input.history->schools[school].id);
      writer.member("stage", to_string(each.stage)).member("kind", to_string(each.gap)).end_object();
      out.element(writer);
    }
}

std::string backtest_member(const forecast::Backtest& test) {
  JsonWriter writer;
  writer.begin_object().key("origins").begin_array();
  for (const int origin : test.origins) writer.value(origin);
  writer.end_array().key("accuracy").begin_array();
  for (const forecast::Accuracy& row : test.rows) {
    writer.begin_object().member("level", to_string(row.level)).member("years_ahead", row.ahead + 1).member("method", row.method);
    writer.member("cells", row.cells).member("wape_percent", row.wape).member("mape_percent", row.mape).member("bias_percent", row.bias);
    writer.member("mean_signed_percent", row.mean_signed).member("mean_absolute_percent", row.mean_absolute);
    writer.member("coverage_percent", given(row.coverage)).end_object();
  }
  writer.end_array().key("unmatched").begin_array();
  for (std::size_t ahead = 0; ahead < test.unmatched.size(); ++ahead) {
    const auto& each = test.unmatched[ahead];
    writer.begin_object().member("years_ahead", ahead + 1).member("closed_cells", each.closed_cells);
    writer.member("closed_pupils", each.closed_pupils).member("opened_cells", each.opened_cells);
    writer.member("opened_pupils", each.opened_pupils).end_object();
  }
  writer.end_array().end_object();
  return writer.take();
}

std::string head_members(const ForecastInput& input) {
  JsonWriter writer;
  writer.begin_object()
      .member("source", input.origin.source)
      .member("synthetic", input.origin.is_synthetic)
      .member("partial", input.is_partial);
  writer.member("first_history_year", input.history->first_year).member("last_history_year", input.history->last_year());
  writer.member("horizon", input.forecast->horizon).member("draws", input.draws).member("seed", static_cast<std::int64_t>(input.seed));
  writer.member("interval", 0.8);
  writer.key("standard");
  if (input.standard.empty()) writer.null();
  else writer.value(input.standard);
  writer.key("flow_from_year");
  if (input.forecast->flow_from > 0) writer.value(input.history->first_year + static_cast<int>(input.forecast->flow_from));
  else writer.null();
  writer.key("findings").begin_array();
  for (const Issue& issue : *input.findings) {
    writer.begin_object().member("id", issue.id()).member("message", issue.message(input.lang)).member("hint", issue.hint(input.lang));
    if (!issue.where.file.empty()) writer.member("file", issue.where.file).member("row", issue.where.row);
    writer.end_object();
  }
  writer.end_array().key("assumptions").begin_array();
  for (const std::string& each : forecast_assumptions(input)) writer.value(each);
  writer.end_array().key("spread").begin_array();
  const forecast::Spread& spread = input.forecast->spread;
  for (std::size_t ahead = 0; ahead < spread.school.size(); ++ahead)
    writer.begin_object()
        .member("years_ahead", ahead + 1)
        .member("county", spread.county[ahead])
        .member("school", spread.school[ahead])
        .member("cohort", spread.cohort[ahead])
        .end_object();
  writer.end_array().member("spread_schools", spread.schools);
  writer.end_object();
  std::string text = writer.take();
  // The document goes on after these members.
  text.pop_back();
  return text;
}

}  // namespace

void write_forecast_json(const ForecastInput& input, const Sink& sink) {
  Pieces out(sink);
  out.plain(head_members(input));
  out.begin(",\"forecast\":[");
  if (input.level == ForecastLevel::School) write_grades(input, out);
  out.begin("],\"schools\":[");
  if (input.level == ForecastLevel::School) write_schools(input, out);
  out.begin("],\"areas\":[");
  write_areas(input, out);
  out.begin("],\"models\":[");
  const bool has_counties = input.level == ForecastLevel::School || input.level == ForecastLevel::County;
  if (has_counties) write_models(input, out);
  out.begin("],\"breaches\":[");
  write_breaches(input, out);
  out.begin("],\"places_left_out\":[");
  write_left_out(input, out);
  write_forecast_plans(input, [&](std::string_view piece) { out.plain(piece); });
  if (input.backtest != nullptr) out.plain(",\"backtest\":" + backtest_member(*input.backtest));
  out.plain("}\n");
  out.flush();
}

}  // namespace junheng::report
