#pragma once

#include <string>
#include <vector>

#include "junheng/report/inequality_report.h"

namespace junheng::report {

/// What has a value each.
enum class Units : std::uint8_t { Schools, Areas };
[[nodiscard]] Units units_of(const monitor::SampleRequest& request);

/// Text "inequality.<key>", or what it says of areas: "inequality.of_areas.<key>", where there is such a text.
[[nodiscard]] std::string unit_text(Units units, std::string_view key, Lang lang, const Params& params = {});

/// "Primary"; of areas their level, "provinces".
[[nodiscard]] std::string sample_name(const monitor::SampleRequest& request, Lang lang);

/// "school", or the level of the areas.
[[nodiscard]] std::string_view unit_id(const monitor::SampleRequest& request);

/// An area that is a unit, with its value.
struct AreaUnit {
  std::string code;
  std::string name;
  double value = 0;
  double weight = 1;
  /// Where the measure comes from, as the data say; " ÷ " and where the denominator does, if from elsewhere.
  std::string evidence;
  /// Measure or denominator is worked out from something else that was published.
  bool is_inferred = false;
};

/// The highest value first, ties in the order of the dataset; empty where units are schools.
[[nodiscard]] std::vector<AreaUnit> area_units(const monitor::Inequality& result);

/// Name of a school or area without a value, else its code; and of the area that it lies in, empty at the top.
struct UnitPlace {
  std::string name;
  std::string code;
  std::string area;
  std::string area_code;
};
[[nodiscard]] UnitPlace unit_place(const monitor::SampleRequest& request, std::uint32_t unit);

}  // namespace junheng::report
