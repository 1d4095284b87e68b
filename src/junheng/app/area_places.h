#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/model/dataset.h"
#include "junheng/report/run_view.h"
#include "junheng/store/snapshot_lists.h"

namespace junheng::app {

/// Stands for the whole of a dataset of which no area holds all.
inline constexpr std::string_view kWholeCode = "-";

/// Puts an area "-" over the topmost areas where there are several, so that the whole can be assessed; its name is the dataset's title.
/// The look-up tables are built anew. Call on a dataset that is not saved.
void add_whole_area(model::Dataset& dataset, unsigned threads);

/// Where the areas of a dataset lie.
class AreaPlaces {
 public:
  explicit AreaPlaces(const model::Dataset& dataset);

  [[nodiscard]] report::AreaNode node(AreaIndex area) const;
  /// The areas above, highest first.
  [[nodiscard]] std::vector<report::AreaNode> path(AreaIndex area) const;
  /// By code.
  [[nodiscard]] const std::vector<AreaIndex>& children(AreaIndex area) const { return children_[area.value]; }
  /// Codes of the area and of those above, lowest first.
  [[nodiscard]] std::vector<AreaIndex> chain(AreaIndex area) const;
  /// Names of the areas above, lowest first.
  [[nodiscard]] std::string names_above(AreaIndex area) const;

 private:
  const model::Dataset& dataset_;
  std::vector<std::vector<AreaIndex>> children_;
};

/// The same of an area of a snapshot.
[[nodiscard]] report::AreaNode node_of(const store::AreaRow& row, bool has_children);

}  // namespace junheng::app
