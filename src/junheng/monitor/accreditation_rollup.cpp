#include "junheng/monitor/accreditation_rollup.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "junheng/monitor/area_chain.h"

namespace junheng::monitor {

namespace {

using model::AccreditationKind;

/// The items of one kind of recognition.
struct KindItems {
  AccreditationKind kind;
  std::string_view in_period;
  std::string_view in_year;
  std::string_view accredited;
  std::string_view growth;
  std::string_view share;
};

constexpr std::array kKinds = {
    KindItems{AccreditationKind::Basic, "counties_basic_in_period", "counties_basic_in_year", "counties_basic_accredited",
              "counties_basic_growth_percent", "counties_basic_share_percent"},
    KindItems{AccreditationKind::Quality, "counties_quality_in_period", "counties_quality_in_year", "counties_quality_accredited",
              "counties_quality_growth_percent", "counties_quality_share_percent"},
};

AreaFigure recognised_in(const AreaFigures& figures, const KindItems& items, AreaIndex area, const PlanPeriod& period) {
  const AreaFigure reported = figures.at(area, items.in_period, period.last);
  if (reported.is_said()) return reported;
  if (const AreaFigure sum = figures.sum(area, items.in_year, period); sum.value) return sum;
  const AreaFigure end = figures.at(area, items.accredited, period.last);
  const AreaFigure eve = figures.at(area, items.accredited, period.first - 1);
  AreaFigure out;
  out.year = period.last;
  if (!end.value || !eve.value) return out;
  out.value = *end.value - *eve.value;
  out.basis = FigureBasis::Computed;
  out.is_inferred = end.is_inferred || eve.is_inferred;
  return out;
}

std::optional<int> listed_year(const model::Dataset& dataset, AreaIndex area, AccreditationKind kind) {
  for (const model::Accreditation& entry : dataset.accreditations)
    if (entry.area == area && entry.kind == kind) return entry.year;
  return std::nullopt;
}

/// Whether all counties of the area are recognised at the end of the year; nullopt where its counts do not tell.
std::optional<bool> is_complete(const AreaFigures& figures, const KindItems& items, AreaIndex area, int year) {
  const auto accredited = figures.at(area, items.accredited, year).value;
  const auto counties = figures.at(area, "counties", year).value;
  if (!accredited || !counties || *counties == 0) return std::nullopt;
  return *accredited >= *counties;
}

/// As listed for the area itself, else the year in which its counts become complete after one in which they were not.
std::optional<int> complete_since(const AreaFigures& figures, const KindItems& items, AreaIndex area) {
  if (const auto listed = listed_year(figures.dataset(), area, items.kind)) return listed;
  for (const int year : figures.years())
    if (is_complete(figures, items, area, year) == true && is_complete(figures, items, area, year - 1) == false) return year;
  return std::nullopt;
}

AccreditationRow row_of(const AreaFigures& figures, const KindItems& items, AreaIndex area, const PlanPeriods& periods) {
  AccreditationRow row;
  row.area = area;
  row.kind = items.kind;
  row.before = recognised_in(figures, items, area, periods.before);
  row.during = recognised_in(figures, items, area, periods.during);
  // Where no county was left, none could follow: that is no fall of 100 %.
  const bool is_any_left = is_complete(figures, items, area, periods.during.first - 1) != true;
  row.growth =
      percent_of(is_any_left ? growth_percent(row.before, row.during) : AreaFigure{}, figures.latest(area, items.growth, periods.during));
  const PlanPeriod so_far{periods.during.first, figures.last_year_of(periods.during)};
  row.share = figures.latest_share(area, *find_review_item(items.share), so_far);
  const int year = row.share.best().value ? row.share.best().year : so_far.last;
  row.accredited = figures.at(area, items.accredited, year);
  row.counties = figures.at(area, "counties", year);
  row.complete_since = complete_since(figures, items, area);
  return row;
}

bool tells_anything(const AccreditationRow& row) {
  const auto is_said = [](const AreaFigure& figure) { return figure.is_said(); };
  return is_said(row.before) || is_said(row.during) || is_said(row.accredited) || is_said(row.growth.published) ||
         is_said(row.share.best()) || row.complete_since.has_value();
}

bool is_above_county(const model::Areas& areas, AreaIndex area) {
  const model::AreaLevel level = areas.levels[area.value];
  return level != model::AreaLevel::County && level != model::AreaLevel::Township;
}

}  // namespace

std::string_view accredited_share(AccreditationKind kind) { return std::ranges::find(kKinds, kind, &KindItems::kind)->share; }

std::vector<AccreditationRow> accreditation_rows(const AreaFigures& figures, const PlanPeriods& periods) {
  std::vector<AccreditationRow> rows;
  const model::Areas& areas = figures.dataset().areas;
  for (const KindItems& items : kKinds)
    for (const AreaIndex area : from_highest_level(areas)) {
      if (!is_above_county(areas, area)) continue;
      AccreditationRow row = row_of(figures, items, area, periods);
      if (tells_anything(row)) rows.push_back(std::move(row));
    }
  return rows;
}

std::vector<AccreditedYear> accredited_years(const AreaFigures& figures) {
  constexpr std::size_t kLeastYears = 3;
  std::vector<AccreditedYear> rows;
  const model::Areas& areas = figures.dataset().areas;
  for (const KindItems& items : kKinds)
    for (const AreaIndex area : from_highest_level(areas)) {
      if (!is_above_county(areas, area)) continue;
      std::vector<AccreditedYear> of_area;
      for (const int year : figures.years()) {
        AccreditedYear row;
        row.area = area;
        row.kind = items.kind;
        row.year = year;
        row.in_year = figures.at(row.area, items.in_year, year);
        row.accredited = figures.at(row.area, items.accredited, year);
        row.counties = figures.at(row.area, "counties", year);
        row.share = figures.share(row.area, *find_review_item(items.share), year);
        if (row.in_year.value || row.accredited.value || row.share.best().value) of_area.push_back(std::move(row));
      }
      if (of_area.size() >= kLeastYears) rows.insert(rows.end(), of_area.begin(), of_area.end());
    }
  return rows;
}

std::vector<RecognisedCounty> recognised_counties(const AreaFigures& figures, const PlanPeriods& periods,
                                                  std::span<const CountyStanding> standings) {
  std::map<std::pair<std::size_t, AccreditationKind>, std::vector<const CountyStanding*>> by_county;
  for (const CountyStanding& each : standings) by_county[{each.county.value, each.kind}].push_back(&each);
  std::vector<RecognisedCounty> out;
  const model::Dataset& dataset = figures.dataset();
  const int as_of = figures.last_year_of(periods.during);
  for (const model::Accreditation& entry : dataset.accreditations) {
    if (dataset.areas.levels[entry.area.value] != model::AreaLevel::County || entry.year > as_of) continue;
    RecognisedCounty county{entry.area, entry.kind, entry.year, as_of - entry.year, std::nullopt};
    if (const auto found = by_county.find({entry.area.value, entry.kind}); found != by_county.end()) {
      std::vector<const CountyStanding*> since = found->second;
      std::erase_if(since, [&](const CountyStanding* each) { return each->year < entry.year || each->year > as_of; });
      std::ranges::sort(since, {}, &CountyStanding::year);
      if (!since.empty()) {
        county.present = since.back()->verdict;
        county.present_year = since.back()->year;
        county.trend = standing_trend(since);
      }
    }
    out.push_back(std::move(county));
  }
  std::ranges::stable_sort(out, {}, [](const RecognisedCounty& county) { return std::pair(county.area.value, county.kind); });
  return out;
}

std::vector<RecognisedSum> recognised_sums(const model::Areas& areas, std::span<const RecognisedCounty> counties) {
  std::map<std::pair<std::size_t, AccreditationKind>, RecognisedSum> sums;
  for (const RecognisedCounty& county : counties)
    for (auto above = areas.parents[county.area.value]; above; above = areas.parents[above->value]) {
      RecognisedSum& sum = sums[{above->value, county.kind}];
      sum.area = *above;
      sum.kind = county.kind;
      sum.least_years_since = sum.counties == 0 ? county.years_since : std::min(sum.least_years_since, county.years_since);
      sum.most_years_since = std::max(sum.most_years_since, county.years_since);
      ++sum.counties;
      if (!county.present) ++sum.without_schools;
      else if (*county.present == assess::Verdict::Met) ++sum.met;
      else if (county.falls_back()) ++sum.fallen_back;
      else ++sum.unknown;
      if (county.trend.compared == 0) continue;
      ++sum.compared;
      if (county.trend.points_down()) ++sum.points_down;
    }
  std::vector<RecognisedSum> out;
  for (const auto& [key, sum] : sums) out.push_back(sum);
  std::ranges::stable_sort(out, {}, [&](const RecognisedSum& sum) { return areas.levels[sum.area.value]; });
  return out;
}

}  // namespace junheng::monitor
