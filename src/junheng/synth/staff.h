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

struct StaffOfTwoYears {
  Staff now;
  Staff before;
};

/// How far a school is brought up to the standard, and how well it is endowed beside others of its size.
struct SchoolStanding {
  /// Everything that fell short has been made good.
  bool is_brought_up = true;
  /// Bell-shaped; part of every resource's deviation, so that a school good in one is rather good in the others.
  double quality = 0;
};

[[nodiscard]] StaffOfTwoYears draw_staff(const CountyTraits& traits, const SchoolPlan& school, const SchoolStanding& standing,
                                         const CohortsOfTwoYears& cohorts, Rng& rng);

}  // namespace junheng::synth
