#include "junheng/monitor/area_convergence.h"

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::monitor {

namespace {

constexpr std::size_t kLeastAreas = 2;

/// The means of the areas in a year that has figures.
struct YearMeans {
  std::size_t at = 0;
  std::vector<AreaMean> areas;
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
    for (const AreaMean& area : means.areas) means.means.push_back(area.mean);
    if (const auto cv = stats::weighted_cv(means.means, {})) row.cv = *cv;
    else row.undefined = cv.error();
    all.push_back(std::move(means));
  }
  return all;
}

void add_sigma(const std::vector<YearMeans>& all, AreaConvergence& out) {
  std::vector<stats::Period> periods;
  for (const YearMeans& each : all) periods.push_back({static_cast<double>(out.years[each.at].year.first), each.means, {}});
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
  out.first = out.years[all.front().at].year;
  out.last = out.years[all.back().at].year;
  std::vector<double> initial;
  std::vector<double> last;
  // Both lists are in the order of the table areas.
  auto then = all.front().areas.begin();
  for (const AreaMean& now : all.back().areas) {
    while (then != all.front().areas.end() && then->area.value < now.area.value) ++then;
    if (then == all.front().areas.end()) break;
    if (then->area.value != now.area.value) continue;
    initial.push_back(then->mean);
    last.push_back(now.mean);
  }
  out.areas = initial.size();
  const auto beta = stats::beta_convergence(initial, last, out.last.first - out.first.first, {});
  if (beta) out.beta = *beta;
  else out.beta_undefined = beta.error();
}

}  // namespace

std::optional<AreaConvergence> area_convergence(const SampleRequest& request, const Grouping& grouping) {
  if (sample_years(request).size() < 2) return std::nullopt;
  AreaConvergence out;
  out.level = request.unit_level ? request.unit_level : compared_level(grouping);
  const std::vector<YearMeans> all = means_by_year(request, out);
  add_sigma(all, out);
  add_beta(all, out);
  return out;
}

}  // namespace junheng::monitor
