#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "junheng/ingest/lost_row.h"
#include "junheng/ingest/reported_item.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// A table of the dataset as checks walk through it.
struct CheckedTable {
  std::size_t size = 0;
  const model::TableOrigin* origin = nullptr;
  /// Set for tables keyed by school, year and part.
  const model::FactTable* facts = nullptr;
};

/// What checks know beside the dataset.
struct CheckKnowledge {
  /// Rows that reading rejected.
  std::span<const LostRow> lost_rows = {};
  /// How the standards take what counties report; items that are not named are not looked at.
  std::span<const ReportedItem> reported_items = {};
  /// Of rows of some schools, in which single figures are changed on purpose: rules that hold two accounts of one thing against each other
  /// are left out, and those that compare schools, of which the others are not there.
  bool has_changed_figures = false;
};

/// A dataset together with what several checks look up: the county of a school, the schools and rows of a county, the year that
/// comparisons between schools look at. Reads the dataset only; shared by all threads.
class CheckFrame {
 public:
  explicit CheckFrame(const model::Dataset& dataset, const CheckKnowledge& known = {});

  [[nodiscard]] const model::Dataset& dataset() const { return dataset_; }

  /// Rows of a table by its id. A table that checks cannot read has no rows.
  [[nodiscard]] CheckedTable table(std::string_view id) const;
  /// nullptr if the dataset does not hold the column.
  [[nodiscard]] const model::NumberColumn* column(std::string_view table, std::string_view column) const;

  /// Counties by position; where the county level is skipped, the areas in which schools lie.
  [[nodiscard]] std::size_t county_count() const { return counties_.size(); }
  [[nodiscard]] AreaIndex county(std::size_t position) const { return counties_[position]; }
  [[nodiscard]] AreaIndex county_of(SchoolIndex school) const { return counties_[county_of_school_[school.value]]; }
  [[nodiscard]] std::span<const std::uint32_t> schools_of(std::size_t county) const { return slice(school_offsets_, schools_, county); }
  /// Rows of stage_facts in the year looked at.
  [[nodiscard]] std::span<const std::uint32_t> stage_rows_of(std::size_t county) const { return slice(row_offsets_, stage_rows_, county); }

  /// Whether reading rejected rows of the table, of the school and stage: then a row that is missing may be one of them, and has its
  /// finding already.
  [[nodiscard]] bool has_lost_rows(std::string_view table, SchoolIndex school, Stage stage) const;
  /// The same for the schools of a county, those that were rejected and the campuses elsewhere of both.
  [[nodiscard]] bool has_lost_rows_in(std::string_view table, std::size_t county, Stage stage) const;

  /// The year in which schools are compared with one another: the dataset's default year if there are rows of it, else the latest.
  [[nodiscard]] std::optional<SchoolYear> year() const { return year_; }
  [[nodiscard]] std::span<const ReportedItem> reported_items() const { return reported_items_; }
  /// Rows of area_facts that hold the item.
  [[nodiscard]] std::span<const std::uint32_t> rows_of_item(std::string_view item) const;

 private:
  /// Stages of which a table lost rows, one bit each.
  struct TableLosses {
    std::string_view table;
    std::vector<std::uint8_t> by_school;
    std::vector<std::uint8_t> by_county;
  };

  static std::span<const std::uint32_t> slice(const std::vector<std::uint32_t>& offsets, const std::vector<std::uint32_t>& values,
                                              std::size_t at) {
    return std::span(values).subspan(offsets[at], offsets[at + 1] - offsets[at]);
  }
  void group_schools();
  void note_lost_rows(std::span<const LostRow> lost_rows);
  [[nodiscard]] const TableLosses* losses_of(std::string_view table) const;
  void group_stage_rows();
  void group_items();
  void copy_columns();

  const model::Dataset& dataset_;
  std::span<const ReportedItem> reported_items_;
  std::optional<SchoolYear> year_;
  std::vector<AreaIndex> counties_;
  /// By area; kNoPosition for areas that are no county here.
  std::vector<std::uint32_t> position_of_area_;
  std::vector<std::uint32_t> county_of_school_;
  /// Of the tables that lost rows.
  std::vector<TableLosses> losses_;
  std::vector<std::uint32_t> school_offsets_;
  std::vector<std::uint32_t> schools_;
  std::vector<std::uint32_t> row_offsets_;
  std::vector<std::uint32_t> stage_rows_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> item_rows_;
  model::NumberColumn quality_level_;
  model::NumberColumn between_school_share_;
  model::NumberColumn survey_score_;
};

}  // namespace junheng::ingest
