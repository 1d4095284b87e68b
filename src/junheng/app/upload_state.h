#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "junheng/app/import_case.h"
#include "junheng/app/upload_preview.h"
#include "junheng/app/uploads.h"
#include "junheng/report/marked_workbook.h"

namespace junheng::app {

/// One upload, for the parts of Uploads only.
struct Uploads::Upload {
  std::string id;
  std::int64_t account_id = 0;
  UtcTime created;
  std::filesystem::path folder;
  NewUpload order;
  std::vector<ingest::HeaderRename> columns;
  /// "reading", "ready", "rejected", "committing", "committed".
  std::string state = "reading";
  std::string job_id;
  /// Of the file and of what was unpacked from it.
  std::uint64_t disk_bytes = 0;
  /// The folder goes once no job reads it.
  bool is_discarded = false;
  std::filesystem::path dataset;
  std::vector<Issue> issues;
  std::vector<report::InputFile> files;
  IssueCounts counts;
  std::vector<PreviewTable> tables;
  std::vector<PreviewHeader> unknown;
  std::optional<Reconciliation> reconciliation;
  std::vector<PreviewNeeds> needs;
  std::optional<SameFiles> same_files;
  std::string title;
  report::DataOrigin origin;
  std::vector<SchoolYear> years;
  /// Codes of areas that the account may not import.
  std::vector<std::string> outside;
  std::optional<std::int64_t> snapshot_id;
  std::optional<Error> error;
  /// Of what stands above; jobs write it.
  std::mutex mutex;

  [[nodiscard]] std::string view(Lang lang) const;
};

}  // namespace junheng::app
