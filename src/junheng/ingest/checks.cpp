#include "junheng/ingest/checks.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/embedded.h"
#include "junheng/core/parallel.h"
#include "junheng/ingest/check_file.h"
#include "junheng/ingest/dependent_rows.h"

namespace junheng::ingest {

namespace {

/// Units of one check that one thread looks at.
struct Task {
  const Check* check = nullptr;
  UnitRange units;
};

/// The same parts whatever the number of threads, so that the order of findings and what is listed do not depend on it.
std::vector<Task> divide(const std::vector<Check>& checks, const CheckFrame& frame, const CheckKnowledge& known) {
  constexpr std::size_t kParts = 16;
  constexpr std::size_t kLeastUnits = 64;
  std::vector<Task> tasks;
  for (const Check& check : checks) {
    if (!check.style.scope.applies_to(frame.dataset().manifest)) continue;
    if (known.has_changed_figures && (check.rule->is_agreement() || check.rule->compares_schools())) continue;
    const std::size_t count = check.rule->unit_count(frame);
    const std::size_t step = std::max(kLeastUnits, (count + kParts - 1) / kParts);
    for (std::size_t begin = 0; begin < count; begin += step) tasks.push_back({&check, {begin, std::min(count, begin + step)}});
  }
  return tasks;
}

/// Says how many findings of a check are not listed, at the place of the last listed one's table.
Issue more_findings(const Check& check, const Findings& findings) {
  Location where = findings.issues().back().where;
  where.row = 0;
  where.column = 0;
  where.header.clear();
  Issue issue = make_issue(Code::CheckMoreFindings, std::move(where), "",
                           {{"check", check.style.texts->id},
                            {"count", std::to_string(findings.unlisted())},
                            {"listed", std::to_string(findings.issues().size())}});
  issue.severity = check.style.severity;
  return issue;
}

/// Everything that one check found.
struct CheckResult {
  const Check* check = nullptr;
  Findings findings;
};

/// Puts the findings together in the order of the checks, without doubts about cells that another finding names.
class Report {
 public:
  explicit Report(std::vector<Issue> faults) { report_.issues = std::move(faults); }

  void add(std::vector<CheckResult> results) {
    for (const CheckResult& result : results)
      if (!result.check->rule->is_doubt()) named_.insert(result.findings.cells().begin(), result.findings.cells().end());
    for (CheckResult& result : results) add(*result.check, std::move(result.findings));
  }

  CheckReport take() { return std::move(report_); }

 private:
  void add(const Check& check, Findings&& findings) {
    std::optional<Issue> rest;
    if (findings.unlisted() > 0) rest = more_findings(check, findings);
    const bool is_doubt = check.rule->is_doubt();
    std::vector<Issue> issues = findings.take_issues();
    for (std::size_t i = 0; i < issues.size(); ++i) {
      const FoundCell& cell = findings.cells()[i];
      if (is_doubt && !named_.insert(cell).second) continue;
      if (check.style.severity == Severity::Error && rejected_.emplace(cell.table, cell.row).second)
        report_.rejected.push_back({cell.table, cell.row, issues[i].where.file, issues[i].where.sheet});
      report_.issues.push_back(std::move(issues[i]));
    }
    if (rest) report_.issues.push_back(std::move(*rest));
  }

  CheckReport report_;
  std::set<FoundCell> named_;
  std::set<std::pair<std::string, RowIndex>> rejected_;
};

}  // namespace

std::vector<CheckFile> built_in_checks() {
  std::vector<CheckFile> files;
  for (const EmbeddedFile& file : embedded_files())
    if (file.path.starts_with("checks/")) files.push_back({std::string(file.path), std::string(file.bytes)});
  return files;
}

CheckReport run_checks(const model::Dataset& dataset, const std::vector<CheckFile>& files, unsigned threads, const CheckKnowledge& known) {
  return run_checks(dataset, load_checks(files), threads, known);
}

CheckReport run_checks(const model::Dataset& dataset, const LoadedChecks& loaded, unsigned threads, const CheckKnowledge& known) {
  const CheckFrame frame(dataset, known);
  const std::vector<Task> tasks = divide(loaded.checks, frame, known);
  std::vector<std::optional<Findings>> found(tasks.size());
  parallel_for(tasks.size(), threads, [&](std::size_t i) {
    Findings findings(frame, tasks[i].check->style);
    tasks[i].check->rule->run(frame, tasks[i].units, findings);
    found[i].emplace(std::move(findings));
  });

  std::vector<CheckResult> results;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    if (results.empty() || results.back().check != tasks[i].check) results.push_back({tasks[i].check, std::move(*found[i])});
    else results.back().findings.append(std::move(*found[i]));
  }
  Report report(loaded.issues);
  report.add(std::move(results));
  CheckReport out = report.take();
  std::ranges::move(rows_of_rejected_schools(dataset, out.rejected), std::back_inserter(out.issues));
  return out;
}

}  // namespace junheng::ingest
