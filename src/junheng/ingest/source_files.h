#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/formats/csv_reader.h"
#include "junheng/ingest/mapping_file.h"
#include "junheng/ingest/row_source.h"
#include "junheng/ingest/table_head.h"

namespace junheng::ingest {

/// A file or sheet of another layout.
struct SourceFile {
  std::shared_ptr<const RowSource> rows;
  TableHead head;
  /// The school year that its heading, its name or its folder tells ("2021-2022").
  std::optional<std::string> year;
};

/// The files or sheets at a path, opened when a table of the mapping asks for them.
class SourceFiles {
 public:
  SourceFiles(std::string path, const MappingFile& mapping);

  /// The file of that name in the folder, the sheet of that name in the workbook, or the only one; of several names the first that is
  /// there. With '*' all that fit: in a folder the files by name, in a workbook the sheets in their order; hidden ones are left out.
  /// A name without '*' that is not there is an Issue.
  /// A file without the header that the mapping looks for, and one that fits several of the names with '*', is an Issue and a nullptr.
  /// Errors: those of formats for a file that the mapping names.
  [[nodiscard]] Result<std::vector<const SourceFile*>> open(const LabelNames& from, std::vector<Issue>& issues);

  /// What stands in the folder, or the sheets of the workbook, by name.
  [[nodiscard]] std::vector<std::string> found();

  /// A finding for everything in the folder, and every sheet that may be a table, that nothing has opened, `read_elsewhere` left out.
  /// Call when all is open. Errors: CannotReadFile.
  [[nodiscard]] Result<void> note_unread(const std::set<std::string>& read_elsewhere, std::vector<Issue>& issues);
  /// A file of the folder could not be read, or stands in a folder below: nobody knows what is missing.
  [[nodiscard]] bool has_lost_file() const { return has_lost_file_; }

 private:
  /// A file, or a sheet of a workbook.
  struct Candidate {
    std::string path;
    std::string file;
    /// Empty: a CSV file.
    std::string sheet;
    /// What of the mapping's names with '*' its own name fits; with more than one it is not read.
    std::set<std::string> fits;
  };

  [[nodiscard]] Result<void> list_candidates(std::vector<Issue>& issues);
  [[nodiscard]] Result<void> list_file(const std::string& path, std::vector<Issue>& issues);
  [[nodiscard]] std::set<std::string> fitting(const std::string& name) const;
  [[nodiscard]] Result<std::vector<const SourceFile*>> open_fitting(const LabelNames& patterns, std::vector<Issue>& issues);
  [[nodiscard]] Result<std::vector<const SourceFile*>> open_named(const LabelNames& names, std::vector<Issue>& issues);
  /// nullopt: there is no such file or sheet.
  [[nodiscard]] Result<std::optional<const SourceFile*>> find_named(const std::string& name, std::vector<Issue>& issues);
  [[nodiscard]] Result<const SourceFile*> open_candidate(const Candidate& candidate, std::vector<Issue>& issues);
  [[nodiscard]] Result<const SourceFile*> open_csv(const std::string& path, std::vector<Issue>& issues);
  [[nodiscard]] const SourceFile* open_sheet(const std::string& path, const formats::Sheet& sheet, std::vector<Issue>& issues);
  [[nodiscard]] Result<std::shared_ptr<const formats::Workbook>> workbook(const std::string& path);
  [[nodiscard]] std::optional<TableHead> head_of(const HeadRows& rows, const Location& where, std::vector<Issue>& issues) const;
  /// The year that the head tells, else the name of sheet, file or folder; names that say otherwise than the head are an Issue.
  [[nodiscard]] static std::optional<std::string> year_of(const TableHead& head, const std::string& path, const std::string& sheet,
                                                          std::vector<Issue>& issues);

  std::string path_;
  LabelNames key_;
  char separator_;
  /// All names of files and sheets of the mapping.
  std::vector<std::string> names_;
  /// All names with '*' of the mapping.
  std::set<std::string> patterns_;
  bool has_listed_ = false;
  bool has_lost_file_ = false;
  /// Paths that were opened by their names, or could not be.
  std::set<std::string> taken_;
  std::vector<Candidate> candidates_;
  /// Names that were not found, each told once.
  std::set<LabelNames> missing_;
  std::map<std::string, std::shared_ptr<const formats::Workbook>> workbooks_;
  /// By path and sheet; empty where it cannot be read.
  std::map<std::pair<std::string, std::string>, std::optional<SourceFile>> opened_;
};

}  // namespace junheng::ingest
