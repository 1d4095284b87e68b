#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "junheng/core/catalogue.h"
#include "junheng/model/column.h"

namespace junheng::ingest {

/// The ids that exist and are one slip away from what was typed: a character changed, left out (a lost leading zero), added, or two
/// neighbours swapped. Tries the few hundred candidates instead of comparing with hundreds of thousands of ids.
[[nodiscard]] std::vector<std::string> ids_one_slip_away(std::string_view typed, const std::function<bool(std::string_view)>& exists);

/// Offers ids for unknown ones: those one slip away, else those two slips away, for which every id has to be compared; after
/// kMostComparisons of these it offers the former only.
class IdAdviser {
 public:
  explicit IdAdviser(const model::TextColumn& ids) : ids_(ids) {}
  [[nodiscard]] std::vector<std::string> similar(std::string_view typed, const std::function<bool(std::string_view)>& exists);

 private:
  static constexpr std::size_t kMostComparisons = 2'000'000;
  const model::TextColumn& ids_;
  std::size_t comparisons_ = 0;
};

/// The parameters {likely_zh} and {likely_en} for unknown ids. A search is made once for each of the first kMost of them; later ones are
/// offered nothing, so that a file with nothing but unknown ids is still read in seconds.
class Advice {
 public:
  using Search = std::function<std::vector<std::string>(std::string_view)>;
  static constexpr std::size_t kMost = 500;

  explicit Advice(Search search);
  /// Never null. Findings about the same id share it.
  [[nodiscard]] std::shared_ptr<const Params> for_id(std::string_view id);

 private:
  Search search_;
  std::unordered_map<std::string, std::shared_ptr<const Params>> found_;
  std::shared_ptr<const Params> none_;
};

}  // namespace junheng::ingest
