#include "junheng/synth/survey.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "junheng/synth/area_values.h"

namespace junheng::synth {

namespace {

constexpr auto kOthers = std::to_array<std::string_view>({"teacher", "principal", "pupil", "deputy", "other"});

std::size_t sample_of(int residents) {
  constexpr int kSmallCounty = 400000;
  constexpr std::size_t kSmallSample = 600;
  return residents < kSmallCounty ? kSmallSample : static_cast<std::size_t>(std::ceil(residents * 0.0015));
}

/// A satisfied respondent gives 4 or 5 throughout; another less on the mean.
std::array<std::optional<int>, kQuestions> draw_scores(double satisfied, Rng& rng) {
  std::array<std::optional<int>, kQuestions> scores;
  const bool is_satisfied = rng.chance(satisfied);
  for (auto& score : scores) score = static_cast<int>(is_satisfied ? rng.whole(4, 5) : rng.whole(2, 4));
  if (!is_satisfied) scores.front() = static_cast<int>(rng.whole(1, 3));
  return scores;
}

Rng stream_of(const County& county, const CountyYear& year, std::uint64_t purpose) {
  return county_stream(county.seed, county.traits.number, {purpose, static_cast<std::uint64_t>(year.year.first)});
}

}  // namespace

double satisfied_share(const County& county, const CountyYear& year) {
  Rng rng = stream_of(county, year, 10);
  return std::clamp(0.85 + 0.10 * maturity_in(county, year) + 0.012 * rng.bell(), 0.75, 0.99);
}

std::vector<Response> draw_survey(const County& county, const CountyYear& year) {
  Rng rng = stream_of(county, year, 11);
  const double satisfied = satisfied_share(county, year);
  const std::size_t valid = sample_of(resident_population(county, year));
  const std::size_t invalid = valid / 100;
  const std::size_t parents = (valid * 11 + 19) / 20;
  std::vector<Response> responses;
  responses.reserve(valid + invalid);
  for (std::size_t i = 0; i < valid; ++i) {
    responses.push_back({i < parents ? "parent" : kOthers.at(i % kOthers.size()), draw_scores(satisfied, rng)});
  }
  for (std::size_t i = 0; i < invalid; ++i) {
    Response response{"parent", draw_scores(satisfied, rng)};
    response.scores.at(static_cast<std::size_t>(rng.whole(0, kQuestions - 1))).reset();
    responses.push_back(response);
  }
  return responses;
}

}  // namespace junheng::synth
