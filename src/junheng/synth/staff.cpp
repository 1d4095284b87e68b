#include "junheng/synth/staff.h"

#include <algorithm>
#include <cmath>

#include "junheng/synth/endowment.h"

namespace junheng::synth {

namespace {

StaffShares draw_shares(const CountyTraits& traits, const SchoolPlan& school, Stage stage, Rng& rng) {
  const bool in_seat = school.location == Location::Seat;
  const double lag = 1 - traits.maturity;
  StaffShares shares;
  if (stage == Stage::Senior) {
    shares.above = rng.between(0.06, 0.16);
    shares.phd = 0.002;
  } else {
    const double centre = stage == Stage::Primary ? (in_seat ? 0.985 : 0.955) : (in_seat ? 0.93 : 0.87);
    shares.above = std::clamp(centre - 0.03 * lag + 0.015 * rng.bell(), 0.7, 1.0);
  }
  shares.master = in_seat ? rng.between(0.02, 0.07) : rng.between(0.0, 0.015);
  shares.bachelor = in_seat ? rng.between(0.70, 0.88) : rng.between(0.45, 0.72);
  shares.mid_title = std::clamp((in_seat ? 0.52 : 0.46) + 0.11 * rng.bell(), 0.15, 0.8);
  shares.rotation_eligible = rng.between(0.35, 0.55);
  // The county arranges rotation as a whole: nearly all reach a tenth of those eligible, of them a fifth backbone teachers.
  shares.rotated = 0.16 - 0.045 * lag + 0.015 * rng.bell();
  shares.backbone_rotated = 0.32 - 0.08 * lag;
  shares.other_staff = school.pupils[2] > 0 ? rng.between(0.08, 0.13) : rng.between(0.04, 0.08);
  shares.uncertified = std::max(0.0, 0.01 * (lag - 0.75));
  shares.untrained = std::max(0.0, 0.02 * (lag - 0.6));
  return shares;
}

int share_of(int whole, double share) { return std::clamp(static_cast<int>(std::lround(whole * share)), 0, whole); }

int drawn_share(int whole, double share, Rng& rng) {
  return static_cast<int>(std::clamp<std::int64_t>(rng.rounded(whole * std::max(0.0, share)), 0, whole));
}

/// The degree columns; they add up to the teachers, and those above the stage's requirement to above_required.
void divide_by_degree(Staff& staff, Stage stage, const StaffShares& shares) {
  staff.phd = std::min(share_of(staff.teachers, shares.phd), staff.above_required);
  switch (stage) {
    case Stage::Primary:  // required: upper secondary
      staff.master = std::min(share_of(staff.teachers, shares.master), staff.above_required - staff.phd);
      staff.bachelor = share_of(staff.above_required - staff.phd - staff.master, shares.bachelor);
      staff.college = staff.above_required - staff.phd - staff.master - staff.bachelor;
      staff.upper_secondary = staff.teachers - staff.above_required;
      break;
    case Stage::Junior:  // required: college
      staff.master = std::min(share_of(staff.teachers, 1.5 * shares.master), staff.above_required - staff.phd);
      staff.bachelor = staff.above_required - staff.phd - staff.master;
      staff.college = staff.teachers - staff.above_required;
      break;
    default:  // required: bachelor
      staff.master = staff.above_required - staff.phd;
      staff.bachelor = staff.teachers - staff.above_required;
      break;
  }
}

Staff staff_of(int teachers, Stage stage, const StaffShares& shares) {
  Staff staff;
  staff.teachers = teachers;
  staff.above_required = share_of(teachers, shares.above);
  divide_by_degree(staff, stage, shares);
  staff.mid_title = share_of(teachers, shares.mid_title);
  staff.staff = teachers + share_of(teachers, shares.other_staff);
  staff.rotation_eligible = share_of(teachers, shares.rotation_eligible);
  return staff;
}

void add_drawn_parts(Staff& staff, const StaffShares& shares, Rng& rng) {
  staff.certified = staff.teachers - drawn_share(staff.teachers, shares.uncertified, rng);
  staff.trained_360h = staff.teachers - drawn_share(staff.teachers, shares.untrained, rng);
  staff.rotated = drawn_share(staff.rotation_eligible, shares.rotated, rng);
  staff.backbone_rotated = std::min(drawn_share(staff.rotated, shares.backbone_rotated, rng), staff.backbone);
}

/// Whole teachers for a value per hundred pupils. A school that is brought up gets the next whole teacher; a school too small for
/// one may have none.
int heads(double per_hundred, int pupils, const SchoolStanding& standing, Rng& rng) {
  constexpr int kTooSmall = 50;
  const double exact = per_hundred * pupils / 100;
  if (standing.is_brought_up && pupils >= kTooSmall) return static_cast<int>(std::ceil(exact - 1e-9));
  return static_cast<int>(rng.rounded(exact));
}

/// Teachers that a time-table needs whatever the number of pupils, and that full classes need.
int fewest_teachers(const Cohorts& cohorts) {
  const bool is_primary = cohorts.stage == Stage::Primary;
  const double per_class = is_primary ? 1.15 : 2.0;
  const double pupils_per_teacher = is_primary ? 28 : 20;
  const double needed = std::max(per_class * cohorts.classes(), cohorts.pupils() / pupils_per_teacher);
  return std::max(2, static_cast<int>(std::ceil(needed)));
}

}  // namespace

StaffYear draw_staff(const CountyTraits& traits, const SchoolPlan& school, const SchoolStanding& standing, const Cohorts& cohorts,
                     Rng& rng) {
  const Stage stage = cohorts.stage;
  const int pupils = cohorts.pupils();
  const StaffShares shares = draw_shares(traits, school, stage, rng);
  const auto drawn = [&](Resource resource) {
    const Typical& usual = typical(stage, resource);
    return heads(draw_endowment(traits, standing, usual, resource, pupils, usual.benchmark, rng), pupils, standing, rng);
  };
  int teachers = 0;
  if (school.kind == Kind::Special) {
    teachers = std::max(2, static_cast<int>(std::lround(pupils / 3.6)));
  } else if (stage == Stage::Senior) {
    teachers = static_cast<int>(std::lround(pupils / rng.between(12.5, 14.5)));
  } else {
    // From the teachers above the requirement, who are what a school is measured by, to all of them.
    teachers = std::max(static_cast<int>(std::ceil(drawn(Resource::AboveRequired) / shares.above)), fewest_teachers(cohorts));
  }
  StaffYear year{staff_of(teachers, stage, shares), shares};
  year.staff.backbone = std::min(drawn(Resource::Backbone), teachers);
  year.staff.pe_arts = std::min(drawn(Resource::PeArts), teachers);
  add_drawn_parts(year.staff, shares, rng);
  return year;
}

StaffYear staff_before(const StaffYear& later, const Cohorts& cohorts, double pace, Rng& rng) {
  constexpr double kYearlyGain = 0.06;
  constexpr int kMostPupilsPerTeacher = 40;
  const Stage stage = cohorts.stage;
  StaffShares shares = later.shares;
  if (stage != Stage::Senior) shares.above = std::max(0.6, shares.above - 0.012 * pace);
  shares.bachelor = std::max(0.3, shares.bachelor - 0.03);
  shares.rotated *= 0.96;
  const int loss = static_cast<int>(rng.rounded(0.02 * later.staff.teachers * rng.between(-0.5, 1.5)));
  const int fewest = std::max(2, (cohorts.pupils() + kMostPupilsPerTeacher - 1) / kMostPupilsPerTeacher);
  StaffYear year{staff_of(std::max(fewest, later.staff.teachers - loss), stage, shares), shares};
  const auto fewer = [&](int now) { return std::min(now - drawn_share(now, kYearlyGain * pace, rng), year.staff.teachers); };
  year.staff.backbone = fewer(later.staff.backbone);
  year.staff.pe_arts = fewer(later.staff.pe_arts);
  add_drawn_parts(year.staff, shares, rng);
  return year;
}

}  // namespace junheng::synth
