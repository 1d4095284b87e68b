#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "junheng/core/ids.h"
#include "junheng/core/stage.h"
#include "junheng/model/age_tables.h"
#include "junheng/model/column.h"
#include "junheng/model/interned_column.h"
#include "junheng/model/origin.h"
#include "junheng/model/row_lists.h"

namespace junheng::model {

enum class Post : std::uint8_t { Principal, HeadTeacher, Teacher };

/// A cell that says yes or no.
enum class Answer : std::uint8_t { NotGiven, No, Yes };

/// teachers: one row per person and school year. Persons have no name in the format, and what nothing asks for (homes, hardship, wishes)
/// is checked and not kept.
struct Teachers {
  std::vector<SchoolIndex> schools;
  std::vector<std::int16_t> years;
  /// nullopt: not given.
  std::vector<std::optional<Stage>> stages;
  std::vector<std::optional<Sex>> sexes;
  std::vector<std::optional<Post>> posts;
  /// 0: not given.
  std::vector<std::int16_t> birth_years;
  std::vector<Answer> is_established;
  std::vector<Answer> certified;
  /// Texts as written; empty: not given.
  InternedColumn subjects;
  InternedColumn second_subjects;
  InternedColumn degrees;
  InternedColumn titles;
  NumberColumn training_hours_5y;
  NumberColumn weekly_periods;
  TableOrigin origin;

  [[nodiscard]] std::size_t size() const { return years.size(); }
  /// Rows of a school over all years, in the order of the file.
  [[nodiscard]] std::span<const std::uint32_t> rows_of(SchoolIndex school) const { return by_school_.of(school.value); }
  void build_index(std::size_t school_count);
  /// Only these rows, in this order; the index is not made anew.
  [[nodiscard]] Teachers select(const std::vector<std::uint32_t>& rows) const;

 private:
  RowLists by_school_;
};

}  // namespace junheng::model
