// The worked example of docs/methods/forecast.md; its numbers come from oracles/worked_example.py.
#include <gtest/gtest.h>

#include "junheng/forecast/projection.h"
#include "scene.h"
#include "support/methods_page.h"

namespace junheng::forecast {
namespace {

TEST(WorkedExample, OfTheMethod) {
  static constexpr double kPupils[2][3][3] = {{{100, 90, 80}, {110, 95, 88}, {120, 99, 91}}, {{40, 42, 38}, {44, 38, 41}, {36, 45, 37}}};
  const History history = testing::history_of(
      {2, 3, 1, 1, 3}, [](std::size_t school, std::size_t year, std::size_t grade) { return kPupils[school][year][grade - 1]; });
  const CountyModel model = fit_county(history, 0, 3, 0, overall_ratios(history, 3, {}), {});
  const CountyPath path = project(history, model, 2, {});
  const junheng::testing::MethodsPage page("forecast");
  page.expect_row("ratio", "county", {model.schools_ratio[1], model.schools_ratio[2]});
  page.expect_row("ratio", "A", {model.ratios[0][1], model.ratios[0][2]});
  page.expect_row("ratio", "B", {model.ratios[1][1], model.ratios[1][2]});
  page.expect_row("ratio", "flow", {model.flow_ratio[1], model.flow_ratio[2]});
  for (std::size_t s = 0; s < 2; ++s) {
    const std::string name(1, s == 0 ? 'A' : 'B');
    page.expect_row("level", name, {model.levels[s][1], model.levels[s][2], model.levels[s][3]});
    for (std::size_t ahead = 0; ahead < 2; ++ahead) {
      const GradeArray& row = path.at(s, ahead);
      page.expect_row("forecast", name + " " + std::to_string(2025 + ahead), {row[1], row[2], row[3]});
    }
  }
}

}  // namespace
}  // namespace junheng::forecast
