#pragma once

#include <optional>
#include <string>

#include "junheng/core/error.h"
#include "junheng/model/dataset.h"
#include "junheng/monitor/unit_sample.h"
#include "junheng/standards/pack.h"

namespace junheng::app {

/// Whose years a command may look at.
enum class SampleUnits { Schools, Areas };

struct SampleChoice {
  SampleUnits units = SampleUnits::Schools;
  /// nullopt: the dataset's.
  std::optional<int> year;
  /// Code or name; empty: all.
  std::string area;
};

/// The schools or areas that a command looks at: those of a year in an area. Points into dataset and pack.
/// Errors: those of choose_year() and find_area_code(); NoDataForYear (with the years there are); UnknownArea.
[[nodiscard]] Result<monitor::SampleRequest> sample_request(const model::Dataset& dataset, const standards::Pack& pack,
                                                            const SampleChoice& choice);

}  // namespace junheng::app
