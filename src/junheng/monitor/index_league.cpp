#include "junheng/monitor/index_league.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "junheng/core/codes.h"
#include "junheng/monitor/school_sample.h"
#include "junheng/stats/funnel.h"
#include "junheng/stats/peers.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::monitor {

namespace {

/// Spiegelhalter's example (stats/funnel.h).
constexpr double kWinsorisedShare = 0.1;

std::optional<std::uint32_t> unit_of(const IndexSpec& spec, const model::Dataset& data, SchoolIndex school) {
  if (!spec.level) return school.value;
  const auto area = data.areas.at_level(data.schools.areas[school.value], *spec.level);
  if (!area) return std::nullopt;
  return area->value;
}

/// What is known of an area, or of a school that is ranked itself.
struct GatheredUnit {
  SchoolTerms own;
  std::map<std::uint32_t, SchoolTerms> schools;
};

struct Gathered {
  std::map<std::uint32_t, GatheredUnit> units;
  /// By unit and component: what schools, or the area itself, lack.
  std::map<std::pair<std::uint32_t, std::size_t>, std::vector<UnitWithoutValue>> missing;
  /// Schools in no area of the level.
  std::set<std::uint32_t> outside;
};

Result<Gathered> gather(const IndexSpec& spec, const SampleRequest& request) {
  Gathered out;
  const std::size_t count = spec.components.size();
  const SchoolTerms none{std::vector<double>(count), std::vector<double>(count)};
  const auto unit_at = [&](std::uint32_t unit) -> GatheredUnit& {
    return out.units.try_emplace(unit, GatheredUnit{none, {}}).first->second;
  };
  const auto terms_of = [&](std::uint32_t unit, SchoolIndex school) -> SchoolTerms& {
    return unit_at(unit).schools.try_emplace(school.value, none).first->second;
  };
  for (std::size_t j = 0; j < count; ++j) {
    SampleRequest each = request;
    each.measure = spec.components[j].measure;
    each.per = spec.components[j].per;
    if (spec.components[j].is_of_areas) each.unit_level = spec.level;
    const auto sample = unit_sample(each);
    if (!sample) return fail(sample.error());
    if (spec.components[j].is_of_areas) {
      for (std::size_t i = 0; i < sample->size(); ++i) {
        SchoolTerms& terms = unit_at(static_cast<std::uint32_t>(sample->areas[i].value)).own;
        terms.numerators[j] = sample->amounts[i];
        terms.denominators[j] = sample->weights.empty() ? 1 : sample->weights[i];
      }
      for (const UnitWithoutValue& area : sample->without_value) {
        static_cast<void>(unit_at(area.unit));
        out.missing[{area.unit, j}].push_back(area);
      }
      continue;
    }
    for (std::size_t i = 0; i < sample->schools.size(); ++i) {
      const auto unit = unit_of(spec, *request.dataset, sample->schools[i]);
      if (!unit) {
        out.outside.insert(sample->schools[i].value);
        continue;
      }
      SchoolTerms& terms = terms_of(*unit, sample->schools[i]);
      terms.numerators[j] = sample->amounts[i];
      terms.denominators[j] = sample->weights.empty() ? 1 : sample->weights[i];
    }
    for (const UnitWithoutValue& school : sample->without_value)
      if (const auto unit = unit_of(spec, *request.dataset, SchoolIndex(school.unit))) {
        out.missing[{*unit, j}].push_back(school);
        terms_of(*unit, SchoolIndex(school.unit));
      } else {
        out.outside.insert(school.unit);
      }
  }
  return out;
}

double sum(const UnitSums& unit, std::vector<double> SchoolTerms::*terms, std::size_t component) {
  double total = (unit.own.*terms)[component];
  for (const SchoolTerms& school : unit.schools) total += (school.*terms)[component];
  return total;
}

/// How many schools of one size would leave the mean of the unit as uncertain (Kish).
double effective_schools(const UnitSums& unit, std::size_t component) {
  double sum = 0, squares = 0;
  for (const SchoolTerms& school : unit.schools) {
    sum += school.denominators[component];
    squares += school.denominators[component] * school.denominators[component];
  }
  return sum * sum / squares;
}

/// Limits between whole numbers of events would call all of few trials too many: the number above is what chance still gives.
double whole_events(double limit, double trials) {
  constexpr double kRounding = 1e-9;
  return std::ceil(limit * trials - kRounding) / trials;
}

}  // namespace

Result<LeagueSums> unit_sums(const IndexSpec& spec, const SampleRequest& request) {
  auto gathered = gather(spec, request);
  if (!gathered) return fail(gathered.error());
  LeagueSums out;
  out.outside = gathered->outside.size();
  for (auto& [id, found] : gathered->units) {
    UnitSums unit{id, std::move(found.own), {}, std::vector<std::size_t>(spec.components.size())};
    for (auto& [school, terms] : found.schools) unit.schools.push_back(std::move(terms));
    bool is_ranked = true;
    for (std::size_t j = 0; j < spec.components.size(); ++j) {
      const auto lacking = gathered->missing.find({id, j});
      unit.missing[j] = lacking == gathered->missing.end() || spec.components[j].is_of_areas ? 0 : lacking->second.size();
      if (sum(unit, &SchoolTerms::denominators, j) > 0) continue;
      is_ranked = false;
      if (lacking != gathered->missing.end())
        out.unranked.push_back({id, lacking->second.front().measure, lacking->second.front().absence});
      else out.unranked.push_back({id, spec.components[j].measure, model::Absence::NotCollected});
      break;
    }
    if (is_ranked) out.units.push_back(std::move(unit));
  }
  return out;
}

std::vector<stats::Column> values_of(const std::vector<UnitSums>& units, std::size_t components) {
  std::vector<stats::Column> out(components);
  for (std::size_t j = 0; j < components; ++j)
    for (const UnitSums& unit : units) out[j].push_back(sum(unit, &SchoolTerms::numerators, j) / sum(unit, &SchoolTerms::denominators, j));
  return out;
}

SchoolDraws::SchoolDraws(const std::vector<UnitSums>& units, std::size_t components) : components_(components) {
  for (const UnitSums& unit : units) {
    units_.push_back({unit.unit, terms_.size(), unit.schools.size()});
    const auto add = [&](const SchoolTerms& terms) {
      for (std::size_t j = 0; j < components; ++j) {
        terms_.push_back(terms.numerators[j]);
        terms_.push_back(terms.denominators[j]);
      }
    };
    add(unit.own);
    for (const SchoolTerms& school : unit.schools) add(school);
  }
}

bool SchoolDraws::draw(std::uint64_t seed, std::uint64_t replicate, std::vector<stats::Column>& values) const {
  const std::size_t width = 2 * components_;
  std::vector<double> sums(width);
  for (std::size_t position = 0; position < units_.size(); ++position) {
    const Unit& unit = units_[position];
    Rng rng = Rng::stream(seed, {replicate, unit.id});
    std::copy_n(terms_.data() + unit.first, width, sums.begin());
    const double* const schools = terms_.data() + unit.first + width;
    const auto last = static_cast<std::int64_t>(unit.schools) - 1;
    for (std::int64_t i = 0; i <= last; ++i) {
      const double* school = schools + static_cast<std::size_t>(rng.whole(0, last)) * width;
      for (std::size_t term = 0; term < width; ++term) sums[term] += school[term];
    }
    for (std::size_t j = 0; j < components_; ++j) {
      if (!(sums[2 * j + 1] > 0)) return false;
      values[j][position] = sums[2 * j] / sums[2 * j + 1];
    }
  }
  return true;
}

void set_mean_funnel(CompositeIndex& index, const std::vector<UnitSums>& units, double confidence) {
  std::vector<double> values;
  std::vector<double> weights;
  for (const UnitSums& unit : units)
    for (const SchoolTerms& school : unit.schools)
      if (school.denominators[0] > 0) {
        values.push_back(school.numerators[0] / school.denominators[0]);
        weights.push_back(school.denominators[0]);
      }
  const auto moments = stats::weighted_moments(values, weights);
  const double deviation = std::sqrt(moments.variance);
  if (!(deviation > 0)) return;
  std::vector<double> z;
  std::vector<double> counts;
  for (std::size_t i = 0; i < units.size(); ++i) {
    counts.push_back(effective_schools(units[i], 0));
    z.push_back((index.ranking[i].components[0].value - moments.mean) * std::sqrt(counts[i]) / deviation);
  }
  const auto dispersion = stats::overdispersion(z, kWinsorisedShare);
  if (!dispersion) return;
  for (std::size_t i = 0; i < units.size(); ++i)
    if (auto limits = stats::normal_funnel_limits({moments.mean, deviation, counts[i]}, confidence, *dispersion)) {
      // What is counted is never below nothing, though a normal limit may be.
      if (*std::ranges::min_element(values) >= 0) limits->low = std::max(0.0, limits->low);
      index.ranking[i].funnel = *limits;
    }
}

void set_share_funnel(CompositeIndex& index, const std::vector<UnitSums>& units, double confidence) {
  double events = 0;
  double trials = 0;
  for (const UnitSums& unit : units) {
    events += sum(unit, &SchoolTerms::numerators, 0);
    trials += sum(unit, &SchoolTerms::denominators, 0);
  }
  for (std::size_t i = 0; i < units.size(); ++i) {
    const double own = std::round(sum(units[i], &SchoolTerms::denominators, 0));
    const stats::BinomialTarget target{std::min(1.0, events / trials), own > 0 ? static_cast<std::uint64_t>(own) : 0};
    if (const auto limits = stats::binomial_funnel_limits(target, confidence))
      index.ranking[i].funnel = stats::Interval{whole_events(limits->low, own), whole_events(limits->high, own)};
  }
}

Result<void> set_peers(CompositeIndex& index, std::size_t count) {
  const model::Dataset& data = *index.sample.dataset;
  std::vector<stats::Column> covariates;
  const auto add = [&](const std::string& name, const std::map<std::uint32_t, double>& amounts) {
    stats::Column column;
    for (const RankedUnit& unit : index.ranking) {
      const auto at = amounts.find(unit.unit);
      if (at == amounts.end() || !(at->second > 0)) return;
      column.push_back(std::log(at->second));
    }
    covariates.push_back(std::move(column));
    index.peer_covariates.push_back(name);
  };
  SampleRequest pupils = index.sample;
  pupils.measure = "pupils";
  pupils.per.clear();
  if (const auto sample = school_sample(pupils)) {
    std::map<std::uint32_t, double> amounts;
    for (std::size_t i = 0; i < sample->schools.size(); ++i)
      if (const auto unit = unit_of(index.spec, data, sample->schools[i])) amounts[*unit] += sample->values[i];
    add("pupils", amounts);
  }
  for (const std::string name : {"resident_population", "income_per_head_yuan"}) {
    std::map<std::uint32_t, double> amounts;
    data.area_items.for_each(name, index.sample.year, [&](AreaIndex area, const model::Quantity& value) {
      if (value.is_present()) amounts[area.value] = value.value;
    });
    add(name, amounts);
  }
  if (covariates.empty()) return {};
  const auto peers = stats::nearest_peers(covariates, count);
  if (!peers) return fail(peers.error());
  for (std::size_t i = 0; i < index.ranking.size(); ++i)
    for (const stats::Peer& peer : (*peers)[i]) index.ranking[i].peers.push_back(index.ranking[peer.unit].unit);
  return {};
}

}  // namespace junheng::monitor
