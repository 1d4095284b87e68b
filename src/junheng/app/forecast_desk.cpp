#include "junheng/app/forecast_desk.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "junheng/app/area_places.h"
#include "junheng/app/area_scope.h"
#include "junheng/app/load.h"
#include "junheng/app/need_limits.h"
#include "junheng/app/office.h"
#include "junheng/app/run_case.h"
#include "junheng/core/codes.h"
#include "junheng/forecast/dated_events.h"

namespace junheng::app {

namespace {

bool says_nothing(const forecast::NeedLimits& limits) {
  return std::ranges::all_of(limits.class_size, forecast::is_none) && forecast::is_none(limits.school_size) &&
         forecast::is_none(limits.small) && forecast::is_none(limits.smallest);
}

/// An upper bound of what texts, nodes of maps and findings take each.
constexpr std::size_t kTextBytes = 64;
constexpr std::size_t kFindingBytes = 512;

std::size_t bytes_of(const forecast::History& history) {
  std::size_t bytes = (history.pupils.size() + history.classes.size() + history.implied.size()) * sizeof(forecast::GradeArray) +
                      history.moved.size() + (history.births.size() + history.published.size()) * sizeof(double) +
                      history.flows.size() * sizeof(forecast::CountyFlows) + 2 * history.renamed.size() * kTextBytes +
                      history.campus_pupils.size() * (sizeof(forecast::GradeArray) + 2 * kTextBytes) +
                      (history.counties.size() + history.townships.size()) * (sizeof(forecast::HistoryArea) + kTextBytes);
  for (const forecast::HistorySchool& school : history.schools)
    bytes += sizeof(school) + school.id.size() + school.name.size() + school.predecessor.size() + school.campuses.size() * kTextBytes;
  return bytes;
}

std::size_t bytes_of(const forecast::SettlementTable& table) {
  const model::Settlements& rows = table.rows;
  // A number and whether it is there; coordinates, pupils of two stages, children by age.
  constexpr std::size_t kNumberBytes = sizeof(double) + 1;
  constexpr std::size_t kNumbers = 4 + model::Settlements::kAges;
  std::size_t bytes = rows.size() * (kNumbers * kNumberBytes + sizeof(AreaIndex));
  for (std::size_t row = 0; row < rows.size(); ++row)
    bytes += rows.ids.at(row).size() + rows.names.at(row).size() + 2 * sizeof(std::size_t);
  for (const std::string& county : table.counties) bytes += sizeof(county) + county.size();
  return bytes;
}

std::size_t bytes_of(const std::vector<forecast::CountyStaff>& staff) {
  std::size_t bytes = 0;
  for (const forecast::CountyStaff& county : staff) {
    bytes += sizeof(county) + county.subjects.size() * sizeof(forecast::SubjectOnPost);
    for (const forecast::SubjectOnPost& subject : county.subjects) bytes += subject.retired.size() * sizeof(double);
  }
  return bytes;
}

std::size_t bytes_of(const ForecastSide& side) {
  std::size_t bytes = sizeof(side) + bytes_of(side.history) + side.findings.size() * kFindingBytes;
  for (const forecast::CountyModel& county : side.fit.counties)
    bytes += sizeof(county) + (county.ratios.size() + county.levels.size() + county.last.size()) * sizeof(forecast::GradeArray);
  bytes += bytes_of(side.settlements);
  for (const forecast::Event& event : side.scenario.events)
    bytes += sizeof(event) + event.school_id.size() + event.other_id.size() + event.name.size() + event.grades.size() * sizeof(int) +
             event.where.file.size();
  return bytes;
}

/// Whether the account sees the area in the snapshot, or lies in it.
Result<bool> is_seen(store::Transaction& transaction, const Access& access, const store::AreaRow& area, const store::Snapshot& snapshot) {
  if (access.sees_all_areas()) return true;
  const auto own = own_area(transaction, snapshot.id, access);
  if (!own) return fail(own.error());
  return *own && (access.covers(area.path) || (*own)->path.find("/" + area.code + "/") != std::string::npos);
}

/// The area of a snapshot; nullopt where it has none, or none that the account sees.
Result<std::optional<model::Dataset>> load_area_of(Office& office, store::Transaction& transaction, const Access& access,
                                                   const std::string& code, const store::Snapshot& snapshot) {
  const auto load = [&](bool is_whole) -> Result<std::optional<model::Dataset>> {
    auto dataset = is_whole ? store::load_snapshot(transaction, snapshot.id, office.threads())
                            : store::load_area(transaction, snapshot.id, code, office.threads());
    if (!dataset) return fail(dataset.error());
    return std::optional(std::move(*dataset));
  };
  if (code == kWholeCode) return load(true);
  const auto area = store::find_area(transaction, snapshot.id, code);
  if (!area) return fail(area.error());
  if (!*area) return std::optional<model::Dataset>();
  const auto seen = is_seen(transaction, access, **area, snapshot);
  if (!seen) return fail(seen.error());
  if (!*seen) return std::optional<model::Dataset>();
  return load(false);
}

/// What stands for the pupils of an event of 1 to 4: by turns as in report::HiddenPupils.
void hide_small_events(std::vector<forecast::Event>& events, report::HiddenSide side) {
  constexpr double kFewest = 1;
  constexpr double kMost = report::kLeastShownPupils - 1;
  bool is_odd = false;
  for (forecast::Event& event : events) {
    if (!report::is_small_count(event.pupils)) continue;
    is_odd = !is_odd;
    const bool is_fewest =
        side == report::HiddenSide::Fewest || (side != report::HiddenSide::Most && is_odd == (side == report::HiddenSide::Mixed));
    event.pupils = is_fewest ? kFewest : kMost;
  }
}

std::vector<const model::Dataset*> pointers_of(const StoredYears& years) {
  std::vector<const model::Dataset*> datasets;
  for (const auto& each : years.datasets) datasets.push_back(each.get());
  return datasets;
}

/// `hidden`: the side that stands for hidden numbers; nullopt: none are.
Result<ForecastSide> make_side(const StoredYears& years, std::optional<report::HiddenSide> hidden, unsigned threads) {
  const auto datasets = pointers_of(years);
  ForecastSide side;
  forecast::HistoryFindings findings;
  auto history = forecast::build_history(datasets, findings, forecast::SameYear::LatestHolds);
  if (!history) return fail(history.error());
  side.history = std::move(*history);
  side.scenario.events = forecast::events_to_come(datasets, side.history);
  if (hidden) hide_small_events(side.scenario.events, *hidden);
  apply_to_history(side.scenario, kMostForecastYears, side.history, findings);
  if (auto left_out = other_origins_finding(years)) side.findings.push_back(std::move(*left_out));
  std::ranges::move(findings.issues, std::back_inserter(side.findings));
  forecast::ForecastOptions options;
  options.horizon = kMostForecastYears;
  options.threads = threads;
  side.fit = forecast::fit_history(side.history, options);
  side.own_class_sizes = forecast::own_class_sizes(side.history);
  side.settlements = forecast::settlements_of(datasets);
  return side;
}

bool is_same(double a, double b) { return a == b || (forecast::is_none(a) && forecast::is_none(b)); }

bool same_events(const std::vector<forecast::Event>& a, const std::vector<forecast::Event>& b) {
  return std::ranges::equal(a, b, {}, &forecast::Event::pupils, &forecast::Event::pupils);
}

bool same_settlements(const forecast::SettlementTable& one, const forecast::SettlementTable& other) {
  const auto same = [&](const model::NumberColumn& a, const model::NumberColumn& b) {
    for (std::size_t row = 0; row < one.counties.size(); ++row)
      if (a.get(row) != b.get(row)) return false;
    return true;
  };
  const model::Settlements& a = one.rows;
  const model::Settlements& b = other.rows;
  return same(a.pupils_primary, b.pupils_primary) && same(a.pupils_junior, b.pupils_junior) &&
         std::ranges::equal(a.children, b.children, same);
}

/// Whether two sides tell the same numbers: nothing is hidden then.
bool tell_the_same(const ForecastSide& one, const ForecastSide& other) {
  const forecast::History& a = one.history;
  const forecast::History& b = other.history;
  const auto same_rows = [](const std::vector<forecast::GradeArray>& left, const std::vector<forecast::GradeArray>& right) {
    return std::ranges::equal(left, right, [](const auto& l, const auto& r) { return std::ranges::equal(l, r, is_same); });
  };
  const auto same_flows = [&](const std::vector<forecast::CountyFlows>& left, const std::vector<forecast::CountyFlows>& right) {
    return std::ranges::equal(left, right, [](const auto& l, const auto& r) {
      return std::ranges::equal(l, r, [](const auto& x, const auto& y) { return std::ranges::equal(x, y, is_same); });
    });
  };
  return same_rows(a.pupils, b.pupils) && same_rows(a.classes, b.classes) && std::ranges::equal(a.published, b.published, is_same) &&
         std::ranges::equal(a.births, b.births, is_same) && same_rows(a.implied, b.implied) && same_flows(a.flows, b.flows) &&
         same_events(one.scenario.events, other.scenario.events) && same_settlements(one.settlements, other.settlements);
}

Result<void> make_sides(StoredYears& years, report::Masking masking, unsigned threads, ForecastDesk& desk) {
  if (masking == report::Masking::Full) {
    auto side = make_side(years, std::nullopt, threads);
    if (!side) return fail(side.error());
    desk.sides.push_back(std::move(*side));
    return {};
  }
  // The numbers of one side are hidden numbers to the next, but for grades: those that are hidden beside a small one are none.
  std::vector<std::vector<model::NumberColumn>> grades;
  for (const auto& dataset : years.datasets) grades.push_back(dataset->grade_facts.columns);
  for (const report::HiddenSide side : report::kHiddenSides) {
    for (std::size_t i = 0; i < years.datasets.size(); ++i) {
      years.datasets[i]->grade_facts.columns = grades[i];
      report::replace_small_counts(*years.datasets[i], side);
      years.datasets[i]->build(threads);
    }
    auto made = make_side(years, side, threads);
    if (!made) return fail(made.error());
    desk.sides.push_back(std::move(*made));
  }
  if (std::ranges::all_of(desk.sides, [&](const ForecastSide& each) { return tell_the_same(each, desk.sides.front()); }))
    desk.sides.resize(1);
  return {};
}

/// From the datasets as make_sides() leaves them, so that nothing depends on hidden numbers.
Result<void> find_staff(const StoredYears& years, const Access& access, ForecastDesk& desk) {
  auto basis = choose_staff_basis({}, years.datasets.back()->manifest.country == "CN");
  if (!basis) return fail(basis.error());
  desk.staff_basis = std::move(*basis);
  if (!desk.staff_basis) return {};
  const auto datasets = pointers_of(years);
  desk.staff = staff_on_post(datasets, desk.sides.front().history, kMostForecastYears, *desk.staff_basis, desk.staff_findings);
  desk.is_retirement_withheld = !access.may(Permission::PersonRead);
  if (desk.is_retirement_withheld) withhold_retirements(desk.staff);
  return {};
}

Result<void> find_limits(Office& office, const VisibleRun& run, bool is_of_china, ForecastDesk& desk) {
  const RunParameters parameters = parameters_of(run.run);
  desk.standard = run.run.request.standard_id;
  auto standard = office.standard(desk.standard, parameters.year, parameters.tolerances);
  if (!standard) return fail(standard.error());
  desk.limits = need_limits(**standard);
  desk.standard_title = (*standard)->pack.title;
  if (!says_nothing(desk.limits)) return {};
  desk.standard.clear();
  if (!is_of_china) return {};
  standard = office.standard(std::string(kQualityPack), parameters.year);
  // A year before the standard was in force has no limits.
  if (!standard) return {};
  desk.standard = kQualityPack;
  desk.standard_title = (*standard)->pack.title;
  desk.limits = need_limits(**standard);
  return {};
}

}  // namespace

std::size_t ForecastDesk::bytes() const {
  std::size_t bytes = 4096;
  for (const ForecastSide& side : sides) bytes += bytes_of(side);
  return bytes + bytes_of(staff) + staff_findings.size() * kFindingBytes;
}

std::string ForecastPlace::key() const {
  std::vector<std::int64_t> ids;
  for (const store::Snapshot& each : snapshots) ids.push_back(each.id.value);
  const bool is_masked = masking_of(access) != report::Masking::Full;
  return fmt::format("{}/{}/{}/{}/{}/{}", run.run.id.value, area.code, access.area_code, is_masked ? "masked" : "full",
                     access.may(Permission::PersonRead) ? "persons" : "counts", fmt::join(ids, ","));
}

Result<std::vector<store::Snapshot>> snapshots_for_forecast(store::Transaction& transaction, const VisibleRun& run,
                                                            const store::AreaRow& area) {
  auto all = store::list_snapshots(transaction);
  if (!all) return all;
  std::erase_if(*all, [&](const store::Snapshot& each) {
    if (each.id.value > run.snapshot.id.value) return true;
    // The whole of another import may be another place.
    return area.code == kWholeCode && each.root_codes != run.snapshot.root_codes;
  });
  return all;
}

Result<std::shared_ptr<const ForecastDesk>> make_forecast_desk(Office& office, const ForecastPlace& place) {
  // The store is read and let go: making takes long where the area is large, and readers are few.
  auto years = [&]() -> Result<StoredYears> {
    auto transaction = office.store().read();
    if (!transaction) return fail(transaction.error());
    StoredYearsQuery query;
    query.snapshots = place.snapshots;
    query.area = place.area.code == kWholeCode ? std::string() : place.area.code;
    query.load = [&](store::Transaction& reading, const store::Snapshot& snapshot) -> Result<std::optional<model::Dataset>> {
      return load_area_of(office, reading, place.access, place.area.code, snapshot);
    };
    return load_stored_years(*transaction, query);
  }();
  if (!years) return fail(years.error());
  if (years->datasets.empty()) return fail(Code::ForecastWithoutGrades);
  auto desk = std::make_shared<ForecastDesk>();
  desk->imports = years->imports;
  desk->is_partial = years->is_partial;
  for (const auto& each : years->datasets) add_origin(desk->origin, each->manifest);
  const bool is_of_china = years->datasets.back()->manifest.country == "CN";
  if (auto found = find_limits(office, place.run, is_of_china, *desk); !found) return fail(found.error());
  if (auto made = make_sides(*years, masking_of(place.access), office.threads(), *desk); !made) return fail(made.error());
  if (auto found = find_staff(*years, place.access, *desk); !found) return fail(found.error());
  return desk;
}

}  // namespace junheng::app
