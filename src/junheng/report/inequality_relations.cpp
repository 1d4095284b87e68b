#include "junheng/report/inequality_relations.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/report/inequality_words.h"
#include "junheng/report/listing.h"
#include "junheng/report/number_format.h"

namespace junheng::report {

namespace {

using monitor::Inequality;
using stats::MoranQuadrant;

constexpr std::size_t kNamesShown = 8;
/// A slope nearer to 0 than this many of its standard errors is not told as a finding: about the usual 5 %.
constexpr double kClearErrors = 2;

std::string say(std::string_view key, Lang lang, const Params& params = {}) { return text("inequality." + std::string(key), lang, params); }

std::string level_words(std::optional<model::AreaLevel> level, Lang lang) {
  return level ? level_name(model::to_string(*level), lang) : say("level.own", lang);
}

/// Name of an area; of one below a county, with that of the area above it: many counties have a town of the same name.
std::string area_name(const model::Areas& areas, AreaIndex area) {
  const std::string own(areas.names.at(area.value));
  const auto parent = areas.parents[area.value];
  return areas.levels[area.value] == model::AreaLevel::Township && parent ? std::string(areas.names.at(parent->value)) + " " + own : own;
}

/// Names of the significant areas of a quadrant; the first ones and how many more.
std::string names_in(const Inequality& result, MoranQuadrant quadrant, Lang lang) {
  std::string out;
  std::size_t count = 0;
  for (const monitor::MoranArea& area : result.moran->areas) {
    if (area.quadrant != quadrant || !area.is_significant()) continue;
    if (++count > kNamesShown) continue;
    append_listed(out, area_name(result.request.dataset->areas, area.area), lang);
  }
  if (count == 0) return say("moran.none", lang);
  if (count > kNamesShown) out += say("moran.more", lang, {{"count", std::to_string(count - kNamesShown)}});
  return out;
}

/// Names of the areas without neighbours; the first ones and how many more.
std::string island_names(const Inequality& result, Lang lang) {
  const std::vector<AreaIndex>& islands = result.moran->without_neighbours;
  std::string out;
  for (std::size_t i = 0; i < std::min(kNamesShown, islands.size()); ++i)
    append_listed(out, area_name(result.request.dataset->areas, islands[i]), lang);
  if (islands.size() > kNamesShown) out += say("moran.more", lang, {{"count", std::to_string(islands.size() - kNamesShown)}});
  return out;
}

std::string p_words(double p) { return p < 0.001 ? "< 0.001" : "= " + shown(p, 3); }

std::string sigma_line(const monitor::AreaConvergence& convergence, Lang lang) {
  if (convergence.sigma_undefined) return say("sigma.unknown", lang, {{"reason", convergence.sigma_undefined->message(lang)}});
  const auto has_cv = [](const monitor::YearDispersion& year) { return year.cv.has_value(); };
  const auto first = std::ranges::find_if(convergence.years, has_cv);
  const auto last = std::find_if(convergence.years.rbegin(), convergence.years.rend(), has_cv);
  const double slope = *convergence.cv_slope;
  return say("sigma.line", lang,
             {{"level", level_words(convergence.level, lang)},
              {"areas", std::to_string(convergence.areas)},
              {"first", std::to_string(first->year.first)},
              {"last", std::to_string(last->year.first)},
              {"before", shown(first->cv, 4)},
              {"after", shown(last->cv, 4)},
              {"slope", fmt::format("{:+.4f}", slope)},
              {"verdict", say(slope < 0   ? "sigma.closer"
                              : slope > 0 ? "sigma.apart"
                                          : "sigma.same",
                              lang)}});
}

/// "First (2023), Second (2022, 2024)": areas that are not compared and the years without a mean; the first ones and how many more.
std::string left_out_line(const Inequality& result, Lang lang) {
  const monitor::AreaConvergence& convergence = *result.convergence;
  std::string names;
  for (std::size_t i = 0; i < std::min(kNamesShown, convergence.left_out.size()); ++i) {
    const monitor::AreaLeftOut& each = convergence.left_out[i];
    std::string years;
    for (const SchoolYear year : each.without_mean) append_listed(years, std::to_string(year.first), lang);
    append_listed(names, area_name(result.request.dataset->areas, each.area) + " (" + years + ")", lang);
  }
  if (convergence.left_out.size() > kNamesShown)
    names += say("moran.more", lang, {{"count", std::to_string(convergence.left_out.size() - kNamesShown)}});
  return say("convergence.left_out", lang,
             {{"areas", std::to_string(convergence.left_out.size())}, {"level", level_words(convergence.level, lang)}, {"names", names}});
}

std::string beta_line(const monitor::AreaConvergence& convergence, Lang lang) {
  if (!convergence.beta) return say("beta.unknown", lang, {{"reason", convergence.beta_undefined->message(lang)}});
  const stats::BetaConvergence& beta = *convergence.beta;
  const bool is_clear = std::fabs(beta.line.slope) > kClearErrors * beta.line.standard_error;
  std::string verdict = say(!is_clear ? "beta.not_clear" : beta.line.slope < 0 ? "beta.catching_up" : "beta.not_catching_up", lang);
  if (is_clear && beta.half_life_years) verdict += say("beta.half_life", lang, {{"years", shown(beta.half_life_years, 1)}});
  return say("beta.line", lang,
             {{"level", level_words(convergence.level, lang)},
              {"areas", std::to_string(convergence.areas)},
              {"first", std::to_string(convergence.first.first)},
              {"last", std::to_string(convergence.last.first)},
              {"slope", fmt::format("{:+.4f}", beta.line.slope)},
              {"error", shown(beta.line.standard_error, 4)},
              {"verdict", verdict}});
}

/// Levels of the decomposition with "within", as term_name takes them.
std::vector<monitor::TheilTerm> segregation_terms(const monitor::Segregation& each) {
  std::vector<monitor::TheilTerm> terms;
  for (std::size_t i = 0; i < each.levels.size(); ++i) terms.push_back({each.levels[i], each.parts.between[i].h});
  terms.push_back({"within", each.parts.within.h});
  return terms;
}

/// "12.0 % + 8.0 %", in the order of the groups.
std::string group_shares(const monitor::Segregation& each) {
  std::string out;
  for (const double pupils : each.group_pupils) out += (out.empty() ? "" : " + ") + shown_percent(pupils / each.pupils);
  return out;
}

std::string segregation_line(const monitor::Segregation& each, Lang lang) {
  const std::string group = segregated_groups(each, lang);
  if (each.undefined) return say("segregation.unknown", lang, {{"group", group}, {"reason", each.undefined->message(lang)}});
  const std::vector<monitor::TheilTerm> terms = segregation_terms(each);
  const double total = each.whole.h;
  std::string parts;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    parts += (i == 0 ? "" : lang == Lang::Zh ? "，" : ", ") + term_name(terms, i, lang) + " " + shown_digits(terms[i].value);
    if (total > 0) parts += " (" + shown_percent(terms[i].value / total) + ")";
  }
  std::string out = say("segregation.line", lang,
                        {{"group", group},
                         {"share", group_shares(each)},
                         {"pupils", shown_amount(each.pupils)},
                         {"schools", shown_amount(static_cast<double>(each.schools))},
                         {"d", shown_digits(each.dissimilarity)},
                         {"h", shown_digits(total)},
                         {"m", shown_digits(each.whole.m)},
                         {"parts", parts}});
  if (!each.without_value.empty())
    out += say("segregation.missing", lang, {{"schools", shown_amount(static_cast<double>(each.without_value.size()))}});
  return out;
}

}  // namespace

std::string quadrant_name(MoranQuadrant quadrant, Lang lang) { return say("quadrant." + std::string(quadrant_id(quadrant)), lang); }

std::string_view quadrant_id(MoranQuadrant quadrant) {
  switch (quadrant) {
    case MoranQuadrant::HighHigh: return "high_high";
    case MoranQuadrant::LowHigh: return "low_high";
    case MoranQuadrant::LowLow: return "low_low";
    case MoranQuadrant::HighLow: return "high_low";
  }
  return "low_low";
}

std::string moran_level(const Inequality& result, Lang lang) { return level_words(result.moran->level, lang); }

std::string convergence_level(const Inequality& result, Lang lang) { return level_words(result.convergence->level, lang); }

std::string moran_verdict(const Inequality& result, Lang lang) {
  const monitor::AreaMoran& moran = *result.moran;
  if (moran.undefined) {
    const std::string reason =
        moran.undefined->code == Code::TooFewPlaces
            ? say("moran.too_few", lang, {{"level", level_words(moran.level, lang)}, {"needed", std::to_string(monitor::kLeastMoranAreas)}})
            : moran.undefined->message(lang);
    return say("moran.unknown", lang, {{"reason", reason}});
  }
  return say(moran.p > monitor::kLocalSignificance ? "moran.chance" : moran.i > moran.expected ? "moran.alike" : "moran.unlike", lang);
}

std::vector<ConvergenceFigure> convergence_figures(const monitor::AreaConvergence& convergence) {
  std::vector<ConvergenceFigure> out;
  for (const monitor::YearDispersion& year : convergence.years) {
    const std::size_t areas = year.cv ? convergence.areas : year.areas;
    out.push_back({"cv", year.year, year.year, areas, year.cv, "none", year.cv ? std::nullopt : year.undefined});
    if (!convergence.sigma_undefined)
      out.push_back({"log_deviation", year.year, year.year, areas, year.log_deviation, "none", year.undefined});
  }
  const bool has_years = convergence.first != SchoolYear{};
  const SchoolYear first = has_years ? convergence.first : convergence.years.front().year;
  const SchoolYear last = has_years ? convergence.last : convergence.years.back().year;
  const auto of_sigma = [&](std::string_view id, std::optional<double> value) {
    out.push_back({std::string(id), first, last, convergence.areas, value, "per_year", convergence.sigma_undefined});
  };
  of_sigma("cv_slope", convergence.cv_slope);
  of_sigma("log_deviation_slope", convergence.log_deviation_slope);
  if (!convergence.beta) {
    out.push_back({"beta", first, last, convergence.areas, {}, "per_year", convergence.beta_undefined});
    return out;
  }
  const stats::BetaConvergence& beta = *convergence.beta;
  const auto of_beta = [&](std::string_view id, std::optional<double> value, std::string_view unit) {
    out.push_back({std::string(id), convergence.first, convergence.last, convergence.areas, value, unit, {}});
  };
  of_beta("beta", beta.line.slope, "per_year");
  of_beta("beta_standard_error", beta.line.standard_error, "per_year");
  of_beta("beta_robust_standard_error", beta.line.robust_standard_error, "per_year");
  of_beta("beta_r_squared", beta.line.r_squared, "none");
  of_beta("beta_speed", beta.speed, "per_year");
  of_beta("beta_half_life", beta.half_life_years, "years");
  return out;
}

std::vector<SegregationFigure> segregation_figures(const monitor::Segregation& each, Lang lang) {
  const std::string all = say("part.all", lang);
  if (each.undefined) return {{"D, H, M", all, {}, {}, "none"}};
  std::vector<SegregationFigure> out = {{"D", all, each.dissimilarity, {}, "none"}};
  const std::vector<monitor::TheilTerm> terms = segregation_terms(each);
  const stats::EntropySegregation& total = each.whole;
  const auto add = [&](std::string_view index, double stats::EntropySegregation::*of, std::string_view unit) {
    const auto line = [&](const std::string& part, double value) {
      out.push_back({index, part, value, total.*of > 0 ? std::optional(100 * value / (total.*of)) : std::nullopt, unit});
    };
    line(all, total.*of);
    for (std::size_t i = 0; i < each.levels.size(); ++i) line(term_name(terms, i, lang), each.parts.between[i].*of);
    if (!each.levels.empty()) line(term_name(terms, each.levels.size(), lang), each.parts.within.*of);
  };
  add("H", &stats::EntropySegregation::h, "none");
  add("M", &stats::EntropySegregation::m, "nats");
  return out;
}

std::vector<std::string> moran_lines(const Inequality& result, Lang lang) {
  if (!result.moran) return {};
  const monitor::AreaMoran& moran = *result.moran;
  const std::string level = level_words(moran.level, lang);
  std::vector<std::string> lines;
  if (moran.undefined) {
    lines.push_back(moran_verdict(result, lang));
  } else {
    lines.push_back(say("moran.line", lang,
                        {{"level", level},
                         {"areas", std::to_string(moran.placed)},
                         {"i", shown(moran.i, 3)},
                         {"expected", shown(moran.expected, 3)},
                         {"p", p_words(moran.p)},
                         {"neighbours", neighbour_words(moran.rule, lang)},
                         {"permutations", std::to_string(moran.permutations)},
                         {"verdict", moran_verdict(result, lang)}}));
    lines.push_back(
        say("moran.clusters", lang,
            {{"high", names_in(result, MoranQuadrant::HighHigh, lang)}, {"low", names_in(result, MoranQuadrant::LowLow, lang)}}));
    lines.push_back(say("moran.outliers", lang,
                        {{"high", names_in(result, MoranQuadrant::HighLow, lang)},
                         {"low", names_in(result, MoranQuadrant::LowHigh, lang)},
                         {"chance", shown(monitor::kLocalSignificance * static_cast<double>(moran.areas.size()), 1)}}));
  }
  if (!moran.undefined && moran.rule.within_km)
    lines.push_back(say("moran.mean_neighbours", lang, {{"mean", shown(moran.mean_neighbours, 1)}, {"level", level}}));
  if (!moran.without_neighbours.empty())
    lines.push_back(say("moran.islands", lang,
                        {{"areas", std::to_string(moran.without_neighbours.size())},
                         {"level", level},
                         {"km", fmt::format("{}", *moran.rule.within_km)},
                         {"names", island_names(result, lang)}}));
  if (moran.areas_without_place > 0)
    lines.push_back(say("moran.without_place", lang, {{"areas", std::to_string(moran.areas_without_place)}, {"level", level}}));
  return lines;
}

std::vector<std::string> convergence_lines(const Inequality& result, Lang lang) {
  if (!result.convergence) return {};
  std::vector<std::string> lines = {sigma_line(*result.convergence, lang), beta_line(*result.convergence, lang)};
  if (!result.convergence->left_out.empty()) lines.push_back(left_out_line(result, lang));
  return lines;
}

std::vector<std::string> dagum_lines(const Inequality& result, Lang lang) {
  if (!result.dagum) return {};
  const monitor::DagumByLevel& dagum = *result.dagum;
  const std::string level = level_name(dagum.level, lang);
  if (!dagum.parts) return {say("dagum.unknown", lang, {{"level", level}, {"reason", dagum.undefined->message(lang)}})};
  const double total = dagum.parts->total();
  const auto part = [&](double value) { return shown(value, 4) + (total > 0 ? " (" + shown_percent(value / total) + ")" : ""); };
  return {say("dagum.line", lang,
              {{"level", level},
               {"gini", shown(total, 4)},
               {"within", part(dagum.parts->within)},
               {"between", part(dagum.parts->between)},
               {"overlap", part(dagum.parts->overlap)}})};
}

std::vector<std::string> segregation_lines(const Inequality& result, Lang lang) {
  std::vector<std::string> lines;
  for (const monitor::Segregation& each : result.segregation) lines.push_back(segregation_line(each, lang));
  return lines;
}

}  // namespace junheng::report
