#include "junheng/assess/class_bands.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "junheng/assess/unit_values.h"
#include "junheng/model/band_counts.h"

namespace junheng::assess {

namespace {

using model::kClassBandCount;

std::array<std::string, kClassBandCount> band_measures() {
  std::array<std::string, kClassBandCount> out;
  for (std::size_t band = 0; band < kClassBandCount; ++band) {
    const model::ClassBandBounds& bounds = model::kClassBandBounds[band];
    const bool is_open = bounds.most == model::ClassBandBounds::kOpenEnd;
    out[band] = is_open ? fmt::format("classes_{}_up", bounds.least) : fmt::format("classes_{}_to_{}", bounds.least, bounds.most);
  }
  return out;
}

const std::array<std::string, kClassBandCount>& measures() {
  static const std::array<std::string, kClassBandCount> kMeasures = band_measures();
  return kMeasures;
}

}  // namespace

std::string class_band_measure(std::size_t band) { return measures()[band]; }

std::optional<std::size_t> class_band_of(std::string_view measure) {
  if (!measure.starts_with("classes_")) return std::nullopt;
  const auto found = std::ranges::find(measures(), measure);
  if (found == measures().end()) return std::nullopt;
  return static_cast<std::size_t>(found - measures().begin());
}

std::vector<ClassesCell> recorded_classes(const model::Dataset& dataset, SchoolYear year, SchoolIndex school, Stage stage) {
  const auto in_row = [&](Stage of) {
    const model::NumberColumn* column = dataset.stage_facts.column("classes");
    const std::uint32_t row = dataset.stage_facts.find(year, school, static_cast<std::uint8_t>(of));
    return column == nullptr || row == model::kNoRow ? std::nullopt : column->get(row);
  };
  std::vector<ClassesCell> out;
  const model::NumberColumn* by_grade = dataset.grade_facts.column("classes");
  std::optional<double> own = in_row(stage);
  if (!own && by_grade != nullptr) own = sum_of_grades(dataset.grade_facts, *by_grade, {year, school, stage}).get();
  if (own) out.push_back({stage, *own});
  if (const auto whole = in_row(Stage::All)) out.push_back({Stage::All, *whole});
  return out;
}

}  // namespace junheng::assess
