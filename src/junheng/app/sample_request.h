#pragma once

#include <optional>
#include <string>

#include "junheng/core/error.h"
#include "junheng/model/dataset.h"
#include "junheng/monitor/school_sample.h"
#include "junheng/standards/pack.h"

namespace junheng::app {

/// The schools that a command looks at: those of a year (none asked for: the dataset's) in an area, by code or name (empty: all). Points
/// into dataset and pack.
/// Errors: those of choose_year() and find_area_code(); NoDataForYear (with the years there are); UnknownArea.
[[nodiscard]] Result<monitor::SampleRequest> sample_request(const model::Dataset& dataset, const standards::Pack& pack,
                                                            std::optional<int> wanted_year, const std::string& wanted_area);

}  // namespace junheng::app
