#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "junheng/model/dataset.h"

namespace junheng::forecast {

/// A grade of a school that has a row without pupils, at itself or at a campus.
struct UntoldCell {
  std::string school;
  int year = 0;
  std::size_t grade = 0;
};

struct Campuses {
  /// By id of the campus, the id of the school that it is counted with.
  std::map<std::string, std::string, std::less<>> roots;
  /// Of schools with campuses.
  std::vector<UntoldCell> untold;
};

/// The campuses of several datasets: of an id that they tell differently the last dataset counts.
[[nodiscard]] Campuses find_campuses(std::span<const model::Dataset* const> datasets);

}  // namespace junheng::forecast
