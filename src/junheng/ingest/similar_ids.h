#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/model/column.h"

namespace junheng::ingest {

/// The ids that exist and are one slip away from what was typed: a character changed, left out (a lost leading zero), added, or two
/// neighbours swapped. Tries the few hundred candidates instead of comparing with hundreds of thousands of ids.
[[nodiscard]] std::vector<std::string> ids_one_slip_away(std::string_view typed, const std::function<bool(std::string_view)>& exists);

/// Offers ids for unknown ones: those one slip away, else those two slips away, for which every id has to be compared; after
/// kMostComparisons of these it offers the former only, so that a file with nothing but unknown ids is still read in seconds.
class IdAdviser {
 public:
  explicit IdAdviser(const model::TextColumn& ids) : ids_(ids) {}
  [[nodiscard]] std::vector<std::string> similar(std::string_view typed, const std::function<bool(std::string_view)>& exists);

 private:
  static constexpr std::size_t kMostComparisons = 200'000;
  const model::TextColumn& ids_;
  std::size_t comparisons_ = 0;
};

}  // namespace junheng::ingest
