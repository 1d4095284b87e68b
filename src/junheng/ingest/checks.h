#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/check_frame.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// A row that a check rejects.
struct RejectedRow {
  std::string table;
  RowIndex row;
  /// Where it stands: file and sheet.
  std::string file = {};
  std::string sheet = {};
};

struct CheckReport {
  std::vector<Issue> issues;
  /// Rows behind the findings of severity error, each once.
  std::vector<RejectedRow> rejected;
};

/// Checks in checks/*.toml form.
struct CheckFile {
  std::string name;
  std::string text;
};

[[nodiscard]] std::vector<CheckFile> built_in_checks();

/// Check files that are read (check_file.h).
struct LoadedChecks;

/// Runs every check on the dataset. Findings come in the order of the files and do not depend on `threads`; faults of the check files
/// come first, and the checks that have them do not run. Last stand the schools that are rejected, with the rows that go with them.
///
/// A check whose columns the dataset lacks is silent. Errors are all listed; of warnings and remarks a check lists the first thousand
/// and one more finding (check_more_findings) counts the rest. A value that is merely odd beside others is not remarked upon where its
/// cell has another finding. Comparisons between schools and years look at the default year of the dataset, else its latest.
/// What rows are missing is not remarked upon where reading rejected rows of the same table that may be them (`known.lost_rows`).
/// Speed: about 0.2 s of one core for a country of 200,000 schools with stage, grade and class-band facts.
[[nodiscard]] CheckReport run_checks(const model::Dataset& dataset, const std::vector<CheckFile>& files, unsigned threads,
                                     const CheckKnowledge& known = {});
/// The same with files that are read once for many datasets.
[[nodiscard]] CheckReport run_checks(const model::Dataset& dataset, const LoadedChecks& loaded, unsigned threads,
                                     const CheckKnowledge& known = {});

/// Those of the rejected rows that values of indicators are taken from, before they are taken out.
[[nodiscard]] std::vector<RejectedFact> rejected_facts(const model::Dataset& dataset, const std::vector<RejectedRow>& rejected);

/// Takes the rejected rows out of the dataset, records them in lost_rows and rebuilds it.
void remove_rows(model::Dataset& dataset, const std::vector<RejectedRow>& rejected);

}  // namespace junheng::ingest
