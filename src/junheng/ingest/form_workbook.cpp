#include "junheng/ingest/form_workbook.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/ingest/form_cells.h"
#include "junheng/ingest/form_school.h"
#include "junheng/ingest/form_source.h"

namespace junheng::ingest {

namespace {

bool is_positive(const FormValue& value) {
  const std::string_view text = trim(value.text);
  return !text.empty() && text.find_first_not_of("0.") != std::string_view::npos;
}

/// Which of the compulsory stages a school teaches.
struct Taught {
  bool primary = false;
  bool junior = false;
};

/// One row of one of our tables, by column.
using FormLine = std::map<std::string, FormValue>;

class WorkbookReader {
 public:
  WorkbookReader(const FormMapping& mapping, const formats::Workbook& workbook, const std::string& folder, SourceSet& set)
      : mapping_(mapping), file_(std::filesystem::path(workbook.path).filename().string()), cells_(mapping, workbook, file_, set.issues),
        school_(mapping, workbook, file_, folder), set_(set) {}

  void read() {
    if (school_.id().text.empty()) return reject(Code::FormSchoolIdMissing);
    if (!school_.year() && !set_.manifest.default_year) return reject(Code::FormYearMissing);
    for (const FormRow& row : mapping_.rows) values_.push_back(read_values(row));
    find_stages();
    if (!taught_.primary && !taught_.junior) return reject(Code::FormNoStage);
    add_school();
    for (std::size_t i = 0; i < values_.size(); ++i) add_row(mapping_.rows[i], values_[i]);
    for (auto& [table, lines] : lines_) add_table(table, lines);
  }

 private:
  /// The school is lost: its findings are shown even if no other workbook can be read.
  void reject(Code code) {
    for (const std::string_view table : {"schools", "stage_facts"}) set_.unreadable_tables.emplace_back(table);
    set_.issues.push_back(make_issue(code, Location{file_, "", 0, 0, ""}, file_));
  }

  FormLine read_values(const FormRow& row) {
    FormLine line;
    for (const FormCell& cell : row.cells) line[cell.to] = cells_.read(cell);
    return line;
  }

  void find_stages() {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (mapping_.rows[i].table != "stage_facts") continue;
      const bool is_there = std::ranges::any_of(values_[i], [](const auto& entry) { return is_positive(entry.second); });
      if (mapping_.rows[i].stage == FormStage::Primary) taught_.primary |= is_there;
      if (mapping_.rows[i].stage == FormStage::Junior) taught_.junior |= is_there;
    }
  }

  void add_school() {
    FormLine line;
    for (const SchoolLabel& label : mapping_.school) line[label.to] = school_.value(label.to);
    line["school_id"] = school_.id();
    line["name"] = school_.name();
    line["area_code"] = school_.area_code();
    if (line["kind"].text.empty()) line["kind"].text = taught_.primary && taught_.junior ? "312" : taught_.primary ? "211" : "311";
    lines_["schools"].push_back(std::move(line));
  }

  void add_row(const FormRow& row, FormLine& values) {
    if (row.stage == FormStage::Primary && !taught_.primary) return;
    if (row.stage == FormStage::Junior && !taught_.junior) return;
    const bool is_all = row.stage == FormStage::WholeSchool && taught_.primary && taught_.junior;
    const bool is_primary = row.stage == FormStage::Primary || (row.stage == FormStage::WholeSchool && taught_.primary);
    FormLine line = std::move(values);
    for (const auto& [column, value] : row.fixed) line[column].text = value;
    const model::TableSpec* table = model::find_table(row.table);
    if (table->column("stage") != nullptr) line["stage"].text = is_all ? "all" : is_primary ? "primary" : "junior";
    line["school_id"] = school_.id();
    if (school_.year()) line["school_year"] = *school_.year();
    auto& lines = lines_[row.table];
    const auto same = std::ranges::find_if(lines, [&](const FormLine& other) { return has_same_key(*table, line, other); });
    // A school of one stage has the whole school's values in that stage's row.
    if (same == lines.end()) lines.push_back(std::move(line));
    else same->merge(line);
  }

  static bool has_same_key(const model::TableSpec& table, const FormLine& a, const FormLine& b) {
    return std::ranges::all_of(table.key, [&](std::string_view column) {
      const auto in_a = a.find(std::string(column));
      const auto in_b = b.find(std::string(column));
      return (in_a == a.end() ? std::string_view() : std::string_view(in_a->second.text)) ==
             (in_b == b.end() ? std::string_view() : std::string_view(in_b->second.text));
    });
  }

  /// Every column that the mapping makes, so that workbooks of different schools are tables of one kind.
  [[nodiscard]] std::vector<std::string> header_of(const std::string& table, const std::vector<FormLine>& lines) const {
    std::vector<std::string> header;
    const auto add = [&](const std::string& column) {
      if (std::ranges::find(header, column) == header.end()) header.push_back(column);
    };
    for (const FormLine& line : lines)
      for (const auto& [column, value] : line) add(column);
    for (const FormRow& row : mapping_.rows)
      if (row.table == table)
        for (const FormCell& cell : row.cells) add(cell.to);
    return header;
  }

  void add_table(const std::string& table, std::vector<FormLine>& lines) {
    const auto header = header_of(table, lines);
    auto source = std::make_unique<FormSource>(file_, header);
    for (FormLine& line : lines) {
      std::vector<FormValue> row;
      for (const std::string& column : header) row.push_back(std::move(line[column]));
      source->add(std::move(row));
    }
    set_.tables.push_back({table, std::move(source)});
  }

  const FormMapping& mapping_;
  std::string file_;
  FormCells cells_;
  FormSchool school_;
  SourceSet& set_;
  std::vector<FormLine> values_;
  Taught taught_;
  std::map<std::string, std::vector<FormLine>> lines_;
};

}  // namespace

void add_form_workbook(const FormMapping& mapping, const formats::Workbook& workbook, const std::string& folder, SourceSet& set) {
  WorkbookReader(mapping, workbook, folder, set).read();
}

}  // namespace junheng::ingest
