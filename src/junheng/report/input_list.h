#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/assess/item_rules.h"
#include "junheng/report/what_if_view.h"

namespace junheng::report {

/// What items are counted from in the data as recorded: the tables only, no units, campuses or changes.
[[nodiscard]] assess::ItemInput item_input(const assess::Assessment& assessment);

/// Rooms of a kind and least size.
struct RoomsInput {
  std::string_view kind;
  double least_m2 = 0;
};

/// How many rooms a school lists of a kind and least size; nullopt where it lists none of the kind.
[[nodiscard]] std::optional<double> rooms_listed(const assess::Assessment& assessment, const RoomsInput& rooms, SchoolIndex school);

/// The row of stage_facts in which the rooms that a school lists stand, as a list does not tell stages: that of the whole school, else the
/// first of its stages, compulsory ones before others; nullopt where it has no row.
[[nodiscard]] std::optional<Stage> stage_of_rooms(const assess::Assessment& assessment, SchoolIndex school);

/// What a what-if can change: a measure with the indicators and county items that are made of it, in the order of the standard. Made of
/// neither: what has another input as a part, or is a part of one.
struct Input {
  std::string id;
  std::vector<std::string_view> indicators;
  std::vector<std::string_view> items;
  /// Of classes by band of sizes.
  std::optional<std::size_t> band;
  /// Of rooms counted by size.
  std::optional<RoomsInput> rooms;
};

/// The inputs of a standard in a dataset: what its indicators are made of, then what those of its county items that follow from figures of
/// schools are made of beside. Measures of items alone stand here where the data have them; of rooms and classes also where they are
/// listed one by one. Last, where the data have them, what a fill keeps in step with these: their parts and wholes (model::kMeasureParts).
class InputList {
 public:
  explicit InputList(const assess::Assessment& assessment);

  [[nodiscard]] const std::vector<Input>& inputs() const { return inputs_; }
  /// What is recorded in a row of stage_facts: of rooms what the school lists of the kind, else its measure; of a band what the school's
  /// list of classes or its bands tell, whichever tells more classes. nullopt where nothing is.
  [[nodiscard]] std::optional<double> recorded(const Input& input, std::uint32_t row) const;

 private:
  void add_indicators();
  void add_items();
  void add_clause(const standards::Item& item, const standards::ItemClause& clause);
  void add_ratio(const standards::Indicator& indicator, const standards::Ratio& ratio);
  void add_measure(const standards::Indicator& indicator, const std::string& id);
  void add_item_measure(const standards::Item& item, const std::string& id);
  void add_rooms(const standards::Item& item, std::string_view kind, double least_m2);
  void add_bands(const standards::Item& item);
  void add_parts_and_wholes();
  Input& input_of(const std::string& id);

  const assess::Assessment& assessment_;
  const model::Dataset& dataset_;
  assess::ItemInput item_input_;
  assess::ClassCounter classes_;
  std::vector<Input> inputs_;
};

/// How many classes schools have where changes of their bands of class sizes tell more or fewer: everywhere the assessment takes them from
/// (assess::recorded_classes), so many more as in the bands of its stages. Left as they are: a stage whose number of classes is changed
/// itself, a whole school whose is, and a school of which no size of a class is recorded. By school and stage.
[[nodiscard]] std::vector<DerivedChange> classes_of_bands(const assess::Assessment& assessment,
                                                          std::span<const assess::ValueChange> changes);

}  // namespace junheng::report
