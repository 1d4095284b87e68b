#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "junheng/assess/unit_values.h"

namespace junheng::assess {

/// Where units (or whole schools) have their values: a row of the dataset, or a school of SchoolValues that has to be worked out.
class UnitPlaces {
 public:
  /// Units of groups [first, end) or of what has to be worked out of them.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  void reserve(std::size_t units, std::size_t groups) {
    rows_->rows.reserve(units);
    groups_.reserve(groups + 1);
  }
  /// What is pushed from here on belongs to the next group.
  void begin_group() { groups_.push_back({rows_->rows.size(), schools_.size()}); }
  /// After the last group.
  void finish();
  void push_row(std::uint32_t row) { rows_->rows.push_back(row); }
  void push_school(std::size_t school) {
    rows_->rows.push_back(UnitColumn::kWorkedOut | static_cast<std::uint32_t>(schools_.size()));
    schools_.push_back(school);
  }

  [[nodiscard]] std::size_t size() const { return rows_->rows.size(); }
  /// Of the units that have to be worked out, in the order of the units.
  [[nodiscard]] const std::vector<std::size_t>& schools() const { return schools_; }
  [[nodiscard]] const std::shared_ptr<UnitRows>& rows() const { return rows_; }
  [[nodiscard]] std::uint32_t row(std::size_t unit) const { return rows_->rows[unit]; }
  /// Positions in rows() and in schools() of the groups [first, end).
  [[nodiscard]] Range units_of(std::size_t first, std::size_t end) const { return {groups_[first].unit, groups_[end].unit}; }
  [[nodiscard]] Range worked_out_of(std::size_t first, std::size_t end) const { return {groups_[first].school, groups_[end].school}; }
  /// The rows of the dataset between the first and the last that units of the groups [first, end) have.
  [[nodiscard]] Range rows_of(std::size_t first, std::size_t end) const;
  /// Whether every unit that has its values in a row has a number there.
  [[nodiscard]] bool are_given(const model::NumberColumn& column) const;

 private:
  struct Start {
    std::size_t unit = 0;
    std::size_t school = 0;
  };
  std::shared_ptr<UnitRows> rows_ = std::make_shared<UnitRows>();
  std::vector<std::size_t> schools_;
  std::vector<Start> groups_;
};

/// Works out one measure of the units of a stage or of whole schools, group by group. All that it is made of outlives it.
class MeasureFill {
 public:
  /// `has_other_sources`: a number that is missing in the row of a unit may stand elsewhere.
  MeasureFill(const UnitPlaces& places, const model::NumberColumn* given, bool has_other_sources);

  [[nodiscard]] const UnitColumn& column() const { return column_; }

 protected:
  /// Sets the numbers of the groups [first, end): `of_school(school)` is that of a school that has to be worked out, `of_row(row)` that of
  /// any other unit.
  template <typename OfSchool, typename OfRow, typename Prefetch>
  void fill_groups(std::size_t first, std::size_t end, OfSchool of_school, OfRow of_row, Prefetch prefetch) {
    if (is_own_) {
      const UnitPlaces::Range range = places_->worked_out_of(first, end);
      const std::vector<std::size_t>& schools = places_->schools();
      for (std::size_t i = range.begin; i < range.end; ++i) {
        if (i + kAhead < schools.size()) prefetch(schools[i + kAhead]);
        numbers_->set(i, of_school(schools[i]));
      }
      return;
    }
    const UnitPlaces::Range range = places_->units_of(first, end);
    for (std::size_t unit = range.begin; unit < range.end; ++unit) {
      const std::uint32_t row = places_->row(unit);
      const bool is_worked_out = (row & UnitColumn::kWorkedOut) != 0;
      numbers_->set(unit, is_worked_out ? of_school(places_->schools()[row & ~UnitColumn::kWorkedOut]) : of_row(row));
    }
  }

 private:
  /// How many schools ahead a loop begins to load values, which stand scattered over a column.
  static constexpr std::size_t kAhead = 16;

  const UnitPlaces* places_;
  /// The units read the dataset's column; only what has to be worked out is filled in.
  bool is_own_;
  std::shared_ptr<model::NumberColumn> numbers_;
  UnitColumn column_;
};

/// A measure of the units of a stage.
class StageMeasureFill : public MeasureFill {
 public:
  StageMeasureFill(const UnitInput& input, SchoolValues& values, const UnitPlaces& places, const MeasurePlan& plan, Stage stage);
  void fill(std::size_t first, std::size_t end);

 private:
  [[nodiscard]] model::Quantity of_school(std::size_t school);
  [[nodiscard]] model::Quantity of_row(std::uint32_t row);

  const UnitInput* input_;
  SchoolValues* values_;
  const MeasurePlan* plan_;
  const std::vector<MeasurePlan::Term>* derived_;
  Stage stage_;
};

/// A measure of whole schools. A school of one row has the same in every part, but the row of a senior school is not compulsory: schools
/// without compulsory pupils stay outside (WholeTable::is_ordinary).
class WholeMeasureFill : public MeasureFill {
 public:
  WholeMeasureFill(const UnitInput& input, SchoolValues& values, const UnitPlaces& places, const MeasureColumn& given, Part part);
  void fill(std::size_t first, std::size_t end);

 private:
  [[nodiscard]] model::Quantity of_school(std::size_t school) const;
  [[nodiscard]] model::Quantity of_row(std::uint32_t row);

  const UnitInput* input_;
  SchoolValues* values_;
  MeasureColumn given_;
  Part part_;
};

}  // namespace junheng::assess
