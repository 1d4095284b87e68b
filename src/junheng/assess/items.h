#pragma once

#include <memory>
#include <span>
#include <vector>

#include "junheng/assess/area_figures.h"
#include "junheng/assess/assessment.h"

namespace junheng::assess {

/// What county items are judged on. Everything outlives the ItemJudge.
struct ItemInput {
  const model::Dataset* dataset = nullptr;
  const standards::Standard* standard = nullptr;
  SchoolYear year;
  const Units* units = nullptr;
  const Campuses* campuses = nullptr;
  const AreaFigures* figures = nullptr;
  /// By Assessment::slot.
  std::span<const StageRules> rules;
  std::span<const SchoolColumns> schools;
};

struct BoundItem;

/// Judges county items. What does not depend on the county (limits in force, columns, tolerances) is looked up once.
class ItemJudge {
 public:
  explicit ItemJudge(const ItemInput& input);
  ~ItemJudge();

  /// Fills in the items of counties whose stages are judged: in the order of the standard, each computed from the data, reported in
  /// area_facts, or missing. The schools of areas[g] are group g of the units.
  ///
  /// A clause that the data suffice for is computed; else what area_facts reports under the item's id is taken: the ratio itself for an
  /// item that is one ratio, else 1 or 0.
  void judge(std::span<AreaResult> areas) const;

 private:
  /// One item of the counties [first, end).
  void judge_item(std::size_t i, std::span<AreaResult> areas, std::size_t first, std::size_t end) const;

  ItemInput input_;
  std::vector<BoundItem> items_;
};

}  // namespace junheng::assess
