#pragma once

#include "junheng/synth/cohorts.h"

namespace junheng::synth {

/// Teachers of one stage of a school.
struct Staff {
  int staff = 0;
  int teachers = 0;
  int phd = 0;
  int master = 0;
  int bachelor = 0;
  int college = 0;
  int upper_secondary = 0;
  int below = 0;
  int above_required = 0;
  int backbone = 0;
  int pe_arts = 0;
  int mid_title = 0;
  int certified = 0;
  int trained_360h = 0;
  int rotation_eligible = 0;
  int rotated = 0;
  int backbone_rotated = 0;
};

/// Shares of a stage's teachers.
struct StaffShares {
  double above = 0;
  double phd = 0;
  double master = 0;
  /// Of those above the required degree in a primary school.
  double bachelor = 0;
  double mid_title = 0;
  double rotation_eligible = 0;
  double rotated = 0;
  double backbone_rotated = 0;
  double other_staff = 0;
  double uncertified = 0;
  double untrained = 0;
};

/// The teachers of a stage in one year, and the shares that they were drawn with.
struct StaffYear {
  Staff staff;
  StaffShares shares;
};

/// How far a school is brought up to the standard, and how well it is endowed beside others of its size.
struct SchoolStanding {
  /// Everything that fell short has been made good.
  bool is_brought_up = true;
  /// Bell-shaped; part of every resource's deviation, so that a school good in one is rather good in the others.
  double quality = 0;
};

[[nodiscard]] StaffYear draw_staff(const CountyTraits& traits, const SchoolPlan& school, const SchoolStanding& standing,
                                   const Cohorts& cohorts, Rng& rng);

/// The teachers a year before `later`: a few fewer, with lower degrees, and fewer of those who are counted among the resources.
/// `cohorts` are the pupils of that year; `pace` is how fast this school came forward: 1 for most, 0 for one that had everything already, 2
/// for one that lay far behind.
[[nodiscard]] StaffYear staff_before(const StaffYear& later, const Cohorts& cohorts, double pace, Rng& rng);

}  // namespace junheng::synth
