#include "junheng/server/routes_forecast.h"

#include <algorithm>
#include <charconv>

#include "junheng/app/area_forecast.h"
#include "junheng/core/catalogue.h"
#include "junheng/core/codes.h"
#include "junheng/server/json_or_error.h"

namespace junheng::server {

namespace {

constexpr double kMostFactor = 10;
constexpr std::size_t kMostFactorText = 400;
constexpr std::int64_t kLeastDraws = 20;
constexpr std::int64_t kMostDraws = 2000;

/// "0.95,0.9": a factor for each year ahead, the last holds on. Errors: BadQuery.
Result<std::vector<double>> factors(const Request& request, std::string_view name) {
  const auto given = request.query_text(name);
  if (!given) return std::vector{1.0};
  const auto wrong = [&] {
    return fail(Code::BadQuery, {{"name", std::string(name)},
                                 {"value", std::string(*given).substr(0, kMostFactorText)},
                                 {"rule_zh", std::string(text("query.rule.factors", Lang::Zh))},
                                 {"rule_en", std::string(text("query.rule.factors", Lang::En))}});
  };
  if (given->empty() || given->size() > kMostFactorText) return wrong();
  std::vector<double> out;
  const char* at = given->data();
  const char* const end = at + given->size();
  while (true) {
    double factor = 0;
    const auto [next, error] = std::from_chars(at, end, factor);
    if (error != std::errc() || !(factor >= 0 && factor <= kMostFactor)) return wrong();
    out.push_back(factor);
    if (next == end) break;
    if (*next != ',') return wrong();
    at = next + 1;
  }
  if (out.size() > app::kMostForecastYears) return wrong();
  return out;
}

/// Errors: BadQuery.
Result<app::ForecastQuestion> question_of(const Request& request) {
  app::ForecastQuestion question;
  const auto years = request.query_integer("years", 1, static_cast<std::int64_t>(app::kMostForecastYears));
  const auto draws = request.query_integer("draws", kLeastDraws, kMostDraws);
  const auto seed = request.query_integer("seed");
  auto births = factors(request, "births");
  auto migration = factors(request, "migration");
  if (!years) return fail(years.error());
  if (!draws) return fail(draws.error());
  if (!seed) return fail(seed.error());
  if (!births) return fail(births.error());
  if (!migration) return fail(migration.error());
  if (*years) question.years = static_cast<std::size_t>(**years);
  if (*draws) question.draws = static_cast<std::size_t>(**draws);
  if (*seed) question.seed = static_cast<std::uint64_t>(**seed);
  question.births = std::move(*births);
  question.migration = std::move(*migration);
  return question;
}

using AreaPage = Result<app::StoredBody> (app::ForecastRoom::*)(const app::Access&, const app::AreaOfRun&, const app::ForecastQuestion&);

template <AreaPage page>
Result<Reply> of_area(app::ForecastRoom& room, const Request& request, const app::Access& access) {
  const auto run = request.integer_param("run_id");
  if (!run) return fail(run.error());
  const auto question = question_of(request);
  if (!question) return fail(question.error());
  return body_or_error((room.*page)(access, {*run, std::string(request.param("area_code")), request.lang}, *question));
}

Result<Reply> of_school(app::ForecastRoom& room, const Request& request, const app::Access& access) {
  const auto run = request.integer_param("run_id");
  if (!run) return fail(run.error());
  const auto question = question_of(request);
  if (!question) return fail(question.error());
  return body_or_error(room.of_school(access, *run, std::string(request.param("school_id")), *question, request.lang));
}

}  // namespace

void add_forecast_routes(std::vector<Route>& routes, app::ForecastRoom& room) {
  routes.push_back({Method::Get, "/api/runs/{run_id}/areas/{area_code}/forecast", "run:read",
                    Handler([&room](const Request& request, const app::Access& access) {
                      return of_area<&app::ForecastRoom::of_area>(room, request, access);
                    })});
  routes.push_back({Method::Get, "/api/runs/{run_id}/areas/{area_code}/forecast/plan", "run:read",
                    Handler([&room](const Request& request, const app::Access& access) {
                      return of_area<&app::ForecastRoom::plan_of_area>(room, request, access);
                    })});
  routes.push_back({Method::Get, "/api/runs/{run_id}/schools/{school_id}/forecast", "run:read",
                    Handler([&room](const Request& request, const app::Access& access) { return of_school(room, request, access); })});
}

}  // namespace junheng::server
