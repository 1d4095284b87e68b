#include "junheng/report/marked_workbook.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "junheng/core/catalogue.h"
#include "junheng/core/text.h"
#include "junheng/formats/csv_reader.h"
#include "junheng/model/schema.h"
#include "junheng/report/findings_sheet.h"
#include "junheng/report/marked_sheet.h"

namespace junheng::report {

namespace {

namespace fs = std::filesystem;

/// From this size of all CSV files, or number of cells of a workbook, on only what has findings is copied: whole files without any
/// are left out, and of the others only the header and the rows concerned are written.
constexpr std::uintmax_t kMostCsvBytes = std::uintmax_t{32} << 20;
constexpr std::size_t kMostCells = 4'000'000;
constexpr std::uint32_t kMostRows = 1'048'576;
/// Marked rows of one sheet: nobody goes through more, and each takes a kilobyte of memory while the workbook is written.
constexpr std::size_t kMostMarkedRows = 100'000;

/// One sheet to write: a CSV file, or a sheet of a workbook.
struct Source {
  std::string path;
  /// As findings name it.
  std::string file;
  const formats::Sheet* sheet = nullptr;
  char separator = formats::kComma;
  RowFindings findings;
  /// Findings in rows over kMostMarkedRows or kMostRows.
  std::size_t unmarked = 0;
  /// Place in the workbook that is written; 0: not in it.
  std::size_t place = 0;
};

bool is_workbook(const std::string& path) {
  const std::string extension = lower_ascii(fs::path(path).extension().string());
  return extension == ".xlsx" || extension == ".xlsm" || extension == ".xls";
}

std::uintmax_t bytes_of(const std::string& path) {
  std::error_code failure;
  const std::uintmax_t size = fs::file_size(path, failure);
  return failure ? 0 : size;
}

class MarkedWorkbook {
 public:
  MarkedWorkbook(const std::vector<Issue>& issues, const DataOrigin& origin, Lang lang, const std::string& path)
      : issues_(issues), origin_(origin), lang_(lang), writer_(path) {}

  Result<void> write(const std::vector<InputFile>& files) {
    if (auto opened = open(files); !opened) return opened;
    assign_findings();
    choose_sheets();
    write_list();
    for (Source& source : sources_) {
      if (source.place == 0) continue;
      writer_.add_sheet(source.sheet != nullptr ? source.sheet->name : fs::path(source.file).stem().string());
      if (auto copied = source.sheet != nullptr ? copy_sheet(source) : copy_csv(source); !copied) return copied;
    }
    return writer_.close();
  }

 private:
  Result<void> open(const std::vector<InputFile>& files) {
    // The sheets must not move once sources point to them.
    books_.reserve(files.size());
    for (const auto& [path, separator] : files) {
      const std::string name = fs::path(path).filename().string();
      if (!is_workbook(path)) {
        csv_bytes_ += bytes_of(path);
        sources_.push_back({path, name, nullptr, separator, {}, 0, 0});
        continue;
      }
      auto book = formats::read_xlsx(path);
      if (!book) return fail(std::move(book.error()));
      books_.push_back(std::move(*book));
      for (const formats::Sheet& sheet : books_.back().sheets) {
        cells_ += std::size_t{sheet.row_count()} * sheet.column_count();
        if (!sheet.is_hidden) sources_.push_back({path, name, &sheet, separator, {}, 0, 0});
      }
    }
    return {};
  }

  /// Findings name a file by its name or its path, and in a workbook its sheet.
  [[nodiscard]] Source* source_of(const Location& where) {
    const auto is_named = [&](const Source& source) {
      const bool is_file = source.file == where.file || source.path == where.file || fs::path(where.file).filename() == source.file;
      return is_file && (source.sheet == nullptr || source.sheet->name == where.sheet);
    };
    const auto found = std::ranges::find_if(sources_, is_named);
    return found == sources_.end() ? nullptr : &*found;
  }

  void assign_findings() {
    for (const Issue& issue : issues_) {
      if (issue.where.file != last_file_ || issue.where.sheet != last_sheet_) {
        last_source_ = source_of(issue.where);
        last_file_ = issue.where.file;
        last_sheet_ = issue.where.sheet;
      }
      if (last_source_ != nullptr) assign(issue, *last_source_);
    }
  }

  static void assign(const Issue& issue, Source& source) {
    const bool has_room = source.findings.size() < kMostMarkedRows || source.findings.contains(issue.where.row);
    if (has_room && issue.where.row <= kMostRows) source.findings[issue.where.row].push_back(&issue);
    else ++source.unmarked;
  }

  void choose_sheets() {
    is_abridged_ = csv_bytes_ > kMostCsvBytes || cells_ > kMostCells;
    // The list of findings is the first sheet.
    std::size_t place = 2;
    for (Source& source : sources_)
      if (!is_abridged_ || !source.findings.empty()) source.place = place++;
  }

  void write_list() {
    const IssueCounts counts = count_issues(issues_);
    SheetHead head;
    head.lines.push_back(origin_text({origin_.source, false}, lang_));
    if (origin_.is_synthetic) head.alerts.emplace_back(text("text.synthetic", lang_));
    head.lines.push_back(text("findings.total", lang_,
                              {{"errors", std::to_string(counts.errors)},
                               {"warnings", std::to_string(counts.warnings)},
                               {"infos", std::to_string(counts.infos)}}));
    head.lines.emplace_back(text("marked.how", lang_));
    if (is_abridged_) head.alerts.emplace_back(text("marked.abridged", lang_));
    for (const Source& source : sources_)
      if (source.unmarked > 0)
        head.alerts.push_back(text("marked.unmarked", lang_,
                                   {{"file", source.sheet != nullptr ? source.sheet->name : source.file},
                                    {"rows", std::to_string(source.findings.size())},
                                    {"count", std::to_string(source.unmarked)}}));
    FormSheet sheet(writer_, head,
                    {std::string(lang_ == Lang::Zh ? model::kFindingsSheetZh : model::kFindingsSheetEn),
                     std::string(text("marked.title", lang_)), finding_columns(lang_), Page::Landscape});
    FindingsOptions options;
    options.lang = lang_;
    options.most = kMostListed;
    options.target = [this](const Issue& issue) { return target_of(issue); };
    write_findings(writer_, sheet, issues_, options);
  }

  [[nodiscard]] std::optional<FindingTarget> target_of(const Issue& issue) {
    const Source* source = source_of(issue.where);
    if (source == nullptr || source->place == 0 || issue.where.row > kMostRows) return std::nullopt;
    return FindingTarget{source->place, std::max(1U, issue.where.row), std::max(1U, issue.where.column)};
  }

  Result<void> copy_csv(const Source& source) {
    const auto csv = formats::CsvFile::open(source.path, {}, source.separator);
    // What keeps the file from being read is among the findings.
    if (!csv) return note_unreadable(csv.error());
    MarkedSheet sheet(writer_, source.findings, lang_);
    std::vector<std::string_view> header(csv->header().begin(), csv->header().end());
    sheet.header(header);
    sheet.row(1, header);
    for (std::size_t chunk = 0; chunk < csv->chunk_count(); ++chunk) {
      const auto read = csv->read_chunk(chunk, [&](const formats::CsvRow& row) {
        if (row.number <= kMostRows && (!is_abridged_ || sheet.has_findings(row.number))) sheet.row(row.number, row.fields);
      });
      if (!read) return note_unreadable(read.error());
    }
    sheet.mark_rows_without_cells();
    return {};
  }

  Result<void> note_unreadable(const Error& error) {
    writer_.text(1, 1, error.message(lang_));
    writer_.text(2, 1, error.hint(lang_));
    return {};
  }

  Result<void> copy_sheet(const Source& source) {
    const formats::Sheet& from = *source.sheet;
    MarkedSheet sheet(writer_, source.findings, lang_);
    if (!is_abridged_) sheet.merge(from.merged);
    std::vector<std::string_view> fields;
    std::vector<formats::CellKind> kinds;
    for (std::uint32_t row = 1; row <= from.row_count(); ++row) {
      if (row > 1 && is_abridged_ && !sheet.has_findings(row)) continue;
      fields.clear();
      kinds.clear();
      for (std::uint32_t column = 1; column <= from.column_count(); ++column) {
        const formats::Cell& cell = from.cell(row, column);
        fields.emplace_back(cell.text);
        kinds.push_back(cell.kind);
      }
      if (row == 1) sheet.header(fields);
      sheet.row(row, fields, kinds);
    }
    sheet.mark_rows_without_cells();
    if (const model::TableSpec* table = model::find_table(fold_header(from.name)); table != nullptr && !is_abridged_) {
      fields.clear();
      for (std::uint32_t column = 1; column <= from.column_count(); ++column) fields.emplace_back(from.cell(1, column).text);
      sheet.guide(*table, fields);
    }
    return {};
  }

  static constexpr std::size_t kMostListed = 50'000;

  const std::vector<Issue>& issues_;
  const DataOrigin& origin_;
  Lang lang_;
  formats::XlsxWriter writer_;
  std::vector<formats::Workbook> books_;
  std::vector<Source> sources_;
  std::uintmax_t csv_bytes_ = 0;
  std::size_t cells_ = 0;
  bool is_abridged_ = false;
  /// Findings come file by file, so the source of the last one is mostly that of the next.
  std::string last_file_;
  std::string last_sheet_;
  Source* last_source_ = nullptr;
};

}  // namespace

Result<void> write_marked_workbook(const std::vector<InputFile>& files, const std::vector<Issue>& issues, const DataOrigin& origin,
                                   Lang lang, const std::string& path) {
  return MarkedWorkbook(issues, origin, lang, path).write(files);
}

}  // namespace junheng::report
