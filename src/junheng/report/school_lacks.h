#pragma once

#include <span>

#include "junheng/assess/assess.h"
#include "junheng/formats/json_writer.h"
#include "junheng/report/area_view.h"

namespace junheng::report {

struct SchoolLacksInput {
  /// The area under the changes.
  AreaViewInput view;
  const assess::Campuses* campuses = nullptr;
  /// A campus stands for the school that it is assessed with.
  SchoolIndex school;
  /// What the view was assessed with.
  std::span<const assess::ValueChange> changes;
};

/// The member `lacks`: per stage of the school the judged indicators that it does not meet, each with what is missing in real units and the
/// one value that would just reach the standard, all else as it is (gap_fill.h); null where there is none. Without what tells hidden
/// pupils. And `mending`: per stage with gaps how its verdict comes about and the least to do for it (mending.h, least_steps), each step
/// with its value; null where nothing is needed or a step has no such value.
void write_school_lacks(formats::JsonWriter& json, const SchoolLacksInput& input);

}  // namespace junheng::report
