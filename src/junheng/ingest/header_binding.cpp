#include "junheng/ingest/header_binding.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

namespace {

constexpr std::size_t kShownCharacters = 40;
/// Headers below a title stand no further down.
constexpr std::uint32_t kLastHeaderRow = 10;
constexpr std::ptrdiff_t kLeastNames = 2;

/// What clerks head a column with although the format calls it otherwise, too far from its name to be a slip of spelling.
struct UsualName {
  std::string_view written;
  std::string_view column;
};

constexpr auto kUsualNames = std::to_array<UsualName>({
    {"学生数", "pupils"},       {"学生人数", "pupils"},    {"在校学生", "pupils"},
    {"在校学生数", "pupils"},   {"教师数", "teachers"},    {"教师人数", "teachers"},
    {"专任教师数", "teachers"}, {"教职工数", "staff"},     {"班数", "classes"},
    {"班级", "classes"},        {"图书", "books"},         {"图书数", "books"},
    {"计算机", "computers"},    {"计算机数", "computers"}, {"仪器设备值", "equipment_value_yuan"},
    {"学校代码", "school_id"},  {"标识码", "school_id"},   {"行政区划代码", "area_code"},
    {"名称", "name"},           {"学校", "name"},
});

/// The columns of a table by their folded names.
class ColumnNames {
 public:
  explicit ColumnNames(const HeaderRules& rules) {
    for (const auto columns : {rules.table->columns, rules.table->measures, rules.added_measures})
      for (const model::ColumnSpec& column : columns) add(column);
  }

  [[nodiscard]] const model::ColumnSpec* find(const std::string& folded) const {
    const auto found = by_name_.find(folded);
    return found == by_name_.end() ? nullptr : found->second;
  }

  /// The column that a misspelt header most likely means.
  [[nodiscard]] const model::ColumnSpec* likely(const std::string& folded) const {
    const auto usual = std::ranges::find(kUsualNames, folded, &UsualName::written);
    if (usual != kUsualNames.end()) {
      if (const model::ColumnSpec* meant = find(std::string(usual->column))) return meant;
    }
    const auto name = nearest(folded, names_);
    return name ? find(*name) : nullptr;
  }

 private:
  void add(const model::ColumnSpec& column) {
    for (const std::string_view name : {column.id, column.zh}) {
      if (name.empty()) continue;
      std::string folded = fold_header(name);
      if (by_name_.emplace(folded, &column).second) names_.push_back(std::move(folded));
    }
  }

  std::unordered_map<std::string, const model::ColumnSpec*> by_name_;
  std::vector<std::string> names_;
};

class Binder {
 public:
  Binder(const RowSource& rows, const HeaderRules& rules) : rows_(rows), rules_(rules), names_(rules) {}

  HeaderBinding bind() {
    const auto& header = rows_.header();
    for (std::uint32_t field = 0; field < header.size(); ++field) bind_field(field);
    if (!out_.columns.empty()) {
      require_columns();
    } else if (const auto row = header_below()) {
      report_title(*row);
    } else if (!has_misspelt_) {
      report_no_header();
    } else {
      require_columns();
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] Location where(std::uint32_t field) const {
    return {rows_.file(), rows_.sheet(), 1, field + 1, abbreviate(trim(rows_.header()[field]), kShownCharacters)};
  }
  [[nodiscard]] std::string table_name() const { return both_names(*rules_.table); }

  void bind_field(std::uint32_t field) {
    const std::string folded = fold_header(rows_.header()[field]);
    if (folded.empty()) {
      out_.issues.push_back(make_issue(Code::ColumnUnnamed, where(field), ""));
      return;
    }
    const model::ColumnSpec* column = names_.find(folded);
    if (column == nullptr) {
      report_unknown(field, folded);
      return;
    }
    const auto before = std::ranges::find(out_.columns, column, &BoundColumn::column);
    if (before == out_.columns.end()) {
      out_.columns.push_back({column, field});
      return;
    }
    Location at = where(field);
    std::string header = at.header;
    out_.issues.push_back(make_issue(Code::ColumnDoubled, std::move(at), std::move(header),
                                     {{"table", table_name()},
                                      {"name", both_names(*column)},
                                      {"first", column_letters(before->field + 1)},
                                      {"second", column_letters(field + 1)}}));
    out_.is_usable = false;
  }

  void report_unknown(std::uint32_t field, const std::string& folded) {
    Location at = where(field);
    std::string header = at.header;
    const model::ColumnSpec* likely = names_.likely(folded);
    if (likely != nullptr) {
      has_misspelt_ = true;
      out_.issues.push_back(
          make_issue(Code::ColumnMisspelt, std::move(at), std::move(header), {{"table", table_name()}, {"likely", both_names(*likely)}}));
    } else {
      out_.issues.push_back(make_issue(Code::ColumnUnknown, std::move(at), std::move(header), {{"table", table_name()}}));
    }
  }

  /// In place of what was found about each of the cells, which are mostly data.
  void report_no_header() {
    std::vector<std::string> needed;
    for (const model::ColumnSpec& column : rules_.table->columns)
      if (column.is_required) needed.push_back(both_names(column));
    Params params = list_params("needed", needed);
    params.emplace_back("table", table_name());
    const auto& header = rows_.header();
    std::string first = header.empty() ? std::string() : abbreviate(trim(header.front()), kShownCharacters);
    out_.issues = {make_issue(Code::HeaderMissing, Location{rows_.file(), rows_.sheet(), 1, 0, ""}, std::move(first), std::move(params))};
    out_.is_usable = false;
  }

  /// The number of a row close below the first of which two cells or more name columns.
  [[nodiscard]] std::optional<std::uint32_t> header_below() const {
    std::optional<std::uint32_t> found;
    if (rows_.chunk_count() == 0) return found;
    const auto visit = [&](const SourceRow& row) {
      if (found || row.number > kLastHeaderRow) return;
      const auto names =
          std::ranges::count_if(row.fields, [&](std::string_view cell) { return names_.find(fold_header(cell)) != nullptr; });
      if (names >= kLeastNames) found = row.number;
    };
    // A file that breaks further down has its header all the same.
    (void)rows_.read_chunk(0, visit);
    return found;
  }

  void report_title(std::uint32_t header_row) {
    const auto& header = rows_.header();
    const auto title = std::ranges::find_if(header, [](const std::string& cell) { return !trim(cell).empty(); });
    std::string first = title == header.end() ? std::string() : abbreviate(trim(*title), kShownCharacters);
    const std::string last = std::to_string(header_row - 1);
    out_.issues = {make_issue(Code::HeaderBelowTitle, Location{rows_.file(), rows_.sheet(), 1, 0, ""}, std::move(first),
                              {{"table", table_name()},
                               {"header_row", std::to_string(header_row)},
                               {"rows_zh", header_row == 2 ? "第 1 行" : "第 1 至 " + last + " 行"},
                               {"rows_en", header_row == 2 ? "row 1" : "rows 1 to " + last}})};
    out_.is_usable = false;
  }

  void require_columns() {
    for (const model::ColumnSpec& column : rules_.table->columns) {
      if (std::ranges::find(out_.columns, &column, &BoundColumn::column) != out_.columns.end()) continue;
      if (column.type == model::ColumnType::SchoolYear && !rules_.has_default_year) report_missing(Code::SchoolYearMissing, column);
      if (column.is_required) report_missing(Code::ColumnMissing, column);
    }
  }

  void report_missing(Code code, const model::ColumnSpec& column) {
    const Location at{rows_.file(), rows_.sheet(), 1, 0, ""};
    out_.issues.push_back(make_issue(code, at, std::string(column.id), {{"table", table_name()}, {"name", both_names(column)}}));
    out_.is_usable = false;
  }

  const RowSource& rows_;
  const HeaderRules& rules_;
  ColumnNames names_;
  HeaderBinding out_;
  bool has_misspelt_ = false;
};

}  // namespace

HeaderBinding bind_header(const RowSource& rows, const HeaderRules& rules) { return Binder(rows, rules).bind(); }

}  // namespace junheng::ingest
