#include "junheng/monitor/building_need.h"

#include <algorithm>
#include <set>

#include "junheng/assess/threshold.h"
#include "junheng/monitor/monitor_functions.h"
#include "junheng/monitor/setting.h"

namespace junheng::monitor {

namespace {

constexpr std::string_view kTable = "floor_area";
constexpr std::string_view kBasic = "basic";
constexpr std::string_view kPlanned = "planned";

struct SchoolPlace {
  int kind = 0;
  int setting = 0;
  bool has_preprimary = false;
};

std::optional<BuildingVerdict> judge_set(const standards::SizeTable& table, std::string_view set, const Date& on, const SchoolPlace& place,
                                         const SchoolBuilding& own) {
  const standards::SizeRow* row = table.row(place.kind, set, on);
  if (row == nullptr) return std::nullopt;
  if (setting_of(place.setting) == Setting::NotGiven) return BuildingVerdict{assess::Verdict::Unknown, {}, "setting"};
  if (std::ranges::find(row->settings, place.setting) == row->settings.end()) return std::nullopt;
  if (place.has_preprimary) return BuildingVerdict{assess::Verdict::Unknown, {}, "preprimary"};
  return judge_floor_area(*row, own.floor, own.classes);
}

}  // namespace

BuildingVerdict judge_floor_area(const standards::SizeRow& row, const model::Quantity& floor, const model::Quantity& classes) {
  using assess::Verdict;
  if (!classes.is_present()) return {Verdict::Unknown, {}, "classes"};
  const standards::SizeBounds bounds = standards::bounds_at(row, classes.value);
  if (!bounds.low || !bounds.high) return {Verdict::Unknown, bounds, "beyond_table"};
  if (!floor.is_present()) return {Verdict::Unknown, bounds, "floor_area_m2"};
  if (assess::reaches(floor.value, *bounds.high, standards::Direction::Higher)) return {Verdict::Met, bounds, {}};
  if (!assess::reaches(floor.value, *bounds.low, standards::Direction::Higher)) return {Verdict::Unmet, bounds, {}};
  return {Verdict::Unknown, bounds, "between_sizes"};
}

std::vector<SchoolBuilding> school_buildings(const YearFrame& frame, const standards::MonitorLimits& limits) {
  const standards::SizeTable* table = limits.size_table(kTable);
  const assess::WholeTable& whole = frame.assessment.units.whole;
  const model::Schools& schools = frame.dataset->schools;
  const auto* floor = whole.measure("floor_area_m2", assess::Part::Whole);
  const auto* site = whole.measure("site_area_m2", assess::Part::Whole);
  const auto* pupils = whole.measure("pupils", assess::Part::Whole);
  const auto* classes = whole.measure("classes", assess::Part::Whole);
  std::vector<SchoolBuilding> out(whole.schools.size());
  for (std::size_t row = 0; row < out.size(); ++row) {
    SchoolBuilding& own = out[row];
    own = {quantity_at(floor, row),   quantity_at(site, row), quantity_at(pupils, row),
           quantity_at(classes, row), std::nullopt,           std::nullopt};
    if (table == nullptr) continue;
    const std::size_t school = whole.schools[row].value;
    const SchoolPlace place{schools.kinds[school], schools.settings[school], frame.has_preprimary(whole.schools[row])};
    own.basic = judge_set(*table, kBasic, frame.year.start(), place, own);
    own.planned = judge_set(*table, kPlanned, frame.year.start(), place, own);
  }
  return out;
}

std::vector<MonitorBasis> building_bases(const standards::MonitorLimits& limits, SchoolYear year) {
  std::vector<MonitorBasis> out;
  const standards::SizeTable* table = limits.size_table(kTable);
  if (table == nullptr) return out;
  std::set<int> kinds;
  for (const standards::SizeRow& row : table->rows) kinds.insert(row.kind);
  for (const std::string_view set : {kBasic, kPlanned})
    for (const int kind : kinds)
      if (const standards::SizeRow* row = table->row(kind, set, year.start())) out.push_back({row->source, row->status});
  return out;
}

}  // namespace junheng::monitor
