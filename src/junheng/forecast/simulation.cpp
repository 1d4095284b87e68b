#include "junheng/forecast/simulation.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "junheng/core/rng.h"
#include "junheng/stats/normal_distribution.h"

namespace junheng::forecast {

namespace {

/// Part of the variance of a county's error that all counties share.
constexpr double kShared = 0.5;

std::uint64_t hash_of(std::string_view text) {
  // FNV-1a: the same on every machine.
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

/// What is added to the errors of the year before.
float step(const std::vector<double>& deviations, std::size_t ahead) {
  const double now = deviations[ahead];
  const double before = ahead == 0 ? 0 : deviations[ahead - 1];
  return static_cast<float>(std::sqrt(std::max(0.0, now * now - before * before)));
}

void walk(std::vector<float>& errors, const float* normals, float deviation) {
  for (std::size_t d = 0; d < errors.size(); ++d) errors[d] += deviation * normals[d];
}

std::pair<double, double> bounds(std::vector<float>& values) {
  const std::size_t count = values.size();
  const auto tenth = static_cast<std::ptrdiff_t>((count - 1) / 10);
  std::nth_element(values.begin(), values.begin() + tenth, values.end());
  const double low = values[static_cast<std::size_t>(tenth)];
  const auto upper = static_cast<std::ptrdiff_t>(count) - 1 - tenth;
  std::nth_element(values.begin() + tenth, values.begin() + upper, values.end());
  return {low, values[static_cast<std::size_t>(upper)]};
}

/// Errors of the whole county by year ahead, one per draw.
std::vector<std::vector<float>> county_errors(const History& history, std::size_t county, const Spread& spread, const NormalTable& normals,
                                              const SimulationOptions& options, std::size_t horizon) {
  Rng of_all = Rng::stream(options.seed, {1});
  Rng own = Rng::stream(options.seed, {2, hash_of(history.counties[county].code)});
  std::vector<float> errors(options.draws, 0.0F);
  std::vector<std::vector<float>> out;
  for (std::size_t ahead = 0; ahead < horizon; ++ahead) {
    const float deviation = step(spread.county, ahead);
    walk(errors, normals.slice(of_all.next()), deviation * static_cast<float>(std::sqrt(kShared)));
    walk(errors, normals.slice(own.next()), deviation * static_cast<float>(std::sqrt(1 - kShared)));
    out.push_back(errors);
  }
  return out;
}

/// The draws of one school, year after year.
class SchoolDraws {
 public:
  SchoolDraws(std::uint64_t seed, std::string_view id, const Spread& spread, const NormalTable& normals, std::size_t draws)
      : rng_(Rng::stream(seed, {3, hash_of(id)})),
        spread_(spread),
        normals_(normals),
        school_(draws, 0.0F),
        base_(draws),
        total_(draws),
        cell_(draws) {
    for (auto& cohort : cohorts_) cohort.assign(draws, 0.0F);
  }

  /// Draws a year: calls visit(grade, values) for each grade that is run.
  template <typename Visit>
  void next(std::size_t ahead, const GradeArray& middle, const std::vector<float>& county, Visit visit) {
    walk(school_, normals_.slice(rng_.next()), step(spread_.school, ahead));
    for (std::size_t d = 0; d < base_.size(); ++d) base_[d] = 1.0F + county[d] + school_[d];
    std::ranges::fill(total_, 0.0F);
    // A cohort takes its errors along to the next grade.
    std::rotate(cohorts_.begin(), cohorts_.end() - 1, cohorts_.end());
    std::rotate(is_running_.begin(), is_running_.end() - 1, is_running_.end());
    is_running_[0] = false;
    const float on = step(spread_.cohort, ahead);
    const auto anew = static_cast<float>(spread_.cohort[ahead]);
    for (std::size_t g = 0; g < kGrades; ++g) {
      if (is_none(middle[g])) {
        is_running_[g] = false;
        continue;
      }
      if (!is_running_[g]) std::ranges::fill(cohorts_[g], 0.0F);
      draw_cell(static_cast<float>(middle[g]), cohorts_[g], is_running_[g] ? on : anew);
      is_running_[g] = true;
      for (std::size_t d = 0; d < total_.size(); ++d) total_[d] += cell_[d];
      visit(g, cell_);
    }
  }
  [[nodiscard]] std::vector<float>& total() { return total_; }

 private:
  void draw_cell(float middle, std::vector<float>& cohort, float deviation) {
    const std::uint64_t bits = rng_.next();
    const float* const of_cohort = normals_.slice(bits);
    const float* const counting = normals_.slice(bits >> 32);
    const auto noise = static_cast<float>(std::sqrt(counting_variance(middle)));
    const float* const base = base_.data();
    float* const errors = cohort.data();
    float* const out = cell_.data();
    const std::size_t draws = cell_.size();
    for (std::size_t d = 0; d < draws; ++d) {
      errors[d] += deviation * of_cohort[d];
      out[d] = std::max(0.0F, middle * (base[d] + errors[d]) + noise * counting[d]);
    }
  }

  Rng rng_;
  const Spread& spread_;
  const NormalTable& normals_;
  std::vector<float> school_;
  std::vector<float> base_;
  std::vector<float> total_;
  std::vector<float> cell_;
  std::array<std::vector<float>, kGrades> cohorts_;
  std::array<bool, kGrades> is_running_ = {};
};

/// Moves the draws of a county, which add up its schools, to its flow, which also counts pupils of schools that are not there yet: their
/// mean is the flow, so that what areas show adds up and keeps totals that are known.
void move_to_flow(const CountyPath& path, AreaDraws& draws) {
  for (std::size_t ahead = 0; ahead < draws.horizon; ++ahead) {
    for (std::size_t g = 0; g < kGrades; ++g) {
      const double flow = path.flow[ahead][g];
      if (is_none(flow)) continue;
      float* const values = draws.at(ahead, g);
      double sum = 0;
      for (std::size_t d = 0; d < draws.draws; ++d) sum += values[d];
      if (sum <= 0) continue;
      const auto factor = static_cast<float>(flow * static_cast<double>(draws.draws) / sum);
      for (std::size_t d = 0; d < draws.draws; ++d) values[d] *= factor;
    }
  }
}

}  // namespace

NormalTable::NormalTable(std::uint64_t seed, std::size_t longest) : numbers_(kSize + longest) {
  for (std::size_t i = 0; i < kSize; ++i)
    numbers_[i] = static_cast<float>(stats::normal_quantile((static_cast<double>(i) + 0.5) / static_cast<double>(kSize)));
  Rng rng = Rng::stream(seed, {0});
  for (std::size_t i = kSize - 1; i > 0; --i)
    std::swap(numbers_[i], numbers_[static_cast<std::size_t>(rng.whole(0, static_cast<std::int64_t>(i)))]);
  for (std::size_t i = 0; i < longest; ++i) numbers_[kSize + i] = numbers_[i % kSize];
}

void AreaDraws::add(const AreaDraws& other) {
  for (std::size_t i = 0; i < pupils.size(); ++i) pupils[i] += other.pupils[i];
}

AreaDraws simulate(const History& history, const CountyPath& path, std::size_t county, const Spread& spread, const NormalTable& normals,
                   const SimulationOptions& options, std::span<const double> limits, SchoolIntervals* schools) {
  const std::size_t horizon = path.horizon;
  const std::size_t count = history.county_schools(county);
  AreaDraws draws(horizon, options.draws);
  if (schools != nullptr) {
    schools->low.assign(count * horizon, filled(kNone));
    schools->high.assign(count * horizon, filled(kNone));
    schools->total.assign(count * horizon, {});
    schools->above.assign(count * horizon * limits.size(), 0);
  }
  const auto errors = county_errors(history, county, spread, normals, options, horizon);
  std::vector<float> sorted(options.draws);
  for (std::size_t s = 0; s < count; ++s) {
    SchoolDraws school(options.seed, history.schools[history.county_begin[county] + s].id, spread, normals, options.draws);
    for (std::size_t ahead = 0; ahead < horizon; ++ahead) {
      const GradeArray& middle = path.at(s, ahead);
      const std::size_t at = s * horizon + ahead;
      bool any = false;
      school.next(ahead, middle, errors[ahead], [&](std::size_t grade, const std::vector<float>& values) {
        any = true;
        float* const of_county = draws.at(ahead, grade);
        for (std::size_t d = 0; d < values.size(); ++d) of_county[d] += values[d];
        if (schools == nullptr) return;
        sorted = values;
        std::tie(schools->low[at][grade], schools->high[at][grade]) = bounds(sorted);
      });
      if (schools == nullptr || !any) continue;
      sorted = school.total();
      const auto [low, high] = bounds(sorted);
      schools->total[at] = {low, total(middle), high};
      for (std::size_t l = 0; l < limits.size(); ++l) {
        const auto limit = static_cast<float>(limits[l]);
        const auto over = std::ranges::count_if(school.total(), [&](float value) { return value > limit; });
        schools->above[at * limits.size() + l] = static_cast<double>(over) / static_cast<double>(options.draws);
      }
    }
  }
  move_to_flow(path, draws);
  return draws;
}

Interval interval_of(const AreaDraws& draws, std::size_t ahead, std::size_t first_grade, std::size_t last_grade) {
  std::vector<float> values(draws.draws, 0.0F);
  for (std::size_t g = first_grade; g <= last_grade; ++g)
    for (std::size_t d = 0; d < draws.draws; ++d) values[d] += draws.at(ahead, g)[d];
  double sum = 0;
  for (const float each : values) sum += each;
  const auto [low, high] = bounds(values);
  return {low, sum / static_cast<double>(draws.draws), high};
}

}  // namespace junheng::forecast
