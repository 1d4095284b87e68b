#pragma once

#include "junheng/core/stage.h"
#include "junheng/synth/staff.h"

namespace junheng::synth {

/// What a school of a size typically has per pupil of a resource.
///
/// The value is benchmark x level x (pupils / 700)^-slope x exp(spread x deviation): big schools stand near the benchmark, small ones
/// well above it, because a teacher or a sports ground cannot be divided. Benchmarks are the school standards of 2017 where there is
/// one (so that generated schools crowd around it, as schools built to a standard do); they judge nothing here.
struct Typical {
  double benchmark;
  double level;
  double slope;
  double spread;
};

[[nodiscard]] const Typical& typical(Stage stage, Resource resource);

/// Per-pupil value of a school whose benchmark is `benchmark` (through-schools that pool their facilities have another than a stage).
/// One that falls short is lifted to the benchmark in a school that has been brought up, and now and then in another.
[[nodiscard]] double draw_endowment(const CountyTraits& traits, const SchoolStanding& standing, const Typical& typical, Resource resource,
                                    double pupils, double benchmark, Rng& rng);

}  // namespace junheng::synth
