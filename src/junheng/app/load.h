#pragma once

#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/core/school_year.h"
#include "junheng/core/sink.h"
#include "junheng/ingest/import.h"
#include "junheng/model/dataset.h"
#include "junheng/standards/pack.h"
#include "junheng/standards/standard.h"

namespace junheng::app {

/// Settings that every command shares.
struct Session {
  Lang lang = Lang::Zh;
  unsigned threads = 1;
  bool use_color = false;
  /// Today's date, for reports and for the age of references.
  Date today;
  std::stop_token stop;

  /// Code::Interrupted once a stop was requested.
  [[nodiscard]] Result<void> check_stop() const;
};

/// What a command gives back: its result, which belongs on stdout, its talk and the exit code.
struct Outcome {
  std::string output;
  int exit_code = 0;
  /// Writes what follows `output` and may be too large to be held; nothing if empty.
  std::function<void(const Sink&)> write_rest = {};
  /// What the command has done, such as the file that it wrote: for stderr.
  std::string talk = {};
};

inline constexpr int kExitDataRejected = 3;
inline constexpr int kExitUnmet = 4;

enum class OutputFormat {
  Text,
  Json,
  Csv,
  /// The verdict, or the figures that matter, alone: what is printed beside a report that is written to a file.
  Summary
};

/// A dataset read and checked.
struct LoadedDataset {
  model::Dataset dataset;
  /// Of import and checks, sorted.
  std::vector<Issue> issues;
  std::vector<ingest::ImportedFile> files;
  IssueCounts counts;
  std::vector<ingest::RejectedItem> rejected_items = {};
  /// Left out of the dataset where `drop_rejected` was asked for.
  std::vector<ingest::RejectedFact> rejected_facts = {};
  /// As in ingest::Import.
  std::vector<std::string> unreadable_tables = {};
};

struct LoadRequest {
  std::string path;
  std::string mapping;
  /// Leaves the rows that checks reject out of the dataset; otherwise they stay, and no verdict may be built on them.
  bool drop_rejected = false;
  /// What the data are read for, if it is known: its measures are columns too, and its items tell which values are numbers.
  const standards::Pack* pack = nullptr;
  /// A CSV file that takes the place of the dataset's table of targets; empty: none.
  std::string targets_file = {};
  /// Headers that the user has given other names.
  std::vector<ingest::HeaderRename> header_renames = {};
};

/// Reads a dataset and runs every check on it.
[[nodiscard]] Result<LoadedDataset> load_dataset(const LoadRequest& request, const Session& session);

struct StandardRequest {
  /// Id of a built-in pack or path of a pack file.
  std::string id;
  SchoolYear year;
  standards::ToleranceChoice tolerances;
  /// Day on which values are looked up; nullopt: the start of the school year.
  std::optional<Date> on;
};

/// The pack of that id or path, or the one whose title holds the words; whole. Errors: UnknownStandard (with the nearest ids);
/// StandardRejected (lint errors of a pack file).
[[nodiscard]] Result<standards::Pack> find_pack(const std::string& id_or_path, const Session& session);

inline constexpr std::string_view kQualityPack = "cn.quality-2017";
/// Measures and indicators of any country, without limits.
inline constexpr std::string_view kGenericPack = "generic.resources";
/// The id of the pack by which monitors read the rows of a country's datasets and whose indicators they tell gaps in. Its limits judge
/// nothing there.
[[nodiscard]] std::string_view pack_of_country(std::string_view country);

/// The pack on its day.
[[nodiscard]] Result<std::shared_ptr<const standards::Standard>> find_standard(const StandardRequest& request, const Session& session);

/// The code of an area given by code or by name; empty for empty. What is neither is handed back, for the assessment to refuse.
/// Errors: AreaNameAmbiguous (several areas of that name, which it lists).
[[nodiscard]] Result<std::string> find_area_code(const model::Dataset& dataset, const std::string& code_or_name);

/// The id of a school given by id or by name, of several of that name the one in the area; what is neither is handed back.
/// Errors: SchoolNameAmbiguous (several schools of that name in the area, whose ids it lists).
[[nodiscard]] Result<std::string> find_school_id(const model::Dataset& dataset, AreaIndex area, const std::string& id_or_name);

/// "330199 示范县".
[[nodiscard]] std::string area_label(const model::Dataset& dataset, AreaIndex area);

/// The year to assess: the one asked for, else the manifest's, else the latest in the data. Errors: NoSchoolYears.
[[nodiscard]] Result<SchoolYear> choose_year(const model::Dataset& dataset, std::optional<int> asked);
/// The same among years in ascending order.
[[nodiscard]] Result<SchoolYear> choose_year(std::span<const SchoolYear> years, const std::optional<SchoolYear>& preferred,
                                             std::optional<int> asked);

}  // namespace junheng::app
