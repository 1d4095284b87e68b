#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "junheng/app/load.h"

namespace junheng::app {

/// `junheng standards list`: id, title, dates, indicators and items of every built-in pack.
[[nodiscard]] Result<Outcome> list_standards(OutputFormat format, const Session& session);
/// `junheng standards show ID`: every value with dates, document, clause and status.
[[nodiscard]] Result<Outcome> show_standard(const std::string& id_or_path, const Session& session);
/// `junheng standards lint [FILE...]`: the built-in packs, or the files over them. Exit 3 with errors.
[[nodiscard]] Result<Outcome> lint_standards(const std::vector<std::string>& files, const Session& session);

struct GenerateRequest {
  std::size_t counties = 1;
  std::size_t schools = 60;
  std::uint64_t seed = 1;
  int year = 2024;
  std::size_t years = 1;
  bool without_detail = false;
  bool with_teachers = false;
  std::string out_folder;
};
[[nodiscard]] Result<Outcome> run_generate(const GenerateRequest& request, const Session& session);

/// `junheng template`.
struct TemplateRequest {
  std::string standard;
  /// .xlsx.
  std::string path;
  /// Without it a file that exists is left as it is: it may be filled in.
  bool replaces_file = false;
};

/// A blank workbook for a standard. Errors: WorkbookName, OutputExists; those of find_standard; CannotWriteFile.
[[nodiscard]] Result<Outcome> write_template(const TemplateRequest& request, const Session& session);

struct MappingEntry {
  std::string id;
  Bilingual title;
};
/// What --map accepts, by id.
[[nodiscard]] std::vector<MappingEntry> mapping_entries();
/// Lists what --map accepts.
[[nodiscard]] Result<Outcome> list_mappings(const Session& session);
/// `junheng mappings show ID`: the file as it is compiled in, to be copied and changed. Errors: UnknownMapping.
[[nodiscard]] Result<Outcome> show_mapping(const std::string& id);

}  // namespace junheng::app
