#include "junheng/forecast/spread.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace junheng::forecast {

namespace {

/// Half of the 80 % interval in standard deviations.
constexpr double kHalfWidth = 1.2815515655446004;
constexpr double kAsked = 0.80;
/// Weight of the residuals of an origin beside those of the next.
constexpr double kMemory = 0.7;
/// Residuals of schools that the usual spread stands for, and those that its growth from one year ahead to the next does.
constexpr double kUsualResiduals = 4;
constexpr double kUsualGrowth = 24;
constexpr std::size_t kLeastResiduals = 8;
constexpr double kLargest = 3;
/// From one year ahead to the next, of a variance as a part of the usual one; the least is 1 / this.
constexpr double kMostGrowth = 4;

double at(const std::vector<double>& values, std::size_t ahead) { return values[std::min(ahead, values.size() - 1)]; }

double squared(double value) { return value * value; }

/// Variances, as parts of the usual ones.
struct Factors {
  double school = 1;
  double cohort = 1;
};

/// Residuals of one year ahead.
struct Sample {
  std::size_t ahead = 0;
  std::vector<const SchoolResidual*> schools;
  std::vector<const CellResidual*> cells;

  Sample(const Residuals& residuals, std::size_t ahead_, std::uint32_t last_origin) : ahead(ahead_) {
    gather(residuals.schools, last_origin, schools);
    gather(residuals.cells, last_origin, cells);
  }
  [[nodiscard]] bool is_enough() const { return schools.size() >= kLeastResiduals && cells.size() >= kLeastResiduals; }

 private:
  template <typename Residual>
  void gather(const std::vector<Residual>& from, std::uint32_t last_origin, std::vector<const Residual*>& into) const {
    for (const Residual& each : from)
      if (each.ahead == ahead && each.origin <= last_origin && each.forecast > 0) into.push_back(&each);
  }
};

/// What a residual needs to lie inside.
struct Need {
  double factor = 0;
  double weight = 0;
};

/// The smallest factor that what is asked of the weight needs: weighted selection, linear on average.
double covering(std::vector<Need>& needs) {
  double all = 0;
  for (const Need& each : needs) all += each.weight;
  // Half a residual less, so that few of them ask for no more than many.
  const double asked = all * (kAsked - 0.5 / static_cast<double>(needs.size()) - 1e-12);
  auto first = needs.begin();
  auto last = needs.end();
  double below = 0;
  while (last - first > 1) {
    const auto middle = first + (last - first) / 2;
    std::nth_element(first, middle, last, [](const Need& a, const Need& b) { return a.factor < b.factor; });
    double left = 0;
    for (auto it = first; it != middle; ++it) left += it->weight;
    if (below + left >= asked) {
      last = middle;
    } else {
      below += left;
      first = middle;
    }
  }
  return std::max(0.0, first->factor);
}

/// A factor drawn to the one of the year ahead before it (the usual one, 1, at first).
double drawn(double count, double found, double before) { return (count * found + kUsualResiduals * before) / (count + kUsualResiduals); }

/// The factor before, times how far what is found has grown since, on the same origins; drawn to no growth.
double grown(double count, double found, double found_before, double before) {
  const double growth = (count * found + kUsualGrowth * before) / (count * found_before + kUsualGrowth * before);
  return before * std::clamp(growth, 1 / kMostGrowth, kMostGrowth);
}

class Calibration {
 public:
  Calibration(const Residuals& residuals, const Spread& usual) : residuals_(residuals), usual_(usual) {
    std::uint32_t last = 0;
    for (const SchoolResidual& each : residuals.schools) last = std::max(last, each.origin);
    for (const CellResidual& each : residuals.cells) last = std::max(last, each.origin);
    weights_.resize(last + std::size_t{1});
    double weight = 1;
    for (std::size_t origin = weights_.size(); origin-- > 0; weight *= kMemory) weights_[origin] = weight;
  }

  /// The factors of the sample's year ahead, from those of the year ahead before it.
  [[nodiscard]] Factors next(const Sample& sample, const Factors& before) const {
    double count = 0;
    std::uint32_t last = 0;
    for (const SchoolResidual* each : sample.schools) {
      count += weights_[each->origin];
      last = std::max(last, each->origin);
    }
    // Residuals of years that overlap tell less.
    count /= static_cast<double>(sample.ahead + 1);
    const Factors now = find(sample);
    if (sample.ahead > 0) {
      const Sample sample_before(residuals_, sample.ahead - 1, last);
      if (sample_before.is_enough()) {
        const Factors then = find(sample_before);
        return {grown(count, now.school, then.school, before.school), grown(count, now.cohort, then.cohort, before.cohort)};
      }
    }
    return {drawn(count, now.school, before.school), drawn(count, now.cohort, before.cohort)};
  }

 private:
  /// The factors at which what is asked of schools and of cells lies inside.
  [[nodiscard]] Factors find(const Sample& sample) const {
    const double county = squared(at(usual_.county, sample.ahead));
    const double school = squared(at(usual_.school, sample.ahead));
    const double cohort = squared(at(usual_.cohort, sample.ahead));
    // Variance that a residual needs beyond counting noise.
    const auto beyond = [](const auto& each) {
      return squared((each.actual - each.forecast) / kHalfWidth) - counting_variance(each.forecast);
    };
    Factors found;
    std::vector<Need> needs;
    for (int round = 0; round < 5; ++round) {
      needs.clear();
      for (const SchoolResidual* each : sample.schools) {
        const double of_school = (beyond(*each) - found.cohort * cohort * each->squares) / squared(each->forecast) - county;
        needs.push_back({of_school / school, weights_[each->origin]});
      }
      found.school = std::min(covering(needs), squared(kLargest) / school);
      needs.clear();
      for (const CellResidual* each : sample.cells) {
        const double of_cohort = beyond(*each) / squared(each->forecast) - county - found.school * school;
        needs.push_back({of_cohort / cohort, weights_[each->origin]});
      }
      found.cohort = std::min(covering(needs), squared(kLargest) / cohort);
    }
    return found;
  }

  const Residuals& residuals_;
  const Spread& usual_;
  /// By origin.
  std::vector<double> weights_;
};

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
    spread.school.push_back(0.06 * std::sqrt(years));
    spread.cohort.push_back(0.06 * std::sqrt(years));
  }
  return spread;
}

Spread calibrate(const Residuals& residuals, const Spread& usual) {
  Spread out = usual;
  const Calibration calibration(residuals, usual);
  Factors factors;
  for (std::size_t ahead = 0; ahead < usual.school.size(); ++ahead) {
    const Sample sample(residuals, ahead, std::numeric_limits<std::uint32_t>::max());
    if (sample.is_enough()) {
      factors = calibration.next(sample, factors);
      out.schools = std::max(out.schools, sample.schools.size());
    }
    out.school[ahead] = std::min(kLargest, usual.school[ahead] * std::sqrt(factors.school));
    out.cohort[ahead] = std::min(kLargest, usual.cohort[ahead] * std::sqrt(factors.cohort));
    if (ahead == 0) continue;
    // What has gathered does not go away again.
    out.school[ahead] = std::max(out.school[ahead], out.school[ahead - 1]);
    out.cohort[ahead] = std::max(out.cohort[ahead], out.cohort[ahead - 1]);
  }
  return out;
}

}  // namespace junheng::forecast
