#include "junheng/monitor/area_figures.h"
#include "junheng/monitor/missing.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace junheng::monitor {

namespace {

using model::AccreditationKind;
using model::AreaLevel;

constexpr double kPercent = 100;

struct ListedItem {
  std::string_view id;
  AccreditationKind kind;
  /// Only those recognised in the year itself, not those to date.
  bool is_of_year;
};

constexpr std::array kListedItems = {
    ListedItem{"counties_basic_accredited", AccreditationKind::Basic, false},
    ListedItem{"counties_basic_in_year", AccreditationKind::Basic, true},
    ListedItem{"counties_quality_accredited", AccreditationKind::Quality, false},
    ListedItem{"counties_quality_in_year", AccreditationKind::Quality, true},
};

}  // namespace

std::string_view to_string(FigureBasis basis) {
  switch (basis) {
    case FigureBasis::None: return "none";
    case FigureBasis::Reported: return "reported";
    case FigureBasis::Listed: return "listed";
    case FigureBasis::Schools: return "schools";
    case FigureBasis::Computed: return "computed";
    case FigureBasis::Counties: return "counties";
  }
  return "none";
}

int decimals_of(double number) {
  const std::string text = fmt::format("{}", number);
  const auto point = text.find('.');
  return point == std::string::npos || text.find('e') != std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

int decimals_of(const AreaFigure& figure) {
  if (figure.decimals) return *figure.decimals;
  return figure.value ? decimals_of(*figure.value) : 0;
}

bool Percent::disagrees() const {
  if (!computed.value || !published.value) return false;
  // Half a unit of the last printed digit, and what binary fractions cost.
  constexpr double kSlack = 1e-9;
  const double half = 0.5 * std::pow(10.0, -decimals);
  return std::abs(*computed.value - *published.value) > half + kSlack;
}

Percent percent_of(AreaFigure computed, AreaFigure published) {
  const int decimals = published.value ? decimals_of(published) : 1;
  return {computed, published, decimals};
}

AreaFigure growth_percent(const AreaFigure& before, const AreaFigure& after) {
  AreaFigure out;
  out.year = after.year;
  if (!before.value || !after.value || *before.value == 0) return out;
  out.value = (*after.value / *before.value - 1) * kPercent;
  out.basis = FigureBasis::Computed;
  out.is_inferred = before.is_inferred || after.is_inferred;
  out.is_of_schools = before.is_of_schools || after.is_of_schools;
  return out;
}

AreaFigures::AreaFigures(const model::Dataset& dataset, std::span<const SchoolFigure> of_schools)
    : dataset_(&dataset), counties_(dataset.areas.size()) {
  for (auto& years : recognised_) years.assign(dataset.areas.size(), 0);
  const model::Areas& areas = dataset.areas;
  for (std::size_t area = 0; area < areas.size(); ++area) {
    if (areas.levels[area] != AreaLevel::County) continue;
    for (auto above = areas.parents[area]; above; above = areas.parents[above->value]) counties_[above->value].emplace_back(area);
  }
  std::set<int> years;
  for (const model::Accreditation& entry : dataset.accreditations) {
    const auto kind = static_cast<std::size_t>(entry.kind);
    recognised_[kind][entry.area.value] = entry.year;
    if (areas.levels[entry.area.value] != AreaLevel::County) continue;
    has_county_list_[kind] = true;
    years.insert(entry.year);
  }
  for (const model::AreaItems::Entry& entry : dataset.area_items.entries)
    if (find_review_item(entry.item) != nullptr) years.insert(entry.year);
  for (const SchoolFigure& figure : of_schools) {
    school_figures_[{figure.area.value, figure.year, figure.item}] = figure;
    years.insert(figure.year);
  }
  years_.assign(years.begin(), years.end());
  last_year_told_ = years_.empty() ? 0 : years_.back();
  if (const auto of_dataset = dataset.manifest.default_year) last_year_told_ = std::max<int>(last_year_told_, of_dataset->first);
  for (const SchoolYear year : dataset.years()) last_year_told_ = std::max<int>(last_year_told_, year.first);
}

int AreaFigures::last_year_of(const PlanPeriod& period) const { return period.holds(last_year_told_) ? last_year_told_ : period.last; }

AreaFigure AreaFigures::reported(AreaIndex area, std::string_view item, int year) const {
  AreaFigure out;
  out.year = year;
  const auto row = dataset_->area_items.row(area, SchoolYear{year}, item);
  if (!row) return out;
  const model::AreaItems::Entry& entry = dataset_->area_items.entries[row->value];
  out.value = entry.value.get();
  out.evidence = entry.evidence;
  out.is_inferred = out.value.has_value() && entry.is_inferred();
  if (!out.value) return out;
  out.basis = FigureBasis::Reported;
  if (entry.decimals) out.decimals = *entry.decimals;
  return out;
}

AreaFigure AreaFigures::listed(AreaIndex area, std::string_view item, int year) const {
  AreaFigure out;
  out.year = year;
  const std::vector<AreaIndex>& counties = counties_[area.value];
  if (counties.empty()) return out;
  // The number of counties in a list of areas has no year of its own: a list of recognised ones goes with it.
  if (item == "counties" && (has_county_list_[0] || has_county_list_[1])) {
    out.value = static_cast<double>(counties.size());
  } else {
    const auto found = std::ranges::find(kListedItems, item, &ListedItem::id);
    if (found == kListedItems.end() || !has_county_list_[static_cast<std::size_t>(found->kind)]) return out;
    const std::vector<int>& recognised = recognised_[static_cast<std::size_t>(found->kind)];
    out.value = static_cast<double>(std::ranges::count_if(counties, [&](AreaIndex county) {
      const int since = recognised[county.value];
      return since != 0 && (found->is_of_year ? since == year : since <= year);
    }));
  }
  out.basis = FigureBasis::Listed;
  return out;
}

AreaFigure AreaFigures::of_schools(AreaIndex area, std::string_view item, int year) const {
  AreaFigure out;
  out.year = year;
  const auto found = school_figures_.find({area.value, year, item});
  if (found == school_figures_.end()) return out;
  out.value = found->second.value;
  out.counties_missing = found->second.counties_missing;
  out.counties = found->second.counties;
  out.missing = found->second.missing;
  if (!out.value) return out;
  out.basis = found->second.is_of_area_facts ? FigureBasis::Computed : FigureBasis::Schools;
  out.is_of_schools = !found->second.is_of_area_facts;
  return out;
}

AreaFigure AreaFigures::over_counties(AreaIndex area, std::string_view item, int year) const {
  AreaFigure out;
  out.year = year;
  double sum = 0;
  for (const AreaIndex county : counties_[area.value]) {
    ++out.counties;
    AreaFigure one = reported(county, item, year);
    if (!one.value) one = of_schools(county, item, year);
    if (!one.value) ++out.counties_missing;
    sum += one.value.value_or(0);
    out.is_inferred |= one.is_inferred;
    out.is_of_schools |= one.is_of_schools;
    for (const std::string_view what : one.missing) name_missing(out.missing, what);
  }
  if (out.counties == 0 || out.counties_missing > 0) {
    out.is_of_schools = false;
    return out;
  }
  out.value = sum;
  out.basis = FigureBasis::Counties;
  return out;
}

AreaFigure AreaFigures::at(AreaIndex area, std::string_view item, int year) const {
  const ReviewItem* spec = find_review_item(item);
  if (spec != nullptr && spec->kind == ItemKind::Share) return share(area, *spec, year).best();
  const AreaFigure first = reported(area, item, year);
  if (first.value) return first;
  if (AreaFigure figure = listed(area, item, year); figure.value) return figure;
  AreaFigure schools = of_schools(area, item, year);
  if (schools.value) return schools;
  // Why there is no number is told before a sum is tried.
  if (first.is_said()) return first;
  const bool adds_up = spec == nullptr || spec->kind == ItemKind::Amount || spec->kind == ItemKind::Total;
  return adds_up && !counties_[area.value].empty() ? over_counties(area, item, year) : schools;
}

Percent AreaFigures::share(AreaIndex area, const ReviewItem& share, int year) const {
  AreaFigure published = reported(area, share.id, year);
  if (!published.value)
    if (AreaFigure figure = of_schools(area, share.id, year); figure.value || !published.is_said()) published = std::move(figure);
  AreaFigure computed;
  computed.year = year;
  if (!share.part.empty()) {
    const AreaFigure part = at(area, share.part, year);
    const AreaFigure whole = at(area, share.whole, year);
    if (part.value && whole.value && *whole.value > 0) {
      computed.value = *part.value / *whole.value * kPercent;
      computed.basis = FigureBasis::Computed;
      computed.is_inferred = part.is_inferred || whole.is_inferred;
      computed.is_of_schools = part.is_of_schools || whole.is_of_schools;
    } else {
      for (const AreaFigure* figure : {&part, &whole})
        computed.missing.insert(computed.missing.end(), figure->missing.begin(), figure->missing.end());
    }
  }
  return percent_of(computed, published);
}

Percent AreaFigures::latest_share(AreaIndex area, const ReviewItem& share_item, const PlanPeriod& period) const {
  Percent said;
  for (int year = period.last; year >= period.first; --year) {
    const Percent percent = share(area, share_item, year);
    if (percent.best().value) return percent;
    if (!said.published.is_said() && percent.published.is_said()) said = percent;
  }
  return said;
}

std::optional<Percent> AreaFigures::reported_beside_schools(AreaIndex area, const ReviewItem& item, int year) const {
  const AreaFigure published = reported(area, item.id, year);
  if (!published.value) return std::nullopt;
  AreaFigure schools = of_schools(area, item.id, year);
  if (!schools.value) return std::nullopt;
  return percent_of(std::move(schools), published);
}

AreaFigure AreaFigures::latest(AreaIndex area, std::string_view item, const PlanPeriod& period) const {
  AreaFigure said;
  for (int year = period.last; year >= period.first; --year) {
    const AreaFigure figure = at(area, item, year);
    if (figure.value) return figure;
    const bool says_why = figure.is_said() || figure.counties_missing < figure.counties || !figure.missing.empty();
    if (!said.is_said() && says_why) said = figure;
  }
  return said;
}

AreaFigure AreaFigures::sum(AreaIndex area, std::string_view item, const PlanPeriod& period) const {
  AreaFigure out;
  out.year = period.last;
  double sum = 0;
  for (int year = period.first; year <= period.last; ++year) {
    const AreaFigure figure = at(area, item, year);
    if (!figure.value) return out;
    sum += *figure.value;
    out.is_inferred |= figure.is_inferred;
    out.is_of_schools |= figure.is_of_schools;
  }
  out.value = sum;
  out.basis = FigureBasis::Computed;
  return out;
}

}  // namespace junheng::monitor
