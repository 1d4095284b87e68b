#pragma once

#include <vector>

namespace junheng::testing {

/// The published example of five schools (standards.md 9.1, source EX5), the worked example of docs/methods: pupils, and books per pupil.
struct FiveSchools {
  std::vector<double> pupils = {45, 37, 89, 76, 55};
  std::vector<double> books_per_pupil = {279.0 / 45, 137.0 / 37, 935.0 / 89, 160.0 / 76, 402.0 / 55};
};

}  // namespace junheng::testing
