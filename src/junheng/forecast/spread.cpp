#include "junheng/forecast/spread.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace junheng::forecast {

namespace {

/// Half of the 80 % interval in standard deviations.
constexpr double kHalfWidth = 1.2815515655446004;
constexpr double kAsked = 0.80;
/// Residuals of schools that the usual spread stands for.
constexpr double kUsualResiduals = 12;
constexpr std::size_t kLeastResiduals = 8;
constexpr double kLargest = 3;

double at(const std::vector<double>& values, std::size_t ahead) { return values[std::min(ahead, values.size() - 1)]; }

template <typename Residual, typename Deviation>
double coverage(const std::vector<const Residual*>& residuals, Deviation deviation) {
  std::size_t inside = 0;
  for (const Residual* each : residuals)
    if (std::abs(each->actual - each->forecast) <= kHalfWidth * deviation(*each)) ++inside;
  // Half a residual more, so that few of them ask for no more than many.
  return (static_cast<double>(inside) + 0.5) / static_cast<double>(residuals.size());
}

/// The smallest value at which `covered` reaches what is asked.
double solve(const std::function<double(double)>& covered) {
  double low = 0;
  double high = kLargest;
  if (covered(low) >= kAsked) return low;
  for (int i = 0; i < 30; ++i) {
    const double middle = 0.5 * (low + high);
    (covered(middle) >= kAsked ? high : low) = middle;
  }
  return high;
}

template <typename Residual>
std::vector<const Residual*> of_year(const std::vector<Residual>& residuals, std::size_t ahead) {
  std::vector<const Residual*> out;
  for (const Residual& each : residuals)
    if (each.ahead == ahead && each.forecast > 0) out.push_back(&each);
  return out;
}

double squared(double value) { return value * value; }

}  // namespace

double cell_deviation(const Spread& spread, std::size_t ahead, double forecast) {
  const double part = squared(at(spread.county, ahead)) + squared(at(spread.school, ahead)) + squared(at(spread.cohort, ahead));
  return std::sqrt(part * forecast * forecast + counting_variance(forecast));
}

double school_deviation(const Spread& spread, std::size_t ahead, double forecast, double squares) {
  const double shared = squared(at(spread.county, ahead)) + squared(at(spread.school, ahead));
  return std::sqrt(shared * forecast * forecast + squared(at(spread.cohort, ahead)) * squares + counting_variance(forecast));
}

Spread usual_spread(std::size_t horizon) {
  Spread spread;
  for (std::size_t ahead = 0; ahead < horizon; ++ahead) {
    const double years = static_cast<double>(ahead + 1);
    spread.county.push_back(0.0155 * std::sqrt(years));
    spread.school.push_back(0.045 * std::pow(years, 0.6));
    spread.cohort.push_back(0.035 * std::sqrt(years));
  }
  return spread;
}

Spread calibrate(const Residuals& residuals, const Spread& usual) {
  Spread out = usual;
  double school_factor = 1;
  double cohort_factor = 1;
  for (std::size_t ahead = 0; ahead < usual.school.size(); ++ahead) {
    const auto schools = of_year(residuals.schools, ahead);
    const auto cells = of_year(residuals.cells, ahead);
    if (schools.size() >= kLeastResiduals && cells.size() >= kLeastResiduals) {
      Spread tried = usual;
      for (int round = 0; round < 5; ++round) {
        tried.school[ahead] = solve([&](double value) {
          tried.school[ahead] = value;
          return coverage(schools, [&](const SchoolResidual& each) { return school_deviation(tried, ahead, each.forecast, each.squares); });
        });
        tried.cohort[ahead] = solve([&](double value) {
          tried.cohort[ahead] = value;
          return coverage(cells, [&](const CellResidual& each) { return cell_deviation(tried, ahead, each.forecast); });
        });
      }
      // Residuals of years that overlap tell less.
      const double count = static_cast<double>(schools.size()) / static_cast<double>(ahead + 1);
      const auto drawn = [&](double found, double usually) {
        return std::sqrt((count * squared(found) + kUsualResiduals * squared(usually)) / (count + kUsualResiduals));
      };
      school_factor = drawn(tried.school[ahead], usual.school[ahead]) / usual.school[ahead];
      cohort_factor = drawn(tried.cohort[ahead], usual.cohort[ahead]) / usual.cohort[ahead];
      out.schools = std::max(out.schools, schools.size());
    }
    out.school[ahead] = usual.school[ahead] * school_factor;
    out.cohort[ahead] = usual.cohort[ahead] * cohort_factor;
    if (ahead == 0) continue;
    // What has gathered does not go away again.
    out.school[ahead] = std::max(out.school[ahead], out.school[ahead - 1]);
    out.cohort[ahead] = std::max(out.cohort[ahead], out.cohort[ahead - 1]);
  }
  return out;
}

}  // namespace junheng::forecast
