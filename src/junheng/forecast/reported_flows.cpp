#include "junheng/forecast/reported_flows.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/model/column_words.h"

namespace junheng::forecast {

namespace {

/// Flows of a school by grade; kNone where they are not told.
using SchoolFlows = CountyFlows;

constexpr std::size_t position(Flow flow) { return static_cast<std::size_t>(flow); }

CountyFlows nothing_told() {
  CountyFlows out;
  out.fill(filled(kNone));
  return out;
}

/// A dataset with columns of flows; null for those that it does not have.
struct FlowTable {
  const model::Dataset* data = nullptr;
  std::array<const model::NumberColumn*, kFlows> columns{};
};

std::vector<FlowTable> flow_tables(std::span<const model::Dataset* const> datasets) {
  std::vector<FlowTable> out;
  for (const model::Dataset* data : datasets) {
    FlowTable table{data, {}};
    for (std::size_t flow = 0; flow < kFlows; ++flow) table.columns[flow] = data->grade_facts.column(kFlowColumns[flow]);
    if (std::ranges::any_of(table.columns, [](const auto* column) { return column != nullptr; })) out.push_back(table);
  }
  return out;
}

/// Whether a dataset has a value of the year in the column, by flow.
std::array<bool, kFlows> columns_told(const std::vector<FlowTable>& tables, int year) {
  std::array<bool, kFlows> told{};
  for (const FlowTable& table : tables)
    for (std::size_t row = 0; row < table.data->grade_facts.size(); ++row)
      for (std::size_t flow = 0; flow < kFlows && table.data->grade_facts.years[row] == year; ++flow)
        told[flow] = told[flow] || (table.columns[flow] != nullptr && table.columns[flow]->has(row));
  return told;
}

SchoolFlows flows_of(const std::vector<FlowTable>& tables, std::string_view id, SchoolYear year) {
  SchoolFlows out = nothing_told();
  for (const FlowTable& table : tables) {
    const model::FactTable& facts = table.data->grade_facts;
    const auto school = table.data->schools.find(id);
    if (!school) continue;
    for (const std::uint32_t row : facts.rows_of(year, *school)) {
      const std::size_t grade = facts.parts[row];
      if (grade >= kGrades) continue;
      for (std::size_t flow = 0; flow < kFlows; ++flow)
        if (table.columns[flow] != nullptr && table.columns[flow]->has(row)) out[flow][grade] = table.columns[flow]->at(row).value;
    }
  }
  return out;
}

/// The grades of which it has a row.
std::array<bool, kGrades> grades_of(const std::vector<FlowTable>& tables, std::string_view id, SchoolYear year) {
  std::array<bool, kGrades> out{};
  for (const FlowTable& table : tables)
    if (const auto school = table.data->schools.find(id))
      for (const std::uint32_t row : table.data->grade_facts.rows_of(year, *school))
        if (table.data->grade_facts.parts[row] < kGrades) out[table.data->grade_facts.parts[row]] = true;
  return out;
}

/// Of a school and its campuses together; a grade of one that does not tell a flow leaves it unknown.
SchoolFlows flows_with_campuses(const std::vector<FlowTable>& tables, const HistorySchool& school, SchoolYear year) {
  SchoolFlows out = flows_of(tables, school.id, year);
  if (school.campuses.empty()) return out;
  std::array<bool, kGrades> runs = grades_of(tables, school.id, year);
  for (const std::string& campus : school.campuses) {
    const SchoolFlows more = flows_of(tables, campus, year);
    const std::array<bool, kGrades> own = grades_of(tables, campus, year);
    for (std::size_t g = 0; g < kGrades; ++g) {
      for (std::size_t flow = 0; own[g] && flow < kFlows; ++flow) out[flow][g] = runs[g] ? out[flow][g] + more[flow][g] : more[flow][g];
      runs[g] = runs[g] || own[g];
    }
  }
  return out;
}

/// What comes to a grade less what leaves it, repetition apart; columns that nobody has count as none.
double net(const SchoolFlows& flows, const std::array<bool, kFlows>& told, std::size_t grade) {
  const auto of = [&](Flow flow) { return told[position(flow)] ? flows[position(flow)][grade] : 0; };
  return of(Flow::TransfersIn) - of(Flow::TransfersOut) - of(Flow::Dropouts) - of(Flow::Suspended) - of(Flow::Deaths);
}

void imply(const GradeArray& pupils, const SchoolFlows& flows, const std::array<bool, kFlows>& told, GradeArray& before,
           GradeArray& after) {
  const auto repeaters = [&](std::size_t grade) { return told[position(Flow::Repeaters)] ? flows[position(Flow::Repeaters)][grade] : 0; };
  for (std::size_t g = 0; g + 1 < kGrades; ++g) {
    if (is_none(pupils[g]) || is_none(pupils[g + 1])) continue;
    const double next = pupils[g] - repeaters(g) + repeaters(g + 1) + net(flows, told, g + 1);
    if (is_none(next)) continue;
    before[g] = pupils[g];
    after[g + 1] = std::max(0.0, next);
  }
}

void add(const GradeArray& pupils, const SchoolFlows& school, CountyFlows& county) {
  for (std::size_t g = 0; g < kGrades; ++g) {
    if (is_none(pupils[g])) continue;
    for (std::size_t flow = 0; flow < kFlows; ++flow) county[flow][g] += school[flow][g];
  }
}

}  // namespace

void add_reported_flows(std::span<const model::Dataset* const> datasets, History& history, HistoryFindings& findings) {
  const std::vector<FlowTable> tables = flow_tables(datasets);
  const auto told = columns_told(tables, history.last_year());
  if (std::ranges::none_of(told, [](bool each) { return each; })) return;
  const bool is_only_year = history.years == 1;
  if (is_only_year) history.implied.assign(2 * history.schools.size(), filled(kNone));
  for (std::size_t county = 0; county < history.counties.size(); ++county) {
    CountyFlows sums;
    sums.fill(filled(0));
    for (std::size_t s = history.county_begin[county]; s < history.county_begin[county + 1]; ++s) {
      const GradeArray& pupils = history.at(s, history.years - 1);
      const SchoolFlows flows = flows_with_campuses(tables, history.schools[s], SchoolYear{history.last_year()});
      add(pupils, flows, sums);
      if (is_only_year) imply(pupils, flows, told, history.implied[2 * s], history.implied[2 * s + 1]);
    }
    const GradeArray last = history.county_total(county, history.years - 1);
    for (GradeArray& each : sums)
      for (std::size_t g = 0; g < kGrades; ++g)
        if (is_none(last[g])) each[g] = kNone;
    history.flows.push_back(sums);
  }
  // Where nothing is implied the ratios are not those of flows.
  if (std::ranges::all_of(history.implied, [](const GradeArray& row) { return std::ranges::all_of(row, is_none); }))
    history.implied.clear();
  std::vector<std::string_view> lacking;
  for (std::size_t flow = 0; flow < kFlows; ++flow)
    if (!told[flow]) lacking.push_back(kFlowColumns[flow]);
  if (!history.implied.empty() && !lacking.empty())
    findings.issues.push_back(make_issue(Code::ForecastFlowsPartial, {}, {},
                                         {{"columns_zh", model::column_words("grade_facts", lacking, Lang::Zh)},
                                          {"columns_en", model::column_words("grade_facts", lacking, Lang::En)}}));
}

GradeArray unexplained_change(const History& history, std::size_t county) {
  GradeArray out = filled(kNone);
  if (history.flows.empty() || history.years < 2) return out;
  const CountyFlows& flows = history.flows[county];
  const GradeArray before = history.county_total(county, history.years - 2);
  const GradeArray after = history.county_total(county, history.years - 1);
  std::array<bool, kFlows> all{};
  all.fill(true);
  for (std::size_t g = 1; g < kGrades; ++g) {
    const GradeArray& repeaters = flows[position(Flow::Repeaters)];
    out[g] = after[g] - (before[g - 1] - repeaters[g - 1] + repeaters[g] + net(flows, all, g));
  }
  return out;
}

}  // namespace junheng::forecast
