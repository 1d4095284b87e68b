// Words of the concentration index, of neighbours and of groups that are measured together.
#include <fmt/format.h>

#include "junheng/report/inequality_relations.h"
#include "junheng/report/inequality_words.h"
#include "junheng/report/number_format.h"

namespace junheng::report {

namespace {

using monitor::Inequality;

std::string say(std::string_view key, Lang lang, const Params& params = {}) { return text("inequality." + std::string(key), lang, params); }

}  // namespace

std::string ranking_name(const Inequality& result, Lang lang) {
  monitor::SampleRequest request = result.request;
  request.measure = result.concentration->by.measure;
  request.per = result.concentration->by.per;
  return inequality_quantity(request, lang);
}

std::optional<ShownInterval> concentration_interval(const monitor::Concentration& concentration) {
  monitor::IndexResult as_index;
  as_index.bootstrap = concentration.bootstrap;
  return shown_interval(as_index);
}

std::string concentration_verdict(const Inequality& result, Lang lang) {
  const monitor::Concentration& concentration = *result.concentration;
  if (concentration.undefined) return concentration.undefined->message(lang);
  const auto shown = concentration_interval(concentration);
  const double value = *concentration.value;
  if (!shown) return unit_text(units_of(result.request), "concentration.untested", lang);
  const bool is_clear = shown->interval.low > 0 || shown->interval.high < 0;
  const std::string key = !is_clear ? "concentration.not_clear" : value > 0 ? "concentration.more" : "concentration.less";
  return unit_text(units_of(result.request), key, lang);
}

std::vector<std::string> concentration_lines(const Inequality& result, Lang lang) {
  if (!result.concentration) return {};
  const monitor::Concentration& concentration = *result.concentration;
  const Units units = units_of(result.request);
  const std::string by = ranking_name(result, lang);
  if (concentration.undefined)
    return {say("concentration.unknown", lang, {{"by", by}, {"reason", concentration.undefined->message(lang)}})};
  std::string interval;
  if (const auto drawn = concentration_interval(concentration))
    interval = say("concentration.interval", lang,
                   {{"percent", fmt::format("{}", result.confidence * 100)},
                    {"low", shown(drawn->interval.low, 4)},
                    {"high", shown(drawn->interval.high, 4)},
                    {"method", say("method." + drawn->method, lang) + interval_warning(result, lang)}});
  std::vector<std::string> lines = {unit_text(units, "concentration.line", lang,
                                              {{"by", by},
                                               {"value", shown(concentration.value, 4)},
                                               {"interval", interval},
                                               {"verdict", concentration_verdict(result, lang)},
                                               {"units", shown_amount(static_cast<double>(concentration.units))},
                                               {"gini", shown(concentration.gini, 4)}})};
  if (!concentration.without_rank.empty())
    lines.push_back(unit_text(units, "concentration.without_rank", lang,
                              {{"units", shown_amount(static_cast<double>(concentration.without_rank.size()))}, {"by", by}}));
  return lines;
}

std::string segregated_groups(const monitor::Segregation& segregation, Lang lang) {
  std::string out;
  for (const std::string& group : segregation.groups) out += (out.empty() ? "" : " + ") + say("group." + group, lang);
  return out;
}

std::string neighbour_words(const monitor::NeighbourRule& rule, Lang lang) {
  const std::string who = rule.within_km ? say("neighbours.within", lang, {{"km", fmt::format("{}", *rule.within_km)}})
                                         : say("neighbours.nearest", lang, {{"count", std::to_string(rule.nearest)}});
  return who + say(rule.is_inverse_distance ? "neighbours.inverse_distance" : "neighbours.equal", lang);
}

}  // namespace junheng::report
