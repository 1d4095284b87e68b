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
  /// By school. What is typed of rooms and of classes by band holds before the lists and the bands of the dataset.
  std::span<const ValueChange> changes;
};

class ClassCounter;
struct BoundItem;
struct ClauseDraft;

/// Judges county items. What does not depend on the county (limits in force, columns, tolerances) is looked up once.
class ItemJudge {
 public:
  explicit ItemJudge(const ItemInput& input);
  ~ItemJudge();

  /// Makes room for the items of so many areas in `tables`, which then stay where they are.
  void reserve(std::size_t areas, ResultTables& tables) const;

  /// Adds the items of a county whose stages are judged to `tables`, which have room for them: in the order of the standard, each computed
  /// from the data, reported in area_facts, or missing. Its schools are the group `group` of the units.
  ///
  /// A clause that the data suffice for is computed; else what area_facts reports under the item's id is taken: the ratio itself for an
  /// item that is one ratio, else 1 or 0.
  void judge(AreaResult& area, std::size_t group, ResultTables& tables) const;

 private:
  ItemInput input_;
  std::vector<BoundItem> items_;
  std::size_t clause_count_ = 0;
  /// Null where no clause counts classes.
  std::unique_ptr<ClassCounter> classes_;
  /// Every clause in turn is worked out in it.
  std::unique_ptr<ClauseDraft> draft_;
};

}  // namespace junheng::assess
