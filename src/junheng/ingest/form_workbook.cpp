#include "junheng/ingest/form_workbook.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/ingest/form_cells.h"
#include "junheng/ingest/form_school.h"
#include "junheng/ingest/form_source.h"

namespace junheng::ingest {

namespace {

bool is_positive(const FormValue& value) { return value.text.find_first_of("123456789") != std::string::npos; }

/// Which of the compulsory stages a school teaches.
struct Taught {
  bool primary = false;
  bool junior = false;

  [[nodiscard]] bool covers(FormStage stage) const {
    if (stage == FormStage::Primary) return primary;
    return stage == FormStage::Junior ? junior : true;
  }
  void add(FormStage stage) {
    primary |= stage == FormStage::Primary;
    junior |= stage == FormStage::Junior;
  }
};

/// What the workbook has for one row of the mapping.
struct RowReading {
  FormLine values;
  std::vector<Issue> of_forms;
  std::vector<Issue> of_values;
};

class WorkbookReader {
 public:
  WorkbookReader(const FormMapping& mapping, const formats::Workbook& workbook, FormSchools& schools, SourceSet& set)
      : mapping_(mapping),
        file_(std::filesystem::path(workbook.path).filename().string()),
        cells_(mapping, workbook, file_),
        school_(mapping, workbook, file_, schools.folder),
        schools_(schools),
        set_(set) {}

  void read() {
    const FormValue id = school_.id();
    if (id.text.empty()) return reject(Code::FormSchoolIdMissing);
    if (!school_.year() && !set_.manifest.default_year) return reject(Code::FormYearMissing);
    if (!claim(id)) return;
    for (const FormRow& row : mapping_.rows) rows_.push_back(read_row(row));
    find_stages();
    report_faults();
    if (!taught_.primary && !taught_.junior) return reject(Code::FormNoStage);
    add_school();
    for (std::size_t i = 0; i < rows_.size(); ++i) add_row(mapping_.rows[i], rows_[i].values);
    for (auto& [table, lines] : lines_) add_table(table, lines);
  }

 private:
  void reject(Code code) {
    lose_schools(set_);
    set_.issues.push_back(make_issue(code, Location{file_, "", 0, 0, ""}, file_));
  }

  /// False, with an Issue, if an earlier workbook is that of the school.
  bool claim(const FormValue& id) {
    Location place = id.place.value_or(Location{file_, "", 0, 0, ""});
    const auto [first, is_first] = schools_.places.try_emplace(id.text, place);
    if (is_first) return true;
    lose_schools(set_);
    set_.issues.push_back(make_issue(Code::FormSchoolTwice, std::move(place), id.text,
                                     {{"first_zh", describe(first->second, Lang::Zh)}, {"first_en", describe(first->second, Lang::En)}}));
    return false;
  }

  RowReading read_row(const FormRow& row) {
    RowReading out;
    for (const FormCell& cell : row.cells) {
      FormReading reading = cells_.read(cell);
      // Where the number of pupils cannot be read it is not known whether the stage is taught.
      if (row.table == "stage_facts" && cell.to == "pupils" && !reading.of_value.empty()) doubtful_.add(row.stage);
      out.values[cell.to] = std::move(reading.value);
      std::ranges::move(reading.of_form, std::back_inserter(out.of_forms));
      std::ranges::move(reading.of_value, std::back_inserter(out.of_values));
    }
    return out;
  }

  void find_stages() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (mapping_.rows[i].table != "stage_facts") continue;
      if (std::ranges::any_of(rows_[i].values, [](const auto& entry) { return is_positive(entry.second); }))
        taught_.add(mapping_.rows[i].stage);
    }
  }

  /// Each fault once, however many values have it. What lacks of a stage that is not taught is none.
  void report_faults() {
    const bool is_none_taught = !taught_.primary && !taught_.junior;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      for (Issue& fault : rows_[i].of_forms) report(std::move(fault));
      const FormStage stage = mapping_.rows[i].stage;
      if (!taught_.covers(stage) && !doubtful_.covers(stage) && !is_none_taught) continue;
      for (Issue& fault : rows_[i].of_values) report(std::move(fault));
    }
  }

  void report(Issue fault) {
    if (reported_.emplace(fault.id(), fault.where.sheet, fault.value).second) set_.issues.push_back(std::move(fault));
  }

  void add_school() {
    FormLine line;
    for (const SchoolLabel& label : mapping_.school) line[label.to] = school_.value(label.to);
    line["school_id"] = school_.id();
    line["name"] = school_.name();
    line["area_code"] = school_.area_code();
    schools_.list.complete(line["school_id"].text, line);
    if (line["kind"].text.empty()) line["kind"].text = taught_.primary && taught_.junior ? "312" : taught_.primary ? "211" : "311";
    if (line["founder"].text.empty()) ++schools_.without_founder;
    lines_["schools"].push_back(std::move(line));
  }

  void add_row(const FormRow& row, FormLine& values) {
    if (!taught_.covers(row.stage)) return;
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
  FormSchools& schools_;
  SourceSet& set_;
  std::vector<RowReading> rows_;
  Taught taught_;
  Taught doubtful_;
  /// Faults by id, sheet and value.
  std::set<std::tuple<std::string, std::string, std::string>> reported_;
  std::map<std::string, std::vector<FormLine>> lines_;
};

}  // namespace

void lose_schools(SourceSet& set) {
  for (const std::string_view table : {"schools", "stage_facts"}) set.unreadable_tables.emplace_back(table);
}

void add_form_workbook(const FormMapping& mapping, const formats::Workbook& workbook, FormSchools& schools, SourceSet& set) {
  WorkbookReader(mapping, workbook, schools, set).read();
}

}  // namespace junheng::ingest
