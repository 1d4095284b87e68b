#include "junheng/ingest/checks.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "junheng/core/embedded.h"
#include "junheng/core/parallel.h"
#include "junheng/ingest/check_file.h"

namespace junheng::ingest {

namespace {

/// Units of one check that one thread looks at.
struct Task {
  const Check* check = nullptr;
  UnitRange units;
};

/// The same parts whatever the number of threads, so that the order of findings and what is listed do not depend on it.
std::vector<Task> divide(const std::vector<Check>& checks, const CheckFrame& frame) {
  constexpr std::size_t kParts = 16;
  constexpr std::size_t kLeastUnits = 64;
  std::vector<Task> tasks;
  for (const Check& check : checks) {
    if (!check.style.scope.applies_to(frame.dataset().manifest)) continue;
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

class Report {
 public:
  explicit Report(std::vector<Issue> faults) { report_.issues = std::move(faults); }

  void add(const Check& check, Findings&& findings) {
    if (check.style.severity == Severity::Error)
      for (const RejectedRow& row : findings.rows())
        if (seen_.emplace(row.table, row.row).second) report_.rejected.push_back(row);
    std::optional<Issue> rest;
    if (findings.unlisted() > 0) rest = more_findings(check, findings);
    for (Issue& issue : findings.take_issues()) report_.issues.push_back(std::move(issue));
    if (rest) report_.issues.push_back(std::move(*rest));
  }

  CheckReport take() { return std::move(report_); }

 private:
  CheckReport report_;
  std::set<std::pair<std::string, RowIndex>> seen_;
};

}  // namespace

std::vector<CheckFile> built_in_checks() {
  std::vector<CheckFile> files;
  for (const EmbeddedFile& file : embedded_files())
    if (file.path.starts_with("checks/")) files.push_back({std::string(file.path), std::string(file.bytes)});
  return files;
}

CheckReport run_checks(const model::Dataset& dataset, const std::vector<CheckFile>& files, unsigned threads) {
  LoadedChecks loaded = load_checks(files);
  const CheckFrame frame(dataset);
  const std::vector<Task> tasks = divide(loaded.checks, frame);
  std::vector<std::optional<Findings>> found(tasks.size());
  parallel_for(tasks.size(), threads, [&](std::size_t i) {
    Findings findings(frame, tasks[i].check->style);
    tasks[i].check->rule->run(frame, tasks[i].units, findings);
    found[i].emplace(std::move(findings));
  });

  Report report(std::move(loaded.issues));
  for (std::size_t begin = 0, end = 0; begin < tasks.size(); begin = end) {
    Findings all = std::move(*found[begin]);
    for (end = begin + 1; end < tasks.size() && tasks[end].check == tasks[begin].check; ++end) all.append(std::move(*found[end]));
    report.add(*tasks[begin].check, std::move(all));
  }
  return report.take();
}

}  // namespace junheng::ingest
