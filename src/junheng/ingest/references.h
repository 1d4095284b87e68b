#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/cell_parser.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// Ids of areas or schools whose rows were rejected: what refers to them is not simply unknown.
class RejectedIds {
 public:
  struct Entry {
    std::string id;
    /// Its cell.
    Location where;
    std::optional<AreaIndex> area;
    /// Position of a rejected area if a school, or an area below it, was rejected for nothing else.
    std::optional<std::size_t> rejected_area;
    /// Of a school, as written; empty if it has none.
    std::string parent_id = {};
    /// False for an area that has no row and is only named as a parent; its place is the first cell that names it.
    bool is_listed = true;
  };

  /// Of several entries of one id the first counts.
  void add(Entry entry);
  [[nodiscard]] std::optional<std::size_t> position(std::string_view id) const;
  [[nodiscard]] const Entry& at(std::size_t position) const { return entries_[position]; }

 private:
  std::unordered_map<std::string, std::size_t> positions_;
  std::vector<Entry> entries_;
};

/// Finds texts of a column by binary search. Ids mostly ascend in their file, and then this costs one pass and no memory, where a hash
/// table of 200,000 takes a tenth of a second.
class SortedIds {
 public:
  void build(const model::TextColumn& ids);
  /// `ids` is the column that it was built for. The first of equal ones.
  [[nodiscard]] std::optional<std::size_t> find(const model::TextColumn& ids, std::string_view id) const;

 private:
  /// Positions in the order of their ids; empty if these ascend by themselves.
  std::vector<std::uint32_t> order_;
};

/// The places and schools that cells may refer to.
struct Registry {
  model::Areas areas;
  /// Without their own index, which is built last.
  model::Schools schools;
  SortedIds school_order;
  RejectedIds rejected_areas;
  RejectedIds rejected_schools;
  bool has_schools = true;
  /// The manifest says that the data are China's: codes must stand in its lists.
  bool is_china = false;
  /// Area codes are China's: longer codes lie in the county of their first six digits.
  bool has_china_areas = false;
};

/// The school or area whose row was rejected, by its position in `rejected_schools` or `rejected_areas`.
struct RejectedOwner {
  enum class Kind : std::uint8_t { Area, School };
  Kind kind = Kind::School;
  std::uint32_t position = 0;
};

/// A row that is left out because that of its school or area was rejected.
struct DependentRow {
  RejectedOwner owner;
  std::uint32_t row_number = 0;
};

/// Written like a code of China: 6 digits (county), 9 (township) or 12 (village), the first two those of a province.
[[nodiscard]] bool is_area_digits(std::string_view code);

/// Position of the rejected area that a code means: its own, or in China that of its county.
[[nodiscard]] std::optional<std::size_t> find_rejected_area(const Registry& registry, std::string_view code);

/// Finds areas by code: the exact one, or in China the county of a longer code. Remembers the last one: files are usually sorted.
class AreaLookup {
 public:
  explicit AreaLookup(const Registry& registry) : registry_(registry) {}
  /// Faults: AreaUnknown (advise() adds the likely ones); AreaRejected; AreaCodeShape.
  [[nodiscard]] CellResult<AreaIndex> find(std::string_view code);

 private:
  [[nodiscard]] CellResult<AreaIndex> look_up(std::string_view code) const;
  const Registry& registry_;
  std::string last_code_;
  AreaIndex last_;
};

/// Finds schools by id, in constant time without hashing where the file goes through the schools in their own order.
class SchoolLookup {
 public:
  explicit SchoolLookup(const Registry& registry) : registry_(registry) {}

  [[nodiscard]] std::optional<SchoolIndex> find(std::string_view id) {
    const model::TextColumn& ids = registry_.schools.ids;
    for (std::size_t guess = last_; guess < last_ + 2 && guess < ids.size(); ++guess) {
      if (ids.at(guess) != id) continue;
      last_ = guess;
      return SchoolIndex(guess);
    }
    const auto found = registry_.school_order.find(ids, id);
    if (!found) return std::nullopt;
    last_ = *found;
    return SchoolIndex(last_);
  }
  /// Why find() found nothing: SchoolUnknown (advise() adds the likely ones) or SchoolRejected.
  [[nodiscard]] CellFault explain(std::string_view id) const;

 private:
  const Registry& registry_;
  std::size_t last_ = 0;
};

/// Adds the likely ids to the findings of one table about schools and areas that are unknown: afterwards and in the order of the file,
/// as a search costs more than reading a thousand rows, so that what is offered does not depend on chunks or threads.
void advise(std::vector<Issue>& issues, const Registry& registry);

}  // namespace junheng::ingest
