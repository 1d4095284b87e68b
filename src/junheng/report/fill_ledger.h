#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/report/changed_values.h"
#include "junheng/report/gap_fill.h"
#include "junheng/report/input_list.h"

namespace junheng::report {

/// The changes that somebody asked with and those that a fill adds to them.
class FillLedger {
 public:
  /// `recorded`: the assessment of the data, for its dataset, year and standard. Both outlive it.
  FillLedger(const assess::Assessment& recorded, std::span<const assess::ValueChange> asked);

  struct Added {
    /// Before the fill: as asked with, else as recorded.
    std::optional<double> before;
    double value = 0;
    /// Ids of the indicators and items that it is for, in the order in which they came.
    std::vector<std::string_view> ids;
  };

  /// Before the fill: as asked with, else as recorded. Of classes by band and of rooms what a list tells where the data have one.
  [[nodiscard]] std::optional<double> before(const FactCell& cell) const;
  /// With what is added so far.
  [[nodiscard]] std::optional<double> now(const FactCell& cell) const;

  /// Raises a cell; one that holds as much stays, and so does one that would have to be above 1e15.
  void raise(const CellFill& fill, std::string_view id);
  /// Puts a value into a cell, whatever it holds.
  void set(const CellFill& fill, std::string_view id);
  /// Makes the rows agree in themselves again where the fill has changed them: a whole is not below its parts; parts that were complete
  /// stay so (certificates and training of teachers, pupils of the catchment); degrees that added up to the teachers still do, the
  /// difference going to the lowest degree that counts as above the required one; parts of fewer pupils are not above them; and the row of
  /// the whole school moves with those of its stages.
  void settle();

  /// All changes, those asked with first, each cell once.
  [[nodiscard]] std::vector<assess::ValueChange> changes() const;
  /// What differs from what was there before, by school.
  [[nodiscard]] const std::map<FactCell, Added>& added() const { return added_; }

 private:
  struct Row {
    SchoolIndex school;
    Stage stage = Stage::All;
    friend auto operator<=>(const Row&, const Row&) = default;
  };
  [[nodiscard]] FactCell cell(const Row& row, std::string_view measure) const { return {row.school, row.stage, std::string(measure)}; }
  [[nodiscard]] const Added* find(const FactCell& cell) const;
  [[nodiscard]] std::vector<Row> rows() const;
  bool settle_row(const Row& row);
  bool raise_wholes(const Row& row);
  bool keep_parts(const Row& row);
  bool keep_degrees(const Row& row);
  bool move_whole_rows();
  bool raise_by(const FactCell& cell, double to, const FactCell& because);

  const assess::Assessment* recorded_;
  std::span<const assess::ValueChange> asked_;
  ChangedValues asked_values_;
  InputList inputs_;
  std::map<FactCell, Added> added_;
};

}  // namespace junheng::report
