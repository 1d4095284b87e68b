#pragma once

#include <vector>

#include "junheng/core/stage.h"
#include "junheng/synth/county_values.h"

namespace junheng::synth {

/// One row of age_facts.
struct PupilsOfAge {
  Stage stage = Stage::Primary;
  int age = 6;
  int pupils = 0;
};

/// The county's pupils by stage and age on 31 August: a grade's pupils are of the age that belongs to it, or one or two years older. They
/// add up to the stage's pupils. A county without senior schools says so with a row of no pupils.
[[nodiscard]] std::vector<PupilsOfAge> pupils_by_age(const CountyYear& year);

/// Residents of one age in the calendar year in which the school year begins. Age 0: its births.
struct PersonsOfAge {
  int age = 0;
  int boys = 0;
  int girls = 0;
};

inline constexpr int kHighestPersonAge = 17;

/// Ages 0 to kHighestPersonAge. Of those of compulsory age nearly all are at school; the younger ones are those who will be six in a
/// later year, where the county has that year, else as many fewer as births fall.
[[nodiscard]] std::vector<PersonsOfAge> persons_by_age(const County& county, const CountyYear& year);

}  // namespace junheng::synth
