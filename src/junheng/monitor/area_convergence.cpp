#include "junheng/monitor/area_convergence.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::monitor {

namespace {

constexpr std::size_t kLeastAreas = 2;

/// The means of a year that is compared.
struct YearMeans {
  /// Among all years.
  std::size_t at = 0;
  std::vector<AreaMean> areas;
  /// Of the areas of the panel, in their order.
  std::vector<double> means;
};

std::vector<YearMeans> means_by_year(const SampleRequest& request, AreaConvergence& out) {
  std::vector<YearMeans> all;
  for (const SchoolYear year : sample_years(request)) {
    YearDispersion& row = out.years.emplace_back();
    row.year = year;
    SampleRequest of_year = request;
    of_year.year = year;
    const auto sample = unit_sample(of_year);
    if (!sample) {
      row.undefined = sample.error();
      continue;
    }
    YearMeans means{out.years.size() - 1, area_means(*request.dataset, *sample, out.level), {}};
    row.areas = means.areas.size();
    if (row.areas < kLeastAreas) {
      row.undefined = Error{Code::TooFewUnits, {{"count", fmt::format("{}", row.areas)}, {"needed", fmt::format("{}", kLeastAreas)}}, {}};
      continue;
    }
    all.push_back(std::move(means));
  }
  return all;
}

/// Keeps the means of the areas that have one in every year.
void balance(std::vector<YearMeans>& all, AreaConvergence& out) {
  // By area: its mean in each of the years, in the order of the table areas.
  std::map<std::size_t, std::vector<std::optional<double>>> means;
  for (std::size_t y = 0; y < all.size(); ++y)
    for (const AreaMean& each : all[y].areas) {
      auto& row = means[each.area.value];
      row.resize(all.size());
      row[y] = each.mean;
    }
  for (const auto& [area, row] : means) {
    AreaLeftOut gaps{AreaIndex(area), {}};
    for (std::size_t y = 0; y < row.size(); ++y)
      if (!row[y]) gaps.without_mean.push_back(out.years[all[y].at].year);
    if (!gaps.without_mean.empty()) {
      out.left_out.push_back(std::move(gaps));
      continue;
    }
    ++out.areas;
    for (std::size_t y = 0; y < row.size(); ++y) all[y].means.push_back(*row[y]);
  }
}

std::optional<Error> too_few_areas(const std::vector<YearMeans>& all, const AreaConvergence& out) {
  if (all.empty() || out.areas >= kLeastAreas) return std::nullopt;
  std::string years;
  for (const YearMeans& each : all) years += (years.empty() ? "" : ", ") + fmt::format("{}", out.years[each.at].year.first);
  return Error{Code::TooFewAreasInAllYears,
               {{"count", fmt::format("{}", out.areas)}, {"needed", fmt::format("{}", kLeastAreas)}, {"years", years}},
               {}};
}

void add_sigma(const std::vector<YearMeans>& all, AreaConvergence& out) {
  std::vector<stats::Period> periods;
  for (const YearMeans& each : all) {
    YearDispersion& row = out.years[each.at];
    if (const auto cv = stats::weighted_cv(each.means, {})) row.cv = *cv;
    else row.undefined = cv.error();
    periods.push_back({static_cast<double>(row.year.first), each.means, {}});
  }
  const auto sigma = stats::sigma_convergence(periods);
  if (!sigma) {
    out.sigma_undefined = sigma.error();
    return;
  }
  for (std::size_t i = 0; i < all.size(); ++i) out.years[all[i].at].log_deviation = sigma->dispersions[i].log_deviation;
  out.cv_slope = sigma->cv_trend.slope;
  out.log_deviation_slope = sigma->log_deviation_trend.slope;
}

void add_beta(const std::vector<YearMeans>& all, AreaConvergence& out) {
  if (all.size() < 2) {
    out.beta_undefined = out.sigma_undefined;
    return;
  }
  const auto beta = stats::beta_convergence(all.front().means, all.back().means, out.last.first - out.first.first, {});
  if (beta) out.beta = *beta;
  else out.beta_undefined = beta.error();
}

}  // namespace

std::optional<AreaConvergence> area_convergence(const SampleRequest& request, const Grouping& grouping) {
  if (sample_years(request).size() < 2) return std::nullopt;
  AreaConvergence out;
  out.level = request.unit_level ? request.unit_level : compared_level(grouping);
  std::vector<YearMeans> all = means_by_year(request, out);
  balance(all, out);
  if (!all.empty()) {
    out.first = out.years[all.front().at].year;
    out.last = out.years[all.back().at].year;
  }
  if (const auto few = too_few_areas(all, out)) {
    for (const YearMeans& each : all) out.years[each.at].undefined = *few;
    out.sigma_undefined = out.beta_undefined = *few;
    return out;
  }
  add_sigma(all, out);
  add_beta(all, out);
  return out;
}

}  // namespace junheng::monitor
