#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/store/database.h"

namespace junheng::store {

/// An area of a snapshot, for lists, search and permissions.
struct AreaRow {
  std::string code = {};
  std::string name = {};
  /// As in the dataset format: "country", "province", "city", "county", "township".
  std::string level = {};
  /// Empty for an area with none above it.
  std::string parent_code = {};
  /// Codes from the top down to the area itself, each behind a slash and one at the end: "/61/6101/610113/".
  /// An area lies in another's subtree where its path begins with the other's.
  std::string path = {};
};

/// A school of a snapshot.
struct SchoolRow {
  std::string school_id = {};
  std::string name = {};
  /// Empty where the school lies in no county, or in no township.
  std::string county_code = {};
  std::string township_code = {};
  /// Path of its area.
  std::string path = {};
  /// Code of GB/T 33782; 0: not given.
  int kind = 0;
  std::optional<double> lon = {};
  std::optional<double> lat = {};
};

template <typename RowType>
struct Page {
  std::vector<RowType> rows = {};
  /// To be given as `after` for the next page; nullopt: this is the last.
  std::optional<std::string> next = {};
};

/// nullopt where the snapshot has none. Errors of all these: those of Connection; StoreNoRecord where `under` names no area.
[[nodiscard]] Result<std::optional<AreaRow>> find_area(Transaction& transaction, SnapshotId snapshot, std::string_view code);
[[nodiscard]] Result<std::optional<SchoolRow>> find_school(Transaction& transaction, SnapshotId snapshot, std::string_view school_id);

struct AreaQuery {
  SnapshotId snapshot = {};
  /// Code of the area in whose subtree to look, itself included; empty: everywhere.
  std::string under = {};
  /// Only the children of `under` (of the top where it is empty).
  bool children_only = false;
  /// Empty: every level.
  std::string level = {};
  /// Part of the name, without regard to the case of ASCII letters; empty: every name.
  std::string name_part = {};
  std::string after = {};
  std::size_t limit = 100;
};
/// By path: every area behind the one above it.
[[nodiscard]] Result<Page<AreaRow>> list_areas(Transaction& transaction, const AreaQuery& query);

struct SchoolQuery {
  SnapshotId snapshot = {};
  std::string under = {};
  /// Part of the name or the whole id.
  std::string name_part = {};
  std::string after = {};
  std::size_t limit = 100;
};
/// How many schools all pages have together.
[[nodiscard]] Result<std::int64_t> count_schools(Transaction& transaction, const SchoolQuery& query);
/// By path of their area, then id.
[[nodiscard]] Result<Page<SchoolRow>> list_schools(Transaction& transaction, const SchoolQuery& query);

}  // namespace junheng::store
