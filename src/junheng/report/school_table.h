#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/core/stage.h"
#include "junheng/report/school_rows.h"

namespace junheng::report {

enum class SortOrder : std::uint8_t { Ascending, Descending };

/// Which rows of a table of schools are wanted, and in what order.
struct SchoolPageQuery {
  /// "name", "school_id" (by their bytes), "county", "township", "kind" (by code, by words), "pupils", "verdict" (unmet, unknown, met),
  /// "met", or the id of an indicator; empty: by county. Rows without a value stand last in either order; ties keep the order by county.
  std::string sort = {};
  SortOrder order = SortOrder::Ascending;
  /// Part of the name or of the id, without regard to the case of ASCII letters; empty: every row.
  std::string words = {};
  std::optional<Stage> stage = {};
  /// "met", "unmet", "unknown"; empty: every row.
  std::string verdict = {};
  /// Indicator that a row must not meet (states floor and unmet); empty: every row.
  std::string below = {};
  /// Code; empty: every row.
  std::string township = {};
  std::size_t offset = 0;
  std::size_t limit = 100;
};

/// The schools of a large area, for pages of it: put together from the bodies that are kept of its counties, so that a page shows what the
/// county's own shows, and hides what it hides. About 300 bytes a row. Any thread may ask.
class SchoolTable {
 public:
  SchoolTable();
  SchoolTable(SchoolTable&&) noexcept;
  SchoolTable& operator=(SchoolTable&&) noexcept;
  ~SchoolTable();

  /// Adds rows at the end: the order by county is that of the calls. Indicators are those of the first rows; means are kept of a single
  /// county only.
  void append(const SchoolRows& rows);

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  /// About what it holds, and may come to hold for orders.
  [[nodiscard]] std::size_t bytes() const;
  [[nodiscard]] bool has_indicator(std::string_view id) const { return rows_.find_indicator(id) != nullptr; }
  /// Whether `sort` of a query may be so.
  [[nodiscard]] bool can_sort_by(std::string_view sort) const;

  /// Schema SchoolResults with the rows of the page; `total` counts those that match. Requires: can_sort_by(sort), has_indicator(below).
  [[nodiscard]] std::string page_json(const SchoolPageQuery& query, std::int64_t run_id, std::string_view area_code) const;

 private:
  using Places = std::vector<std::uint32_t>;
  struct Orders;

  [[nodiscard]] std::shared_ptr<const Places> order_of(const std::string& sort, SortOrder order) const;
  [[nodiscard]] Places sorted(const std::string& sort, SortOrder order) const;
  /// By row, whether name or id have the words in them.
  [[nodiscard]] std::vector<bool> rows_with(std::string_view words) const;
  /// The rows of the page, and how many match in all.
  [[nodiscard]] std::pair<Places, std::size_t> select(const SchoolPageQuery& query) const;

  SchoolRows rows_;
  /// Names and ids in lower case, each behind a line end; and where each row's begin.
  std::string search_text_;
  std::vector<std::size_t> search_begins_;
  std::unique_ptr<Orders> orders_;
};

}  // namespace junheng::report
