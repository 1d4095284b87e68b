#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/model/dataset.h"
#include "junheng/model/schema.h"

namespace junheng::testing {

/// A dataset written down row by row, as a reader of a test wants to see it:
///
///   DatasetBuilder data;
///   data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 300).set("teachers", 18);
///
/// set() fills a cell of the row begun last; what is not set is not collected. Rows have the origin "<table>.csv" and are numbered
/// from 2, as in a file with a header.
class DatasetBuilder {
 public:
  explicit DatasetBuilder(std::string country = "CN") {
    dataset_.manifest.country = std::move(country);
    dataset_.manifest.source = "test";
  }

  DatasetBuilder& country(std::string code) {
    dataset_.manifest.country = std::move(code);
    return *this;
  }

  /// School year of the rows that follow; 2024 until told otherwise.
  DatasetBuilder& year(int first) {
    year_ = static_cast<std::int16_t>(first);
    return *this;
  }

  DatasetBuilder& area(std::string_view code, model::AreaLevel level, std::string_view name = {}) {
    dataset_.areas.codes.push(code);
    dataset_.areas.names.push(name.empty() ? code : name);
    dataset_.areas.levels.push_back(level);
    dataset_.areas.parents.emplace_back();
    current_ = &DatasetBuilder::areas_;
    areas_.begin_row();
    return *this;
  }

  /// A county; the schools and items that follow belong to it.
  DatasetBuilder& county(std::string_view code, std::string_view name = {}) { return area(code, model::AreaLevel::County, name); }

  DatasetBuilder& school(std::string_view id, int kind, std::string_view name = {}) {
    if (dataset_.areas.size() == 0) throw std::logic_error("a school needs a county before it");
    model::Schools& schools = dataset_.schools;
    schools.ids.push(id);
    schools.predecessors.push({});
    schools.names.push(name);
    schools.areas.emplace_back(dataset_.areas.size() - 1);
    schools.kinds.push_back(static_cast<std::uint16_t>(kind));
    schools.founders.push_back(0);
    schools.settings.push_back(0);
    schools.is_counted.push_back(true);
    schools.parents.emplace_back();
    current_ = &DatasetBuilder::schools_;
    schools_.begin_row();
    return *this;
  }

  /// Makes the last school an uncounted campus of the school with this position.
  DatasetBuilder& campus_of(std::size_t parent) {
    uncounted();
    dataset_.schools.parents.back() = SchoolIndex(parent);
    return *this;
  }
  DatasetBuilder& uncounted() {
    dataset_.schools.is_counted.back() = false;
    return *this;
  }
  DatasetBuilder& founder(int code) {
    dataset_.schools.founders.back() = static_cast<std::uint8_t>(code);
    return *this;
  }
  DatasetBuilder& setting(int code) {
    dataset_.schools.settings.back() = static_cast<std::uint16_t>(code);
    return *this;
  }

  /// Rows of the last school.
  DatasetBuilder& stage(Stage stage) { return fact(&DatasetBuilder::stage_facts_, dataset_.stage_facts, static_cast<std::uint8_t>(stage)); }
  DatasetBuilder& grade(int grade) { return fact(&DatasetBuilder::grade_facts_, dataset_.grade_facts, static_cast<std::uint8_t>(grade)); }
  DatasetBuilder& class_of(int grade) { return fact(&DatasetBuilder::classes_, dataset_.classes, static_cast<std::uint8_t>(grade)); }
  /// `kind`: position in the kinds of rooms of the format, 0 music, 1 art, 2 laboratory.
  DatasetBuilder& room(std::uint8_t kind = 0) { return fact(&DatasetBuilder::rooms_, dataset_.rooms, 0, kind); }
  /// `band` as in the format, e.g. "41_45".
  DatasetBuilder& band(Stage stage, std::string_view band) {
    const auto bands = model::class_bands();
    std::size_t position = 0;
    while (position < bands.size() && bands[position].code != band) ++position;
    if (position == bands.size()) throw std::logic_error("no such band: " + std::string(band));
    return fact(&DatasetBuilder::bands_, dataset_.class_bands, static_cast<std::uint8_t>(stage), static_cast<std::uint8_t>(position));
  }

  DatasetBuilder& subject_staff(Stage stage, std::string_view subject) {
    dataset_.subject_staff.names.push(subject);
    return fact(&DatasetBuilder::subject_staff_, dataset_.subject_staff, static_cast<std::uint8_t>(stage));
  }
  /// A person of the last school.
  DatasetBuilder& teacher(std::optional<Stage> stage, std::string_view subject, std::string_view second = {},
                          std::optional<double> weekly_periods = std::nullopt) {
    model::Teachers& teachers = dataset_.teachers;
    teachers.schools.emplace_back(dataset_.schools.size() - 1);
    teachers.years.push_back(year_);
    teachers.stages.push_back(stage);
    teachers.subjects.push(subject);
    teachers.second_subjects.push(second);
    if (weekly_periods) teachers.weekly_periods.push(*weekly_periods);
    else teachers.weekly_periods.push_missing(model::Absence::NotCollected);
    current_ = &DatasetBuilder::teachers_;
    teachers_.begin_row();
    return *this;
  }

  /// Rows of the last area.
  DatasetBuilder& item(std::string_view id, double value) {
    dataset_.area_items.entries.push_back({last_area(), year_, std::string(id), model::Quantity::of(value)});
    items_.begin_row();
    return *this;
  }
  DatasetBuilder& quality(std::string_view subject, double level, double between_school_share) {
    dataset_.quality_results.push_back(
        {last_area(), year_, std::string(subject), model::Quantity::of(level), model::Quantity::of(between_school_share)});
    quality_.begin_row();
    return *this;
  }
  DatasetBuilder& answer(std::uint32_t response, model::Respondent group, double score) {
    dataset_.survey.push_back({response, last_area(), year_, group, model::Quantity::of(score)});
    survey_.begin_row();
    return *this;
  }
  DatasetBuilder& accredited(model::AccreditationKind kind, int year) {
    dataset_.accreditations.push_back({last_area(), kind, year});
    accreditations_.begin_row();
    return *this;
  }

  /// Reading rejected rows of this stage of the last area.
  DatasetBuilder& lost(std::optional<Stage> stage) {
    dataset_.lost_rows.push_back({last_area(), stage});
    return *this;
  }

  /// A cell of the row begun last.
  DatasetBuilder& set(std::string_view column, double value) {
    (this->*current_).set(column, value);
    return *this;
  }

  [[nodiscard]] model::Dataset build() {
    finish_facts(stage_facts_, dataset_.stage_facts);
    finish_facts(grade_facts_, dataset_.grade_facts);
    finish_facts(classes_, dataset_.classes);
    finish_facts(bands_, dataset_.class_bands);
    finish_facts(rooms_, dataset_.rooms);
    finish_facts(subject_staff_, dataset_.subject_staff);
    dataset_.teachers.origin = teachers_.origin({"teacher_id", "school_id", "school_year", "stage", "subject"});
    model::Schools& schools = dataset_.schools;
    schools.lon = schools_.column("lon");
    schools.lat = schools_.column("lat");
    schools.is_boarding = schools_.column("is_boarding");
    schools.opened_year = schools_.column("opened_year");
    schools.planned_built_year = schools_.column("planned_built_year");
    schools.closed_year = schools_.column("closed_year");
    schools.is_dense_inner_city = schools_.column("is_dense_inner_city");
    schools.origin = schools_.origin({"school_id", "name", "area_code", "kind", "is_counted", "parent_school_id"});
    dataset_.areas.origin = areas_.origin({"area_code", "name", "level"});
    dataset_.area_items.origin = items_.origin({"area_code", "school_year", "item", "value"});
    dataset_.quality_origin = quality_.origin({"area_code", "school_year", "subject", "level", "between_school_share"});
    dataset_.survey_origin = survey_.origin({"response_id", "question", "area_code", "group", "score"});
    dataset_.accreditation_origin = accreditations_.origin({"area_code", "kind", "year"});
    dataset_.build();
    return std::move(dataset_);
  }

 private:
  /// Cells of one table, column by column.
  class Table {
   public:
    explicit Table(std::string id) : id_(std::move(id)) {}

    void begin_row() {
      ++rows_;
      for (auto& [id, column] : columns_) column.push_missing(model::Absence::NotCollected);
    }
    void set(std::string_view id, double value) {
      for (auto& [known, column] : columns_)
        if (known == id) return column.set(rows_ - 1, model::Quantity::of(value));
      columns_.emplace_back(id, model::NumberColumn(rows_));
      columns_.back().second.set(rows_ - 1, model::Quantity::of(value));
    }
    /// A column that no row set is one that the file does not have.
    [[nodiscard]] model::NumberColumn column(std::string_view id) const {
      for (const auto& [known, column] : columns_)
        if (known == id) return column;
      return model::NumberColumn(rows_, model::Absence::NoColumn);
    }
    [[nodiscard]] const std::vector<std::pair<std::string, model::NumberColumn>>& columns() const { return columns_; }

    [[nodiscard]] model::TableOrigin origin(std::vector<std::string> headers) const {
      for (const auto& [id, column] : columns_) headers.push_back(id);
      model::OriginFile file{id_ + ".csv", {}, {}};
      for (std::size_t i = 0; i < headers.size(); ++i) file.headers.push_back({headers[i], headers[i], static_cast<std::uint32_t>(i + 1)});
      model::TableOrigin origin;
      const std::uint16_t number = origin.add_file(std::move(file));
      for (std::size_t row = 0; row < rows_; ++row) origin.add_row(number, static_cast<std::uint32_t>(row + 2));
      return origin;
    }

   private:
    std::string id_;
    std::size_t rows_ = 0;
    std::vector<std::pair<std::string, model::NumberColumn>> columns_;
  };

  [[nodiscard]] AreaIndex last_area() const { return AreaIndex(dataset_.areas.size() - 1); }

  DatasetBuilder& fact(Table DatasetBuilder::*cells, model::FactTable& table, std::uint8_t part, std::uint8_t subpart = 0) {
    if (dataset_.schools.size() == 0) throw std::logic_error("a row of facts needs a school before it");
    table.schools.emplace_back(dataset_.schools.size() - 1);
    table.years.push_back(year_);
    table.parts.push_back(part);
    table.subparts.push_back(subpart);
    current_ = cells;
    (this->*cells).begin_row();
    return *this;
  }

  static void finish_facts(const Table& cells, model::FactTable& table) {
    for (const auto& [id, column] : cells.columns()) {
      table.column_ids.push_back(id);
      table.columns.push_back(column);
    }
    table.origin = cells.origin({"school_id", "school_year", "part"});
  }

  model::Dataset dataset_;
  std::int16_t year_ = 2024;
  Table areas_{"areas"};
  Table schools_{"schools"};
  Table stage_facts_{"stage_facts"};
  Table grade_facts_{"grade_facts"};
  Table classes_{"classes"};
  Table bands_{"class_bands"};
  Table rooms_{"rooms"};
  Table subject_staff_{"subject_staff"};
  Table teachers_{"teachers"};
  Table items_{"area_facts"};
  Table quality_{"quality_results"};
  Table survey_{"survey"};
  Table accreditations_{"accreditation"};
  /// A member, not a pointer into this object: a builder may be copied.
  Table DatasetBuilder::*current_ = nullptr;
};

}  // namespace junheng::testing
