#include "junheng/report/absent_areas.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "junheng/core/catalogue.h"

namespace junheng::report {

namespace {

constexpr std::size_t kNamed = 20;

std::string sentence(const ReportInput& input, std::string_view key, const std::vector<AreaIndex>& areas) {
  const model::Areas& known = input.dataset->areas;
  std::string names;
  for (std::size_t i = 0; i < std::min(kNamed, areas.size()); ++i) {
    const std::string_view name = known.names.at(areas[i].value);
    const std::string_view code = known.codes.at(areas[i].value);
    names +=
        std::string(i == 0 ? std::string_view() : text("absent.and", input.lang)) +
        (name.empty() ? std::string(code) : text("absent.area", input.lang, {{"name", std::string(name)}, {"code", std::string(code)}}));
  }
  if (areas.size() > kNamed) names += text("absent.more", input.lang, {{"count", std::to_string(areas.size() - kNamed)}});
  return text(key, input.lang,
              {{"count", std::to_string(areas.size())}, {"names", names}, {"year", std::to_string(input.assessment->year.first)}});
}

/// The assessed areas that no school with a row of the year stands in.
std::vector<AreaIndex> areas_without_rows(const assess::Assessment& assessment) {
  const model::Dataset& data = *assessment.dataset;
  std::vector<bool> has_row(data.areas.size(), false);
  for (std::size_t school = 0; school < data.schools.size(); ++school) {
    const auto area = data.areas.at_level(data.schools.areas[school], assessment.level);
    if (!area || has_row[area->value]) continue;
    has_row[area->value] = std::ranges::any_of(std::array{Stage::Primary, Stage::Junior, Stage::All}, [&](Stage stage) {
      return data.stage_facts.find(assessment.year, SchoolIndex(school), static_cast<std::uint8_t>(stage)) != model::kNoRow;
    });
  }
  std::vector<AreaIndex> out;
  for (const assess::AreaResult& area : assessment.areas)
    if (!has_row[area.area.value]) out.push_back(area.area);
  return out;
}

}  // namespace

std::vector<std::string> absent_areas(const ReportInput& input) {
  std::vector<std::string> out;
  const assess::Assessment& assessment = *input.assessment;
  if (!assessment.areas_without_schools.empty()) out.push_back(sentence(input, "absent.schools", assessment.areas_without_schools));
  const std::vector<AreaIndex> silent = areas_without_rows(assessment);
  if (!silent.empty()) out.push_back(sentence(input, "absent.rows", silent));
  return out;
}

}  // namespace junheng::report
