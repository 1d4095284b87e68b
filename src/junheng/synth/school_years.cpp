#include "junheng/synth/school_years.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace junheng::synth {

namespace {

std::int64_t hundreds(double yuan) { return static_cast<std::int64_t>(std::ceil(yuan / 100 - 1e-9)) * 100; }

/// Habits of a school that last: drawn once for all years.
struct Habits {
  double extra_funds = 1;
  bool funds_small_as_hundred = true;
  double training_share = 0.06;
  double beds_per_boarder = 1;
  double catchment_share = 1;
};

Habits draw_habits(const CountyTraits& traits, Stage stage, Rng& rng) {
  const double lag = 1 - traits.maturity;
  Habits habits;
  habits.extra_funds = rng.between(1.0, 1.08);
  habits.funds_small_as_hundred = !rng.chance(0.4 * (lag - 0.6));
  habits.training_share = rng.chance(0.12 * (lag - 0.35)) ? rng.between(0.03, 0.048) : rng.between(0.051, 0.08);
  habits.beds_per_boarder = rng.chance(0.3 * (lag - 0.5)) ? rng.between(0.85, 0.98) : rng.between(1.0, 1.1);
  const double strays = stage == Stage::Primary ? (rng.chance(0.10 * (lag - 0.3)) ? 0.02 : 0) : rng.between(0.0, 0.02 + 0.05 * lag);
  habits.catchment_share = 1 - strays;
  return habits;
}

Funds funds_of(const SchoolPlan& school, const Cohorts& cohorts, const CountyMoney& money, const Habits& habits) {
  const int pupils = cohorts.pupils();
  double quota_yuan = cohorts.stage == Stage::Primary ? money.quota_primary_yuan : money.quota_junior_yuan;
  if (cohorts.stage == Stage::Senior) quota_yuan = 1.2 * money.quota_junior_yuan;
  if (school.kind == Kind::Special) quota_yuan = money.quota_special_yuan;
  // A school below 100 pupils is funded as one of 100.
  constexpr int kFundedAsLeast = 100;
  const bool is_topped_up = school.kind != Kind::Special && habits.funds_small_as_hundred;
  const int funded = is_topped_up ? std::max(pupils, kFundedAsLeast) : pupils;
  constexpr double kPerBoarderYuan = 300;
  Funds funds;
  funds.public_funds_yuan = hundreds((funded * quota_yuan + cohorts.boarders() * kPerBoarderYuan) * habits.extra_funds);
  funds.public_budget_yuan = funds.public_funds_yuan;
  funds.training_budget_yuan = hundreds(static_cast<double>(funds.public_budget_yuan) * habits.training_share);
  funds.public_final_yuan = hundreds(static_cast<double>(funds.public_budget_yuan) * 0.985);
  funds.training_final_yuan = hundreds(static_cast<double>(funds.public_final_yuan) * habits.training_share);
  return funds;
}

StageValues stage_values(const SchoolPlan& school, Cohorts cohorts, const Staff& staff, const CountyMoney& money, const Habits& habits) {
  StageValues values;
  values.staff = staff;
  values.funds = funds_of(school, cohorts, money, habits);
  values.beds = static_cast<int>(std::lround(cohorts.boarders() * habits.beds_per_boarder));
  if (!school.is_private() && school.kind != Kind::Special && cohorts.stage != Stage::Senior) {
    values.pupils_in_catchment = static_cast<int>(std::lround(cohorts.pupils() * habits.catchment_share));
  }
  values.cohorts = std::move(cohorts);
  return values;
}

constexpr std::array kStages = {Stage::Primary, Stage::Junior, Stage::Senior};

/// How a school came to what it has in the year asked for.
struct Course {
  /// Pupils by which its classes were larger for each year back.
  double crowding = 0;
  double staff_pace = 1;
  FacilityPace facility_pace;
  /// Beds that a hundred boarders lacked more for each year back.
  double bed_gap = 0;
  /// Share of its beds that stand on platforms, and how much more of them for each year back.
  double platform_share = 0;
  double platform_gap = 0;
};

/// 0 to 2. Schools in towns had more to make good, being crowded, and so had those that are still worse off than others.
double draw_pace(const SchoolPlan& school, const SchoolStanding& standing, Rng& rng) {
  const double usual = school.location == Location::Seat ? 1.25 : school.location == Location::TownshipCentre ? 1.0 : 0.7;
  return std::clamp(usual - 0.3 * standing.quality + rng.between(-0.5, 0.5), 0.0, 2.0);
}

Course draw_course(const CountyTraits& traits, const SchoolPlan& school, const SchoolStanding& standing, Rng& rng) {
  const double lag = 1 - traits.maturity;
  Course course;
  const double crowding = rng.unit();
  if (school.location == Location::Seat && !school.is_private() && school.kind != Kind::Special) {
    course.crowding = (0.2 + 1.6 * crowding) * (0.4 + 0.6 * lag);
  } else if (school.location == Location::TownshipCentre) {
    course.crowding = 0.6 * crowding;
  }
  course.staff_pace = draw_pace(school, standing, rng);
  course.facility_pace.buildings = draw_pace(school, standing, rng);
  course.facility_pace.equipment = draw_pace(school, standing, rng);
  // Counties far behind lacked beds as well.
  course.bed_gap = 6 * std::max(0.0, lag - 0.5) * rng.unit();
  const double platforms = lag * rng.unit();
  course.platform_share = std::max(0.0, 0.2 * platforms - 0.08);
  course.platform_gap = 0.03 * platforms;
  return course;
}

/// One stage of a school, taken back year by year.
struct StageInYear {
  Cohorts cohorts;
  Intake intake;
  int class_aim = 0;
  StaffYear staff;
  Habits habits;
};

class SchoolHistory {
 public:
  explicit SchoolHistory(const SchoolRequest& request)
      : request_(request), traits_(*request.traits), school_(*request.school), draws_(stream({4, request.number})) {}

  std::vector<SchoolValues> draw() {
    const SchoolStanding standing = {draws_.chance(traits_.compliance), draws_.bell()};
    Rng course_draws = stream({13, request_.number});
    course_ = draw_course(traits_, school_, standing, course_draws);
    std::vector<StageInYear> now;
    std::vector<StageInYear> before;
    // The year before draws between the stages of the year itself, so that a seed keeps its schools however many years are asked for.
    for (std::size_t s = 0; s < kStages.size(); ++s) {
      if (school_.pupils.at(s) == 0) continue;
      StageInYear& stage = now.emplace_back();
      DrawnCohorts drawn = draw_cohorts(traits_, school_, kStages.at(s), draws_);
      stage.cohorts = std::move(drawn.cohorts);
      stage.intake = drawn.intake;
      stage.class_aim = drawn.class_aim;
      Cohorts earlier = cohorts_before(stage, 1, draws_);
      stage.staff = draw_staff(traits_, school_, standing, stage.cohorts, draws_);
      const StaffYear earlier_staff = staff_before(stage.staff, earlier, course_.staff_pace, draws_);
      stage.habits = draw_habits(traits_, kStages.at(s), draws_);
      before.push_back({std::move(earlier), stage.intake, stage.class_aim, earlier_staff, habits_before(stage.habits)});
    }
    std::vector<Facilities> own;
    std::vector<Facilities> own_before;
    for (const auto& users : facility_users(now)) {
      own.push_back(draw_facilities(traits_, school_, standing, users, draws_));
      own_before.push_back(facilities_before(own.back(), school_, year(1), course_.facility_pace, draws_));
    }
    std::vector<SchoolValues> years;
    years.push_back(values_of(now, std::move(own), 0));
    if (request_.years == 1) return years;
    add_earlier(years, std::move(before), std::move(own_before));
    return years;
  }

 private:
  [[nodiscard]] Rng stream(std::initializer_list<std::uint64_t> purpose) const {
    return county_stream(request_.seed, traits_.number, purpose);
  }
  [[nodiscard]] int year(std::size_t years_back) const { return request_.year.first - static_cast<int>(years_back); }

  [[nodiscard]] int class_aim(const StageInYear& stage, std::size_t years_back) const {
    return stage.class_aim + static_cast<int>(std::lround(course_.crowding * static_cast<double>(years_back)));
  }

  /// Also tells `later` who graduated from it.
  Cohorts cohorts_before(StageInYear& later, std::size_t years_back, Rng& rng) const {
    Cohorts earlier = synth::cohorts_before(later.cohorts, school_, later.intake, class_aim(later, years_back), rng);
    later.cohorts.grades.back().graduates = earlier.grades.back().pupils;
    return earlier;
  }

  [[nodiscard]] Habits habits_before(Habits habits) const {
    habits.beds_per_boarder = std::max(0.7, habits.beds_per_boarder - course_.bed_gap / 100);
    return habits;
  }

  /// The stages that share facilities: all of a school that pools them, else each for itself.
  [[nodiscard]] std::vector<std::vector<const Cohorts*>> facility_users(const std::vector<StageInYear>& stages) const {
    std::vector<std::vector<const Cohorts*>> users(school_.pools_facilities ? 1 : stages.size());
    for (std::size_t i = 0; i < stages.size(); ++i) users.at(school_.pools_facilities ? 0 : i).push_back(&stages[i].cohorts);
    return users;
  }

  /// `stages` and `facilities` are those of last year.
  void add_earlier(std::vector<SchoolValues>& years, std::vector<StageInYear> stages, std::vector<Facilities> facilities) const {
    for (std::size_t back = 1; back < request_.years; ++back) {
      std::vector<StageInYear> earlier;
      std::vector<Facilities> earlier_facilities;
      for (std::size_t i = 0; i < stages.size(); ++i) {
        Rng rng = stream({13, request_.number, i, back});
        StageInYear& stage = stages[i];
        // The cohorts of one year more: the graduates of this one follow from them.
        Cohorts cohorts = cohorts_before(stage, back + 1, rng);
        const StaffYear staff = staff_before(stage.staff, cohorts, course_.staff_pace, rng);
        earlier.push_back({std::move(cohorts), stage.intake, stage.class_aim, staff, habits_before(stage.habits)});
      }
      for (std::size_t i = 0; i < facilities.size(); ++i) {
        constexpr std::uint64_t kFacilities = 3;
        Rng rng = stream({13, request_.number, kFacilities + i, back});
        earlier_facilities.push_back(facilities_before(facilities[i], school_, year(back + 1), course_.facility_pace, rng));
      }
      years.push_back(values_of(stages, std::move(facilities), back));
      stages = std::move(earlier);
      facilities = std::move(earlier_facilities);
    }
  }

  [[nodiscard]] SchoolValues values_of(const std::vector<StageInYear>& stages, std::vector<Facilities> facilities, std::size_t back) const {
    SchoolValues values;
    for (const StageInYear& stage : stages) {
      StageValues& own =
          values.stages.emplace_back(stage_values(school_, stage.cohorts, stage.staff.staff, (*request_.money)[back], stage.habits));
      own.shared_platform_beds = static_cast<int>(own.beds * (course_.platform_share + course_.platform_gap * static_cast<double>(back)));
    }
    if (school_.pools_facilities) {
      values.pooled = std::move(facilities.front());
    } else {
      for (std::size_t i = 0; i < facilities.size(); ++i) values.stages[i].facilities = std::move(facilities[i]);
    }
    return values;
  }

  const SchoolRequest& request_;
  const CountyTraits& traits_;
  const SchoolPlan& school_;
  Rng draws_;
  Course course_;
};

}  // namespace

std::vector<SchoolValues> draw_school(const SchoolRequest& request) { return SchoolHistory(request).draw(); }

}  // namespace junheng::synth
