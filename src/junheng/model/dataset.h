#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "junheng/core/ids.h"
#include "junheng/core/school_year.h"
#include "junheng/core/stage.h"
#include "junheng/model/age_tables.h"
#include "junheng/model/band_counts.h"
#include "junheng/model/column.h"
#include "junheng/model/interned_column.h"
#include "junheng/model/origin.h"
#include "junheng/model/plan_tables.h"
#include "junheng/model/row_lists.h"
#include "junheng/model/teachers.h"

namespace junheng::model {

enum class AreaLevel : std::uint8_t { Country, Province, City, County, Township };

[[nodiscard]] std::string_view to_string(AreaLevel level);
[[nodiscard]] std::optional<AreaLevel> parse_area_level(std::string_view text);

/// What dataset.toml says about the whole.
struct Manifest {
  std::string title;
  std::string source;
  std::string licence;
  bool is_synthetic = false;
  /// "CN" switches on what holds for China's codes only.
  std::string country;
  std::optional<SchoolYear> default_year;
};

struct Areas {
  TextColumn codes;
  TextColumn names;
  std::vector<AreaLevel> levels;
  std::vector<std::optional<AreaIndex>> parents;
  TableOrigin origin;

  [[nodiscard]] std::size_t size() const { return levels.size(); }
  [[nodiscard]] std::optional<AreaIndex> find(std::string_view code) const;
  /// The area itself or its nearest ancestor of that level; nullopt if levels are skipped there.
  [[nodiscard]] std::optional<AreaIndex> at_level(AreaIndex area, AreaLevel level) const;
  void build_index();

 private:
  std::unordered_map<std::string_view, std::uint32_t> by_code_;
};

/// Kinds of GB/T 33782 that the rules know by name.
struct SchoolKind {
  static constexpr int kPrimary = 211;
  static constexpr int kTeachingPoint = 218;
  static constexpr int kJunior = 311;
  static constexpr int kNineYear = 312;
  static constexpr int kCompleteSecondary = 341;
  static constexpr int kTwelveYear = 345;

  /// Several stages under one roof: 312, 341, 345.
  [[nodiscard]] static constexpr bool is_through(int kind) {
    return kind == kNineYear || kind == kCompleteSecondary || kind == kTwelveYear;
  }
  [[nodiscard]] static constexpr bool is_special(int kind) { return kind / 10 == 51; }
};

struct Schools {
  TextColumn ids;
  TextColumn names;
  std::vector<AreaIndex> areas;
  /// 0: not given.
  std::vector<std::uint16_t> kinds;
  std::vector<std::uint8_t> founders;
  std::vector<std::uint16_t> settings;
  NumberColumn lon;
  NumberColumn lat;
  NumberColumn is_boarding;
  std::vector<bool> is_counted;
  std::vector<std::optional<SchoolIndex>> parents;
  NumberColumn opened_year;
  NumberColumn planned_built_year;
  NumberColumn closed_year;
  NumberColumn is_dense_inner_city;
  /// Id of the school that it was before, under another code; empty: not given.
  InternedColumn predecessors;
  TableOrigin origin;

  [[nodiscard]] std::size_t size() const { return areas.size(); }
  [[nodiscard]] std::optional<SchoolIndex> find(std::string_view id) const;
  void build_index();

 private:
  std::unordered_map<std::string_view, std::uint32_t> by_id_;
};

/// Facts keyed by school, school year and a part of it (stage, grade, band, room, item ...), with columns of numbers.
struct FactTable {
  std::vector<SchoolIndex> schools;
  std::vector<std::int16_t> years;
  /// Stage, grade or 0, according to the table.
  std::vector<std::uint8_t> parts;
  /// Second part: band of class_bands, kind of rooms; else 0.
  std::vector<std::uint8_t> subparts;
  /// Second part that is a text: subject of subject_staff, item of school_facts; empty in the other tables.
  InternedColumn names;
  std::vector<std::string> column_ids;
  std::vector<NumberColumn> columns;
  TableOrigin origin;

  [[nodiscard]] std::size_t size() const { return schools.size(); }
  [[nodiscard]] const NumberColumn* column(std::string_view id) const;
  /// The rows of one year by school. For loops over schools, which look the year up once.
  class YearRows {
   public:
    YearRows() = default;
    /// In the order of the file; none where the year has none.
    [[nodiscard]] std::span<const std::uint32_t> of(SchoolIndex school) const {
      return lists_ == nullptr ? std::span<const std::uint32_t>() : lists_->of(first_ + school.value);
    }
    [[nodiscard]] bool empty() const { return lists_ == nullptr; }

   private:
    friend struct FactTable;
    YearRows(const RowLists& lists, std::size_t first) : lists_(&lists), first_(first) {}
    const RowLists* lists_ = nullptr;
    std::size_t first_ = 0;
  };
  [[nodiscard]] YearRows of_year(SchoolYear year) const;
  /// Rows of one school in a year, in the order of the file.
  [[nodiscard]] std::span<const std::uint32_t> rows_of(SchoolYear year, SchoolIndex school) const;
  /// Row of a school, year and part; kNoRow if there is none.
  [[nodiscard]] std::uint32_t find(SchoolYear year, SchoolIndex school, std::uint8_t part) const;
  [[nodiscard]] std::vector<SchoolYear> distinct_years() const;
  void build_index(std::size_t school_count);

 private:
  /// Ascending.
  std::vector<std::int16_t> distinct_years_;
  std::size_t school_count_ = 0;
  /// Key: position of the year x number of schools + school.
  RowLists by_year_and_school_;
};

/// area_facts: one column per item, one slot per area.
struct AreaItems {
  struct Entry {
    AreaIndex area;
    std::int16_t year = 0;
    std::string item;
    Quantity value;
    /// The column evidence: where the value comes from, or why there is none.
    std::string evidence = {};
    /// Digits after the point as the cell was typed: "5.0" has 1. nullopt where nothing says so, as in number cells of workbooks.
    std::optional<std::uint8_t> decimals = {};

    /// Worked out from something else that was published, not published itself: the evidence says 推算 or "inferred".
    [[nodiscard]] bool is_inferred() const;
  };
  std::vector<Entry> entries;
  TableOrigin origin;

  [[nodiscard]] Quantity get(AreaIndex area, SchoolYear year, std::string_view item) const;
  /// Calls visit(area, value) for every value of an item in a year, by area.
  template <typename Visit>
  void for_each(std::string_view item, SchoolYear year, Visit visit) const {
    const auto slots = by_item_.find(item);
    if (slots == by_item_.end()) return;
    for (const Slot& slot : slots->second)
      if (static_cast<std::int16_t>(slot.area_and_year & 0xFFFF) == year.first) visit(AreaIndex(slot.area_and_year >> 16), slot.value);
  }
  /// Row of the value, for tracing; the position of its entry.
  [[nodiscard]] std::optional<RowIndex> row(AreaIndex area, SchoolYear year, std::string_view item) const;
  void build_index();

 private:
  struct Slot {
    std::uint64_t area_and_year;
    std::uint32_t row;
    /// As in `entries`, which are read in another order.
    Quantity value;
  };
  /// Per item, sorted by area and year.
  std::map<std::string, std::vector<Slot>, std::less<>> by_item_;
};

struct QualityResult {
  AreaIndex area;
  std::int16_t year = 0;
  std::string subject;
  Quantity level;
  Quantity between_school_share;
  /// 0: not given.
  std::uint8_t grade = 0;
};

enum class Respondent : std::uint8_t { Parent, Teacher, Principal, Pupil, Deputy, Other };

/// One answer of one form.
struct SurveyAnswer {
  std::uint32_t response = 0;
  AreaIndex area;
  std::int16_t year = 0;
  Respondent group = Respondent::Other;
  Quantity score;
};

enum class AccreditationKind : std::uint8_t { Basic, Quality };

struct Accreditation {
  AreaIndex area;
  AccreditationKind kind = AccreditationKind::Basic;
  int year = 0;
};

/// One snapshot of the data, columnar. Filled by ingest (or a test), then frozen by build().
struct Dataset {
  Manifest manifest;
  Areas areas;
  Schools schools;
  /// part = Stage.
  FactTable stage_facts;
  /// part = grade.
  FactTable grade_facts;
  /// part = grade.
  FactTable classes;
  /// part = Stage, subpart = position in class_bands().
  FactTable class_bands;
  /// subpart = position in the room kinds.
  FactTable rooms;
  /// part = Stage, name = subject.
  FactTable subject_staff;
  /// name = item.
  FactTable school_facts;
  Teachers teachers;
  AreaItems area_items;
  AgeFacts age_facts;
  Population population;
  Establishment establishment;
  Targets targets;
  Events events;
  Settlements settlements;
  std::vector<QualityResult> quality_results;
  TableOrigin quality_origin;
  std::vector<SurveyAnswer> survey;
  TableOrigin survey_origin;
  std::vector<Accreditation> accreditations;
  TableOrigin accreditation_origin;
  /// Stages of a county that lost rows to --accept-partial; a verdict on them is never `met`.
  struct LostRows {
    AreaIndex area;
    /// nullopt: every stage of the area.
    std::optional<Stage> stage;
  };
  std::vector<LostRows> lost_rows;
  /// Rows were lost that cannot be assigned to an area.
  bool lost_unplaced_rows = false;
  /// A county that lost rows, in the same way, of a table on which no verdict rests (teachers, population ...): figures of it that are
  /// made of that table are incomplete.
  struct LostFigures {
    /// Id of the table in the schema.
    std::string_view table;
    /// nullopt: any county's.
    std::optional<AreaIndex> county;
  };
  std::vector<LostFigures> lost_figures;

  /// Rows of quality_results, survey and accreditations by the county in which their area lies (by the area itself where it lies in
  /// none). Made by build().
  struct CountyRows {
    RowLists quality_results;
    RowLists survey;
    RowLists accreditations;
  };
  [[nodiscard]] const CountyRows& by_county() const { return by_county_; }
  /// class_bands by school and stage. Made by build().
  [[nodiscard]] const BandTable& bands_by_school() const { return bands_by_school_; }

  Dataset() = default;
  Dataset(Dataset&&) = default;
  Dataset& operator=(Dataset&&) = default;

  /// Builds the look-up tables, each on its own on up to `threads` threads. Call once, when everything is filled in.
  void build(unsigned threads = 1);

  /// The years that any fact table holds, ascending.
  [[nodiscard]] std::vector<SchoolYear> years() const;

 private:
  CountyRows by_county_;
  BandTable bands_by_school_;
};

}  // namespace junheng::model
