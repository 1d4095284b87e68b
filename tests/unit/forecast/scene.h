#pragma once

#include <functional>
#include <string>
#include <vector>

#include "junheng/forecast/history.h"
#include "junheng/forecast/needs.h"

namespace junheng::forecast::testing {

/// A history written down school by school: `pupils(school, year, grade)` for grades `first` ... `last`; school 0 has the lowest id.
struct Scene {
  std::size_t schools = 4;
  std::size_t years = 6;
  std::size_t counties = 1;
  std::size_t first = 1;
  std::size_t last = 6;
};

inline History history_of(const Scene& scene, const std::function<double(std::size_t, std::size_t, std::size_t)>& pupils) {
  History history;
  history.first_year = 2019;
  history.years = scene.years;
  history.first_birth_year = 2000;
  history.birth_years = 40;
  for (std::size_t county = 0; county < scene.counties; ++county) {
    history.county_begin.push_back(static_cast<std::uint32_t>(history.schools.size()));
    const std::string code = "33010" + std::to_string(county + 1);
    history.counties.push_back({code, "County " + code});
    history.townships.push_back({code, "County " + code});
    for (std::size_t s = 0; s < scene.schools; ++s) {
      history.schools.push_back({code + "-" + std::to_string(s), "School " + std::to_string(s), static_cast<std::uint32_t>(county),
                                 static_cast<std::uint32_t>(county), 211});
      for (std::size_t year = 0; year < scene.years; ++year) {
        GradeArray row = filled(kNone);
        for (std::size_t g = scene.first; g <= scene.last; ++g) row[g] = pupils(s, year, g);
        history.pupils.push_back(row);
      }
    }
  }
  history.county_begin.push_back(static_cast<std::uint32_t>(history.schools.size()));
  history.classes.assign(history.schools.size(), filled(kNone));
  history.published.assign(scene.counties * scene.years, kNone);
  history.births.assign(scene.counties * history.birth_years, kNone);
  return history;
}

/// Those of the standard of 2017, with the marks of planning.
inline NeedLimits limits() {
  NeedLimits out;
  for (std::size_t g = 1; g <= 6; ++g) out.class_size[g] = 45;
  for (std::size_t g = 7; g <= 9; ++g) out.class_size[g] = 50;
  out.school_size = 2000;
  out.through_school_size = 2500;
  out.small = 100;
  out.smallest = 50;
  return out;
}

}  // namespace junheng::forecast::testing
