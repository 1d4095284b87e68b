#include "junheng/synth/subject_staff.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

namespace junheng::synth {

namespace {

enum class Group : std::uint8_t { Examined, Other, PeArts };

/// A subject as a county teaches it: periods a week by grade, periods of a full teacher, and how readily it gets teachers of its own.
/// Near the time-tables that provinces print, so that need and staff are of one size; they judge nothing here.
struct Subject {
  std::string_view name;
  Group group;
  std::array<int, 9> periods;
  int load_primary;
  int load_junior;
  double staffing;
};

constexpr auto kSubjects = std::to_array<Subject>({
    {"语文", Group::Examined, {8, 8, 7, 7, 6, 6, 5, 4, 5}, 14, 12, 1.0},
    {"数学", Group::Examined, {4, 4, 4, 4, 5, 5, 4, 4, 5}, 14, 12, 1.0},
    {"外语", Group::Examined, {0, 0, 2, 2, 3, 3, 4, 4, 4}, 18, 12, 1.0},
    {"道德与法治", Group::Other, {3, 3, 3, 3, 2, 2, 2, 2, 2}, 18, 14, 0.7},
    {"历史", Group::Other, {0, 0, 0, 0, 0, 0, 2, 2, 2}, 18, 14, 0.9},
    {"地理", Group::Other, {0, 0, 0, 0, 0, 0, 2, 2, 0}, 18, 14, 0.8},
    {"科学", Group::Other, {1, 1, 2, 2, 2, 2, 0, 0, 0}, 18, 14, 0.7},
    {"生物", Group::Other, {0, 0, 0, 0, 0, 0, 3, 3, 0}, 18, 14, 0.8},
    {"物理", Group::Other, {0, 0, 0, 0, 0, 0, 0, 2, 3}, 18, 14, 1.1},
    {"化学", Group::Other, {0, 0, 0, 0, 0, 0, 0, 0, 3}, 18, 14, 1.1},
    {"体育与健康", Group::PeArts, {4, 4, 3, 3, 3, 3, 3, 3, 3}, 18, 14, 1.0},
    {"音乐", Group::PeArts, {2, 2, 2, 2, 2, 2, 1, 1, 1}, 18, 16, 1.0},
    {"美术", Group::PeArts, {2, 2, 2, 2, 2, 2, 1, 1, 1}, 18, 16, 1.0},
    {"综合实践", Group::Other, {1, 1, 2, 2, 3, 3, 3, 3, 3}, 18, 16, 0.5},
    {"地方与学校课程", Group::Other, {4, 4, 3, 3, 2, 2, 4, 3, 2}, 18, 16, 0.4},
});

/// `whole` divided in proportion to the weights, by largest remainders; among equals the first gets it. All zero weights get nothing.
std::vector<int> divided(int whole, std::span<const double> weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<int> parts(weights.size(), 0);
  if (sum <= 0) return parts;
  std::vector<double> rests(weights.size());
  int given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double share = whole * weights[i] / sum;
    parts[i] = static_cast<int>(share);
    rests[i] = share - parts[i];
    given += parts[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return rests[a] > rests[b]; });
  for (std::size_t i = 0; given < whole; ++i, ++given) ++parts[order[i % order.size()]];
  return parts;
}

int periods_due(const Subject& subject, const Cohorts& cohorts) {
  int due = 0;
  for (const GradeValues& grade : cohorts.grades) due += grade.classes * subject.periods.at(static_cast<std::size_t>(grade.grade - 1));
  return due;
}

/// Share of the other subjects' periods that goes to the examined ones: none in most schools, less with the years.
double draw_yielded(const County& county, const CountyYear& year, Rng& rng) {
  const double lag = 1 - maturity_in(county, year);
  const bool yields = rng.chance(0.1 + 0.4 * lag);
  const double share = rng.between(0.03, 0.16);
  return yields ? share : 0;
}

void move_periods(std::vector<SubjectStaff>& rows, std::span<const Subject* const> subjects, double share) {
  int moved = 0;
  std::vector<double> examined(rows.size(), 0.0);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (subjects[i]->group == Group::Examined) {
      examined[i] = rows[i].weekly_periods;
      continue;
    }
    const int given = static_cast<int>(std::lround(rows[i].weekly_periods * share));
    rows[i].weekly_periods -= given;
    moved += given;
  }
  const std::vector<int> gained = divided(moved, examined);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].weekly_periods += gained[i];
}

}  // namespace

std::vector<SubjectStaff> subject_staff(const County& county, const CountyYear& year, std::size_t school, const StageValues& stage) {
  const Stage id = stage.cohorts.stage;
  if (id == Stage::Senior || county.plan.schools.at(school).kind == Kind::Special) return {};
  // One stream for all years, so that a school keeps its habits.
  Rng rng = county_stream(county.seed, county.traits.number, {14, school, id == Stage::Primary ? 0U : 1U});
  const double yielded = draw_yielded(county, year, rng);
  std::vector<const Subject*> subjects;
  std::vector<SubjectStaff> rows;
  std::vector<double> wanted;
  std::vector<double> wanted_pe_arts;
  for (const Subject& subject : kSubjects) {
    const double taste = std::exp(0.15 * rng.bell());
    const int due = periods_due(subject, stage.cohorts);
    if (due == 0) continue;
    const int load = id == Stage::Primary ? subject.load_primary : subject.load_junior;
    const double weight = subject.staffing * taste * due / load;
    subjects.push_back(&subject);
    rows.push_back({subject.name, 0, due});
    wanted.push_back(subject.group == Group::PeArts ? 0 : weight);
    wanted_pe_arts.push_back(subject.group == Group::PeArts ? weight : 0);
  }
  const std::vector<int> others = divided(stage.staff.teachers - stage.staff.pe_arts, wanted);
  const std::vector<int> pe_arts = divided(stage.staff.pe_arts, wanted_pe_arts);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].teachers = others[i] + pe_arts[i];
  move_periods(rows, subjects, yielded);
  return rows;
}

}  // namespace junheng::synth
