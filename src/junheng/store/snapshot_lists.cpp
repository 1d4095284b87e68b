#include "junheng/store/snapshot_lists.h"

#include "junheng/core/codes.h"
#include "junheng/store/area_path.h"
#include "junheng/store/record.h"

namespace junheng::store {

namespace {

constexpr std::string_view kAreaColumns = "SELECT code, name, level, parent_code, path FROM snapshot_area WHERE snapshot_id = ?";
constexpr std::string_view kSchoolColumns =
    "SELECT school_id, name, county_code, township_code, path, kind, lon, lat FROM snapshot_school WHERE snapshot_id = ?";
/// Between the path and the id of a school in a cursor: stands in neither.
constexpr char kCursorSeparator = '\n';

AreaRow area_of(const Row& row) { return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)}; }

SchoolRow school_of(const Row& row) {
  return {row.text(0),           row.text(1),          row.text(2), row.text(3), row.text(4), static_cast<int>(row.integer(5)),
          row.number_or_null(6), row.number_or_null(7)};
}

/// A part of a name as a pattern of LIKE, with '!' before what LIKE would take for a wildcard.
std::string name_pattern(std::string_view part) {
  std::string out = "%";
  for (const char c : part) {
    if (c == '%' || c == '_' || c == '!') out += '!';
    out += c;
  }
  return out + "%";
}

/// A statement that grows condition by condition. Owns the texts that it makes.
class Narrowed {
 public:
  Narrowed(std::string_view columns, SnapshotId snapshot) : sql_(columns) { arguments_.emplace_back(snapshot); }

  void where(std::string_view condition, std::initializer_list<Argument> arguments) {
    sql_.append(" AND ").append(condition);
    arguments_.insert(arguments_.end(), arguments);
  }
  /// One row more than the page holds tells whether there is another page.
  Result<std::vector<Row>> run(Transaction& transaction, std::string_view order, std::size_t limit) {
    sql_.append(" ORDER BY ").append(order).append(" LIMIT ?");
    arguments_.emplace_back(limit + 1);
    return transaction.query(sql_, arguments_);
  }

 private:
  std::string sql_;
  std::vector<Argument> arguments_;
};

/// The path of the area in whose subtree to look; empty: everywhere.
Result<std::string> path_under(Transaction& transaction, SnapshotId snapshot, std::string_view code) {
  if (code.empty()) return std::string();
  const auto area = find_area(transaction, snapshot, code);
  if (!area) return fail(area.error());
  if (!*area) return fail(record_error(Code::StoreNoRecord, "area", code));
  return (*area)->path;
}

}  // namespace

Result<std::optional<AreaRow>> find_area(Transaction& transaction, SnapshotId snapshot, std::string_view code) {
  const auto rows = transaction.query(std::string(kAreaColumns) + " AND code = ?", {snapshot, code});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::nullopt;
  return area_of(rows->front());
}

Result<std::optional<SchoolRow>> find_school(Transaction& transaction, SnapshotId snapshot, std::string_view school_id) {
  const auto rows = transaction.query(std::string(kSchoolColumns) + " AND school_id = ?", {snapshot, school_id});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::nullopt;
  return school_of(rows->front());
}

Result<Page<AreaRow>> list_areas(Transaction& transaction, const AreaQuery& query) {
  const auto under = path_under(transaction, query.snapshot, query.under);
  if (!under) return fail(under.error());
  const std::string end = end_of_subtree(*under);
  const std::string pattern = name_pattern(query.name_part);
  Narrowed statement(kAreaColumns, query.snapshot);
  if (query.children_only) statement.where("parent_code = ?", {query.under});
  else if (!under->empty()) statement.where("path >= ? AND path < ?", {*under, end});
  if (!query.level.empty()) statement.where("level = ?", {query.level});
  if (!query.name_part.empty()) statement.where("lower(name) LIKE lower(?) ESCAPE '!'", {pattern});
  if (!query.after.empty()) statement.where("path > ?", {query.after});
  const auto rows = statement.run(transaction, "path", query.limit);
  if (!rows) return fail(rows.error());
  Page<AreaRow> page;
  for (const Row& row : *rows) {
    if (page.rows.size() == query.limit) {
      if (!page.rows.empty()) page.next = page.rows.back().path;
      break;
    }
    page.rows.push_back(area_of(row));
  }
  return page;
}

Result<Page<SchoolRow>> list_schools(Transaction& transaction, const SchoolQuery& query) {
  const auto under = path_under(transaction, query.snapshot, query.under);
  if (!under) return fail(under.error());
  const std::string end = end_of_subtree(*under);
  const std::string pattern = name_pattern(query.name_part);
  const std::string_view after = query.after;
  const std::size_t cut = std::min(after.find(kCursorSeparator), after.size());
  Narrowed statement(kSchoolColumns, query.snapshot);
  if (!under->empty()) statement.where("path >= ? AND path < ?", {*under, end});
  if (!query.name_part.empty()) statement.where("(lower(name) LIKE lower(?) ESCAPE '!' OR school_id = ?)", {pattern, query.name_part});
  if (cut < after.size()) statement.where("(path, school_id) > (?, ?)", {after.substr(0, cut), after.substr(cut + 1)});
  const auto rows = statement.run(transaction, "path, school_id", query.limit);
  if (!rows) return fail(rows.error());
  Page<SchoolRow> page;
  for (const Row& row : *rows) {
    if (page.rows.size() == query.limit) {
      if (!page.rows.empty()) page.next = page.rows.back().path + kCursorSeparator + page.rows.back().school_id;
      break;
    }
    page.rows.push_back(school_of(row));
  }
  return page;
}

Result<std::int64_t> count_schools(Transaction& transaction, const SchoolQuery& query) {
  const auto under = path_under(transaction, query.snapshot, query.under);
  if (!under) return fail(under.error());
  const std::string end = end_of_subtree(*under);
  const std::string pattern = name_pattern(query.name_part);
  Narrowed statement("SELECT count(*) FROM snapshot_school WHERE snapshot_id = ?", query.snapshot);
  if (!under->empty()) statement.where("path >= ? AND path < ?", {*under, end});
  if (!query.name_part.empty()) statement.where("(lower(name) LIKE lower(?) ESCAPE '!' OR school_id = ?)", {pattern, query.name_part});
  const auto rows = statement.run(transaction, "1", 1);
  if (!rows) return fail(rows.error());
  return rows->front().integer(0);
}

}  // namespace junheng::store
