#include "junheng/forecast/needs.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "junheng/model/dataset.h"

namespace junheng::forecast {

namespace {

/// Keeps 90 / 45 = 2.0000000001 from being three classes.
constexpr double kRounding = 1e-9;

void add_to(double& sum, double number) { sum = (is_none(sum) ? 0 : sum) + number; }

/// Sum of a stage's grades; kNone where none has a number.
double stage_sum(const GradeArray& grades, const StageGrades& stage) {
  double sum = kNone;
  for (std::size_t g = stage.first; g <= stage.last; ++g)
    if (!is_none(grades[g])) add_to(sum, grades[g]);
  return sum;
}

/// What the rooms of a stage hold at the limit, or why that is not known. Neither of a stage that the school does not have.
struct StagePlaces {
  double places = kNone;
  std::optional<PlaceGap> gap;
};

/// The stages of a county's schools.
class Rooms {
 public:
  Rooms(const History& history, const CountyForecast& county, std::size_t horizon, const NeedLimits& limits)
      : history_(history), county_(county), horizon_(horizon), limits_(limits) {}

  [[nodiscard]] std::size_t first() const { return history_.county_begin[county_.model.county]; }
  [[nodiscard]] std::size_t count() const { return history_.county_schools(county_.model.county); }

  /// `s`: position in the county.
  [[nodiscard]] StagePlaces of(std::size_t s, const StageGrades& stage) const {
    const GradeArray& today = history_.at(first() + s, history_.years - 1);
    const bool is_taught = stage_sum(today, stage) > 0;
    if (!is_taught && !is_to_come(s, stage)) return {};
    const GradeArray limits = class_sizes_of(history_.schools[first() + s].kind, limits_.class_size);
    const GradeArray& classes = history_.classes[first() + s];
    double places = 0;
    for (std::size_t g = stage.first; g <= stage.last; ++g) {
      if (is_none(limits[g])) return {kNone, PlaceGap::NoLimit};
      if (is_none(today[g]) || (today[g] == 0 && is_none(classes[g]))) continue;
      places += classes[g] * limits[g];
    }
    if (!is_taught) return {kNone, PlaceGap::NotToday};
    if (is_none(places)) return {kNone, PlaceGap::NoClasses};
    return {places, {}};
  }

 private:
  [[nodiscard]] bool is_to_come(std::size_t s, const StageGrades& stage) const {
    for (std::size_t ahead = 0; ahead < horizon_; ++ahead)
      if (stage_sum(county_.path.at(s, ahead), stage) > 0) return true;
    return false;
  }

  const History& history_;
  const CountyForecast& county_;
  std::size_t horizon_;
  const NeedLimits& limits_;
};

/// Classes of the grades that have a size; kNone where none has one.
double classes_of(const GradeArray& pupils, const GradeArray& sizes) {
  double sum = kNone;
  for (std::size_t g = 0; g < kGrades; ++g)
    if (!is_none(pupils[g]) && !is_none(sizes[g])) add_to(sum, classes_for(pupils[g], sizes[g]));
  return sum;
}

}  // namespace

GradeArray class_sizes_of(int kind, const GradeArray& sizes) { return model::SchoolKind::is_special(kind) ? filled(kNone) : sizes; }

GradeArray own_class_sizes(const History& history) {
  constexpr double kKept = 0.9;
  GradeArray sizes = filled(kNone);
  for (const StageGrades& stage : kStageGrades) {
    std::vector<double> averages;
    for (std::size_t s = 0; s < history.schools.size(); ++s) {
      if (model::SchoolKind::is_special(history.schools[s].kind)) continue;
      for (std::size_t g = stage.first; g <= stage.last; ++g) {
        const double classes = history.classes[s][g];
        const double pupils = history.at(s, history.years - 1)[g];
        if (!is_none(classes) && classes >= 2 && !is_none(pupils) && pupils > 0) averages.push_back(pupils / classes);
      }
    }
    if (averages.empty()) continue;
    std::ranges::sort(averages);
    const double size = averages[static_cast<std::size_t>(kKept * static_cast<double>(averages.size() - 1))];
    for (std::size_t g = stage.first; g <= stage.last; ++g) sizes[g] = size;
  }
  return sizes;
}

double classes_for(double pupils, double size) { return pupils > 0 ? std::ceil(pupils / size - kRounding) : 0; }

std::vector<SchoolNeed> school_needs(const History& history, const CountyForecast& county, std::size_t horizon, const NeedLimits& limits,
                                     const GradeArray& own_sizes) {
  const Rooms rooms(history, county, horizon, limits);
  std::vector<SchoolNeed> needs(rooms.count() * horizon);
  for (std::size_t s = 0; s < rooms.count(); ++s) {
    const int kind = history.schools[rooms.first() + s].kind;
    for (std::size_t ahead = 0; ahead < horizon; ++ahead) {
      SchoolNeed& need = needs[s * horizon + ahead];
      need.classes_at_limit = classes_of(county.path.at(s, ahead), class_sizes_of(kind, limits.class_size));
      need.classes_as_formed = classes_of(county.path.at(s, ahead), class_sizes_of(kind, own_sizes));
    }
    for (const StageGrades& stage : kStageGrades) {
      const double places = rooms.of(s, stage).places;
      for (std::size_t ahead = 0; !is_none(places) && ahead < horizon; ++ahead) {
        SchoolNeed& need = needs[s * horizon + ahead];
        const double pupils = stage_sum(county.path.at(s, ahead), stage);
        add_to(need.places, places);
        add_to(need.places_missing, is_none(pupils) ? 0 : std::max(0.0, pupils - places));
      }
    }
  }
  return needs;
}

std::vector<UncountedStage> uncounted_stages(const History& history, const CountyForecast& county, std::size_t horizon,
                                             const NeedLimits& limits) {
  const Rooms rooms(history, county, horizon, limits);
  std::vector<UncountedStage> out;
  for (std::size_t s = 0; s < rooms.count(); ++s)
    for (const StageGrades& stage : kStageGrades)
      if (const auto gap = rooms.of(s, stage).gap) out.push_back({rooms.first() + s, stage.stage, *gap});
  return out;
}

std::string_view to_string(PlaceGap gap) {
  switch (gap) {
    case PlaceGap::NoLimit: return "no_limit";
    case PlaceGap::NoClasses: return "no_classes";
    case PlaceGap::NotToday: return "not_today";
  }
  return "no_limit";
}

}  // namespace junheng::forecast
